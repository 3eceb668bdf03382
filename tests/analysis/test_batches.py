"""Articles cut into runs of paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.batches import _MOST, batches, paragraphs
from annotator.domain.article import Block, BlockKind
from annotator.text.spans import Span

TEXTS = st.lists(st.text(alphabet='ab “”".!? \n', max_size=400), max_size=12).map("\n\n".join)


@given(TEXTS, st.integers(min_value=1, max_value=300))
def test_every_paragraph_comes_once_and_in_order(text: str, usual: int) -> None:
    found = [block for batch in batches(text, paragraphs(text), usual) for block in batch.blocks]
    assert tuple(found) == paragraphs(text)


@given(TEXTS)
def test_paragraphs_hold_all_that_is_not_white_space(text: str) -> None:
    covered = {i for block in paragraphs(text) for i in range(*block.span)}
    assert all(i in covered for i, letter in enumerate(text) if not letter.isspace())


def test_a_quotation_over_two_paragraphs_stays_in_one_run() -> None:
    text = "“One.\n“Two.”\nThree."
    runs = [text[batch.span.start : batch.span.end] for batch in batches(text, paragraphs(text), 1)]
    assert runs == ["“One.\n“Two.”", "Three."]


def test_an_overlong_paragraph_is_cut_after_a_sentence_and_nothing_is_lost() -> None:
    text = "This is a sentence. " * 2_000
    pieces = [block.span for batch in batches(text, paragraphs(text)) for block in batch.blocks]
    assert all(span.length <= _MOST for span in pieces)
    assert "".join(text[span.start : span.end] for span in pieces) == text
    assert all(text[: span.end].rstrip().endswith(".") for span in pieces)


def test_a_paragraph_without_any_space_is_cut_all_the_same() -> None:
    text = "x" * (3 * _MOST + 7)
    block = Block(Span(0, len(text)), BlockKind.BODY)
    assert sum(batch.span.length for batch in batches(text, [block])) == len(text)


def test_a_line_in_capitals_is_a_heading_and_a_sentence_in_capitals_is_not() -> None:
    text = "MINISTER SAYS BRIDGE WILL OPEN\nTHE BRIDGE WAS CLOSED.\nNATO"
    kinds = [block.kind for batch in batches(text, paragraphs(text)) for block in batch.blocks]
    assert kinds == [BlockKind.HEADLINE, BlockKind.BODY, BlockKind.BODY]
