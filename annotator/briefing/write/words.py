"""The words of each paragraph that was written, as the review will read them back.

Read off the finished XML rather than noted beside it, so that no writer can forget one: a
paragraph without its entry in the manifest would come back as one that a reviewer added.
"""

import re
from xml.sax.saxutils import unescape

from annotator.briefing.anchors import LABEL

_PIECES = re.compile(
    r"<w:t(?: [^>]*)?>([^<]*)</w:t>"
    r"|<(w:tab|w:br|w:dropDownList|/w:sdt|/w:p)(?=[\s/>])"
    r'|<w:fldChar [^>]*?w:fldCharType="(\w+)"'
)
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_LETTERS = {"w:tab": "\t", "w:br": "\n"}


class Words:
    """Reads the pieces of a body one after the other; fields may span several."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._results: list[bool] = []
        """For each open field, whether its result has begun."""
        self._choice = False

    def read(self, piece: str) -> list[str]:
        """The paragraphs that end in `piece` and hold more than white space.

        Left out are results of fields, what drop-downs show, and labels such as `[C12 S]`.
        """
        paragraphs: list[str] = []
        for found in _PIECES.finditer(piece):
            words, element, field = found.groups()
            if words is not None:
                self._add(words)
            elif element in _LETTERS:
                self._add(_LETTERS[element])
            elif element == "/w:p":
                text = LABEL.sub("", unescape("".join(self._text), _QUOTES))
                self._text.clear()
                if text.strip():
                    paragraphs.append(text)
            elif field is not None:
                self._field(field)
            else:
                self._choice = element == "w:dropDownList"
        return paragraphs

    def _add(self, words: str) -> None:
        if not self._choice and not any(self._results):
            self._text.append(words)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._results.append(False)
        elif self._results and kind == "separate":
            self._results[-1] = True
        elif self._results:
            self._results.pop()
