"""Drop-downs that show another tag than the one exported."""

from collections.abc import Iterator

from annotator.briefing.anchors import (
    CHOICES,
    TAG_OF_CHOICE,
    UNDECIDED,
    parse_choice_tag,
)
from annotator.briefing.review.comparison import Comparison, shortened
from annotator.briefing.review.found import Found
from annotator.briefing.review.moments import clock, moment
from annotator.briefing.review.placing import Placed
from annotator.briefing.review.story import Control, Revision
from annotator.domain.phrase import Phrase, phrase
from annotator.domain.review import Anchor, ReviewKind
from annotator.text.spans import Span

_TAGS = {
    "Undecided": phrase("Undecided"),
    "Sourced": phrase("Sourced"),
    "Speculative": phrase("Speculative"),
    "Unsourced": phrase("Unsourced"),
    "Not a claim": phrase("Not a claim"),
}
"""What the drop-down shows."""
_BY_FOLDED = {shown.casefold(): tag for shown, tag in TAG_OF_CHOICE.items()}


def tag_changes(comparison: Comparison) -> Iterator[Found]:
    """One item for each claim whose drop-down shows another tag, one for each of its copies
    that shows yet another, and one for a drop-down that shows none of its choices."""
    for control in comparison.story.controls:
        if control.choices is None or not _ours(control):
            continue
        placed = place_choice(comparison, control)
        shown = comparison.story.after(control.span).strip()
        value = value_of(shown)
        if value is None:
            yield _unreadable(comparison, control, placed, shown)
        elif placed is not None and comparison.manifest.claims[placed.claim].tag != value:
            yield _changed(comparison, control, placed, value)


def value_of(shown: str) -> str | None:
    """The tag's value that a drop-down's words stand for; None for any other words."""
    folded = shown.strip().casefold()
    if folded not in _BY_FOLDED:
        return None
    tag = _BY_FOLDED[folded]
    return tag.value if tag else UNDECIDED


def tag_sentence(before: str, after: str) -> Phrase:
    """What happened, from one tag's value to another."""
    return phrase(
        "The tag was changed from “{before}” to “{after}”.",
        before=_TAGS[_shown(before)],
        after=_TAGS[_shown(after)],
    )


def choice_spans(comparison: Comparison) -> list[Span]:
    """Where drop-downs of ours stand; edits in them are choices, not words."""
    controls = comparison.story.controls
    return [c.span for c in controls if c.choices is not None and _ours(c)]


def place_choice(comparison: Comparison, control: Control) -> Placed | None:
    """The claim of a drop-down: by its tag, the bookmarks of its row, the id shown there."""
    key = parse_choice_tag(control.tag)
    if key is not None and key in comparison.placer.keys:
        return Placed(comparison.placer.keys[key], Anchor.CONTROL, certain=True)
    row = comparison.placer.rows.get(control.row) if control.row is not None else None
    if row is not None:
        return Placed(row[0], row[1], certain=True)
    return comparison.placer.by_visible_id("", control.span)


def _ours(control: Control) -> bool:
    """Whether a drop-down offers our tags, or is tagged as ours."""
    if parse_choice_tag(control.tag) is not None:
        return True
    offered = {shown.casefold() for shown in control.choices or ()}
    return set(_BY_FOLDED) <= offered


def _changed(comparison: Comparison, control: Control, placed: Placed, value: str) -> Found:
    before = comparison.manifest.claims[placed.claim].tag
    revision = _revision_in(comparison, control.span)
    reviewer, time = comparison.file.saved_by, comparison.file.saved_at
    if revision is not None:
        reviewer, time = revision.author, moment(revision.date, revision.utc)
    return Found(
        kind=ReviewKind.TAG,
        at=control.span.start,
        placed=placed,
        reviewer=reviewer,
        time=time,
        before=before,
        after=value,
        text=tag_sentence(before, value),
        mark=f"{revision.author}\x1f{clock(revision.date)}" if revision else "",
    )


def _unreadable(
    comparison: Comparison, control: Control, placed: Placed | None, shown: str
) -> Found:
    exported = comparison.manifest.claims[placed.claim].tag if placed else ""
    return Found(
        kind=ReviewKind.TEXT,
        at=control.span.start,
        placed=placed,
        reviewer=comparison.file.saved_by,
        time=comparison.file.saved_at,
        before=_shown(exported) if exported else "",
        after=shown,
        text=phrase(
            "The drop-down shows “{words}”, which is none of its choices.", words=shortened(shown)
        )
        if shown
        else phrase("The drop-down shows nothing."),
    )


def _revision_in(comparison: Comparison, span: Span) -> Revision | None:
    inside = (r for r in comparison.story.revisions if span.contains(r.span))
    return next((r for r in inside if r.kind.adds), None)


def _shown(value: str) -> str:
    """What a drop-down shows for a tag's value."""
    return next((s for tag, s in CHOICES.items() if tag and tag.value == value), CHOICES[None])
