"""Installed language pipelines and whether they are whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.analysis.model_files import check_model, find_model, sha256_of
from annotator.errors import UserFacingError


def make_model(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "config.cfg").write_text("[nlp]\n", "utf-8")
    (folder / "meta.json").write_text(
        json.dumps({"lang": "en", "name": "own", "version": "1.0"}), "utf-8"
    )
    return folder


def test_the_shipped_pipeline_is_the_recorded_one() -> None:
    check = check_model()
    assert check.whole is True
    assert check.language == "en"


def test_a_changed_byte_changes_the_hash(tmp_path: Path) -> None:
    model = make_model(tmp_path / "model")
    before = check_model(str(model))
    (model / "config.cfg").write_text("[nlp]\n ", "utf-8")
    assert before.whole is None
    assert before.name == "en_own"
    assert sha256_of(model) != before.sha256


def test_a_pipeline_one_folder_below_is_found(tmp_path: Path) -> None:
    model = make_model(tmp_path / "package" / "en_own-1.0")
    assert find_model(str(tmp_path / "package")) == model


@pytest.mark.parametrize("name", ["no_such_model_installed", "not a name"])
def test_a_missing_pipeline_is_told_by_name(name: str) -> None:
    with pytest.raises(UserFacingError, match=name):
        find_model(name)


def test_a_folder_without_pipeline_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match=r"no spaCy pipeline"):
        find_model(str(tmp_path))


def test_checking_loads_no_language_library() -> None:
    code = (
        "import sys; from annotator.analysis import check_model; check_model(); "
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
