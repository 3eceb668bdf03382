"""A title becomes a name that every system takes, and no file is replaced unasked."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UserFacingError
from ui.kit.file_names import file_name, saved_as


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A/B: who? *now*", "A B who now"),
        ("", "Briefing"),
        ("..", "Briefing"),
        ("Line\nbreak\ttab", "Line break tab"),
        ("x" * 99, "x" * 80),
        ("NUL", "Briefing NUL"),
        ("com1", "Briefing com1"),
        ("con.report", "Briefing con.report"),
        ("Contact group", "Contact group"),
        ("../../etc/passwd", ".. .. etc passwd"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, expected: str) -> None:
    assert file_name(title) == expected


@given(st.text(max_size=300))
def test_every_title_is_a_name_of_one_file(title: str) -> None:
    name = file_name(title)
    assert name
    assert len(f"{name}.docx".encode("utf-8", "surrogatepass")) < 250
    assert not set(name) & set('\\/:*?"<>|\n\0')
    assert name == name.strip()
    assert not name.endswith(".")


@given(st.text(st.sampled_from("🌉漢é"), min_size=100, max_size=300))
def test_long_titles_in_wide_letters_fit_a_disk(title: str) -> None:
    assert 150 < len(file_name(title).encode()) <= 200


@pytest.mark.parametrize(
    ("chosen", "written"),
    [
        ("brief.docx", "brief.docx"),
        ("brief.DOCX", "brief.DOCX"),
        ("brief", "brief.docx"),
        ("Report 3.5", "Report 3.5.docx"),
        ("brief.doc", "brief.doc.docx"),
    ],
)
def test_a_chosen_name_keeps_all_of_itself(tmp_path: Path, chosen: str, written: str) -> None:
    (tmp_path / "Report 3.docx").touch()  # which once would have been replaced
    (tmp_path / "brief.DOCX").touch()  # which the dialog has asked about
    assert saved_as(str(tmp_path / chosen), ".docx") == tmp_path / written


def test_a_file_that_the_dialog_did_not_ask_about_is_kept(tmp_path: Path) -> None:
    (tmp_path / "Report 3.5.docx").write_text("mine")
    with pytest.raises(UserFacingError, match=r"Report 3\.5\.docx"):
        saved_as(str(tmp_path / "Report 3.5"), ".docx")
