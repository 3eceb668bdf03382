"""The words by which a source denies, doubts or leaves open what it speaks of.

They ship as `resources/lexicons/stances.toml`; a file of the same name in the user's folder adds
to it and wins where both say something.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from annotator import resources
from annotator.domain.claim import Stance
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

FILE_NAME = "stances.toml"
_NEGATED = "negated"
_CLASSES = {"asserts", "denies", "doubts", "open", _NEGATED}
_PARTS = ("verbs", "nouns", "adjectives", "phrases")
_PART_OF_POS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}


@dataclass(frozen=True, slots=True)
class StanceLexicon:
    """Words by part of speech; what the classes mean is said in the file."""

    words: Mapping[tuple[str, str], Stance] = field(default_factory=dict)
    """(part, dictionary form in lower case) → stance; what is not there asserts."""
    phrases: Mapping[tuple[str, ...], Stance] = field(default_factory=dict)
    """A verb and the words that belong to it → stance."""
    doubting: frozenset[tuple[str, str]] = frozenset()
    """(part, dictionary form) of what doubts when it is negated, rather than leaves open."""

    def stance(self, lemma: str, pos: str) -> Stance:
        """What a word alone tells, in its universal part of speech."""
        return self.words.get((_PART_OF_POS.get(pos, ""), lemma), Stance.ASSERTS)

    def doubts_when_negated(self, lemma: str, pos: str) -> bool:
        return (_PART_OF_POS.get(pos, ""), lemma) in self.doubting


@cache
def load_stances(user_folder: Path | None = None) -> StanceLexicon:
    """The words that ship, with the user's own where there are any.

    Raises UserFacingError when the user's file cannot be read or has an unknown class or part.
    """
    words: dict[tuple[str, str], Stance] = {}
    phrases: dict[tuple[str, ...], Stance] = {}
    doubting: set[tuple[str, str]] = set()
    shipped = resources.folder() / "lexicons" / FILE_NAME
    own = user_folder / FILE_NAME if user_folder else None
    for path in (shipped, own):
        if path is None or not path.is_file():
            continue
        for (name, part), entries in _read(path).items():
            if name == _NEGATED:
                doubting |= {(part, entry) for entry in entries}
            elif part == "phrases":
                phrases |= {tuple(entry.split()): Stance(name) for entry in entries}
            else:
                words |= {(part, entry): Stance(name) for entry in entries}
    return StanceLexicon(words, phrases, frozenset(doubting))


def _read(path: Path) -> dict[tuple[str, str], list[str]]:
    """The entries of each class and part in `path`."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise UserFacingError(
            phrase(
                "The list of stances {path} cannot be read: {problem}",
                path=str(path),
                problem=str(problem),
            ),
            phrase("Mend the file, or remove it to use the words that ship."),
        ) from problem
    found: dict[tuple[str, str], list[str]] = {}
    for name, section in table.items():
        parts = section if isinstance(section, dict) else {"": section}
        for part, value in parts.items():
            if name not in _CLASSES or part not in _PARTS:
                raise UserFacingError(
                    phrase(
                        "{path} has a list of stances that is not known: {name}.",
                        path=str(path),
                        name=f"{name} {part}".rstrip(),
                    ),
                    phrase(
                        "Use the classes {classes}, each with {parts}.",
                        classes=", ".join(sorted(_CLASSES)),
                        parts=", ".join(_PARTS),
                    ),
                )
            found[name, part] = _entries(path, f"[{name}] {part}", value)
    return found


def _entries(path: Path, name: str, value: object) -> list[str]:
    entries = value.split() if isinstance(value, str) else value
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise UserFacingError(
            phrase(
                "{name} in {path} is neither words nor a list of them.", name=name, path=str(path)
            ),
            phrase('Write it as "word word" or ["word", "word"].'),
        )
    return [str(entry).lower() for entry in entries]
