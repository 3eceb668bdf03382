"""In which part of the document something was done, and what was done beside the body."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator.briefing import export
from annotator.briefing.manifest import from_xml, to_xml
from annotator.briefing.review import find_changes, read_review
from annotator.domain.briefing import Briefing
from annotator.domain.marking import TLP
from annotator.domain.review import Review, ReviewItem, ReviewKind


@pytest.fixture
def marked_file(dam_road: Briefing, tmp_path: Path) -> Path:
    """The briefing with a marking in its headers and citations in footnotes."""
    from dataclasses import replace

    path = tmp_path / "marked.docx"
    export(replace(dam_road, marking=TLP["TLP:GREEN"]), path)
    return path


def resaved(path: Path, change: Callable[[str, str], str]) -> Review:
    """What is found when every XML part went through `change`."""
    out = path.with_name("back.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(name, data.decode()).encode())
    return find_changes(read_review(out))


def only(review: Review) -> ReviewItem:
    (item,) = (*review.items, *review.unplaced)
    return item


@pytest.mark.parametrize(
    "case",
    [
        ("pressing matter", "urgent matter", "summary"),
        ("Floods and strikes", "Floods, strikes", "title"),
        ("Admiralty scale", "usual scale", "method"),
        ("Local traders disagreed", "Traders disagreed", "articles"),
    ],
)
def test_a_correction_says_which_part_it_stands_in(
    case: tuple[str, str, str], xml_reviewer: ModuleType, dam_road_file: Path, tmp_path: Path
) -> None:
    words, by, part = case
    for act in ("replace_tracked", "retype"):
        reviewer: Any = xml_reviewer.XmlReviewer("word", dam_road_file)
        getattr(reviewer, act)(words, by)
        review = find_changes(read_review(reviewer.save(tmp_path / "home.docx")))
        assert review.unplaced
        assert {item.part for item in review.unplaced} == {part}


def test_a_comment_on_the_summary_says_so(
    xml_reviewer: ModuleType, dam_road_file: Path, tmp_path: Path
) -> None:
    reviewer: Any = xml_reviewer.XmlReviewer("word", dam_road_file)
    reviewer.comment("pressing matter", "Says who?")
    item = only(find_changes(read_review(reviewer.save(tmp_path / "home.docx"))))
    assert (item.kind, item.part) == (ReviewKind.COMMENT, "summary")


def test_untracked_words_in_a_note_are_found(marked_file: Path) -> None:
    review = resaved(
        marked_file,
        lambda name, xml: (
            xml.replace("The Weekly Post", "The Weekly Host") if "footnotes" in name else xml
        ),
    )
    item = only(review)
    assert (item.kind, item.part) == (ReviewKind.TEXT, "note")
    assert "The Weekly Post" in item.before
    assert "The Weekly Host" in item.after
    assert str(item.text).startswith("Changed in a note without tracking: “")


def test_a_marking_changed_in_the_headers_is_one_act(marked_file: Path) -> None:
    review = resaved(
        marked_file,
        lambda name, xml: xml.replace("TLP:GREEN", "TLP:AMBER") if "header" in name else xml,
    )
    item = only(review)
    assert (item.part, item.before, item.after) == ("header", "TLP:GREEN", "TLP:AMBER")


def test_a_line_added_to_the_footer_is_found_and_one_struck_from_it(marked_file: Path) -> None:
    line = "<w:p><w:r><w:t>Copy 3, return to the registry</w:t></w:r></w:p></w:ftr>"
    added = only(
        resaved(
            marked_file,
            lambda name, xml: xml.replace("</w:ftr>", line) if "footer" in name else xml,
        )
    )
    assert (added.part, added.before) == ("footer", "")
    assert added.after == "Copy 3, return to the registry"
    struck = resaved(
        marked_file, lambda name, xml: xml.replace("TLP:GREEN", "") if "footer" in name else xml
    )
    assert [(item.before, item.after) for item in struck.unplaced] == [("TLP:GREEN", "")]


def test_a_document_of_before_has_nothing_to_compare(marked_file: Path) -> None:
    def older(name: str, xml: str) -> str:
        start, end = xml.find("<b:sides>"), xml.find("</b:sides>")
        return xml[:start] + xml[end + len("</b:sides>") :] if start >= 0 else xml

    assert only_nothing(resaved(marked_file, older))


def only_nothing(review: Review) -> bool:
    return not review.items and not review.unplaced


def test_the_manifest_keeps_what_stands_beside_the_body(marked_file: Path) -> None:
    manifest = read_review(marked_file).manifest
    assert manifest is not None
    assert manifest.sides is not None
    assert {side.section for side in manifest.sides} == {"note", "header", "footer"}
    assert from_xml(to_xml(manifest)) == manifest


@pytest.mark.libreoffice
def test_libreoffice_changes_nothing_beside_the_body_by_saving(
    libreoffice: Any, marked_file: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.docx"
    libreoffice("open", str(marked_file))
    libreoffice("save", str(saved))
    review = find_changes(read_review(saved))
    assert (review.items, review.unplaced) == ((), ())
