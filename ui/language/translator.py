"""Translations kept as plain JSON files, which anybody can read and mend."""

import json
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTranslator

from annotator import resources
from annotator.errors import UserFacingError

SOURCE_LANGUAGE = "en"


class JsonTranslator(QTranslator):
    """Answers Qt's questions for a text from one dictionary: source text → translation."""

    def __init__(self, texts: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts

    def isEmpty(self) -> bool:
        return not self._texts

    def translate(
        self,
        context: str | bytes | bytearray | memoryview,
        sourceText: str | bytes | bytearray | memoryview,  # noqa: N803 - Qt's name
        disambiguation: str | bytes | bytearray | memoryview | None = None,
        n: int = -1,
    ) -> str:
        """The translation, or the text asked for: Qt takes an empty answer at its word."""
        del context, disambiguation, n
        asked = sourceText if isinstance(sourceText, str) else bytes(sourceText).decode()
        return self._texts.get(asked, asked)


def _folder() -> Path:
    return resources.folder() / "translations"


def languages() -> tuple[str, ...]:
    """Every language that the window speaks, the source language first."""
    return (SOURCE_LANGUAGE, *sorted(path.stem for path in _folder().glob("*.json")))


def read_texts(language: str) -> dict[str, str]:
    """The texts of one language; empty for the source language.

    Raises UserFacingError for a file that is not a dictionary of texts.
    """
    path = _folder() / f"{language}.json"
    if language == SOURCE_LANGUAGE or not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserFacingError(
            f"The translation “{path.name}” cannot be read.", "Install Annotator again."
        ) from error
    if not isinstance(found, dict):
        raise UserFacingError(
            f"The translation “{path.name}” is not a list of texts.", "Install Annotator again."
        )
    return {str(source): str(text) for source, text in found.items()}


def system_language() -> str:
    """The first of the system's languages that the window speaks."""
    known = languages()
    for wanted in QLocale.system().uiLanguages():
        language = wanted.split("-")[0].split("_")[0].lower()
        if language in known:
            return language
    return SOURCE_LANGUAGE
