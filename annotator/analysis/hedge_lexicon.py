"""The readable list of hedges, loaded into sets."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotator import resources
from annotator.errors import UserFacingError


@dataclass(frozen=True, slots=True)
class HedgeLexicon:
    """The words of resources/lexicons/hedges.toml; what each list means is said there."""

    possibility: frozenset[str]
    ability: frozenset[str]
    ability_verbs: frozenset[str]
    conditional: frozenset[str]
    inference: frozenset[str]
    prediction: frozenset[str]
    adverbs: frozenset[str]
    adverb_or_adjective: frozenset[str]
    hearsay: frozenset[str]
    hearsay_adjectives: frozenset[str]
    raising: frozenset[str]
    impersonal: frozenset[str]
    passive: frozenset[str]
    own_mind: frozenset[str]
    evidence: frozenset[str]
    nouns: frozenset[str]
    predicate: frozenset[str]
    attribute: frozenset[str]
    conditions: frozenset[str]
    quantity: frozenset[str]
    generality: frozenset[str]
    regard: frozenset[str]
    authority: frozenset[str]
    praise: frozenset[str]
    dispute: frozenset[str]
    phrases: frozenset[tuple[str, ...]]

    @property
    def word_classes(self) -> tuple[frozenset[str], ...]:
        """Classes of words, always in the same order: what the learned models see of a word."""
        return (
            self.modals | self.prediction,
            self.adverbs | self.adverb_or_adjective | self.hearsay,
            self.raising | self.own_mind | self.evidence,
            self.nouns,
            self.predicate | self.attribute | self.hearsay_adjectives,
            self.conditions,
            self.quantity,
            self.generality,
            self.regard,
            self.authority,
            self.praise,
            self.dispute,
        )

    @property
    def modals(self) -> frozenset[str]:
        return self.possibility | self.ability | self.conditional | self.inference


# Field, table, key.
_PLACES = {
    "possibility": ("modal", "possibility"),
    "ability": ("modal", "ability"),
    "ability_verbs": ("modal", "ability_verbs"),
    "conditional": ("modal", "conditional"),
    "inference": ("modal", "inference"),
    "prediction": ("prediction", "words"),
    "adverbs": ("adverb", "words"),
    "adverb_or_adjective": ("adverb", "adverb_or_adjective"),
    "hearsay": ("hearsay", "words"),
    "hearsay_adjectives": ("hearsay", "adjectives"),
    "raising": ("verb", "raising"),
    "impersonal": ("verb", "impersonal"),
    "passive": ("verb", "passive"),
    "own_mind": ("verb", "own_mind"),
    "evidence": ("verb", "evidence"),
    "nouns": ("noun", "lemmas"),
    "predicate": ("adjective", "predicate"),
    "attribute": ("adjective", "attribute"),
    "conditions": ("condition", "words"),
    "quantity": ("vague", "quantity"),
    "generality": ("vague", "generality"),
    "regard": ("vague", "regard"),
    "authority": ("vague", "authority"),
    "praise": ("vague", "praise"),
    "dispute": ("vague", "dispute"),
}


@cache
def load_hedges(path: Path | None = None) -> HedgeLexicon:
    """The hedges in `path`; None: the shipped list.

    Raises UserFacingError when the file cannot be read or lacks a list.
    """
    path = path or resources.folder() / "lexicons" / "hedges.toml"
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        words = {
            field: frozenset(str(word) for word in tables[table][key])
            for field, (table, key) in _PLACES.items()
        }
        phrases = frozenset(tuple(str(words).split()) for words in tables["phrase"]["words"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise UserFacingError(
            f"The list of hedges in {path} cannot be read: {problem}.",
            "Mend the file, or put back the one that came with the program.",
        ) from problem
    return HedgeLexicon(phrases=phrases, **words)
