"""The packing that Outlook gives to bodies in RTF ([MS-OXRTFCP]): LZ77 with a primed window."""

import struct

_PRIMER = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096
_COMPRESSED = 0x75465A4C  # "LZFu"
_PLAIN = 0x414C454D  # "MELA"
_MOST_BYTES = 64 * 1024 * 1024


def unpacked(content: bytes) -> bytes:
    """The RTF in a compressed body. Raises ValueError for what is none."""
    if len(content) < 16:
        raise ValueError("no header")
    _, size, kind, _ = struct.unpack("<IIII", content[:16])
    if kind == _PLAIN:
        return content[16 : 16 + size]
    if kind != _COMPRESSED or size > _MOST_BYTES:
        raise ValueError("not compressed RTF")
    out = bytearray(_PRIMER)
    at = 16
    while at < len(content) and len(out) < size + len(_PRIMER):
        flags, at = content[at], at + 1
        for bit in range(8):
            if flags >> bit & 1:
                token = int.from_bytes(content[at : at + 2], "big")
                at += 2
                if not _copy(out, token >> 4, (token & 0xF) + 2):
                    return bytes(out[len(_PRIMER) :])
            else:
                out += content[at : at + 1]
                at += 1
    return bytes(out[len(_PRIMER) : len(_PRIMER) + size])


def _copy(out: bytearray, offset: int, length: int) -> bool:
    """Repeats `length` bytes from the window's `offset`; False where the offset marks the end."""
    back = (len(out) - offset) % _WINDOW
    if back == 0:
        return False
    if back > len(out):
        raise ValueError("reference before the start")
    for _ in range(length):
        out.append(out[-back])
    return True
