"""`annotator doctor` says what is in place and what mends what is not."""

from collections.abc import Callable
from pathlib import Path

type Run = Callable[..., tuple[int, str, str]]


def test_everything_in_place_is_code_0(run: Run, home: Path) -> None:
    code, out, err = run("doctor")
    assert (code, err) == (0, "")
    for subject in ("Annotator", "Python", "spacy", "Language model", "Data folder", "Free space"):
        assert subject in out
    assert "as shipped" in out
    assert "MEND" not in out
    assert str(home) in out
    assert not home.exists(), "looking must not make anything"


def test_a_data_folder_that_is_a_file_is_told(run: Run, home: Path) -> None:
    home.write_text("not a folder")
    code, out, _ = run("doctor")
    assert code == 1
    assert f"{home} is not a folder" in out
    assert home.read_text() == "not a folder"


def test_a_data_folder_far_from_what_is_there_is_made_later(run: Run, home: Path) -> None:
    code, out, _ = run("doctor")
    assert code == 0
    assert f"{home} (made at the first start)" in out
    assert not home.exists()


def test_a_missing_model_is_mended_by_what_is_said(run: Run) -> None:
    code, out, _ = run("doctor", "--model", "no_such_model")
    assert code == 1
    line = next(line for line in out.splitlines() if "MEND" in line)
    assert "no_such_model" in line
    assert "→" in out


def test_a_damaged_model_is_recognised(run: Run, tmp_path: Path) -> None:
    import shutil

    from annotator.analysis.model_files import find_model

    copy = tmp_path / "en_core_web_md"
    shutil.copytree(find_model(), copy)
    config = copy / "config.cfg"
    config.write_text(config.read_text() + "\n# changed\n")
    code, out, _ = run("doctor", "--model", copy)
    assert code == 1
    assert "not what was shipped" in out
