"""A second verb of one speaker: "said that bills would rise, but conceded that …".

Parsers hang the second verb on the last clause of what was said. The words between say better:
it has no subject of its own, and stands right behind the content that the first verb governs.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from annotator.analysis.parsing.extensions import RawAttribution

_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def with_shared_voice(doc: Doc, found: Sequence[RawAttribution]) -> list[RawAttribution]:
    """`found`, each second verb with the source of the first."""
    out = list(found)
    for place, raw in enumerate(found):
        if raw.cue_head is None or not _has_no_subject(doc, raw.cue_head):
            continue
        verb = doc[raw.cue_head].head.i
        for first in found:
            if first is raw or first.source is None or first.cue_head is None:
                continue
            holds = any(piece.start <= verb < piece.end for piece in first.content)
            behind = first.content[-1].end <= raw.cue_head and first.cue_head < verb
            within = raw.source is None or any(
                piece.start <= raw.source.start < piece.end for piece in first.content
            )
            if holds and behind and within and _is_near(doc, first, raw.cue_head):
                out[place] = replace(raw, source=first.source)
    return out


def _has_no_subject(doc: Doc, verb: int) -> bool:
    token = doc[verb]
    return (
        token.tag_ in _FINITE
        and token.dep_ == "conj"
        and not any(child.dep_ in _SUBJECTS for child in token.lefts)
    )


def _is_near(doc: Doc, first: RawAttribution, verb: int) -> bool:
    """Whether only "and", "but", a comma or an adverb parts a content from the verb behind it."""
    between = doc[first.content[-1].end : verb]
    return all(
        token.is_punct or token.tag_ in {"CC", "RB"} or token.dep_ == "aux" for token in between
    )
