"""The history as it is read: every act, and what it was on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from annotator.domain.ids import ArticleId, ClaimId, ExportId
from annotator.storage.journal.journal import JournalLine
from annotator.storage.records.glimpses import Glimpse
from annotator.workspace.session import Session


class On(StrEnum):
    """What kind of thing an act was on."""

    CLAIM = "claim"
    NAME = "name"
    ARTICLE = "article"
    SOURCE = "source"
    BRIEFING = "briefing"
    FILE = "file"
    """A document that was exported or came back, or a library that was taken in."""
    FORGOTTEN = "forgotten"
    """Something that was deleted for good: nothing is left of its words."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act was on."""

    on: On
    words: tuple[str, ...] = ()
    """Of the first claim; or the names and titles, at most three."""
    more: int = 0
    """How many there are besides; of a file, how many items of it."""
    title: str = ""
    """Of the article in which a claim or a name stands."""
    claim: ClaimId | None = None
    """Where to go, while it is there."""
    article: ArticleId | None = None
    """Where to go, while it is there."""


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the history."""

    seq: int
    time: datetime
    person: str
    action: str
    bulk: bool
    takes_back: str
    """The action that this one took back or did again; empty for any other act."""
    subject: Subject


_MOST_NAMES = 3

type _Edits = Sequence[tuple[str, Mapping[str, object]]]
"""Kind and content of each."""


class Chronicle:
    """Reads the history, each act when it is seen."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def newest(self) -> int:
        """The number of the last act; they are numbered from 1 on."""
        return self._session.library.journal.newest()

    def acts(self, numbers: Sequence[int]) -> tuple[Act, ...]:
        """Some acts in the order of their numbers, with the words of what they were on; those that
        are lost are left out."""
        lines = self._session.library.journal.lines(numbers)
        parts = {line.seq: _parts(line) for line in lines}
        seen = self._seen(parts.values())
        return tuple(
            Act(
                line.seq,
                line.time,
                line.person,
                line.action,
                line.bulk,
                line.takes_back,
                seen.subject(parts[line.seq], forgotten=line.forgotten),
            )
            for line in lines
        )

    def _seen(self, parts: "Iterable[_Parts]") -> "_Seen":
        look = self._session.library.glimpses
        wanted = list(parts)
        return _Seen(
            look.claims(ClaimId(each.id) for each in wanted if each.on is On.CLAIM),
            look.articles(ArticleId(a) for each in wanted for a in each.articles),
            look.exports(ExportId(each.id) for each in wanted if each.on is On.FILE)
            | look.reviews(each.id for each in wanted if each.on is On.FILE),
        )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What an entry's payload tells of what it was on."""

    on: On
    total: int = 0
    id: str = ""
    """Of the first claim, or of a file."""
    names: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    """Those it was on, or the one in which the name stands."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Glimpses of everything that a page of the history speaks of."""

    claims: Mapping[ClaimId, Glimpse]
    articles: Mapping[ArticleId, Glimpse]
    files: Mapping[str, str]

    def subject(self, parts: _Parts, *, forgotten: bool) -> Subject:
        if forgotten:
            return Subject(On.FORGOTTEN)
        if parts.on is On.CLAIM:
            return self._claim(parts)
        if parts.on is On.ARTICLE:
            return self._articles(parts)
        names = parts.names
        if parts.on is On.FILE and parts.id in self.files:
            names = (self.files[parts.id],)
        first = self.articles.get(ArticleId(parts.articles[0])) if parts.articles else None
        return Subject(
            parts.on if names else On.NOTHING,
            names[:_MOST_NAMES],
            parts.total if parts.on is On.FILE else len(names[_MOST_NAMES:]),
            first.title if first else "",
            article=first.article if first and first.there else None,
        )

    def _claim(self, parts: _Parts) -> Subject:
        seen = self.claims.get(ClaimId(parts.id))
        if seen is None:
            return Subject(On.FORGOTTEN)
        return Subject(
            On.CLAIM,
            (seen.words,),
            parts.total - 1,
            seen.title,
            ClaimId(parts.id) if seen.there else None,
            seen.article if seen.there else None,
        )

    def _articles(self, parts: _Parts) -> Subject:
        seen = [self.articles.get(ArticleId(each)) for each in parts.articles]
        known = [each for each in seen if each is not None]
        if not known:
            return Subject(On.FORGOTTEN)
        first = known[0]
        return Subject(
            On.ARTICLE,
            tuple(each.title for each in known[:_MOST_NAMES]),
            max(parts.total, len(known)) - len(known[:_MOST_NAMES]),
            article=first.article if first.there else None,
        )


def _parts(line: JournalLine) -> _Parts:
    """What an entry was on; an entry of a later version may be on something unknown."""
    payload = line.payload or {}
    edits = _edits_of(payload)
    if edits:
        return _parts_of_edits(edits, line.parts)
    match payload:
        case {"export": str(export)}:
            return _Parts(On.FILE, id=export)
        case {"sha256": str(file), "items": list()}:
            return _Parts(On.FILE, line.parts, file)
        case {"library": str(name)}:
            return _Parts(On.FILE, names=(name,))
        case {"article": str(article)}:
            return _Parts(On.ARTICLE, 1, articles=(article,))
        case _:
            return _Parts(On.NOTHING)


def _edits_of(payload: Mapping[str, object]) -> _Edits:
    rows = payload.get("edits")
    found = []
    for row in rows if isinstance(rows, list) else ():
        match row:
            case {"kind": str(kind), "edit": dict(edit)}:
                found.append((kind, edit))
    return found


def _parts_of_edits(edits: _Edits, total: int) -> _Parts:
    """By the kind that says most: a name that was united takes its claims along, and a review
    its decisions."""
    kinds = {kind for kind, _ in edits}
    whole = total == len(edits)
    for kind in ("verdict", "entity", "source", "plan", "claim", "decision"):
        if kind in kinds:
            alike = [edit for each, edit in edits if each == kind]
            return _parts_of(kind, alike, len(alike) if whole else total)
    articles = tuple(str(edit.get("article", "")) for _, edit in edits[:_MOST_NAMES])
    return _Parts(On.ARTICLE, total, articles=articles)


def _parts_of(kind: str, edits: Sequence[Mapping[str, object]], total: int) -> _Parts:
    first = edits[0]
    if kind == "verdict":
        item = first.get("item")
        claim = item.get("claim") if isinstance(item, Mapping) and total == 1 else None
        if isinstance(claim, str):
            return _Parts(On.CLAIM, 1, claim)
        return _Parts(On.FILE, total, str(first.get("file", "")))
    if kind == "entity":
        articles = (str(first.get("article", "")),)
        return _Parts(On.NAME, total, names=_names(edits, "name"), articles=articles)
    if kind == "source":
        return _Parts(On.SOURCE, total, names=_names(edits, "name"))
    if kind == "plan":
        return _Parts(On.BRIEFING, total, names=_names(edits, "title"))
    claims = dict.fromkeys(str(edit.get("claim", "")) for edit in edits)
    return _Parts(On.CLAIM, total - len(edits) + len(claims), next(iter(claims)))


def _names(edits: Sequence[Mapping[str, object]], field: str) -> tuple[str, ...]:
    """What is called so before or after, each once."""
    found: dict[str, None] = {}
    for edit in edits:
        for side in (edit.get("before"), edit.get("after")):
            name = side.get(field) if isinstance(side, Mapping) else None
            if isinstance(name, str) and name:
                found[name] = None
    return tuple(found)
