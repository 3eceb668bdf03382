"""The words of each paragraph that was written, as the review will read them back.

Read off the finished XML rather than noted beside it, so that no writer can forget one: a
paragraph without its entry in the manifest would come back as one that a reviewer added.
"""

import re
from xml.sax.saxutils import unescape

from annotator.briefing.anchors import LABEL, LABEL_STYLE

_PIECES = re.compile(
    r"<w:t(?: [^>]*)?>([^<]*)</w:t>"
    rf'|<(w:tab|w:br|w:dropDownList|/w:sdt|/w:p|w:rStyle w:val="{LABEL_STYLE}"|/w:r)(?=[\s/>])'
    r'|<w:fldChar [^>]*?w:fldCharType="(\w+)"'
)
_RUNS = re.compile("<w:t(?: [^>]*)?>([^<]*)</w:t>")
_SPECIAL = ("<w:tab", "<w:br", "<w:dropDownList", LABEL_STYLE, "<w:fldChar")
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_LETTERS = {"w:tab": "\t", "w:br": "\n"}


class Words:
    """Reads the pieces of a body one after the other; fields may span several."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._results: list[bool] = []
        """For each open field, whether its result has begun."""
        self._choice = False
        self._label = False

    def read(self, piece: str) -> list[str]:
        """The paragraphs that end in `piece` and hold more than white space.

        Left out are results of fields, what drop-downs show, and labels such as `[C12 S]`.
        """
        if not (self._results or self._text) and _is_plain(piece):
            return _plain(piece)
        paragraphs: list[str] = []
        for found in _PIECES.finditer(piece):
            words, element, field = found.groups()
            if words is not None:
                self._add(words)
            elif element in _LETTERS:
                self._add(_LETTERS[element])
            elif element == "/w:p":
                text = _unescaped("".join(self._text))
                self._text.clear()
                if text.strip():
                    paragraphs.append(text)
            elif field is not None:
                self._field(field)
            elif element.endswith("r"):
                self._label = False
            elif element.startswith("w:rStyle"):
                self._label = True
            else:
                self._choice = element == "w:dropDownList"
        return paragraphs

    def _add(self, words: str) -> None:
        left_out = self._choice or any(self._results)
        if not left_out and not (self._label and LABEL.fullmatch(words)):
            self._text.append(words)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._results.append(False)
        elif self._results and kind == "separate":
            self._results[-1] = True
        elif self._results:
            self._results.pop()


def _is_plain(piece: str) -> bool:
    """Whether a piece is whole paragraphs of nothing but words, as most of an article is."""
    return piece.endswith("</w:p>") and not any(special in piece for special in _SPECIAL)


def _plain(piece: str) -> list[str]:
    texts = ("".join(_RUNS.findall(paragraph)) for paragraph in piece.split("</w:p>")[:-1])
    return [_unescaped(text) for text in texts if text.strip()]


def _unescaped(text: str) -> str:
    return unescape(text, _QUOTES) if "&" in text else text
