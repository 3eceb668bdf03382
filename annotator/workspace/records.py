"""An analysis as claims with permanent identities, for work without a library."""

from dataclasses import replace

from annotator.domain.analysis import Analysis
from annotator.domain.decision import ClaimRecord, Origin
from annotator.domain.ids import ArticleId, ClaimId, claim_id


def undecided_records(article: ArticleId, analysis: Analysis) -> tuple[ClaimRecord, ...]:
    """The claims of `analysis` with the identities that a library would give them."""
    permanent: dict[ClaimId, ClaimId] = {}
    taken: set[ClaimId] = set()
    for claim in analysis.claims:
        identity = claim_id(article, claim.content)
        while identity in taken:  # two claims may have the same words and different sources
            identity = claim_id(ArticleId(identity), claim.content)
        taken.add(identity)
        permanent[claim.id] = identity
    return tuple(
        ClaimRecord(
            replace(
                claim,
                id=permanent[claim.id],
                parent=permanent[claim.parent] if claim.parent else None,
            ),
            article,
            Origin.MACHINE,
            None,
        )
        for claim in analysis.claims
    )
