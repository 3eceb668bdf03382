"""Sentences whose doubts people have judged, and sentences with names, as the corpora give them."""

from dataclasses import dataclass
from pathlib import Path

from annotator.analysis.gold.reading import as_spans, read_lines
from annotator.domain.entity import EntityKind
from annotator.errors import UserFacingError
from annotator.text.spans import Span


@dataclass(frozen=True, slots=True)
class GoldEvents:
    """A sentence with the author's certainty of each event, -3 to 3."""

    doc_id: str
    text: str
    events: tuple[tuple[Span, float], ...]


@dataclass(frozen=True, slots=True)
class GoldHedged:
    """A sentence that is hedged, or is not."""

    doc_id: str
    text: str
    uncertain: bool


@dataclass(frozen=True, slots=True)
class GoldNames:
    """A sentence with the names in it, of the kinds that we tell apart."""

    doc_id: str
    text: str
    names: frozenset[tuple[Span, EntityKind]]


_KINDS = {
    "person": EntityKind.PERSON,
    "politician": EntityKind.PERSON,
    "organisation": EntityKind.ORG,
    "politicalparty": EntityKind.ORG,
    "location": EntityKind.PLACE,
    "country": EntityKind.PLACE,
}
"""Labels of the entity files that count; the others are left aside."""


def read_events(path: Path) -> tuple[GoldEvents, ...]:
    """The sentences of a commitment file. Raises UserFacingError naming a line that is none."""
    found: list[GoldEvents] = []
    for number, row in read_lines(path):
        try:
            text = str(row["text"])
            events = tuple(
                (as_spans(event["span"], len(text))[0], float(str(event["score"])))
                for event in _objects(row["events"])
            )
            found.append(GoldEvents(str(row["doc_id"]), text, events))
        except (KeyError, TypeError, ValueError, IndexError) as problem:
            raise _unreadable(path, number, "doc_id, text and events") from problem
    return tuple(found)


def read_hedged(path: Path) -> tuple[GoldHedged, ...]:
    """The sentences of a hedges file. Raises UserFacingError naming a line that is none."""
    found: list[GoldHedged] = []
    for number, row in read_lines(path):
        if not isinstance(row.get("uncertain"), bool) or "text" not in row or "doc_id" not in row:
            raise _unreadable(path, number, "doc_id, text and uncertain")
        found.append(GoldHedged(str(row["doc_id"]), str(row["text"]), bool(row["uncertain"])))
    return tuple(found)


def read_names(path: Path) -> tuple[GoldNames, ...]:
    """The sentences of an entities file. Raises UserFacingError naming a line that is none."""
    found: list[GoldNames] = []
    for number, row in read_lines(path):
        try:
            text = str(row["text"])
            names = frozenset(
                (as_spans(entry[:2], len(text))[0], _KINDS[entry[2]])
                for entry in _lists(row["entities"])
                if entry[2] in _KINDS
            )
            found.append(GoldNames(str(row["doc_id"]), text, names))
        except (KeyError, TypeError, ValueError, IndexError) as problem:
            raise _unreadable(path, number, "doc_id, text and entities") from problem
    return tuple(found)


def _objects(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise TypeError("a list of objects is missing")
    return value


def _lists(value: object) -> list[list[object]]:
    if not isinstance(value, list) or not all(isinstance(entry, list) for entry in value):
        raise TypeError("a list of lists is missing")
    return value


def _unreadable(path: Path, number: int, fields: str) -> UserFacingError:
    return UserFacingError(
        f"Line {number} of {path} is not as it should be.", f"Each line needs {fields}."
    )
