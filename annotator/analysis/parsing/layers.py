"""What hedges, events and statements write on a spaCy Doc; positions are token indices."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.analysis.parsing.extensions import TokenSpan, TokenSpans


class HedgeClass(StrEnum):
    """How a hedge makes a statement less than certain."""

    MODAL = "modal"
    ADVERB = "adverb"
    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    CONDITION = "condition"
    PREDICTION = "prediction"
    HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that make a statement less than certain."""

    span: TokenSpan
    head: int
    """The token that bears the doubt ("may", "seems")."""
    hedge_class: HedgeClass
    scope: TokenSpan
    """The clause that the doubt is about, by the parse."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something stated in the author's own voice."""

    content: TokenSpans
    hedges: tuple[int, ...]
    """Indices in `doc._.hedges`; none for a flat statement."""
    probability: float
    """0 to 1: how likely it is the author's own and as open, or as sure, as it seems."""


@dataclass(frozen=True, slots=True)
class RawEvent:
    """A word that tells of something happening, and how sure the author is of it."""

    span: TokenSpan
    certainty: float
    """-3 (surely not) to 3 (surely so)."""


def register() -> None:
    """Make our attributes of `doc._` exist; may be called again.

    `doc._.doubts` holds for each sentence the chance that it is hedged."""
    from spacy.tokens import Doc

    for name in ("hedges", "statements", "events", "doubts"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
