"""What our components write on a spaCy Doc, and the one place that registers it.

A Doc is one batch of paragraphs of an article. Every position here is a token index of that
Doc, end exclusive; `parser_text` must have been applied to the text before tokenising.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from annotator.domain.claim import CueClass


class TokenSpan(NamedTuple):
    """A stretch of a Doc: token indices, end exclusive."""

    start: int
    end: int


type TokenSpans = tuple[TokenSpan, ...]


class QuotationKind(StrEnum):
    """What a pair of marks is for."""

    SPEECH = "speech"
    """Words somebody said or wrote."""
    SCARE = "scare"
    """A name, a title or a word held at arm's length; no claim by itself."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between a pair of quotation marks."""

    span: TokenSpan
    """With its marks."""
    inner: TokenSpan
    """Without its marks."""
    kind: QuotationKind
    closed: bool
    """False when the paragraph ended first: the quotation goes on in the next one."""
    parent: int | None = None
    """Index in `doc._.quotations` of the quotation around this one."""


@dataclass(frozen=True, slots=True)
class RawAttribution:
    """An attribution in token positions, before sources are resolved."""

    content: TokenSpans
    """At least one piece, ascending."""
    source: TokenSpan | None
    cue: TokenSpan | None
    cue_head: int | None
    """The token that bears the cue's meaning ("said" in "had said")."""
    cue_class: CueClass | None
    probability: float
    """0 to 1: how likely this is an attribution with this content."""
    parent: int | None = None
    """Index in `doc._.attributions` of the attribution inside whose content this one lies."""


def register() -> None:
    """Make `doc._.quotations` and `doc._.attributions` exist; may be called again."""
    from spacy.tokens import Doc

    for name in ("quotations", "attributions"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
