"""Notes who holds a public office in articles that came in before this was noted."""

import json

from sqlalchemy import Connection, select, text

from annotator.domain.claim import SourceKind, is_described
from annotator.domain.ids import EntityId
from annotator.storage.file.schema import SettingTable, SourceMemberTable
from annotator.storage.sources.names import described, keep_titles, named_in, words_of

_NOTED = "titles/noted"
"""The setting with the key of the last article that was looked at."""
_NEXT = text('SELECT "key" FROM article WHERE "key" > :noted ORDER BY "key" LIMIT :most')
_KEEP = text(
    "INSERT INTO setting (name, value) VALUES (:name, :value)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


def note_titles(connection: Connection, most: int) -> int:
    """Looks at the next few articles; how many those were, 0 when none is left."""
    kept = connection.scalar(select(SettingTable.value).where(SettingTable.name == _NOTED))
    noted = int(json.loads(kept)) if kept else 0
    articles = list(connection.scalars(_NEXT, {"noted": noted, "most": most}))
    for article in articles:
        _note(connection, article)
    if articles:
        connection.execute(_KEEP, {"name": _NOTED, "value": json.dumps(articles[-1])})
    return len(articles)


def _note(connection: Connection, article: int) -> None:
    of = SourceMemberTable.article == article
    rows = connection.execute(select(SourceMemberTable.entity, SourceMemberTable.source).where(of))
    sources = {EntityId(entity): source for entity, source in rows}
    for named in named_in(connection, article, sources):
        keep_titles(connection, sources[named.member], named)
    for member, source in sources.items():
        if is_described(member):
            words = words_of(connection, article, member)
            keep_titles(connection, source, described(article, member, words, SourceKind.ANONYMOUS))
