"""A reviewer's corrections outside the claims, put into what the analyst wrote (pure)."""

from dataclasses import replace

from annotator.domain.briefing import Section
from annotator.domain.review import ReviewItem, ReviewKind
from annotator.workspace.briefings import BriefingPlan
from annotator.workspace.wording import Correction, correction_of

_KINDS = frozenset(
    {ReviewKind.INSERTION, ReviewKind.DELETION, ReviewKind.REPLACEMENT, ReviewKind.TEXT}
)
_CONTEXTS = (60, 30, 15, 6)
"""Code points on each side by which the place is found again; fewer where others changed."""
_PARAGRAPH = "\u2029"


def corrected(plan: BriefingPlan, item: ReviewItem) -> BriefingPlan:
    """The plan with the correction in its title, author, reference number or summary.

    The same plan where the item is no correction of these, or where its words stand there no
    longer, or more than once.
    """
    if item.claim is not None or item.kind not in _KINDS:
        return plan
    if item.part == Section.SUMMARY.value:
        summary = _corrected_paragraphs(plan.summary, item.before, item.after)
        return replace(plan, summary=summary)
    if item.part == "title":
        return _corrected_title_block(plan, item)
    return plan


def _corrected_title_block(plan: BriefingPlan, item: ReviewItem) -> BriefingPlan:
    before, after = item.before.strip(), item.after.strip()
    label, tab, value = before.partition("\t")
    if not tab:
        return replace(plan, title=_corrected(plan.title or before, before, after) or plan.title)
    if not after.startswith(label + tab):
        return plan
    now = after.removeprefix(label + tab)
    if label == "Author":
        return replace(plan, author=_corrected(plan.author, value, now))
    if label == "Reference":
        return replace(plan, reference=_corrected(plan.reference, value, now))
    return plan


def _corrected_paragraphs(text: str, before: str, after: str) -> str:
    """As `_corrected`, in a text whose paragraphs are parted by blank lines but stand in the
    document one under the other."""
    paragraphs = (paragraph.strip() for paragraph in text.split("\n\n"))
    flat = _PARAGRAPH.join(paragraph for paragraph in paragraphs if paragraph)
    found = _place(flat.replace(_PARAGRAPH, "\n"), before, after)
    if found is None:
        return text
    flat = flat[: found.start] + found.words.replace("\n", _PARAGRAPH) + flat[found.end :]
    return "\n\n".join(part for part in flat.split(_PARAGRAPH) if part.strip())


def _corrected(text: str, before: str, after: str) -> str:
    found = _place(text, before, after)
    return text if found is None else text[: found.start] + found.words + text[found.end :]


def _place(text: str, before: str, after: str) -> Correction | None:
    """Where in `text` the correction that leads from `before` to `after` belongs.

    Both may be cut at their ends, which an ellipsis marks.
    """
    if before == after:
        return None
    for old, new in ((before, after), (_uncut(before), _uncut(after))):
        start, end, words = correction_of(old, new)
        for context in _CONTEXTS:
            lead, trail = old[max(0, start - context) : start], old[end : end + context]
            around = lead + old[start:end] + trail
            if around.strip() and text.count(around) == 1:
                at = text.index(around) + len(lead)
                return Correction(at, at + end - start, words)
    return _gap(text, _uncut(before), _uncut(after))


def _gap(text: str, before: str, after: str) -> Correction | None:
    """Where other words belong whose predecessors were struck out of `text` before: Word keeps
    a replacement as two changes, and both may be accepted one after the other."""
    start, end, _ = correction_of(before, after)
    while start and not before[start - 1].isspace():
        start -= 1
    while end < len(before) and not before[end].isspace():
        end += 1
    words = after[start : len(after) - (len(before) - end)]
    if start == end or not words.strip():
        return None
    for context in _CONTEXTS:
        lead, trail = before[max(0, start - context) : start], before[end : end + context]
        for space in ("", " "):
            rest = trail.removeprefix(space)
            if lead.strip() and rest.strip() and text.count(lead + rest) == 1:
                at = text.index(lead + rest) + len(lead)
                return Correction(at, at, words + (space if rest != trail else ""))
    return None


def _uncut(window: str) -> str:
    return window.removeprefix("…").removesuffix("…")
