"""The register of sources: kept, merged, split, graded, forgotten."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.domain.article import Article
from annotator.domain.briefing import SourceCard
from annotator.domain.claim import SourceKind
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId, EntityId, SourceId
from annotator.errors import UserFacingError
from annotator.storage import Library


def put(library: Library, *cards: SourceCard) -> None:
    with library.transaction("Ada", "sources") as change:
        for card in cards:
            change.put_source(card)


def card(id_: str, name: str, *members: tuple[ArticleId, str]) -> SourceCard:
    return SourceCard(
        SourceId(id_),
        name,
        SourceKind.NAMED,
        members=frozenset((article, EntityId(entity)) for article, entity in members),
    )


def test_a_card_comes_back_whole_and_sorted_by_name(library: Library, stored: Article) -> None:
    full = SourceCard(
        SourceId("s1"),
        "the Harbour Office",
        SourceKind.IMPERSONAL,
        Reliability.B,
        "Sees every ship.",
        "For the desk alone.",
        frozenset({(stored.id, EntityId("e1")), (stored.id, EntityId("e2"))}),
    )
    put(library, full, card("s2", "Ana Brook"))
    assert library.sources.cards() == (card("s2", "Ana Brook"), full)
    assert library.sources.get(full.id) == full
    assert library.sources.of(stored.id) == {"e1": "s1", "e2": "s1"}
    with pytest.raises(UserFacingError, match="no source"):
        library.sources.get(SourceId("s9"))


def test_a_change_replaces_grade_and_members(library: Library, stored: Article) -> None:
    first = card("s1", "Ana", (stored.id, "e1"), (stored.id, "e2"))
    put(library, first)
    graded = replace(
        first, reliability=Reliability.F, members=frozenset({(stored.id, EntityId("e2"))})
    )
    put(library, graded)
    assert library.sources.cards() == (graded,)


def test_merging_moves_the_members(library: Library, stored: Article) -> None:
    one, two = card("s1", "Ana", (stored.id, "e1")), card("s2", "Brook", (stored.id, "e2"))
    put(library, one, two)
    with library.transaction("Ada", "merge") as change:
        change.put_source(replace(one, members=one.members | two.members))
        change.remove_source(two.id)
    assert library.sources.of(stored.id) == {"e1": "s1", "e2": "s1"}
    assert len(library.sources.cards()) == 1


def test_an_entity_belongs_to_one_source(library: Library, stored: Article) -> None:
    put(library, card("s1", "Ana", (stored.id, "e1")), card("s2", "Brook", (stored.id, "e1")))
    assert library.sources.of(stored.id) == {"e1": "s2"}
    assert library.sources.get(SourceId("s1")).members == frozenset()


def test_members_of_unknown_and_deleted_articles_are_left_out(
    library: Library, stored: Article, make_article: Callable[..., Article]
) -> None:
    gone = make_article("never added").id
    put(library, card("s1", "Ana", (stored.id, "e1"), (gone, "e1")))
    assert library.sources.get(SourceId("s1")).members == {(stored.id, "e1")}
    library.purge(stored.id, person="Ada")
    assert library.sources.get(SourceId("s1")).members == frozenset()


def test_a_failed_merge_changes_nothing(library: Library, stored: Article) -> None:
    one, two = card("s1", "Ana", (stored.id, "e1")), card("s2", "Brook")
    put(library, one, two)

    def half_way() -> None:
        with library.transaction("Ada", "merge") as change:
            change.remove_source(one.id)
            raise KeyError

    with pytest.raises(KeyError):
        half_way()
    assert library.sources.cards() == (one, two)
