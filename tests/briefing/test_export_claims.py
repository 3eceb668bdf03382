"""Comments lie exactly on their claim's words, however claims nest, cross and break."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.briefing import export
from annotator.briefing.compose.claims import _placed
from annotator.domain.claim import Tag
from annotator.text.spans import Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def make(desk, make_briefing):
    """Exports one article with claims, each given by its pieces."""

    def write(path, text, *claims):
        made = desk(text)
        for content in claims:
            made.claim(*content, tag=Tag.SOURCED)
        return export(make_briefing(made.done()), path)

    return write


def test_a_nested_claim_has_a_control_inside_the_other_s(make, out, read_docx):
    text = "He had heard her say that the mole was safe."
    outer, inner = "heard her say that the mole was safe", "the mole was safe"
    make(out, text, (outer,), (inner,))
    document = read_docx(out)
    assert sorted(document.commented().values()) == sorted([outer, inner])
    controls = [
        c for c in document.body.iter(W + "sdt") if c.find(f"{W}sdtPr/{W}dropDownList") is None
    ]
    nested = [c for c in controls if list(c.iterancestors(W + "sdtContent"))]
    assert len([c for c in nested if "".join(c.itertext()) == inner]) == 1


def test_crossing_claims_both_keep_their_words(make, out, read_docx, faults):
    text = "one two three four five six"
    make(out, text, ("one two three four",), ("three four five six",))
    assert list(read_docx(out).commented().values()) == [
        "one two three four",
        "three four five six",
    ]
    assert faults(out) == []


def test_a_claim_over_several_paragraphs(make, out, read_docx, faults):
    text = "Before. It begins here\n\nand goes on\nand ends. After."
    start, end = text.index("It"), text.index(" After")
    manifest = make(out, text, (Span(start, end),))
    assert list(read_docx(out).commented().values()) == ["It begins here\nand goes on\nand ends."]
    assert manifest.claims[0].spans == ("It begins here\n\nand goes on\nand ends.",)
    assert faults(out) == []


def test_a_claim_in_pieces_has_a_comment_on_each(make, out, read_docx):
    text = "“We wait,” she said. “We hope.”"
    make(out, text, ("We wait,", "We hope."))
    document = read_docx(out)
    assert document.commented() == {"0": "We wait,", "1": "We hope."}
    assert document.comments()["1"] == "[C1] The same claim goes on here (part 2 of 2)."
    assert document.paragraphs("ArticleText") == ["“We wait,” she said. “We hope.[C1\u00a0S]”"]


def test_labels_wait_until_no_claim_is_open(make, out, read_docx):
    text = "alpha beta gamma delta"
    make(out, text, ("alpha beta gamma",), ("beta",))
    assert read_docx(out).paragraphs("ArticleText") == [
        "alpha beta gamma[C1\u00a0S][C2\u00a0S] delta"
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("👍🏽 OK", "emoji with a modifier"),
        ("👩‍👩‍👧‍👦 here", "joined emoji"),
        ("𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "astral letters"),
        ("Cafe\u0301 a\u0308", "combining marks"),
        ("نحن ننتظر السفن", "Arabic"),
        ("said שלום twice", "Hebrew inside English"),
        ("a & b < c > d \"e\" 'f'", "letters of markup"),
        ("tab\there", "a tab"),
    ],
)
def test_comments_are_exact_for(words, why, make, out, read_docx):
    make(out, f"🙂 x {words} y \u200f🙂", (words,))
    assert list(read_docx(out).commented().values()) == [words], why


LETTERS = st.sampled_from(
    [*"ab .,\n\t&<", "🙂", "👩\u200d👩\u200d👧", "e\u0301", "ش", "ם", "𝒳", "\u200f"]
)
TEXTS = (
    st.lists(LETTERS, min_size=1, max_size=60)
    .map("".join)
    .map(lambda text: unicodedata.normalize("NFC", text))
)


@st.composite
def texts_with_claims(draw):
    text = draw(TEXTS.filter(lambda text: text.strip()))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    claims = draw(
        st.lists(st.lists(spans, min_size=1, max_size=3), min_size=1, max_size=6, unique_by=str)
    )
    return text, [tuple(Span(*span) for span in claim) for claim in claims]


@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=texts_with_claims())
def test_any_claims_over_any_text(made, make, tmp_path: Path, read_docx, faults):
    text, claims = made
    path = tmp_path / "any.docx"
    manifest = make(path, text, *claims)
    document = read_docx(path)
    assert faults(path) == []
    # Blank lines are not shown, so a line end within a claim stands for one or more.
    expected = [
        "\n".join(line for line in text[s.start : s.end].split("\n") if _shown(text, s, line))
        for claim in claims
        for s in _placed(text, claim)
    ]
    # What has no place in the text has its comment on its row.
    expected += ["" for claim in claims if not _placed(text, claim)]
    assert sorted(document.commented().values()) == sorted(expected)
    assert document.article_lines() == [line for line in text.split("\n") if line.strip()]
    assert [entry.number for entry in manifest.claims] == list(range(1, len(claims) + 1))


def _shown(text: str, span: Span, line: str) -> bool:
    return bool(line.strip()) or "\n" not in text[span.start : span.end]


def test_each_article_heads_a_table_of_its_own_and_stays_with_it(harbour, out, read_docx):
    export(harbour, out)
    document = read_docx(out)
    headings = [p for p in document.body.iter(W + "p") if _style(p) == "TableGroup"]
    assert len(headings) == 2
    for heading in headings:
        assert heading.getparent().tag == W + "body"
        assert heading.getnext().tag == W + "tbl"
    styles = document.root("word/styles.xml")
    (style,) = (s for s in styles.iter(W + "style") if s.get(W + "styleId") == "TableGroup")
    assert style.find(f"{W}pPr/{W}keepNext") is not None


def _style(paragraph):
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return named.get(W + "val") if named is not None else ""
