"""The redundant anchors, one after the other: what each still places when the surer are lost."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator.briefing.manifest import Manifest
from annotator.briefing.review import find_changes, read_review
from annotator.domain.review import Anchor, Review, ReviewKind

CONTROLS = r"</?w:sdtContent>|</?w:sdt>|<w:sdtPr>.*?</w:sdtPr>"
BOOKMARKS = r"<w:bookmark(Start|End)[^>]*/>"
WORDS = "a second wave of strikes may follow"
CLAIM = "c0ffee000002"


@pytest.fixture
def strip(tmp_path: Path) -> Callable[..., Path]:
    """Takes from a document's XML what each of some patterns finds."""

    def stripped(path: Path, *patterns: str, part: str = "word/document.xml") -> Path:
        out = tmp_path / f"stripped-{path.name}"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                text = old.read(name)
                if name == part:
                    for pattern in patterns:
                        text = re.sub(pattern.encode(), b"", text, flags=re.DOTALL)
                new.writestr(name, text)
        return out

    return stripped


def own_comment_gone(number: int) -> str:
    return rf'<w:comment(RangeStart|RangeEnd) w:id="{number}"/>'


@pytest.fixture
def commented(dam_file: Path, xml_reviewer: ModuleType) -> Callable[[str, str], Path]:
    """The briefing with one new comment on some words; ids of our own comments stay."""

    def comment(words: str, text: str) -> Path:
        reviewer: Any = xml_reviewer.XmlReviewer("libreoffice25", dam_file)
        reviewer.comment(words, text)
        return Path(reviewer.save(dam_file.with_name("commented.docx")))

    return comment


def only(review: Review, kind: ReviewKind = ReviewKind.COMMENT) -> Any:
    found = [item for item in (*review.items, *review.unplaced) if item.kind is kind]
    assert len(found) == 1, review
    return found[0]


@pytest.mark.parametrize(
    ("lost", "anchor", "certain"),
    [
        ((), Anchor.CONTROL, True),
        ((CONTROLS,), Anchor.BOOKMARK, True),
        ((CONTROLS, BOOKMARKS), Anchor.COMMENT_RANGE, False),
    ],
)
def test_a_comment_on_a_claims_words(
    commented: Any, strip: Any, lost: tuple[str, ...], anchor: Anchor, certain: bool
) -> None:
    item = only(find_changes(read_review(strip(commented("wave of", "Sure?"), *lost))))
    assert (item.claim, item.anchor, item.certain) == (CLAIM, anchor, certain)
    assert (str(item.text), item.before, item.reviewer) == ("Sure?", "wave of", "Lena Supervisor")


def test_without_any_range_a_claims_words_place_the_comment(commented: Any, strip: Any) -> None:
    path = commented(WORDS, "Sure?")
    with zipfile.ZipFile(path) as archive:
        comments = archive.read("word/comments.xml").decode()
    own = re.findall(r'<w:comment w:id="(\d+)" w:author="Desk', comments)
    bare = strip(path, CONTROLS, BOOKMARKS, *(own_comment_gone(n) for n in own))
    item = only(find_changes(read_review(bare)))
    assert (item.claim, item.certain) == (CLAIM, False)
    assert item.anchor in {Anchor.PARAGRAPH, Anchor.FUZZY}


def test_an_answer_goes_with_its_thread(
    dam_file: Path, xml_reviewer: ModuleType, strip: Any
) -> None:
    reviewer: Any = xml_reviewer.XmlReviewer("word", dam_file)
    reviewer.answer("[C2]", "Take the figures of May.")
    path = reviewer.save(dam_file.with_name("answered.docx"))
    item = only(
        find_changes(read_review(strip(path, CONTROLS, BOOKMARKS, ANYWHERE))), ReviewKind.REPLY
    )
    assert (item.claim, item.anchor, item.certain) == (CLAIM, Anchor.THREAD, False)
    assert item.before.startswith("[C2]")


def test_a_comment_that_names_a_claim(commented: Any) -> None:
    item = only(find_changes(read_review(commented("pressing matter", "As in [C3], surely?"))))
    assert (item.claim, item.anchor, item.certain) == (
        "c0ffee000003", Anchor.VISIBLE_ID, False,
    )  # fmt: skip


def test_a_comment_that_names_two_claims_belongs_to_neither(commented: Any) -> None:
    item = only(find_changes(read_review(commented("pressing matter", "[C3] against [C2]?"))))
    assert item.claim is None


def test_a_comment_that_names_a_claim_that_is_not_there(commented: Any) -> None:
    item = only(find_changes(read_review(commented("pressing matter", "And [C99]?"))))
    assert item.claim is None
    assert item.anchor is Anchor.NONE


def test_a_comment_beside_claims_goes_to_the_nearest(commented: Any) -> None:
    item = only(find_changes(read_review(commented("Officials", "Which?"))))
    assert (item.claim, item.anchor, item.certain) == (CLAIM, Anchor.PARAGRAPH, False)


