"""The menu of the reader: what can be done with what lies under the mouse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from annotator.domain.claim import Stance, Tag
from annotator.domain.decision import ClaimRecord
from annotator.domain.entity import Entity
from annotator.domain.ids import ClaimId
from annotator.text.spans import Span, Spans
from ui.language.texts import tr
from ui.language.words import stance_name, tag_letter, tag_name
from ui.reading.menu_entry import PART, Entry, quoted
from ui.reading.name_entries import NameWish, name_entries


@dataclass(frozen=True, slots=True)
class Pointed:
    """What lies under the mouse, or what is selected."""

    offset: int | None
    selections: Spans
    claim: ClaimRecord | None
    """Under the mouse."""
    current: ClaimRecord | None
    mention: Span | None
    """Of the name under the mouse."""
    entity: Entity | None = None
    """The name under the mouse."""
    others: Sequence[Entity] = ()
    """Every name of the article."""


@dataclass(frozen=True, slots=True)
class Offers:
    """Whom to tell of each wish; None leaves it out of the menu."""

    claim: Callable[[Spans], object] | None = None
    entity: Callable[[Span], object] | None = None
    content: Callable[[ClaimId, Spans], object] | None = None
    source: Callable[[Span], object] | None = None
    cue: Callable[[Span], object] | None = None
    tag: Callable[[ClaimId, Tag | None], object] | None = None
    stance: Callable[[ClaimId, Stance], object] | None = None
    split: Callable[[ClaimId, int], object] | None = None
    join: Callable[[ClaimId, ClaimId], object] | None = None
    name: Callable[[NameWish], object] | None = None


def menu_entries(
    pointed: Pointed, text: str, offers: Offers, copy: Callable[[], object] | None
) -> list[Entry]:
    """What can be done here, in groups."""
    groups = [
        [Entry(tr("Copy"), copy)] if copy is not None else [],
        _selection_entries(pointed, offers),
        _part_entries(pointed, text, offers),
        _name_entries(pointed, text, offers),
        _claim_entries(pointed, offers),
        _tag_entries(pointed, offers),
    ]
    out: list[Entry] = []
    for group in filter(None, groups):
        out += [PART, *group] if out else group
    return out


def _selection_entries(pointed: Pointed, offers: Offers) -> list[Entry]:
    out: list[Entry] = []
    chosen = pointed.selections
    if not chosen:
        return out
    if (claim := offers.claim) is not None:
        out.append(Entry(tr("New claim") + "\tC", lambda: claim(chosen)))
    if (entity := offers.entity) is not None and len(chosen) == 1:
        out.append(Entry(tr("New name") + "\tE", lambda: entity(chosen[0])))
    current = pointed.current
    if (content := offers.content) is not None and current is not None:
        key = current.claim.id
        out.append(Entry(tr("Make this the claim’s words"), lambda: content(key, chosen)))
    return out


def _part_entries(pointed: Pointed, text: str, offers: Offers) -> list[Entry]:
    """Source and cue of the current claim, from the selection or from the name pointed at."""
    if pointed.current is None:
        return []
    span = pointed.selections[-1] if pointed.selections else pointed.mention
    if span is None:
        return []
    words = quoted(text[span.start : span.end])
    out: list[Entry] = []
    if (source := offers.source) is not None:
        out.append(Entry(tr("{words} is the source", words=words), lambda: source(span)))
    if (cue := offers.cue) is not None and pointed.selections:
        out.append(Entry(tr("{words} is the cue", words=words), lambda: cue(span)))
    return out


def _name_entries(pointed: Pointed, text: str, offers: Offers) -> list[Entry]:
    """One line for the name pointed at, with all that can be done with it behind."""
    entity, mention, tell = pointed.entity, pointed.mention, offers.name
    if entity is None or mention is None or tell is None:
        return []
    span = pointed.selections[-1] if pointed.selections else None
    selected = (span, text[span.start : span.end]) if span else None
    inner = name_entries(entity, mention, pointed.others, tell, selected)
    return [Entry(tr("Name {words}", words=quoted(entity.name)), inner=tuple(inner))]


def _claim_entries(pointed: Pointed, offers: Offers) -> list[Entry]:
    out: list[Entry] = []
    claim, current, offset = pointed.claim, pointed.current, pointed.offset
    if claim is None or offset is None:
        return out
    key = claim.claim.id
    inside = any(span.start < offset < span.end for span in claim.claim.content)
    if (stance := offers.stance) is not None and claim.claim.attribution is not None:
        told = claim.claim.stance
        inner = (
            Entry(stance_name(each), partial(stance, key, each), checked=each is told)
            for each in Stance
        )
        out.append(Entry(tr("What the source does"), inner=tuple(inner)))
    if (split := offers.split) is not None and inside:
        out.append(Entry(tr("Split the claim here"), lambda: split(key, offset)))
    if (join := offers.join) is not None and current is not None and current.claim.id != key:
        first = current.claim.id
        out.append(Entry(tr("Join with the current claim"), lambda: join(first, key)))
    return out


def _tag_entries(pointed: Pointed, offers: Offers) -> list[Entry]:
    """A line for each tag, the decided one ticked."""
    claim, choose = pointed.claim, offers.tag
    if claim is None or choose is None:
        return []
    key = claim.claim.id
    out = []
    for tag in (*Tag, None):
        letter = tag_letter(tag)
        text = f"{tag_name(tag)}\t{letter}" if letter else tag_name(tag)
        out.append(Entry(text, partial(choose, key, tag), checked=claim.tag is tag))
    return out
