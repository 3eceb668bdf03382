"""Builds an article with entities and claims by their words. Loaded by conftest.py."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate

from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.briefing import BriefingArticle
from annotator.domain.claim import (
    Attribution,
    Claim,
    CueClass,
    Form,
    Source,
    SourceKind,
    Stance,
    Suggestion,
    Tag,
)
from annotator.domain.decision import ClaimRecord, Decision, Origin
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ClaimId, EntityId, article_id, claim_id
from annotator.domain.phrase import verbatim
from annotator.text.spans import Span

WHEN = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


class Desk:
    """Builds one article with its entities and claims, finding spans by their words."""

    def __init__(self, text: str, title: str = "", kinds: Sequence[BlockKind] = (), **more: str):
        original = text.encode("utf-8", "replace")
        lines = text.split("\n")
        starts = [0, *accumulate(len(line) + 1 for line in lines)][: len(lines)]
        blocks = [
            Block(Span(start, start + len(line)), kind)
            for start, line, kind in zip(
                starts, lines, [*kinds, *[BlockKind.BODY] * (len(lines) - len(kinds))], strict=True
            )
            if line.strip()
        ]
        self.article = Article(
            id=article_id(original),
            text=text,
            blocks=tuple(blocks),
            title=title,
            sha256=hashlib.sha256(original).hexdigest(),
            text_sha256=hashlib.sha256(original).hexdigest(),
            normaliser="1",
            **more,
        )
        self.entities: list[Entity] = []
        self.claims: list[ClaimRecord] = []

    def span(self, words: str, after: int = 0) -> Span:
        start = self.article.text.index(words, after)
        return Span(start, start + len(words))

    def entity(self, name: str, *names: str, kind: EntityKind = EntityKind.PERSON) -> EntityId:
        text, mentions = self.article.text, []
        for surface in {name, *names} - {""}:
            at = text.find(surface)
            while at >= 0:
                mentions.append(Span(at, at + len(surface)))
                at = text.find(surface, at + len(surface))
        ident = EntityId(f"e{len(self.entities) + 1}")
        self.entities.append(Entity(ident, name, kind, (name, *names), tuple(sorted(mentions))))
        return ident

    def claim(
        self,
        *content: str | Span,
        source: str = "",
        entity: EntityId | None = None,
        kind: SourceKind = SourceKind.NAMED,
        cue: str = "",
        form: Form = Form.INDIRECT,
        stance: Stance = Stance.ASSERTS,
        hedges: Sequence[str] = (),
        suggest: Tag | None = Tag.SOURCED,
        tag: Tag | None = None,
        **decided: object,
    ) -> ClaimId:
        spans = tuple(self.span(c) if isinstance(c, str) else c for c in content)
        ident = claim_id(self.article.id, spans)
        attribution = None
        if source or cue:
            who = Source(None, entity, source, kind) if source else None
            tie = self.span(cue) if cue else None
            attribution = Attribution(who, tie, CueClass.SPEECH, form, stance)
        claim = Claim(
            id=ident,
            content=spans,
            attribution=attribution,
            hedges=tuple(self.span(h, spans[0].start) for h in hedges),
            suggestion=Suggestion(suggest, verbatim("A source stands behind it."), 0.8)
            if suggest
            else None,
        )
        decision = decide(ident, tag, **decided) if tag or decided else None
        origin = Origin.MACHINE if suggest else Origin.PERSON
        self.claims.append(ClaimRecord(claim, self.article.id, origin, decision))
        return ident

    def done(self) -> BriefingArticle:
        claims = sorted(self.claims, key=lambda record: record.claim.content)
        return BriefingArticle(self.article, tuple(self.entities), tuple(claims))


def decide(claim: ClaimId, tag: Tag | None, **more: object) -> Decision:
    base = Decision(claim, tag, "", None, None, "N. Okoro", WHEN)
    return replace(base, **more)  # type: ignore[arg-type]
