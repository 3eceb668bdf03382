"""Statements in the author's own voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.analysis.certainty.statements import StatementFinder
from annotator.analysis.parsing.extensions import RawAttribution, TokenSpan
from annotator.domain.claim import CueClass

if TYPE_CHECKING:
    from spacy.language import Language


def stated(english: Language, text: str, hedged: bool) -> list[str]:
    doc = english(text)
    return [
        " … ".join(doc[piece.start : piece.end].text for piece in said.content)
        for said in doc._.statements
        if bool(said.hedges) is hedged
    ]


def test_each_hedged_clause_is_a_statement_of_its_own(english: Language) -> None:
    text = "A pause may turn into a new war, and this could take years."
    assert stated(english, text, hedged=True) == [
        "A pause may turn into a new war",
        "this could take years",
    ]


def test_a_hedged_relative_clause_leaves_the_flat_main_clause(english: Language) -> None:
    text = "The country is divided between two powers, which could allow a new agreement."
    assert stated(english, text, hedged=True) == ["which could allow a new agreement"]
    assert stated(english, text, hedged=False) == ["The country is divided between two powers"]


def test_a_coordinated_verb_keeps_the_subject_it_shares(english: Language) -> None:
    text = "The general holds the northern roads and may attack the harbour."
    assert stated(english, text, hedged=True) == ["The general … may attack the harbour"]


def test_a_negated_seem_is_a_hedge(english: Language) -> None:
    text = "The men opened the gates at noon, but that did not seem workable for long."
    assert stated(english, text, hedged=True) == ["that did not seem workable for long"]


@pytest.mark.parametrize(
    "text",
    ["Would an agreement hold?", "Read the full report here.", "A night of fire.", "12 March 2019"],
)
def test_questions_orders_and_fragments_state_nothing(english: Language, text: str) -> None:
    assert stated(english, text, hedged=True) + stated(english, text, hedged=False) == []


def test_a_flat_sentence_is_one_statement_without_its_full_stop(english: Language) -> None:
    text = "Eleven ships have entered the port since March."
    assert stated(english, text, hedged=False) == [text.removesuffix(".")]


def test_confidence_is_a_chance_and_falls_inside_quotation_marks(english: Language) -> None:
    doc = english("The port is closed. Perhaps it may open again one day.")
    assert len(doc._.statements) == 2
    assert all(0 < said.probability < 1 for said in doc._.statements)
    (plain,) = StatementFinder().drafts(english("The port is closed for now."))
    quoted = StatementFinder().drafts(english("“The port is closed for now. Nobody knows why.”"))
    assert "quoted" not in plain.voice
    assert all("quoted" in draft.voice for draft in quoted)


def test_a_dateline_is_no_part_of_what_is_stated(english: Language) -> None:
    text = "PORT SELIM, Egypt — Eleven ships have entered the port since March."
    (said,) = stated(english, text, hedged=False)
    assert said == "Eleven ships have entered the port since March"


def test_words_that_only_lead_to_somebodys_claim_are_left_out(english: Language) -> None:
    doc = english("The man seemed tired, speaking of his intention to open the gates.")
    start = next(token.i for token in doc if token.lower_ == "his")
    claimed = RawAttribution(
        (TokenSpan(start + 2, len(doc) - 1),),
        TokenSpan(start, start + 1),
        TokenSpan(start + 1, start + 2),
        start + 1,
        CueClass.INTENTION,
        0.9,
    )
    doc._.attributions = (claimed,)
    (said,) = StatementFinder()(doc)
    assert [doc[piece.start : piece.end].text for piece in said.content] == ["The man seemed tired"]
