"""What each item says: who, when, before and after, and that it stays the same item."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator.briefing import export
from annotator.briefing.review import find_changes, read_review, reconcile
from annotator.briefing.review.moments import moment, saved_moment
from annotator.domain.briefing import Briefing
from annotator.domain.ids import BriefingId, ExportId
from annotator.domain.review import Anchor, Provenance, Review, ReviewItem, ReviewKind

K = ReviewKind


@pytest.fixture
def reviewer(xml_reviewer: ModuleType, dam_file: Path) -> Any:
    """Somebody with the hand-built briefing open in Word."""
    return xml_reviewer.XmlReviewer("word", dam_file)


@pytest.fixture
def home(tmp_path: Path) -> Any:
    """Saves what a reviewer did and brings it home."""

    def bring(reviewer: Any) -> Review:
        return find_changes(read_review(reviewer.save(tmp_path / "home.docx")))

    return bring


def of(review: Review, *kinds: ReviewKind) -> list[ReviewItem]:
    return [item for item in (*review.items, *review.unplaced) if item.kind in kinds]


def test_a_comment_carries_name_and_the_true_time(reviewer: Any, home: Any) -> None:
    reviewer.comment("strikes may follow", "Sure?\nReally?")
    (item,) = of(home(reviewer), K.COMMENT)
    assert item.reviewer == "Lena Supervisor"
    assert item.time == datetime(2026, 3, 14, 15, 20, tzinfo=UTC)


def test_local_times_are_made_universal(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert moment("2026-03-14T16:20:00Z") == datetime(2026, 3, 14, 15, 20, tzinfo=UTC)
        assert moment("2026-03-14T16:20:00", "2026-03-14T10:00:00Z") == datetime(
            2026, 3, 14, 10, tzinfo=UTC
        )
        assert saved_moment("2026-03-14T16:20:00Z") == datetime(2026, 3, 14, 16, 20, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("written", ["", "yesterday", "0001-01-01T00:00:00Z", "2026-13-45"])
def test_a_time_that_is_none_is_left_out(written: str) -> None:
    assert moment(written) is None or moment(written) == datetime(1, 1, 1, tzinfo=UTC)


def test_what_was_not_tracked_is_by_whoever_saved_last(reviewer: Any, home: Any) -> None:
    reviewer.choose(0, "Speculative")
    (item,) = of(home(reviewer), K.TAG)
    assert (item.reviewer, item.time) == (
        "The Supervisor", datetime(2026, 3, 2, 12, tzinfo=UTC),
    )  # fmt: skip
    assert str(item.text) == "The tag was changed from “Sourced” to “Speculative”."


def test_a_tracked_change_shows_the_claim_before_and_after(reviewer: Any, home: Any) -> None:
    reviewer.replace_tracked("second wave", "third wave")
    (one,) = home(reviewer).items
    assert (one.kind, one.reviewer, one.reviewer_guessed) == (
        K.REPLACEMENT, "Lena Supervisor", False,
    )  # fmt: skip
    assert one.before == "a second wave of strikes may follow"
    assert one.after == "a third wave of strikes may follow"
    assert str(one.text) == "Replaced “second wave” by “third wave”."


def test_what_the_file_does_not_sign_is_said_to_be_a_guess(reviewer: Any, home: Any) -> None:
    reviewer.choose(0, "Speculative")
    (item,) = of(home(reviewer), K.TAG)
    assert (item.reviewer, item.reviewer_guessed) == ("The Supervisor", True)


def test_where_nobody_is_said_to_have_saved_it_the_only_one_who_signed_is_guessed(
    reviewer: Any, home: Any
) -> None:
    reviewer.choose(0, "Speculative")
    reviewer.replace_tracked("second wave", "third wave")
    core = "docProps/core.xml"
    reviewer.parts[core] = reviewer.parts[core].replace(b"The Supervisor", b"")
    (item,) = of(home(reviewer), K.TAG)
    assert (item.reviewer, item.reviewer_guessed) == ("Lena Supervisor", True)


def test_each_of_two_tracked_changes_stands_alone(reviewer: Any, home: Any) -> None:
    reviewer.replace_tracked("second", "third")
    reviewer.replace_tracked("follow", "come")
    insertions = of(home(reviewer), K.REPLACEMENT)
    assert sorted(i.after for i in insertions) == [
        "a second wave of strikes may come", "a third wave of strikes may follow",
    ]  # fmt: skip


def test_a_change_elsewhere_shows_the_words_around_it(reviewer: Any, home: Any) -> None:
    reviewer.replace_tracked("pressing", "main")
    (item,) = of(home(reviewer), K.REPLACEMENT)
    assert item.claim is None
    assert item.before == "The dam is the pressing matter of the week."
    assert item.after == "The dam is the main matter of the week."


def test_a_deletion_over_two_claims_is_told_apart(
    xml_reviewer: ModuleType, dam_road_file: Path, home: Any
) -> None:
    reviewer = xml_reviewer.XmlReviewer("word", dam_road_file)
    reviewer.delete_tracked("strikes may follow[C2\xa0P] and that exports had")
    review = home(reviewer)
    first, second = review.items
    assert (first.after, str(first.text)) == ("a second wave of", "Deleted “strikes may follow”.")
    assert (second.after, str(second.text)) == ("fallen by 40 per cent", "Deleted “exports had”.")
    (rest,) = review.unplaced
    assert str(rest.text) == "Deleted “and that”."
    assert "[C" not in rest.before + rest.after


def test_our_own_comment_edited_is_shown_with_both_texts(reviewer: Any, home: Any) -> None:
    reviewer.edit_comment("[C2]", ["[C2] Source: nobody", "Tag: undecided"])
    (item,) = of(home(reviewer), K.COMMENT)
    assert item.claim == "c0ffee000002"
    assert item.before.startswith("[C2] Source: the ministry")
    assert item.after.startswith("[C2] Source: nobody")


def test_a_new_comment_that_was_resolved_is_both(reviewer: Any, home: Any) -> None:
    reviewer.comment("dearer", "By how much?")
    reviewer.resolve("By how much?")
    review = home(reviewer)
    assert {item.kind for item in review.items} == {K.COMMENT, K.RESOLVED}
    assert {item.claim for item in review.items} == {"c0ffee000004"}


def test_the_claims_words_in_the_table_changed_with_tracking(reviewer: Any, home: Any) -> None:
    _in_first_place(reviewer, "replace_tracked", "closed", "shut")
    (item,) = of(home(reviewer), K.REPLACEMENT)
    assert (item.claim, item.certain) == ("c0ffee000001", True)
    assert (item.before, item.after) == ("the dam was closed", "the dam was shut")


def test_the_claims_words_in_the_table_retyped(reviewer: Any, home: Any) -> None:
    _in_first_place(reviewer, "retype", "closed", "shut")
    (item,) = of(home(reviewer), K.RETYPED)
    assert (item.claim, item.after) == ("c0ffee000001", "the dam was shut")


@pytest.mark.parametrize(
    ("verb", "kind"), [("replace_tracked", K.REPLACEMENT), ("retype", K.RETYPED)]
)
def test_the_claims_words_among_the_key_claims(
    xml_reviewer: ModuleType, dam_road_file: Path, home: Any, verb: str, kind: ReviewKind
) -> None:
    reviewer = xml_reviewer.XmlReviewer("word", dam_road_file)
    _in_first_place(reviewer, verb, "was closed", "was shut")
    (item,) = of(home(reviewer), kind)
    assert (item.before, item.after) == ("the dam was closed", "the dam was shut")
    assert (item.anchor, item.certain) == (Anchor.VISIBLE_ID, False)


def _in_first_place(reviewer: Any, verb: str, *arguments: str) -> None:
    """Do something to the first paragraph with the words, not the last."""
    last = reviewer.paragraph

    def first(words: str) -> Any:
        found = [p for p in reviewer.root.iter(last(words).tag) if words in "".join(p.itertext())]
        return found[0]

    reviewer.paragraph = first
    getattr(reviewer, verb)(*arguments)
    reviewer.paragraph = last


def test_a_paragraph_without_claim_that_moved(reviewer: Any, home: Any) -> None:
    reviewer.move_paragraph("Nothing else was said", "Floods.")
    (item,) = (review := home(reviewer)).unplaced
    assert not review.items
    assert (item.kind, str(item.text)) == (K.TEXT, "Moved: “Nothing else was said that day.”.")


def test_added_words_are_shown(reviewer: Any, home: Any) -> None:
    reviewer.retype("Nothing else was said that day.", "Nothing else was said that day. So what?")
    (item,) = home(reviewer).unplaced
    assert str(item.text) == "Added without tracking: “So what?”."


def test_two_programs_of_the_same_act_are_one_item(
    xml_reviewer: ModuleType, dam_file: Path, home: Any
) -> None:
    """The ids rest on what was done, not on the numbers that a program gives."""
    ids = []
    for program in ("word", "libreoffice25"):
        reviewer = xml_reviewer.XmlReviewer(program, dam_file)
        reviewer.comment("strikes may follow", "Sure?")
        reviewer.choose(3, "Sourced")
        reviewer.replace_tracked("second", "third")
        reviewer.retype("the dam was closed", "the dam was shut")
        ids.append({item.id for item in home(reviewer).items})
    assert ids[0] == ids[1]
    assert len(ids[0]) == 4


def test_what_was_imported_keeps_its_id_when_more_is_done(
    reviewer: Any, xml_reviewer: ModuleType, home: Any, tmp_path: Path
) -> None:
    reviewer.comment("strikes may follow", "Sure?")
    reviewer.choose(3, "Sourced")
    first = home(reviewer)
    again = xml_reviewer.XmlReviewer("word", reviewer.save(tmp_path / "first.docx"))
    again.comment("dearer", "By how much?")
    again.parts["docProps/core.xml"] = again.parts["docProps/core.xml"].replace(b"03-02", b"03-05")
    second = home(again)
    assert {item.id for item in first.items} < {item.id for item in second.items}
    assert len(second.items) == 3


def test_the_same_words_twice_are_two_items(reviewer: Any, home: Any) -> None:
    reviewer.comment("strikes may follow", "Sure?")
    reviewer.comment("dearer", "Sure?")
    items = of(home(reviewer), K.COMMENT)
    assert len({item.id for item in items}) == 2


def test_a_file_without_anything_of_ours(reviewer: Any, home: Any) -> None:
    reviewer.comment("strikes may follow", "Sure?")
    del reviewer.parts["customXml/item7.xml"]
    del reviewer.parts["docProps/custom.xml"]
    review = home(reviewer)
    assert (review.briefing, review.export, review.items) == (None, None, ())
    assert "Sure?" in {str(item.text) for item in review.unplaced}
    assert {item.anchor for item in review.unplaced} == {Anchor.NONE}
    assert reconcile(review, {BriefingId("b1"): [ExportId("x1")]}) is Provenance.NOT_OURS


B1, B2, X1, X2 = BriefingId("b1"), BriefingId("b2"), ExportId("x1"), ExportId("x2")


@pytest.mark.parametrize(
    ("known", "wanted", "provenance"),
    [
        ({B1: [X1]}, None, Provenance.CURRENT),
        ({B1: [X1]}, B1, Provenance.CURRENT),
        ({B1: [X2, X1], B2: [X2]}, None, Provenance.CURRENT),
        ({B1: [X1, X2]}, None, Provenance.OLDER_EXPORT),
        ({B1: [X2]}, None, Provenance.OLDER_EXPORT),
        ({B2: [X1]}, None, Provenance.OTHER_BRIEFING),
        ({B1: [X1], B2: [X2]}, B2, Provenance.OTHER_BRIEFING),
        ({}, None, Provenance.OTHER_BRIEFING),
    ],
)
def test_where_a_file_comes_from_is_said(
    dam_file: Path,
    known: dict[BriefingId, list[ExportId]],
    wanted: BriefingId | None,
    provenance: Provenance,
) -> None:
    review = find_changes(read_review(dam_file))
    assert reconcile(review, known, wanted) is provenance


@pytest.mark.parametrize("program", ["word", "libreoffice25"])
def test_a_full_briefing_saved_without_a_change_brings_nothing(
    program: str, harbour: Briefing, xml_reviewer: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "harbour.docx"
    export(harbour, path)
    review = find_changes(read_review(path))
    assert (review.items, review.unplaced) == ((), ())
    xml_reviewer.XmlReviewer(program, path).save(path)
    review = find_changes(read_review(path))
    assert (review.items, review.unplaced) == ((), ())


@pytest.mark.libreoffice
def test_a_full_briefing_saved_by_libreoffice_brings_nothing(
    harbour: Briefing, libreoffice: Any, tmp_path: Path
) -> None:
    path, saved = tmp_path / "harbour.docx", tmp_path / "saved.docx"
    export(harbour, path)
    libreoffice("open", str(path))
    libreoffice("save", str(saved))
    review = find_changes(read_review(saved))
    assert (review.items, review.unplaced) == ((), ())


def test_claims_without_their_article_are_not_taken_for_deleted(
    harbour: Briefing, tmp_path: Path
) -> None:
    sections = tuple(s for s in harbour.sections if s.value != "articles")
    path = tmp_path / "short.docx"
    export(replace(harbour, sections=sections), path)
    assert not find_changes(read_review(path)).items
