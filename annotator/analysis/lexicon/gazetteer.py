"""The user's own list of names: gazetteer.txt in the user's folder.

One name a line: `Name<TAB>KIND[<TAB>alias|alias]`. A name without a kind is a term that is
never split. Lines that begin with # are notes.
"""

from dataclasses import dataclass
from pathlib import Path

from annotator.domain.entity import EntityKind
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

FILE_NAME = "gazetteer.txt"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    name: str
    kind: EntityKind | None
    """None: only never split."""
    aliases: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The user's names; they win over everything else."""

    entries: tuple[Entry, ...] = ()

    def name_of(self, form: str) -> str | None:
        """The name that `form` (a name or alias as listed) stands for."""
        wanted = form.casefold()
        for entry in self.entries:
            if entry.kind is not None and any(one.casefold() == wanted for one in entry.forms):
                return entry.name
        return None


def read_gazetteer(user_folder: Path | None) -> Gazetteer:
    """The list in `user_folder`; empty when there is none.

    Raises UserFacingError naming the first line that cannot be understood.
    """
    path = user_folder / FILE_NAME if user_folder else None
    if path is None or not path.is_file():
        return Gazetteer()
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise UserFacingError(
            phrase("The list of names in {path} cannot be read.", path=str(path)),
            phrase("Save it as plain text in UTF-8."),
        ) from problem
    entries = (
        _entry(line, path, number)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    )
    return Gazetteer(tuple(entries))


def _entry(line: str, path: Path, number: int) -> Entry:
    name, kind, aliases, *_ = [*(part.strip() for part in line.split("\t")), "", "", ""]
    known = EntityKind.__members__
    if not name or (kind and kind.upper() not in known):
        raise UserFacingError(
            phrase(
                "Line {number} of the list of names in {path} cannot be understood.",
                number=str(number),
                path=str(path),
            ),
            phrase("Write NAME, a tab, and one of {known}.", known=", ".join(known)),
        )
    others = tuple(alias.strip() for alias in aliases.split("|") if alias.strip())
    return Entry(name, EntityKind(kind.upper()) if kind else None, others)
