"""A question to the library in plain words: "speculative claims about Egypt by officials".

A small grammar, and an honest one: what it understood is told part by part, and what it did
not understand stays among the words to search for.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.domain.claim import SourceKind, Tag
from annotator.storage import SearchQuery
from annotator.text.spans import Span
from annotator.workspace.question_countries import countries_in, country_named


class PartKind(StrEnum):
    """What a part of a question asks for."""

    TAG = "tag"
    SUGGESTED = "suggested"
    """Undecided claims that the machine suggests a tag for."""
    UNDECIDED = "undecided"
    DECIDED = "decided"
    ABOUT = "about"
    BY = "by"
    """Words of the source's name or description."""
    OFFICIALS = "officials"
    """Whoever holds a public office; the value is which, as far as that is said ("Turkish")."""
    SOURCE_KIND = "source kind"
    PUBLISHER = "publisher"
    NAMING = "naming"
    """Somebody or something that the article names."""
    LABEL = "label"
    PUBLISHED = "published"
    """Days: the first and the last, joined by a slash; two dots stand for an open end."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was understood."""

    kind: PartKind
    value: str
    """A tag's or kind's own word, an ISO date, or the words that were typed."""
    span: Span
    """The words that said so: code points into what was typed."""

    @property
    def also(self) -> tuple[str, ...]:
        """What will do as well as the words of the value: the other names of a country in it,
        its adjectives and its people."""
        if self.kind is PartKind.OFFICIALS:
            return country_named(self.value)[1:]
        if self.kind is not PartKind.ABOUT or '"' in self.value:
            return ()
        return tuple(form for country in countries_in(self.value) for form in country.forms[1:])


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, taken apart."""

    typed: str
    words: str
    """What is to be searched for as words."""
    parts: tuple[Part, ...]
    claims: bool
    """Whether claims are asked for rather than articles."""

    def without(self, part: Part) -> str:
        """What to type to ask for everything but `part`."""
        start, end = part.span
        return " ".join(f"{self.typed[:start]} {self.typed[end:]}".split())

    def query(self) -> SearchQuery:
        """The question as the library is asked."""
        values: dict[PartKind, list[str]] = {}
        for part in self.parts:
            values.setdefault(part.kind, []).append(part.value)

        def last(kind: PartKind) -> str:
            return values.get(kind, [""])[-1]

        kind = last(PartKind.SOURCE_KIND)
        officials = last(PartKind.OFFICIALS)
        country = country_named(officials)
        first, _, to = last(PartKind.PUBLISHED).partition("/")
        tags = list(Tag) if PartKind.DECIDED in values else values.get(PartKind.TAG, ())
        return SearchQuery(
            words=" ".join([self.words, *map(_about, values.get(PartKind.ABOUT, ()))]).strip(),
            tags=frozenset(map(Tag, tags)),
            suggested=frozenset(map(Tag, values.get(PartKind.SUGGESTED, ()))),
            undecided=PartKind.UNDECIDED in values,
            source_name=searched_name(last(PartKind.BY) or ("" if country else officials)),
            officials=PartKind.OFFICIALS in values,
            source_words=country,
            source_kind=SourceKind(kind) if kind else None,
            publisher=_unquoted(last(PartKind.PUBLISHER)),
            entity=_unquoted(last(PartKind.NAMING)),
            label=_unquoted(last(PartKind.LABEL)),
            published_from=first.removeprefix(".."),
            published_to=to.removeprefix(".."),
            claims=self.claims,
        )


def _about(typed: str) -> str:
    """What texts are about, as words to search for: of a country any name, and its people."""
    words, at = "", 0
    for country in countries_in(typed):
        start, end = country.span
        if typed[:start].count('"') % 2:  # inside quotation marks: as it stands there
            continue
        words += typed[at:start] + "|".join(map(_as_phrase, country.forms))
        at = end
    return words + typed[at:]


def _as_phrase(form: str) -> str:
    return form if form.isalnum() else f'"{form}"'


def searched_name(typed: str) -> str:
    """The part of a source's description that `typed` asks for: a plural finds the singular
    ("officials" finds "a senior official"), a name stays as it is."""
    name = _unquoted(typed)
    if name.islower() and len(name) > 3 and name.endswith("s") and not name.endswith("ss"):
        return name[:-1]
    return name


def with_conditions(query: SearchQuery, form: SearchQuery) -> SearchQuery:
    """`query` with what was chosen in a form besides; what both speak of the form decides."""
    return replace(
        query,
        tags=form.tags or query.tags,
        undecided=form.undecided or query.undecided,
        source_name=form.source_name or query.source_name,
        officials=query.officials and not form.source_name,
        source_words=() if form.source_name else query.source_words,
        source_kind=form.source_kind or query.source_kind,
        entity=form.entity or query.entity,
        published_from=form.published_from or query.published_from,
        published_to=form.published_to or query.published_to,
    )


def _unquoted(words: str) -> str:
    return " ".join(words.replace('"', " ").split())
