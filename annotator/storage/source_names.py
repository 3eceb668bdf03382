"""By which names and offices sources are found: the index behind resolving across articles."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

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
from annotator.storage.packing import spans_of
from annotator.storage.schema import (
    ArticleTextTable,
    ClaimTable,
    EntityTable,
    SourceMemberTable,
    SourceNameTable,
)
from annotator.text.descriptions import described_office, is_like_a_name, tells_a_body
from annotator.text.spans import Span

_MOST_CANDIDATES = 400
"""Of a surname that more sources bear, these many are looked at: enough to see that it is
ambiguous."""

COMPARED = {
    Sort.PERSON: (Sort.PERSON,),
    Sort.BODY: (Sort.BODY,),
    Sort.NAME: (Sort.PERSON, Sort.BODY),
    Sort.OFFICE: (Sort.OFFICE,),
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


def described(article: int, member: EntityId, words: str, kind: SourceKind) -> Named:
    """A description without an entity."""
    sort = Sort.NOBODY
    if described_office(words):
        sort = Sort.OFFICE
    elif kind is SourceKind.NAMED and is_like_a_name(words):
        sort = Sort.NAME
    elif kind is SourceKind.NAMED and tells_a_body(words):
        sort = Sort.BODY
    return Named(article, member, words, kind, sort, (words,))


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
        offices = _offices(text or "", spans_of(json.loads(row.mentions)), names) if person else ()
        sort = Sort.PERSON if person else Sort.BODY
        member = EntityId(row.id)
        out.append(Named(article, member, row.name, SourceKind.NAMED, sort, names, offices))
    return out


def _offices(text: str, mentions: Iterable[Span], names: Collection[str]) -> tuple[str, ...]:
    said = (" ".join(text[start:end].split()) for start, end in mentions)
    return tuple(
        dict.fromkeys(words for words in said if words not in names and described_office(words))
    )


def keep_names(connection: Connection, source: str, named: Named, *, told: bool) -> None:
    """Has `source` found by the names of one of its members from now on."""
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for sort, name in _index(named, told=told):
        exact = exact_key(sort, name)
        if exact:
            rows[sort.value, exact] = {
                "source": source,
                "sort": sort.value,
                "exact": exact,
                "sound": sound_key(sort, name),
                "name": name,
                "told": told,
            }
    if not rows:
        return
    adding = insert(SourceNameTable).values(list(rows.values()))
    if told:
        adding = adding.on_conflict_do_update(
            index_elements=["source", "sort", "exact"], set_={"told": True}
        )
    else:
        adding = adding.on_conflict_do_nothing()
    connection.execute(adding)


def _index(named: Named, *, told: bool) -> Iterable[tuple[Sort, str]]:
    if named.sort in {Sort.PERSON, Sort.BODY, Sort.NAME} or (named.sort is Sort.OFFICE and told):
        yield from ((named.sort, name) for name in named.names)
    if named.sort is Sort.NAME and told:
        yield from ((sort, name) for sort in COMPARED[Sort.NAME] for name in named.names)
    yield from ((Sort.OFFICE, office) for office in named.offices)


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
            words = _words_of(connection, article, member)
            named = described(article, member, words, SourceKind.NAMED)
            keep_names(connection, source, named, told=told)


def _words_of(connection: Connection, article: int, member: EntityId) -> str:
    """A description as the article writes it."""
    words = connection.scalar(
        select(ClaimTable.source_name)
        .where(ClaimTable.article == article, ClaimTable.source_entity == member)
        .limit(1)
    )
    return words or member.removeprefix("~")


def candidates(connection: Connection, sort: Sort, names: Sequence[str]) -> list[Candidate]:
    """The sources that `names` might mean: those of the same full name, else those besides
    whose names sound alike."""
    exact = {exact_key(sort, name) for name in names} - {""}
    full = {key for key in exact if " " in key or sort is not Sort.PERSON}
    found = _sources(connection, sort, SourceNameTable.exact.in_(sorted(full)))
    if not found or sort is Sort.OFFICE:
        alike = SourceNameTable.sound.in_(sound_keys(sort, names))
        found |= _sources(connection, sort, alike | SourceNameTable.exact.in_(sorted(exact)))
    known: dict[SourceId, list[KnownName]] = {source: [] for source in sorted(found)}
    query = select(SourceNameTable.source, SourceNameTable.name, SourceNameTable.told).where(
        SourceNameTable.source.in_(known), SourceNameTable.sort == sort.value
    )
    for source, name, told in connection.execute(query):
        known[SourceId(source)].append(KnownName(name, told))
    return [Candidate(source, tuple(of)) for source, of in known.items()]


def _sources(connection: Connection, sort: Sort, condition: ColumnElement[bool]) -> set[SourceId]:
    query = (
        select(SourceNameTable.source)
        .where(SourceNameTable.sort == sort.value, condition)
        .distinct()
        .limit(_MOST_CANDIDATES)
    )
    return {SourceId(source) for source in connection.scalars(query)}
