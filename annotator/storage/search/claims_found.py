"""Finding claims: article by article, the newest first, until a page of them is full."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, cast

from sqlalchemy import Connection, Row, text

from annotator.domain.claim import Tag
from annotator.domain.ids import ArticleId, ClaimId
from annotator.storage.encoding.packing import spans_of
from annotator.storage.search.bearers import bearers
from annotator.storage.search.days import Days
from annotator.storage.search.filters import Filters
from annotator.storage.search.officials import holders
from annotator.storage.search.query import Hit, SearchQuery
from annotator.storage.search.words import Term, bare, folded, match_of
from annotator.text.spans import Span, hull, text_of

# Claims looked at before a search for claims by their words gives up.
_CLAIMS_READ = 20_000
# Articles looked at together: mostly the first few are enough.
_FIRST, _MOST = 64, 8_192
# Claims read together at most, with the texts of their articles.
_MOST_READ = 1_024

_TEXTS = "SELECT article, text FROM article_text WHERE article IN (SELECT value FROM json_each(?))"
_DETAILS = (
    "SELECT claim.key, claim.id, claim.body, article.id, article.title, article.publisher,"
    " article.published, claim.source_name, claim.tag"
    " FROM claim JOIN article ON article.key = claim.article"
    " WHERE claim.key IN (SELECT value FROM json_each(?))"
)

type _Place = tuple[int, int, int, int]
"""A claim: its article, its key, and from where to where its words go."""
type _Details = Row[*tuple[Any, ...]]
"""What is shown of a claim, as `_DETAILS` gives it."""


def find_claims(
    connection: Connection, query: SearchQuery, terms: tuple[Term, ...]
) -> tuple[Hit, ...]:
    """Claims that fit, those of the newest article first, each article's in text order."""
    last = query.offset + query.limit
    hits = _hits(connection, _places(connection, query, terms), terms)
    return tuple(islice(hits, query.offset, last))


def _filters(connection: Connection, query: SearchQuery, *, worded: bool) -> Filters:
    filters = Filters()
    filters.article(query, Days(connection, query.published_from, query.published_to))
    filters.tags(query.tags, undecided=query.undecided)
    filters.suggested(query.suggested)
    if query.about_source:
        filters.suggested_with_source(query.suggested)
    if query.source is not None:
        filters.source(query.source)
    if query.officials:
        filters.officials(holders(connection, query.source_name, query.source_words))
    elif query.source_name:
        # Few of the claims that they make hold the words: most articles are better left out.
        found = bearers(connection, query.source_name, thorough=worded)
        filters.source_named(query.source_name, found)
    if query.source_kind is not None:
        filters.source_kind(query.source_kind)
    return filters


def _places(
    connection: Connection, query: SearchQuery, terms: tuple[Term, ...]
) -> Iterator[Sequence[_Place]]:
    """The claims that the conditions leave, a few at a time."""
    filters = _filters(connection, query, worded=bool(terms))
    match = match_of(terms)
    source = "article"
    if match and filters.narrow:
        filters.matching(match)
    elif match:
        # The index itself brings the newest first, and only as many as are wanted.
        source = "search CROSS JOIN article ON article.key = search.rowid AND search MATCH :match"
    order = "search.rowid" if source != "article" else "article.key"
    articles = connection.execute(
        text(
            f"SELECT article.key FROM {source}"  # noqa: S608 - values are bound
            f" WHERE NOT article.removed{filters.of_articles} ORDER BY {order} DESC"
        ),
        filters.values | {"match": match},
    ).scalars()
    claims = text(
        "SELECT claim.article, claim.key, claim.start, claim.stop FROM claim"  # noqa: S608
        " WHERE claim.article IN (SELECT value FROM json_each(:articles)) AND claim.hidden = 0"
        f"{filters.of_claims} ORDER BY claim.article DESC, claim.start, claim.key LIMIT :most"
    )
    most = _CLAIMS_READ if terms else query.offset + query.limit
    many = read = _FIRST
    while most > 0 and (keys := articles.fetchmany(many)):
        page = {"articles": json.dumps(keys), "most": most}
        places = connection.execute(claims, filters.values | page)
        while found := cast(Sequence[_Place], places.fetchmany(read)):
            yield found
            most -= len(found)
            read = min(2 * read, _MOST_READ)
        many = min(2 * many, _MOST)


def _hits(
    connection: Connection, places: Iterator[Sequence[_Place]], terms: tuple[Term, ...]
) -> Iterator[Hit]:
    for found in places:
        yield from _hits_among(connection, found, terms)


def _hits_among(
    connection: Connection, found: Sequence[_Place], terms: tuple[Term, ...]
) -> Iterator[Hit]:
    articles = {place[0] for place in found}
    texts: dict[int, str] = {row[0]: row[1] for row in _given(connection, _TEXTS, articles)}
    wanted = [term for term in terms if not term.excluded]
    near = [
        (article, key)
        for article, key, start, stop in found
        if not wanted or _may_hold(texts[article][start:stop], wanted)
    ]
    rows: dict[int, _Details] = {
        row[0]: row for row in _given(connection, _DETAILS, {key for _, key in near})
    }
    for article, key in near:
        if hit := _hit(rows[key], texts[article], terms):
            yield hit


def _given(
    connection: Connection, statement: str, keys: set[int]
) -> Sequence[Row[*tuple[Any, ...]]]:
    if not keys:
        return ()
    return connection.exec_driver_sql(statement, (json.dumps(list(keys)),)).all()


def _may_hold(words: str, wanted: Sequence[Term]) -> bool:
    """Whether the letters of all terms stand in `words`: most claims need no closer look."""
    letters = bare(words)
    return all(term.may_stand_in(letters) for term in wanted)


def _hit(row: _Details, body: str, terms: tuple[Term, ...]) -> Hit | None:
    _, claim, packed, article, title, publisher, published, source_name, tag = row
    content = spans_of(json.loads(packed)[0])
    words = text_of(body, content).replace("\n", " ")
    tokens = folded(words)
    if any(term.occurs_in(tokens) == term.excluded for term in terms):
        return None
    return Hit(
        ArticleId(article),
        ClaimId(claim),
        title,
        publisher,
        published,
        words,
        _marks(words, terms),
        hull(content),
        source_name or "",
        Tag(tag) if tag else None,
    )


def _marks(words: str, terms: tuple[Term, ...]) -> tuple[Span, ...]:
    """Where single words of `terms` stand in `words`."""
    wanted = [
        (token, one.prefix and token == one.tokens[-1])
        for term in terms
        if not term.excluded
        for one in term.choices
        for token in one.tokens
        # Of "U.S." the letters alone would be marked in every "Egypt's".
        if len(token) > 1 or len(one.tokens) == 1
    ]
    marks: list[Span] = []
    start = 0
    for piece in words.split(" "):
        bare = folded(piece)
        if any(
            token == said or (more and said.startswith(token))
            for said in bare
            for token, more in wanted
        ):
            marks.append(Span(start, start + len(piece)))
        start += len(piece) + 1
    return tuple(marks)
