"""A stream of text in a document (body, footnotes, endnotes, a header) with all that marks it.

Everything lies on one line of text that holds what was inserted *and* what was deleted, so
that each anchor and each tracked edit is a range of it. What the document said before the
tracked edits, and what it says after, are that line less the one or the other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.briefing.anchors import LABEL
from annotator.text.spans import Span, Spans, merged


class RevisionKind(StrEnum):
    """How a tracked edit is written in the file."""

    INSERTED = "ins"
    DELETED = "del"
    MOVED_FROM = "moveFrom"
    MOVED_TO = "moveTo"

    @property
    def adds(self) -> bool:
        return self in {RevisionKind.INSERTED, RevisionKind.MOVED_TO}


@dataclass(frozen=True, slots=True)
class Revision:
    """A stretch that was inserted, deleted or moved with Track Changes on."""

    kind: RevisionKind
    span: Span
    author: str
    date: str
    """As written in the file."""
    utc: str = ""
    """The true time, where the file has it."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Control:
    """A content control; `choices` (shown words to value) only for a drop-down."""

    tag: str
    span: Span
    choices: dict[str, str] | None
    row: int | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text without its mark; `row` is the table row that it stands in."""

    span: Span
    row: int | None


@dataclass(slots=True)
class Story:
    """One stream of text of a document, as read; offsets are code points into `text`."""

    part: str
    text: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    rows: list[Span] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    comments: dict[str, Span] = field(default_factory=dict)
    """Where each comment is anchored, by its id in this file."""
    revisions: list[Revision] = field(default_factory=list)
    computed: Spans = ()
    """Results of fields, what drop-downs show, labels: not words that somebody wrote."""
    _added: Spans = ()
    _removed: Spans = ()
    _unwritten: Spans = ()

    def settle(self) -> None:
        """Prepare the views; called once when the story has been read."""
        labels = (Span(*found.span()) for found in LABEL.finditer(self.text))
        self.computed = merged((*self.computed, *labels))
        self._unwritten = merged((*self.computed, *(r.span for r in self.revisions if r.kind.adds)))
        self._added = merged(r.span for r in self.revisions if r.kind.adds)
        self._removed = merged(r.span for r in self.revisions if not r.kind.adds)

    def before(self, span: Span) -> str:
        """What stood in `span` before the tracked edits."""
        return self._without(span, self._added)

    def after(self, span: Span) -> str:
        """What stands in `span` when all tracked edits are accepted."""
        return self._without(span, self._removed)

    def written(self, span: Span) -> Spans:
        """The stretches of `before` less `computed`: what somebody wrote."""
        stretches, at = [], span.start
        for start, end in touched(self._unwritten, span):
            if start > at:
                stretches.append(Span(at, start))
            at = max(at, end)
        if at < span.end:
            stretches.append(Span(at, span.end))
        return tuple(stretches)

    def added_at(self, offset: int) -> bool:
        """Whether the letter at `offset` is a tracked insertion."""
        return bool(touched(self._added, Span(offset, offset + 1)))

    def with_only(self, span: Span, chosen: Iterable[Revision]) -> str:
        """What would stand in `span` if of all tracked edits only `chosen` were accepted."""
        chosen = list(chosen)
        kept = {r.span for r in chosen if r.kind.adds}
        dropped = [r.span for r in chosen if not r.kind.adds]
        added = [r.span for r in self.revisions if r.kind.adds and r.span not in kept]
        return self._without(span, merged((*added, *dropped)))

    def removed(self, span: Span) -> bool:
        """Whether every letter of `span` that stood there before is deleted."""
        return bool(self.before(span).strip()) and not self.kept(span).strip()

    def kept(self, span: Span) -> str:
        """What of `span` was there before and still is."""
        return self._without(span, merged((*self._added, *self._removed)))

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds `offset`; -1 in an empty story."""
        i = bisect_right(self.paragraphs, offset, key=lambda p: p.span.start) - 1
        return max(i, 0) if self.paragraphs else -1

    def _without(self, span: Span, gone: Spans) -> str:
        hit = touched(gone, span)
        if not hit:
            return self.text[span.start : span.end]
        pieces, at = [], span.start
        for start, end in hit:
            pieces.append(self.text[at : max(start, at)])
            at = max(at, end)
        pieces.append(self.text[at : span.end])
        return "".join(pieces)


def touched(spans: Spans, within: Span) -> Spans:
    """Those of `spans` (sorted, apart from each other) that share ground with `within`."""
    first = bisect_right(spans, within.start, key=lambda s: s.end)
    last = bisect_left(spans, within.end, key=lambda s: s.start)
    return spans[first:last]
