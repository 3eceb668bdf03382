"""What the analysis can and cannot do in a language, and in which a paragraph is."""

import re
from collections.abc import Callable, Set
from itertools import islice

from annotator.domain.phrase import Phrase, phrase

_NOT_ENGLISH = phrase(
    "For texts that are not in English only direct quotations, entities and the sources named "
    "beside a quotation are found; reported speech and hedges are not."
)

NOT_PLAUSIBLE = phrase(
    "Most words of this text are not known to the language model, so it may be in another language "
    "or damaged: only direct quotations are looked for."
)
PARTLY = phrase(
    "Some paragraphs of this text are in another language than the language model reads: there "
    "only direct quotations are looked for."
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE, _FEWEST = 400, 12
_LEAST_KNOWN = 0.6
"""Of news in English 97 % of the words are known and more, of random letters a fifth."""
_FEWEST_OF_PARAGRAPH = 8
_MANY_COMMON, _FEW_COMMON = 0.2, 0.05
"""Two in five words of running English are function words; of German, one in ten is spelled like
an English one."""


def in_language(paragraph: str, common: Set[str], knows: Callable[[str], bool]) -> bool | None:
    """Whether `paragraph` is in the language whose function words are `common`.

    `knows` tells of a word in small letters whether it is in that language's dictionary. None
    where the paragraph does not tell: too short, or a list of names.
    """
    words = [found.group().lower() for found in islice(_WORD.finditer(paragraph), _SAMPLE)]
    if len(words) < _FEWEST_OF_PARAGRAPH:
        return None
    share = sum(word in common for word in words) / len(words)
    if share >= _MANY_COMMON:
        return True
    if share < _FEW_COMMON and sum(map(knows, words)) < _LEAST_KNOWN * len(words):
        return False
    return None


def plausible(text: str, knows: Callable[[str], bool]) -> bool:
    """Whether most words at the beginning of `text` are ones that `knows` accepts.

    Words are asked for in small letters. Too few words to tell are plausible.
    """
    words = [found.group().lower() for found in islice(_WORD.finditer(text), _SAMPLE)]
    return len(words) < _FEWEST or sum(map(knows, words)) >= _LEAST_KNOWN * len(words)


def same_language(one: str, other: str) -> bool:
    """Whether two BCP 47 tags are of one language, whatever the region."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def limits_of(language: str, pipeline: str) -> tuple[Phrase, ...]:
    """What cannot be done for a text in `language` with a pipeline for `pipeline`.

    Both are BCP 47 tags; one sentence each, for the analyst.
    """
    spoken, known = (tag.partition("-")[0].lower() for tag in (language, pipeline))
    if spoken == "en" == known:
        return ()
    if spoken == known:
        return (_NOT_ENGLISH,)
    return (
        phrase(
            "No language model for this text's language ({language}) is loaded: direct quotations "
            "are found, entities, reported speech and hedges are not.",
            language=spoken,
        ),
    )
