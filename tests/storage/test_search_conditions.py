"""Conditions that a question in plain words may set."""

from collections.abc import Callable

import pytest

from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.domain.decision import Decision
from annotator.storage import Library, SearchQuery


@pytest.mark.parametrize(
    ("publisher", "found"), [("quay", 1), ("The Quay", 1), ("The Gazette", 0), ("%", 0)]
)
def test_who_published_it(library: Library, analysed: Article, publisher: str, found: int) -> None:
    assert len(library.search.find(SearchQuery(publisher=publisher))) == found


def test_a_suggestion_is_found_until_it_is_decided(
    library: Library, analysed: Article, decide: Callable[..., Decision]
) -> None:
    query = SearchQuery(suggested=frozenset({Tag.SOURCED}))
    hits = library.search.find(query)
    assert [hit.snippet for hit in hits] == [
        "the harbour would open on Monday",
        "It may stay closed to tankers",
    ]
    assert hits[0].claim is not None
    decide(hits[0].claim, Tag.SPECULATIVE)
    assert [hit.claim for hit in library.search.find(query)] == [hits[1].claim]
    assert library.search.find(SearchQuery(suggested=frozenset({Tag.SPECULATIVE}))) == ()


def test_a_claim_found_says_who_and_what_it_is(
    library: Library, analysed: Article, decide: Callable[..., Decision]
) -> None:
    (hit,) = library.search.find(SearchQuery("harbour", claims=True))
    assert (hit.source, hit.tag) == ("Ana Brook", None)
    assert hit.claim is not None
    decide(hit.claim, Tag.SOURCED)
    (hit,) = library.search.find(SearchQuery("harbour", claims=True))
    assert hit.tag is Tag.SOURCED
    (author,) = library.search.find(SearchQuery("crowns", claims=True))
    assert author.source == ""
    (article,) = library.search.find(SearchQuery("harbour"))
    assert (article.source, article.tag) == ("", None)
