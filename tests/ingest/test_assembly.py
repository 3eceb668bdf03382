"""Whatever a format hands over, the article's text is normal and its blocks tell it apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import BlockKind
from annotator.ingest.assembly import assemble
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.limits import Limits
from annotator.ingest.problems import UnreadableError
from annotator.ingest.raw import Paragraph, RawDocument
from annotator.text.normalise import normalise

SOURCE = SourceBytes("some_file.txt", b"", Limits())
TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\r\n\u2028\u2029\u0085\u00a0\u00ad\ufeff\ufffe\ufb01\t 😀\u0301م—"),
        st.characters(categories=["Cs"]),
    ),
    max_size=60,
)
DOCUMENTS = st.builds(
    RawDocument,
    st.lists(st.builds(Paragraph, TEXTS, st.sampled_from(BlockKind)), max_size=8),
    st.just("text/plain"),
    structured=st.booleans(),
    title=TEXTS,
    author=TEXTS,
)


@given(DOCUMENTS)
def test_the_text_is_normal_and_blocks_cover_every_word(raw):
    try:
        answer = assemble(raw, SOURCE)
    except UnreadableError:
        assert not any(letter.isalnum() for p in raw.paragraphs for letter in p.text)
        return
    assert normalise(answer.text) == answer.text
    assert answer.text.encode("utf-8").decode("utf-8") == answer.text
    at = 0
    for block in answer.blocks:
        assert at <= block.span.start < block.span.end <= len(answer.text)
        assert answer.text[at : block.span.start].strip() == ""
        words = answer.text[block.span.start : block.span.end]
        assert words == words.strip()
        at = block.span.end
    assert at == len(answer.text)


@given(DOCUMENTS)
def test_no_letter_or_digit_of_a_paragraph_is_lost(raw):
    try:
        answer = assemble(raw, SOURCE)
    except UnreadableError:
        return

    def words(text: str) -> list[str]:
        return [letter for letter in normalise(text) if letter.isalnum()]

    assert words(answer.text) == words("\n".join(p.text for p in raw.paragraphs))


@given(DOCUMENTS)
def test_what_is_shown_in_one_line_is_one_line(raw):
    try:
        answer = assemble(raw, SOURCE)
    except UnreadableError:
        return
    for line in (answer.title, answer.author):
        assert "\n" not in line
        assert line == line.strip()


def test_a_document_without_words_is_a_problem():
    with pytest.raises(UnreadableError, match="holds no text"):
        assemble(RawDocument([Paragraph(" \u200b\ufeff\n")], "text/plain"), SOURCE)


def test_a_title_comes_from_the_headline_before_the_file_name(interpret):
    story = "A bridge to nowhere\n\n" + "The bridge was opened by the minister on Monday. " * 4
    assert interpret("x1.txt", story).title == "A bridge to nowhere"
    assert interpret("bridge_story.txt", "The bridge was opened.").title == "bridge story"


def test_pasted_text_is_titled_by_its_first_words(interpret):
    words = "The bridge was opened by the minister on Monday, and closed on Tuesday for repairs."
    title = interpret("pasted.txt", words, pasted=True).title
    assert title.endswith("…")
    assert words.startswith(title.rstrip("…"))


def test_bullets_of_symbol_fonts_become_bullets_that_show(interpret):
    assert interpret("a.txt", "\uf0b7 first\n\uf0b7 second").text == "• first\n• second"
