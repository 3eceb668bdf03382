"""Which sources of the register bear a name."""

import json

from sqlalchemy import Connection, text

from annotator.storage.search.patterns import containing

_FEW = 3000
"""Up to so many sources are looked for by name; of more, every claim is asked for its own."""
# What nobody names is never compared: such a source is of one article, whose claims call it so.
_ELSEWHERE = (
    "(s.kept OR EXISTS (SELECT 1 FROM source_name AS other"
    " WHERE other.source = s.id AND other.sort <> 'title'))"
)
_NAMED = "SELECT n.source FROM source_name AS n WHERE n.name LIKE :name ESCAPE '\\'"
_SHARED = (
    "SELECT n.source FROM source_name AS n CROSS JOIN source AS s ON s.id = n.source"  # noqa: S608
    f" WHERE n.name LIKE :name ESCAPE '\\' AND (n.sort <> 'title' OR {_ELSEWHERE})"
)
# Of all sources only the names are read, which stand in an index.
_CALLED = (
    f"SELECT s.id FROM source AS s WHERE {_ELSEWHERE} AND s.rowid IN"  # noqa: S608
    " (SELECT rowid FROM source WHERE name LIKE :name ESCAPE '\\')"
)


def bearers(connection: Connection, name: str, *, thorough: bool) -> str | None:
    """The ids of the sources that several articles may share and one of whose names contains
    `name`, as JSON; None when they are many. Only a `thorough` look leaves out those of one
    article whose title tells an office ("two officials"): it takes longer where there are many."""
    asked = {"name": containing(name), "more": _FEW + 1}
    found: set[str] = set()
    for query in (_SHARED if thorough else _NAMED, _CALLED):
        found.update(connection.execute(text(f"{query} LIMIT :more"), asked).scalars())
        if len(found) > _FEW:
            return None
    return json.dumps(sorted(found))
