"""What a person can change, each a small step inside one journalled transaction."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from annotator.domain.article import Article
from annotator.domain.briefing import SourceCard
from annotator.domain.claim import Claim
from annotator.domain.decision import ClaimRecord, Decision
from annotator.domain.entity import Entity
from annotator.domain.ids import ArticleId, BriefingId, ClaimId, EntityId, SourceId
from annotator.storage.encoding.canonical import JSON
from annotator.storage.file.schema import ArticleTable, ClaimTable, LabelTable
from annotator.storage.records import article_rows, briefings, claims, deciding, entities, reviews
from annotator.storage.search.index import index_names
from annotator.storage.sources import keeping as source_keeping
from annotator.storage.sources import resolving


class Change:
    """One act of a person while it is being done; from `Library.transaction`.

    Every step either takes effect together with the journal entry or not at all. `payload`
    and `inverse` may be set until the transaction ends, when they depend on what was found.
    """

    def __init__(  # noqa: PLR0917 - one place makes it
        self,
        connection: Connection,
        seq: int,
        person: str,
        payload: Mapping[str, JSON] | None,
        inverse: Mapping[str, JSON] | None,
        sign: article_rows.Sign,
    ) -> None:
        self._connection = connection
        self._sign = sign
        self.seq = seq
        self.time = datetime.now(UTC)
        self.person = person
        self.payload = payload
        self.inverse = inverse
        self.digests: list[str] = []
        self.articles: set[str] = set()
        self._to_count: set[int] = set()
        self._to_resolve: set[int] = set()
        self._to_index: set[int] = set()

    # Articles

    def add_article(self, article: Article, original: bytes, added: datetime | None = None) -> bool:
        """Keeps an article with the bytes it was read from. Articles that came in together
        have one `added`, and are listed in their own order; None: it came alone, now.

        False when the same bytes are there already; one that was removed is back then.
        """
        self.articles.add(article.id)
        moment = added or datetime.now(UTC)
        if article_rows.insert_article(self._connection, article, original, self._sign, moment):
            return True
        return self._set_removed(article.id, removed=False)

    def edit_article(self, article: Article) -> None:
        """Corrects title, author, publisher, published, address and language."""
        self.articles.add(article.id)
        article_rows.edit_article(self._connection, article)

    def remove_article(self, article: ArticleId) -> None:
        """Takes an article out of every list; nothing is lost."""
        self._set_removed(article, removed=True)

    def restore_article(self, article: ArticleId) -> None:
        """Puts a removed article back."""
        self._set_removed(article, removed=False)

    def label_article(self, article: ArticleId, labels: Collection[str]) -> None:
        """Gives an article these labels and no others."""
        key = self._article(article)
        self._connection.execute(delete(LabelTable).where(LabelTable.article == key))
        if labels:
            self._connection.execute(
                insert(LabelTable), [{"article": key, "label": label} for label in set(labels)]
            )

    def _set_removed(self, article: ArticleId, *, removed: bool) -> bool:
        key = self._article(article)
        mine = (ArticleTable.key == key) & (ArticleTable.removed != removed)
        done = self._connection.execute(update(ArticleTable).where(mine).values(removed=removed))
        return done.rowcount > 0

    def _article(self, article: ArticleId) -> int:
        self.articles.add(article)
        return article_rows.article_key(self._connection, article)

    # Claims and decisions

    def decide(self, *made: Decision) -> None:
        """Adds decisions, at most one for each claim; each stands for it from now on.

        Raises UserFacingError when a claim is unknown.
        """
        standing = deciding.standing(self._connection, [decision.claim for decision in made])
        for claim in standing.values():
            self.articles.add(claim.article_id)
        self.digests.extend(deciding.insert_decisions(self._connection, self.seq, made, standing))

    def put_claim(self, record: ClaimRecord) -> None:
        """Adds a claim made by hand; one with the same id is shown again and says the same.

        Raises UserFacingError when the article is unknown.
        """
        article = self._article(record.article)
        self._to_count.add(article)
        values = claims.columns_of(record.claim)
        known = self._connection.execute(
            update(ClaimTable)
            .where(ClaimTable.id == record.claim.id, ClaimTable.article == article)
            .values(**values, edited=True, hidden=claims.SHOWN)
        )
        if not known.rowcount:
            self._connection.execute(
                insert(ClaimTable).values(
                    id=record.claim.id,
                    article=article,
                    origin=record.origin.value,
                    edited=True,
                    hidden=claims.SHOWN,
                    **values,
                )
            )

    def change_claim(self, claim: Claim) -> None:
        """Gives a claim other spans, source, cue or hedges; the analysis then keeps off it."""
        key = self._claim(claim.id)
        self._connection.execute(
            update(ClaimTable)
            .where(ClaimTable.key == key)
            .values(**claims.columns_of(claim), edited=True)
        )

    def hide_claim(self, claim: ClaimId, hidden: bool = True) -> None:
        """Takes a claim out of sight, or shows it again; its decisions are kept."""
        key = self._claim(claim)
        state = claims.REMOVED if hidden else claims.SHOWN
        self._connection.execute(
            update(ClaimTable).where(ClaimTable.key == key).values(hidden=state)
        )

    def _claim(self, claim: ClaimId) -> int:
        key, article = claims.claim_keys(self._connection, claim)
        self._to_count.add(article)
        return key

    # Entities and sources

    def put_entity(self, article: ArticleId, entity: Entity) -> None:
        """Adds an entity to an article, or changes the one with its id; claims whose source it
        is bear its name."""
        key = self._article(article)
        if entities.put_entity(self._connection, key, entity):
            resolving.untie_machine(self._connection, key, entity.id)
        self._to_resolve.add(key)
        self._to_index.add(key)

    def remove_entity(self, article: ArticleId, entity: EntityId) -> None:
        """Forgets an entity of an article."""
        key = self._article(article)
        entities.remove_entity(self._connection, key, entity)
        self._to_index.add(key)

    def put_source(self, card: SourceCard, before: SourceCard | None = None) -> None:
        """Keeps a source as the card says, members included; an entity that belonged to
        another source belongs to this one from now on. With `before`, only what differs from
        it changes: what was tied to the source since stays."""
        self.articles.update(article for article, _ in card.members)
        self._to_resolve |= source_keeping.put_source(self._connection, card, before)

    def remove_source(self, source: SourceId) -> None:
        """Forgets a source; what it held is resolved anew."""
        self._to_resolve |= source_keeping.remove_source(self._connection, source)

    # Briefings and reviews

    def save_briefing(self, draft: briefings.BriefingDraft) -> None:
        """Keeps a briefing being written, in place of what was kept under its id."""
        briefings.save_briefing(self._connection, draft, self.time)

    def remove_briefing(self, briefing: BriefingId) -> None:
        """Forgets a briefing being written; what was exported stays known."""
        briefings.remove_briefing(self._connection, briefing)

    def record_export(self, export: briefings.ExportRecord) -> None:
        """Keeps what a written file said, so that its review can be matched."""
        briefings.record_export(self._connection, export)

    def record_review(self, record: reviews.ReviewImport) -> None:
        """Keeps that a reviewed file came in; the same file twice is kept once."""
        reviews.record_review(self._connection, record)

    def settle(self, items: Iterable[reviews.SettledItem]) -> tuple[str, ...]:
        """Keeps what was done with items of a review; the ids of those not settled before."""
        return reviews.settle(self._connection, self.seq, items)

    def reopen(self, items: Iterable[str]) -> None:
        """Forgets the verdicts on items of a review, as when accepting them is undone."""
        reviews.reopen(self._connection, items)

    def bring_up_to_date(self) -> None:
        """Brings what is counted and resolved of claims up to date; called when the
        transaction ends."""
        for article in self._to_count:
            claims.recount(self._connection, article)
        if self._to_count:
            self.articles.update(
                self._connection.scalars(
                    select(ArticleTable.id).where(ArticleTable.key.in_(self._to_count))
                )
            )
        resolving.resolve(self._connection, sorted(self._to_count | self._to_resolve))
        for article in self._to_count | self._to_index:
            index_names(self._connection, article)
