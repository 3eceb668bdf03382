"""An analysis process with the shipped model, started once for the tests that may share it."""

from collections.abc import Iterator

import pytest

from annotator.worker import AnalysisClient


@pytest.fixture(scope="module")
def client() -> Iterator[AnalysisClient]:
    started = AnalysisClient()
    started.start()
    yield started
    started.close()
