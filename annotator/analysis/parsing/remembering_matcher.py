"""The attribute ruler of a pipeline made faster; what it does stays the same.

It tries all its patterns at every token. Those of a single token depend on a few attributes of it
alone, so what they found for one token holds for all like it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span

_PLAIN = frozenset({"TAG", "POS", "DEP", "LOWER", "ORTH", "NORM", "IS_SPACE"})
"""Attributes of a token alone, each one number."""
_MOST_KINDS = 50_000
"""Kinds of token that are remembered before the memory starts anew."""

type _Match = tuple[int, int, int]


class RememberingMatcher(Matcher):
    """The matcher of an attribute ruler that looks at each kind of token once."""

    def __init__(self, ruler: AttributeRuler) -> None:
        super().__init__(ruler.vocab)
        self._alone = Matcher(ruler.vocab)
        self._others = Matcher(ruler.vocab)
        self._known: dict[bytes, tuple[int, ...]] = {}
        words: set[str] = set()
        attributes: set[str] = set()
        for number in range(len(ruler.attrs)):
            key, (_, patterns) = str(number), ruler.matcher.get(str(number))
            self.add(key, patterns)
            alone = [pattern for pattern in patterns if _of_one_token(pattern)]
            others = [pattern for pattern in patterns if not _of_one_token(pattern)]
            if others:
                self._others.add(key, others)
            if alone:
                self._alone.add(key, alone)
                attributes.update(*(pattern[0] for pattern in alone))
                words.update(*(_words(pattern[0].get("LOWER", "")) or () for pattern in alone))
        self._attributes: list[int | str] = [*sorted(attributes)]
        self._words = np.array([ruler.vocab.strings.add(word) for word in words], dtype=np.uint64)

    def __call__(self, doc: Doc, **_: bool) -> list[_Match]:  # type: ignore[override]
        """The matches in no order; the rest of what a ruler asks for is taken for granted."""
        found = list(self._others(doc, allow_missing=True)) if len(self._others) else []
        for i, kind in enumerate(self._kinds(doc)):
            keys = self._known.get(kind)
            if keys is None:
                keys = self._looked_up(doc[i : i + 1], kind)
            found += [(key, i, i + 1) for key in keys]
        return found

    def _kinds(self, doc: Doc) -> Iterator[bytes]:
        """What the patterns can see of each token: words that none of them names are alike."""
        if not self._attributes:
            return iter(())
        values = doc.to_array(self._attributes).reshape(len(doc), len(self._attributes))
        if "LOWER" in self._attributes:
            lower = values[:, self._attributes.index("LOWER")]
            lower[~np.isin(lower, self._words)] = 0
        raw, width = values.tobytes(), values.itemsize * len(self._attributes)
        return (raw[at : at + width] for at in range(0, len(raw), width))

    def _looked_up(self, token: Span, kind: bytes) -> tuple[int, ...]:
        if len(self._known) >= _MOST_KINDS:
            self._known.clear()
        keys = tuple(key for key, _, _ in self._alone(token, allow_missing=True))
        self._known[kind] = keys
        return keys


def _of_one_token(pattern: list[dict[str, object]]) -> bool:
    """Whether a pattern asks for one token, by what is known to depend on nothing else."""
    return (
        len(pattern) == 1
        and _PLAIN.issuperset(pattern[0])
        and _words(pattern[0].get("LOWER", "")) is not None
    )


def _words(asked: object) -> list[str] | None:
    """The words that a condition names; None when it may hold for others."""
    if isinstance(asked, str):
        return [asked]
    if isinstance(asked, dict) and set(asked) == {"IN"}:
        return [str(word) for word in asked["IN"]]
    return None
