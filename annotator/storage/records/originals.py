"""Original bytes, kept as small as they get (pure).

Three packings: "text", when the bytes are those of the text and are not kept twice;
"zlib", compressed with the article's own text as the preset dictionary, because a page's
source mostly repeats its words (RFC 1950, FDICT); "raw", when neither pays.
"""

import zlib

# How far back a preset dictionary is looked at; the end of it is the nearest.
_WINDOW = 32_768


def packed_original(text: str, original: bytes) -> tuple[str, bytes]:
    """The packing of `original`, whose words are `text`, and the bytes to keep."""
    words = text.encode("utf-8", "surrogatepass")
    if original == words:
        return "text", b""
    packer = zlib.compressobj(6, zdict=words[:_WINDOW])
    small = packer.compress(original) + packer.flush()
    return ("zlib", small) if len(small) < len(original) else ("raw", original)


def unpacked_original(packing: str, content: bytes, text: str) -> bytes:
    """The original, from how it is kept. Raises ValueError when it is damaged."""
    words = text.encode("utf-8", "surrogatepass")
    if packing == "text":
        return words
    if packing == "raw":
        return content
    unpacker = zlib.decompressobj(zdict=words[:_WINDOW])
    try:
        whole = unpacker.decompress(content) + unpacker.flush()
    except zlib.error as error:
        raise ValueError(f"a damaged original: {error}") from error
    if not unpacker.eof:
        raise ValueError("a damaged original: it ends too early")
    return whole
