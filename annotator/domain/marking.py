"""Markings: who may see a briefing."""

import re
from dataclasses import dataclass

from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Marking:
    """A label for header and footer of every page and its colours, as "#RRGGBB"."""

    label: str
    colour: str
    background: str = "#000000"


# TLP 2.0 (FIRST): written without spaces, never translated, the colour on black.
TLP = {
    marking.label: marking
    for marking in (
        Marking("TLP:RED", "#FF2B2B"),
        Marking("TLP:AMBER+STRICT", "#FFC000"),
        Marking("TLP:AMBER", "#FFC000"),
        Marking("TLP:GREEN", "#33FF00"),
        Marking("TLP:CLEAR", "#FFFFFF"),
    )
}


def parse_marking(given: str) -> Marking:
    """A marking from what a person wrote: "TLP:AMBER", "amber", "LABEL" or "LABEL=#RRGGBB".

    Raises UserFacingError for an empty label or a colour that is none.
    """
    label, _, colour = (part.strip() for part in given.partition("="))
    if not label:
        raise UserFacingError(
            phrase("The marking is empty."), phrase("Give a label such as TLP:AMBER.")
        )
    wanted = label.upper().replace(" ", "")
    for known in (wanted, f"TLP:{wanted}"):
        if known in TLP and not colour:
            return TLP[known]
    if colour and not _COLOUR.fullmatch(colour):
        raise UserFacingError(
            phrase("The marking's colour “{colour}” is not one.", colour=colour),
            phrase("Write it as #RRGGBB, such as #FFC000."),
        )
    return Marking(label, colour) if colour else Marking(label, "#000000", "#FFFFFF")
