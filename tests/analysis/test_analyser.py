"""The analysis of an article from its text to plain values."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import resources
from annotator.analysis import Cancelled
from annotator.analysis.analyser import Analyser
from annotator.domain.analysis import Analysis, Findings
from annotator.domain.article import Block, BlockKind
from annotator.domain.claim import Claim, Tag
from annotator.text.spans import Span, text_of

SAMPLE = (resources.folder() / "samples" / "harbour.txt").read_text("utf-8")
PARAGRAPH = "The port may open again. Eleven ships have entered it since March.\n\n"


@pytest.fixture(scope="module")
def sample(analyser: Analyser) -> Analysis:
    return analyser.analyse(SAMPLE, (), "en")


def worded(claim: Claim) -> str:
    return text_of(SAMPLE, claim.content)


def test_every_offset_of_the_sample_points_into_the_text(sample: Analysis) -> None:
    spans = [
        span
        for claim in sample.claims
        for span in (*claim.content, *claim.hedges, claim.cue, claim.source and claim.source.span)
        if span
    ]
    spans += [mention for entity in sample.entities for mention in entity.mentions]
    spans += [event.span for event in sample.events]
    assert all(0 <= span.start < span.end <= len(SAMPLE) for span in spans)
    assert all(SAMPLE[s.start : s.end] == SAMPLE[s.start : s.end].strip() for s in spans)


def test_ids_are_distinct_and_every_reference_exists(sample: Analysis) -> None:
    claims = [claim.id for claim in sample.claims]
    entities = {entity.id for entity in sample.entities}
    assert len(set(claims)) == len(claims)
    assert all(c.parent in {None, *claims} for c in sample.claims)
    assert all(c.source.entity in {None, *entities} for c in sample.claims if c.source)


def test_the_sample_has_speculation_and_flat_statements_with_reasons(sample: Analysis) -> None:
    suggested = {worded(claim): claim.suggestion for claim in sample.claims}
    escalation = suggested["A new escalation could allow the neighbours to interfere openly"]
    assert escalation is not None
    assert escalation.tag is Tag.SPECULATIVE
    assert "“could”" in str(escalation.reason)
    tags = {suggestion.tag for suggestion in suggested.values() if suggestion}
    assert tags == {Tag.SOURCED, Tag.SPECULATIVE, Tag.UNSOURCED}


def test_one_person_under_two_spellings_in_the_sample(sample: Analysis) -> None:
    names = {entity.name: entity for entity in sample.entities}
    assert set(names["Daud Maitari"].names) == {"Daud Maitari", "Moitari"}
    assert set(names["Yusuf Qadhari"].names) == {"Yusuf Qadhari", "Qadari"}
    assert names["Daud Maitari"].guessed


def test_headline_byline_and_question_claim_nothing(analyser: Analyser) -> None:
    text = "Port May Open Again\nBy Jane Doe\nThe port may open again."
    kinds = (BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.BODY)
    starts = [0, text.index("By"), text.index("The")]
    ends = [starts[1] - 1, starts[2] - 1, len(text)]
    blocks = [Block(Span(s, e), k) for s, e, k in zip(starts, ends, kinds, strict=True)]
    (claim,) = analyser.analyse(text, blocks, "en").claims
    assert claim.content == (Span(starts[2], len(text) - 1),)


def test_a_dateline_block_is_no_part_of_a_claim(analyser: Analyser) -> None:
    text = "CAIRO — The port may open again."
    start = text.index("The")
    blocks = [
        Block(Span(0, start), BlockKind.DATELINE),
        Block(Span(start, len(text)), BlockKind.BODY),
    ]
    (claim,) = analyser.analyse(text, blocks, "en").claims
    assert text_of(text, claim.content) == "The port may open again"


def test_findings_are_streamed_and_add_up(analyser: Analyser) -> None:
    text, parts = PARAGRAPH * 500, list[Findings]()
    whole = analyser.analyse(text, (), "en", parts.append)
    assert len(parts) > 3
    assert [c.id for part in parts for c in part.claims] == [c.id for c in whole.claims]
    assert [part.done for part in parts] == sorted(part.done for part in parts)
    assert parts[-1].done <= parts[-1].total == len(text)
    assert len(whole.claims) == 1_000


def test_a_caller_can_stop_it(analyser: Analyser) -> None:
    parts: list[Findings] = []

    def stop_at_two(part: Findings) -> bool:
        parts.append(part)
        return len(parts) < 2

    with pytest.raises(Cancelled):
        analyser.analyse(PARAGRAPH * 300, (), "en", stop_at_two)
    assert len(parts) == 2


def test_the_same_text_gives_the_same_analysis(analyser: Analyser, sample: Analysis) -> None:
    assert analyser.analyse(SAMPLE, (), "en") == sample


def test_another_language_says_what_cannot_be_done(analyser: Analyser) -> None:
    found = analyser.analyse("Der Hafen bleibt geschlossen.", (), "de")
    assert len(found.limits) == 1
    assert "de" in str(found.limits[0])


def test_no_text_gives_no_findings(analyser: Analyser) -> None:
    assert analyser.analyse("", (), "en").claims == ()
    assert analyser.analyse(" \n\n ", (), "en").entities == ()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(alphabet="ab may“”\"'.,?!\n()—😀", max_size=200))
def test_no_text_breaks_it(analyser: Analyser, text: str) -> None:
    found = analyser.analyse(text, (), "en")
    assert all(span.end <= len(text) for claim in found.claims for span in claim.content)
