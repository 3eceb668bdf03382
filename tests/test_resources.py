"""The files that ship with the app are found wherever it is installed."""

import sys
from pathlib import Path

import pytest

from annotator import resources


def test_a_checkout_has_its_resources_at_the_top() -> None:
    resources.folder.cache_clear()
    assert resources.folder() == Path(resources.__file__).parents[1] / "resources"


def test_a_frozen_app_has_them_beside_its_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    resources.folder.cache_clear()
    assert resources.folder() == tmp_path / "resources"
    resources.folder.cache_clear()
