"""Everything that a reviewer did to an exported briefing."""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from annotator.briefing.manifest import Manifest
from annotator.briefing.review.claim_changes import claim_changes
from annotator.briefing.review.comment_changes import comment_changes, open_comments, opened_again
from annotator.briefing.review.comparison import Comparison
from annotator.briefing.review.document import ReviewFile
from annotator.briefing.review.edit_changes import edit_changes
from annotator.briefing.review.edits import edits_of
from annotator.briefing.review.found import Found, numbered
from annotator.briefing.review.side_changes import side_changes
from annotator.briefing.review.tag_changes import tag_changes
from annotator.briefing.review.text_changes import text_changes
from annotator.briefing.uncollected import uncollected
from annotator.domain.ids import BriefingId, ExportId
from annotator.domain.review import Review, ReviewItem, ReviewKind


def find_changes(
    file: ReviewFile,
    manifest: Manifest | None = None,
    resolved_before: Collection[str] = frozenset(),
) -> Review:
    """What is new in `file` against `manifest`, each act on the claim it belongs to.

    `resolved_before` are the ids of items by which an earlier file of the same export resolved
    comments; one that stands open again was reopened.

    Without `manifest` the file's own is used. In a file that has none either, comments and
    tracked edits are listed as unplaced, for nobody knows what was exported. Items stand in
    document order.
    """
    known = manifest or file.manifest
    exported = known or _nothing_exported(file)
    scope, seen = exported.export or file.sha256, Counter[str]()
    with uncollected():
        comparison = Comparison(file, exported)
        items = numbered(_changes(comparison, known=known is not None), exported, scope, seen)
        if resolved_before:
            standing = numbered(open_comments(comparison), exported, scope, seen)
            items += [_reopened(item) for item in standing if item.id in resolved_before]
    return Review(
        briefing=exported.briefing or None,
        export=exported.export or None,
        sha256=file.sha256,
        items=tuple(item for item in items if item.claim is not None),
        unplaced=tuple(item for item in items if item.claim is None),
    )


def _changes(comparison: Comparison, *, known: bool) -> list[Found]:
    edits = edits_of(comparison.story)
    fates = claim_changes(comparison, edits)
    found = list(fates.found)
    found += comment_changes(comparison, fates.gone)
    found += tag_changes(comparison)
    found += edit_changes(comparison, edits, fates)
    found += side_changes(comparison)
    if known:
        found += text_changes(comparison, fates)
    named = _named(found)
    return [one if one.part is not None else _in_part(comparison, one) for one in named]


def _named(found: Sequence[Found]) -> list[Found]:
    """Each act with who did it: as it is signed, else whoever saved the file or, where that is
    not told either, the one person who signed others; both are guesses."""
    signed = {one.reviewer for one in found if one.mark and one.reviewer}
    only = signed.pop() if len(signed) == 1 else ""
    return [
        one if one.mark else replace(one, reviewer=name, reviewer_guessed=bool(name))
        for one in found
        for name in (one.reviewer or only,)
    ]


def _reopened(item: ReviewItem) -> ReviewItem:
    """The opposite of an item that would resolve a comment."""
    digest = hashlib.sha256(f"{ReviewKind.REOPENED}\x1f{item.id}".encode()).hexdigest()
    return replace(
        item,
        id=digest[:16],
        kind=ReviewKind.REOPENED,
        before=item.after,
        after=item.before,
        text=opened_again(item.text),
    )


def _in_part(comparison: Comparison, found: Found) -> Found:
    return replace(found, part=comparison.part_at(found.at))


def _nothing_exported(file: ReviewFile) -> Manifest:
    """Stands in for a manifest that is lost: nothing is known to be ours."""
    return Manifest(
        briefing=file.briefing or BriefingId(""),
        export=file.export or ExportId(""),
        version=0,
        title="",
        exported=datetime.min.replace(tzinfo=UTC),
        claims=(),
        comments=(),
        paragraphs=(),
    )
