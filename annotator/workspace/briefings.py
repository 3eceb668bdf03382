"""Briefings composed of articles and their claims, with or without a library."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from annotator.domain.analysis import ModelInfo
from annotator.domain.briefing import (
    Briefing,
    BriefingArticle,
    PreviousExport,
    Section,
    SourceCard,
    Yardstick,
)
from annotator.domain.ids import ArticleId, BriefingId, ClaimId, ExportId
from annotator.domain.marking import Marking
from annotator.domain.phrase import phrase
from annotator.domain.plain import from_plain
from annotator.errors import UserFacingError
from annotator.storage import BriefingDraft


@dataclass(frozen=True, slots=True)
class BriefingPlan:
    """What the analyst chose for a briefing; kept in the library and filled in at export."""

    id: BriefingId
    title: str = ""
    articles: tuple[ArticleId, ...] = ()
    author: str = ""
    reference: str = ""
    marking: Marking | None = None
    summary: str = ""
    key_claims: tuple[ClaimId, ...] = ()
    left_out: frozenset[ClaimId] = frozenset()
    """Claims of the chosen articles that do not go into the document."""
    sections: tuple[Section, ...] = field(default_factory=lambda: tuple(Section))
    include_rejected: bool = False
    mark_entities: bool = False
    yardstick: Yardstick = Yardstick.ICD203
    template: str = ""
    """Path of a Word template of the user's; empty for ours."""


def new_plan(title: str, author: str, articles: Sequence[ArticleId] = ()) -> BriefingPlan:
    """A plan under a new identity."""
    return BriefingPlan(
        BriefingId(secrets.token_hex(8)), title=title, author=author, articles=tuple(articles)
    )


def plan_of(draft: BriefingDraft) -> BriefingPlan:
    """The plan that the library keeps; raises UserFacingError when it cannot be read."""
    try:
        return from_plain(BriefingPlan, draft.content["plan"])
    except (KeyError, ValueError) as error:
        raise UserFacingError(
            phrase(
                "The briefing “{title}” was kept by another version and cannot be opened.",
                title=draft.title,
            ),
            phrase("Start a new one; the claims and decisions are all there."),
        ) from error


def compose(
    plan: BriefingPlan,
    articles: Sequence[BriefingArticle],
    *,
    sources: Sequence[SourceCard] = (),
    model: ModelInfo | None = None,
    version: int = 1,
    previous: PreviousExport | None = None,
    numbers: Sequence[tuple[ClaimId, int]] = (),
) -> Briefing:
    """The briefing of `plan` under a new export identity; claims left out are dropped."""
    kept = tuple(
        BriefingArticle(
            each.article,
            each.entities,
            tuple(r for r in each.claims if r.claim.id not in plan.left_out),
        )
        for each in articles
    )
    return Briefing(
        id=plan.id,
        export=ExportId(secrets.token_hex(8)),
        title=plan.title,
        author=plan.author,
        created=datetime.now(UTC),
        articles=kept,
        sources=tuple(sources),
        reference=plan.reference,
        version=version,
        marking=plan.marking,
        summary=plan.summary,
        key_claims=plan.key_claims,
        sections=plan.sections,
        include_rejected=plan.include_rejected,
        mark_entities=plan.mark_entities,
        yardstick=plan.yardstick,
        model=model,
        previous=previous,
        numbers=tuple(numbers),
    )
