"""The menu of the reader: what can be done with what lies under the mouse."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from annotator.domain.ids import ClaimId
from annotator.text.spans import Span, Spans
from ui.language.texts import tr
from ui.language.words import tag_letter, tag_name


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


@dataclass(frozen=True, slots=True)
class Offers:
    """Whom to tell of each wish; None leaves it out of the menu."""

    claim: Callable[[Spans], object] | None = None
    entity: Callable[[Span], object] | None = None
    content: Callable[[ClaimId, Spans], object] | None = None
    source: Callable[[Span], object] | None = None
    cue: Callable[[Span], object] | None = None
    tag: Callable[[ClaimId, Tag | None], object] | None = None
    split: Callable[[ClaimId, int], object] | None = None
    join: Callable[[ClaimId, ClaimId], object] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; without `do` a line that parts groups."""

    text: str = ""
    do: Callable[[], object] | None = None
    checked: bool | None = None


_PART = Entry()


def menu_entries(
    pointed: Pointed, text: str, offers: Offers, copy: Callable[[], object] | None
) -> list[Entry]:
    """What can be done here, in groups."""
    groups = [
        [Entry(tr("Copy"), copy)] if copy is not None else [],
        _selection_entries(pointed, offers),
        _part_entries(pointed, text, offers),
        _claim_entries(pointed, offers),
        _tag_entries(pointed, offers),
    ]
    out: list[Entry] = []
    for group in filter(None, groups):
        out += [_PART, *group] if out else group
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


def _claim_entries(pointed: Pointed, offers: Offers) -> list[Entry]:
    out: list[Entry] = []
    claim, current, offset = pointed.claim, pointed.current, pointed.offset
    if claim is None or offset is None:
        return out
    key = claim.claim.id
    inside = any(span.start < offset < span.end for span in claim.claim.content)
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


def quoted(words: str, longest: int = 32) -> str:
    """Words as they stand in a menu: short, and without meaning for its keys."""
    short = words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
    return tr("“{words}”", words=short.replace("&", "&&").replace("\n", " ").replace("\t", " "))


def show_menu(parent: QWidget, entries: list[Entry], at: QPoint) -> QMenu:
    """Open a menu of `entries` at a point of the screen."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for entry in entries:
        if entry.do is None:
            menu.addSeparator()
            continue
        action = QAction(entry.text, menu)
        if entry.checked is not None:
            action.setCheckable(True)
            action.setChecked(entry.checked)
        action.triggered.connect(lambda _=False, do=entry.do: do())
        menu.addAction(action)
    menu.popup(at)
    return menu
