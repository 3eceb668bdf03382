"""The domain's words as the window says them."""

from annotator.domain.claim import CueClass, Form, SourceKind, Stance, Tag
from annotator.domain.decision import ClaimRecord, Credibility, Reliability
from annotator.domain.entity import EntityKind
from ui.language.texts import tr


def tag_name(tag: Tag | None) -> str:
    """A tag in words; None is undecided."""
    names = {
        None: tr("Undecided"),
        Tag.SOURCED: tr("Sourced"),
        Tag.SPECULATIVE: tr("Speculative"),
        Tag.UNSOURCED: tr("Unsourced"),
        Tag.REJECTED: tr("Not a claim"),
    }
    return names[tag]


def tag_letter(tag: Tag | None) -> str:
    """The mark that needs no colour: the tag's own key."""
    letters = {
        None: "",
        Tag.SOURCED: "S",
        Tag.SPECULATIVE: "P",
        Tag.UNSOURCED: "U",
        Tag.REJECTED: "X",
    }
    return letters[tag]


def form_name(form: Form) -> str:
    names = {
        Form.DIRECT: tr("direct quotation"),
        Form.INDIRECT: tr("indirect quotation"),
        Form.MIXED: tr("partly quoted"),
        Form.NONE: tr("the author's own voice"),
    }
    return names[form]


def cue_class_name(cue_class: CueClass) -> str:
    names = {
        CueClass.SPEECH: tr("speech"),
        CueClass.BELIEF: tr("belief"),
        CueClass.HEARSAY: tr("hearsay"),
        CueClass.EVIDENCE: tr("evidence"),
        CueClass.INTENTION: tr("intention"),
        CueClass.ATTITUDE: tr("attitude"),
        CueClass.DECREE: tr("decree"),
    }
    return names[cue_class]


def source_kind_name(kind: SourceKind) -> str:
    names = {
        SourceKind.NAMED: tr("named"),
        SourceKind.ANONYMOUS: tr("anonymous"),
        SourceKind.IMPERSONAL: tr("impersonal"),
    }
    return names[kind]


def entity_kind_name(kind: EntityKind) -> str:
    names = {
        EntityKind.PERSON: tr("Person"),
        EntityKind.ORG: tr("Organisation"),
        EntityKind.PLACE: tr("Place"),
        EntityKind.GROUP: tr("Group"),
        EntityKind.EVENT: tr("Event"),
        EntityKind.OTHER: tr("Other"),
    }
    return names[kind]


def credibility_name(credibility: Credibility) -> str:
    """The grade and its meaning on the Admiralty scale (FM 2-22.3)."""
    names = {
        Credibility.CONFIRMED: tr("confirmed by other sources"),
        Credibility.PROBABLY_TRUE: tr("probably true"),
        Credibility.POSSIBLY_TRUE: tr("possibly true"),
        Credibility.DOUBTFUL: tr("doubtful"),
        Credibility.IMPROBABLE: tr("improbable"),
        Credibility.CANNOT_BE_JUDGED: tr("truth cannot be judged"),
    }
    return f"{int(credibility)} – {names[credibility]}"


def reliability_name(reliability: Reliability) -> str:
    """The grade and its meaning on the Admiralty scale (FM 2-22.3)."""
    names = {
        Reliability.A: tr("completely reliable"),
        Reliability.B: tr("usually reliable"),
        Reliability.C: tr("fairly reliable"),
        Reliability.D: tr("not usually reliable"),
        Reliability.E: tr("unreliable"),
        Reliability.F: tr("reliability cannot be judged"),
    }
    return f"{reliability.value} – {names[reliability]}"


def source_name(record: ClaimRecord) -> str:
    """Who stands behind a claim, in words."""
    if record.claim.attribution is None:
        return tr("The author")
    if record.claim.source is None:
        return tr("Nobody named")
    return record.claim.source.name


STANCES = (Stance.DENIES, Stance.DOUBTS, Stance.OPEN)
"""Those of a source that does not make the claim."""


def stance_name(stance: Stance) -> str:
    """What a source does with a claim, in words."""
    names = {
        Stance.ASSERTS: tr("The source says so"),
        Stance.DENIES: tr("The source denies it"),
        Stance.DOUBTS: tr("The source doubts it"),
        Stance.OPEN: tr("The source leaves it open"),
    }
    return names[stance]


def stance_word(stance: Stance) -> str:
    """What happened to a claim that its source does not make, in a word."""
    words = {
        Stance.ASSERTS: "",
        Stance.DENIES: tr("denied"),
        Stance.DOUBTS: tr("doubted"),
        Stance.OPEN: tr("left open"),
    }
    return words[stance]


def attributed(record: ClaimRecord) -> str:
    """Who stands behind a claim, or what the source did with one that it did not make."""
    name, stance = source_name(record), record.claim.stance
    if stance is Stance.ASSERTS:
        return name
    if record.claim.source is None:
        nobody = {
            Stance.DENIES: tr("denied; nobody named"),
            Stance.DOUBTS: tr("doubted; nobody named"),
            Stance.OPEN: tr("left open; nobody named"),
        }
        return nobody[stance]
    somebody = {
        Stance.DENIES: tr("denied by {name}", name=name),
        Stance.DOUBTS: tr("doubted by {name}", name=name),
        Stance.OPEN: tr("left open by {name}", name=name),
    }
    return somebody[stance]


def marked(record: ClaimRecord) -> str:
    """As `attributed`, led by the stance's mark, for the eye."""
    return f"{record.claim.stance.mark} {attributed(record)}".strip()


def state_name(record: ClaimRecord) -> str:
    """The tag, or the suggestion said to be one."""
    if record.tag is not None:
        return tag_name(record.tag)
    if record.claim.suggestion is None:
        return tag_name(None)
    return tr("Undecided, suggested: {tag}", tag=tag_name(record.claim.suggestion.tag))
