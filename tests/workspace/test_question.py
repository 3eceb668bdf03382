"""A question in plain words becomes conditions; what is not understood stays words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import SourceKind, Tag
from annotator.storage import SearchQuery
from annotator.workspace.question import PartKind, Question, searched_name
from annotator.workspace.question_reader import read_question

EGYPT = "Egypt|Egyptian|Egyptians"
TURKEY = "Turkey|Turkiye|Türkiye|Turkish|Turk|Turks"
TODAY = date(2026, 11, 23)  # a Monday
_WORDS_OF_THE_GRAMMAR = """
    claims articles speculative undecided about by from naming labelled who what says
    said that since until between and last week on 3 March 2026-03-04 Monday today the
    99999999 Egypt officials anonymous sources "by" 31.2.2026 0 . ? wer sagt über seit
    von
"""
_WITHOUT_VALUE = {PartKind.DECIDED, PartKind.UNDECIDED, PartKind.OFFICIALS}
_GRAMMAR = tuple(_WORDS_OF_THE_GRAMMAR.split())


def _read(typed: str) -> Question:
    return read_question(typed, TODAY)


def _tags(*tags: Tag) -> frozenset[Tag]:
    return frozenset(tags)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        (
            "speculative claims about Egypt by officials",
            SearchQuery(EGYPT, _tags(Tag.SPECULATIVE), officials=True, claims=True),
        ),
        ("claims about Turkey", SearchQuery(TURKEY, claims=True)),
        ("Who says that Turkey will abstain?", SearchQuery(f"{TURKEY} will abstain", claims=True)),
        (
            "what does Hosni say about the dam since Monday",
            SearchQuery("dam", source_name="Hosni", published_from="2026-11-16", claims=True),
        ),
        (
            "everything Hosni said about wheat",
            SearchQuery("wheat", source_name="Hosni", claims=True),
        ),
        (
            "sourced or unsourced claims",
            SearchQuery(tags=_tags(Tag.SOURCED, Tag.UNSOURCED), claims=True),
        ),
        (
            "undecided speculative claims from the Harbour Post",
            SearchQuery(suggested=_tags(Tag.SPECULATIVE), publisher="Harbour Post", claims=True),
        ),
        (
            "undecided or speculative claims",
            SearchQuery(tags=_tags(Tag.SPECULATIVE), undecided=True, claims=True),
        ),
        (
            "decided claims by Brandt",
            SearchQuery(tags=frozenset(Tag), source_name="Brandt", claims=True),
        ),
        (
            "claims by anonymous officials",
            SearchQuery(officials=True, source_kind=SourceKind.ANONYMOUS, claims=True),
        ),
        (
            "what did senior officials say about the dam",
            SearchQuery("dam", officials=True, source_name="senior", claims=True),
        ),
        (
            "claims by Turkish officials",
            SearchQuery(
                officials=True,
                source_words=("Turkish", "Turkey", "Turkiye", "Türkiye", "Turk", "Turks"),
                claims=True,
            ),
        ),
        (
            "Aussagen von Beamten über Egypt",
            SearchQuery(EGYPT, officials=True, claims=True),
        ),
        (
            "claims by anonymous sources last week",
            SearchQuery(
                source_kind=SourceKind.ANONYMOUS,
                published_from="2026-11-16",
                published_to="2026-11-22",
                claims=True,
            ),
        ),
        ("claims that the ferry is safe", SearchQuery("ferry is safe", claims=True)),
        (
            "articles from Harbour Post that mention Brandt",
            SearchQuery(publisher="Harbour Post", entity="Brandt"),
        ),
        ("articles about wheat by Okoro", SearchQuery("wheat Okoro")),
        (
            "show me all unsourced claims labelled ports",
            SearchQuery(tags=_tags(Tag.UNSOURCED), label="ports", claims=True),
        ),
        ("wheat since Monday", SearchQuery("wheat", published_from="2026-11-16")),
        (
            'claims about "the northern harbour"',
            SearchQuery('"the northern harbour"', claims=True),
        ),
        (
            "spekulative Aussagen über Ägypten von Brandt seit Montag",
            SearchQuery(
                "Ägypten",
                _tags(Tag.SPECULATIVE),
                source_name="Brandt",
                published_from="2026-11-16",
                claims=True,
            ),
        ),
        (
            "Was hat Brandt über die Fähre gesagt?",
            SearchQuery("Fähre", source_name="Brandt", claims=True),
        ),
        ("Wer sagt, dass die Fähre sicher ist", SearchQuery("Fähre sicher ist", claims=True)),
    ],
)
def test_it_is_understood(typed: str, query: SearchQuery) -> None:
    assert _read(typed).query() == query


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ferry",
        "claims",
        "claims settlement",
        "articles of association",
        "a bridge by the sea",
        "today",
        "who said",
        "what now",
        "since",
        "speculative",
        '"claims about Turkey"',
        "clai* -budget",
    ],
)
def test_plain_words_stay_words(typed: str) -> None:
    question = _read(typed)
    assert question.parts == ()
    assert question.query() == SearchQuery(typed.strip())


def test_a_part_taken_away_leaves_the_others() -> None:
    question = _read("speculative claims about Egypt by officials last week")
    for part in question.parts:
        rest = _read(question.without(part))
        kept = [(other.kind, other.value) for other in question.parts if other is not part]
        assert [(other.kind, other.value) for other in rest.parts] == kept


@pytest.mark.parametrize(
    ("typed", "searched"),
    [("officials", "official"), ("Hosnis", "Hosnis"), ("press", "press"), ('"Brandt"', "Brandt")],
)
def test_a_plural_finds_the_singular_and_a_name_stays(typed: str, searched: str) -> None:
    assert searched_name(typed) == searched


class TestAnyText:
    """Whatever is typed, nothing breaks and nothing is lost."""

    @given(st.text(max_size=60))
    def test_parts_stand_in_what_was_typed(self, typed: str) -> None:
        question = _read(typed)
        question.query()
        for part in question.parts:
            assert 0 <= part.span.start < part.span.end <= len(typed)
            assert part.value or part.kind in _WITHOUT_VALUE

    _WORD = st.sampled_from(_GRAMMAR)

    @given(st.lists(_WORD, max_size=12).map(" ".join))
    def test_every_word_is_in_a_part_or_searched_for_or_of_the_grammar(self, typed: str) -> None:
        question = _read(typed)
        question.query()
        for word in ("Egypt", "officials"):
            told = question.words + " ".join(part.value for part in question.parts)
            assert typed.count(word) == told.count(word)

    @given(st.lists(_WORD, min_size=1, max_size=8).map(" ".join))
    def test_quoted_it_is_words_alone(self, typed: str) -> None:
        quoted = f'"{typed.replace(chr(34), "")}"'
        assert _read(quoted).parts == ()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("claims about Turks", "Turks|Turkey|Turkiye|Türkiye|Turkish|Turk"),
        ("claims about turkish farmers", "turkish|Turkey|Turkiye|Türkiye|Turk|Turks farmers"),
        ("claims about New Zealand", '"New Zealand"|"New Zealander"|"New Zealanders"'),
        ("claims about Turkey's vote", f"{TURKEY} vote"),
        ("claims about us", "us"),
        ("claims about the car", "car"),
        ('claims about "Turkey"', '"Turkey"'),
        ('claims about "the Turkish vote" and Egypt', f'"the Turkish vote" and {EGYPT}'),
        ("Turkey", "Turkey"),
    ],
)
def test_a_country_is_its_people_too_where_it_is_asked_about(typed: str, words: str) -> None:
    assert _read(typed).query().words == words


def test_a_country_in_capitals_is_told_from_a_word() -> None:
    words = _read("claims about US troops").query().words
    assert words.startswith('US|"United States"|"U.S."')
    assert words.endswith("|American|Americans troops")
    assert "|US|" not in _read("claims about American troops").query().words
    (part,) = _read("claims by US officials").parts
    assert part.also[:2] == ("United States", "U.S.")


def test_a_condition_on_officials_can_be_taken_away() -> None:
    question = _read("claims by anonymous officials about wheat")
    kinds = [part.kind for part in question.parts]
    assert kinds == [PartKind.SOURCE_KIND, PartKind.OFFICIALS, PartKind.ABOUT]
    assert question.without(question.parts[0]) == "claims by officials about wheat"
    assert question.without(question.parts[2]) == "claims by anonymous officials"
