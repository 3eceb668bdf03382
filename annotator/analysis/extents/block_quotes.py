"""Paragraphs that are quotations by their layout, tied to whom the words around introduce.

Three ways are read: a line before that ends in a colon ("… wrote on Telegram:"), a line behind
that begins with the verb ("wrote the general on Telegram.") or the act ("That accusation, made
by the minister, …"), and a signature behind a dash.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from annotator.analysis.lexicon.lexicons import load_cues
from annotator.analysis.lexicon.name_lists import organisations
from annotator.analysis.parsing.extensions import RawAttribution, TokenSpan
from annotator.domain.claim import CueClass

_SURE, _NOBODY = 0.85, 0.6
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ACTS = frozenset(
    {
        "accusation", "claim", "allegation", "warning", "remark", "comment", "statement", "verdict",
        "assessment", "criticism", "complaint", "appeal", "charge", "prediction", "promise",
    }
)  # fmt: skip
_DASHES = frozenset({"—", "–", "-", "--"})
_LONGEST_SIGNATURE = 14


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document, in token positions."""

    span: TokenSpan
    quoted: bool
    """Whether its layout says that somebody else's words stand there."""
    marked: bool = False
    """Whether it says so by nothing but marks around all of it."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who is introduced, by which words."""

    source: TokenSpan | None
    cue: TokenSpan | None
    head: int | None


def with_block_quotes(
    doc: Doc, found: Sequence[RawAttribution], paragraphs: Sequence[Paragraph]
) -> tuple[list[RawAttribution], frozenset[int]]:
    """`found` with the quoted paragraphs, and which of them (by place) these are.

    What was found of the words that introduce a quotation goes; what lies inside one stays and
    becomes its child.
    """
    made: list[RawAttribution] = []
    gone: set[int] = set()
    for raw, instead in _quoted(doc, found, paragraphs):
        made.append(raw)
        gone.update(instead)
    if not made:
        return list(found), frozenset()
    heads = {raw.cue_head for raw in made if raw.cue_head is not None}
    places: dict[int, int] = {}
    out: list[RawAttribution] = []
    for place, raw in enumerate(found):
        if raw.cue_head not in heads and place not in gone:
            places[place] = len(out)
            out.append(raw)
    first = len(out)
    out = [
        replace(raw, parent=places.get(raw.parent) if raw.parent is not None else None)
        for raw in out
    ]
    for number, block in enumerate(made):
        piece = block.content[0]
        for place, raw in enumerate(out):
            inside = piece.start <= raw.content[0].start < piece.end
            if inside and raw.parent is None:
                out[place] = replace(raw, parent=first + number)
    return [*out, *made], frozenset(range(first, first + len(made)))


def _quoted(
    doc: Doc, found: Sequence[RawAttribution], paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[RawAttribution, list[int]]]:
    """An attribution for each quoted paragraph, with the places in `found` that it replaces."""
    voice: _Voice | None = None
    for place, paragraph in enumerate(paragraphs):
        if not paragraph.quoted:
            continue
        span = paragraph.span
        if not place or not paragraphs[place - 1].quoted:
            voice = _voice(doc, paragraphs, place)
        inside = [at for at, raw in enumerate(found) if _lies_in(raw, span)]
        told = [at for at in inside if _covers_half(found[at], span)]
        who = voice or _Voice(None, None, None)
        if paragraph.marked and (told or voice is None):
            continue
        if voice is None and told:
            yield replace(found[told[0]], content=(span,)), told
        elif voice is not None or not inside:
            sure = _SURE if voice else _NOBODY
            cue_class = CueClass.SPEECH
            yield RawAttribution((span,), who.source, who.cue, who.head, cue_class, sure), told


def _lies_in(raw: RawAttribution, span: TokenSpan) -> bool:
    return any(piece.start < span.end and span.start < piece.end for piece in raw.content)


def _covers_half(raw: RawAttribution, span: TokenSpan) -> bool:
    """Whether `raw` attributes most of a paragraph to somebody who stands outside of it."""
    shared = sum(
        max(0, min(piece.end, span.end) - max(piece.start, span.start)) for piece in raw.content
    )
    outside = raw.source is not None and not span.start <= raw.source.start < span.end
    return outside and 2 * shared >= span.end - span.start


def _voice(doc: Doc, paragraphs: Sequence[Paragraph], place: int) -> _Voice | None:
    """Who is introduced before the run of quoted paragraphs at `place`, or behind it."""
    if place:
        start, end = paragraphs[place - 1].span
        if doc[end - 1].text == ":":
            return _introduced(doc, start, end)
    behind = next((one for one in paragraphs[place:] if not one.quoted), None)
    if behind is None:
        return None
    start, end = behind.span
    first = doc[start]
    if first.text in _DASHES and end - start <= _LONGEST_SIGNATURE and end > start + 1:
        return _Voice(TokenSpan(start + 1, end), None, None)
    if first.is_lower and _tells(first):
        return _inverted(first)
    return _of_act(doc, start, end)


def _tells(verb: Token) -> bool:
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"}
    return finite and CueClass.SPEECH in load_cues().classes(verb.lemma_.lower(), "VERB")


def _introduced(doc: Doc, start: int, end: int) -> _Voice | None:
    """The subject of the last verb of telling before a colon."""
    sentence = doc[end - 1].sent
    for index in range(end - 1, max(start, sentence.start) - 1, -1):
        verb = doc[index]
        subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
        if subject is not None and _tells(verb):
            source = TokenSpan(subject.left_edge.i, subject.right_edge.i + 1)
            return _Voice(source, TokenSpan(index, index + 1), index)
    return None


def _inverted(verb: Token) -> _Voice | None:
    """The one who is named behind the verb that a line begins with."""
    who = next((child for child in verb.rights if child.dep_ in {*_SUBJECTS, "dobj"}), None)
    if who is None:
        return None
    last = max([who.i, *(child.i for child in who.rights if child.dep_ in {"appos", "flat"})])
    return _Voice(TokenSpan(who.left_edge.i, last + 1), TokenSpan(verb.i, verb.i + 1), verb.i)


def _of_act(doc: Doc, start: int, end: int) -> _Voice | None:
    """The one by whom "that accusation" was made, as the next line begins."""
    act = doc[min(start + 1, end - 1)]
    if doc[start].lower_ not in {"that", "this", "the", "these", "those"}:
        return None
    if act.lemma_.lower() not in _ACTS | organisations().things or doc[start].head != act:
        return None
    for token in doc[act.i : min(act.right_edge.i + 1, end)]:
        if token.dep_ == "pobj" and token.head.lower_ in {"by", "from"}:
            link = token.head.head
            if link == act or (link.head == act and link.tag_ == "VBN"):
                source = TokenSpan(token.left_edge.i, token.i + 1)
                return _Voice(source, TokenSpan(act.i, act.i + 1), act.i)
    return None
