"""How every word of the window is asked for, so that it can be translated."""

from PySide6.QtCore import QCoreApplication

from annotator.errors import Told

CONTEXT = "Annotator"


def tr(text: str, /, **values: object) -> str:
    """`text` in the window's language, with `{names}` filled from `values`.

    `text` must be written out at the call, so that the translations can be checked to be
    complete.
    """
    translated = QCoreApplication.translate(CONTEXT, text)
    return translated.format(**values) if values else translated


def count(number: int, one: str, many: str, /, **values: object) -> str:
    """`one` or `many` in the window's language, with `{n}` for the number."""
    chosen = one if number == 1 else many
    return QCoreApplication.translate(CONTEXT, chosen).format(n=number, **values)


def say(told: Told, /) -> str:
    """What the core tells, in the window's language; an error with what to do about it."""
    return told if isinstance(told, str) else told.said(tr)
