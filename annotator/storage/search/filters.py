"""Conditions of a search as SQL; every value is bound, never written into the text."""

from annotator.domain.claim import SourceKind, Tag
from annotator.domain.ids import SourceId
from annotator.storage.search.officials import Holders


class Filters:
    """Conditions on `article` and `claim`, joined by AND."""

    def __init__(self) -> None:
        self._conditions: list[str] = []
        self.values: dict[str, str | int] = {}

    @property
    def sql(self) -> str:
        """The conditions, each with AND before it."""
        return "".join(f" AND {condition}" for condition in self._conditions)

    def _add(self, condition: str, **values: str) -> None:
        self._conditions.append(condition)
        self.values.update(values)

    def published(self, first: str, last: str) -> None:
        """Published on a day from `first` to `last`, both included; either may be empty."""
        if first:
            self._add("article.published >= :first", first=first)
        if last:
            # Later times of the same day sort after the date alone.
            self._add("article.published <> ''")
            self._add("substr(article.published, 1, length(:last)) <= :last", last=last)

    def label(self, label: str) -> None:
        """Carries a label."""
        if label:
            self._add(
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
            self._add("article.publisher LIKE :publisher ESCAPE '\\'", publisher=_containing(name))

    def entity(self, name: str) -> None:
        """Names somebody whose names contain `name`."""
        if name:
            self._add(
                "article.key IN (SELECT article FROM entity WHERE names LIKE :entity ESCAPE '\\')",
                entity=_containing(name),
            )

    def tags(self, tags: frozenset[Tag], *, undecided: bool) -> None:
        """The claim is decided as one of `tags` (or not at all)."""
        wanted = [f":tag{i}" for i in range(len(tags))]
        self.values.update({f"tag{i}": tag.value for i, tag in enumerate(sorted(tags))})
        any_of = [f"claim.tag IN ({', '.join(wanted)})"] if wanted else []
        if undecided:
            any_of.append("claim.tag IS NULL")
        if any_of:
            self._add(f"({' OR '.join(any_of)})")
        # What the article counts spares most of them a look at their claims.
        if wanted and not undecided:
            self._add("article.decided > 0")
        elif undecided and not wanted:
            self._add("article.decided < article.claims")

    def suggested(self, tags: frozenset[Tag]) -> None:
        """Nobody decided the claim, and one of `tags` is suggested for it."""
        if tags:
            wanted = {f"suggested{i}": tag.value for i, tag in enumerate(sorted(tags))}
            self._add(
                "claim.tag IS NULL AND EXISTS (SELECT 1 FROM suggestion"  # noqa: S608
                " WHERE suggestion.key = claim.suggestion"
                f" AND suggestion.tag IN ({', '.join(f':{name}' for name in wanted)}))",
                **wanted,
            )

    def source(self, source: SourceId | None, name: str, kind: SourceKind | None) -> None:
        """The claim's source is one of the register, has words in its name, is of a kind."""
        if source is not None:
            self._add(
                "(claim.article, claim.source_entity) IN"
                " (SELECT article, entity FROM source_member WHERE source = :source)",
                source=source,
            )
        if name:
            # As this article has it, or as any other article calls the same source.
            self._add(
                "(claim.source_name LIKE :source_name ESCAPE '\\'"
                " OR (claim.article, claim.source_entity) IN"
                " (SELECT article, entity FROM source_member WHERE source IN"
                " (SELECT source FROM source_name WHERE name LIKE :source_name ESCAPE '\\'"
                " UNION SELECT id FROM source WHERE name LIKE :source_name ESCAPE '\\')))",
                source_name=_containing(name),
            )
        if kind is not None:
            self._add(
                "json_extract(claim.body, '$[3][3][3]') = :source_kind", source_kind=kind.value
            )

    def officials(self, holders: Holders) -> None:
        """The claim's source holds a public office, as its article or any other tells."""
        if holders.sources is None:
            told = f" AND ({holders.sql})" if holders.sql else ""
            self._add(
                "EXISTS (SELECT 1 FROM source_member AS m JOIN source_name AS n"  # noqa: S608
                " ON n.source = m.source AND n.sort = 'title'"
                " WHERE m.article = claim.article AND m.entity = claim.source_entity"
                f"{told})",
                **holders.values,
            )
            return
        # Few: the articles first, which spares all others a look at their claims.
        of_theirs = "FROM source_member WHERE source IN (SELECT value FROM json_each(:holders))"
        self._add(f"article.key IN (SELECT article {of_theirs})", holders=holders.sources)
        self._add(f"(claim.article, claim.source_entity) IN (SELECT article, entity {of_theirs})")

    def matching(self, match: str) -> None:
        """The article's text matches an FTS5 query."""
        self._add(
            "article.key IN (SELECT rowid FROM search WHERE search MATCH :match)", match=match
        )


def _containing(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
