"""What the analysis can and cannot do in a language."""

import re
from collections.abc import Callable
from itertools import islice

_NOT_ENGLISH = (
    "For texts that are not in English only direct quotations, entities and the sources named "
    "beside a quotation are found; reported speech and hedges are not."
)
_NO_MODEL = (
    "No language model for this text's language ({language}) is loaded: direct quotations are "
    "found, entities, reported speech and hedges are not."
)

NOT_PLAUSIBLE = (
    "Most words of this text are not known to the language model, so it may be in another language "
    "or damaged: only direct quotations are looked for."
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE, _FEWEST = 400, 12
_LEAST_KNOWN = 0.6
"""Of news in English 97 % of the words are known and more, of random letters a fifth."""


def plausible(text: str, knows: Callable[[str], bool]) -> bool:
    """Whether most words at the beginning of `text` are ones that `knows` accepts.

    Words are asked for in small letters. Too few words to tell are plausible.
    """
    words = [found.group().lower() for found in islice(_WORD.finditer(text), _SAMPLE)]
    return len(words) < _FEWEST or sum(map(knows, words)) >= _LEAST_KNOWN * len(words)


def same_language(one: str, other: str) -> bool:
    """Whether two BCP 47 tags are of one language, whatever the region."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def limits_of(language: str, pipeline: str) -> tuple[str, ...]:
    """What cannot be done for a text in `language` with a pipeline for `pipeline`.

    Both are BCP 47 tags; one sentence each, for the analyst.
    """
    spoken, known = (tag.partition("-")[0].lower() for tag in (language, pipeline))
    if spoken == "en" == known:
        return ()
    if spoken == known:
        return (_NOT_ENGLISH,)
    return (_NO_MODEL.format(language=spoken),)
