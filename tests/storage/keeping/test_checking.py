"""A check tells what was tampered with or damaged, and is silent about a sound library."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.domain.decision import Decision
from annotator.storage import Library
from annotator.storage.keeping.checking import CheckReport, ProblemKind

_TRIGGERS = (
    "journal_is_never_shortened",
    "journal_is_never_rewritten",
    "decisions_are_never_deleted",
    "decisions_are_never_rewritten",
)


@pytest.fixture
def worked(
    path: Path, library: Library, analysed: Article, decide: Callable[..., Decision]
) -> Path:
    """A closed library with three decisions in it."""
    for record, tag in zip(library.claims.of(analysed.id), Tag, strict=False):
        decide(record.claim.id, tag, note="because")
    library.close()
    return path


def tamper(path: Path, statement: str, *values: object, again: bool = False) -> CheckReport:
    """What the check says after somebody changed the file behind the program's back."""
    with closing(sqlite3.connect(path)) as connection:
        for trigger in () if again else _TRIGGERS:
            connection.execute(f"DROP TRIGGER {trigger}")
        changed = connection.execute(statement, values)
        assert changed.rowcount != 0
        connection.commit()
    with Library.open(path) as library:
        return library.check()


def test_a_sound_library_has_no_problems(worked: Path) -> None:
    with Library.open(worked) as library:
        report = library.check()
    assert report.sound
    assert (report.articles, report.entries) == (1, 4)


def test_the_last_hash_stands_for_the_whole_journal(worked: Path) -> None:
    with Library.open(worked) as library:
        noted = library.check().head
        assert library.check().head == noted
        with library.transaction("Ada", "look"):
            pass
        assert library.check().head != noted
        assert len(noted) == 64


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET person = 'Eve' WHERE seq = 2",
        "UPDATE journal SET time = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 3",
        "UPDATE journal SET payload = replace(payload, 'sourced', 'rejected') WHERE seq = 2",
        "UPDATE journal SET inverse = NULL WHERE seq = 2",
        "UPDATE journal SET payload = NULL, inverse = NULL WHERE seq = 2",
        "UPDATE journal SET undoes = 1 WHERE seq = 3",
        "UPDATE journal SET bulk = 1 WHERE seq = 3",
        "UPDATE journal SET action = 'delete for good', payload = 'x' WHERE seq = 3",
        "UPDATE journal SET action = 'delete for good', payload = '[3]' WHERE seq = 3",
        "UPDATE decision SET tag = 'rejected' WHERE seq = 3",
        "UPDATE decision SET note = '' WHERE seq = 2",
        "UPDATE decision SET person = 'Eve' WHERE seq = 4",
        "UPDATE decision SET claim = NULL, note = '' WHERE seq = 4",
        "UPDATE decision SET seq = 2 WHERE seq = 3",
        "UPDATE decision SET tag = 'maybe' WHERE seq = 3",
        "UPDATE decision SET credibility = 9 WHERE seq = 3",
        "UPDATE decision SET time = 'yesterday' WHERE seq = 3",
        "DELETE FROM decision WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 4",
        """INSERT INTO decision SELECT 99, seq, claim, claim_id, 'rejected', note, credibility,
        wording, person, time, bulk, reviewer, digest FROM decision WHERE seq = 2""",
    ],
)
def test_tampering_with_the_journal_or_a_decision_shows(worked: Path, statement: str) -> None:
    report = tamper(worked, statement)
    assert ProblemKind.JOURNAL in {problem.kind for problem in report.problems}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim SET decision = NULL, tag = NULL WHERE key = 1",
        "UPDATE claim SET decision = 1, tag = 'sourced' WHERE key = 1",
        "UPDATE claim SET tag = 'rejected' WHERE key = 2",
        "UPDATE claim SET decision = 2, tag = 'speculative' WHERE key = 1",
    ],
)
def test_a_claim_that_shows_another_decision_than_the_last_is_found(
    path: Path,
    library: Library,
    analysed: Article,
    decide: Callable[..., Decision],
    statement: str,
) -> None:
    """The decisions may be untouched and the claim point past them."""
    first, second, _ = (record.claim.id for record in library.claims.of(analysed.id))
    decide(first, Tag.SOURCED)
    decide(second, Tag.SPECULATIVE)
    decide(first, Tag.REJECTED)
    library.close()
    report = tamper(path, statement)
    (problem,) = report.problems
    assert problem.kind is ProblemKind.JOURNAL
    assert "last decided" in problem.message


def test_a_decision_moved_to_another_claim_is_found(
    path: Path, library: Library, analysed: Article, decide: Callable[..., Decision]
) -> None:
    first, *_ = (record.claim.id for record in library.claims.of(analysed.id))
    decide(first, Tag.SOURCED)
    library.close()
    report = tamper(
        path,
        """UPDATE claim SET decision = CASE key WHEN 2 THEN 1 END,
        tag = CASE key WHEN 2 THEN 'sourced' END WHERE key IN (1, 2)""",
    )
    assert not report.sound
    report = tamper(path, "UPDATE decision SET claim = 2", again=True)
    assert not report.sound


def test_a_rewritten_chain_still_betrays_a_changed_decision(worked: Path) -> None:
    """Recomputing the digest of the decision alone does not help: the entry vouches for it."""
    report = tamper(worked, "UPDATE decision SET digest = ? WHERE seq = 3", "00" * 32)
    assert not report.sound


def test_a_changed_text_shows(worked: Path) -> None:
    report = tamper(worked, "UPDATE article_text SET text = replace(text, 'nine', 'five')")
    assert ProblemKind.ARTICLE in {problem.kind for problem in report.problems}
    assert any("Harbour reopens" in problem.message for problem in report.problems)


def test_a_changed_original_shows(
    path: Path, library: Library, make_article: Callable[..., Article]
) -> None:
    article = make_article("Text of a page", trailer="\r\n<html>")
    library.articles.add(article, b"Text of a page\r\n<html>")
    assert library.articles.original(article.id) == b"Text of a page\r\n<html>"
    library.close()
    report = tamper(path, "UPDATE original SET packing = 'raw', content = x'00'")
    assert [problem.article for problem in report.problems] == [article.id]


def test_rows_that_point_nowhere_show(worked: Path) -> None:
    report = tamper(worked, "DELETE FROM article")
    assert ProblemKind.LINK in {problem.kind for problem in report.problems}


def test_an_index_that_lags_shows_and_can_be_rebuilt(worked: Path) -> None:
    report = tamper(worked, "INSERT INTO search(search) VALUES ('delete-all')")
    assert [problem.kind for problem in report.problems] == [ProblemKind.INDEX]
    with Library.open(worked) as library:
        library.search.rebuild()
        assert library.check().sound


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET person = 'Eve'",
        "UPDATE journal SET hash = ''",
        "DELETE FROM journal",
        "DELETE FROM decision",
        "UPDATE decision SET note = 'x'",
        "UPDATE decision SET claim = NULL, person = 'Eve'",
    ],
)
def test_the_file_itself_refuses_to_rewrite_history(worked: Path, statement: str) -> None:
    with (
        closing(sqlite3.connect(worked)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="only ever added to"),
    ):
        connection.execute(statement)
