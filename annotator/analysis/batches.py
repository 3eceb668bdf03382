"""An article cut into runs of paragraphs, each small enough for one pass of the pipeline."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.domain.article import Block, BlockKind
from annotator.text.spans import Span

CLAIM_KINDS = frozenset({BlockKind.BODY, BlockKind.LIST, BlockKind.QUOTE})

_USUAL = 8_000
"""Code points after which a run ends at the next paragraph: most articles are one run. What stands
further off helps to tell who says what, and many short runs take longer."""
_MOST = 16_000
"""Code points that no run exceeds, even inside a quotation."""
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+")
_FEWEST_CAPITALS, _MOST_CAPITALS = 2, 20
"""Words of a line in capitals that is a heading."""
_OPENING, _CLOSING = "“«„", "”»"


@dataclass(frozen=True, slots=True)
class Batch:
    """A run of neighbouring paragraphs, analysed as one document."""

    span: Span
    blocks: tuple[Block, ...]
    """The paragraphs, or pieces of an overlong one, in order."""


def paragraphs(text: str) -> tuple[Block, ...]:
    """Every line of `text` that is not blank, as a body paragraph."""
    return tuple(
        Block(Span(*found.span()), BlockKind.BODY)
        for found in _PARAGRAPH.finditer(text)
        if not found.group().isspace()
    )


def batches(text: str, blocks: Sequence[Block], usual: int = _USUAL) -> Iterator[Batch]:
    """Runs of `blocks` of about `usual` code points that together cover them all, in order.

    A quotation that goes on in the next paragraph is kept in one run where `_MOST` allows.
    """
    run: list[Block] = []
    for piece in _pieces(text, blocks):
        size = run[-1].span.end - run[0].span.start if run else 0
        grown = piece.span.end - run[0].span.start if run else 0
        if run and (grown > _MOST or (size >= usual and not _goes_on(text, run[-1], piece))):
            yield _batch(run)
            run = []
        run.append(piece)
    if run:
        yield _batch(run)


def _batch(run: Sequence[Block]) -> Batch:
    return Batch(Span(run[0].span.start, run[-1].span.end), tuple(run))


def _goes_on(text: str, last: Block, following: Block) -> bool:
    """Whether `last` leaves a quotation open that `following` takes up, or one of them is
    quoted by its layout and the other may say by whom."""
    if BlockKind.QUOTE in {last.kind, following.kind}:
        return True
    words = text[last.span.start : last.span.end]
    opened = sum(words.count(mark) for mark in _OPENING)
    closed = sum(words.count(mark) for mark in _CLOSING)
    straight_open = words.count('"') % 2 == 1
    return (opened > closed or straight_open) and text[following.span.start] in _OPENING + '"'


def _in_capitals(line: str) -> bool:
    """Whether a short line is written as headings are: in capitals, without a full stop."""
    words = line.split()
    return (
        _FEWEST_CAPITALS <= len(words) <= _MOST_CAPITALS
        and line.isupper()
        and line.rstrip("\"'”’») ")[-1:] not in (".", "!", "?", "…", ":", ",", ";")
    )


def _pieces(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """`blocks`, with those longer than `_MOST` cut, after a sentence where there is one."""
    for block in blocks:
        start, end = block.span
        if block.kind is BlockKind.BODY and _in_capitals(text[start:end]):
            yield Block(block.span, BlockKind.HEADLINE)
            continue
        while end - start > _MOST:
            cut = start + _MOST
            ends = [found.end() for found in _SENTENCE_END.finditer(text, start + _MOST // 2, cut)]
            space = text.rfind(" ", start + 1, cut)
            stop = ends[-1] if ends else space + 1 if space > start else cut
            yield Block(Span(start, stop), block.kind)
            start = stop
        if end > start:
            yield Block(Span(start, end), block.kind)
