"""English as the document writes it: numbers of things, dates, names of kinds and grades."""

from collections.abc import Sequence
from datetime import date, datetime

from annotator.domain.claim import Form, SourceKind, Stance, Tag
from annotator.domain.decision import Credibility, Reliability
from annotator.domain.entity import EntityKind

RELIABILITY = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}
CREDIBILITY = {
    Credibility.CONFIRMED: "confirmed by other sources",
    Credibility.PROBABLY_TRUE: "probably true",
    Credibility.POSSIBLY_TRUE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.CANNOT_BE_JUDGED: "truth cannot be judged",
}
FORM = {
    Form.DIRECT: "direct quotation",
    Form.INDIRECT: "indirect quotation",
    Form.MIXED: "mixed quotation",
    Form.NONE: "the author's own voice",
}
STANCE = {
    Stance.DENIES: "denied",
    Stance.DOUBTS: "doubted",
    Stance.OPEN: "left open",
}
"""What a source did with a claim that it did not make."""
SOURCE_KIND = {
    SourceKind.NAMED: "named",
    SourceKind.ANONYMOUS: "anonymous",
    SourceKind.IMPERSONAL: "impersonal",
}
ENTITY_KIND = {
    EntityKind.PERSON: "person",
    EntityKind.ORG: "organisation",
    EntityKind.PLACE: "place",
    EntityKind.GROUP: "group",
    EntityKind.EVENT: "event",
    EntityKind.OTHER: "other",
}
TAG = {
    None: "undecided",
    Tag.SOURCED: "sourced",
    Tag.SPECULATIVE: "speculative",
    Tag.UNSOURCED: "unsourced",
    Tag.REJECTED: "not a claim",
}
TAG_ORDER: tuple[Tag | None, ...] = (
    Tag.SOURCED,
    Tag.SPECULATIVE,
    Tag.UNSOURCED,
    None,
    Tag.REJECTED,
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day(moment: date) -> str:
    """The date in words, such as "3 March 2026"."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def day_of(iso: str) -> str:
    """The date of an ISO 8601 date or time in words; what is none comes back as it is."""
    try:
        return day(datetime.fromisoformat(iso.strip()))
    except ValueError:
        return iso.strip()


def counted(number: int, thing: str, many: str = "") -> str:
    """A number of things: "1 claim", "2 claims", "no claims"."""
    return f"{number or 'no'} {thing if number == 1 else many or thing + 's'}"


def listed(items: Sequence[str]) -> str:
    """The items in one phrase: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}\u00a0%" if whole else "0\u00a0%"


def sentence_start(text: str) -> str:
    """`text` with a capital letter first; the rest as it is."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """`text` with a capital letter first and an end."""
    text = sentence_start(text.strip())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
