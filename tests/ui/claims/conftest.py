"""A short fictional article with claims of every kind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

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
from annotator.domain.decision import ClaimRecord, Decision, Origin
from annotator.domain.ids import ArticleId, ClaimId
from annotator.domain.phrase import verbatim
from annotator.text.spans import Span

TEXT = (
    "Mayor Ilse Brandt said the bridge may open in May 🌉. "
    "The river is rising. "
    "It seems the old pier is lost. "
    "The council plans to buy a ferry."
)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def span() -> Callable[[str], Span]:
    """Where words stand in the article."""
    return _span


@pytest.fixture
def records() -> tuple[ClaimRecord, ...]:
    """Attributed and hedged; flat; hedged; and an intention, which the queue keeps back."""
    brandt = Source(_span("Ilse Brandt"), None, "Ilse Brandt", SourceKind.NAMED)
    council = Source(_span("The council"), None, "The council", SourceKind.NAMED)
    claims = (
        Claim(
            ClaimId("aaaaaaaaaaaa"),
            (_span("the bridge may open in May 🌉"),),
            Attribution(brandt, _span("said"), CueClass.SPEECH, Form.INDIRECT),
            (_span("may"),),
            Suggestion(Tag.SOURCED, verbatim("“Ilse Brandt” says so."), 0.9),
        ),
        Claim(
            ClaimId("bbbbbbbbbbbb"),
            (_span("The river is rising"),),
            None,
            (),
            Suggestion(Tag.UNSOURCED, verbatim("Nobody is named."), 0.5),
        ),
        Claim(
            ClaimId("cccccccccccc"),
            (_span("It seems the old pier is lost"),),
            None,
            (_span("seems"),),
            Suggestion(Tag.SPECULATIVE, verbatim("“seems” hedges it."), 0.8),
        ),
        Claim(
            ClaimId("dddddddddddd"),
            (_span("to buy a ferry"),),
            Attribution(council, _span("plans"), CueClass.INTENTION, Form.INDIRECT),
            (),
            Suggestion(Tag.SOURCED, verbatim("“plans” is an intention."), 0.7),
        ),
    )
    return tuple(ClaimRecord(c, ArticleId("article"), Origin.MACHINE, None) for c in claims)


@pytest.fixture
def decided() -> Callable[[ClaimRecord, Tag | None], ClaimRecord]:
    """The same claim with a decision on it."""

    def decide(record: ClaimRecord, tag: Tag | None) -> ClaimRecord:
        decision = Decision(
            record.claim.id, tag, "", None, None, "Ada", datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
        )
        return replace(record, decision=decision)

    return decide
