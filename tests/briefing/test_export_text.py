"""Every text survives the export, in every place where a text can stand."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.briefing import export
from annotator.briefing.cleaning import clean
from annotator.domain.briefing import SourceCard
from annotator.domain.claim import SourceKind, Tag
from annotator.domain.decision import Reliability
from annotator.domain.entity import EntityKind
from annotator.domain.ids import SourceId
from annotator.domain.marking import Marking
from annotator.text.spans import Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def everywhere(desk, make_briefing):
    """A briefing that says some words in every field that holds text."""
    return lambda words: _everywhere(words, desk, make_briefing)


def _everywhere(words: str, desk, make_briefing):
    made = desk(
        f"x {words} y", title=words, author=words, publisher=words, published=words,
        address=words, accessed=words, file_name=words, language=words, media_type=words,
    )  # fmt: skip
    entity = made.entity(words or "x", words, kind=EntityKind.OTHER)
    chosen = made.claim(
        f"x {words} y", source=words, entity=entity, cue="x", tag=Tag.SOURCED, note=words,
        wording=words, person=words, reviewer=words,
    )  # fmt: skip
    card = SourceCard(SourceId("s"), words, SourceKind.NAMED, Reliability.C, words, words)
    return make_briefing(
        made.done(), title=words, author=words, reference=words, summary=words, sources=(card,),
        key_claims=(chosen,), marking=Marking(words, "#FFFFFF"), mark_entities=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "control \x00\x01\x08\x0b\x0c\x0e\x1f letters",
        "lone \ud800 surrogates \udfff",
        "non-characters \ufffe \uffff",
        "markup <w:t>&amp;</w:t> \" ' ]]> <!-- -->",
        "returns \r\n and \r",
        "emoji 👩‍👩‍👧‍👦 👍🏽 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "العربية مع English ثم עברית",
        "{curly} %s %d \\h \\f",
        "",
        " ",
    ],
)
def test_no_text_breaks_the_document(words, everywhere, out, faults, read_docx):
    briefing = everywhere(words)
    export(briefing, out)
    assert faults(out) == []
    shown = read_docx(out).article_lines()
    assert "\n".join(shown) == clean(briefing.articles[0].article.text.replace("\r", " "))


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_text_anywhere(words, everywhere, tmp_path: Path, faults):
    path = tmp_path / "any.docx"
    export(everywhere(words), path)
    assert faults(path) == []


def test_a_paragraph_of_32_000_letters(desk, make_briefing, out, read_docx, faults):
    text = "A claim of 32 letters, or about. " * 1_000
    made = desk(text)
    made.claim(text[100:31_000], tag=Tag.SPECULATIVE)
    export(make_briefing(made.done()), out)
    document = read_docx(out)
    assert document.article_lines() == [text]
    assert list(document.commented().values()) == [text[100:31_000]]
    assert faults(out) == []


def test_ten_thousand_claims(desk, make_briefing, out, read_docx):
    line = "So it was said. "
    made = desk("\n".join([line] * 10_000))
    for i in range(10_000):
        made.claim(Span(i * (len(line) + 1), (i + 1) * len(line) + i), suggest=Tag.UNSOURCED)
    manifest = export(make_briefing(made.done()), out)
    assert [entry.number for entry in manifest.claims] == list(range(1, 10_001))
    body = read_docx(out).parts["word/document.xml"]
    for mark in (b"<w:commentRangeStart ", b"<w:dropDownList ", b'w:val="claimtext:'):
        assert body.count(mark) == 10_000


def test_right_to_left_paragraphs_and_runs_are_marked(harbour, out, read_docx):
    export(harbour, out)
    for paragraph in read_docx(out).body.iter(W + "p"):
        words = "".join(t.text for t in paragraph.iter(W + "t"))
        bidi = paragraph.find(f"{W}pPr/{W}bidi") is not None
        assert bidi == words.startswith(("“نحن", "نحن", "أحد", "“قال"))
        for run in paragraph.iter(W + "r"):
            text = "".join(t.text for t in run.iter(W + "t"))
            arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
            assert (run.find(f"{W}rPr/{W}rtl") is not None) == arabic


def test_an_article_in_another_language_says_which(desk, make_briefing, out, read_docx):
    made = desk("Le port est fermé.", language="fr")
    export(make_briefing(made.done()), out)
    runs = read_docx(out).body.iter(W + "r")
    run = next(r for r in runs if "".join(r.itertext()).startswith("Le"))
    assert run.find(f"{W}rPr/{W}lang").get(W + "val") == "fr-FR"


def test_an_empty_briefing_is_a_document_too(make_briefing, out, faults, read_docx):
    export(make_briefing(title=""), out)
    assert faults(out) == []
    assert read_docx(out).paragraphs("Title") == ["Briefing"]


def test_articles_without_text_or_claims(desk, make_briefing, out, faults):
    export(replace(make_briefing(desk("").done(), desk("\n \n").done())), out)
    assert faults(out) == []


def test_claims_that_lie_outside_the_text_still_have_their_row(
    desk, make_briefing, out, faults, read_docx
):
    made = desk("Short.")
    made.claim(Span(50, 60), suggest=Tag.SOURCED)
    export(make_briefing(made.done()), out)
    assert faults(out) == []
    assert "[C1]" in read_docx(out).paragraphs("TableText")
    assert next(iter(read_docx(out).comments().values())).startswith("[C1] Undecided.")
