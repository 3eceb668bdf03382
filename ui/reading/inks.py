"""The pens and brushes that marks are painted with, made once for each theme."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from annotator.domain.claim import Tag
from annotator.domain.entity import EntityKind
from ui.kit.theme import Theme

# Lengths of dashes and gaps, in widths of the pen: a kind is known by its rhythm alone.
DASHES: dict[EntityKind, tuple[float, ...]] = {
    EntityKind.PERSON: (),
    EntityKind.ORG: (6.0, 3.0),
    EntityKind.PLACE: (1.0, 2.0),
    EntityKind.GROUP: (6.0, 2.0, 1.0, 2.0),
    EntityKind.EVENT: (12.0, 4.0),
    EntityKind.OTHER: (1.0, 5.0),
}


@dataclass(frozen=True, slots=True)
class TagInks:
    solid: QBrush
    faint: QBrush
    edge: QColor
    strong: QPen
    """The line below a decided claim."""
    thin: QPen
    """The line below a suggestion."""


@dataclass(frozen=True, slots=True)
class Inks:
    tags: dict[Tag | None, TagInks]
    names: dict[EntityKind, QPen]
    page: QColor
    ink: QColor
    muted: QColor
    accent: QColor
    rule: QBrush
    """Beside a quotation that is set as a block."""
    frame: QPen
    """Around the content of the current claim."""
    source: QPen
    """Under the words that name the source of the current claim."""
    cue: QPen
    part: QBrush
    """Behind the source and the cue of the current claim."""
    thread: QPen
    selected: QBrush
    """Behind words selected besides the selection itself."""
    found: QBrush
    found_current: QBrush


@cache
def inks(theme: Theme) -> Inks:
    """The inks of `theme`."""
    accent = QColor(theme.accent)
    return Inks(
        tags={tag: _tag_inks(theme, tag) for tag in (None, *Tag)},
        names={kind: _name_pen(theme, kind) for kind in EntityKind},
        page=QColor(theme.page),
        ink=QColor(theme.ink),
        muted=QColor(theme.muted),
        accent=accent,
        rule=QBrush(QColor(theme.line)),
        frame=QPen(accent, 1.2),
        source=QPen(accent, 2.0),
        cue=_dashed(accent, 2.0, (3.0, 1.5)),
        part=QBrush(_clear(QColor(theme.accent), 36)),
        thread=QPen(accent, 1.2),
        selected=QBrush(_clear(QColor(theme.selection), 70)),
        found=QBrush(QColor(theme.found)),
        found_current=QBrush(QColor(theme.found_current)),
    )


def _clear(colour: QColor, alpha: int) -> QColor:
    colour.setAlpha(alpha)
    return colour


def _tag_inks(theme: Theme, tag: Tag | None) -> TagInks:
    colours = theme.tag(tag)
    edge = QColor(colours.edge)
    return TagInks(
        solid=QBrush(QColor(colours.solid)),
        faint=QBrush(QColor(colours.faint)),
        edge=edge,
        strong=_tag_pen(edge, 2.0, tag),
        thin=_tag_pen(edge, 1.0, tag),
    )


def _tag_pen(edge: QColor, width: float, tag: Tag | None) -> QPen:
    """Sourced runs through, unsourced is dotted; speculative is drawn as a wave."""
    if tag is Tag.UNSOURCED:
        pen = QPen(edge, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 2.6])
        return pen
    pen = QPen(edge, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _name_pen(theme: Theme, kind: EntityKind) -> QPen:
    return _dashed(QColor(theme.entity), 1.2, DASHES[kind])


def _dashed(colour: QColor, width: float, dashes: tuple[float, ...]) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen
