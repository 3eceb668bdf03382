"""How acceptable a proposal must be to be put forward, by what kind of cue it has.

An act that no list names and that introduces neither clause nor quotation ("helped propel X"), or
an order or permission, is seldom what a reader calls a claim: of those barely acceptable two in
three were wrong. A verb of speech tells a claim even when the rest is doubtful. The distances were
chosen on articles that the judging models had not seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.analysis.attribution.cues import governs_clause
from annotator.analysis.attribution.proposal import Proposal
from annotator.analysis.lexicon.lexicons import CueLexicon
from annotator.analysis.parsing.parse_view import ParseView
from annotator.domain.claim import CueClass

_SPEECH_VERB, _ORDER, _BARE_ACT, _PURPOSE = -0.12, 0.18, 0.08, 0.18


def bar_offsets(view: ParseView, lexicon: CueLexicon, proposals: Sequence[Proposal]) -> list[float]:
    """How far the bar of each proposal lies above (or below) the common one."""
    return [_offset(view, lexicon, proposal) for proposal in proposals]


def _offset(view: ParseView, lexicon: CueLexicon, proposal: Proposal) -> float:
    classes = lexicon.classes(view.lemma[proposal.cue], view.pos[proposal.cue])
    clause = governs_clause(view, proposal.cue, proposal.body)
    if not classes:
        return 0.0 if clause else _BARE_ACT
    if classes[0] is CueClass.DECREE:
        return _ORDER
    if not clause and _is_purpose(view, proposal.cue):
        return _PURPOSE
    speaks = classes[0] is CueClass.SPEECH and view.pos[proposal.cue] == "VERB"
    return _SPEECH_VERB if speaks else 0.0


def _is_purpose(view: ParseView, cue: int) -> bool:
    """Whether the cue is an infinitive that tells what something is done for."""
    infinitive = any(view.text[x] == "to" and view.dep[x] == "aux" for x in view.children[cue])
    return infinitive and view.dep[cue] == "advcl"


def acceptable(
    proposals: Sequence[Proposal], offsets: Sequence[float], threshold: float
) -> list[Proposal]:
    """Those proposals that reach their bar."""
    return [
        proposal
        for proposal, offset in zip(proposals, offsets, strict=True)
        if proposal.accepted >= threshold + offset
    ]
