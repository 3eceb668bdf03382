"""Where each exported claim stands in a reviewed body: by its anchors, else by its words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from annotator.briefing.anchors import parse_bookmark, parse_content_tag
from annotator.briefing.manifest import ClaimEntry, Manifest
from annotator.briefing.review.alignment import Alignment, Paragraphs, WrittenBody
from annotator.briefing.review.story import Story
from annotator.domain.review import Anchor
from annotator.text.spans import Span

_ALIKE = 60.0
"""How alike (0 to 100, Indel ratio) words must be to be taken for a claim without an anchor."""
TELLING = 12
"""Code points from which words found elsewhere are taken for the claim's."""


@dataclass(frozen=True, slots=True)
class Site:
    """One occurrence of one span of a claim; `span` lies in the body."""

    claim: int
    """Index into the manifest's claims."""
    piece: int
    """Index into the claim's spans."""
    span: Span
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    anchor: Anchor
    copied: bool


@dataclass(frozen=True, slots=True)
class Sites:
    """Every occurrence of every claim."""

    standing: dict[tuple[int, int], Site]
    """The one occurrence of each span of a claim that is the exported one, while it is there."""
    further: tuple[Site, ...]
    """Copies, and the new places of what was moved with Track Changes on."""

    def of(self, claim: int, pieces: int) -> list[Site]:
        """The standing sites of a claim's `pieces` spans, in the order of its spans."""
        found = (self.standing.get((claim, piece)) for piece in range(pieces))
        return [site for site in found if site is not None]


def old_spans(manifest: Manifest, exported: Paragraphs) -> dict[tuple[int, int], Span]:
    """Where each span of each claim stood in the exported text, by claim and span."""
    found: dict[tuple[int, int], Span] = {}
    for number, entry in enumerate(manifest.claims):
        for piece, (words, (paragraph, offset)) in enumerate(
            zip(entry.spans, entry.places, strict=False)
        ):
            if not 0 <= paragraph < len(exported.texts):
                continue
            start = exported.starts[paragraph] + offset
            if not exported.text.startswith(words, start):
                start = exported.text.find(words, exported.starts[paragraph])
            if start >= 0 and words:
                found[number, piece] = Span(start, start + len(words))
    return found


def find_sites(
    story: Story,
    manifest: Manifest,
    alignment: Alignment,
    body: WrittenBody,
    own_ranges: dict[tuple[int, int], Span],
) -> Sites:
    """The occurrences of all claims; `own_ranges` is what our own comments are anchored to."""
    finder = _Finder(story, manifest, alignment, body)
    standing: dict[tuple[int, int], Site] = {}
    further: list[Site] = []
    for number, entry in enumerate(manifest.claims):
        for piece in range(len(entry.spans)):
            marks = finder.marks.get((number, piece), [])
            site, others = finder.choose(number, piece, marks, own_ranges.get((number, piece)))
            if site is not None:
                standing[number, piece] = site
            further += others
    return Sites(standing, tuple(further))


