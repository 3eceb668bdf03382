"""Words of a document found by their numbers: no object is made for the tokens passed over."""

from collections.abc import Callable
from functools import lru_cache

from spacy.strings import get_string_id
from spacy.tokens import Doc


@lru_cache(maxsize=64)
def word_numbers(words: frozenset[str]) -> frozenset[int]:
    """The numbers by which spaCy knows `words`, in every vocabulary the same."""
    return frozenset(get_string_id(word) for word in words)


def places_of(doc: Doc, attribute: str, words: frozenset[str]) -> list[int]:
    """Where a token's `attribute`, such as "LOWER", is one of `words`."""
    asked = word_numbers(words)
    return [i for i, key in enumerate(doc.to_array(attribute).tolist()) if key in asked]


def places_where(doc: Doc, attribute: str, holds: Callable[[str], bool]) -> list[int]:
    """Where `holds` is true of a token's `attribute`; asked once for each different word."""
    keys, strings = doc.to_array(attribute).tolist(), doc.vocab.strings
    asked = {key for key in set(keys) if holds(strings[key])}
    return [i for i, key in enumerate(keys) if key in asked]
