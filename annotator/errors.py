"""The one exception for what a person can understand and mend; everything else is a bug."""

from collections.abc import Callable
from typing import Protocol


class Sayable(Protocol):
    """What can be said in another language; `str` says it in English."""

    def said(self, translated: Callable[[str], str]) -> str: ...


type Told = Sayable | str
"""Words that can be said in another language, or that are said as they are."""


class UserFacingError(Exception):
    """Bad input or a bad environment, told in one sentence, with what to do about it.

    `message` says what is wrong and where; `hint` says what to do next. Both are shown
    as they are, so they name files and never internals. What can reach the window is a
    `Phrase`, so that it can be said in the window's language.
    """

    def __init__(self, message: Told, hint: Told = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.said(lambda pattern: pattern)

    def said(self, translated: Callable[[str], str]) -> str:
        """Message and hint in words; `translated` gives a pattern in the language wanted."""
        parts = (_said(part, translated) for part in (self.message, self.hint))
        return " ".join(part for part in parts if part)


def _said(told: Told, translated: Callable[[str], str]) -> str:
    return told if isinstance(told, str) else told.said(translated)
