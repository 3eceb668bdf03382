"""What a person does with articles: correct, label, remove; each can be taken back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.storage.records.articles import Order
from annotator.workspace.articles import Articles
from annotator.workspace.changes import Change, Changed
from annotator.workspace.claims import Claims
from annotator.workspace.edits import DetailsEdit
from annotator.workspace.history import History
from annotator.workspace.session import Session


@pytest.fixture
def articles(session: Session) -> Articles:
    return Articles(session)


@pytest.fixture
def history(session: Session) -> History:
    return History(session)


@pytest.fixture
def pier(session: Session, make_article: Callable[[str], Article]) -> ArticleId:
    """Another article, newer than the first."""
    made = replace(make_article("The pier is closed."), title="A pier")
    session.library.articles.add(made, made.text.encode())
    return made.id


def test_provenance_is_corrected_and_the_text_is_not(
    articles: Articles, article: ArticleId, history: History
) -> None:
    before = articles.get(article)
    articles.edit(article, lambda d: replace(d, title="Bridge safe", published="2026-02-01"))
    after = articles.get(article)
    assert (after.title, after.published) == ("Bridge safe", "2026-02-01")
    assert replace(after, title=before.title, published=before.published) == before
    history.undo()
    assert articles.get(article) == before
    history.redo()
    assert articles.get(article) == after


def test_correcting_nothing_is_no_act(
    articles: Articles, article: ArticleId, history: History, session: Session
) -> None:
    entries = session.library.journal.entries()
    articles.edit(article, lambda details: details)
    articles.label(article, [])
    articles.remove([])
    assert session.library.journal.entries() == entries


def test_labels_are_words_each_once_and_found_again(
    articles: Articles, article: ArticleId, pier: ArticleId, history: History
) -> None:
    articles.label(article, [" town ", "town", "", "bridges"])
    articles.label(pier, ["town"])
    assert articles.details(article).labels == ("bridges", "town")
    assert articles.labels() == (("bridges", 1), ("town", 2))
    assert articles.ids(label="bridges") == (article,)
    history.undo()
    assert articles.labels() == (("bridges", 1), ("town", 1))
    history.undo()
    assert articles.labels() == ()


def test_removed_articles_leave_every_list_and_come_back_with_their_decisions(
    articles: Articles, article: ArticleId, pier: ArticleId, history: History, session: Session
) -> None:
    claims = Claims(session)
    claim = claims.of(article)[0].claim.id
    claims.decide([claim], Tag.SOURCED)
    articles.remove([article, pier])
    assert articles.ids() == ()
    assert session.library.journal.entries()[-1].bulk
    assert articles.get(article).text, "removed is not deleted"
    history.undo()
    assert articles.ids() == (pier, article)
    assert claims.get(claim).tag is Tag.SOURCED


def test_lists_are_sorted_as_asked(articles: Articles, article: ArticleId, pier: ArticleId) -> None:
    assert articles.ids(Order.ADDED) == (pier, article)
    assert articles.ids(Order.TITLE) == (pier, article)
    articles.edit(article, lambda details: replace(details, published="2026-01-01"))
    assert articles.ids(Order.PUBLISHED) == (article, pier)
    assert [row.id for row in articles.rows([article, ArticleId("none"), pier])] == [article, pier]


def test_what_is_not_there_is_told(articles: Articles) -> None:
    for ask in (articles.get, articles.original, articles.details):
        with pytest.raises(UserFacingError, match="no article none"):
            ask(ArticleId("none"))


def test_views_hear_which_article_changed_and_who_did_it(
    articles: Articles, article: ArticleId, told: list[Change]
) -> None:
    articles.label(article, ["town"], origin="list")
    assert told == [
        Change(Changed.ARTICLES, frozenset({article}), "list"),
        Change(Changed.HISTORY, frozenset(), "list"),
    ]


def test_an_act_that_changes_one_thing_twice_is_taken_back_from_its_end(
    articles: Articles, article: ArticleId, history: History, session: Session
) -> None:
    first = articles.details(article)
    second, third = replace(first, title="Second"), replace(first, title="Third")
    steps = [DetailsEdit(article, first, second), DetailsEdit(article, second, third)]
    session.perform("edit twice", steps)
    assert articles.details(article) == third
    history.undo()
    assert articles.details(article) == first
    history.redo()
    assert articles.details(article) == third


def test_several_claims_decided_at_once_are_marked_so_and_taken_back_at_once(
    article: ArticleId, history: History, session: Session
) -> None:
    claims = Claims(session)
    ids = [record.claim.id for record in claims.of(article)]
    claims.decide(ids[:2], Tag.REJECTED)
    claims.decide(ids[2:], Tag.SOURCED)
    assert [claims.history(claim)[-1].bulk for claim in ids] == [True, True, False]
    assert [e.bulk for e in session.library.journal.entries()[-2:]] == [True, False]
    history.undo()
    history.undo()
    assert [record.tag for record in claims.of(article)] == [None, None, None]
