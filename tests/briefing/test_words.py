"""The words of the body as the manifest keeps them, and building without the collector."""

import gc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.briefing.anchors import LABEL_STYLE, label
from annotator.briefing.cleaning import clean, escape
from annotator.briefing.uncollected import uncollected
from annotator.briefing.write.markup import cross_reference, paragraph, run
from annotator.briefing.write.words import Words
from annotator.domain.claim import Tag

TEXTS = st.text(st.characters(exclude_categories=()), max_size=40)


@given(st.lists(TEXTS, max_size=4))
def test_every_paragraph_comes_back_as_it_was_written(texts: list[str]) -> None:
    piece = "".join(paragraph(run(text), "BodyText") for text in texts)

    expected = [clean(text) for text in texts]
    assert Words().read(piece) == [text for text in expected if text.strip()]


@given(TEXTS, TEXTS)
@example("0\r\n", "\r")
def test_labels_and_results_of_fields_are_nobodys_words(before: str, after: str) -> None:
    field = cross_reference("PAGEREF x", run("12"))
    mark = run(label(3, Tag.SOURCED), LABEL_STYLE)
    piece = paragraph(run(before) + mark + field + run(after))

    expected = clean(before) + clean(after)
    assert Words().read(piece) == ([expected] if expected.strip() else [])


def test_a_paragraph_in_two_pieces_is_one() -> None:
    words = Words()

    assert words.read("<w:p>" + run("The quay ")) == []
    assert words.read(run("is closed.") + "</w:p>") == ["The quay is closed."]


@given(TEXTS)
def test_what_is_escaped_is_xml_and_says_the_same(text: str) -> None:
    from lxml import etree

    assert (etree.fromstring(f"<a>{escape(text)}</a>").text or "") == clean(text)
    attribute = etree.fromstring(f'<a b="{escape(text)}"/>').get("b")
    assert (attribute or "").split() == clean(text).split()


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_as_before_also_after_a_failure(on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        with pytest.raises(ValueError, match="stopped"):
            _fail_uncollected()
        assert gc.isenabled() == on
    finally:
        (gc.enable if was_on else gc.disable)()


def _fail_uncollected() -> None:
    with uncollected():
        assert not gc.isenabled()
        raise ValueError("stopped")
