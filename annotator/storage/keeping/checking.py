"""Is the library whole and untampered with? Looks at everything, mends nothing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, text

from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.storage.file.encryption import driver_for
from annotator.storage.file.faults import LibraryDamagedError
from annotator.storage.file.schema import ArticleTable
from annotator.storage.file.store import Store
from annotator.storage.journal.chain import JournalReport
from annotator.storage.journal.journal import Journal
from annotator.storage.keeping.copying import Progress
from annotator.storage.records.articles import Articles


class ProblemKind(StrEnum):
    """What a problem concerns."""

    FILE = "file"
    """Pages of the file that cannot be read."""
    LINK = "link"
    """Rows that point at what is not there."""
    ARTICLE = "article"
    """A text or original that is not what was put in."""
    JOURNAL = "journal"
    """An entry or decision that was changed afterwards."""
    INDEX = "index"
    """The search index does not fit the texts; it can be rebuilt."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a library, in one sentence."""

    kind: ProblemKind
    message: str
    article: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found."""

    articles: int
    """How many were looked at."""
    entries: int
    """How many entries of the journal were followed."""
    clock_set_back: int
    """How many entries bear an earlier time than the one before; no problem."""
    head: str
    """The hash of the journal's last entry: noted down elsewhere, it vouches for all."""
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        return not self.problems


def check(store: Store, progress: Progress | None = None) -> CheckReport:
    """Reads every page, article and journal entry and compares each with its digest."""
    problems = [*_pages(store), *_links(store)]
    journal = _journal(store, problems)
    ids = _ids(store, problems)
    articles = Articles(store)
    for place, id_ in enumerate(ids):
        problem = _article_problem(articles, id_)
        if problem:
            problems.append(problem)
        if progress:
            progress(place + 1, len(ids))
    problems.extend(_index(store))
    return CheckReport(
        len(ids), journal.entries, len(journal.clock_set_back), journal.head, tuple(problems)
    )


def _pages(store: Store) -> Iterator[Problem]:
    with store.driver() as connection:
        rows: list[str] = []
        if store.key is not None:
            rows += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        try:
            rows += [str(row[0]) for row in connection.execute("PRAGMA integrity_check(50)")]
        except driver_for(store.key).DatabaseError as error:
            rows.append(str(error))
    yield from (Problem(ProblemKind.FILE, row) for row in rows if row != "ok")


def _links(store: Store) -> list[Problem]:
    try:
        with store.reading() as connection:
            rows = connection.execute(text("PRAGMA foreign_key_check")).all()
    except LibraryDamagedError as error:
        return [Problem(ProblemKind.LINK, str(error.message))]
    return [
        Problem(ProblemKind.LINK, f"Row {row[1]} of {row[0]} points at a missing {row[2]}.")
        for row in rows
    ]


def _journal(store: Store, problems: list[Problem]) -> JournalReport:
    try:
        report = Journal(store).verify()
    except LibraryDamagedError as error:
        problems.append(Problem(ProblemKind.JOURNAL, f"The journal cannot be read: {error}"))
        return JournalReport(0, (), ())
    problems.extend(
        Problem(ProblemKind.JOURNAL, f"Journal entry {fault.seq}: {fault.problem}.")
        for fault in report.faults
    )
    return report


def _ids(store: Store, problems: list[Problem]) -> list[ArticleId]:
    try:
        with store.reading() as connection:
            query = select(ArticleTable.id).order_by(ArticleTable.key)
            return [ArticleId(id_) for id_ in connection.scalars(query)]
    except LibraryDamagedError as error:
        problems.append(Problem(ProblemKind.ARTICLE, f"The list of articles: {error.message}"))
        return []


def _article_problem(articles: Articles, id_: ArticleId) -> Problem | None:
    try:
        article = articles.get(id_)
        original = articles.original(id_)
    except UserFacingError:
        return Problem(ProblemKind.ARTICLE, f"Article {id_} cannot be read.", id_)
    except ValueError:
        return Problem(ProblemKind.ARTICLE, f"The original of article {id_} is damaged.", id_)
    if hashlib.sha256(article.text.encode()).hexdigest() != article.text_sha256:
        return Problem(
            ProblemKind.ARTICLE, f"The text of “{article.title}” is not what it was.", id_
        )
    if hashlib.sha256(original).hexdigest() != article.sha256:
        return Problem(
            ProblemKind.ARTICLE, f"The original of “{article.title}” is not what it was.", id_
        )
    return None


def _index(store: Store) -> list[Problem]:
    if store.read_only:
        return []
    try:
        with store.writing() as connection:
            connection.execute(
                text("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
            )
            connection.execute(
                text("INSERT INTO search_names(search_names) VALUES ('integrity-check')")
            )
    except LibraryDamagedError:
        return [
            Problem(ProblemKind.INDEX, "The search index does not fit the articles; rebuild it.")
        ]
    return []
