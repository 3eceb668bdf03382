"""Words that were changed without tracking, outside the claims' own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.briefing.review.alignment import Change, Paragraphs
from annotator.briefing.review.claim_changes import Fates
from annotator.briefing.review.comparison import Comparison, as_wording, shortened
from annotator.briefing.review.found import Found
from annotator.briefing.review.sites import old_spans
from annotator.briefing.review.story import Ground
from annotator.briefing.review.tag_changes import tag_sentence, value_of
from annotator.domain.phrase import Phrase, phrase
from annotator.domain.review import ReviewKind
from annotator.text.spans import Span

_AROUND = 60
"""Code points of context shown on each side of a change."""


def text_changes(comparison: Comparison, fates: Fates) -> Iterator[Found]:
    """One item for each paragraph in which words outside claims changed without tracking, and
    for each paragraph that was moved or joined. In a claim's row they are on that claim."""
    explained = _explained(comparison, fates)
    for group in _grouped(comparison, explained):
        found = _found(comparison, group)
        if found.kind is not ReviewKind.TAG or found.before != found.after:
            yield found
    yield from _moves(comparison, fates)


@dataclass(slots=True)
class _Explained:
    old: Ground
    new: Ground


def _explained(comparison: Comparison, fates: Fates) -> _Explained:
    """What claims and paragraphs that moved account for, on either side."""
    body, alignment = comparison.body, comparison.alignment
    old = list(old_spans(comparison.manifest, alignment.old).values())
    new = [body.from_story(site.span) for site in comparison.sites.standing.values()]
    new += [body.from_story(site.span) for site in comparison.sites.further]
    new += [body.from_story(span) for span in fates.explained]
    for move in alignment.moves:
        new.append(body.span(move.new))
        if not move.copied:
            old.append(alignment.old.span(move.old))
    return _Explained(Ground(old), Ground(new))


def _grouped(comparison: Comparison, explained: _Explained) -> list[Change]:
    """Changes with words or marks of their own, those in one paragraph made one."""
    groups: list[Change] = []
    old_side, new_side = comparison.alignment.old, comparison.body
    for change in comparison.alignment.changes:
        if not _tells(comparison, change, explained):
            continue
        last = groups[-1] if groups else None
        if last is not None and (
            old_side.index(max(last.old.end - 1, 0)) == old_side.index(change.old.start)
            and new_side.index(max(last.new.end - 1, 0)) == new_side.index(change.new.start)
        ):
            old = Span(last.old.start, change.old.end)
            groups[-1] = Change(old, Span(last.new.start, change.new.end))
        else:
            groups.append(change)
    return groups


def _tells(comparison: Comparison, change: Change, explained: _Explained) -> bool:
    old_text, new_text = comparison.alignment.old.text, comparison.body.text
    if explained.old.words_outside(old_text, change.old).strip():
        return True
    if explained.new.words_outside(new_text, change.new).strip():
        return True
    return _joins(old_text[slice(*change.old)], new_text[slice(*change.new)])


def _joins(old: str, new: str) -> bool:
    """Whether nothing but paragraph marks changed."""
    return not old.strip() and not new.strip() and old.count("\n") != new.count("\n")


def _found(comparison: Comparison, change: Change) -> Found:
    old_side, new_side = comparison.alignment.old, comparison.body
    at = comparison.body.to_story(change.new).start
    before, after = _window(old_side, change.old), _window(new_side, change.new)
    old, new = old_side.text[slice(*change.old)], new_side.text[slice(*change.new)]
    kind, placed, text = ReviewKind.TEXT, comparison.placer.by_row(at), _sentence(old, new)
    tag = None if old.strip() else value_of(new)
    if placed is not None and tag is not None:
        # Some programs leave of a drop-down but the words that it shows.
        kind, before, after = ReviewKind.TAG, comparison.manifest.claims[placed.claim].tag, tag
        placed, text = replace(placed, certain=False), tag_sentence(before, after)
    elif placed is not None:
        entry = comparison.manifest.claims[placed.claim]
        sides = _paragraphs(old_side, change.old), _paragraphs(new_side, change.new)
        if as_wording(sides[0], entry) == entry.wording.strip() and sides[1].strip():
            kind = ReviewKind.RETYPED
            before, after = as_wording(sides[0], entry), as_wording(sides[1], entry)
    return Found(
        kind=kind,
        at=at,
        placed=placed,
        reviewer=comparison.file.saved_by,
        time=comparison.file.saved_at,
        before=before,
        after=after,
        text=text,
    )


def _paragraphs(side: Paragraphs, span: Span) -> str:
    """The whole paragraphs that `span` lies in."""
    if not side.texts:
        return ""
    first, last = side.index(span.start), side.index(max(span.end - 1, span.start))
    return side.text[side.starts[first] : side.span(last).end]


def _sentence(old: str, new: str) -> Phrase:
    if _joins(old, new):
        if old.count("\n") > new.count("\n"):
            return phrase("Two paragraphs were joined.")
        return phrase("A paragraph was split.")
    before, after = shortened(old), shortened(new)
    if not before:
        return phrase("Added without tracking: “{words}”.", words=after)
    if not after:
        return phrase("Deleted without tracking: “{words}”.", words=before)
    return phrase("Changed without tracking: “{before}” to “{after}”.", before=before, after=after)


def _window(side: Paragraphs, span: Span) -> str:
    """The words of `span` with some of those around them in the same paragraphs."""
    if not side.texts:
        return ""
    first = side.starts[side.index(span.start)]
    last = side.span(side.index(max(span.end - 1, span.start))).end
    start, end = max(first, span.start - _AROUND), min(max(last, span.end), span.end + _AROUND)
    lead, trail = "…" if start > first else "", "…" if end < last else ""
    return f"{lead}{side.text[start:end]}{trail}".strip("\n")


def _moves(comparison: Comparison, fates: Fates) -> Iterator[Found]:
    """Paragraphs without a claim that stand elsewhere, or twice."""
    body = comparison.body
    sites = [*comparison.sites.standing.values(), *comparison.sites.further]
    explained = [site.span for site in sites] + fates.explained
    claims = Ground(body.from_story(span) for span in explained)
    for move in comparison.alignment.moves:
        if claims.touched(body.span(move.new)):
            continue
        words = comparison.body.texts[move.new]
        yield Found(
            kind=ReviewKind.TEXT,
            at=comparison.body.to_story(comparison.body.span(move.new)).start,
            placed=None,
            reviewer=comparison.file.saved_by,
            time=comparison.file.saved_at,
            before=words,
            after=words,
            text=phrase("Copied: “{words}”.", words=shortened(words))
            if move.copied
            else phrase("Moved: “{words}”.", words=shortened(words)),
        )
