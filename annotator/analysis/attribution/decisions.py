"""Which proposals are put forward: the best that can stand side by side.

A content ends where the clause of another source begins ("According to X …, but Y said …"). What
stands inside another's content is looked at afterwards (`inner_voices.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.analysis.attribution.acceptance import MOST_SHARED
from annotator.analysis.attribution.other_voices import begins_anew
from annotator.analysis.attribution.proposal import Proposal, overlap
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.parse_view import ParseView

_TWIN, _LEAST_TWIN = 0.7, 0.3
"""From what likeness two contents are one, and how acceptable the named one must be."""
_RAGGED, _LEAST_LEFT = 3, 4
"""How many words may stand behind a clause that is cut off, and must be left before it."""


def twins_joined(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Of two proposals of one content ("it seems that …, as X hinted"), that of the named source,
    with the better acceptance of both."""
    out = list(proposals)
    nobody = [p for p in proposals if p.source is None]
    for lone in nobody:
        for index, other in enumerate(out):
            named = other.source is not None and other.accepted >= _LEAST_TWIN
            if named and overlap(lone.body, other.body) >= _TWIN and lone in out:
                out[index] = replace(other, accepted=max(other.accepted, lone.accepted))
                out.remove(lone)
                break
    return out


def decided(view: ParseView, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The best of `proposals` that can stand side by side, in the order of their contents."""
    told_apart = _voices_parted(view, [p for p in proposals if not _says_nothing(view, p)])
    kept: list[Proposal] = []
    for proposal in sorted(told_apart, key=lambda p: (-p.accepted, p.cue)):
        fitting = proposal
        for other in kept:
            fitting = _ended_before(view, fitting, other)
        if _fits(fitting, kept):
            kept.append(fitting)
    return sorted(kept, key=lambda p: p.content)


def _says_nothing(view: ParseView, proposal: Proposal) -> bool:
    """Whether a content is mere pronouns ("did not announce them"): it would be no claim."""
    return all(view.pos[i] == "PRON" for i in proposal.body)


def _fits(proposal: Proposal, kept: Sequence[Proposal]) -> bool:
    """Whether `proposal` can stand beside all that were `kept`."""
    taken: set[int] = set()
    for other in kept:
        if proposal.cue in other.body or other.cue in proposal.body:
            return False
        taken |= proposal.body & other.body
    return len(taken) <= MOST_SHARED * len(proposal.body)


def _voices_parted(view: ParseView, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals, each ended where somebody else begins to speak beside its own source."""
    out: list[Proposal] = []
    for proposal in proposals:
        starts = [
            start
            for other in proposals
            if other.cue in proposal.body
            and (start := begins_anew(view, proposal, other)) is not None
        ]
        out.append(_cut(view, proposal, min(starts), 1) if starts else proposal)
    return out


def _ended_before(view: ParseView, proposal: Proposal, other: Proposal) -> Proposal:
    """`proposal` without its tail when that is the clause of the better `other`."""
    if other.cue not in proposal.body or proposal.cue in other.body:
        return proposal
    begins = min(other.cue, other.content[0].start)
    if other.source is not None:
        begins = min(begins, other.source.start)
    ends = proposal.content[-1].end
    if max(other.content[-1].end, other.cue + 1) < ends - _RAGGED:
        return proposal
    return _cut(view, proposal, begins, _LEAST_LEFT)


def _cut(view: ParseView, proposal: Proposal, begins: int, least: int) -> Proposal:
    """`proposal` with the content before token `begins` alone, unless fewer than `least` words
    are left."""
    while begins > 0 and (view.punct[begins - 1] or view.dep[begins - 1] in ("cc", "mark")):
        begins -= 1
    body = frozenset(i for i in proposal.body if i < begins)
    if len(body) < least:
        return proposal
    last = max(body)
    content = tuple(TokenSpan(a, min(b, last + 1)) for a, b in proposal.content if a <= last)
    return replace(proposal, content=content, body=body)
