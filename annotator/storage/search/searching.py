"""Finding articles and claims by their words and by what is known of them."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, TextClause, text

from annotator.domain.claim import Tag
from annotator.domain.ids import ArticleId, ClaimId
from annotator.storage.encoding.packing import spans_of
from annotator.storage.file.store import Store
from annotator.storage.search.filters import Filters
from annotator.storage.search.officials import holders
from annotator.storage.search.query import Hit, SearchQuery
from annotator.storage.search.words import Term, folded, match_of, terms_of, words_match_of
from annotator.text.spans import Span, hull, text_of

# Letters that no normalised text holds.
_OPEN, _CLOSE, _GAP = "\x02", "\x03", "…"
_SNIPPET_WORDS = 24
# More texts than this are not ranked but shown newest first: ranking has to read them all.
_RANKED = 1_000
# So are those with a phrase whose words stand together in more texts than this: whether they
# follow each other is looked up in each, three times over where they are ranked.
_READ_FOR_PHRASES = 5_000
# Claims looked at before a search for claims by their words gives up.
_CLAIMS_READ = 20_000
_CLAIMS_AT_ONCE = 100


class Search:
    """Search over a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, query: SearchQuery) -> tuple[Hit, ...]:
        """What fits, the best first; among very many fitting texts, the newest first."""
        terms = terms_of(query.words)
        if query.words.strip() and not match_of(terms):
            return ()
        with self._store.reading() as connection:
            if query.for_claims:
                return _find_claims(connection, query, terms)
            return _find_articles(connection, query, terms)

    def rebuild(self) -> None:
        """Makes the index anew from the articles, when `Library.check` says it does not fit."""
        with self._store.writing() as connection:
            connection.execute(text("INSERT INTO search(search) VALUES ('rebuild')"))


def _filters(query: SearchQuery) -> Filters:
    filters = Filters()
    filters.published(query.published_from, query.published_to)
    filters.label(query.label)
    filters.language(query.language)
    filters.publisher(query.publisher)
    filters.entity(query.entity)
    return filters


def _find_articles(
    connection: Connection, query: SearchQuery, terms: tuple[Term, ...]
) -> tuple[Hit, ...]:
    filters = _filters(query)
    match = match_of(terms)
    values = filters.values | {"limit": query.limit, "offset": query.offset}
    if not match:
        sql = (
            f"SELECT {_COLUMNS}, substr(body, 1, 200) AS snippet"  # noqa: S608
            " FROM article CROSS JOIN searchable AS body_of ON body_of.key = article.key"
            f" WHERE NOT article.removed{filters.sql}"
            " ORDER BY article.key DESC LIMIT :limit OFFSET :offset"
        )
    else:
        # One pass, outermost over the index, which brings the rows in this order by itself:
        # only the rows that are shown are cut to snippets.
        order = "rank" if _is_rare(connection, terms) else "search.rowid DESC"
        values |= {"match": match, "open": _OPEN, "close": _CLOSE, "gap": _GAP}
        sql = (
            f"SELECT {_COLUMNS},"  # noqa: S608
            f" snippet(search, -1, :open, :close, :gap, {_SNIPPET_WORDS}) AS snippet"
            " FROM search CROSS JOIN article ON article.key = search.rowid"
            f" WHERE search MATCH :match AND NOT article.removed{filters.sql}"
            f" ORDER BY {order} LIMIT :limit OFFSET :offset"
        )
    rows = connection.execute(text(sql), values)
    return tuple(_article_hit(row) for row in rows.mappings())


_COLUMNS = "article.id, article.title, article.publisher, article.published, body"


def _is_rare(connection: Connection, terms: tuple[Term, ...]) -> bool:
    """Whether few enough texts match for ranking them all."""
    if any(len(one.tokens) > 1 for term in terms for one in term.choices) and _more_match(
        connection, words_match_of(terms), _READ_FOR_PHRASES
    ):
        return False
    return not _more_match(connection, match_of(terms), _RANKED)


