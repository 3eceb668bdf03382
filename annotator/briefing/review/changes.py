"""Everything that a reviewer did to an exported briefing."""

from dataclasses import replace
from datetime import UTC, datetime

from annotator.briefing.manifest import Manifest
from annotator.briefing.review.claim_changes import claim_changes
from annotator.briefing.review.comment_changes import comment_changes
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
from annotator.domain.review import Review


def find_changes(file: ReviewFile, manifest: Manifest | None = None) -> Review:
    """What is new in `file` against `manifest`, each act on the claim it belongs to.

    Without `manifest` the file's own is used. In a file that has none either, comments and
    tracked edits are listed as unplaced, for nobody knows what was exported. Items stand in
    document order.
    """
    known = manifest or file.manifest
    exported = known or _nothing_exported(file)
    with uncollected():
        found = _changes(Comparison(file, exported), known=known is not None)
    scope = exported.export or file.sha256
    items = numbered(found, exported, scope)
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
    return [one if one.part is not None else _in_part(comparison, one) for one in found]


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
