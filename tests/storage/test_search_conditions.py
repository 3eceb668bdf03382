"""Conditions that a question in plain words may set."""

from collections.abc import Callable

import pytest

from annotator.domain.analysis import Analysis, ModelInfo
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Tag
from annotator.domain.decision import Decision
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import EntityId
from annotator.storage import Library, SearchQuery
from annotator.storage.search import officials
from annotator.text.spans import Span

MODEL = ModelInfo("by-hand", "1", "0" * 64, "none")


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


OFFICIALS = (
    "Osran Foreign Minister Ada Weaver said the port is open. "
    "Two senior US officials said the canal is deep. "
    "Bo Lund, a fisherman, said the nets are torn. "
    "Former Mayor Cy Hall said the bridge is old. "
    "The Russian ambassador to Osra said the sea is calm."
)


@pytest.fixture
def by_officials(
    library: Library, make_article: Callable[..., Article], make_claim: Callable[..., Claim]
) -> Article:
    """An article in which some of those who speak hold an office."""
    article = make_article(OFFICIALS)
    library.articles.add(article, OFFICIALS.encode())
    names = ("Ada Weaver", "Bo Lund", "Cy Hall")
    entities = tuple(
        Entity(EntityId(f"e{number}"), name, EntityKind.PERSON, (name,), (_place(name),))
        for number, name in enumerate(names)
    )
    said = (
        ("the port is open", "Ada Weaver", "e0"),
        ("the canal is deep", "Two senior US officials", None),
        ("the nets are torn", "Bo Lund", "e1"),
        ("the bridge is old", "Cy Hall", "e2"),
        ("the sea is calm", "The Russian ambassador to Osra", None),
    )
    claims = tuple(
        make_claim(words, f"c{number}", source=source, entity=entity, text=OFFICIALS)
        for number, (words, source, entity) in enumerate(said)
    )
    library.findings.store(article.id, Analysis(MODEL, "en", entities, claims, ()))
    return article


def _place(words: str) -> Span:
    start = OFFICIALS.index(words)
    return Span(start, start + len(words))


def _found(library: Library, query: SearchQuery) -> list[str]:
    return [hit.snippet for hit in library.search.find(query)]


@pytest.mark.parametrize("few", [3000, 0])
def test_whoever_holds_an_office_is_an_official(
    library: Library, by_officials: Article, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(officials, "_FEW", few)
    every = ["the port is open", "the canal is deep", "the sea is calm"]
    assert _found(library, SearchQuery(officials=True)) == every
    assert _found(library, SearchQuery("sea", officials=True)) == every[2:]
    assert _found(library, SearchQuery(officials=True, source_words=("US", "American"))) == [
        "the canal is deep"
    ]
    assert _found(library, SearchQuery(officials=True, source_words=("Osran", "Osra"))) == [
        "the port is open"
    ]
    assert _found(library, SearchQuery(officials=True, source_name="senior")) == every[1:2]
    assert _found(library, SearchQuery(officials=True, source_words=("Nobody",))) == []


def test_an_office_that_one_article_tells_counts_in_every_other(
    library: Library,
    by_officials: Article,
    make_article: Callable[..., Article],
    make_claim: Callable[..., Claim],
) -> None:
    text = "Ada Weaver said the nets are cheap."
    article = make_article(text)
    library.articles.add(article, text.encode())
    weaver = Entity(
        EntityId("e0"), "Ada Weaver", EntityKind.PERSON, ("Ada Weaver",), (Span(0, 10),)
    )
    claim = make_claim("the nets are cheap", source="Ada Weaver", entity="e0", text=text)
    library.findings.store(article.id, Analysis(MODEL, "en", (weaver,), (claim,), ()))
    assert "the nets are cheap" in _found(library, SearchQuery(officials=True))
    library.purge(by_officials.id, person="Ada")
    assert _found(library, SearchQuery(officials=True)) == []


def test_what_came_in_before_offices_were_noted_is_made_up_for(
    library: Library, by_officials: Article
) -> None:
    with library._store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM source_name WHERE sort = 'title'")
    assert _found(library, SearchQuery(officials=True)) == []
    assert library.sources.note_titles() == 1
    assert library.sources.note_titles() == 0
    assert len(_found(library, SearchQuery(officials=True))) == 3
