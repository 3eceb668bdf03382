"""The attributions of a document: proposals of the model, of layout and of fixed constructions."""

from __future__ import annotations

from annotator.analysis.attribution.bars import acceptable, bar_offsets
from annotator.analysis.attribution.constructions import construction_proposals
from annotator.analysis.attribution.decisions import decided, twins_joined
from annotator.analysis.attribution.inner_voices import inner_proposals
from annotator.analysis.attribution.layout_cues import layout_proposals
from annotator.analysis.attribution.model import AttributionModel
from annotator.analysis.attribution.proposal import Proposal
from annotator.analysis.attribution.proposals import cue_likelihood, propose, weighed, with_sources
from annotator.analysis.attribution.token_traits import TokenTraits
from annotator.analysis.lexicon.lexicons import CueLexicon
from annotator.analysis.parsing.parse_view import ParseView


def read_proposals(
    view: ParseView, traits: TokenTraits, lexicon: CueLexicon, model: AttributionModel
) -> list[Proposal]:
    """The attributions of a document with their sources, by their contents; those inside the
    content of another come with the rest."""
    likely = cue_likelihood(view, traits, lexicon, model.cue_lemmas, model.cue)
    proposals = propose(view, traits, likely, model.content)
    sourced = with_sources(view, traits, proposals, model.source)
    judged = weighed(view, traits, sourced, model.acceptance, model.trees)
    every = twins_joined([*judged, *layout_proposals(view), *construction_proposals(view)])
    offsets = bar_offsets(view, lexicon, every)
    outer = decided(view, acceptable(every, offsets, model.threshold))
    inner = inner_proposals(view, traits, likely, outer, (lexicon, model))
    return sorted([*outer, *inner], key=lambda p: p.content)
