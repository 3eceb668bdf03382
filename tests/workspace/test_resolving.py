"""Who is who across articles: guessed with care, told as a guess, corrected once for all."""

from typing import Any

import pytest

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import Source, SourceKind
from annotator.domain.decision import Reliability
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, EntityId
from annotator.storage import SearchQuery
from annotator.text.spans import Span
from annotator.workspace.history import History
from annotator.workspace.register import Register
from annotator.workspace.session import Session


@pytest.fixture
def register(session: Session) -> Register:
    return Register(session)


def cards(register: Register, *articles: ArticleId) -> list[SourceCard]:
    return list(register.cards(articles))


def guesses(card: SourceCard) -> set[ArticleId]:
    return {article for article, _ in card.guesses}


@pytest.mark.parametrize(
    ("first", "second", "guessed"),
    [
        ("Khalil Hafdar", "Khalil Hafdar", False),
        ("Khalil Hafdar", "Field Marshal Khalil Hafdar", False),
        ("Khalil Hafdar", "Khalil Hifder", True),
        ("Ahmad Mateeq", "Ahmed Mutiq", True),
        ("William Weaver", "Bill Weaver", True),
        ("Khalil Hafdar", "Hafdar", True),
    ],
)
def test_one_person_under_two_spellings_is_one_source(
    register: Register, press: Any, first: str, second: str, guessed: bool
) -> None:
    one, two = press.report(first), press.report(second, place="Tal Amar")
    (card,) = cards(register, one, two)
    assert {article for article, _ in card.members} == {one, two}
    assert guesses(card) == ({two} if guessed else set())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Khalil Hafdar", "Omar Hafdar"),
        ("Ilse Brandt", "Ilse Norden"),
        ("Field Marshal", "Field Marshal"),
        ("Boris Weaver", "Boris"),
    ],
)
def test_other_persons_are_other_sources(
    register: Register, press: Any, first: str, second: str
) -> None:
    one, two = press.report(first), press.report(second, place="Tal Amar")
    assert len(cards(register, one, two)) == 2


def test_the_fullest_name_is_shown_and_a_surname_before_it_becomes_the_guess(
    register: Register, press: Any
) -> None:
    one, two = press.report("Hafdar"), press.report("Khalil Hafdar", place="Tal Amar")
    (card,) = cards(register, one, two)
    assert card.name == "Khalil Hafdar"
    assert guesses(card) == {one}


def test_a_surname_that_two_bear_is_nobodys(register: Register, press: Any) -> None:
    one = press.report("Khalil Hafdar")
    two = press.report("Hafdar", place="Tal Amar")
    assert len(cards(register, one, two)) == 1
    three = press.report("Omar Hafdar", place="Ostria")
    names = sorted(card.name for card in cards(register, one, two, three))
    assert names == ["Hafdar", "Khalil Hafdar", "Omar Hafdar"]


def test_organisations_are_one_by_name_or_by_their_initials(register: Register, press: Any) -> None:
    one = press.report("League of Coastal States", kind=EntityKind.ORG)
    two = press.report("the League of Coastal States", kind=EntityKind.ORG, place="Tal Amar")
    three = press.report("LCS", kind=EntityKind.ORG, place="Ostria")
    (card,) = cards(register, one, two, three)
    assert card.name.endswith("League of Coastal States")
    assert guesses(card) == {three}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Two officials", SourceKind.ANONYMOUS),
        ("satellite imagery", SourceKind.IMPERSONAL),
        ("the US ambassador", SourceKind.ANONYMOUS),
        ("the police", SourceKind.NAMED),
    ],
)
def test_the_same_description_in_two_articles_is_two_sources(
    register: Register, press: Any, words: str, kind: SourceKind
) -> None:
    one, two = press.describe(words, kind), press.describe(words, kind, place="Tal Amar")
    assert len(cards(register, one, two)) == 2
    assert len(cards(register, one)) == 1


