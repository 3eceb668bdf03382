"""An article goes in, findings are kept beside it, decisions stand when the file is reopened."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.domain.decision import Decision
from annotator.errors import UserFacingError
from annotator.storage import Library


def test_an_article_comes_back_as_it_went_in(library: Library, stored: Article) -> None:
    assert library.articles.get(stored.id) == stored
    assert library.articles.original(stored.id) == stored.text.encode()


def test_the_same_bytes_twice_are_one_article(library: Library, stored: Article) -> None:
    assert not library.articles.add(stored, stored.text.encode(), person="Ada")
    assert library.articles.ids() == (stored.id,)


def test_findings_come_back_with_permanent_ids(
    library: Library, analysed: Article, analysis: Analysis
) -> None:
    records = library.claims.of(analysed.id)
    assert [record.claim.content for record in records] == [c.content for c in analysis.claims]
    assert [record.claim.suggestion for record in records] == [
        c.suggestion for c in analysis.claims
    ]
    assert all(record.tag is None for record in records)
    assert library.findings.entities(analysed.id) == analysis.entities
    assert library.findings.model(analysed.id) == analysis.model
    assert library.findings.events(analysed.id) == analysis.events
    assert library.findings.limits(analysed.id) == analysis.limits
    assert library.findings.cached(analysed.text_sha256, analysis.model)


def test_a_decision_stands_after_reopening(
    path: Path,
    library: Library,
    analysed: Article,
    decide: Callable[..., Decision],
    fully: dict[str, object],
) -> None:
    claim = library.claims.of(analysed.id)[0].claim.id
    decision = decide(claim, Tag.SPECULATIVE, **fully)
    library.close()
    with Library.open(path) as again:
        assert again.claims.get(claim).decision == decision
        assert again.claims.history(claim) == (decision,)
        assert again.journal.verify().sound
        (row,) = again.articles.rows()
        assert (row.claims, row.decided, row.analysed) == (3, 1, True)


def test_only_the_owner_may_read_the_files(path: Path, article: Article) -> None:
    with Library.open(path) as library:
        library.articles.add(article, article.text.encode())
        library.backups.make()
        beside = [file for file in path.parent.rglob("*") if file.is_file()]
        assert len(beside) == 5
        for file in beside:
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
        for folder in (path.parent, path.parent / "backups"):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder.name


def test_an_unknown_article_is_told_in_words(library: Library) -> None:
    with pytest.raises(UserFacingError, match="no article"):
        library.articles.get("0" * 16)  # type: ignore[arg-type]
