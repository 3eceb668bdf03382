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


@dataclass(frozen=True, slots=True)
class Row:
    """One row of words of a yardstick."""

    yardstick: Yardstick
    name: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word of likelihood and confidence that is known."""

    rows: tuple[Row, ...]
    likelihood: re.Pattern[str]
    confidence: re.Pattern[str]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    """Terms that count only behind certain words."""

    def likelihood_terms(self, text: str) -> Iterator[str]:
        """The terms of likelihood in `text`, in lower case, the longest at each place."""
        limits = dict(self.after)
        for found in self.likelihood.finditer(text):
            term = " ".join(found[0].casefold().split())
            limit = limits.get(term)
            if limit is None or limit.search(text[: found.start()]):
                yield term

    def names_confidence(self, text: str) -> bool:
        return self.confidence.search(text) is not None


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the app."""
    path = resources.folder() / "lexicons" / "likelihood.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = tuple(
        Row(Yardstick(row["yardstick"]), row["name"], frozenset(row["terms"]))
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
        after=tuple(after.items()),
    )


def _any_of(terms: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    words = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in longest_first)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
