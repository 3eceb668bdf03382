"""Where a content must end because somebody else begins to speak, read off the parse.

"He spoke of a compromise, but the minister said that it did not seem workable" has two voices side
by side; "officials said the ministry had warned that …" has one inside the other. What tells them
apart is what the second verb is coordinated with.
"""

from __future__ import annotations

from annotator.analysis.attribution.proposal import Proposal
from annotator.analysis.parsing.parse_view import ParseView

_ADVERSATIVE = frozenset(
    ("but", "while", "whereas", "although", "though", "yet", "however", "whilst", "still")
)
_BESIDE = frozenset(("conj", "parataxis"))
_HIGHEST = 6
"""Steps up the parse from one verb to the one it is coordinated with."""


def begins_anew(view: ParseView, proposal: Proposal, other: Proposal) -> int | None:
    """Where, in the content of `proposal`, the clause of `other` begins that stands beside it.

    None when `other` is part of what is said, or does not lie in that content at all.
    """
    if other.source is None or other.cue not in proposal.body or proposal.cue in other.body:
        return None
    if view.quote_of[other.cue] != view.quote_of[proposal.cue]:
        return None
    named = min(other.source.start, view.left[other.source.end - 1])
    begins = min(other.cue, named, other.content[0].start)
    if begins <= proposal.content[0].start or other.source.end <= proposal.content[0].start:
        return None
    beside = _coordinated(view, other.cue, proposal.cue)
    opposed = _opposed(view, begins) and _same_footing(view, other.cue, proposal.cue)
    return begins if beside or opposed else None


def _coordinated(view: ParseView, cue: int, first: int) -> bool:
    """Whether the clause of verb `cue` stands beside that of `first`, or beside the clause that
    `first` ("according") hangs on."""
    around = {first}
    if view.pos[first] in ("ADP", "ADV", "SCONJ") or view.text[first] == "according":
        around.add(view.head[first])
    at = cue
    for _ in range(_HIGHEST):
        if view.dep[at] not in _BESIDE:
            return False
        at = view.head[at]
        if at in around:
            return True
    return False


def _opposed(view: ParseView, begins: int) -> bool:
    """Whether a semicolon, or behind a comma a word like "but", leads to the clause that begins at
    `begins`."""
    at = begins - 1
    if view.text[at] == ";":
        return True
    if at > 0 and view.text[at] not in _ADVERSATIVE and view.dep[at] in ("mark", "advmod", "cc"):
        at -= 1
    return at > 0 and view.text[at] in _ADVERSATIVE and view.punct[at - 1]


def _same_footing(view: ParseView, cue: int, first: int) -> bool:
    """Whether both verbs bear the same tense, as those of two clauses side by side do."""
    return view.tag[cue] == view.tag[first] or view.text[first] == "according"
