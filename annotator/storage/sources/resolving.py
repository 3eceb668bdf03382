"""Ties what an article names as sources to the sources of the library.

Runs whenever findings are kept or a person changed claims, names or sources; what is tied
stays so until its article no longer names it or a person says otherwise.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, text, update

from annotator.domain.claim import SourceKind, is_described
from annotator.domain.ids import EntityId, SourceId
from annotator.domain.resolution import Match, Sort, choose, exact_key, likeness
from annotator.storage.file.schema import (
    SourceApartTable,
    SourceMemberTable,
    SourceNameTable,
    SourceTable,
)
from annotator.storage.sources import names as source_names
from annotator.storage.sources.names import Named, described, named_in
from annotator.text.names import LIKELY, name_words, skeleton

# What stands behind the shown claims of an article and belongs to no source yet.
_LOOSE = text(
    "SELECT source_entity, min(source_name) AS name,"
    " min(json_extract(body, '$[3][3][3]')) AS kind FROM claim"
    " WHERE article = :article AND hidden = 0 AND source_entity IS NOT NULL"
    " AND source_name <> '' AND NOT EXISTS (SELECT 1 FROM source_member AS m"
    " WHERE m.article = claim.article AND m.entity = claim.source_entity)"
    " GROUP BY source_entity ORDER BY min(start), source_entity"
)
# What the machine tied and the article's claims no longer name.
_VANISHED = text(
    "SELECT source, entity FROM source_member WHERE article = :article AND told = 0"
    " AND entity NOT IN (SELECT source_entity FROM claim WHERE article = :article"
    " AND hidden = 0 AND source_entity IS NOT NULL)"
    " AND source IN (SELECT id FROM source WHERE kept = 0)"
)


_HOME = text('SELECT id FROM article WHERE "key" = :key')


def resolve(connection: Connection, articles: Iterable[int]) -> None:
    """Ties every source of these articles (by key) that belongs to nobody yet."""
    waiting = list(dict.fromkeys(articles))
    while waiting:
        article = waiting.pop(0)
        loose = _loose(connection, article)
        home = connection.scalar(_HOME, {"key": article}) if loose else ""
        for named in loose:
            waiting.extend(_tie(connection, named, home))


def release_vanished(connection: Connection, article: int) -> None:
    """Lets go of what an article no longer names, unless a person had a hand in it."""
    rows = connection.execute(_VANISHED, {"article": article}).all()
    for source, entity in rows:
        untie(connection, article, EntityId(entity))
        _tidy(connection, source)


def untie(connection: Connection, article: int, member: EntityId) -> None:
    """Takes a member out of whatever source it is in."""
    connection.execute(
        delete(SourceMemberTable).where(
            SourceMemberTable.article == article, SourceMemberTable.entity == member
        )
    )


def untie_machine(connection: Connection, article: int, member: EntityId) -> None:
    """Takes a member out of the source that the machine tied it to, so that it is resolved
    anew; what a person said stays."""
    mine = (
        (SourceMemberTable.article == article)
        & (SourceMemberTable.entity == member)
        & ~SourceMemberTable.told
    )
    for source in connection.scalars(select(SourceMemberTable.source).where(mine)).all():
        connection.execute(delete(SourceMemberTable).where(mine))
        _tidy(connection, source)


def _tidy(connection: Connection, source: str) -> None:
    """Forgets a source that nothing is left of, or only the names that it no longer has."""
    count = connection.scalar(select(func.count()).where(SourceMemberTable.source == source))
    machine = connection.scalar(select(~SourceTable.kept).where(SourceTable.id == source))
    if not count and machine:
        connection.execute(delete(SourceTable).where(SourceTable.id == source))
    else:
        source_names.index_source(connection, source)


def tidy(connection: Connection, sources: Iterable[str]) -> None:
    """The same for several sources."""
    for source in sources:
        _tidy(connection, source)


def _loose(connection: Connection, article: int) -> list[Named]:
    rows = connection.execute(_LOOSE, {"article": article}).all()
    if not rows:
        return []
    ids = {EntityId(row.source_entity) for row in rows}
    known = {named.member: named for named in named_in(connection, article, ids)}
    out = []
    for row in rows:
        member = EntityId(row.source_entity)
        kind = SourceKind(row.kind)
        out.append(known.get(member) or described(article, member, row.name, kind))
    return out


_TAKEN = "SELECT 1 FROM source_member WHERE source = ? AND article = ?"


def find(connection: Connection, named: Named) -> Match | None:
    """The source that the names of `named` mean, when one does."""
    match = _match(connection, named)
    if match is None or not match.guessed:
        return match
    # The article itself holds its names apart; a guess does not join them through another.
    taken = connection.exec_driver_sql(_TAKEN, (match.source, named.article)).first()
    return None if taken else match


def _match(connection: Connection, named: Named) -> Match | None:
    for sort in source_names.COMPARED[named.sort]:
        found = source_names.candidates(connection, sort, named.names)
        match = choose(sort, named.names, found)
        if match is not None:
            return match if sort is named.sort else Match(match.source, guessed=True)
        if found and any(likeness(sort, named.names, one.names) >= LIKELY for one in found):
            return None
    return _match_of_other_sort(connection, named)


def _match_of_other_sort(connection: Connection, named: Named) -> Match | None:
    """The one source of the same full name that another article takes for a body rather than a
    person, or the other way round."""
    other = {Sort.PERSON: Sort.BODY, Sort.BODY: Sort.PERSON}.get(named.sort)
    full = [name for name in named.names if len(name_words(name)) > 1]
    if other is None or not full:
        return None
    same = source_names.borne_by(connection, other, [exact_key(other, name) for name in full])
    return Match(same[0].source, guessed=True) if len(same) == 1 else None


def _tie(connection: Connection, named: Named, home: str) -> list[int]:
    """Ties one; the articles that now hold something loose again."""
    match = find(connection, named)
    if match is None:
        _found_source(connection, named, home)
        return _free_surnames(connection, named)
    guessed = match.guessed or is_described(named.member)
    if guessed and _is_fuller(connection, match.source, named):
        _guess_the_rest(connection, match.source)
        guessed = False
    connection.exec_driver_sql(_MEMBER, (match.source, named.article, named.member, int(guessed)))
    source_names.keep_names(connection, match.source, named, told=False)
    _name_fully(connection, match.source, named)
    return []


_MEMBER = "INSERT INTO source_member (source, article, entity, guessed) VALUES (?, ?, ?, ?)"
_SOURCE = (
    "INSERT INTO source (id, name, kind, reliability, descriptor, notes, kept)"
    " VALUES (?, ?, ?, NULL, '', '', 0) ON CONFLICT DO NOTHING"
)


def _found_source(connection: Connection, named: Named, home: str) -> None:
    """Makes a source of what nobody in the library is."""
    identity = fresh_id(f"{home}:{named.member}")
    while not connection.exec_driver_sql(
        _SOURCE, (identity, named.name, named.kind.value)
    ).rowcount:
        identity = fresh_id(identity)
    connection.exec_driver_sql(_MEMBER, (identity, named.article, named.member, 0))
    source_names.keep_names(connection, identity, named, told=False)


def fresh_id(of: str) -> SourceId:
    """An identity that is the same whenever it is made of the same."""
    return SourceId(hashlib.sha256(of.encode()).hexdigest()[:16])


def _is_fuller(connection: Connection, source: SourceId, named: Named) -> bool:
    """Whether `named` gives a full name to a source that was known by a surname alone."""
    if named.sort is not Sort.PERSON or not _has_full_name(named.names):
        return False
    told = connection.scalar(
        select(func.count()).where(SourceMemberTable.source == source, SourceMemberTable.told)
    )
    names = connection.scalars(
        select(SourceNameTable.name).where(
            SourceNameTable.source == source, SourceNameTable.sort == Sort.PERSON.value
        )
    ).all()
    return not told and not _has_full_name(names)


def _has_full_name(names: Iterable[str]) -> bool:
    return any(len(name_words(name)) > 1 for name in names)


def _guess_the_rest(connection: Connection, source: SourceId) -> None:
    connection.execute(
        update(SourceMemberTable).where(SourceMemberTable.source == source).values(guessed=True)
    )


def _name_fully(connection: Connection, source: SourceId, named: Named) -> None:
    """Shows a source that nobody has named under the fullest name that articles give it."""
    row = connection.execute(
        select(SourceTable.name, SourceTable.kept).where(SourceTable.id == source)
    ).one()
    if row.kept or named.sort is Sort.OFFICE:
        return
    if _fullness(named.name) > _fullness(row.name):
        connection.execute(
            update(SourceTable).where(SourceTable.id == source).values(name=named.name)
        )


def _fullness(name: str) -> tuple[int, int]:
    return len(name_words(name)), len(name)


@dataclass(frozen=True, slots=True)
class _Surnamed:
    source: str
    article: int
    entity: str


# Persons whom a surname alone tied to one who bears it.
_GUESSED = (
    "SELECT m.source, m.article, m.entity, e.names FROM source_member AS m"
    " JOIN entity AS e ON e.article = m.article AND e.id = m.entity"
    " WHERE m.guessed AND m.source IN (SELECT source FROM source_name"
    " WHERE sort = ? AND sound IN (SELECT value FROM json_each(?)))"
)
# Names without an entity that sound so, in sources that nobody has touched.
_BARE = (
    "SELECT m.source, m.article, m.entity FROM source_member AS m"
    " JOIN source AS s ON s.id = m.source AND NOT s.kept"
    " WHERE NOT m.told AND m.entity LIKE '~%' AND m.source IN (SELECT source FROM source_name"
    " WHERE sort = ? AND sound IN (SELECT value FROM json_each(?)))"
)


def _free_surnames(connection: Connection, named: Named) -> list[int]:
    """Lets go of what `named`, a new bearer of a surname, may change: guesses by the surname
    alone, now ambiguous, and bare names of nobody known; their articles."""
    if named.sort is not Sort.PERSON or not _has_full_name(named.names):
        return []
    bare = _bare_names(connection, named)
    sounds = json.dumps([skeleton(name) for name in named.names])
    guessed = connection.exec_driver_sql(_GUESSED, (Sort.PERSON.value, sounds)).all()
    freed = bare + [
        _Surnamed(source, article, entity)
        for source, article, entity, names in guessed
        if not _has_full_name(json.loads(names))
    ]
    for one in freed:
        untie(connection, one.article, EntityId(one.entity))
    tidy(connection, dict.fromkeys(one.source for one in freed))
    return [one.article for one in freed]


def _bare_names(connection: Connection, named: Named) -> list[_Surnamed]:
    """What articles name like `named` without an entity, and nobody has touched."""
    sounds = json.dumps([skeleton(name) for name in named.names])
    rows = connection.exec_driver_sql(_BARE, (Sort.NAME.value, sounds)).all()
    return [_Surnamed(*row) for row in rows]


def put_apart(connection: Connection, one: SourceId, other: SourceId) -> None:
    """Remembers that two sources are not the same; of one that is not there nothing is said."""
    first, second = sorted((one, other))
    there = connection.scalar(select(func.count()).where(SourceTable.id.in_([first, second])))
    if there == 2:
        connection.execute(
            insert(SourceApartTable).prefix_with("OR IGNORE").values(one=first, other=second)
        )


def put_together(connection: Connection, one: SourceId, other: SourceId) -> None:
    """Forgets that two sources are not the same."""
    first, second = sorted((one, other))
    connection.execute(
        delete(SourceApartTable).where(
            SourceApartTable.one == first, SourceApartTable.other == second
        )
    )
