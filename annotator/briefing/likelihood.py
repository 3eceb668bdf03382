"""Words of likelihood and confidence in a text, and which yardsticks they belong to.

Sources: ICD 203 (two rows that must not be mixed), the PHIA probability yardstick (March 2025).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from annotator import resources
from annotator.domain.briefing import Yardstick
from annotator.domain.phrase import Phrase

_BEGINS = re.compile(r"(?:\A|[.!?:…]\s+|\n\s*)\Z")
"""Before a word that begins a sentence, where a capital letter says nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of words of a yardstick."""

    yardstick: Yardstick
    name: Phrase
    """What the row is called in "does not belong to …", from the shipped list."""
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word of likelihood and confidence that is known."""

    rows: tuple[Row, ...]
    likelihood: re.Pattern[str]
    confidence: re.Pattern[str]
    vague: re.Pattern[str]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    """Terms that count only behind certain words."""

    def likelihood_terms(self, text: str) -> Iterator[tuple[str, str]]:
        """The terms of likelihood in `text`, the longest at each place: in lower case, and as
        they are written."""
        limits = dict(self.after)
        for found in self.likelihood.finditer(text):
            term = " ".join(found[0].casefold().split())
            limit = limits.get(term)
            if limit is None or limit.search(text[: found.start()]):
                yield term, found[0]

    def vague_terms(self, text: str) -> Iterator[tuple[str, str]]:
        """The words in `text` that tell of a likelihood but stand on no yardstick."""
        for found in self.vague.finditer(text):
            month = found[0] == "May" and not _BEGINS.search(text[: found.start()])
            if not month:
                yield " ".join(found[0].casefold().split()), found[0]

    def names_confidence(self, text: str) -> bool:
        return self.confidence.search(text) is not None


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the app."""
    path = resources.folder() / "lexicons" / "likelihood.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = tuple(
        Row(Yardstick(row["yardstick"]), Phrase(row["name"]), frozenset(row["terms"]))
        for row in data["row"]
    )
    after = {
        term: re.compile(rf"\b(?:{'|'.join(words)})\s+\Z", re.IGNORECASE)
        for row in data["row"]
        for term, words in row.get("after", {}).items()
    }
    terms = {term for row in rows for term in row.terms}
    return Vocabulary(
        rows=rows,
        likelihood=_any_of(terms),
        confidence=_any_of(data["confidence"]["terms"]),
        vague=_any_of(data["vague"]["terms"]),
        after=tuple(after.items()),
    )


def _any_of(terms: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    words = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in longest_first)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
