"""Who in a library holds a public office."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, text

_FEW = 3000
"""Up to so many sources are looked for by name; of more, every claim is asked for its own."""


@dataclass(frozen=True, slots=True)
class Holders:
    """Those who hold an office, of some country or body where that is asked for."""

    sql: str
    """A condition on what tells of the office (`n.name`); empty for none."""
    values: dict[str, str]
    sources: str | None
    """Their ids as JSON; None when they are many."""


def holders(connection: Connection, name: str, words: tuple[str, ...]) -> Holders:
    """Whoever holds an office that is told with `name` in it, or with one of `words` as it is
    written."""
    condition, values = _condition(name, words)
    told = f" AND ({condition})" if condition else ""
    found = connection.execute(
        text(
            "SELECT DISTINCT n.source FROM source_name AS n"  # noqa: S608 - values are bound
            f" WHERE n.sort = 'title'{told} LIMIT :more"
        ),
        {**values, "more": _FEW + 1},
    )
    sources = list(found.scalars())
    return Holders(condition, values, json.dumps(sources) if len(sources) <= _FEW else None)


def _condition(name: str, words: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    if words:
        values = {f"word{i}": word for i, word in enumerate(words)}
        values |= {
            f"whole{i}": f"*[^0-9A-Za-z]{_literal(word)}[^0-9A-Za-z]*"
            for i, word in enumerate(words)
        }
        # Few titles hold the letters at all: only those are looked at as words.
        return " OR ".join(
            f"(instr(n.name, :word{i}) AND ' ' || n.name || ' ' GLOB :whole{i})"
            for i in range(len(words))
        ), values
    if name:
        return "instr(lower(n.name), :title)", {"title": name.lower()}
    return "", {}


def _literal(word: str) -> str:
    """A word in the language of GLOB, in which some letters stand for any."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in word)
