"""Domain values survive being written as JSON and read again."""

import functools
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import (
    Attribution,
    Claim,
    CueClass,
    Form,
    Source,
    SourceKind,
    Suggestion,
    Tag,
)
from annotator.domain.decision import ClaimRecord, Credibility, Decision, Origin, Reliability
from annotator.domain.ids import ArticleId, ClaimId, EntityId, SourceId
from annotator.domain.phrase import Phrase, phrase, verbatim
from annotator.domain.plain import from_plain, to_plain
from annotator.text.spans import Span

texts = st.text(max_size=12)
spans = st.builds(lambda s, n: Span(s, s + n), st.integers(0, 9000), st.integers(1, 90))
many_spans = st.lists(spans, max_size=3).map(tuple)
sources = st.builds(
    Source,
    st.none() | spans,
    st.none() | texts.map(EntityId),
    texts,
    st.sampled_from(SourceKind),
    st.booleans(),
)
words = texts.map(verbatim) | st.builds(lambda t: phrase("{a} of {b}", a=t, b=("x", t)), texts)
phrases = words | st.builds(lambda one: phrase("{one} and more", one=one), words)
attributions = st.builds(
    Attribution,
    st.none() | sources,
    st.none() | spans,
    st.none() | st.sampled_from(CueClass),
    st.sampled_from(Form),
)
claims = st.builds(
    Claim,
    texts.map(ClaimId),
    many_spans,
    st.none() | attributions,
    many_spans,
    st.none() | st.builds(Suggestion, st.sampled_from(Tag), phrases, st.floats(0, 1)),
    st.none() | texts.map(ClaimId),
)
decisions = st.builds(
    Decision,
    texts.map(ClaimId),
    st.none() | st.sampled_from(Tag),
    texts,
    st.none() | st.sampled_from(Credibility),
    st.none() | texts,
    texts,
    st.datetimes(timezones=st.just(UTC)),
    st.booleans(),
    texts,
)
records = st.builds(
    ClaimRecord, claims, texts.map(ArticleId), st.sampled_from(Origin), st.none() | decisions
)


@given(records)
def test_a_claim_with_its_decision_survives(record: ClaimRecord) -> None:
    text = json.dumps(to_plain(record))
    assert from_plain(ClaimRecord, json.loads(text)) == record


def test_a_source_card_keeps_its_members() -> None:
    members = frozenset({(ArticleId("a"), EntityId("e1")), (ArticleId("b"), EntityId("e7"))})
    card = SourceCard(SourceId("s"), "Ada", SourceKind.NAMED, Reliability.B, members=members)
    assert from_plain(SourceCard, json.loads(json.dumps(to_plain(card)))) == card


def test_a_field_that_older_data_lacks_takes_its_default() -> None:
    data = {
        "claim": "c",
        "tag": "sourced",
        "note": "",
        "credibility": None,
        "wording": None,
        "person": "Ada",
        "time": "2026-01-02T03:04:05+00:00",
        "of_a_newer_version": 1,
    }
    decision = from_plain(Decision, data)
    assert decision.time == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (decision.tag, decision.bulk, decision.reviewer) == (Tag.SOURCED, False, "")


@pytest.mark.parametrize(
    "bad", [{"span": 3}, {"tag": "maybe"}, [], "x", {"content": {}}, {"content": [[1, 2]], "id": 5}]
)
@pytest.mark.parametrize("kind", [Claim, Suggestion])
def test_data_of_another_shape_is_refused(kind: type, bad: object) -> None:
    with pytest.raises(ValueError, match=r"expected|not|lacks"):
        from_plain(kind, bad)


def test_what_is_no_domain_value_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        to_plain({1})


@pytest.mark.parametrize(
    "data",
    [
        3,
        {},
        {"{a}": {"a": "x"}, "{b}": {"b": "y"}},
        {"{a}": "x"},
        {"{a}": {"a": [1]}},
        {"{a} and {a}": {"a": "grows with every level"}},
        functools.reduce(lambda inner, _: {"{a}": {"a": inner}}, range(20), {"{a}": {"a": "x"}}),
    ],
)
def test_what_is_no_phrase_of_ours_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"phrase|pattern|expected"):
        from_plain(Phrase, data)


def test_words_kept_before_there_were_phrases_are_said_as_they_are() -> None:
    kept = from_plain(Phrase, "Seen by {nobody}.")
    assert str(kept) == "Seen by {nobody}."
    assert to_plain(kept) == "Seen by {nobody}."
