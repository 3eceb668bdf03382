"""Whether a reviewed file belongs to the library it is imported into."""

from collections.abc import Mapping, Sequence

from annotator.domain.ids import BriefingId, ExportId
from annotator.domain.review import Provenance, Review


def reconcile(
    review: Review,
    known: Mapping[BriefingId, Sequence[ExportId]],
    wanted: BriefingId | None = None,
) -> Provenance:
    """How the reviewed file relates to the library.

    `known` has the exports of each briefing in the library, oldest first; `wanted` is the
    briefing that the analyst has before her, when it must be that one. An export that the
    library does not remember counts as an older one: its briefing is known all the same.
    """
    if review.briefing is None:
        return Provenance.NOT_OURS
    if review.briefing not in known or (wanted is not None and review.briefing != wanted):
        return Provenance.OTHER_BRIEFING
    exports = known[review.briefing]
    if exports and review.export == exports[-1]:
        return Provenance.CURRENT
    return Provenance.OLDER_EXPORT
