"""Which language a text is in, offline."""

import re
from functools import cache
from typing import Protocol

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_].*)?")
_ENOUGH_LETTERS = 60
"""Below this a text's own language is not asked for: names alone decide it."""
_SAMPLE = 2000
_SURE = 0.7
"""Probability; a paragraph's rivals are its language's dialects, which share the rest."""
_NO_LANGUAGE = "zxx"


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@cache
def load() -> _Identifier:
    """The identifier with its model, loaded once a process (most of a second)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (slow to load)

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


def identify(text: str, declared: str = "") -> str:
    """The BCP 47 tag of `text`, empty when it cannot be told.

    The text's own language wins over what the file declares, since templates declare any;
    where both agree, the declared tag keeps its region ("en-GB").
    """
    tag = language_tag(declared)
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return tag
    language, confidence = load().classify(sample)
    if language == tag.split("-", maxsplit=1)[0]:
        return tag
    return language if confidence >= _SURE and language != _NO_LANGUAGE else tag


def language_tag(given: str) -> str:
    """`given` as a BCP 47 tag in its usual case; empty when it is none."""
    match = _TAG.fullmatch(given.strip())
    if not match:
        return ""
    language, script, region = match.groups()
    parts = [language.lower(), script.title() if script else "", region.upper() if region else ""]
    return "-".join(part for part in parts if part)
