"""What a reviewer corrects in the summary or the title block is put into the plan."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.ids import BriefingId, ClaimId
from annotator.domain.phrase import verbatim
from annotator.domain.review import Anchor, ReviewItem, ReviewKind
from annotator.workspace.briefings import BriefingPlan
from annotator.workspace.effects import Effect, effect_of
from annotator.workspace.plan_corrections import corrected

PLAN = BriefingPlan(
    BriefingId("b"),
    title="Ferries and tolls",
    author="A. Weaver",
    reference="DESK-7",
    summary="The ferry runs again. It is full.\n\nThe toll is likely to rise. Nobody says when.",
)


def item(before: str, after: str, part: str = "summary", **more: object) -> ReviewItem:
    made = ReviewItem(
        "i",
        ReviewKind.INSERTION,
        None,
        "Lena",
        None,
        before,
        after,
        verbatim(""),
        Anchor.NONE,
        False,
        part,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_words_in_the_summary_are_replaced() -> None:
    plan = corrected(PLAN, item("The ferry runs again. It is full.", "The ferry runs. It is full."))
    assert plan.summary.startswith("The ferry runs. It is full.\n\nThe toll")
    assert replace(plan, summary=PLAN.summary) == PLAN


def test_two_corrections_of_one_paragraph_both_stand() -> None:
    before = "The toll is likely to rise. Nobody says when."
    plan = corrected(PLAN, item(before, before.replace("likely", "probable")))
    plan = corrected(plan, item(before, before.replace("Nobody says", "The council says")))
    assert plan.summary.endswith("The toll is probable to rise. The council says when.")


@pytest.mark.parametrize("struck", ["likely", " likely", "likely "])
@pytest.mark.parametrize("words", ["lively", "very probable"])
def test_a_replacement_stands_when_its_two_halves_are_accepted_in_turn(
    struck: str, words: str
) -> None:
    """Word keeps it as words struck out and words added, each a change of its own."""
    before = "The toll is likely to rise. Nobody says when."
    added = item(before, before.replace("likely", words))
    gone = item(before, before.replace(struck, ""), kind=ReviewKind.DELETION)
    wanted = PLAN.summary.replace("likely", words)
    assert corrected(corrected(PLAN, gone), added).summary == wanted
    assert corrected(corrected(PLAN, added), gone).summary == wanted


def test_words_are_added_nowhere_where_others_took_their_place() -> None:
    before = "The toll is likely to rise. Nobody says when."
    mine = replace(PLAN, summary=before.replace("likely", "bound"))
    assert corrected(mine, item(before, before.replace("likely", "sure"))) == mine


def test_a_window_cut_at_its_ends_finds_its_place() -> None:
    plan = corrected(PLAN, item("…is likely to ri…", "…is very likely to ri…"))
    assert "The toll is very likely to rise." in plan.summary


def test_a_paragraph_may_be_added_split_joined_and_struck() -> None:
    first, second = PLAN.summary.split("\n\n")
    added = corrected(PLAN, item(second, f"{second}\nSource: the port."))
    assert added.summary == f"{PLAN.summary}\n\nSource: the port."
    split = corrected(PLAN, item(first, first.replace(". It", ".\nIt")))
    assert split.summary.split("\n\n")[:2] == ["The ferry runs again.", "It is full."]
    joined = corrected(PLAN, item(f"{first}\n{second}", f"{first} {second}"))
    assert joined.summary == f"{first} {second}"
    assert corrected(PLAN, item(first, "")).summary == second


@pytest.mark.parametrize(
    ("before", "after", "field", "value"),
    [
        ("Ferries and tolls", "Ferries, tolls, tides", "title", "Ferries, tolls, tides"),
        ("Author\tA. Weaver", "Author\tAda Weaver", "author", "Ada Weaver"),
        ("Reference\tDESK-7", "Reference\tDESK-8", "reference", "DESK-8"),
    ],
)
def test_the_title_block_is_corrected(before: str, after: str, field: str, value: str) -> None:
    plan = corrected(PLAN, item(before, after, "title"))
    assert plan == replace(PLAN, **{field: value})  # type: ignore[arg-type]


def test_a_title_that_was_made_up_for_the_document_becomes_the_plans() -> None:
    plan = corrected(replace(PLAN, title=""), item("Briefing on 2 articles", "Two tolls", "title"))
    assert plan.title == "Two tolls"


@pytest.mark.parametrize(
    "one",
    [
        item("Words that were rewritten since.", "Others."),
        item("The", "A"),
        item("Date\t1 March 2026", "Date\t2 March 2026", "title"),
        item("Author\tA. Weaver", "A. Weaver", "title"),
        item("Ferries and tolls", "", "title"),
        item("Sources are graded.", "Sources were graded.", "method"),
        item("It is full.", "It is empty.", claim=ClaimId("c")),
        item("It is full.", "", kind=ReviewKind.COMMENT),
    ],
)
def test_what_cannot_be_put_in_its_place_changes_nothing(one: ReviewItem) -> None:
    assert corrected(PLAN, one) == PLAN


TEXT = st.text(st.sampled_from("ab. \n…\t😀"), max_size=60)


@given(TEXT, TEXT, TEXT)
def test_nothing_but_the_corrected_words_changes(summary: str, before: str, after: str) -> None:
    plan = corrected(replace(PLAN, summary=summary), item(before, after))
    if plan.summary != summary:
        assert replace(plan, summary=summary) == replace(PLAN, summary=summary)
        letters = "".join(plan.summary.split()).replace("…", "")
        assert set(letters) <= set(summary) | set(after)
        assert before != after


@pytest.mark.parametrize(
    ("one", "effect"),
    [
        (item("It is full.", "It is empty."), Effect.PLAN),
        (item("Gone since.", "Never mind."), Effect.NONE),
        (item("a", "b", claim=ClaimId("c")), Effect.WORDING),
        (item("a", "", claim=ClaimId("c")), Effect.NONE),
        (item("a", "b", claim=ClaimId("c"), kind=ReviewKind.TAG), Effect.TAG),
        (item("a", "b", claim=ClaimId("c"), kind=ReviewKind.REPLY), Effect.NOTE),
        (item("a", "", claim=ClaimId("c"), kind=ReviewKind.CLAIM_DELETED), Effect.LEFT_OUT),
        (item("", "", claim=ClaimId("c"), kind=ReviewKind.RESOLVED), Effect.NONE),
    ],
)
def test_what_accepting_does_is_known_before(one: ReviewItem, effect: Effect) -> None:
    assert effect_of(one, PLAN) is effect


def test_without_a_plan_nothing_outside_claims_is_corrected() -> None:
    assert effect_of(item("It is full.", "It is empty."), None) is Effect.NONE
    deleted = item("a", "", claim=ClaimId("c"), kind=ReviewKind.CLAIM_DELETED)
    assert effect_of(deleted, None) is Effect.NONE
