"""Tracked edits as a person made them: pieces that belong together, made one."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta

from annotator.briefing.review.moments import clock, moment
from annotator.briefing.review.story import Revision, Story
from annotator.text.spans import Span

_ONE_GO = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Edit:
    """One insertion or deletion by one person, though the file may write it as many runs."""

    revisions: tuple[Revision, ...]
    span: Span
    adds: bool
    author: str
    date: str
    utc: str

    @property
    def mark(self) -> str:
        return f"{self.author}\x1f{clock(self.date)}"


def edits_of(story: Story) -> list[Edit]:
    """The story's tracked edits in document order.

    Runs of one kind and author that meet are one edit when they were made within a minute; a
    program splits them wherever the formatting changes, and at paragraph marks.
    """
    lanes: dict[tuple[bool, str], list[Edit]] = defaultdict(list)
    for revision in sorted(story.revisions, key=lambda r: r.span):
        edit = _edit(revision)
        lane = lanes[edit.adds, edit.author]
        if lane and _meet(lane[-1], edit):
            last = lane[-1]
            hull = Span(last.span.start, max(last.span.end, edit.span.end))
            lane[-1] = replace(last, revisions=(*last.revisions, revision), span=hull)
        else:
            lane.append(edit)
    return sorted((edit for lane in lanes.values() for edit in lane), key=lambda e: e.span)


def replacements(edits: list[Edit]) -> dict[Edit, Edit]:
    """For each insertion the deletion that it replaces, and for that the insertion: the two
    meet and are by the same person."""
    borders: dict[tuple[str, int, bool], Edit] = {}
    for edit in edits:
        if not edit.adds:
            borders.setdefault((edit.author, edit.span.start, True), edit)
            borders.setdefault((edit.author, edit.span.end, False), edit)
    pairs: dict[Edit, Edit] = {}
    for edit in edits:
        if not edit.adds:
            continue
        before = borders.get((edit.author, edit.span.start, False))
        other = before or borders.get((edit.author, edit.span.end, True))
        if other is not None and other not in pairs:
            pairs[edit] = other
            pairs[other] = edit
    return pairs


def _edit(revision: Revision) -> Edit:
    return Edit(
        revisions=(revision,),
        span=revision.span,
        adds=revision.kind.adds,
        author=revision.author,
        date=revision.date,
        utc=revision.utc,
    )


def _meet(last: Edit, edit: Edit) -> bool:
    return edit.span.start <= last.span.end and _in_one_go(last, edit)


def _in_one_go(last: Edit, edit: Edit) -> bool:
    if last.date == edit.date:
        return True
    times = moment(last.date), moment(edit.date)
    if times[0] is None or times[1] is None:
        return False
    return abs(times[1] - times[0]) <= _ONE_GO
