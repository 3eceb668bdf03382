"""Entities of one article gathered from their mentions."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.lexicon.gazetteer import Entry, Gazetteer
from annotator.analysis.sources.registry import Registry
from annotator.domain.entity import Entity, EntityKind
from annotator.text.spans import Span

PERSON, ORG, PLACE = EntityKind.PERSON, EntityKind.ORG, EntityKind.PLACE


def gathered(*mentions: tuple[str, EntityKind], gazetteer: Gazetteer | None = None) -> list[Entity]:
    registry = Registry(gazetteer)
    for at, (name, kind) in enumerate(mentions):
        registry.add(name, kind, Span(100 * at, 100 * at + len(name)))
    return list(registry.entities())


def test_surname_full_name_and_spelling_are_one_person() -> None:
    (one,) = gathered(("Khalifa Hifter", PERSON), ("Hifter", PERSON), ("Haftar", PERSON))
    assert one.name == "Khalifa Hifter"
    assert one.names == ("Khalifa Hifter", "Hifter", "Haftar")
    assert len(one.mentions) == 3
    assert one.guessed


def test_a_surname_alone_is_no_guess() -> None:
    (one,) = gathered(("Richard Norland", PERSON), ("Norland", PERSON))
    assert not one.guessed


def test_two_persons_of_one_surname_stay_two_and_the_last_is_meant() -> None:
    one, two = gathered(("Anna Weber", PERSON), ("Karl Weber", PERSON), ("Weber", PERSON))
    assert len(one.mentions) == 1
    assert len(two.mentions) == 2
    assert two.guessed


def test_one_name_has_one_kind() -> None:
    (one,) = gathered(("Wagner", ORG), ("Wagner", EntityKind.OTHER), ("Wagner", ORG))
    assert one.kind is ORG


def test_a_surname_taken_for_a_place_joins_the_person() -> None:
    (one,) = gathered(("Ahmad Maitiq", PERSON), ("Moutiq", PLACE))
    assert one.kind is PERSON


def test_a_listed_place_never_becomes_a_person() -> None:
    kinds = {one.name: one.kind for one in gathered(("Ann London", PERSON), ("London", PLACE))}
    assert kinds == {"Ann London": PERSON, "London": PLACE}


def test_a_country_is_one_under_its_names_and_its_people_are_another() -> None:
    found = gathered(("US", PLACE), ("United States", PLACE), ("American", EntityKind.GROUP))
    assert [one.kind for one in found] == [PLACE, EntityKind.GROUP]
    assert found[0].name == "United States"


def test_an_acronym_is_the_body_named_before() -> None:
    (one,) = gathered(("League of Coastal States", ORG), ("LCS", ORG))
    assert one.names == ("League of Coastal States", "LCS")


def test_the_users_alias_gives_the_users_name() -> None:
    own = Gazetteer((Entry("Khalifa Hifter", PERSON, ("the Field Marshal",)),))
    (one,) = gathered(("the Field Marshal", PERSON), ("Hifter", PERSON), gazetteer=own)
    assert one.name == "Khalifa Hifter"


MENTIONS = st.lists(
    st.tuples(
        st.text(alphabet="abcAB .-’é", min_size=1, max_size=12), st.sampled_from(list(EntityKind))
    ),
    max_size=20,
)


@given(MENTIONS)
def test_no_mention_is_lost_and_ids_are_distinct(mentions: list[tuple[str, EntityKind]]) -> None:
    found = gathered(*mentions)
    assert sum(len(one.mentions) for one in found) == len(mentions)
    assert len({one.id for one in found}) == len(found)
    assert all(one.name in one.names and one.names for one in found)
