"""An article's lines as paragraphs: claims tinted, anchored and commented exactly on their words.

Claims may nest, cross and run over several paragraphs. Every span gets a bookmark and a
comment range, which may cross anything; a content control goes around each of its pieces
that nests in the others of its paragraph. Labels wait until no claim is open, so that no
claim's range holds another word than its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.briefing.anchors import (
    LABEL_STYLE,
    content_bookmark,
    content_tag,
    label,
    row_bookmark,
)
from annotator.briefing.layout import ArticleView, ClaimView, EntityMark, Line
from annotator.briefing.write.markup import (
    bookmark_end,
    bookmark_start,
    comment_end,
    comment_start,
    directed_paragraph,
    link,
    run,
)
from annotator.briefing.write.pen import Pen
from annotator.briefing.write.styles import (
    CLAIM_STYLES,
    DATELINE_MARK,
    ENTITY_MARK,
    LINE_STYLES,
)
from annotator.domain.briefing import Section
from annotator.text.spans import Span, merged


@dataclass(slots=True, eq=False)
class _Mark:
    """One span of a claim on its way through the paragraphs."""

    start: int
    end: int
    view: ClaimView
    nth: int
    """Which of the claim's spans, from 1."""
    bookmark: int = 0
    comment: int = -1
    """-1 until it is open."""


@dataclass(slots=True, eq=False)
class _Piece:
    """The part of a mark that lies in one paragraph."""

    start: int
    end: int
    mark: _Mark
    controlled: bool


