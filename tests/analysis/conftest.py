"""What the tests of the analysis share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.analysis.pipeline import build

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def english() -> Language:
    """The shipped pipeline with all our components; loaded once."""
    return build()
