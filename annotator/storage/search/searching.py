"""Finding articles and claims by their words and by what is known of them."""

from sqlalchemy import Connection, RowMapping, text

from annotator.domain.ids import ArticleId
from annotator.storage.file.store import Store
from annotator.storage.search.claims_found import find_claims
from annotator.storage.search.days import Days
from annotator.storage.search.filters import Filters
from annotator.storage.search.index import REBUILD
from annotator.storage.search.query import Hit, SearchQuery
from annotator.storage.search.words import Term, match_of, terms_of, words_match_of
from annotator.text.spans import Span

# Letters that no normalised text holds.
_OPEN, _CLOSE, _GAP = "\x02", "\x03", "…"
_SNIPPET_WORDS = 24
# More texts than this are not ranked but shown newest first: ranking has to read them all.
_RANKED = 1_000
# So are those with a phrase whose words stand together in more texts than this: whether they
# follow each other is looked up in each, three times over where they are ranked.
_READ_FOR_PHRASES = 5_000


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
                return find_claims(connection, query, terms)
            return _find_articles(connection, query, terms)

    def rebuild(self) -> None:
        """Makes the indexes anew from the articles, when `Library.check` says it does not fit."""
        with self._store.writing() as connection:
            for statement in REBUILD:
                connection.exec_driver_sql(statement)


def _find_articles(
    connection: Connection, query: SearchQuery, terms: tuple[Term, ...]
) -> tuple[Hit, ...]:
    filters = Filters()
    filters.article(query, Days(connection, query.published_from, query.published_to))
    match = match_of(terms)
    values = filters.values | {"limit": query.limit, "offset": query.offset}
    if not match:
        sql = (
            f"SELECT {_COLUMNS}, substr(body, 1, 200) AS snippet"  # noqa: S608
            " FROM article CROSS JOIN searchable AS body_of ON body_of.key = article.key"
            f" WHERE NOT article.removed{filters.of_articles}"
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
            f" WHERE search MATCH :match AND NOT article.removed{filters.of_articles}"
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
