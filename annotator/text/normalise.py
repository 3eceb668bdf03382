"""Article text, normalised once when it is read; every offset afterwards points into it.

Nothing that a reader sees is lost: invisible letters go, look-alike white space and
presentation ligatures become their plain forms. Rules are numbered by `NORMALISER`, which
is stored with each article; a stored text is never normalised again.
"""

import re

NORMALISER = "1"

_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\u0085|\x0b|\x0c")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Soft hyphen, byte order mark, non-characters, and control letters but tab and newline.
_INVISIBLE = re.compile("[\u00ad\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_LIGATURE = re.compile("[\ufb00-\ufb06]")


def normalise(raw: str) -> str:
    """`raw` with one kind of line end and space, and without invisible letters.

    Idempotent. Lone surrogates become U+FFFD, so the result can always be encoded. Joiners
    (ZWJ, ZWNJ) and bidi marks stay: they carry meaning in emoji, Persian and Arabic.
    """
    text = _LINE_ENDS.sub("\n", raw)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    return _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text)
