"""A denial is shown as one wherever a document shows a claim, and a claim keeps its number."""

from datetime import UTC, datetime

import pytest

from annotator.briefing import export
from annotator.briefing.compose import compose
from annotator.briefing.wording import sentence_start
from annotator.domain.briefing import Section
from annotator.domain.claim import Stance, Tag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "Ana Brook denied that the dam was unsafe. The dam was built in 1931."


@pytest.fixture
def denied(desk, make_briefing):
    made = desk(TEXT)
    key = made.claim(
        "that the dam was unsafe", source="Ana Brook", cue="denied", stance=Stance.DENIES,
        tag=Tag.SOURCED,
    )  # fmt: skip
    made.claim("The dam was built in 1931.", suggest=Tag.UNSOURCED)
    return make_briefing(made.done(), key_claims=(key,))


def test_a_key_claim_and_its_row_say_who_denies_it_and_by_which_word(denied, out, read_docx):
    export(denied, out)
    document = read_docx(out)
    assert document.paragraphs("KeyClaim")[0].startswith(
        "[C1] ≠\u00a0denied: that the dam was unsafe"
    )
    facts = document.paragraphs("KeyClaimFacts")
    assert facts == ["Denied by Ana Brook (“denied”) · sourced"]
    cells = document.paragraphs("TableText")
    at = cells.index("[C1]")
    assert cells[at + 1 : at + 4] == [
        "≠\u00a0denied: that the dam was unsafe", "Denied by Ana Brook", "“denied”",
    ]  # fmt: skip


def test_the_text_its_legend_and_the_comment_say_so(denied, out, read_docx):
    export(denied, out)
    document = read_docx(out)
    text = "".join(t.text for t in document.body.iter(W + "t"))
    assert "[C1\u00a0S\u00a0≠]" in text
    assert "[C2\u00a0?]" in text
    assert "≠ denied" in " ".join(document.paragraphs("Explanation"))
    comment = "".join(document.root("word/comments.xml").itertext())
    assert "Denied by Ana Brook." in comment


def test_the_register_and_its_summary_count_denials(denied, out, read_docx):
    export(denied, out)
    words = " ".join(read_docx(out).paragraphs("BodyText"))
    assert "Of all claims, 1 is not made by the source: 1 denied." in words
    assert "of these 1 denied" in read_docx(out).paragraphs("TableText")


@pytest.mark.parametrize(
    ("stance", "told"),
    [
        (Stance.DOUBTS, "Doubted by Ana Brook"),
        (Stance.OPEN, "Left open by Ana Brook"),
        (Stance.ASSERTS, "Ana Brook"),
    ],
)
def test_each_stance_has_its_words(stance, told, desk, make_briefing):
    made = desk(TEXT)
    made.claim("that the dam was unsafe", source="Ana Brook", cue="denied", stance=stance)
    (view,) = compose(make_briefing(made.done()), datetime.now(UTC)).claims
    assert sentence_start(view.attributed) == told


def test_where_nobody_is_named_somebody_still_denies(desk, make_briefing, out, read_docx):
    made = desk(TEXT)
    made.claim("that the dam was unsafe", cue="denied", stance=Stance.DENIES)
    export(make_briefing(made.done()), out)
    assert "Denied; nobody named" in read_docx(out).paragraphs("TableText")


def test_the_marks_of_a_denial_are_no_words_of_the_claim(denied, out, read_docx):
    manifest = export(denied, out)
    assert manifest.claims[0].wording == "that the dam was unsafe"
    written = [entry.text for entry in manifest.paragraphs]
    assert "that the dam was unsafe" in written
    assert not any("≠\u00a0denied" in text for text in written)


def test_a_claim_keeps_its_number_and_a_new_one_gets_one_never_given(
    desk, make_briefing, out, read_docx
):
    made = desk("One. Two. Three. Four.")
    ids = [made.claim(f"{word}.", tag=Tag.SOURCED) for word in ("One", "Two", "Three", "Four")]
    numbers = ((ids[0], 1), (ids[2], 2), (ids[3], 7))
    manifest = export(make_briefing(made.done(), version=2, numbers=numbers), out)
    shown = {entry.id: entry.number for entry in manifest.claims}
    assert shown == {ids[0]: 1, ids[1]: 8, ids[2]: 2, ids[3]: 7}
    assert [c for c in read_docx(out).paragraphs("TableText") if c.startswith("[C")] == [
        "[C1]", "[C8]", "[C2]", "[C7]",
    ]  # fmt: skip


def test_what_only_some_articles_say_is_not_said_of_all(desk, make_briefing, out, read_docx):
    told = desk("One.", publisher="The Lismar Courier", published="2026-02-11")
    told.claim("One.", tag=Tag.SOURCED)
    others = [desk(f"Number {n}.").done() for n in range(5)]
    sections = (Section.SOURCES,)
    export(make_briefing(told.done(), *others, sections=sections), out)
    words = " ".join(read_docx(out).paragraphs("BodyText"))
    assert words.startswith(
        "This briefing draws on 6 articles. Only 1 of the 6 names a publisher (The Lismar "
        "Courier). Only 1 of the 6 says when it was published (on 11 February 2026)."
    )
