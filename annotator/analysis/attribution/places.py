"""Where each token of a document stands, as arrays: what contents are counted by all at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.parsing.parse_view import ParseView

type Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Places:
    """One number a token, one a sentence, or one a gap between tokens (size + 1)."""

    head: Numbers
    punct: NDArray[np.bool_]
    quoted: Numbers
    """By gap: how many tokens before it stand in quotations."""
    word_before: Numbers
    """The nearest word before a token in its paragraph, else the text's size."""
    word_behind: Numbers
    mark_before: Numbers
    """By gap, bits: a quotation mark right before it; a quotation that it cuts."""
    mark_behind: Numbers
    """By gap, bits: a mark right behind it, over other punctuation; a quotation that it cuts."""
    sentence_of: Numbers
    sentence_end: Numbers
    """By sentence."""
    first_word: Numbers
    """By sentence: where it begins when punctuation is left away."""
    last_word: Numbers
    """By sentence: where it ends then."""
    line_end: Numbers
    """By token: where its paragraph ends."""


@lru_cache(maxsize=1)
def places_of(view: ParseView) -> Places:
    """The places of every token of `view`; those of the last are remembered."""
    ends = [_words_of(view, *sentence) for sentence in view.sentences]
    lines = np.array([paragraph.end for paragraph in view.paragraphs], dtype=np.int64)
    return Places(
        np.array(view.head, dtype=np.int64),
        np.array(view.punct, dtype=np.bool_),
        np.array(view.quoted_before, dtype=np.int64),
        _nearest_words(view, range(view.size)),
        _nearest_words(view, range(view.size - 1, -1, -1)),
        _marks_before(view),
        _marks_behind(view),
        np.array(view.sentence_of, dtype=np.int64),
        np.array([sentence.end for sentence in view.sentences], dtype=np.int64),
        np.array([start for start, _ in ends], dtype=np.int64),
        np.array([end for _, end in ends], dtype=np.int64),
        lines[np.array(view.paragraph_of, dtype=np.int64)],
    )


def _words_of(view: ParseView, start: int, end: int) -> tuple[int, int]:
    while end > start and view.punct[end - 1]:
        end -= 1
    while start < end and view.punct[start]:
        start += 1
    return start, end


def _nearest_words(view: ParseView, order: range) -> Numbers:
    """For each token the word last met on the way, in the same paragraph."""
    found, nearest = [0] * view.size, view.size
    for i in order:
        found[i] = nearest
        if view.newline[i]:
            nearest = view.size
        elif not view.punct[i]:
            nearest = i
    return np.array(found, dtype=np.int64)


def _marks_before(view: ParseView) -> Numbers:
    return np.array([0, *(_bits(view, i, 1, 4) for i in range(view.size))], dtype=np.int64)


def _marks_behind(view: ParseView) -> Numbers:
    found = [0] * (view.size + 1)
    for i in range(view.size - 1, -1, -1):
        passed_over = view.punct[i] and not view.mark[i] and not view.newline[i]
        found[i] = found[i + 1] if passed_over else _bits(view, i, 2, 8)
    return np.array(found, dtype=np.int64)


def _bits(view: ParseView, i: int, mark: int, cut: int) -> int:
    return mark if view.mark[i] else cut if view.quote_of[i] >= 0 else 0
