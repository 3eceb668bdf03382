"""The list of what to look at before an export."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from annotator.briefing import CheckKind, checks
from annotator.briefing.compose import compose
from annotator.briefing.likelihood import vocabulary
from annotator.domain.briefing import Section, SourceCard, Yardstick
from annotator.domain.claim import SourceKind, Tag
from annotator.domain.decision import Reliability
from annotator.domain.ids import SourceId

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)


def found(briefing, kind):
    return [check for check in checks(briefing) if check.kind is kind]


def graded(name, reliability=Reliability.F):
    return SourceCard(SourceId(name), name, SourceKind.NAMED, reliability)


@pytest.fixture
def decided(desk, make_briefing):
    """Three claims by three sources, all decided: nothing to say about it."""
    made = desk("Anna said A. Bert said B. Cora said C.")
    ids = [
        made.claim(words, source=name, cue="said", tag=Tag.SOURCED)
        for name, words in (("Anna", "A."), ("Bert", "B."), ("Cora", "C."))
    ]
    return make_briefing(
        made.done(),
        summary="Three people spoke.",
        key_claims=tuple(ids[:1]),
        sources=tuple(graded(name) for name in ("Anna", "Bert", "Cora")),
    )


def test_nothing_to_say_about_a_finished_briefing(decided):
    assert checks(decided) == ()


def test_undecided_claims_are_counted_and_named(harbour):
    (check,) = found(harbour, CheckKind.UNDECIDED)
    assert str(check.message) == "3 claims are undecided."
    undecided = [r.claim.id for a in harbour.articles for r in a.claims if r.tag is None]
    assert list(check.claims) == undecided


def test_rejected_claims_are_never_mentioned(desk, make_briefing):
    made = desk("It is so.")
    made.claim("It is so.", tag=Tag.REJECTED)
    briefing = make_briefing(made.done(), include_rejected=True, summary="It is not.")
    assert checks(briefing) == ()


def test_a_sourced_claim_without_a_source(desk, make_briefing):
    made = desk("Reportedly it is so. Perhaps it is not.")
    made.claim("it is so", cue="Reportedly", tag=Tag.SOURCED)
    made.claim("it is not", suggest=Tag.SPECULATIVE, tag=Tag.SPECULATIVE)
    (check,) = found(make_briefing(made.done()), CheckKind.NO_SOURCE)
    assert str(check.message) == "1 claim has no source."
    assert len(check.claims) == 1


def test_an_attributed_claim_without_a_source_that_nobody_decided(desk, make_briefing):
    made = desk("Reportedly it is so.")
    ident = made.claim("it is so", cue="Reportedly")
    (check,) = found(make_briefing(made.done()), CheckKind.NO_SOURCE)
    assert check.claims == (ident,)


@pytest.mark.parametrize(
    ("emptied", "section", "sentence"),
    [
        (
            {"title": " "},
            None,
            "The briefing has no title; it would be called “Two days at sea”.",
        ),
        ({"summary": " \n"}, Section.SUMMARY, "The briefing has no summary."),
        ({"key_claims": ()}, Section.KEY_CLAIMS, "No claim is chosen as a key claim."),
        (
            {"key_claims": ("of another article",)},
            Section.KEY_CLAIMS,
            "No claim is chosen as a key claim.",
        ),
    ],
)
def test_a_missing_part_is_told_unless_its_section_is_off(emptied, section, sentence, decided):
    (article,) = decided.articles
    titled = replace(article, article=replace(article.article, title="Two days\nat sea"))
    briefing = replace(decided, articles=(titled,), **emptied)
    assert [str(check.message) for check in checks(briefing)] == [sentence]
    if section is not None:
        rest = tuple(each for each in Section if each is not section)
        assert checks(replace(briefing, sections=rest)) == ()


def test_what_a_briefing_without_a_title_would_be_called_is_what_it_is_called(decided):
    briefing = replace(decided, title="", articles=decided.articles * 2)
    (check,) = found(briefing, CheckKind.NO_TITLE)
    title = compose(briefing, NOW).title
    assert title == "Briefing on 2 articles"
    assert f"“{title}”" in str(check.message)


def test_sources_that_nobody_graded_are_named_in_one_sentence(decided):
    (check,) = checks(replace(decided, sources=(graded("Anna"), graded("Bert", None))))
    assert check.kind is CheckKind.UNGRADED_SOURCE
    assert str(check.message) == "Nobody graded how reliable 2 sources are: Bert and Cora."
    claims = [record.claim for record in decided.articles[0].claims]
    assert check.claims == tuple(claim.id for claim in claims if claim.source.name != "Anna")


def test_of_many_sources_that_nobody_graded_only_those_behind_most_are_named(desk, make_briefing):
    names = [f"Source {letter}" for letter in "ABCDEFGH"]
    made = desk(" ".join(f"{name} said {name[-1]}1. It was {name[-1]}2." for name in names))
    for name in names:
        made.claim(f"{name[-1]}1", source=name, cue="said", tag=Tag.SOURCED)
    made.claim("H2", source="Source H", cue="said", tag=Tag.SOURCED)
    (check,) = found(make_briefing(made.done()), CheckKind.UNGRADED_SOURCE)
    assert str(check.message) == (
        "Nobody graded how reliable 8 sources are: "
        "Source H, Source A, Source B, Source C, Source D and 3 more."
    )


def test_where_nobody_stands_behind_a_claim_nobody_can_be_graded(desk, make_briefing):
    made = desk("Reportedly it is so. It is not.")
    made.claim("it is so", cue="Reportedly", tag=Tag.SPECULATIVE)
    made.claim("It is not.", tag=Tag.UNSOURCED)
    assert found(make_briefing(made.done()), CheckKind.UNGRADED_SOURCE) == []


def test_more_than_half_on_one_source(desk, make_briefing):
    made = desk("Anna said A. Anna said B. Cora said C.")
    for name, words in (("Anna", "A."), ("Anna", "B."), ("Cora", "C.")):
        made.claim(words, source=name, cue="said", tag=Tag.SOURCED)
    (check,) = found(make_briefing(made.done()), CheckKind.ONE_SOURCE)
    assert str(check.message) == (
        "2 of the 3 claims with a source (67\u00a0%) rest on one source: Anna."
    )
    assert len(check.claims) == 2


def test_key_claims_on_one_source(desk, make_briefing):
    made = desk("Anna said A. Anna said B. Cora said C. Dora said D. Emma said E.")
    key = [made.claim(words, source="Anna", cue="said", tag=Tag.SOURCED) for words in ("A.", "B.")]
    for name, words in (("Cora", "C."), ("Dora", "D."), ("Emma", "E.")):
        made.claim(words, source=name, cue="said", tag=Tag.SOURCED)
    briefing = make_briefing(made.done(), key_claims=tuple(key))
    (check,) = found(briefing, CheckKind.ONE_SOURCE)
    assert str(check.message) == "All 2 key claims rest on one source: Anna."


def test_a_single_claim_rests_on_one_source_of_course(desk, make_briefing):
    made = desk("Anna said A.")
    made.claim("A.", source="Anna", cue="said", kind=SourceKind.NAMED, tag=Tag.SOURCED)
    assert found(make_briefing(made.done()), CheckKind.ONE_SOURCE) == []


@pytest.mark.parametrize(
    ("summary", "yardstick", "strange"),
    [
        ("It is likely. It is very likely.", Yardstick.ICD203, None),
        ("It is probable, nearly certain even.", Yardstick.ICD203, None),
        ("It is likely. It is probable.", Yardstick.ICD203, "“probable”"),
        ("A realistic possibility remains.", Yardstick.ICD203, "“realistic possibility”"),
        ("It is highly likely and probable.", Yardstick.PHIA, None),
        ("There is a remote chance.", Yardstick.PHIA, None),
        ("It is very likely.", Yardstick.PHIA, "“very likely”"),
        ("A remote village is unlikely to be reached.", Yardstick.ICD203, None),
        ("It is likely; the danger is remote.", Yardstick.ICD203, "“remote”"),
        ("VERY\nLIKELY, and improbable.", Yardstick.ICD203, "“improbable”"),
        ("He dislikes likeliness.", Yardstick.PHIA, None),
    ],
)
def test_mixed_yardsticks(summary, yardstick, strange, decided):
    briefing = replace(decided, summary=summary, yardstick=yardstick)
    messages = [str(check.message) for check in found(briefing, CheckKind.YARDSTICKS)]
    if strange is None:
        assert messages == []
    else:
        assert messages[0].startswith(strange)


def test_a_reworded_claim_counts_as_the_desk_s_own_words(desk, make_briefing):
    made = desk("Anna said it may well be so.")
    ident = made.claim(
        "it may well be so", source="Anna", cue="said", tag=Tag.SOURCED, wording="It is probable."
    )
    briefing = make_briefing(made.done(), summary="It is likely.")
    (check,) = found(briefing, CheckKind.YARDSTICKS)
    assert "“probable”" in str(check.message)
    assert check.claims == (ident,)


def test_an_article_s_own_words_are_not_the_desk_s(desk, make_briefing):
    made = desk("It is likely and probable, said Anna.")
    made.claim("It is likely and probable,", source="Anna", cue="said", tag=Tag.SOURCED)
    assert found(make_briefing(made.done()), CheckKind.YARDSTICKS) == []


@pytest.mark.parametrize(
    ("summary", "number"),
    [
        ("We judge with high confidence that it is likely.", 1),
        ("We have high confidence. It is likely.", 0),
        ("It is likely, said Mr. Brown with moderate confidence.", 1),
        ("Confidence is low\n\nand it is likely.", 0),
        ("It is likely. It is unlikely, with low confidence! We know.", 1),
        ("It is a high-confidence, almost certain judgment.", 1),
    ],
)
def test_a_likelihood_and_a_confidence_in_one_sentence(summary, number, decided):
    briefing = replace(decided, summary=summary)
    assert len(found(briefing, CheckKind.CONFIDENCE)) == number


def test_one_summary_with_every_kind_of_word(decided):
    summary = (
        "The ferry may sail in May. It is likely, and perhaps it is probably full.\n\n"
        "May it be so? We judge with high confidence that\nthe toll will very likely rise."
    )
    told = {check.kind: check for check in checks(replace(decided, summary=summary))}
    assert list(told) == [CheckKind.YARDSTICKS, CheckKind.VAGUE, CheckKind.CONFIDENCE]
    mixed, vague, both = told.values()
    assert str(mixed.message).startswith(
        "“probably” beside “likely” and “very likely” does not belong"
    )
    assert mixed.in_summary == "probably"
    assert (
        str(vague.message)
        == "“may” and “perhaps” do not say how likely; ICD 203 has words for that."
    )
    assert vague.in_summary == "may"
    assert "“very likely”" in str(both.message)
    assert both.in_summary == "the toll will very likely rise."
    for check in (mixed, vague, both):
        assert check.in_summary in summary


@pytest.mark.parametrize(
    ("summary", "vague"),
    [
        ("They meet in May.", False),
        ("May is cold. In May, too.", True),
        ("It may rain.", True),
        ("May we ask?", True),
        ("A mighty might.", True),
        ("Dismay and mayors.", False),
        ("It cannot be ruled out.", True),
    ],
)
def test_words_that_stand_on_no_yardstick(summary, vague, decided):
    assert bool(found(replace(decided, summary=summary), CheckKind.VAGUE)) == vague


def test_a_vague_word_in_a_wording_leads_to_its_claim(desk, make_briefing):
    made = desk("Anna said it rains.")
    ident = made.claim(
        "it rains", source="Anna", cue="said", tag=Tag.SOURCED, wording="It may rain."
    )
    (check,) = found(make_briefing(made.done()), CheckKind.VAGUE)
    assert (check.claims, check.in_summary) == ((ident,), "")


def test_every_yardstick_has_words():
    rows = vocabulary().rows
    assert {row.yardstick for row in rows} == set(Yardstick)
    assert all(len(row.terms) >= 8 for row in rows)


def test_a_guess_about_who_a_source_is_shows_until_it_is_confirmed(desk, make_briefing):
    made = desk("Brand said A.")
    brand = made.entity("Brand")
    made.claim("A.", source="Brand", entity=brand, cue="said", tag=Tag.SOURCED)
    member = frozenset({(made.article.id, brand)})
    guessed = SourceCard(
        SourceId("s"), "Helena Brandt", SourceKind.NAMED, members=member, guesses=member
    )
    article = made.done()
    (check,) = found(make_briefing(article, sources=(guessed,)), CheckKind.GUESSED_SOURCE)
    assert "1 claim rests on a guess" in str(check.message)
    assert "Helena Brandt" in str(check.message)
    sure = replace(guessed, guesses=frozenset())
    assert not found(make_briefing(article, sources=(sure,)), CheckKind.GUESSED_SOURCE)
    comments = [
        " ".join(view.comment)
        for sources in ((guessed,), (sure,))
        for view in compose(make_briefing(article, sources=sources), NOW).claims
    ]
    assert "called “Brand” here and taken for it by the name" in comments[0]
    assert "taken for it" not in comments[1]