class ArticleText:
    """Writes one article's text, paragraph by paragraph."""

    def __init__(self, pen: Pen, article: ArticleView, language: str) -> None:
        self._pen = pen
        self._article = article
        self._language = language
        self._marks = sorted(
            (
                _Mark(span.start, span.end, view, nth)
                for view in article.claims
                for nth, span in enumerate(view.spans, start=1)
            ),
            key=lambda mark: (mark.start, -mark.end, mark.view.number),
        )
        self._next_mark = 0
        self._active: list[_Mark] = []
        self._open = 0
        self._labels: list[ClaimView] = []
        self._next_entity = 0
        self._entities: list[EntityMark] = []
        self._pieces_of: dict[str, int] = {}
        self._links = pen.layout.has(Section.CLAIMS)

    def paragraphs(self) -> Iterator[str]:
        """The paragraphs after the heading, one for each line."""
        for line in self._article.lines[1 if self._article.headed else 0 :]:
            content = self.content(line)
            text = self._article.text[line.span.start : line.span.end]
            yield directed_paragraph(text, content, LINE_STYLES[line.kind])

    def content(self, line: Line) -> str:
        """The runs of one line and all that is anchored in it; lines must come in order."""
        start, end = line.span
        index = self._pen.next_paragraph()
        pieces = self._pieces(start, end)
        entities = self._entities_in(start, end)
        if not pieces and not entities and line.dateline is None:
            return self._run(start, end, "", "")
        return "".join(self._cut(line, pieces, entities, index))

    def _pieces(self, start: int, end: int) -> list[_Piece]:
        """The parts of all marks in [start, end): by start, longest first."""
        while self._next_mark < len(self._marks) and self._marks[self._next_mark].start < end:
            self._active.append(self._marks[self._next_mark])
            self._next_mark += 1
        pieces: list[_Piece] = []
        around: list[int] = []
        clipped = [(max(mark.start, start), -min(mark.end, end), mark) for mark in self._active]
        for first, before, mark in sorted(clipped, key=lambda found: found[:2]):
            last = -before
            while around and around[-1] <= first:
                around.pop()
            nests = not around or last <= around[-1]
            if nests:
                around.append(last)
            pieces.append(_Piece(first, last, mark, nests))
        self._active = [mark for mark in self._active if mark.end > end]
        return pieces

    def _entities_in(self, start: int, end: int) -> list[EntityMark]:
        marks = self._article.entities
        while self._next_entity < len(marks) and marks[self._next_entity].span.start < end:
            self._entities.append(marks[self._next_entity])
            self._next_entity += 1
        found = [mark for mark in self._entities if mark.span.end > start]
        self._entities = [mark for mark in found if mark.span.end > end]
        return found

    def _cut(
        self, line: Line, pieces: list[_Piece], entities: list[EntityMark], index: int
    ) -> Iterator[str]:
        """Walks the places where anything begins or ends, and writes what lies between."""
        start, end = line.span
        starting, ending = _by_place(pieces)
        shapes = self._shapes(line, entities)
        firsts = {mark.span.start: mark for mark in entities if mark.first}
        places = sorted(
            {start, end, *starting, *ending, *shapes, *(p for p in firsts if p >= start)}
        )
        covering: list[_Piece] = []
        extra = ""
        for place, after in zip(places, [*places[1:], end], strict=True):
            for piece in ending.get(place, ()):
                covering.remove(piece)
                yield self._end(piece)
            if not self._open:
                yield from self._flush_labels()
            for piece in starting.get(place, ()):
                covering.append(piece)
                yield self._begin(piece, (index, place - start))
            if place in firsts:
                yield self._mention(firsts[place])
            extra = shapes.get(place, extra)
            style = CLAIM_STYLES[covering[-1].mark.view.tag] if covering else ""
            yield self._run(place, after, style, extra)

    def _shapes(self, line: Line, entities: Sequence[EntityMark]) -> dict[int, str]:
        """Where a run's direct formatting changes, and to what."""
        shapes: dict[int, str] = {}
        if self._pen.layout.briefing.mark_entities:
            named = merged(
                Span(max(mark.span.start, line.span.start), min(mark.span.end, line.span.end))
                for mark in entities
            )
            for start, end in named:
                shapes[start], shapes[end] = ENTITY_MARK, ""
        if line.dateline is not None:
            start, end = line.dateline
            inside = [place for place in shapes if start <= place < end]
            for place in inside:
                del shapes[place]
            shapes[start] = DATELINE_MARK
            shapes.setdefault(end, "")
        return shapes

    def _begin(self, piece: _Piece, place: tuple[int, int]) -> str:
        mark, pen, out = piece.mark, self._pen, ""
        view = mark.view
        if mark.comment < 0:
            self._open += 1
            pen.begun.setdefault(view.number, []).append(place)
            mark.bookmark = pen.next_bookmark()
            mark.comment = pen.comment(view, self._words(mark))
            out = bookmark_start(mark.bookmark, content_bookmark(view.key, mark.nth))
            out += comment_start(mark.comment)
        if piece.controlled:
            nth = self._pieces_of[view.key] = self._pieces_of.get(view.key, 0) + 1
            out += (
                f'<w:sdt><w:sdtPr><w:alias w:val="Claim C{view.number}"/>'
                f'<w:tag w:val="{content_tag(view.key, nth)}"/><w:id w:val="{pen.next_control()}"/>'
                '<w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>'
            )
        return out

    @staticmethod
    def _words(mark: _Mark) -> tuple[str, ...]:
        if mark.nth == 1:
            return mark.view.comment
        return (f"The same claim goes on here (part {mark.nth} of {len(mark.view.spans)}).",)

    def _end(self, piece: _Piece) -> str:
        mark = piece.mark
        out = "</w:sdtContent></w:sdt>" if piece.controlled else ""
        if piece.end < mark.end:
            return out
        self._open -= 1
        if mark.nth == len(mark.view.spans):
            self._labels.append(mark.view)
        return out + bookmark_end(mark.bookmark) + comment_end(mark.comment)

    def _flush_labels(self) -> Iterator[str]:
        for view in sorted(self._labels, key=lambda view: view.number):
            shown = run(label(view.number, view.tag, view.stance), LABEL_STYLE)
            yield link(row_bookmark(view.key), shown) if self._links else shown
        self._labels.clear()

    def _mention(self, mark: EntityMark) -> str:
        return self._pen.bookmarked(f"ent_{mark.row + 1}_{self._article.number + 1}", "")

    def _run(self, start: int, end: int, style: str, extra: str) -> str:
        return run(self._article.text[start:end], style, extra, self._language)


def _by_place(pieces: list[_Piece]) -> tuple[dict[int, list[_Piece]], dict[int, list[_Piece]]]:
    """Pieces by where they start (outermost first) and where they end (innermost first)."""
    starting: dict[int, list[_Piece]] = {}
    ending: dict[int, list[_Piece]] = {}
    for piece in pieces:
        starting.setdefault(piece.start, []).append(piece)
    for piece in reversed(pieces):
        ending.setdefault(piece.end, []).append(piece)
    return starting, ending
