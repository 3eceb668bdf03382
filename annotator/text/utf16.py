"""The border between code points and UTF-16 units, which Qt and Windows count in."""

from bisect import bisect_right


class Utf16Map:
    """Converts offsets of one text between code points and UTF-16 units.

    Costs memory only for the letters outside the Basic Multilingual Plane.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        astral: list[int] = []
        if text and not text.isascii() and max(text) > "\uffff":
            astral = [i for i, letter in enumerate(text) if letter > "\uffff"]
        self._astral = astral
        # Where each astral letter starts when counted in UTF-16 units.
        self._astral_utf16 = [offset + before for before, offset in enumerate(astral)]

    @property
    def length_utf16(self) -> int:
        return self._length + len(self._astral)

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 position of code point `offset` (0 to the text's length)."""
        if not 0 <= offset <= self._length:
            raise IndexError(f"code point offset {offset} outside 0..{self._length}")
        return offset + bisect_right(self._astral, offset - 1)

    def from_utf16(self, position_utf16: int) -> int:
        """The code point at a UTF-16 position; inside a surrogate pair, the letter's start."""
        if not 0 <= position_utf16 <= self.length_utf16:
            raise IndexError(f"UTF-16 position {position_utf16} outside 0..{self.length_utf16}")
        before = bisect_right(self._astral_utf16, position_utf16 - 1)
        if before and position_utf16 == self._astral_utf16[before - 1] + 1:
            return self._astral[before - 1]
        return position_utf16 - before
