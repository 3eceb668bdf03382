"""Words find the places that hold them, and conditions narrow what is found."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import Article
from annotator.domain.briefing import SourceCard
from annotator.domain.claim import SourceKind, Tag
from annotator.domain.decision import Decision
from annotator.domain.ids import EntityId, SourceId
from annotator.storage import Library, SearchQuery
from annotator.storage.search import searching
from annotator.storage.search.searching import unmarked
from annotator.storage.search.words import match_of, terms_of, words_match_of
from annotator.text.spans import Span


def ids(library: Library, **query: object) -> list[str]:
    return [hit.article for hit in library.search.find(SearchQuery(**query))]  # type: ignore[arg-type]


def claim_words(library: Library, **query: object) -> list[str]:
    return [hit.snippet for hit in library.search.find(SearchQuery(**query))]  # type: ignore[arg-type]


def test_a_word_is_found_with_its_place_in_the_text(library: Library, stored: Article) -> None:
    (hit,) = library.search.find(SearchQuery("TANKERS"))
    assert hit.article == stored.id
    assert hit.span is not None
    assert stored.text[hit.span.start : hit.span.end] == "tankers"
    assert [hit.snippet[s.start : s.end] for s in hit.marks] == ["tankers"]


def test_a_place_after_emoji_and_line_ends_is_right(
    library: Library, make_article: Callable[..., Article]
) -> None:
    text = "👩‍👩‍👧 Kopf\nüber\n" + "leere Worte " * 60 + "\nzwei Tankér 🛳 liegen im Hafen"
    article = make_article(text)
    library.articles.add(article, text.encode())
    (hit,) = library.search.find(SearchQuery("tanker"))
    assert hit.span is not None
    assert text[hit.span.start : hit.span.end] == "Tankér"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("harbour monday", True),
        ('"would open on"', True),
        ('"open would"', False),
        ("tank*", True),
        ("tank", False),
        ("harbour -tankers", False),
        ("harbour -aircraft", True),
        ("BROOK", True),
        ("quay", True),
        ("-harbour", False),
        ("airport|harbour", True),
        ("airport|aircraft", False),
        ('airport|"would open on"', True),
        ("airport|tank*", True),
        ("harbour -airport|tankers", False),
        ("harbour -airport|aircraft", True),
        ("|harbour|", True),
        ('"', False),
        ("NOT", False),
        ("harbour AND", False),
        ("harbour) OR (x", False),
        ("title:harbour", False),
        ("(((", False),
    ],
)
def test_what_is_typed_means_what_it_says(
    library: Library, stored: Article, typed: str, found: bool
) -> None:
    assert bool(ids(library, words=typed)) is found


@given(st.text())
def test_nothing_typed_can_break_the_query(typed: str) -> None:
    match = match_of(terms_of(typed))
    quoted = match.split('"')
    assert len(quoted) % 2 == 1
    operators = {"", "AND", "OR", "NOT", "(", ")", "*"}
    for outside in quoted[::2]:
        assert set(outside.replace("(", " ( ").replace(")", " ) ").replace("*", " * ").split()) <= (
            operators
        )


def test_any_typing_is_answered(library: Library, stored: Article) -> None:
    for typed in ("", " ", "*", '"a', "a*b", "NEAR(a b)", "^a", "a:b", "{a b}:c", "é́", "\x00", "'"):
        library.search.find(SearchQuery(typed))
        library.search.find(SearchQuery(typed, claims=True))


def test_conditions_narrow_the_articles(
    library: Library, stored: Article, make_article: Callable[..., Article]
) -> None:
    other = make_article("Harbour closes", published="2026-05-02T08:00:00Z", language="en-GB")
    library.articles.add(other, other.text.encode())
    with library.transaction("Ada", "label") as change:
        change.label_article(other.id, ["ports"])
    assert ids(library, words="harbour") == [other.id, stored.id] or set(
        ids(library, words="harbour")
    ) == {other.id, stored.id}
    assert ids(library, words="harbour", label="ports") == [other.id]
    assert ids(library, published_to="2026-03-01") == [stored.id]
    assert ids(library, published_from="2026-03-02") == [other.id]
    assert ids(library, published_from="2026-05-02", published_to="2026-05-02") == [other.id]
    assert ids(library, words="harbour", language="en-GB") == [other.id]
    assert len(ids(library, language="en")) == 2


def test_an_entity_narrows_the_articles(library: Library, analysed: Article) -> None:
    assert ids(library, entity="brook") == [analysed.id]
    assert ids(library, entity="Br_ok") == []
    assert ids(library, entity="%") == []


def test_claims_are_found_by_tag_source_and_words(
    library: Library, analysed: Article, decide: Callable[..., Decision]
) -> None:
    first, second, third = (record.claim for record in library.claims.of(analysed.id))
    decide(second.id, Tag.SPECULATIVE)
    assert claim_words(library, tags=frozenset({Tag.SPECULATIVE})) == [
        "It may stay closed to tankers"
    ]
    assert len(claim_words(library, undecided=True)) == 2
    assert claim_words(library, source_name="brook") == ["the harbour would open on Monday"]
    assert claim_words(library, words="crowns", claims=True) == ["Repairs cost nine million crowns"]
    assert claim_words(library, words="minister", claims=True) == []
    assert len(claim_words(library, source_kind=SourceKind.NAMED)) == 2
    (hit,) = library.search.find(SearchQuery(words="tank*", tags=frozenset({Tag.SPECULATIVE})))
    assert hit.claim == second.id
    assert [hit.snippet[s.start : s.end] for s in hit.marks] == ["tankers"]
    assert first.id != third.id


def test_claims_are_found_by_a_source_of_the_register(library: Library, analysed: Article) -> None:
    card = SourceCard(
        SourceId("s1"),
        "Ana Brook",
        SourceKind.NAMED,
        members=frozenset({(analysed.id, EntityId("e1"))}),
    )
    with library.transaction("Ada", "source") as change:
        change.put_source(card)
    assert claim_words(library, source=card.id) == ["the harbour would open on Monday"]
    assert claim_words(library, source=SourceId("s2")) == []


def test_removed_articles_and_hidden_claims_are_not_found(
    library: Library, analysed: Article
) -> None:
    claim = library.claims.of(analysed.id)[2].claim.id
    with library.transaction("Ada", "hide") as change:
        change.hide_claim(claim)
    assert claim_words(library, words="crowns", claims=True) == []
    with library.transaction("Ada", "remove") as change:
        change.remove_article(analysed.id)
    assert ids(library, words="harbour") == []
    assert ids(library) == []
    with library.transaction("Ada", "restore") as change:
        change.restore_article(analysed.id)
    assert ids(library, words="harbour") == [analysed.id]


def test_a_corrected_title_is_found_and_the_old_one_not(library: Library, stored: Article) -> None:
    from dataclasses import replace

    with library.transaction("Ada", "edit") as change:
        change.edit_article(replace(stored, title="Lighthouse", publisher="The Pier"))
    assert ids(library, words="lighthouse") == [stored.id]
    assert ids(library, words="quay") == []
    assert ids(library, words="tankers") == [stored.id]
    assert library.articles.get(stored.id).title == "Lighthouse"


def test_pages_follow_one_another(library: Library, make_article: Callable[..., Article]) -> None:
    for number in range(5):
        article = make_article(f"Story {number}\nabout a harbour")
        library.articles.add(article, article.text.encode())
    every = ids(library, words="harbour")
    assert len(every) == 5
    assert ids(library, words="harbour", limit=2) == every[:2]
    assert ids(library, words="harbour", limit=2, offset=2) == every[2:4]


@pytest.fixture
def ports(library: Library, make_article: Callable[..., Article]) -> list[str]:
    """Four articles with "open port", the first of them the best; the newest in front."""
    stories = [
        "open port open port",
        *(f"{number} open port, of which much more is told here" for number in range(3)),
        "port open",
    ]
    added = [make_article(story) for story in stories]
    for article in added:
        library.articles.add(article, article.text.encode())
    return [article.id for article in reversed(added[:4])]


def test_a_phrase_is_ranked_where_its_words_are_together_in_few_texts(
    library: Library, ports: list[str]
) -> None:
    assert ids(library, words='"open port"')[0] == ports[-1]


@pytest.mark.parametrize("words", ['"open port"', '"open port" port', '"open port" -closed'])
def test_a_phrase_of_words_that_are_together_in_many_texts_gives_the_newest_first(
    library: Library, ports: list[str], monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(searching, "_READ_FOR_PHRASES", 4)
    assert ids(library, words=words) == ports
    assert ids(library, words=words, limit=2, offset=1) == ports[1:3]


def test_single_words_are_ranked_however_many_texts_hold_them_together(
    library: Library, ports: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_READ_FOR_PHRASES", 0)
    assert ids(library, words="open port")[0] == ports[-1]


def test_the_words_of_a_phrase_are_asked_for_apart() -> None:
    terms = terms_of('"open port" tank* -"old quay"')
    assert words_match_of(terms) == '"open" AND "port" AND "tank"*'


@given(st.lists(st.tuples(st.text("abc …"), st.booleans())))
def test_marks_of_a_snippet_lie_where_they_were(pieces: list[tuple[str, bool]]) -> None:
    marked = "".join(f"\x02{words}\x03" if hit else words for words, hit in pieces)
    plain, marks = unmarked(marked)
    assert plain == "".join(words for words, _ in pieces)
    wanted: list[Span] = []
    length = 0
    for words, hit in pieces:
        if hit:
            wanted.append(Span(length, length + len(words)))
        length += len(words)
    assert list(marks) == wanted