def test_a_bare_name_without_an_entity_is_whoever_bears_it(register: Register, press: Any) -> None:
    before = press.describe("Hifder", SourceKind.NAMED)
    alone = press.describe("Hifder", SourceKind.NAMED, place="the sea")
    assert len(cards(register, before, alone)) == 2
    full = press.report("Khalil Hafdar", place="Tal Amar")
    after = press.describe("Hafdar", SourceKind.NAMED, place="Ostria")
    (card,) = cards(register, before, alone, full, after)
    assert guesses(card) == {before, alone, after}


def test_the_police_are_nobody_whose_name_sounds_so(register: Register, press: Any) -> None:
    one = press.report("Nancy Pelosi")
    two = press.describe("Police", SourceKind.NAMED, place="Tal Amar")
    assert len(cards(register, one, two)) == 2


def test_a_full_name_taken_for_another_sort_of_thing_is_a_guess(
    register: Register, press: Any
) -> None:
    one = press.report("Helena Brandt")
    two = press.report("Helena Brandt", kind=EntityKind.ORG, place="Tal Amar")
    (card,) = cards(register, one, two)
    assert guesses(card) == {two}


def test_a_described_office_is_offered_where_an_article_named_its_bearer(
    register: Register, press: Any
) -> None:
    press.report("Helena Brandt", said=("Ostrian ambassador to Veldania",))
    two = press.describe("the Ostrian ambassador", place="Tal Amar")
    (card,) = cards(register, two)
    (likely,) = register.likely(card)
    assert (likely.name, likely.by_office) == ("Helena Brandt", True)
    register.keep_apart(card, likely.source)
    assert register.likely(cards(register, two)[0]) == ()


def test_a_merge_counts_for_the_next_article(register: Register, press: Any) -> None:
    one = press.report("Helena Brandt")
    two = press.describe("the Ostrian ambassador", place="Tal Amar")
    three = press.report("Hélène Brand-Vogel", place="Ostria")
    brandt, ambassador, vogel = (
        next(card for card in cards(register, one, two, three) if word in card.name)
        for word in ("Helena", "ambassador", "Vogel")
    )
    register.merge(brandt, [ambassador, vogel])
    four = press.report("Helene Brand-Vogel", place="the sea")
    five = press.describe("the Ostrian ambassador", place="the hills")
    (card,) = cards(register, one, two, three, four, five)
    assert card.name == "Helena Brandt"
    assert guesses(card) == {five}


def test_two_officials_merged_by_hand_stay_two_for_the_next_article(
    register: Register, press: Any
) -> None:
    one, two = press.describe("Two officials"), press.describe("Two officials", place="Tal Amar")
    first, second = cards(register, one, two)
    register.merge(first, [second])
    three = press.describe("Two officials", place="Ostria")
    assert len(cards(register, one, two)) == 1
    assert len(cards(register, one, two, three)) == 2


def test_a_split_counts_for_the_next_article(register: Register, press: Any) -> None:
    one, two = press.report("Ahmad Mateeq"), press.report("Ahmed Mutiq", place="Tal Amar")
    (card,) = cards(register, one, two)
    register.split(card, card.guesses, "Ahmed Mutiq")
    three = press.report("Ahmed Mutiq", place="Ostria")
    found = {each.name: each for each in cards(register, one, two, three)}
    assert {article for article, _ in found["Ahmed Mutiq"].members} == {two, three}
    assert found["Ahmed Mutiq"].apart == {found["Ahmad Mateeq"].id}
    assert register.likely(found["Ahmed Mutiq"]) == ()


def test_a_confirmed_guess_is_sure_from_then_on(register: Register, press: Any) -> None:
    one, two = press.report("Ahmad Mateeq"), press.report("Mutiq", place="Tal Amar")
    (card,) = cards(register, one, two)
    assert card.guesses
    register.confirm(card)
    three = press.report("Mutiq", place="Ostria")
    (card,) = cards(register, one, two, three)
    assert card.guesses == frozenset()


