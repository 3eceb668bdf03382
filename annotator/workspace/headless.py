"""Articles and claims for a briefing without a window."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.analysis import ModelInfo
from annotator.domain.article import Article
from annotator.domain.briefing import BriefingArticle, SourceCard
from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.ingest import Reader
from annotator.storage import Library
from annotator.worker import AnalysisClient, AnalysisError
from annotator.workspace.batch import Failure, failure
from annotator.workspace.changes import Changes
from annotator.workspace.records import undecided_records
from annotator.workspace.register import Register
from annotator.workspace.session import Session


@dataclass(frozen=True, slots=True)
class Gathered:
    """One article ready for a briefing, and the model that found its claims."""

    article: BriefingArticle
    model: ModelInfo | None


def gather(
    paths: Sequence[Path],
    library: Library | None,
    *,
    model: str | None = None,
    lexicons: Path | None = None,
) -> Iterator[Gathered | Failure]:
    """Each file as an article with its claims, in the order of `paths`.

    What `library` knows comes with its claims and decisions; the rest is analysed. The
    language model is loaded only when something has to be.
    """
    with ExitStack() as stack:
        reader = stack.enter_context(Reader())
        client = AnalysisClient(model, lexicons)
        stack.callback(client.close)
        for path in paths:
            try:
                article = reader.read(path).article
                known = _known(article.id, library) if library else None
                yield known or _analysed(article, client)
            except (UserFacingError, AnalysisError) as error:
                yield failure(path, error)


def source_cards(library: Library, articles: Sequence[ArticleId]) -> tuple[SourceCard, ...]:
    """The register of sources that the library has for these articles."""
    return Register(Session(library, "", Changes())).cards(
        article for article in articles if library.articles.contains(article)
    )


def _known(article: ArticleId, library: Library) -> Gathered | None:
    if not library.articles.contains(article):
        return None
    model = library.findings.model(article)
    if model is None:
        return None
    return Gathered(
        BriefingArticle(
            library.articles.get(article),
            library.findings.entities(article),
            tuple(r for r in library.claims.of(article) if not r.kept_back),
        ),
        model,
    )


def _analysed(article: Article, client: AnalysisClient) -> Gathered:
    analysis = client.submit(article.text, article.blocks, article.language).result()
    records = tuple(r for r in undecided_records(article.id, analysis) if not r.kept_back)
    return Gathered(BriefingArticle(article, analysis.entities, records), analysis.model)
