"""Briefings being written, exports and reviews, and what the library remembers beside them."""

from datetime import UTC, datetime

import pytest

from annotator.domain.ids import BriefingId, ClaimId, ExportId
from annotator.errors import UserFacingError
from annotator.storage import (
    BriefingDraft,
    ExportRecord,
    Library,
    ReviewImport,
    SettledItem,
    Verdict,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EXPORT = ExportRecord(
    ExportId("x1"), BriefingId("b1"), 1, NOON, "Ada", "brief.docx", "ab", {"claims": ["c", 1]}
)
IMPORT = ReviewImport("cd", BriefingId("b1"), ExportId("x1"), "brief (2).docx", NOON, "Ada")


def save(library: Library, id_: str, title: str) -> None:
    with library.transaction("Ada", "save") as change:
        change.save_briefing(BriefingDraft(BriefingId(id_), title, {"summary": "“S”"}))


def test_a_briefing_is_saved_over_itself_and_the_last_saved_comes_first(library: Library) -> None:
    save(library, "b1", "One")
    save(library, "b2", "Two")
    save(library, "b1", "One again")
    assert [draft.title for draft in library.briefings.list()] == ["One again", "Two"]
    draft = library.briefings.get(BriefingId("b1"))
    assert draft.content == {"summary": "“S”"}
    assert draft.changed is not None
    with library.transaction("Ada", "remove") as change:
        change.remove_briefing(draft.id)
    with pytest.raises(UserFacingError, match="no briefing"):
        library.briefings.get(draft.id)


def test_exports_are_known_by_id_and_in_order(library: Library) -> None:
    second = ExportRecord(
        ExportId("x2"), BriefingId("b1"), 2, NOON, "Ada", "brief.docx", "cd", {"claims": []}
    )
    with library.transaction("Ada", "export") as change:
        change.record_export(EXPORT)
        change.record_export(second)
    assert library.briefings.export(EXPORT.id) == EXPORT
    assert library.briefings.exports(BriefingId("b1")) == (EXPORT, second)
    assert library.briefings.exports(BriefingId("b2")) == ()
    assert library.briefings.export(ExportId("x3")) is None


def test_the_same_review_twice_adds_nothing(library: Library) -> None:
    item = SettledItem("i1", IMPORT.sha256, Verdict.ACCEPTED, ClaimId("c1"), {"text": "No."})
    with library.transaction("Ada", "review") as change:
        change.record_review(IMPORT)
        assert change.settle([item, item]) == ("i1",)
    assert library.reviews.knows(IMPORT.sha256)
    assert not library.reviews.knows("ee")
    again = SettledItem("i1", "ee", Verdict.DECLINED, None, {})
    other = SettledItem("i2", "ee", Verdict.DECLINED, None, {})
    with library.transaction("Ada", "review") as change:
        change.record_review(IMPORT)
        assert change.settle([again, other]) == ("i2",)
    assert library.reviews.settled() == {"i1": item, "i2": other}
    assert library.reviews.settled(["i2", "i3"]) == {"i2": other}
    assert library.reviews.imports() == (IMPORT,)
    assert library.reviews.imports(BriefingId("b2")) == ()


def test_a_verdict_that_is_taken_back_can_be_given_anew(library: Library) -> None:
    item = SettledItem("i1", "cd", Verdict.ACCEPTED, None, {})
    with library.transaction("Ada", "review") as change:
        change.settle([item])
    with library.transaction("Ada", "undo") as change:
        change.reopen(["i1"])
    assert library.reviews.settled() == {}
    with library.transaction("Ada", "review") as change:
        assert change.settle([item]) == ("i1",)


def test_settings_are_kept_replaced_forgotten_and_cleared(library: Library) -> None:
    library.settings.set("position.a", 7)
    library.settings.set("position.b", {"x": [1, None]})
    library.settings.set("person", "Ada")
    library.settings.set("position.a", 8)
    assert library.settings.get("position.a") == 8
    assert library.settings.get("position.b") == {"x": [1, None]}
    library.settings.set("position.b", None)
    assert library.settings.get("position.b", "none") == "none"
    library.settings.clear("position.")
    assert library.settings.get("position.a") is None
    assert library.settings.get("person") == "Ada"
    library.settings.clear()
    assert library.settings.get("person") is None


def test_clearing_takes_the_beginning_literally(library: Library) -> None:
    library.settings.set("a%b", 1)
    library.settings.set("axb", 2)
    library.settings.clear("a%")
    assert (library.settings.get("a%b"), library.settings.get("axb")) == (None, 2)
