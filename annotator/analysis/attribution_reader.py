"""The attributions of a document: proposals of the model, of layout and of fixed constructions."""

from __future__ import annotations

from annotator.analysis.attribution_model import AttributionModel
from annotator.analysis.bars import acceptable, bar_offsets
from annotator.analysis.constructions import construction_proposals
from annotator.analysis.decisions import decided, twins_joined
from annotator.analysis.inner_voices import inner_proposals
from annotator.analysis.layout_cues import layout_proposals
from annotator.analysis.lexicons import CueLexicon
from annotator.analysis.parse_view import ParseView
from annotator.analysis.proposal import Proposal
from annotator.analysis.proposals import cue_likelihood, propose, weighed, with_sources
from annotator.analysis.token_traits import TokenTraits


def read_proposals(
    view: ParseView, traits: TokenTraits, lexicon: CueLexicon, model: AttributionModel
) -> list[Proposal]:
    """The attributions of a document with their sources, by their contents; those inside the
    content of another come with the rest."""
    likely = cue_likelihood(view, traits, lexicon, model.cue_lemmas, model.cue)
    proposals = propose(view, traits, likely, model.content)
    sourced = with_sources(view, traits, proposals, model.source)
    judged = weighed(view, traits, sourced, model.acceptance)
    every = twins_joined([*judged, *layout_proposals(view), *construction_proposals(view)])
    offsets = bar_offsets(view, lexicon, every)
    outer = decided(view, acceptable(every, offsets, model.threshold))
    inner = inner_proposals(view, traits, likely, outer, (lexicon, model))
    return sorted([*outer, *inner], key=lambda p: p.content)