def test_a_comment_on_the_claims_row(dam_file: Path, xml_reviewer: ModuleType) -> None:
    reviewer: Any = xml_reviewer.XmlReviewer("word", dam_file)
    reviewer.comment("[C3]", "Why is this undecided?")
    path = reviewer.save(dam_file.with_name("row.docx"))
    item = only(find_changes(read_review(path)))
    assert (item.claim, item.certain) == ("c0ffee000003", True)


def test_a_comment_over_two_claims_is_confirmed_by_the_analyst(
    dam_file: Path, xml_reviewer: ModuleType
) -> None:
    reviewer: Any = xml_reviewer.XmlReviewer("word", dam_file)
    runs = [*reviewer.isolate("strikes may follow"), *reviewer.isolate("exports had")]
    reviewer._anchor(reviewer._note(["Both?"]), runs[0], runs[-1])
    item = only(find_changes(read_review(reviewer.save(dam_file.with_name("two.docx")))))
    assert item.claim in {"c0ffee000002", "c0ffee000003"}
    assert not item.certain


@pytest.mark.parametrize(
    ("lost", "anchor"),
    [((), Anchor.CONTROL), ((r"<w:tag [^>]*/>",), Anchor.BOOKMARK)],
)
def test_a_chosen_tag(
    dam_file: Path, xml_reviewer: ModuleType, strip: Any, lost: tuple[str, ...], anchor: Anchor
) -> None:
    reviewer: Any = xml_reviewer.XmlReviewer("word", dam_file)
    reviewer.choose(2, "Unsourced")
    path = reviewer.save(dam_file.with_name("chosen.docx"))
    item = only(find_changes(read_review(strip(path, *lost))), ReviewKind.TAG)
    assert (item.claim, item.anchor, item.certain) == ("c0ffee000003", anchor, True)
    assert (item.before, item.after) == ("undecided", "unsourced")


def test_a_chosen_tag_by_the_id_in_the_row(
    dam_file: Path, xml_reviewer: ModuleType, strip: Any
) -> None:
    reviewer: Any = xml_reviewer.XmlReviewer("word", dam_file)
    reviewer.choose(2, "Unsourced")
    path = reviewer.save(dam_file.with_name("chosen.docx"))
    bare = strip(path, r"<w:tag [^>]*/>", BOOKMARKS)
    item = only(find_changes(read_review(bare)), ReviewKind.TAG)
    assert (item.claim, item.anchor, item.certain) == (
        "c0ffee000003", Anchor.VISIBLE_ID, False,
    )  # fmt: skip


def test_a_choice_that_is_none_is_shown_as_it_is(dam_file: Path, xml_reviewer: ModuleType) -> None:
    reviewer: Any = xml_reviewer.XmlReviewer("word", dam_file)
    reviewer.choose(2, "Half true")
    review = find_changes(read_review(reviewer.save(dam_file.with_name("odd.docx"))))
    item = only(review, ReviewKind.TEXT)
    assert (item.claim, item.after) == ("c0ffee000003", "Half true")


ANYWHERE = r"<w:comment(RangeStart|RangeEnd)[^>]*/>|<w:commentReference[^>]*/>"


def test_every_anchor_lost_leaves_claims_found_by_their_words(dam_file: Path, strip: Any) -> None:
    """As after a program that keeps nothing but words: then nothing has changed."""
    review = find_changes(read_review(strip(dam_file, CONTROLS, BOOKMARKS, ANYWHERE)))
    assert (review.items, review.unplaced) == ((), ())


def test_a_tag_chosen_before_every_anchor_was_lost(
    dam_file: Path, xml_reviewer: ModuleType, strip: Any
) -> None:
    reviewer: Any = xml_reviewer.XmlReviewer("word", dam_file)
    reviewer.choose(2, "Unsourced")
    path = reviewer.save(dam_file.with_name("flat.docx"))
    item = only(
        find_changes(read_review(strip(path, CONTROLS, BOOKMARKS, ANYWHERE))), ReviewKind.TAG
    )
    assert (item.claim, item.before, item.after, item.certain) == (
        "c0ffee000003", "undecided", "unsourced", False,
    )  # fmt: skip


def test_a_lost_manifest_is_made_up_for_by_the_librarys(
    dam_file: Path, dam: Any, xml_reviewer: ModuleType
) -> None:
    reviewer: Any = xml_reviewer.XmlReviewer("word", dam_file)
    reviewer.retype(WORDS, "unions plan more")
    del reviewer.parts["customXml/item7.xml"]
    file = read_review(reviewer.save(dam_file.with_name("bare.docx")))
    assert file.manifest is None
    stored: Manifest = dam.manifest()
    item = only(find_changes(file, stored), ReviewKind.RETYPED)
    assert (item.claim, item.after) == (CLAIM, "unions plan more")
