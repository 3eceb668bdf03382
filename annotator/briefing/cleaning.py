"""The one gate for text on its way into XML."""

import re

# What XML 1.0 cannot hold: control letters but tab and newline, lone surrogates, U+FFFE/U+FFFF.
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")


def clean(text: str) -> str:
    """`text` with U+FFFD for every letter that XML cannot hold, and one kind of line end.

    The number of code points stays the same where there is no carriage return, so spans of a
    normalised text keep their places.
    """
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return _BAD.sub("\ufffd", text)


def clean_in_place(text: str) -> str:
    """`text` cleaned so that every code point keeps its place; a carriage return is a space."""
    return clean(text.replace("\r", " "))


def escape(text: str) -> str:
    """`text` cleaned and escaped, for an element or an attribute in double quotes."""
    if not text.isprintable():  # printable letters are all XML's, and most texts have no other
        text = clean(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text
