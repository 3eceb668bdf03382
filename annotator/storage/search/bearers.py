"""Which sources of the register bear a name."""

import json

from sqlalchemy import Connection, text

from annotator.storage.search.patterns import containing

_FEW = 3000
"""Up to so many sources are looked for by name; of more, every claim is asked for its own."""
_BEARERS = text(
    "SELECT source FROM (SELECT source FROM source_name WHERE name LIKE :name ESCAPE '\\'"
    # Of all sources only the names are read, which stand in an index.
    " UNION ALL SELECT id FROM source WHERE rowid IN"
    " (SELECT rowid FROM source WHERE name LIKE :name ESCAPE '\\')) LIMIT :more"
)


def bearers(connection: Connection, name: str) -> str | None:
    """The ids of all sources one of whose names contains `name`, as JSON; None when they are
    many."""
    pattern = containing(name)
    found = connection.execute(_BEARERS, {"name": pattern, "more": _FEW + 1}).scalars().all()
    return json.dumps(sorted(set(found))) if len(found) <= _FEW else None
