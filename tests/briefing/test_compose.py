"""From a briefing to its layout: numbers, rows and sentences are right before any is XML."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from annotator.briefing import export
from annotator.briefing.compose import MOST_BARS, compose
from annotator.briefing.compose.articles import lines_of
from annotator.briefing.compose.citations import citation_of
from annotator.briefing.layout import (
    Changes,
    EntityIndex,
    KeyClaims,
    Prose,
    Register,
    Reliance,
)
from annotator.domain.article import Block, BlockKind
from annotator.domain.briefing import PreviousExport, Section, SourceCard
from annotator.domain.claim import SourceKind, Tag
from annotator.domain.ids import ClaimId, EntityId, ExportId, SourceId
from annotator.text.spans import Span

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)


def part(layout, kind):
    return next(p for p in layout.parts if isinstance(p, kind))


def test_claims_are_numbered_through_all_articles(harbour):
    layout = compose(harbour, NOW)
    assert [view.number for view in layout.claims] == list(range(1, 16))
    assert [view.article for view in layout.claims] == [0] * 11 + [1] * 4


def test_numbers_do_not_count_what_is_left_out(desk, make_briefing):
    made = desk("One. Two. Three.")
    made.claim("One.", tag=Tag.REJECTED)
    made.claim("Two.")
    layout = compose(make_briefing(made.done()), NOW)
    assert [(v.number, v.original) for v in layout.claims] == [(1, "Two.")]


def test_a_dateline_stays_in_its_line(desk):
    made = desk("PORT SELIM — It rained.\n\nMore.")
    blocks = (
        Block(Span(0, 13), BlockKind.DATELINE), Block(Span(13, 23), BlockKind.BODY),
        Block(Span(25, 30), BlockKind.QUOTE),
    )  # fmt: skip
    lines = lines_of(replace(made.article, blocks=blocks))
    assert [(line.span, line.kind, line.dateline) for line in lines] == [
        (Span(0, 23), BlockKind.BODY, Span(0, 13)),
        (Span(25, 30), BlockKind.QUOTE, None),
    ]


def test_words_outside_every_block_are_shown_too(desk):
    made = desk("Inside.\nOutside.")
    article = replace(made.article, blocks=(Block(Span(0, 7), BlockKind.BODY),))
    assert [line.kind for line in lines_of(article)] == [BlockKind.BODY, BlockKind.BODY]


def test_one_card_joins_the_names_of_two_articles(harbour):
    rows = part(compose(harbour, NOW), Register).rows
    assert rows[0].name == "Helena Brandt"
    assert dict(rows[0].counts) == {Tag.SOURCED: 3, Tag.SPECULATIVE: 2}
    assert [row.name for row in rows if row.name == "Brandt"] == []


def test_a_card_is_found_by_a_description_s_words(harbour):
    rows = {row.name: row for row in part(compose(harbour, NOW), Register).rows}
    assert rows["satellite imagery"].reliability == "A"
    assert rows["satellite imagery"].kind is SourceKind.IMPERSONAL


def test_the_author_s_own_words_come_last(harbour):
    rows = part(compose(harbour, NOW), Register).rows
    assert rows[-1].name == "The author's own words"
    assert rows[-1].kind is None


def test_the_source_summary_statement(harbour):
    (text,) = part(compose(harbour, NOW), Register).statement
    assert text == (
        "This briefing draws on 2 articles from 2 publishers (Radio Tal Amar and The Lismar "
        "Courier), published between 9 March 2026 and 11 March 2026. It contains 15 claims: 8 "
        "sourced, 3 speculative, 1 unsourced and 3 undecided. Behind 12 claims stand 8 sources: "
        "4 named, 3 anonymous and 1 impersonal. The source most relied on is Helena Brandt, "
        "behind 5 of 15 claims (33\u00a0%). Of the sources, 1 graded A and 1 graded B; 6 not "
        "graded. 3 claims (20\u00a0%) are in the author's own words."
    )


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        (["Anna"] * 3 + ["Bert"], "More than half of the briefing rests on one source: Anna"),
        (["Anna", "Bert"], "No source stands out: 2 of them are behind 1 of 2 claims"),
        (["Anna", "Anna", "Bert", "Cora"], "The source most relied on is Anna, behind 2 of 4"),
    ],
)  # fmt: skip
def test_where_a_briefing_rests_on_one_source(sources, sentence, desk, make_briefing):
    made = desk(" ".join(f"Number {i}." for i in range(len(sources))))
    for i, name in enumerate(sources):
        made.claim(f"Number {i}.", source=name, tag=Tag.SOURCED)
    (text,) = part(compose(make_briefing(made.done()), NOW), Register).statement
    assert sentence in text


def test_the_counts_of_the_register_add_up_to_the_claims(harbour):
    layout = compose(harbour, NOW)
    counted = Counter[Tag | None]()
    for row in part(layout, Register).rows:
        counted.update(dict(row.counts))
    assert counted == Counter(view.tag for view in layout.claims)


def test_a_picture_of_many_sources_leaves_out_the_smallest_and_says_so(desk, make_briefing):
    made = desk(" ".join(f"Number {i} of all." for i in range(40)))
    for i in range(40):
        made.claim(f"Number {i} of all.", source=f"Source {i // 2}", tag=Tag.SOURCED)
    picture = part(compose(make_briefing(made.done()), NOW), Reliance)
    assert len(picture.bars) == MOST_BARS
    assert {bar.total for bar in picture.bars} == {2}
    assert "the 12 sources most relied on" in picture.statement
    assert "8 more sources, behind 16 of 40 claims, are in the register alone" in picture.statement


def test_key_claims_that_are_gone_are_left_out(harbour):
    briefing = replace(harbour, key_claims=(ClaimId("gone"), *harbour.key_claims))
    assert len(part(compose(briefing, NOW), KeyClaims).claims) == 2


@pytest.mark.parametrize("section", [Section.SUMMARY, Section.KEY_CLAIMS, Section.CHANGES])
def test_sections_that_would_say_nothing_are_left_out(section, desk, make_briefing):
    layout = compose(make_briefing(desk("One.").done()), NOW)
    assert not layout.has(section)


def test_the_method_counts_what_the_machine_did_and_persons_decided(harbour):
    method = part(compose(replace(harbour, sections=(Section.METHOD,)), NOW), Prose).paragraphs
    assert "en_core_web_md 3.8.0" in method[1]
    assert "It proposed all 15 claims in this briefing." in method[1]
    assert method[2] == (
        "N. Okoro decided 12 of 15 claims, 1 of them many at once. In 2 of the 12 cases with a "
        "proposal the decision differs from it. 3 claims are undecided."
    )


def test_a_citation_says_what_is_missing(desk):
    made = desk("Text.", title="A title")
    assert citation_of(made.article).text == (
        "Author not given, “A title”, publisher not given, no date of publication. "
        "Source type: text file."
    )


def test_entities_of_two_articles_are_one_row_when_a_card_says_so(harbour):
    rows = {row.name: row for row in part(compose(harbour, NOW), EntityIndex).rows}
    assert rows["Helena Brandt"].articles == (0, 1)
    assert "Ambassador Brandt" in rows["Helena Brandt"].also


def test_entities_without_a_card_are_one_by_name_and_kind(desk, make_briefing):
    first, second = desk("Lismar is far."), desk("To Lismar!")
    first.entity("Lismar")
    second.entity("Lismar")
    card = SourceCard(SourceId("x"), "Other", SourceKind.NAMED, members=frozenset())
    layout = compose(make_briefing(first.done(), second.done(), sources=(card,)), NOW)
    (row,) = part(layout, EntityIndex).rows
    assert (row.mentions, row.articles) == (2, (0, 1))


def test_what_is_new_changed_and_gone(desk, make_briefing):
    made = desk("One. Two. Three.")
    one = made.claim("One.", tag=Tag.SOURCED)
    two = made.claim("Two.", tag=Tag.SOURCED, wording="Two, in short.")
    made.claim("Three.")
    before = PreviousExport(
        ExportId("e0"), 1, NOW,
        (
            (one, "speculative", "One."), (two, "sourced", "Two."),
            (ClaimId("old"), "sourced", "Zero."),
        ),
    )  # fmt: skip
    numbers = ((one, 2), (two, 3), (ClaimId("old"), 1))
    briefing = make_briefing(made.done(), previous=before, version=2, numbers=numbers)
    changes = part(compose(briefing, NOW), Changes)
    assert [(c.number, c.what, c.before, c.after) for c in changes.changes] == [
        (2, "tag", "speculative", "sourced"),
        (3, "wording", "Two.", "Two, in short."),
        (1, "no longer included", "Zero.", ""),
    ]
    assert [view.number for view in changes.added] == [4]


def test_new_claims_are_told_by_their_numbers(desk, make_briefing, out, read_docx):
    made = desk("One. Two. Three. Four. Five. Six. Seven.")
    words = ("One", "Two", "Three", "Four", "Five", "Six", "Seven")
    ids = [made.claim(f"{word}.") for word in words]
    known = tuple((ids[i], "undecided", word) for i, word in ((2, "Three."), (6, "Seven.")))
    before = PreviousExport(ExportId("e0"), 1, NOW, known)
    export(make_briefing(made.done(), previous=before, version=2), out)
    shown = read_docx(out).paragraphs()
    since = "version 1 of 12 March 2026"
    assert f"New since {since}: 5 claims ([C1], [C2], [C4]–[C6])." in shown
    assert f"Changed since {since}:" not in shown


def test_nothing_changed_says_so(desk, make_briefing, out, read_docx):
    made = desk("One.")
    one = made.claim("One.", tag=Tag.SOURCED)
    before = PreviousExport(ExportId("e0"), 1, NOW, ((one, "sourced", "One."),))
    export(make_briefing(made.done(), previous=before), out)
    assert "Nothing has changed since version 1 of 12 March 2026." in read_docx(out).paragraphs()


def test_members_of_a_card_are_matched_by_article_and_entity(desk, make_briefing):
    made = desk("Anna said A. Ben said B.")
    anna = made.entity("Anna")
    made.claim("A.", source="Anna", entity=anna, cue="said")
    made.claim("B.", source="Ben", entity=EntityId("e9"), cue="said")
    card = SourceCard(
        SourceId("s"), "Anna Ask", SourceKind.NAMED, members=frozenset({(made.article.id, anna)})
    )
    layout = compose(make_briefing(made.done(), sources=(card,)), NOW)
    assert [view.source for view in layout.claims] == ["Anna Ask", "Ben"]
