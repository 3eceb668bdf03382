"""Conditions of a search as SQL; every value is bound, never written into the text."""

from annotator.domain.claim import SourceKind, Tag
from annotator.domain.ids import SourceId
from annotator.storage.search.days import Days
from annotator.storage.search.officials import Holders
from annotator.storage.search.patterns import containing, trigrams
from annotator.storage.search.query import SearchQuery


class Filters:
    """Conditions on `article`, and on the `claim`s of those that fit, joined by AND."""

    def __init__(self) -> None:
        self._of_articles: list[str] = []
        self._of_claims: list[str] = []
        self.values: dict[str, str | int] = {}
        self.narrow = False
        """Whether an index tells which articles fit, so that few are left."""

    @property
    def of_articles(self) -> str:
        """The conditions on articles, each with AND before it."""
        return "".join(f" AND {condition}" for condition in self._of_articles)

    @property
    def of_claims(self) -> str:
        """The conditions on claims, each with AND before it."""
        return "".join(f" AND {condition}" for condition in self._of_claims)

    def article(self, query: SearchQuery, days: Days) -> None:
        """All that a query says about the article; `days` are those that it speaks of."""
        self.published(days)
        self.label(query.label)
        self.language(query.language)
        self.publisher(query.publisher)
        self.entity(query.entity)

    def _add(self, condition: str, **values: str) -> None:
        self._of_articles.append(condition)
        self.values.update(values)

    def _add_narrow(self, condition: str, **values: str) -> None:
        self._add(condition, **values)
        self.narrow = True

    def _add_claim(self, condition: str, **values: str) -> None:
        self._of_claims.append(condition)
        self.values.update(values)

    def published(self, days: Days) -> None:
        """Published on one of `days`."""
        if not days.sql:
            return
        self.values.update(days.values)
        if days.few:
            self._add_narrow(f"article.key IN ({days.articles})")
        else:
            self._add(days.sql)

    def label(self, label: str) -> None:
        """Carries a label."""
        if label:
            self._add_narrow(
                "article.key IN (SELECT article FROM label WHERE label = :label)", label=label
            )

    def language(self, language: str) -> None:
        """Is in a language (or a variety of it)."""
        if language:
            self._add(
                "(article.language = :language OR article.language LIKE :language || '-%')",
                language=language,
            )

    def publisher(self, name: str) -> None:
        """Was published by somebody whose name contains `name`."""
        if name:
            self._add("article.publisher LIKE :publisher ESCAPE '\\'", publisher=containing(name))

    def entity(self, name: str) -> None:
        """Names somebody whose names contain `name`."""
        if name:
            if near := trigrams(name):
                self._add_narrow(
                    "article.key IN (SELECT rowid / 3 FROM search_names"
                    " WHERE search_names MATCH :near_entity AND rowid % 3 = 0)",
                    near_entity=near,
                )
            self._add(
                "EXISTS (SELECT 1 FROM entity WHERE entity.article = article.key"
                " AND entity.names LIKE :entity ESCAPE '\\')",
                entity=containing(name),
            )

    def tags(self, tags: frozenset[Tag], *, undecided: bool) -> None:
        """The claim is decided as one of `tags` (or not at all)."""
        wanted = [f":tag{i}" for i in range(len(tags))]
        self.values.update({f"tag{i}": tag.value for i, tag in enumerate(sorted(tags))})
        any_of = [f"claim.tag IN ({', '.join(wanted)})"] if wanted else []
        if undecided:
            any_of.append("claim.tag IS NULL")
        if any_of:
            self._add_claim(f"({' OR '.join(any_of)})")
        # What the article counts spares most of them a look at their claims.
        if wanted and not undecided:
            self._add("article.decided > 0")
        elif undecided and not wanted:
            self._add("article.decided < article.claims")

    def suggested(self, tags: frozenset[Tag]) -> None:
        """Nobody decided the claim, and one of `tags` is suggested for it."""
        if tags:
            wanted = {f"suggested{i}": tag.value for i, tag in enumerate(sorted(tags))}
            self._add("article.decided < article.claims")
            self._add_claim(
                "claim.tag IS NULL AND EXISTS (SELECT 1 FROM suggestion"  # noqa: S608
                " WHERE suggestion.key = claim.suggestion"
                f" AND suggestion.tag IN ({', '.join(f':{name}' for name in wanted)}))",
                **wanted,
            )

    def suggested_with_source(self, tags: frozenset[Tag]) -> None:
        """One of `tags` is suggested for a claim of the article that has a source: mostly few are,
        but "sourced"."""
        if tags and Tag.SOURCED not in tags:
            self._add_narrow(
                "article.key IN (SELECT rowid / 3 FROM search_names"
                " WHERE search_names MATCH :near_suggested AND rowid % 3 = 2)",
                near_suggested=" OR ".join(f'"{tag.value[:2]}+"' for tag in sorted(tags)),
            )

    def source(self, source: SourceId) -> None:
        """The claim's source is one of the register."""
        members = "FROM source_member WHERE source = :source"
        self._add_narrow(f"article.key IN (SELECT article {members})", source=source)
        self._add_claim(
            f"(claim.article, claim.source_entity) IN (SELECT article, entity {members})"
        )

    def source_named(self, name: str, bearers: str | None) -> None:
        """The claim's source has `name` in its name, as this article has it or as any other
        article calls the same source; `bearers` of the register as JSON, None when many."""
        near = trigrams(name)
        if bearers is None:
            elsewhere = _BEARS_IT
        else:
            members = f"FROM source_member WHERE source IN ({_BEARERS})"
            elsewhere = (
                f"(claim.article, claim.source_entity) IN (SELECT article, entity {members})"
            )
            self.values["bearers"] = bearers
            if near:
                # The articles first, which spares all others a look at their claims.
                self._add_narrow(
                    "article.key IN (SELECT rowid / 3 FROM search_names"  # noqa: S608
                    " WHERE search_names MATCH :near_source AND rowid % 3 = 1"
                    f" UNION SELECT article {members})",
                    near_source=near,
                )
        self._add_claim(
            f"(claim.source_name LIKE :source_name ESCAPE '\\' OR {elsewhere})",
            source_name=containing(name),
        )

    def source_kind(self, kind: SourceKind) -> None:
        """The claim's source is of a kind."""
        self._add_claim(
            "json_extract(claim.body, '$[3][3][3]') = :source_kind", source_kind=kind.value
        )

    def officials(self, holders: Holders) -> None:
        """The claim's source holds a public office, as its article or any other tells."""
        if holders.sources is None:
            told = f" AND ({holders.sql})" if holders.sql else ""
            self._add_claim("claim.source_entity IS NOT NULL")
            self._add_claim(
                "EXISTS (SELECT 1 FROM source_member AS m JOIN source_name AS n"  # noqa: S608
                " ON n.source = m.source AND n.sort = 'title'"
                " WHERE m.article = claim.article AND m.entity = claim.source_entity"
                f"{told})",
                **holders.values,
            )
            return
        # Few: the articles first, which spares all others a look at their claims.
        members = "FROM source_member WHERE source IN (SELECT value FROM json_each(:holders))"
        self._add_narrow(f"article.key IN (SELECT article {members})", holders=holders.sources)
        self._add_claim(
            f"(claim.article, claim.source_entity) IN (SELECT article, entity {members})"
        )

    def matching(self, match: str) -> None:
        """The article's text matches an FTS5 query."""
        self._add(
            "article.key IN (SELECT rowid FROM search WHERE search MATCH :match)", match=match
        )


_BEARERS = "SELECT value FROM json_each(:bearers)"
_BEARS_IT = (
    "EXISTS (SELECT 1 FROM source_member AS m JOIN source AS s ON s.id = m.source"
    " WHERE m.article = claim.article AND m.entity = claim.source_entity"
    " AND (s.name LIKE :source_name ESCAPE '\\' OR EXISTS (SELECT 1 FROM source_name AS n"
    " WHERE n.source = m.source AND n.name LIKE :source_name ESCAPE '\\')))"
)
