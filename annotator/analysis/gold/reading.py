"""Annotated articles as the corpora give them: JSON lines, offsets in code points of `text`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import UserFacingError
from annotator.text.spans import Span, Spans


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One annotated attribution; empty spans where there is no source or cue."""

    content: Spans
    source: Spans
    cue: Spans


@dataclass(frozen=True, slots=True)
class GoldArticle:
    doc_id: str
    text: str
    attributions: tuple[GoldAttribution, ...]


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """(line number, row) of every line of a JSON-lines file that is not blank.

    Raises UserFacingError when the file cannot be read or a line is not a JSON object.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise UserFacingError(
            f"{path} cannot be read: {problem}", "Give a JSON-lines file in UTF-8."
        ) from problem
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as problem:
            raise UserFacingError(
                f"Line {number} of {path} is not JSON: {problem}", "Give one JSON object a line."
            ) from problem
        if not isinstance(row, dict):
            raise UserFacingError(
                f"Line {number} of {path} is not a JSON object.", "Give one JSON object a line."
            )
        yield number, row


_KINDS = {
    "attributions": "attribution",
    "events": "commitment",
    "uncertain": "hedges",
    "entities": "entities",
}


def kind_of(path: Path) -> str:
    """Which of the four kinds an annotated file is, by the fields of its first line.

    Raises UserFacingError when it is none of them.
    """
    for _, row in read_lines(path):
        for field, kind in _KINDS.items():
            if field in row:
                return kind
        break
    raise UserFacingError(
        f"{path} is no annotated file of a known kind.",
        f"Its lines need one of the fields {', '.join(_KINDS)}.",
    )


def read_attributions(path: Path) -> tuple[GoldArticle, ...]:
    """The articles of an attribution file.

    Raises UserFacingError when a line lacks a field or a span does not fit its text.
    """
    return tuple(_article(path, number, row) for number, row in read_lines(path))


def _article(path: Path, number: int, row: dict[str, object]) -> GoldArticle:
    try:
        text = _string(row["text"])
        entries = _list(row["attributions"])
        return GoldArticle(
            str(row["doc_id"]), text, tuple(_attribution(entry, len(text)) for entry in entries)
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise UserFacingError(
            f"Line {number} of {path} is not an annotated article: {problem}",
            "Each line needs doc_id, text and attributions with content, source and cue.",
        ) from problem


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is no text")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r:.40} is no list")
    return value


def _attribution(entry: object, length: int) -> GoldAttribution:
    if not isinstance(entry, dict):
        raise TypeError("an attribution must be an object")
    return GoldAttribution(
        as_spans(entry["content"], length),
        as_spans(entry.get("source"), length),
        as_spans(entry.get("cue"), length),
    )


def as_spans(value: object, length: int) -> Spans:
    """Null, [start, end] or [[start, end], …] as spans of a text of `length` code points.

    Raises TypeError when it is none of them, ValueError when it lies outside the text.
    """
    if not value:
        return ()
    entries = _list(value)
    pairs = [entries] if isinstance(entries[0], int) else entries
    spans: list[Span] = []
    for pair in pairs:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(x) is int for x in pair)):
            raise TypeError(f"{pair!r} is no span")
        if not 0 <= pair[0] <= pair[1] <= length:
            raise ValueError(f"the span {pair!r} lies outside the text")
        spans.append(Span(pair[0], pair[1]))
    return tuple(spans)
