"""A briefing: chosen articles and claims, ready for export."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from annotator.domain.analysis import ModelInfo
from annotator.domain.article import Article
from annotator.domain.claim import SourceKind
from annotator.domain.decision import ClaimRecord, Reliability
from annotator.domain.entity import Entity
from annotator.domain.ids import ArticleId, BriefingId, ClaimId, EntityId, ExportId, SourceId
from annotator.domain.marking import Marking


class Section(StrEnum):
    """A part of the document that can be switched off and moved; title block and marking
    always stand first."""

    CONTENTS = "contents"
    SUMMARY = "summary"
    KEY_CLAIMS = "key claims"
    RELIANCE = "reliance"
    """The picture of how far the briefing leans on each source."""
    CLAIMS = "claims"
    """The table of claims with a drop-down each."""
    ARTICLES = "articles"
    SOURCES = "sources"
    """The register of sources and the source summary statement."""
    CITATIONS = "citations"
    ENTITIES = "entities"
    METHOD = "method"
    CHANGES = "changes"
    """What changed since the last exported version; left out of a first version."""


class Yardstick(StrEnum):
    """Which words of likelihood a briefing uses; never two in one."""

    ICD203 = "ICD 203"
    PHIA = "PHIA"


type Member = tuple[ArticleId, EntityId]


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source in the library's register: who it is and how far it can be relied on."""

    id: SourceId
    name: str
    kind: SourceKind
    reliability: Reliability | None = None
    descriptor: str = ""
    """Access, possible bias, limits: one or two sentences for the register."""
    notes: str = ""
    """For the desk alone; never exported."""
    members: frozenset[Member] = frozenset()
    """What the articles name or describe that is this source (see `Source.member`)."""
    guesses: frozenset[Member] = frozenset()
    """Those of `members` that were tied by likelihood and that nobody has confirmed."""
    told: frozenset[Member] = frozenset()
    """Those of `members` that a person put or confirmed here."""
    apart: frozenset[SourceId] = frozenset()
    """Sources that a person said are others."""
    kept: bool = True
    """Whether a person ever touched it; otherwise it is what the articles say."""


@dataclass(frozen=True, slots=True)
class BriefingArticle:
    """An article with the findings and claims that go into a briefing, claims in text order."""

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[ClaimRecord, ...]


@dataclass(frozen=True, slots=True)
class PreviousExport:
    """What the last exported version said of each claim, for the list of changes."""

    export: ExportId
    version: int
    time: datetime
    claims: tuple[tuple[ClaimId, str, str], ...]
    """Claim, its tag (a Tag's value or "undecided"), its wording."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything an export needs; a value, so that an export can run beside the editing."""

    id: BriefingId
    export: ExportId
    title: str
    """Empty where nobody gave it one; the document then calls it after its articles."""
    author: str
    created: datetime
    """Aware; shown as a local date."""
    articles: tuple[BriefingArticle, ...]
    sources: tuple[SourceCard, ...] = ()
    reference: str = ""
    version: int = 1
    marking: Marking | None = None
    summary: str = ""
    """Plain text; a blank line parts paragraphs."""
    key_claims: tuple[ClaimId, ...] = ()
    sections: tuple[Section, ...] = field(default_factory=lambda: tuple(Section))
    """Those switched on, in the order of the document."""
    include_rejected: bool = False
    mark_entities: bool = False
    yardstick: Yardstick = Yardstick.ICD203
    model: ModelInfo | None = None
    previous: PreviousExport | None = None
    numbers: tuple[tuple[ClaimId, int], ...] = ()
    """What the versions exported so far called each claim (`[C12]`); it is called so for good."""
