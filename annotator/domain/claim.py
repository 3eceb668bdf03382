"""A claim, what ties it to its source, and what the machine suggests about it."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.ids import ClaimId, EntityId
from annotator.domain.phrase import Phrase
from annotator.text.spans import Span, Spans


class Tag(StrEnum):
    """What a claim is decided (or suggested) to be."""

    SOURCED = "sourced"
    SPECULATIVE = "speculative"
    UNSOURCED = "unsourced"
    REJECTED = "rejected"
    """Not a claim. Only a person says so, never a suggestion."""


class Form(StrEnum):
    """How a source's words are given; NONE in the author's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NONE = "none"


class Voice(StrEnum):
    SOURCE = "source"
    AUTHOR = "author"


class CueClass(StrEnum):
    """What kind of act a cue names. INTENTION, ATTITUDE and DECREE are asides."""

    SPEECH = "speech"
    BELIEF = "belief"
    HEARSAY = "hearsay"
    EVIDENCE = "evidence"
    INTENTION = "intention"
    ATTITUDE = "attitude"
    DECREE = "decree"


class Stance(StrEnum):
    """What a source does with what it speaks of. Whoever denies a thing has not claimed it."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    OPEN = "open"
    """Neither says so nor that it is not so ("declined to confirm", "asked whether")."""

    @property
    def mark(self) -> str:
        """A letter that tells the stance without words; "" for ASSERTS."""
        return _STANCE_MARKS.get(self, "")


_STANCE_MARKS = {Stance.DENIES: "≠", Stance.DOUBTS: "≈", Stance.OPEN: "○"}

HIDDEN_BY_DEFAULT = frozenset({CueClass.INTENTION, CueClass.ATTITUDE, CueClass.DECREE})


class SourceKind(StrEnum):
    NAMED = "named"
    ANONYMOUS = "anonymous"
    """Persons without a name ("two officials who asked not to be named")."""
    IMPERSONAL = "impersonal"
    """No person at all ("satellite imagery", "the data")."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who stands behind a claim, as this article says it."""

    span: Span | None
    """The words that name the source here; None when a person chose it without a place."""
    entity: EntityId | None
    """The article's entity behind those words, when there is one."""
    name: str
    """The entity's name, or the words themselves for a description."""
    kind: SourceKind
    guessed: bool = False
    """Whether tying the words to the entity was a guess (pronoun, title, spelling)."""

    @property
    def member(self) -> EntityId:
        """What stands for this source within its article: the entity, or else its own words."""
        return self.entity or described_member(self.name)


def described_member(words: str) -> EntityId:
    """What stands for a description within its article: "Two officials" and "two officials"
    are the same there. Other articles' officials are others."""
    return EntityId("~" + " ".join(words.casefold().split()))


def is_described(member: EntityId) -> bool:
    """Whether `member` is a description rather than an entity."""
    return member.startswith("~")


def kind_of_description(words: str) -> SourceKind:
    """What kind of source words without an entity tell of, by the words alone."""
    # Not with the module: every window loads it, and compiling the patterns takes a while.
    from annotator.text.descriptions import speaks_of_persons, tells_a_body  # noqa: PLC0415

    if speaks_of_persons(words):
        return SourceKind.ANONYMOUS
    return SourceKind.NAMED if tells_a_body(words) else SourceKind.IMPERSONAL


@dataclass(frozen=True, slots=True)
class Attribution:
    """What ties a claim to its source."""

    source: Source | None
    """None where the text names nobody ("reportedly", "is expected to")."""
    cue: Span | None
    cue_class: CueClass | None
    form: Form
    stance: Stance = Stance.ASSERTS
    passing: bool = False
    """Whether a topic is only touched on, and nothing said that holds or not ("declined to
    comment", "rejected the charge")."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the machine proposes, with its reason; never counts as a decision."""

    tag: Tag
    reason: Phrase
    """One or two plain sentences, without positions."""
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that a reader can attribute or doubt.

    `attribution` is None in the author's own voice.
    """

    id: ClaimId
    content: Spans
    attribution: Attribution | None
    hedges: Spans
    suggestion: Suggestion | None
    """None for a claim that a person made by hand."""
    parent: ClaimId | None = None
    """The claim inside whose content this one is attributed, when nested."""

    @property
    def voice(self) -> Voice:
        return Voice.AUTHOR if self.attribution is None else Voice.SOURCE

    @property
    def form(self) -> Form:
        return Form.NONE if self.attribution is None else self.attribution.form

    @property
    def source(self) -> Source | None:
        return self.attribution.source if self.attribution else None

    @property
    def cue(self) -> Span | None:
        return self.attribution.cue if self.attribution else None

    @property
    def cue_class(self) -> CueClass | None:
        return self.attribution.cue_class if self.attribution else None

    @property
    def aside(self) -> bool:
        """Whether it is no statement that could hold or not, and kept back unless asked for: a
        passing mention, an intention, an attitude or a decree."""
        told = self.attribution
        return told is not None and (told.passing or told.cue_class in HIDDEN_BY_DEFAULT)

    @property
    def stance(self) -> Stance:
        """The source's; the author asserts what stands in his own voice."""
        return self.attribution.stance if self.attribution else Stance.ASSERTS
