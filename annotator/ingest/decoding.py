"""Bytes to letters: which encoding a text is in."""

import codecs
import re

from charset_normalizer import from_bytes

from annotator.domain.phrase import Phrase, phrase
from annotator.ingest.problems import UnreadableError

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65536
_LOST = "\N{REPLACEMENT CHARACTER}"
_BINARY_SHARE = 0.02
"""More control letters than this share and it is no text."""
# Control letters that no text has: not tab, line ends, form feed, end of file, escape.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f]")
_CONTROLS_AND_C1 = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f]")
LOSSY = phrase("Some bytes are in no known encoding and are shown as �.")


def decode(content: bytes, declared: str = "") -> tuple[str, list[Phrase]]:
    """The letters of `content` and warnings about them.

    In order: byte order mark, UTF-16 without one, UTF-8, the encoding `declared`, UTF-8 with
    a few broken bytes, and what the statistics of the bytes say. Raises UnreadableError for
    bytes that are no text.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _lossy(content[len(bom) :], encoding)
    sideways = _utf16_without_mark(content)
    if sideways:
        return _lossy(content, sideways)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(content, declared)
    _refuse_binary(text[:_SAMPLE])
    return text, []


def _not_utf8(content: bytes, declared: str) -> tuple[str, list[Phrase]]:
    _refuse_binary(content[:_SAMPLE].decode("latin-1"), c1_counts=False)
    if declared and _is_plausible(declared):
        text = content.decode(declared, "replace")
        if text.count(_LOST) * 1000 <= len(text):
            return _warned(text)
    patched = content.decode("utf-8", "replace")
    whole = sum(letter > "\x7f" for letter in patched) - patched.count(_LOST)
    # Bytes of other encodings hardly ever make a letter of UTF-8 by chance.
    if whole > patched.count(_LOST):
        return _warned(patched)
    best = from_bytes(_telling(content)).best()
    if best is None:
        raise UnreadableError(
            phrase("is not text in any known encoding"),
            phrase("Open it in its own program and save it as UTF-8."),
        )
    return _warned(content.decode(best.encoding, "replace"))


def _telling(content: bytes) -> bytes:
    """The stretch of `content` around its first bytes beyond ASCII, which tell encodings apart."""
    first = next((at for at, byte in enumerate(content) if byte > 0x7F), 0)
    return content[max(0, first - _SAMPLE // 8) :][:_SAMPLE]


def _lossy(content: bytes, encoding: str) -> tuple[str, list[Phrase]]:
    text = content.decode(encoding, "replace")
    _refuse_binary(text[:_SAMPLE])
    return _warned(text)


def _warned(text: str) -> tuple[str, list[Phrase]]:
    return text, [LOSSY] if _LOST in text else []


def _is_plausible(encoding: str) -> bool:
    """Whether it names a text encoding that has ASCII in its place, as all with 8 bits do."""
    sample = "<p>Az09 .,"
    try:
        return sample.encode("ascii").decode(encoding) == sample
    except (LookupError, ValueError):
        return False


def _utf16_without_mark(content: bytes) -> str:
    """The kind of UTF-16 when nearly every second byte is NUL; else empty."""
    sample = content[: _SAMPLE - 1 if len(content) % 2 else _SAMPLE][: len(content) // 2 * 2]
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _refuse_binary(sample: str, *, c1_counts: bool = True) -> None:
    """Raises UnreadableError when `sample` has too many control letters for a text."""
    strange = len((_CONTROLS_AND_C1 if c1_counts else _CONTROLS).findall(sample))
    if strange > max(2, len(sample) * _BINARY_SHARE):
        raise UnreadableError(
            phrase("is binary data, not a text"),
            phrase("Choose the article as a document or as plain text."),
        )
