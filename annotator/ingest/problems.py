"""Why a file could not be read, in words for the analyst."""

import unicodedata

from annotator.domain.phrase import Phrase, phrase

_LONGEST = 80


class UnreadableError(Exception):
    """A file cannot be read. `predicate` follows the file's name: "is empty".

    `detail` is for the log: what failed inside a parser, never words of the document.
    """

    def __init__(self, predicate: Phrase, hint: Phrase, detail: str = "") -> None:
        super().__init__(predicate, hint, detail)
        self.predicate = predicate
        self.hint = hint
        self.detail = detail


def damaged(what: Phrase) -> UnreadableError:
    """The problem of a file that is no whole `what` ("Word document")."""
    return UnreadableError(
        phrase("is damaged or cut short and could not be read as a {what}", what=what),
        phrase("Get the file again, or open it in its own program and save a copy."),
    )


def shown(name: str) -> str:
    """`name` fit for one line of a message: no control or bidi letters, at most 80 letters.

    The end is kept when it is shortened, since that is where the extension stands.
    """
    plain = "".join(
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(letter) in ("Cs", "Co")
        else " "
        if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp")
        else letter
        for letter in name
    )
    plain = " ".join(plain.split())
    if len(plain) <= _LONGEST:
        return plain
    half = (_LONGEST - 1) // 2
    return f"{plain[:half]}…{plain[-half:]}"
