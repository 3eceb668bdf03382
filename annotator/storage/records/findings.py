"""What the analysis found, kept beside what persons decided and never over it."""

import json
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from annotator.domain.analysis import Analysis, Event, ModelInfo
from annotator.domain.entity import Entity
from annotator.domain.ids import ArticleId
from annotator.domain.phrase import Phrase
from annotator.storage.encoding.canonical import canonical
from annotator.storage.encoding.packing import packed_phrases, packed_time, unpacked_phrases
from annotator.storage.file.schema import AnalysisTable, ArticleTable
from annotator.storage.file.store import Store
from annotator.storage.records import entities
from annotator.storage.records.article_rows import article_key
from annotator.storage.records.claims import recount
from annotator.storage.records.merging import FindingsChange, Merging, with_entities
from annotator.storage.search.index import index_names
from annotator.storage.sources import resolving
from annotator.text.spans import Span


class Findings:
    """The findings of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def store(self, article: ArticleId, analysis: Analysis) -> FindingsChange:
        """Keeps an analysis as a whole or not at all.

        A claim that overlaps a known one by half (Jaccard) is that one and gets a new
        suggestion; what was decided, changed or made by a person is otherwise left alone;
        what is new is added; what vanished undecided is hidden.
        """
        with self._store.writing() as connection:
            key = article_key(connection, article)
            run = _insert_analysis(connection, key, analysis)
            renamed = entities.replace_found(connection, key, analysis.entities)
            merging = Merging(connection, article, key, run)
            change = merging.take_over(with_entities(analysis.claims, renamed))
            entities.drop_unused(connection, key, set(renamed.values()))
            connection.execute(
                update(ArticleTable).where(ArticleTable.key == key).values(analysis=run)
            )
            recount(connection, key)
            resolving.release_vanished(connection, key)
            resolving.resolve(connection, [key])
            index_names(connection, key)
            return change

    def entities(self, article: ArticleId) -> tuple[Entity, ...]:
        """Whom and what the article names, in order of appearance."""
        with self._store.reading() as connection:
            return entities.of_article(connection, article)

    def model(self, article: ArticleId) -> ModelInfo | None:
        """What made the article's newest findings; None before the first analysis."""
        query = (
            select(
                AnalysisTable.model,
                AnalysisTable.version,
                AnalysisTable.sha256,
                AnalysisTable.components,
            )
            .join(ArticleTable, ArticleTable.analysis == AnalysisTable.key)
            .where(ArticleTable.id == article)
        )
        with self._store.reading() as connection:
            row = connection.execute(query).one_or_none()
        return ModelInfo(*row) if row else None

    def events(self, article: ArticleId) -> tuple[Event, ...]:
        """What is said to happen, as the newest analysis found it."""
        packed = self._newest(article, "events")
        return tuple(Event(Span(start, end), sure) for start, end, sure in json.loads(packed))

    def limits(self, article: ArticleId) -> tuple[Phrase, ...]:
        """What the newest analysis could not do for this text, one sentence each."""
        return unpacked_phrases(self._newest(article, "limits"))

    def cached(self, text_sha256: str, model: ModelInfo) -> bool:
        """Whether the article with this text has its findings from this very model."""
        query = (
            select(AnalysisTable.key)
            .join(ArticleTable, ArticleTable.analysis == AnalysisTable.key)
            .where(
                ArticleTable.text_sha256 == text_sha256,
                AnalysisTable.model == model.name,
                AnalysisTable.version == model.version,
                AnalysisTable.sha256 == model.sha256,
                AnalysisTable.components == model.components,
            )
            .limit(1)
        )
        with self._store.reading() as connection:
            return connection.scalar(query) is not None

    def _newest(self, article: ArticleId, column: str) -> str:
        query = (
            select(getattr(AnalysisTable, column))
            .join(ArticleTable, ArticleTable.analysis == AnalysisTable.key)
            .where(ArticleTable.id == article)
        )
        with self._store.reading() as connection:
            found: str | None = connection.scalar(query)
        return found if found is not None else "[]"


def _insert_analysis(connection: Connection, article: int, analysis: Analysis) -> int:
    return connection.execute(
        insert(AnalysisTable)
        .values(
            article=article,
            model=analysis.model.name,
            version=analysis.model.version,
            sha256=analysis.model.sha256,
            components=analysis.model.components,
            language=analysis.language,
            time=packed_time(datetime.now(UTC)),
            events=canonical([[*event.span, event.certainty] for event in analysis.events]),
            limits=packed_phrases(analysis.limits),
        )
        .returning(AnalysisTable.key)
    ).scalar_one()
