"""What the menu offers for a name, and the word under the mouse."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import EntityId
from annotator.text.spans import Span
from ui.reading.name_entries import NameAct, NameWish, name_entries
from ui.reading.words_at import word_at


def named(id_: str, name: str, kind: EntityKind, *mentions: Span) -> Entity:
    return Entity(EntityId(id_), name, kind, (name,), mentions or (Span(0, len(name)),))


WEAVER = named("e1", "Ada Weaver", EntityKind.PERSON, Span(0, 10), Span(20, 26))
OTHERS = (
    WEAVER,
    named("e2", "Lismar", EntityKind.PLACE),
    named("e3", "Boris", EntityKind.PERSON),
    named("e4", "A. Weaver", EntityKind.PERSON),
)


def test_the_likeliest_other_name_stands_first() -> None:
    entries = name_entries(WEAVER, WEAVER.mentions[0], OTHERS, print)
    (same,) = (entry for entry in entries if entry.text == "Is the same as")
    assert [entry.text for entry in same.inner[:3]] == ["“A. Weaver”", "“Boris”", "“Lismar”"]


def test_every_line_tells_its_wish() -> None:
    told: list[NameWish] = []
    selected = (Span(0, 3), "Ada")
    entries = name_entries(WEAVER, Span(0, 10), OTHERS, told.append, selected)
    for entry in entries:
        for line in (entry, *entry.inner):
            if line.do is not None:
                line.do()
    assert {wish.act for wish in told} == set(NameAct)
    assert all(wish.entity == "e1" and wish.mention == Span(0, 10) for wish in told)
    assert {wish.kind for wish in told if wish.act is NameAct.KIND} == set(EntityKind)
    assert [wish.span for wish in told if wish.act is NameAct.ENDS] == [Span(0, 3)]


def test_a_name_said_once_has_nothing_to_part_from() -> None:
    told: list[NameWish] = []
    for entry in name_entries(OTHERS[1], Span(0, 6), OTHERS, told.append):
        if entry.do is not None:
            entry.do()
    assert not {NameAct.PART, NameAct.NOWHERE} & {wish.act for wish in told}


def test_the_kind_it_has_is_ticked() -> None:
    entries = name_entries(WEAVER, Span(0, 10), OTHERS, print)
    kinds = next(entry.inner for entry in entries if entry.text == "Kind")
    assert [line.checked for line in kinds].count(True) == 1
    assert kinds[0].checked


def test_a_word_ends_where_its_letters_end() -> None:
    text = "“Al-Wadi’s mayor” — said"
    assert word_at(text, 4) == Span(1, 10)
    assert word_at(text, 12) == Span(11, 16)
    assert word_at(text, 18) is None
    assert word_at(text, 99) is None


@given(st.text(max_size=30), st.integers(0, 30))
def test_a_word_holds_the_place_and_no_space(text: str, offset: int) -> None:
    word = word_at(text, offset)
    if word is not None:
        assert word.start <= offset < word.end
        assert not any(letter.isspace() for letter in text[word.start : word.end])
