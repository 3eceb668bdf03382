"""A stream of text in a document (body, footnotes, endnotes, a header) with all that marks it.

Everything lies on one line of text that holds what was inserted *and* what was deleted, so
that each anchor and each tracked edit is a range of it. What the document said before the
tracked edits, and what it says after, are that line less the one or the other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.briefing.anchors import LABEL, parse_bookmark
from annotator.text.interval_index import IntervalIndex
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
    """A content control."""

    tag: str
    span: Span
    choices: frozenset[str] | None
    """What a drop-down offers (empty where its tag says that it is ours); None for any other
    control."""
    row: int | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text without its mark; `row` is the table row that it stands in."""

    span: Span
    row: int | None


class Ground:
    """Stretches of a text, made apart from each other, for asking what lies in them."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans = merged(spans)
        self._starts = [span.start for span in self.spans]
        self._ends = [span.end for span in self.spans]

    def touched(self, within: Span) -> Spans:
        """The stretches that share ground with `within`."""
        if not self.spans:
            return ()
        first = bisect_right(self._ends, within.start)
        return self.spans[first : bisect_left(self._starts, within.end, lo=first)]

    def outside(self, within: Span) -> list[Span]:
        """What of `within` lies in none of the stretches."""
        hit = self.touched(within)
        if not hit:
            return [within] if within.length else []
        out, at = [], within.start
        for start, end in hit:
            if start > at:
                out.append(Span(at, start))
            at = max(at, end)
        if at < within.end:
            out.append(Span(at, within.end))
        return out

    def words_outside(self, text: str, within: Span) -> str:
        """The words of `text` in `within` but outside the stretches."""
        if not self.touched(within):
            return text[within.start : within.end]
        return "".join(text[start:end] for start, end in self.outside(within))


@dataclass(slots=True)
class Story:
    """One stream of text of a document, as read; offsets are code points into `text`."""

    part: str
    kind: str = "body"
    """ "body", "note", "header" or "footer"."""
    text: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    rows: list[Span] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    comments: dict[str, Span] = field(default_factory=dict)
    """Where each comment is anchored, by its id in this file."""
    revisions: list[Revision] = field(default_factory=list)
    labels: list[Span] = field(default_factory=list)
    """Runs in the style of labels such as `[C12 S]`."""
    computed: Spans = ()
    """Results of fields, what drop-downs show, labels: not words that somebody wrote."""
    _added: Ground = field(default_factory=Ground)
    _removed: Ground = field(default_factory=Ground)
    _changed: Ground = field(default_factory=Ground)
    _unwritten: Ground = field(default_factory=Ground)
    _edits: IntervalIndex[Revision] = field(default_factory=lambda: IntervalIndex[Revision](()))
    _starts: list[int] = field(default_factory=list)

    def settle(self) -> None:
        """Prepare the views; called once when the story has been read."""
        self.computed = merged((*self.computed, *self._find_labels()))
        added = [r.span for r in self.revisions if r.kind.adds]
        self._added = Ground(added)
        self._removed = Ground(r.span for r in self.revisions if not r.kind.adds)
        self._changed = Ground(r.span for r in self.revisions)
        self._unwritten = Ground((*self.computed, *added))
        self._edits = IntervalIndex((r.span, r) for r in self.revisions)
        self._starts = [paragraph.span.start for paragraph in self.paragraphs]

    def _find_labels(self) -> list[Span]:
        """Labels by their style, for an article may hold such words too; by their words alone
        where a program dropped the style."""
        styled = merged(self.labels)
        if not styled and any(parse_bookmark(bookmark.name) for bookmark in self.bookmarks):
            styled = (Span(0, len(self.text)),)
        return [
            Span(*found.span())
            for start, end in styled
            for found in LABEL.finditer(self.text, start, end)
        ]

    def before(self, span: Span) -> str:
        """What stood in `span` before the tracked edits."""
        return self._added.words_outside(self.text, span)

    def after(self, span: Span) -> str:
        """What stands in `span` when all tracked edits are accepted."""
        return self._removed.words_outside(self.text, span)

    def written(self, span: Span) -> list[Span]:
        """The stretches of `before` less `computed`: what somebody wrote."""
        return self._unwritten.outside(span)

    def added_at(self, offset: int) -> bool:
        """Whether the letter at `offset` is a tracked insertion."""
        return bool(self._added.touched(Span(offset, offset + 1)))

    def with_only(self, span: Span, chosen: Iterable[Revision]) -> str:
        """What would stand in `span` if of all tracked edits only `chosen` were accepted."""
        chosen = list(chosen)
        kept = {r.span for r in chosen if r.kind.adds}
        dropped = [r.span for r in chosen if not r.kind.adds]
        near = (revision for _, revision in self._edits.touching(*span))
        added = [r.span for r in near if r.kind.adds and r.span not in kept]
        return Ground((*added, *dropped)).words_outside(self.text, span)

    def removed(self, span: Span) -> bool:
        """Whether every letter of `span` that stood there before is deleted."""
        if not self._removed.touched(span):
            return False
        kept = self._changed.words_outside(self.text, span)
        return bool(self.before(span).strip()) and not kept.strip()

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds `offset`; every story has one."""
        return max(bisect_right(self._starts, offset) - 1, 0)
