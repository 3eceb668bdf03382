"""What is open about single claims."""

from collections.abc import Iterator, Sequence

from annotator.briefing.checking.check import Check, CheckKind, ids_of
from annotator.briefing.layout import ClaimView
from annotator.domain.claim import Tag
from annotator.domain.phrase import counted_phrase


def undecided(claims: Sequence[ClaimView]) -> Iterator[Check]:
    found = [view for view in claims if view.tag is None]
    if found:
        message = counted_phrase(len(found), "1 claim is undecided.", "{n} claims are undecided.")
        yield Check(CheckKind.UNDECIDED, message, ids_of(found))


def without_source(claims: Sequence[ClaimView]) -> Iterator[Check]:
    """Claims that need a source and have none: tagged as sourced, or undecided and attributed."""
    found = [
        view
        for view in claims
        if view.record.claim.source is None
        and (
            view.tag is Tag.SOURCED
            or (view.tag is None and view.record.claim.attribution is not None)
        )
    ]
    if found:
        message = counted_phrase(len(found), "1 claim has no source.", "{n} claims have no source.")
        yield Check(CheckKind.NO_SOURCE, message, ids_of(found))
