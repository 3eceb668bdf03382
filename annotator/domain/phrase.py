"""What the program says of its own accord, in a form that can be said in another language."""

import re
from collections.abc import Callable
from dataclasses import dataclass

type Value = str | tuple[str, ...] | Phrase
"""Words as they are; several words of a text, said as “a”, “b” and “c”; or a phrase."""

PLACE = re.compile(r"\{(\w+)\}")
"""Where a pattern is filled."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence or a part of one: an English pattern and what fills its {places}.

    `str` says it in English, which is what the command line, JSON and Word show. Make it by
    `phrase` or `counted_phrase`.
    """

    pattern: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.said(lambda pattern: pattern)

    def filled(self, **values: Value) -> "Phrase":
        """The same, with what fills its {places}."""
        return Phrase(self.pattern, _filled(values))

    def said(self, translated: Callable[[str], str]) -> str:
        """The phrase in words; `translated` gives a pattern in the language wanted."""
        values = {name: _said(value, translated) for name, value in self.values}
        # Patterns also come out of libraries: nothing in them is obeyed but names.
        return PLACE.sub(lambda place: values.get(place[1], place[0]), translated(self.pattern))


def phrase(pattern: str, /, **values: Value) -> Phrase:
    """`pattern` filled from `values`. It must be written out at the call, so that the
    translations can be checked to be complete."""
    return Phrase(pattern, _filled(values))


def counted_phrase(number: int, one: str, many: str, /, **values: Value) -> Phrase:
    """`one` or `many`, with `{n}` for the number; both must be written out at the call."""
    return Phrase(one if number == 1 else many, _filled({"n": str(number), **values}))


def verbatim(words: str) -> Phrase:
    """Words that are said as they are in every language: a person's, or an article's."""
    return phrase("{words}", words=words)


def listed_phrase(items: tuple[str, ...]) -> Phrase:
    """Names in one phrase: "a, b and c"."""
    if len(items) < 2:
        return verbatim("".join(items))
    return phrase("{items} and {last}", items=", ".join(items[:-1]), last=items[-1])


def _filled(values: dict[str, Value]) -> tuple[tuple[str, Value], ...]:
    """By name, and words that are said as they are as words: phrases that say the same in the
    same way are equal, also when they were kept and read again."""
    return tuple((name, _simplest(value)) for name, value in sorted(values.items()))


def _simplest(value: Value) -> Value:
    if isinstance(value, Phrase) and value.pattern == "{words}":
        return dict(value.values).get("words", value)
    return value


def _said(value: Value, translated: Callable[[str], str]) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Phrase):
        return value.said(translated)
    quoted = tuple(phrase("“{words}”", words=words).said(translated) for words in value)
    return listed_phrase(quoted).said(translated)
