"""Puts what a reviewer did on the claim it belongs to, by the surest anchor there is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from annotator.briefing.anchors import VISIBLE_ID, parse_bookmark, parse_choice_tag
from annotator.briefing.manifest import Manifest
from annotator.briefing.review.sites import Site, Sites
from annotator.briefing.review.story import Story
from annotator.domain.review import Anchor
from annotator.text.interval_index import IntervalIndex
from annotator.text.spans import Span, jaccard

_FUZZY_FROM = 80.0
"""How alike (0 to 100) commented words must be to a claim's to be placed on it."""
_FUZZY_LENGTH = 12
"""Code points below which words resemble too much by chance."""
_MOST_FUZZY = 300
"""Comments placed by likeness in one file; the search reads every claim for each."""

_LADDER = (Anchor.CONTROL, Anchor.BOOKMARK, Anchor.COMMENT_RANGE)
_CERTAIN = frozenset({Anchor.CONTROL, Anchor.BOOKMARK})


@dataclass(frozen=True, slots=True)
class Placed:
    """The claim that something belongs to (an index into the manifest), by which anchor."""

    claim: int
    anchor: Anchor
    certain: bool


class Placer:
    """Finds the claim of a stretch of the body."""

    def __init__(self, story: Story, manifest: Manifest, sites: Sites) -> None:
        self._story, self._manifest = story, manifest
        self.numbers = {entry.number: i for i, entry in enumerate(manifest.claims)}
        self.keys = {entry.key: i for i, entry in enumerate(manifest.claims)}
        self._sites = [*sites.standing.values(), *sites.further]
        levels: dict[Anchor, list[tuple[Span, int]]] = defaultdict(list)
        for site in self._sites:
            levels[site.anchor].append((site.span, site.claim))
        self.rows = self._claim_rows()
        for row, (claim, anchor) in self.rows.items():
            levels[anchor].append((story.rows[row], claim))
        self._levels = {anchor: _Level(found) for anchor, found in levels.items()}
        self._all = IntervalIndex((site.span, site) for site in self._sites)
        self._fuzzy_left = _MOST_FUZZY

    def by_anchor(self, span: Span) -> Placed | None:
        """The claim whose content control, bookmark or comment `span` shares ground with."""
        for anchor in _LADDER:
            level = self._levels.get(anchor)
            if level is not None and (best := level.best(span)) is not None:
                claim, clear = best
                return Placed(claim, anchor, clear and anchor in _CERTAIN)
        return None

    def candidates(self, span: Span) -> list[int]:
        """Every claim that `by_anchor` had to choose from, at its surest anchor."""
        for anchor in _LADDER:
            level = self._levels.get(anchor)
            if level is not None and (found := level.touching(span)):
                return [claim for _, claim in found]
        return []

    def sites_in(self, span: Span) -> list[Site]:
        """The innermost sites that share ground with `span`, whatever their anchor."""
        found = [site for _, site in self._all.touching(*span)]
        return [s for s in found if not any(_inside(o.span, s.span) for o in found)]

    def by_visible_id(self, words: str, span: Span | None) -> Placed | None:
        """The claim whose `[C12]` is said in `words` or stands in the paragraph of `span`."""
        places = [words]
        if span is not None:
            paragraph = self._story.paragraphs[self._story.paragraph_at(span.start)]
            places.append(self._story.after(paragraph.span))
            if paragraph.row is not None:
                places.append(self._story.after(self._story.rows[paragraph.row]))
        for place in places:
            numbers = {int(n) for n in VISIBLE_ID.findall(place) if len(n) < 10}
            named = [self.numbers[n] for n in sorted(numbers) if n in self.numbers]
            if len(named) == 1:
                return Placed(named[0], Anchor.VISIBLE_ID, certain=False)
        return None

    def by_row(self, at: int) -> Placed | None:
        """The claim whose row of a table, or whose `[C12]` in the paragraph, is at `at`."""
        row = self._row_at(at)
        if row is not None and row in self.rows:
            claim, anchor = self.rows[row]
            return Placed(claim, anchor, anchor in _CERTAIN)
        return self.by_visible_id("", Span(at, at))

    def by_paragraph(self, span: Span) -> Placed | None:
        """The nearest claim in the same paragraph."""
        paragraph = self._story.paragraphs[self._story.paragraph_at(span.start)].span
        near = [site for _, site in self._all.touching(paragraph.start, paragraph.end + 1)]
        if not near:
            return None
        nearest = min(near, key=lambda site: _distance(site.span, span))
        return Placed(nearest.claim, Anchor.PARAGRAPH, certain=False)

    def by_likeness(self, words: str) -> Placed | None:
        """The claim whose exported words `words` resemble most, if they do."""
        words = words.strip()[:2000]
        if len(words) < _FUZZY_LENGTH or self._fuzzy_left <= 0:
            return None
        self._fuzzy_left -= 1
        choices = [" ".join(entry.spans) for entry in self._manifest.claims]
        found = process.extractOne(words, choices, scorer=fuzz.ratio, score_cutoff=_FUZZY_FROM)
        if found is None:
            return None
        return Placed(int(found[2]), Anchor.FUZZY, certain=False)

    def _claim_rows(self) -> dict[int, tuple[int, Anchor]]:
        """The table rows that belong to a claim: by its drop-down, else by its bookmarks."""
        rows: dict[int, tuple[int, Anchor]] = {}
        for bookmark in self._story.bookmarks:
            parsed = parse_bookmark(bookmark.name)
            if parsed and parsed[0] in {"row", "tag"} and parsed[1] in self.keys:
                row = self._row_at(bookmark.span.start)
                if row is not None:
                    rows.setdefault(row, (self.keys[parsed[1]], Anchor.BOOKMARK))
        for control in self._story.controls:
            key = parse_choice_tag(control.tag)
            if key in self.keys and control.row is not None:
                rows[control.row] = (self.keys[key], Anchor.CONTROL)
        return rows

    def _row_at(self, offset: int) -> int | None:
        return self._story.paragraphs[self._story.paragraph_at(offset)].row


class _Level:
    """All places that one kind of anchor gives."""

    def __init__(self, found: Sequence[tuple[Span, int]]) -> None:
        self._index = IntervalIndex(found)

    def touching(self, span: Span) -> list[tuple[Span, int]]:
        """Places that share ground with `span`; of a point, also those that end there."""
        if span.length:
            return self._index.touching(*span)
        around = self._index.touching(max(span.start - 1, 0), span.start + 1)
        return [pair for pair in around if pair[0].start <= span.start <= pair[0].end]

    def best(self, span: Span) -> tuple[int, bool] | None:
        """The claim that fits `span` best, and whether no other could be meant."""
        found = self.touching(span)
        if not found:
            return None
        claims = {claim for _, claim in found}
        inner = min(found, key=lambda pair: pair[0].length)
        if len(claims) == 1:
            return inner[1], True
        if _inside_or_same(span, inner[0]):
            return inner[1], all(_inside_or_same(inner[0], place) for place, _ in found)
        fits = sorted(((jaccard([place], [span]), claim) for place, claim in found), reverse=True)
        return fits[0][1], fits[0][0] >= 0.5 > fits[1][0]


def _inside(a: Span, b: Span) -> bool:
    """Whether `a` lies within `b` and is smaller."""
    return b.contains(a) and a.length < b.length


def _inside_or_same(a: Span, b: Span) -> bool:
    return b.start <= a.start and a.end <= b.end


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
