"""How proposals of one document meet, and what is told of each: on a sentence of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from annotator.analysis.attribution.acceptance_signs import acceptance_signs
from annotator.analysis.attribution.model import load_attribution_model
from annotator.analysis.attribution.proposal import Proposal, Shared, words
from annotator.analysis.attribution.token_traits import VectorClasses, token_traits
from annotator.analysis.lexicon.lexicons import load_cues
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.parse_view import ParseView
from annotator.analysis.parsing.quotations import parser_text

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

TEXT = "The mayor said the pilot thought the port was safe. The envoy denied it."


def proposed(english: Language) -> tuple[ParseView, list[Proposal]]:
    view = ParseView(english(parser_text(TEXT)))
    said, thought, denied = (view.text.index(word) for word in ("said", "thought", "denied"))
    safe = view.text.index("safe") + 1
    pieces = (
        (said, TokenSpan(said + 1, safe), TokenSpan(0, 2), 0.9),
        (thought, TokenSpan(thought + 1, safe), None, 0.4),
        (denied, TokenSpan(denied + 1, denied + 2), TokenSpan(denied - 2, denied), 0.7),
    )
    return view, [
        Proposal(cue, (span,), words(view, [span]), sure, sure, sure, (), source, sure)
        for cue, span, source, sure in pieces
    ]


def test_what_lies_in_another_content_is_told_from_what_stands_alone(english: Language) -> None:
    view, proposals = proposed(english)
    met = Shared.of(view, proposals)
    assert met.holds.tolist() == [[0, 1, 0], [0, 0, 0], [0, 0, 0]]
    assert met.words[0, 1] == met.size[1] == len(proposals[1].body)
    assert met.words[2].tolist() == [0, 0, 0]


def test_every_proposal_has_its_row_and_a_better_rival_shows_in_it(english: Language) -> None:
    view, proposals = proposed(english)
    model = load_attribution_model()
    vectors = VectorClasses(english.vocab, model.coarse, model.fine)
    traits = token_traits(view, load_cues(), vectors)
    scores = np.array([2.0, -1.0, 0.5])
    signs = acceptance_signs(view, traits, proposals, scores)
    weaker = acceptance_signs(view, traits, proposals, np.array([-3.0, -1.0, 0.5]))
    assert len(signs) == 3
    assert np.isfinite(signs).all()
    assert signs[:, 0].tolist() == scores.tolist()
    assert int(model.trees.signs.max()) < signs.shape[1]
    assert (signs[1] != weaker[1]).any()
