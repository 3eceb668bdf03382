"""The cue lexicon: words that tie a statement to its source, in classes.

It ships as `resources/lexicons/cues.toml`; a file of the same name in the user's folder adds to
it and wins where both say something.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator import resources
from annotator.domain.claim import CueClass
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

FILE_NAME = "cues.toml"
PARTS = ("verbs", "nouns", "adjectives", "adverbs", "phrases")
_ORDER = ("speech", "hearsay", "evidence", "belief", "intention", "attitude", "decree")
_PART_OF_POS = {
    "VERB": "verbs",
    "AUX": "verbs",
    "NOUN": "nouns",
    "PROPN": "nouns",
    "ADJ": "adjectives",
    "ADV": "adverbs",
}


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Words by part of speech, with their classes in the order of the file."""

    words: Mapping[tuple[str, str], tuple[CueClass, ...]]
    """(part, dictionary form in lower case) → classes."""
    phrases: Mapping[tuple[str, ...], CueClass]
    """Words in lower case → class."""

    def classes(self, lemma: str, pos: str) -> tuple[CueClass, ...]:
        """The classes of a word in its universal part of speech, none when it is not listed."""
        part = _PART_OF_POS.get(pos)
        return self.words.get((part, lemma), ()) if part else ()

    def words_of(self, cue_class: CueClass, part: str) -> frozenset[str]:
        """The words of one class and part, such as the speech verbs."""
        return frozenset(
            word
            for (kind, word), classes in self.words.items()
            if kind == part and cue_class in classes
        )


def load_cues(user_folder: Path | None = None) -> CueLexicon:
    """The cue lexicon that ships, with the user's own words where there are any.

    Raises UserFacingError when the user's file cannot be read or has an unknown class or part.
    """
    words: dict[tuple[str, str], tuple[CueClass, ...]] = {}
    phrases: dict[tuple[str, ...], CueClass] = {}
    shipped = resources.folder() / "lexicons" / FILE_NAME
    own = user_folder / FILE_NAME if user_folder else None
    for path in (shipped, own):
        if path is not None and path.is_file():
            _add(_read(path), words, phrases, first=path is own)
    return CueLexicon(words, phrases)


def _add(
    classes: Mapping[CueClass, Mapping[str, list[str]]],
    words: dict[tuple[str, str], tuple[CueClass, ...]],
    phrases: dict[tuple[str, ...], CueClass],
    *,
    first: bool,
) -> None:
    for cue_class, parts in classes.items():
        for part, entries in parts.items():
            for entry in entries:
                if part == "phrases":
                    phrases[tuple(entry.split())] = cue_class
                    continue
                old = tuple(c for c in words.get((part, entry), ()) if c != cue_class)
                words[part, entry] = (cue_class, *old) if first else (*old, cue_class)


def _read(path: Path) -> dict[CueClass, dict[str, list[str]]]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise UserFacingError(
            phrase(
                "The list of cue words {path} cannot be read: {problem}",
                path=str(path),
                problem=str(problem),
            ),
            phrase("Mend the file, or remove it to use the words that ship."),
        ) from problem
    unknown = sorted(set(table) - set(_ORDER))
    if unknown:
        raise UserFacingError(
            phrase(
                "{path} has an unknown class of cue words: {unknown}.",
                path=str(path),
                unknown=unknown[0],
            ),
            phrase("Use one of: {known}.", known=", ".join(_ORDER)),
        )
    return {CueClass(name): _parts(path, name, table[name]) for name in _ORDER if name in table}


def _parts(path: Path, name: str, section: object) -> dict[str, list[str]]:
    if not isinstance(section, dict) or not set(section) <= set(PARTS):
        raise UserFacingError(
            phrase(
                "The class “{name}” in {path} has a part that is not known.",
                name=name,
                path=str(path),
            ),
            phrase("Use: {known}.", known=", ".join(PARTS)),
        )
    parts: dict[str, list[str]] = {}
    for part, value in section.items():
        entries = value.split() if isinstance(value, str) and part != "phrases" else value
        if not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
            raise UserFacingError(
                phrase(
                    "“{part}” of the class “{name}” in {path} is neither words nor a list of them.",
                    part=part,
                    name=name,
                    path=str(path),
                ),
                phrase('Write it as "word word" or ["word", "word"].'),
            )
        parts[part] = [str(entry).lower() for entry in entries]
    return parts
