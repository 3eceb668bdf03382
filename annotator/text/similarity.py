"""Near-duplicates: how alike two texts are, by signatures short enough to keep with each.

MinHash over shingles of words (Broder 1997), with one hash function per bin (one-permutation
hashing; empty bins filled from their neighbours, Shrivastava and Li 2014). Deterministic: the
same text gives the same signature on every machine.
"""

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SIGNATURE_LENGTH = 128
"""Numbers in a signature; the error of `resemblance` is about 0.5 / sqrt of it, 0.04."""
_SHINGLE = 4
"""Words in a row that count as one feature: a phrase, seldom shared by chance."""
_PRIME = np.uint32(0x01000193)
"""FNV's: phrases of the same words in another order differ."""
_WORD = re.compile(r"\w+")
_EMPTY = -1


def signature(text: str) -> tuple[int, ...]:
    """The signature of `text`: SIGNATURE_LENGTH numbers below 2 to the 32; () without words.

    Case, punctuation and white space do not count.
    """
    values = _features(text)
    if not len(values):
        return ()
    # Downwards, so that the lowest of each bin is what stays.
    values = np.sort(values)[::-1]
    lowest = np.full(SIGNATURE_LENGTH, _EMPTY, np.int64)
    lowest[values % SIGNATURE_LENGTH] = values // SIGNATURE_LENGTH
    bins: list[int] = lowest.tolist()
    return tuple(_filled(bins))


def resemblance(a: Sequence[int], b: Sequence[int]) -> float:
    """How much two signed texts share, 0 (nothing) to 1 (the same words): an estimate of the
    Jaccard index of their phrases. 0 when either is empty."""
    if not a or not b:
        return 0.0
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def containment(a: str, b: str) -> float:
    """How much of the shorter text the other holds, 0 (nothing) to 1 (every phrase): exact.

    A story that was cut, or stands inside a longer one, is held in it while the two as wholes
    resemble each other little. 0 when either is empty.
    """
    first, second = (np.unique(_features(text)) for text in (a, b))
    least = min(len(first), len(second))
    return len(np.intersect1d(first, second, assume_unique=True)) / least if least else 0.0


def _features(text: str) -> NDArray[np.uint32]:
    """A number for each phrase of `text`, in its order; none without words."""
    words = _WORD.findall(text.casefold())
    if not words:
        return np.zeros(0, np.uint32)
    return _mixed(_phrases([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words]))


def _phrases(words: Sequence[int]) -> NDArray[np.uint32]:
    """A number for each phrase of _SHINGLE words (or of all, in a shorter text), made of
    numbers for the words."""
    hashes = np.array(words, np.uint32)
    width = min(_SHINGLE, len(hashes))
    count = len(hashes) - width + 1
    phrases = np.zeros(count, np.uint32)
    for place in range(width):
        phrases = phrases * _PRIME + hashes[place : place + count]
    return phrases


def _mixed(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A bijection of 32-bit numbers that spreads CRC's regularities (murmur3's finaliser)."""
    values ^= values >> np.uint32(16)
    values *= np.uint32(0x85EBCA6B)
    values ^= values >> np.uint32(13)
    values *= np.uint32(0xC2B2AE35)
    return values ^ values >> np.uint32(16)


def _filled(bins: list[int]) -> list[int]:
    """Every empty bin takes the next full one's number, marked by its distance, so that two
    texts with the same full bins agree there too."""
    count = len(bins)
    out = list(bins)
    for i, value in enumerate(bins):
        if value == _EMPTY:
            step = next(step for step in range(1, count + 1) if bins[(i + step) % count] != _EMPTY)
            out[i] = (bins[(i + step) % count] + step * 0x9E3779B1) & 0xFFFFFFFF
    return out
