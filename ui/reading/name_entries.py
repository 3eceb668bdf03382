"""What can be done with a name in the text, as lines of a menu."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import EntityId
from annotator.text.names import resemblance
from annotator.text.spans import Span
from ui.language.texts import tr
from ui.language.words import entity_kind_name
from ui.reading.menu_entry import PART, Entry, quoted

_MOST_OTHERS = 10


class NameAct(StrEnum):
    """What is wished of a name."""

    KIND = "kind"
    RENAME = "rename"
    ENDS = "ends"
    SAME = "same"
    SAME_ELSEWHERE = "same elsewhere"
    PART = "part"
    NOT_HERE = "not here"
    NOWHERE = "nowhere"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class NameWish:
    """A wish, and what it needs."""

    act: NameAct
    entity: EntityId
    mention: Span
    """The words pointed at."""
    kind: EntityKind | None = None
    other: EntityId | None = None
    """Which name of the article it is the same as."""
    span: Span | None = None
    """Where its ends shall stand."""


type Tell = Callable[[NameWish], object]


def name_entries(
    entity: Entity,
    mention: Span,
    others: Sequence[Entity],
    tell: Tell,
    selected: tuple[Span, str] | None = None,
) -> list[Entry]:
    """All that can be done with `entity` at `mention`; `selected` words may be its new ends."""

    def wish(
        act: NameAct,
        *,
        kind: EntityKind | None = None,
        other: EntityId | None = None,
        span: Span | None = None,
    ) -> Callable[[], object]:
        return lambda: tell(NameWish(act, entity.id, mention, kind, other, span))

    out = [
        Entry(tr("Show in Sources"), wish(NameAct.SHOW)),
        Entry(tr("Kind"), inner=tuple(_kind_entries(entity, wish))),
        Entry(tr("Rename…"), wish(NameAct.RENAME)),
        Entry(tr("Is the same as"), inner=tuple(_same_entries(entity, others, wish))),
    ]
    if len(entity.mentions) > 1:
        out.append(Entry(tr("Is somebody else here"), wish(NameAct.PART)))
    if selected is not None and selected[0] != mention:
        words = quoted(selected[1])
        out.append(
            Entry(tr("The name is {words}", words=words), wish(NameAct.ENDS, span=selected[0]))
        )
    out += [PART, Entry(tr("No name here"), wish(NameAct.NOT_HERE))]
    if len(entity.mentions) > 1:
        out.append(Entry(tr("No name anywhere in this article"), wish(NameAct.NOWHERE)))
    return out


type _Wish = Callable[..., Callable[[], object]]


def _kind_entries(entity: Entity, wish: _Wish) -> list[Entry]:
    return [
        Entry(
            f"&{number}  {entity_kind_name(kind)}",
            wish(NameAct.KIND, kind=kind),
            checked=entity.kind is kind,
        )
        for number, kind in enumerate(EntityKind, start=1)
    ]


def _same_entries(entity: Entity, others: Sequence[Entity], wish: _Wish) -> list[Entry]:
    """The other names of the article, the likeliest first; then those of other articles."""
    rest = [other for other in others if other.id != entity.id]
    rest.sort(
        key=lambda other: (
            -resemblance(entity.name, other.name),
            other.kind is not entity.kind,
            other.name.casefold(),
        )
    )
    out = [
        Entry(quoted(other.name), wish(NameAct.SAME, other=other.id))
        for other in rest[:_MOST_OTHERS]
    ]
    if out:
        out.append(PART)
    return [*out, Entry(tr("Somebody in another article…"), wish(NameAct.SAME_ELSEWHERE))]
