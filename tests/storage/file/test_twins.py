"""The same story elsewhere: shown as such, never merged."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.domain.article import Article
from annotator.domain.ids import ArticleId
from annotator.storage import ArticleRow, Library

WORDS = [f"{head}{tail}" for head in ("bor", "cren", "dul") for tail in ("", "ta", "mi", "sen")]


def story(seed: int, length: int = 200) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 - repeatable
    return [chance.choice(WORDS) + str(chance.randrange(60)) for _ in range(length)]


@pytest.fixture
def add(library: Library, make_article: Callable[..., Article]) -> Callable[..., ArticleId]:
    """Adds an article of these words, as a publisher brought it."""

    def add(words: list[str], publisher: str, **fields: str) -> ArticleId:
        article = make_article(f"{publisher} writes\n" + " ".join(words), publisher=publisher)
        assert library.articles.add(article, article.text.encode(), person="Ada")
        return article.id

    return add


def row(library: Library, article: ArticleId) -> ArticleRow:
    (found,) = library.articles.rows([article])
    return found


def test_the_same_wire_story_is_shown_with_each_that_brought_it(
    library: Library, add: Callable[..., ArticleId]
) -> None:
    wire = story(1)
    quay = add(wire, "The Quay")
    other = add(story(2), "The Other Matter")
    pier = add([*wire[:180], "copyright", "pier"], "Pier Post")
    dock = add(["from", "our", "desk", *wire], "Dock Daily")
    assert (row(library, quay).elsewhere, row(library, quay).first_elsewhere) == (2, "Pier Post")
    assert (row(library, dock).elsewhere, row(library, dock).first_elsewhere) == (2, "The Quay")
    assert library.articles.same_story(pier) == (quay, dock)
    assert row(library, other).elsewhere == 0
    assert library.articles.count() == 4


def test_a_story_that_was_cut_or_stands_inside_a_longer_one_is_the_same(
    library: Library, add: Callable[..., ArticleId]
) -> None:
    wire, more = story(1), story(7, 300)
    whole = add(wire, "The Quay")
    cut = add(["new", "words", "above", *wire[:80]], "Short News")
    inside = add([*more, *wire], "Long Read")
    assert library.articles.same_story(cut) == (whole, inside)
    assert library.articles.same_story(inside) == (whole, cut)


def test_a_few_shared_sentences_make_no_story(
    library: Library, add: Callable[..., ArticleId]
) -> None:
    first, second = story(1), story(2)
    add(first, "The Quay")
    other = add([*second[:120], *first[:60], *second[120:]], "The Other Matter")
    assert row(library, other).elsewhere == 0


def test_it_is_known_across_openings(
    library: Library, add: Callable[..., ArticleId], make_article: Callable[..., Article]
) -> None:
    quay = add(story(1), "The Quay")
    library.close()
    with Library.open(library.path) as again:
        late = make_article("Late\n" + " ".join(story(1)), publisher="Late News")
        again.articles.add(late, late.text.encode(), person="Ada")
        assert again.articles.same_story(late.id) == (quay,)


def test_what_was_removed_or_deleted_is_not_shown(
    library: Library, add: Callable[..., ArticleId]
) -> None:
    ids = [add(story(1), name) for name in ("The Quay", "Pier Post", "Dock Daily")]
    with library.transaction("Ada", "remove") as change:
        change.remove_article(ids[0])
    assert library.articles.same_story(ids[2]) == (ids[1],)
    library.purge(ids[1], person="Ada")
    assert row(library, ids[2]).elsewhere == 0
    late = add(story(1), "Late News")
    assert library.articles.same_story(late) == (ids[2],)


def test_what_was_not_kept_after_all_is_no_story(
    library: Library, add: Callable[..., ArticleId], make_article: Callable[..., Article]
) -> None:
    first = make_article(" ".join(story(1)))

    def give_up() -> None:
        with library.transaction("Ada", "add") as change:
            change.add_article(first, first.text.encode())
            raise KeyError

    with pytest.raises(KeyError):
        give_up()
    # It takes the number in the library that the other would have had.
    add(story(2), "Pier Post")
    dock = add(story(1), "Dock Daily")
    assert row(library, dock).elsewhere == 0


def test_a_stub_is_no_story(library: Library, make_article: Callable[..., Article]) -> None:
    for number in range(2):
        stub = make_article("Subscribe to read the whole story.", trailer=str(number))
        library.articles.add(stub, f"{stub.text}{number}".encode(), person="Ada")
    assert [found.elsewhere for found in library.articles.rows()] == [0, 0]


def test_articles_from_before_are_signed_little_by_little(
    library: Library, add: Callable[..., ArticleId]
) -> None:
    quay, pier = add(story(1), "The Quay"), add(story(1), "Pier Post")
    add(story(2), "Dock Daily")
    with library._store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM signature")
    assert row(library, quay).elsewhere == 0
    assert [library.articles.sign_missing(2) for _ in range(3)] == [2, 1, 0]
    assert library.articles.same_story(pier) == (quay,)


def test_many_are_compared_and_remembered(
    library: Library, add: Callable[..., ArticleId], path: Path
) -> None:
    ids = [add(story(seed, 60), f"Paper {seed}") for seed in range(100, 230)]
    again = [add([*story(seed, 60), "again"], f"Echo {seed}") for seed in range(100, 230, 40)]
    assert [library.articles.same_story(each) for each in again] == [(each,) for each in ids[::40]]
