"""Tells the comments that we exported from those that a reviewer wrote."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.briefing.manifest import CommentEntry, Manifest
from annotator.briefing.review.comments import Comment
from annotator.text.spans import Span

_LEADING_ID = re.compile(r"\s*\[C(\d{1,9})\]")


@dataclass(frozen=True, slots=True)
class OwnComments:
    """Which comments of a file are ours, and what became of them."""

    kept: dict[str, int]
    """Comment id in the file to index into the manifest's comments, copies included."""
    edited: dict[str, int]
    """The same for comments of ours whose words somebody changed."""
    missing: tuple[int, ...]
    """Indices into the manifest's comments of those that are gone."""

    def entry_of(self, comment: str) -> int | None:
        found = self.kept.get(comment)
        return self.edited.get(comment) if found is None else found


def find_own(comments: Sequence[Comment], manifest: Manifest) -> OwnComments:
    """Match the file's comments with the exported ones by their words.

    Author and time are no help: programs renumber, strip and rewrite them.
    """
    by_words: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(manifest.comments):
        by_words[_key(entry.text)].append(index)
    waiting = {words: list(indices) for words, indices in by_words.items()}
    kept: dict[str, int] = {}
    others: list[Comment] = []
    for comment in comments:
        words = _key(comment.text)
        if waiting.get(words):
            kept[comment.id] = waiting[words].pop(0)
        elif words in by_words:
            kept[comment.id] = by_words[words][-1]
        elif comment.parent is None:
            others.append(comment)
    missing = [index for indices in waiting.values() for index in indices]
    edited = _find_edited(others, missing, manifest)
    gone = tuple(sorted(set(missing) - set(edited.values())))
    return OwnComments(kept, edited, gone)


def own_ranges(
    comments: Sequence[Comment], own: OwnComments, manifest: Manifest
) -> dict[tuple[int, int], Span]:
    """What our comments are anchored to in the body, by claim and span of the claim."""
    piece_of = _pieces(manifest)
    ranges: dict[tuple[int, int], Span] = {}
    for comment in comments:
        entry = own.entry_of(comment.id)
        if entry is None or comment.span is None or comment.story:
            continue
        if entry in piece_of:
            ranges.setdefault(piece_of[entry], comment.span)
    return ranges


def _pieces(manifest: Manifest) -> dict[int, tuple[int, int]]:
    """Claim and span that each exported comment stands on: one a span, in their order."""
    claims = {entry.id: number for number, entry in enumerate(manifest.claims)}
    seen: dict[int, int] = defaultdict(int)
    found: dict[int, tuple[int, int]] = {}
    for index, entry in enumerate(manifest.comments):
        claim = claims.get(entry.claim)
        if claim is not None:
            found[index] = claim, seen[claim]
            seen[claim] += 1
    return found


def _find_edited(comments: list[Comment], missing: list[int], manifest: Manifest) -> dict[str, int]:
    """Comments that still begin with the visible id of one of ours that is missing."""
    numbers = {entry.id: entry.number for entry in manifest.claims}
    waiting: dict[int, list[int]] = defaultdict(list)
    for index in sorted(missing):
        entry: CommentEntry = manifest.comments[index]
        if entry.claim in numbers:
            waiting[numbers[entry.claim]].append(index)
    edited: dict[str, int] = {}
    for comment in comments:
        leading = _LEADING_ID.match(comment.text)
        if leading and waiting.get(int(leading[1])):
            edited[comment.id] = waiting[int(leading[1])].pop(0)
    return edited


def _key(text: str) -> str:
    return " ".join(text.split())