def test_undoing_a_merge_lets_go_of_what_it_brought_since(
    register: Register, press: Any, session: Session
) -> None:
    one, two = press.report("Helena Brandt"), press.report("Ada Weaver", place="Tal Amar")
    brandt, weaver = sorted(cards(register, one, two), key=lambda c: c.name, reverse=True)
    register.merge(brandt, [weaver])
    three = press.report("Ada Weaver", place="Ostria")
    assert len(cards(register, one, two, three)) == 1
    History(session).undo()
    found = {card.name: card for card in cards(register, one, two, three)}
    assert {article for article, _ in found["Ada Weaver"].members} == {two, three}
    History(session).redo()
    assert len(cards(register, one, two, three)) == 1


def test_undoing_a_grade_keeps_what_was_tied_since(
    register: Register, press: Any, session: Session
) -> None:
    one = press.report("Helena Brandt")
    register.grade(cards(register, one)[0], Reliability.B)
    two = press.report("Helena Brandt", place="Tal Amar")
    History(session).undo()
    (card,) = cards(register, one, two)
    assert {article for article, _ in card.members} == {one, two}
    assert (card.reliability, card.kept) == (None, False)


def test_a_new_analysis_undoes_nothing(register: Register, press: Any, session: Session) -> None:
    one, two = press.report("Ahmad Mateeq"), press.report("Ahmed Mutiq", place="Tal Amar")
    (card,) = cards(register, one, two)
    register.split(card, card.guesses, "Ahmed Mutiq")
    before = cards(register, one, two)
    library = session.library
    for article in (one, two):
        entities = library.findings.entities(article)
        source = library.claims.of(article)[0].claim.source
        assert source is not None
        again = press.analysis(library.articles.get(article).text, entities, source)
        library.findings.store(article, again)
    assert cards(register, one, two) == before


def test_a_source_that_nothing_is_left_of_goes_unless_it_was_kept(
    register: Register, press: Any, session: Session
) -> None:
    library = session.library
    one, two = press.report("Helena Brandt"), press.report("Ada Weaver", place="Tal Amar")
    register.grade(cards(register, two)[0], Reliability.A)
    for article in (one, two):
        library.purge(article, person="Ada Analyst")
    assert [card.name for card in library.sources.cards()] == ["Ada Weaver"]


def test_a_spokesman_is_linked_to_his_ministry_and_not_merged_with_it(
    register: Register, session: Session, press: Any
) -> None:
    text = "Harbour Ministry spokesman Ole Dahl said the road to Lismar is open."

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    entities = tuple(
        Entity(EntityId(id_), name, kind, (name,), (at(name),))
        for id_, name, kind in (
            ("e1", "Harbour Ministry", EntityKind.ORG),
            ("e2", "Ole Dahl", EntityKind.PERSON),
        )
    )
    source = Source(
        at("Harbour Ministry spokesman Ole Dahl"), EntityId("e2"), "Ole Dahl", SourceKind.NAMED
    )
    article = press.keep(text, entities, source)
    ministry = press.report("Harbour Ministry", kind=EntityKind.ORG)
    dahl, of_ministry = sorted(cards(register, article, ministry), key=lambda c: c.name)[::-1]
    (voice,) = register.voices(dahl)
    assert (voice.name, voice.speaks) == ("Harbour Ministry", False)
    assert of_ministry.name == "Harbour Ministry"


def test_a_name_behind_no_claim_has_a_card_too(register: Register, press: Any) -> None:

    one = press.report("Helena Brandt")
    (known,) = cards(register, one)
    assert register.card_of(one, EntityId("e1")) == known


def test_a_search_by_one_name_finds_what_is_said_under_the_others(
    register: Register, press: Any, session: Session
) -> None:
    one, two = press.report("Khalil Hafdar"), press.report("Khalil Hifder", place="Tal Amar")
    press.report("Ada Weaver", place="Ostria")
    for name in ("hafdar", "Hifder"):
        hits = session.library.search.find(SearchQuery(source_name=name))
        assert {hit.article for hit in hits} == {one, two}
