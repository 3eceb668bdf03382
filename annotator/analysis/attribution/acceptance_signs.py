"""What the trees of the last model read of a proposal, as a few dozen plain numbers.

The hashed features of `acceptance.py` know words; these know degrees, and how the proposals of a
document stand to each other. The trees see both: the score of the hashed features is one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.attribution.cue_features import beside_quote, quotes_of_sentence
from annotator.analysis.attribution.cues import governs_clause
from annotator.analysis.attribution.proposal import Proposal, Shared
from annotator.analysis.attribution.token_traits import TokenTraits
from annotator.analysis.learning.linear import probabilities
from annotator.analysis.learning.trees import Signs
from annotator.analysis.parsing.parse_view import SUBJECTS, ParseView

_KINDS = ("VERB", "NOUN", "ADJ", "ADP", "AUX", "ADV")
_TIES = ("ROOT", "conj", "relcl", "acl", "advcl", "xcomp", "ccomp")
_TAGS = ("VBD", "VBG", "VBN", "VB")
_CLASSES, _SURROUNDINGS, _MARKS = 7, 5, 3
_FAR = 30
"""From how many tokens on a distance is just far."""

type Table = NDArray[np.float64]


def acceptance_signs(
    view: ParseView, traits: TokenTraits, proposals: Sequence[Proposal], scores: Table
) -> Signs:
    """One row a proposal; `scores` are the log odds that the hashed features give."""
    own = np.array([_own_signs(view, traits, p) for p in proposals])
    return np.hstack(
        [scores[:, None], _chances(proposals), own, _standing(view, proposals, scores)]
    ).astype(np.float32)


def _chances(proposals: Sequence[Proposal]) -> Table:
    """How sure cue, content and source are, in log odds."""
    likely, mass, chance, source = np.array(
        [(p.likely, p.mass, p.chance, p.source_chance) for p in proposals]
    ).T
    joint = likely * mass
    found = np.stack([likely, mass, chance, source, joint, joint * source], axis=1)
    found = np.clip(found, 1e-3, 1 - 1e-3)
    return np.asarray(np.log(found / (1 - found)))


def _own_signs(view: ParseView, traits: TokenTraits, proposal: Proposal) -> list[float]:
    return [
        *_cue_signs(view, traits, proposal.cue),
        *_content_signs(view, proposal),
        *_source_signs(view, proposal),
    ]


def _cue_signs(view: ParseView, traits: TokenTraits, cue: int) -> list[float]:
    classes = int(traits.classes[cue])
    around, beside = quotes_of_sentence(view, cue), beside_quote(view, cue)
    start, end = view.sentence(cue)
    paragraph = view.paragraphs[view.paragraph_of[cue]]
    pos, dep, tag = view.pos[cue], view.dep[cue], view.tag[cue]
    children = view.children[cue]
    return [
        *(float(classes >> k & 1) for k in range(_CLASSES)),
        *(float(around >> k & 1) for k in range(_SURROUNDINGS)),
        *(float(beside >> k & 1) for k in range(_MARKS)),
        *(float(pos == kind) for kind in _KINDS),
        *(float(dep == tie) for tie in _TIES),
        *(float(tag == form) for form in _TAGS),
        float(view.quote_of[cue] >= 0),
        float(any(view.dep[x] == "neg" for x in children)),
        float(any(view.dep[x] in SUBJECTS for x in children)),
        float(end - start),
        float(paragraph.end - paragraph.start),
        float(view.sentence_of[cue]),
        float(cue - start),
    ]


def _content_signs(view: ParseView, proposal: Proposal) -> list[float]:
    cue, content = proposal.cue, proposal.content
    first, last = content[0].start, content[-1].end
    start, end = view.sentence(cue)
    size = len(proposal.body)
    quoted = sum(view.quoted_before[b] - view.quoted_before[a] for a, b in content)
    gap = first - cue - 1 if first > cue else cue - last if last <= cue else 0
    return [
        log(size + 1),
        float(len(content)),
        float(first < cue),
        float(last > cue),
        quoted / sum(b - a for a, b in content),
        float(min(gap, _FAR)),
        float(last >= end - 2),
        float(first <= start + 1),
        float(view.quote_of[first] >= 0),
        float(view.quote_of[last - 1] >= 0),
        float(view.head[_top(view, proposal)] == cue),
        float(governs_clause(view, cue, proposal.body)),
    ]


def _source_signs(view: ParseView, proposal: Proposal) -> list[float]:
    source = proposal.source
    if source is None:
        return [-1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    head = next(
        (i for i in range(*source) if not source.start <= view.head[i] < source.end),
        source.end - 1,
    )
    return [
        float(min(abs(head - proposal.cue), _FAR)),
        float(head > proposal.cue),
        float(view.ent[head] != ""),
        float(view.pos[head] == "PRON"),
        float(view.pos[head] == "PROPN"),
        float(source.end - source.start),
    ]


def _top(view: ParseView, proposal: Proposal) -> int:
    """The content's first word that hangs on a word outside of it."""
    for start, end in proposal.content:
        for i in range(start, end):
            head = view.head[i]
            if not view.punct[i] and (
                head == i or not any(a <= head < b for a, b in proposal.content)
            ):
                return i
    return proposal.content[0].start


def _standing(view: ParseView, proposals: Sequence[Proposal], scores: Table) -> Table:
    """How each proposal stands to the others of the document: what it holds, what holds it, what
    it shares words with, and how the same words fare elsewhere."""
    count = len(proposals)
    met = Shared.of(view, proposals)
    cue = np.array([p.cue for p in proposals])
    worth = probabilities(scores)
    likeness = met.words / (met.size[:, None] + met.size[None, :] - met.words)
    columns = [
        (met.holds * worth).max(axis=1),
        (met.holds.T * worth).max(axis=1),
        (met.words / met.size[:, None] * worth).max(axis=1),
        (likeness * worth).max(axis=1),
        np.full(count, worth.sum() / max(1, len(view.sentences))),
        np.full(count, worth.mean()),
        *_alike(worth, [view.lemma_ids[p.cue] for p in proposals]),
        *_alike(worth, [view.lemma_ids[p.source.end - 1] if p.source else 0 for p in proposals]),
        *_alike(worth, [view.paragraph_of[p.cue] for p in proposals]),
        *_alike(worth, [view.sentence_of[p.cue] for p in proposals]),
        *_neighbours(cue, worth),
    ]
    return np.stack(columns, axis=1)


def _alike(worth: Table, keys: Sequence[int]) -> tuple[Table, Table]:
    """How many others have the same key, and how acceptable they are together."""
    _, place = np.unique(np.array(keys, dtype=np.uint64), return_inverse=True)
    count = np.asarray(np.bincount(place)[place] - 1.0, dtype=np.float64)
    return count, np.bincount(place, weights=worth)[place] - worth


def _neighbours(cue: NDArray[np.int64], worth: Table) -> tuple[Table, Table, Table, Table]:
    """How acceptable the proposals of the cue before and the cue behind are, and how far off."""
    order = np.argsort(cue, kind="stable")
    place = np.empty(len(cue), dtype=np.int64)
    place[order] = np.arange(len(cue))
    worths = np.concatenate([[-1.0], worth[order], [-1.0]])
    cues = np.concatenate([[-1e3], cue[order], [1e6]])
    before, behind = cue - cues[place], cues[place + 2] - cue
    return worths[place], worths[place + 2], np.minimum(before, 99.0), np.minimum(behind, 99.0)
