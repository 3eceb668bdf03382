"""Quotation structure: which marks pair, whatever their shape, and what they are for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.parsing.extensions import QuotationKind
from annotator.analysis.parsing.quotations import find_quotations, parser_text

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@pytest.fixture(scope="module")
def blank() -> Language:
    return blank_english()


@cache
def blank_english() -> Language:
    import spacy

    return spacy.blank("en")


def quoted(blank: Language, text: str) -> list[str]:
    doc = blank(parser_text(text))
    return [inner_text(doc, text, i) for i in range(len(find_quotations(doc)))]


def inner_text(doc: Doc, text: str, index: int) -> str:
    inner = find_quotations(doc)[index].inner
    last = doc[inner.end - 1]
    return text[doc[inner.start].idx : last.idx + len(last)]


@pytest.mark.parametrize(
    "text",
    [
        "She said “the harbour is open” today.",
        'She said "the harbour is open" today.',
        "She said ''the harbour is open'' today.",
        "She said ``the harbour is open'' today.",
        "She said «the harbour is open» today.",
        "She said »the harbour is open« today.",
        "She said „the harbour is open“ today.",
        "She said ‘the harbour is open’ today.",
        "She said “the harbour is open“ today.",
        "She said “the harbour is open“.",
    ],
)
def test_every_kind_of_mark_pairs(blank: Language, text: str) -> None:
    assert quoted(blank, text) == ["the harbour is open"]


def test_a_second_opening_mark_before_words_closes_nothing(blank: Language) -> None:
    assert quoted(blank, "She said “the harbour “Nord” is open” today.")[0].startswith("the har")
    assert "is open" not in quoted(blank, "She said “the harbour “Nord” is open today.")[-1:]


def test_two_strokes_become_one_mark_without_moving_anything() -> None:
    text = "He said ''no'' and left.\n''Never,'' he wrote (''ever'')."
    parsed = parser_text(text)
    assert len(parsed) == len(text)
    assert [i for i, letter in enumerate(parsed) if letter.isalnum()] == [
        i for i, letter in enumerate(text) if letter.isalnum()
    ]


def test_a_cue_between_two_quotations_belongs_to_neither(blank: Language) -> None:
    text = '"The port is closed," the minister said. "It will open on Monday."'
    assert quoted(blank, text) == ["The port is closed,", "It will open on Monday."]


def test_a_quotation_left_open_by_its_paragraph_is_marked_as_going_on(blank: Language) -> None:
    doc = blank("“We waited all night.\n“Nobody came to help us,” she said.")
    first, second = find_quotations(doc)
    assert not first.closed
    assert second.closed
    assert first.span.end <= second.span.start


def test_a_nested_quotation_knows_the_one_around_it(blank: Language) -> None:
    doc = blank("“He told me ‘never again’ and left,” she said.")
    outer, inner = find_quotations(doc)
    assert (outer.parent, inner.parent) == (None, 0)
    assert doc[inner.inner.start : inner.inner.end].text == "never again"


def test_apostrophes_open_and_close_nothing(blank: Language) -> None:
    assert quoted(blank, "The ministers’ plan isn’t the mayor’s idea of the ’90s.") == []


def test_inches_are_no_quotation(blank: Language) -> None:
    assert quoted(blank, 'A pipe of 12" runs under the quay and ends there.') == []


def test_names_in_scare_quotes_are_told_from_speech(english: Language) -> None:
    doc = english("The “Northern Accord” met. “We will not sign this,” said Ilse Brandt.")
    kinds = [quotation.kind for quotation in doc._.quotations]
    assert kinds == [QuotationKind.SCARE, QuotationKind.SPEECH]


@given(st.text(alphabet="ab \n\"“”‘’«»„'.,", max_size=60))
def test_no_text_makes_quotations_cross_or_leave_the_text(text: str) -> None:
    doc = blank_english()(parser_text(text))
    found = find_quotations(doc)
    for quotation in found:
        assert 0 <= quotation.span.start <= quotation.inner.start <= quotation.inner.end
        assert quotation.inner.end <= quotation.span.end <= len(doc)
        assert "\n" not in doc[quotation.span.start : quotation.span.end].text.strip("\n")
    for first in found:
        for second in found:
            a, b = first.span, second.span
            assert not a.start < b.start < a.end < b.end
