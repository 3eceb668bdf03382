"""The readable list of hedges, loaded into sets.

It ships as `resources/lexicons/hedges.toml`; a file of the same name and shape in the user's
folder adds to it.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotator import resources
from annotator.domain.phrase import phrase
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


FILE_NAME = "hedges.toml"
_PHRASES = ("phrase", "words")
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
def load_hedges(user_folder: Path | None = None) -> HedgeLexicon:
    """The hedges that ship, with the user's own words where there are any.

    Raises UserFacingError when a file cannot be read, or the user's has a list that is not known.
    """
    shipped = _read(resources.folder() / "lexicons" / FILE_NAME)
    own = user_folder / FILE_NAME if user_folder else None
    added = _read(own) if own is not None and own.is_file() else {}
    words = {
        field: frozenset(shipped[place]) | frozenset(added.get(place, ()))
        for field, place in _PLACES.items()
    }
    phrases = (*shipped[_PHRASES], *added.get(_PHRASES, ()))
    return HedgeLexicon(phrases=frozenset(tuple(p.split()) for p in phrases), **words)


def _read(path: Path) -> dict[tuple[str, str], list[str]]:
    """The words of each list in `path`, by table and key."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise UserFacingError(
            phrase(
                "The list of hedges in {path} cannot be read: {problem}.",
                path=str(path),
                problem=str(problem),
            ),
            phrase("Mend the file, or remove it to use the words that ship."),
        ) from problem
    known = {*_PLACES.values(), _PHRASES}
    found: dict[tuple[str, str], list[str]] = {}
    for table, keys in tables.items():
        for key, words in keys.items() if isinstance(keys, dict) else [("", keys)]:
            if (table, key) not in known:
                raise UserFacingError(
                    phrase(
                        "{path} has a list of hedges that is not known: {name}.",
                        path=str(path),
                        name=f"{table} {key}".rstrip(),
                    ),
                    phrase(
                        "Use one of: {known}.",
                        known=", ".join(sorted(f"[{t}] {k}" for t, k in known)),
                    ),
                )
            found[table, key] = _words(path, f"[{table}] {key}", words)
    return found


def _words(path: Path, name: str, words: object) -> list[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise UserFacingError(
            phrase("The list {name} in {path} is not a list of words.", name=name, path=str(path)),
            phrase('Write it as ["word", "word"].'),
        )
    return [str(word).lower() for word in words]
