"""How a claim is embedded in a document so that it survives a review: names shared by the
export, which writes them, and the import, which looks for them.

Each claim is embedded redundantly, for no program keeps everything when it saves:

- every piece of its words in a rich-text content control tagged `claimtext:<key>` (further
  pieces `claimtext:<key>#2`, ...), wherever controls can nest;
- a bookmark around each span of its content (`clm_<key>`, then `clm_<key>_2`, ...);
- a native comment on each span, its text beginning with the visible id (`[C12]`);
- a small label behind it (`[C12 S]`, or `[C12 S ≠]` where its source denies it) in the character
  style `ClaimLabel`;
- a row in the table of claims that shows `[C12]` inside the bookmark `row_<key>` and holds a
  locked drop-down tagged `claim:<key>` in its own bookmark `tag_<key>`;
- its entry in the manifest, a custom XML part.

`<key>` is the claim's id where that is safe in all these names, else a digest of it.
"""

import hashlib
import re

from annotator.domain.claim import Stance, Tag
from annotator.domain.ids import ClaimId

NAMESPACE = "urn:annotator:briefing:1"
"""Of the manifest; the part is found by it, never by its file name."""

STORE_ID = "{3D0C1B52-6C0E-4B0B-9D4A-2B1E5C6F7A80}"
"""`ds:itemID` of the manifest's part."""

BRIEFING_PROPERTY = "AnnotatorBriefing"
EXPORT_PROPERTY = "AnnotatorExport"
VERSION_PROPERTY = "AnnotatorVersion"
"""Names of the custom document properties; all three are text."""

CONTENT_PREFIX = "claimtext:"
CHOICE_PREFIX = "claim:"
LABEL_STYLE = "ClaimLabel"

UNDECIDED = "undecided"
"""What stands for "no tag" wherever a tag's value is written."""

CHOICES: dict[Tag | None, str] = {
    None: "Undecided",
    Tag.SOURCED: "Sourced",
    Tag.SPECULATIVE: "Speculative",
    Tag.UNSOURCED: "Unsourced",
    Tag.REJECTED: "Not a claim",
}
"""The items of a claim's drop-down: shown text and value are the same."""

TAG_OF_CHOICE: dict[str, Tag | None] = {shown: tag for tag, shown in CHOICES.items()}

LETTERS: dict[Tag | None, str] = {
    None: "?",
    Tag.SOURCED: "S",
    Tag.SPECULATIVE: "P",
    Tag.UNSOURCED: "U",
    Tag.REJECTED: "X",
}
"""The keys that decide in the app, and the marks behind a claim."""

VISIBLE_ID = re.compile(r"\[C(\d+)\]")
LABEL = re.compile(
    "\\[C\\d+[ \u00a0][SPUX?](?:[ \u00a0][≠≈○])?\\]|[≠≈○][ \u00a0](?:denied|doubted|left open): ?"
)
"""What we write around a claim's words and nobody's review changes: the mark behind it, and before
its wording what a source did that did not make it."""

_SAFE = re.compile(r"[A-Za-z0-9]{1,24}")
_CONTENT = re.compile(r"claimtext:([A-Za-z0-9]{1,24})(?:#(\d+))?")
_CHOICE = re.compile(r"claim:([A-Za-z0-9]{1,24})")
# LibreOffice names a pasted bookmark NAME_Copy_1; some programs lower the case of names.
_BOOKMARK = re.compile(
    r"(clm|row|tag)_([A-Za-z0-9]{1,24})(?:_(\d+))?((?:_Copy_?\d+)*)", re.IGNORECASE
)


def key_of(claim: ClaimId) -> str:
    """What names the claim in tags and bookmarks: 1 to 24 letters and digits."""
    if _SAFE.fullmatch(claim):
        return claim
    return "h" + hashlib.sha256(claim.encode("utf-8", "replace")).hexdigest()[:16]


def visible_id(number: int) -> str:
    """The short id a reader sees, such as "[C12]"."""
    return f"[C{number}]"


def label(number: int, tag: Tag | None, stance: Stance = Stance.ASSERTS) -> str:
    """The mark behind a claim's words, such as "[C12 S]"; its spaces do not break a line."""
    mark = f"\u00a0{stance.mark}" if stance.mark else ""
    return f"[C{number}\u00a0{LETTERS[tag]}{mark}]"


def content_tag(key: str, piece: int = 1) -> str:
    """The tag of the control around one piece of a claim's words; pieces count from 1."""
    return f"{CONTENT_PREFIX}{key}" + (f"#{piece}" if piece > 1 else "")


def choice_tag(key: str) -> str:
    """The tag of the claim's drop-down."""
    return CHOICE_PREFIX + key


def content_bookmark(key: str, span: int = 1) -> str:
    """The bookmark around one span of a claim's content; spans count from 1."""
    return f"clm_{key}" + (f"_{span}" if span > 1 else "")


def row_bookmark(key: str) -> str:
    return f"row_{key}"


def choice_bookmark(key: str) -> str:
    return f"tag_{key}"


def parse_content_tag(tag: str) -> tuple[str, int] | None:
    """Key and piece of a control around claim words, or None for any other tag."""
    found = _CONTENT.fullmatch(tag)
    return (found[1], int(found[2] or 1)) if found else None


def parse_choice_tag(tag: str) -> str | None:
    """Key of a drop-down's tag, or None for any other tag."""
    found = _CHOICE.fullmatch(tag)
    return found[1] if found else None


def parse_bookmark(name: str) -> tuple[str, str, int, bool] | None:
    """Role ("clm", "row" or "tag"), key, span and whether it is a copy; None if not ours."""
    found = _BOOKMARK.fullmatch(name)
    if not found:
        return None
    return found[1].lower(), found[2], int(found[3] or 1), bool(found[4])
