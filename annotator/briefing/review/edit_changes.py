"""Tracked insertions and deletions, inside claims and elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.briefing.anchors import LABEL
from annotator.briefing.review.claim_changes import Fates
from annotator.briefing.review.comparison import Comparison, as_wording, shortened
from annotator.briefing.review.edits import Edit, replacements
from annotator.briefing.review.found import Found
from annotator.briefing.review.moments import moment
from annotator.briefing.review.placing import Placed
from annotator.briefing.review.sites import Site
from annotator.briefing.review.story import Ground, Revision, Story
from annotator.briefing.review.tag_changes import choice_spans
from annotator.domain.phrase import phrase
from annotator.domain.review import Anchor, ReviewKind
from annotator.text.spans import Span, hull

_CERTAIN = frozenset({Anchor.CONTROL, Anchor.BOOKMARK})
_GAP = " … "
_AROUND = 60
"""Code points of context shown on each side of an edit outside claims."""


def edit_changes(comparison: Comparison, edits: list[Edit], fates: Fates) -> Iterator[Found]:
    """What was tracked in the body, but for whole claims that came or went and for choices."""
    silent = (*fates.explained, *choice_spans(comparison), *comparison.story.computed)
    explained, came_or_went = Ground(silent), Ground(fates.explained)
    pairs = replacements(edits)
    told: dict[Edit, list[_Told]] = {}
    for edit in edits:
        if not explained.outside(edit.span):
            continue
        told[edit] = list(_told(comparison, edit, fates, pairs, (explained, came_or_went)))
    for edit, acts in told.items():
        yield from _paired(edit, acts, told.get(pairs[edit], []) if edit in pairs else [])


@dataclass(frozen=True, slots=True)
class _Told:
    """What an edit did in one place, and the words that it put in or struck out there."""

    found: Found
    words: str

    @property
    def claim(self) -> int | None:
        return self.found.placed.claim if self.found.placed else None


def _paired(edit: Edit, acts: Sequence[_Told], others: Sequence[_Told]) -> Iterator[Found]:
    """The acts of an edit; where others struck out what it puts in their place, both are one,
    told where the new words are."""
    there = {other.claim: other for other in others}
    for act in acts:
        other = there.get(act.claim)
        if other is None:
            yield act.found
        elif edit.adds:
            yield replaced(act.found, other.words, act.words)


def replaced(insertion: Found, struck: str, put: str) -> Found:
    """An insertion with the deletion whose place it takes, as one act."""
    text = phrase("Replaced “{old}” by “{new}”.", old=shortened(struck), new=shortened(put))
    plain = insertion.kind is ReviewKind.INSERTION
    return replace(insertion, kind=ReviewKind.REPLACEMENT if plain else insertion.kind, text=text)


def _told(
    comparison: Comparison,
    edit: Edit,
    fates: Fates,
    pairs: dict[Edit, Edit],
    grounds: tuple[Ground, Ground],
) -> Iterator[_Told]:
    """What one edit did, on each claim and outside of all; `grounds` are what is explained
    otherwise, and what came or went with whole claims."""
    explained, came_or_went = grounds
    sites = _sites(comparison, edit, pairs)
    sites = [s for s in sites if s.claim not in fates.gone]
    by_claim: dict[int, Site] = {}
    for site in sites:
        by_claim.setdefault(site.claim, site)
    for site in by_claim.values():
        found, said = _in_claim(comparison, edit, site, pairs)
        yield _Told(found, said)
    changed = Ground(site.span for site in sites)
    outside = [s for stretch in explained.outside(edit.span) for s in changed.outside(stretch)]
    words = _GAP.join(comparison.story.text[s.start : s.end].strip("\n") for s in outside)
    alone = not sites and not came_or_went.touched(edit.span)
    if any(letter.isalnum() for letter in words) or (alone and outside):
        if sites and edit in pairs and _only_touches(edit, sites):
            return
        yield _Told(_elsewhere(comparison, edit, words, pairs), words.strip())


def _sites(comparison: Comparison, edit: Edit, pairs: dict[Edit, Edit]) -> list[Site]:
    """The sites that an edit changes; words in the place of a deleted claim change it too."""
    sites = comparison.placer.sites_in(edit.span)
    if sites or not edit.adds or edit not in pairs:
        return sites
    replaced = comparison.placer.sites_in(pairs[edit].span)
    return [site for site in replaced if comparison.story.removed(site.span)]


def _only_touches(edit: Edit, sites: list[Site]) -> bool:
    return not any(site.span.overlaps(edit.span) for site in sites)


def _in_claim(
    comparison: Comparison, edit: Edit, site: Site, pairs: dict[Edit, Edit]
) -> tuple[Found, str]:
    """The edit of a claim, and its words there; `before` and `after` are the claim's whole words,
    without and with it."""
    story = comparison.story
    standing = comparison.standing(site.claim)
    sites = standing if site in standing else [site]
    chosen = list(edit.revisions)
    if edit.adds and edit in pairs:
        chosen += pairs[edit].revisions
    spans = [s.span for s in sites]
    here = sites.index(site)
    if _only_touches(edit, [site]):
        start, end = min(site.span.start, edit.span.start), max(site.span.end, edit.span.end)
        spans[here] = Span(start, end)
    before = _GAP.join(story.before(span).strip() for span in spans)
    after = _GAP.join(story.with_only(span, chosen).strip() for span in spans)
    inside = Span(max(edit.span.start, site.span.start), min(edit.span.end, site.span.end))
    words = story.text[slice(*(inside if inside.length > 0 else edit.span))].strip()
    placed = Placed(site.claim, site.anchor, site.anchor in _CERTAIN)
    return found_edit(edit, edit.span.start, placed, (before, after), words), words


def _elsewhere(comparison: Comparison, edit: Edit, words: str, pairs: dict[Edit, Edit]) -> Found:
    """An edit outside the claims in the articles.

    In a claim's row it is on that claim: where the row gives the claim's wording, as a change
    of this; elsewhere (its source, its article) as a change of text.
    """
    chosen, span = list(edit.revisions), edit.span
    if edit.adds and edit in pairs:
        chosen += pairs[edit].revisions
        span = hull((span, pairs[edit].span))
    story = comparison.story
    placed = comparison.placer.by_row(edit.span.start)
    if placed is None:
        return found_edit(edit, edit.span.start, None, context(story, span, chosen), words.strip())
    cell = story.paragraphs[story.paragraph_at(edit.span.start)].span
    entry = comparison.manifest.claims[placed.claim]
    before, after = story.before(cell).strip(), story.with_only(cell, chosen).strip()
    if as_wording(before, entry) == entry.wording.strip():
        sides = as_wording(before, entry), as_wording(after, entry)
        return found_edit(edit, edit.span.start, placed, sides, words.strip())
    found = found_edit(edit, edit.span.start, placed, (before, after), words.strip())
    return replace(found, kind=ReviewKind.TEXT)


def context(story: Story, edited: Span, chosen: Sequence[Revision]) -> tuple[str, str]:
    """What stood around an edit, without and with it, within its paragraphs."""
    first = story.paragraphs[story.paragraph_at(edited.start)].span
    last = story.paragraphs[story.paragraph_at(max(edited.end - 1, edited.start))].span
    start = max(first.start, edited.start - _AROUND)
    end = min(max(last.end, edited.end), edited.end + _AROUND)
    lead = "…" if start > first.start else ""
    trail = "…" if end < last.end else ""
    span = Span(start, end)
    sides = story.before(span), story.with_only(span, chosen)
    before, after = (f"{lead}{LABEL.sub('', side)}{trail}".strip("\n") for side in sides)
    return before, after


def found_edit(
    edit: Edit, at: int, placed: Placed | None, sides: tuple[str, str], words: str
) -> Found:
    words = shortened(words)
    if edit.adds:
        text = phrase("Inserted “{words}”.", words=words)
        mark = phrase("Inserted a paragraph mark.")
    else:
        text = phrase("Deleted “{words}”.", words=words)
        mark = phrase("Deleted a paragraph mark.")
    return Found(
        kind=ReviewKind.INSERTION if edit.adds else ReviewKind.DELETION,
        at=at,
        placed=placed,
        reviewer=edit.author,
        time=moment(edit.date, edit.utc),
        before=sides[0],
        after=sides[1],
        text=text if words else mark,
        mark=edit.mark,
    )
