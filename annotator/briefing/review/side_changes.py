"""What was changed in notes, headers and footers, tracked or not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from annotator.briefing.manifest import ParagraphEntry
from annotator.briefing.review.alignment import WrittenBody
from annotator.briefing.review.comparison import Comparison, shortened
from annotator.briefing.review.edit_changes import context, found_edit, replaced
from annotator.briefing.review.edits import Edit, edits_of, replacements
from annotator.briefing.review.found import Found
from annotator.briefing.review.story import Story
from annotator.domain.phrase import phrase
from annotator.domain.review import ReviewKind
from annotator.text.spans import hull

_ALIKE = 50.0
"""How alike (0 to 100, Indel ratio) two paragraphs must be to be one that was changed."""

_PLACES = {
    "note": phrase("a note"),
    "header": phrase("a header"),
    "footer": phrase("a footer"),
}


def side_changes(comparison: Comparison) -> Iterator[Found]:
    """Everything done beside the body, listed behind it."""
    stories = comparison.file.stories[1:]
    yield from _tracked(stories, len(comparison.story.text))
    if comparison.manifest.sides is not None:
        yield from _untracked(comparison, stories, comparison.manifest.sides)


def _tracked(stories: Sequence[Story], end: int) -> Iterator[Found]:
    for story in stories:
        edits = edits_of(story)
        pairs = replacements(edits)
        for edit in edits:
            other = pairs.get(edit)
            if other is None:
                sides = context(story, edit.span, edit.revisions)
                found = found_edit(edit, end, None, sides, _words(story, edit))
                yield replace(found, part=story.kind)
            elif edit.adds:
                around = hull((edit.span, other.span))
                sides = context(story, around, (*edit.revisions, *other.revisions))
                found = found_edit(edit, end, None, sides, _words(story, edit))
                yield replace(
                    replaced(found, _words(story, other), _words(story, edit)), part=story.kind
                )


def _words(story: Story, edit: Edit) -> str:
    return story.text[edit.span.start : edit.span.end].strip()


def _untracked(
    comparison: Comparison, stories: Sequence[Story], exported: Sequence[ParagraphEntry]
) -> Iterator[Found]:
    """Paragraphs that were not there before, and those that are there no longer.

    Where they stand is not compared: programs number notes anew, and write a header once for
    each kind of page.
    """
    for kind in dict.fromkeys(entry.section for entry in exported):
        before = {_key(entry.text): entry.text for entry in exported if entry.section == kind}
        after = _texts(story for story in stories if story.kind == kind)
        gone = [text for key, text in before.items() if key not in after]
        come = [text for key, text in after.items() if key not in before]
        for old, new in _paired(gone, come):
            yield _found(comparison, kind, old, new)


def _texts(stories: Iterable[Story]) -> dict[str, str]:
    return {_key(text): text for story in stories for text in WrittenBody(story).texts}


def _key(text: str) -> str:
    return " ".join(text.split())


def _paired(gone: list[str], come: list[str]) -> Iterator[tuple[str, str]]:
    """What went with what came in its place, by likeness; "" where there is no other side."""
    left = list(gone)
    for new in come:
        alike = process.extractOne(new, left, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if alike is not None:
            left.remove(alike[0])
        yield (alike[0] if alike else ""), new
    yield from ((old, "") for old in left)


def _found(comparison: Comparison, kind: str, old: str, new: str) -> Found:
    place, before, after = _PLACES.get(kind, kind), shortened(old), shortened(new)
    if not old:
        text = phrase("Added to {place} without tracking: “{words}”.", place=place, words=after)
    elif not new:
        text = phrase(
            "Deleted from {place} without tracking: “{words}”.", place=place, words=before
        )
    else:
        text = phrase(
            "Changed in {place} without tracking: “{before}” to “{after}”.",
            place=place,
            before=before,
            after=after,
        )
    return Found(
        kind=ReviewKind.TEXT,
        at=len(comparison.story.text),
        placed=None,
        reviewer=comparison.file.saved_by,
        time=comparison.file.saved_at,
        before=old.strip(),
        after=new.strip(),
        text=text,
        part=kind,
    )
