"""How acceptable a proposal must be depends on its kind of cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.analysis.attribution.bars import acceptable, bar_offsets
from annotator.analysis.attribution.proposal import Proposal, words
from annotator.analysis.lexicon.lexicons import load_cues
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.parse_view import ParseView

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def proposed(english: Language, text: str, cue: str, accepted: float) -> tuple[ParseView, Proposal]:
    """All that stands behind the word `cue` as its content."""
    view = ParseView(english(text))
    at = view.text.index(cue)
    content = TokenSpan(at + 1, view.size - 1)
    body = words(view, [content])
    return view, Proposal(at, (content,), body, 1.0, 1.0, 1.0, (), accepted=accepted)


@pytest.mark.parametrize(
    ("text", "cue", "accepted", "stays"),
    [
        ("The mayor announced a new bridge.", "announced", 0.4, True),
        ("The committee includes a judge.", "includes", 0.45, False),
        ("The committee includes a judge.", "includes", 0.55, True),
        ("The court ordered a new trial.", "ordered", 0.55, False),
        ("He flew to Vela to discuss the next steps.", "discuss", 0.55, False),
        ("He wants to explain that the bridge is safe.", "explain", 0.4, True),
    ],
)
def test_acts_and_orders_must_be_surer_than_speech(
    english: Language, text: str, cue: str, accepted: float, stays: bool
) -> None:
    view, proposal = proposed(english, text, cue, accepted)
    offsets = bar_offsets(view, load_cues(), [proposal])
    assert bool(acceptable([proposal], offsets, 0.42)) is stays