def _more_match(connection: Connection, match: str, most: int) -> bool:
    """Whether more than `most` texts match; looks at no more of them than that."""
    counted = connection.execute(
        text(
            "SELECT count(*) FROM (SELECT rowid FROM search WHERE search MATCH :match LIMIT :more)"
        ),
        {"match": match, "more": most + 1},
    )
    return int(counted.scalar_one()) > most


def _article_hit(row: RowMapping) -> Hit:
    plain, marks = unmarked(" ".join(row["snippet"].split("\n")))
    return Hit(
        ArticleId(row["id"]),
        None,
        row["title"],
        row["publisher"],
        row["published"],
        plain,
        marks,
        _place(row["body"], plain, marks),
    )


def unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A snippet without its marks, and where they were."""
    plain: list[str] = []
    marks: list[Span] = []
    length = start = 0
    for piece in marked.replace(_CLOSE, f"{_CLOSE}{_OPEN}").split(_OPEN):
        words = piece.removesuffix(_CLOSE)
        start, length = length, length + len(words)
        plain.append(words)
        if piece.endswith(_CLOSE):
            marks.append(Span(start, length))
    return "".join(plain), tuple(marks)


def _place(body: str, snippet: str, marks: tuple[Span, ...]) -> Span | None:
    """Where the first marked word of a snippet stands in the text it was cut from."""
    core = snippet.removeprefix(_GAP).removesuffix(_GAP)
    found = body.replace("\n", " ").find(core)
    if found < 0 or not marks:
        return None
    return marks[0].shifted(found - snippet.index(core))


def _find_claims(
    connection: Connection, query: SearchQuery, terms: tuple[Term, ...]
) -> tuple[Hit, ...]:
    filters = _filters(query)
    filters.tags(query.tags, undecided=query.undecided)
    filters.suggested(query.suggested)
    name = "" if query.officials else query.source_name
    filters.source(query.source, name, query.source_kind)
    if query.officials:
        filters.officials(holders(connection, query.source_name, query.source_words))
    match = match_of(terms)
    if match:
        filters.matching(match)
    # The articles first, the newest in front: the claims of a few of them are mostly enough.
    keys = connection.execute(
        text(
            "SELECT claim.key FROM article CROSS JOIN claim ON claim.article = article.key"  # noqa: S608
            f" WHERE claim.hidden = 0 AND NOT article.removed{filters.sql}"
            " ORDER BY article.key DESC, claim.start, claim.key LIMIT :most"
        ),
        filters.values | {"most": _CLAIMS_READ if terms else query.offset + query.limit},
    )
    hits: list[Hit] = []
    last = query.offset + query.limit
    # Read as they are found: mostly the first page is enough.
    for page in keys.scalars().partitions(_CLAIMS_AT_ONCE):
        rows = {row["key"]: row for row in connection.execute(_claims_of(page)).mappings()}
        hits += [hit for key in page if (hit := _claim_hit(rows[key], terms))]
        if len(hits) >= last:
            break
    return tuple(hits[query.offset : last])


def _claims_of(keys: Sequence[int]) -> TextClause:
    numbers = ",".join(str(key) for key in keys)
    return text(
        "SELECT claim.key, claim.id AS claim, claim.body AS packed, article.id, article.title,"  # noqa: S608
        " article.publisher, article.published, article_text.text AS body,"
        " claim.source_name, claim.tag"
        " FROM claim JOIN article ON article.key = claim.article"
        " JOIN article_text ON article_text.article = article.key"
        f" WHERE claim.key IN ({numbers})"
    )


def _claim_hit(row: RowMapping, terms: tuple[Term, ...]) -> Hit | None:
    content = spans_of(json.loads(row["packed"])[0])
    words = text_of(row["body"], content).replace("\n", " ")
    tokens = folded(words)
    if any(term.occurs_in(tokens) == term.excluded for term in terms):
        return None
    return Hit(
        ArticleId(row["id"]),
        ClaimId(row["claim"]),
        row["title"],
        row["publisher"],
        row["published"],
        words,
        _marks(words, terms),
        hull(content),
        row["source_name"] or "",
        Tag(row["tag"]) if row["tag"] else None,
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