class _Finder:
    def __init__(
        self, story: Story, manifest: Manifest, alignment: Alignment, body: WrittenBody
    ) -> None:
        self._story, self._manifest = story, manifest
        self._alignment, self._body = alignment, body
        self._old = old_spans(manifest, alignment.old)
        self.marks = self._collect()

    def choose(
        self, claim: int, piece: int, marks: list[_Mark], own: Span | None
    ) -> tuple[Site | None, list[Site]]:
        """The standing site of one span, and its further ones."""
        story = self._story
        expected = self._expected(claim, piece)
        clusters = self._clustered(marks)
        standing = [m for m in clusters if story.before(m.span).strip()]
        best = min(standing, key=lambda m: self._rank(m, expected), default=None)
        others = [
            Site(claim, piece, m.span, m.anchor)
            for m in clusters
            if m is not best and story.after(m.span).strip()
        ]
        if best is not None:
            return Site(claim, piece, best.span, best.anchor), others
        if own is not None and story.before(own).strip():
            # A bookmark that collapsed at the comment when the claim was typed over agrees.
            agreeing = (m.anchor for m in clusters if _touch(m.span, own))
            return Site(claim, piece, own, next(agreeing, Anchor.COMMENT_RANGE)), others
        return self._by_words(claim, piece, clusters, expected), others

    def _rank(self, mark: _Mark, expected: Span | None) -> tuple[bool, bool, int]:
        here = expected is not None and mark.span.overlaps(expected)
        return (not here, mark.copied, mark.span.start)

    def _expected(self, claim: int, piece: int) -> Span | None:
        """Where the span's words should be, going by the words around them."""
        old = self._old.get((claim, piece))
        if old is None:
            return None
        carried = self._alignment.carried(old)
        return self._body.to_story(carried) if carried.length else None

    def _by_words(
        self, claim: int, piece: int, collapsed: list[_Mark], expected: Span | None
    ) -> Site | None:
        """A site without words in any anchor: what stands in its place, or its words elsewhere."""
        words = self._manifest.claims[claim].spans[piece]
        if expected is not None:
            now = self._story.before(expected)
            for mark in collapsed:
                if expected.start <= mark.span.end and mark.span.start <= expected.end:
                    return Site(claim, piece, expected, mark.anchor) if now.strip() else None
            if fuzz.ratio(words, now) >= _ALIKE:
                return Site(claim, piece, expected, Anchor.PARAGRAPH)
        if len(words) < TELLING:
            return None
        for change in self._alignment.changes:
            at = self._body.text.find(words, *change.new)
            if at >= 0:
                span = self._body.to_story(Span(at, at + len(words)))
                return Site(claim, piece, span, Anchor.FUZZY)
        return None

    def _collect(self) -> dict[tuple[int, int], list[_Mark]]:
        """All anchors of each span of each claim, bookmarks and content controls."""
        by_key = {entry.key: number for number, entry in enumerate(self._manifest.claims)}
        found: dict[tuple[int, int], list[_Mark]] = defaultdict(list)
        for bookmark in self._story.bookmarks:
            parsed = parse_bookmark(bookmark.name)
            if parsed and parsed[0] == "clm" and parsed[1] in by_key:
                _, key, span, copied = parsed
                found[by_key[key], span - 1].append(_Mark(bookmark.span, Anchor.BOOKMARK, copied))
        pieces: dict[tuple[int, int], list[Span]] = defaultdict(list)
        for control in self._story.controls:
            tag = parse_content_tag(control.tag)
            if tag and tag[0] in by_key:
                pieces[by_key[tag[0]], tag[1]].append(control.span)
        for (claim, number), spans in sorted(pieces.items()):
            entry = self._manifest.claims[claim]
            piece = self._piece_of(claim, entry, number, spans, found)
            found[claim, piece] += [_Mark(span, Anchor.CONTROL, copied=False) for span in spans]
        return found

    def _piece_of(
        self,
        claim: int,
        entry: ClaimEntry,
        number: int,
        spans: list[Span],
        found: dict[tuple[int, int], list[_Mark]],
    ) -> int:
        """Which span of the claim the controls with one tag belong to: that whose bookmark they
        touch, whose words they hold, or, `number` telling the order, one without a bookmark."""
        if len(entry.spans) == 1:
            return 0
        for piece in range(len(entry.spans)):
            for mark in found.get((claim, piece), []):
                if any(_touch(mark.span, span) for span in spans):
                    return piece
        words = self._story.before(spans[0]).strip()
        for piece, text in enumerate(entry.spans):
            if words and words in text:
                return piece
        free = [i for i in range(len(entry.spans)) if (claim, i) not in found]
        return number - 1 if number - 1 in free or not free else free[0]

    def _clustered(self, marks: Iterable[_Mark]) -> list[_Mark]:
        """Anchors on the same words made one; a copy pasted right behind stays apart."""
        out: list[_Mark] = []
        for mark in sorted(marks, key=lambda m: (m.span.start, -m.span.end)):
            last = out[-1] if out else None
            if last is not None and _same_words(last.span, mark.span):
                hull = Span(last.span.start, max(last.span.end, mark.span.end))
                by_control = Anchor.CONTROL in {last.anchor, mark.anchor}
                anchor = Anchor.CONTROL if by_control else Anchor.BOOKMARK
                out[-1] = _Mark(hull, anchor, last.copied or mark.copied)
            else:
                out.append(mark)
        return out


def _same_words(first: Span, second: Span) -> bool:
    """Whether two anchors overlap, or one of them collapsed at the other's end."""
    if second.start < first.end:
        return True
    return second.start == first.end and not (first.length and second.length)


def _touch(a: Span, b: Span) -> bool:
    return a.start <= b.end and b.start <= a.end
