"""The articles of the library: what lists and the reader show, and what a person changes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from annotator.domain.article import Article
from annotator.domain.entity import Entity
from annotator.domain.ids import ArticleId
from annotator.domain.phrase import Phrase
from annotator.storage.records.article_list import ArticleRow, Order
from annotator.workspace.edits import Details, DetailsEdit, PresenceEdit
from annotator.workspace.session import Session


class Articles:
    """Articles by id; lists fetch ids first and rows as they are seen."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stored = session.library.articles

    def get(self, article: ArticleId) -> Article:
        """One article with its text; raises UserFacingError when it is unknown."""
        return self._stored.get(article)

    def entities(self, article: ArticleId) -> tuple[Entity, ...]:
        """Whom and what an article names."""
        return self._session.library.findings.entities(article)

    def limits(self, article: ArticleId) -> tuple[Phrase, ...]:
        """What the analysis could not do for an article, one sentence each."""
        return self._session.library.findings.limits(article)

    def original(self, article: ArticleId) -> bytes:
        """The very bytes the article was read from."""
        return self._stored.original(article)

    def ids(self, order: Order = Order.ADDED, *, label: str = "") -> tuple[ArticleId, ...]:
        """The ids of all articles, or of those with a label, sorted."""
        return self._stored.ids(order, label=label)

    def rows(self, ids: Sequence[ArticleId] | None = None) -> tuple[ArticleRow, ...]:
        """What lists show of `ids` (or of all)."""
        return self._stored.rows(ids)

    def first_undecided(self, ids: Sequence[ArticleId]) -> ArticleId | None:
        """The first of `ids` that has claims to decide; None when none has."""
        return self._stored.first_undecided(ids)

    def labels(self) -> tuple[tuple[str, int], ...]:
        """Every label and how many articles carry it."""
        return self._stored.labels()

    def remove(self, articles: Iterable[ArticleId], *, origin: str = "") -> None:
        """Takes articles out of the library; can be undone."""
        edits = [PresenceEdit(article, before=True, after=False) for article in articles]
        if edits:
            self._session.perform("delete articles", edits, bulk=len(edits) > 1, origin=origin)

    def edit(
        self, article: ArticleId, change: Callable[[Details], Details], *, origin: str = ""
    ) -> None:
        """Corrects provenance or labels: `change` gets what stands and returns what shall."""
        before = self.details(article)
        after = change(before)
        if after != before:
            edit = DetailsEdit(article, before, after)
            self._session.perform("edit the details", [edit], origin=origin)

    def label(self, article: ArticleId, labels: Iterable[str], *, origin: str = "") -> None:
        """Gives an article these labels and no others."""
        wanted = tuple(sorted({label.strip() for label in labels if label.strip()}))
        self.edit(article, lambda details: replace(details, labels=wanted), origin=origin)

    def details(self, article: ArticleId) -> Details:
        """The provenance that a person may correct."""
        stored = self._stored.get(article)
        (row,) = self._stored.rows([article])
        return Details(
            stored.title,
            stored.author,
            stored.publisher,
            stored.published,
            stored.address,
            stored.language,
            row.labels,
        )
