"""Countries in a question: what is about one is about its people, too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from annotator.analysis.lexicon.name_lists import countries
from annotator.text.spans import Span

_COMMON = frozenset({"us", "car", "rok"})
"""Short names that mean something else in small letters, as which words are compared: they are
not looked for beside the others, and a country is meant only by who types them in capitals."""
_WORD = re.compile(r"[^\W\d_](?:[\w.'’-]*[\w.])?")


@dataclass(frozen=True, slots=True)
class Country:
    """A country that a question names."""

    span: Span
    """Where, in what was typed."""
    forms: tuple[str, ...]
    """What was typed, then the country's other names, its adjectives and its people."""


def countries_in(typed: str) -> Iterator[Country]:
    """The countries that `typed` names in any way, the longest name at each place, from left
    to right."""
    words = [Span(*found.span()) for found in _WORD.finditer(typed)]
    at = 0
    while at < len(words):
        for length in range(min(_longest(), len(words) - at), 0, -1):
            span = Span(words[at].start, words[at + length - 1].end)
            forms = _forms_of(typed[span.start : span.end])
            if forms:
                yield Country(span, forms)
                at += length - 1
                break
        at += 1


def country_named(typed: str) -> tuple[str, ...]:
    """The forms of the country that `typed` names and nothing else, what was typed first; all as
    they are written, also those that mean something else in small letters."""
    said = " ".join(typed.split())
    if not _forms_of(said):
        return ()
    forms = _known()[said.casefold()]
    return tuple(sorted(forms, key=lambda form: form.casefold() != said.casefold()))


def _forms_of(said: str) -> tuple[str, ...]:
    said = re.sub(r"['’]s$", "", " ".join(said.split()))
    found = _known().get(said.casefold(), ())
    if not found or (said.casefold() in _COMMON and not said.isupper()):
        return ()
    others = (form for form in found if form.casefold() not in {said.casefold(), *_COMMON})
    return (said, *others)


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Every form in small letters, with all forms of its country. What several countries are
    called is the first one's."""
    known: dict[str, tuple[str, ...]] = {}
    for forms in countries().forms:
        for form in forms:
            known.setdefault(form.casefold(), tuple(dict.fromkeys(forms)))
    return known


@cache
def _longest() -> int:
    """The most words that a form has."""
    return max(len(form.split()) for form in _known())
