"""By which names and offices sources are found: the index behind resolving across articles."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from annotator.domain.claim import SourceKind, is_described
from annotator.domain.entity import EntityKind
from annotator.domain.ids import EntityId, SourceId
from annotator.domain.resolution import (
    Candidate,
    KnownName,
    Sort,
    exact_key,
    sound_key,
    sound_keys,
)
from annotator.storage.encoding.packing import spans_of
from annotator.storage.file.schema import (
    ArticleTextTable,
    ClaimTable,
    EntityTable,
    SourceMemberTable,
    SourceNameTable,
)
from annotator.text.descriptions import described_office, is_like_a_name, tells_a_body
from annotator.text.offices import described_title, title_beside
from annotator.text.spans import Span

COMPARED = {
    Sort.PERSON: (Sort.PERSON,),
    Sort.BODY: (Sort.BODY,),
    Sort.NAME: (Sort.PERSON, Sort.BODY),
    Sort.OFFICE: (Sort.OFFICE,),
    Sort.TITLE: (),
    Sort.NOBODY: (),
}
"""As which sorts the names of each are looked for, one after the other."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an article names or describes, as it is compared."""

    article: int
    member: EntityId
    name: str
    kind: SourceKind
    sort: Sort
    names: tuple[str, ...]
    offices: tuple[str, ...] = ()
    """Descriptions by which the article speaks of it: "US ambassador"."""
    titles: tuple[str, ...] = ()
    """What tells that it holds a public office."""


def described(article: int, member: EntityId, words: str, kind: SourceKind) -> Named:
    """A description without an entity."""
    sort = Sort.NOBODY
    if described_office(words):
        sort = Sort.OFFICE
    elif kind is SourceKind.NAMED and is_like_a_name(words):
        sort = Sort.NAME
    elif kind is SourceKind.NAMED and tells_a_body(words):
        sort = Sort.BODY
    title = described_title(words)
    return Named(article, member, words, kind, sort, (words,), titles=(title,) if title else ())


def named_in(connection: Connection, article: int, ids: Collection[EntityId]) -> list[Named]:
    """Those of an article's entities, with the offices that its text gives them."""
    rows = connection.execute(
        select(
            EntityTable.id,
            EntityTable.name,
            EntityTable.kind,
            EntityTable.names,
            EntityTable.mentions,
        ).where(EntityTable.article == article)
    ).all()
    wanted = [row for row in rows if row.id in ids]
    if not wanted:
        return []
    text = connection.scalar(
        select(ArticleTextTable.text).where(ArticleTextTable.article == article)
    )
    out = []
    for row in wanted:
        names = tuple(dict.fromkeys((row.name, *json.loads(row.names))))
        person = row.kind == EntityKind.PERSON.value
        mentions = spans_of(json.loads(row.mentions)) if person else ()
        out.append(
            Named(
                article,
                EntityId(row.id),
                row.name,
                SourceKind.NAMED,
                Sort.PERSON if person else Sort.BODY,
                names,
                _offices(text or "", mentions, names),
                _titles(text or "", mentions, names),
            )
        )
    return out


def _titles(text: str, mentions: Iterable[Span], names: Collection[str]) -> tuple[str, ...]:
    """What the article says about the office that a person holds, beside the name or for it."""
    found: dict[str, None] = {}
    for start, end in mentions:
        words = " ".join(text[start:end].split())
        title = "" if words in names else described_title(words)
        found[title or title_beside(text, start, end)] = None
    return tuple(title for title in found if title)


def _offices(text: str, mentions: Iterable[Span], names: Collection[str]) -> tuple[str, ...]:
    said = (" ".join(text[start:end].split()) for start, end in mentions)
    return tuple(
        dict.fromkeys(words for words in said if words not in names and described_office(words))
    )


