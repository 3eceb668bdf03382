"""Our styles into a template of the user's: his own stay, missing ones are filled in."""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from annotator.briefing.write.markup import W

_W = f"{{{W}}}"
# Wherever a style is referred to by its id.
_REFERENCES = (
    "pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink",
)  # fmt: skip


def merge_styles(theirs: etree._Element, ours: etree._Element) -> dict[str, str]:
    """Adds to `theirs` what it lacks; returns how ids in it were renamed.

    Styles are matched by kind and name, for ids differ with the language of the program that
    made the template ("heading 1" is `berschrift1` in a German Word). A matched style keeps
    its look and gets our id, so that the body can be written without knowing the template.
    """
    named = {_identity(style): style for style in theirs.iter(f"{_W}style")}
    wanted = {_identity(style): _id(style) for style in ours.iter(f"{_W}style")}
    renamed = _renamed(named, wanted)
    for style in named.values():
        style.set(f"{_W}styleId", renamed.get(_id(style), _id(style)))
    rename_references(theirs, renamed)
    defaults = {style.get(f"{_W}type") for style in named.values() if style.get(f"{_W}default")}
    for style in ours.iter(f"{_W}style"):
        if _identity(style) in named:
            continue
        added = deepcopy(style)
        if added.get(f"{_W}default") and added.get(f"{_W}type") in defaults:
            del added.attrib[f"{_W}default"]
        theirs.append(added)
    return renamed


def _renamed(
    named: Mapping[tuple[str, str], etree._Element], wanted: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """New ids for theirs: ours where the name is ours, another where only the id is."""
    renamed = {_id(named[identity]): ours for identity, ours in wanted.items() if identity in named}
    taken = {_id(style) for style in named.values()} | set(wanted.values())
    for identity, style in named.items():
        old = _id(style)
        if identity in wanted or old not in wanted.values():
            continue
        number = 2
        while f"{old}{number}" in taken:
            number += 1
        renamed[old] = f"{old}{number}"
        taken.add(renamed[old])
    return renamed


def rename_references(root: etree._Element, renamed: Mapping[str, str]) -> None:
    """Changes every reference below `root` to a style that was renamed."""
    for element in root.iter(*(f"{_W}{name}" for name in _REFERENCES)):
        old = element.get(f"{_W}val")
        if old is not None and str(old) in renamed:
            element.set(f"{_W}val", renamed[str(old)])


def _identity(style: etree._Element) -> tuple[str, str]:
    name = style.find(f"{_W}name")
    shown = "" if name is None else str(name.get(f"{_W}val"))
    return str(style.get(f"{_W}type")), shown.casefold() or f"id {_id(style)}"


def _id(style: etree._Element) -> str:
    return str(style.get(f"{_W}styleId"))