_KEEP = (
    "INSERT INTO source_name (source, sort, exact, sound, name, told)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
_KEEP_TOLD = _KEEP.replace("NOTHING", "UPDATE SET told = 1")


def keep_titles(connection: Connection, source: str, named: Named) -> None:
    """Notes what tells that `source` holds an office, and nothing else of one of its members."""
    keep_names(connection, source, replace(named, sort=Sort.NOBODY, offices=()), told=False)


def keep_names(connection: Connection, source: str, named: Named, *, told: bool) -> None:
    """Has `source` found by the names of one of its members from now on."""
    rows: dict[tuple[str, str], tuple[str, str, str, str, str, bool]] = {}
    for sort, name in _index(named, told=told):
        exact = exact_key(sort, name)
        if exact:
            sound = sound_key(sort, name)
            rows[sort.value, exact] = (source, sort.value, exact, sound, name, told)
    if not rows:
        return
    connection.exec_driver_sql(_KEEP_TOLD if told else _KEEP, list(rows.values()))


_TO = re.compile(r"\bto\b")


def _index(named: Named, *, told: bool) -> Iterable[tuple[Sort, str]]:
    if named.sort in {Sort.PERSON, Sort.BODY, Sort.NAME} or (named.sort is Sort.OFFICE and told):
        yield from ((named.sort, name) for name in named.names)
    if named.sort is Sort.NAME and told:
        yield from ((sort, name) for sort in COMPARED[Sort.NAME] for name in named.names)
    yield from ((Sort.OFFICE, office) for office in named.offices)
    # An "ambassador to Libya" is none of Libya's.
    yield from ((Sort.TITLE, _TO.split(title)[0].strip()) for title in named.titles)


def forget_names(connection: Connection, source: str) -> None:
    connection.execute(delete(SourceNameTable).where(SourceNameTable.source == source))


def index_source(connection: Connection, source: str) -> None:
    """Makes the names of a source anew, from the members that it has."""
    forget_names(connection, source)
    members: dict[int, dict[EntityId, bool]] = {}
    query = select(SourceMemberTable.article, SourceMemberTable.entity, SourceMemberTable.told)
    for article, entity, told in connection.execute(
        query.where(SourceMemberTable.source == source)
    ):
        members.setdefault(article, {})[EntityId(entity)] = told
    for article, of_article in members.items():
        index_members(connection, source, article, of_article)


def index_members(
    connection: Connection, source: str, article: int, members: dict[EntityId, bool]
) -> None:
    """Adds the names of members of one article; each with whether a person told so."""
    for named in named_in(connection, article, members):
        keep_names(connection, source, named, told=members[named.member])
    for member, told in members.items():
        if is_described(member):
            words = words_of(connection, article, member)
            named = described(article, member, words, SourceKind.NAMED)
            keep_names(connection, source, named, told=told)


def words_of(connection: Connection, article: int, member: EntityId) -> str:
    """A description as the article writes it."""
    words = connection.scalar(
        select(ClaimTable.source_name)
        .where(ClaimTable.article == article, ClaimTable.source_entity == member)
        .limit(1)
    )
    return words or member.removeprefix("~")


# The lists of keys are bound as JSON: one text for any number of them, prepared once. Of a name
# that more than 400 sources bear, so many are enough to see that it is ambiguous.
_BY_EXACT = (
    "SELECT source, name, told FROM source_name WHERE sort = :sort AND source IN"
    " (SELECT source FROM source_name WHERE sort = :sort"
    " AND exact IN (SELECT value FROM json_each(:exact)) LIMIT 400)"
)
_BY_SOUND = (
    "SELECT source, name, told FROM source_name WHERE sort = :sort AND source IN"
    " (SELECT source FROM source_name WHERE sort = :sort"
    " AND exact IN (SELECT value FROM json_each(:exact))"
    " UNION SELECT source FROM source_name WHERE sort = :sort"
    " AND sound IN (SELECT value FROM json_each(:sound)) LIMIT 400)"
)


def candidates(connection: Connection, sort: Sort, names: Sequence[str]) -> list[Candidate]:
    """The sources that `names` might mean: those of the same full name, else those besides
    whose names sound alike."""
    exact = sorted({exact_key(sort, name) for name in names} - {""})
    full = [key for key in exact if " " in key or sort is not Sort.PERSON]
    if full and sort is not Sort.OFFICE:
        found = borne_by(connection, sort, full)
        if found:
            return found
    keys = {
        "sort": sort.value,
        "exact": json.dumps(exact),
        "sound": json.dumps(sound_keys(sort, names)),
    }
    return _grouped(connection.exec_driver_sql(_BY_SOUND, keys))


def borne_by(connection: Connection, sort: Sort, exact: Sequence[str]) -> list[Candidate]:
    """The sources with one of these `exact_key`s."""
    return _grouped(
        connection.exec_driver_sql(_BY_EXACT, {"sort": sort.value, "exact": json.dumps(exact)})
    )


def _grouped(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Candidate]:
    known: dict[SourceId, list[KnownName]] = {}
    for source, name, told in rows:
        known.setdefault(SourceId(source), []).append(KnownName(name, bool(told)))
    return [Candidate(source, tuple(known[source])) for source in sorted(known)]
