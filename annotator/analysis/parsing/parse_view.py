"""A parsed Doc as plain lists, with sentences, paragraphs and quotations indexed by token.

Reading a Doc token by token through spaCy's objects costs more than all the rest of the
attribution; here everything is fetched once. Sentences never run over the end of a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from annotator.analysis.learning.linear import Numbers
from annotator.analysis.parsing.extensions import Quotation, TokenSpan
from annotator.analysis.parsing.quotations import DOUBLE_MARKS

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FIELDS = ("LOWER", "LEMMA", "TAG", "DEP", "POS", "ENT_TYPE", "HEAD", "SENT_START")
_PARTING = frozenset({",", ";", "—", "–", "--"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


class ParseView:
    """What cues, candidates and features read of a Doc; all positions are token indices."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.size = len(doc)
        table = doc.to_array(list(_FIELDS)).astype(np.uint64).reshape(self.size, len(_FIELDS))
        self.lower_ids, self.lemma_ids, self.tag_ids, self.dep_ids, self.pos_ids, self.ent_ids = (
            np.ascontiguousarray(table[:, i]) for i in range(6)
        )
        words = doc.vocab.strings
        self.text = _looked_up(self.lower_ids, lambda i: words[i])
        self.head = (table[:, 6].astype(np.int64) + np.arange(self.size)).tolist()
        self.lemma = _looked_up(self.lemma_ids, lambda i: words[i].lower())
        self.tag = _looked_up(self.tag_ids, lambda i: words[i])
        self.dep = _looked_up(self.dep_ids, lambda i: words[i])
        self.pos = _looked_up(self.pos_ids, lambda i: words[i])
        self.ent = _looked_up(self.ent_ids, lambda i: words[i] if i else "")
        kinds = {word: _letters(word) for word in set(self.text)}
        self.space = [kinds[word] == "space" for word in self.text]
        self.newline = ["\n" in word for word in self.text]
        self.punct = [
            pos == "PUNCT" or kinds[word] != "word"
            for pos, word in zip(self.pos, self.text, strict=True)
        ]
        self.entity_starts = {span.start for span in doc.ents}
        self.quotations: tuple[Quotation, ...] = doc._.quotations
        self._sentences(table[:, 7].astype(np.int64).tolist())
        self._subtrees()
        self._quotes()

    def _sentences(self, starts: list[int]) -> None:
        self.sentences: list[TokenSpan] = []
        self.sentence_of = [-1] * self.size
        self.paragraph_of = [0] * self.size
        self.paragraphs: list[TokenSpan] = []
        first = opened = 0
        for i in range(self.size + 1):
            ends = i == self.size or self.newline[i]
            if (ends or starts[i] == 1) and i > first:
                self.sentences.append(TokenSpan(first, i))
                self.sentence_of[first:i] = [len(self.sentences) - 1] * (i - first)
                first = i
            if ends:
                self.paragraph_of[opened : i + 1] = [len(self.paragraphs)] * (
                    min(i + 1, self.size) - opened
                )
                self.paragraphs.append(TokenSpan(opened, i))
                first = opened = i + 1

    def _subtrees(self) -> None:
        """Children, and both edges of each subtree cut to its sentence."""
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        left, right = list(range(self.size)), list(range(1, self.size + 1))
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
            sentence = self.sentence_of[i]
            above, steps = i, 0
            while self.head[above] != above and steps < 64:
                above, steps = self.head[above], steps + 1
                if self.sentence_of[above] != sentence:
                    break
                if left[above] > i:
                    left[above] = i
                elif right[above] <= i:
                    right[above] = i + 1
        self.left, self.right = left, right

    def _quotes(self) -> None:
        """For each token the outermost quotation it lies in, or -1; marks included."""
        self.quote_of = [-1] * self.size
        for index, quotation in enumerate(self.quotations):
            if quotation.parent is None:
                start, end = quotation.span
                self.quote_of[start:end] = [index] * (end - start)
        self.quoted_before = [0, *accumulate(int(index >= 0) for index in self.quote_of)]
        self.mark = [word in DOUBLE_MARKS or word == "‘" for word in self.text]

    def subtree(self, i: int) -> tuple[int, int]:
        """The stretch from token `i`'s leftmost to its rightmost descendant."""
        return self.left[i], self.right[i]

    def sentence(self, i: int) -> TokenSpan:
        return self.sentences[self.sentence_of[i]]

    def spaced_before(self, i: int) -> bool:
        """Whether white space stands before token `i`."""
        return i > 0 and (self.space[i - 1] or bool(self.doc[i - 1].whitespace_))

    def subjects(self, i: int) -> list[int]:
        return [child for child in self.children[i] if self.dep[child] in SUBJECTS]

    @cached_property
    def word_from(self) -> list[int]:
        """For each token, and one place beyond, the first word there or behind; else the size."""
        found = [self.size] * (self.size + 1)
        for i in range(self.size - 1, -1, -1):
            found[i] = found[i + 1] if self.punct[i] else i
        return found

    @cached_property
    def words_until(self) -> list[int]:
        """For each token, and one place beyond, where the last word before it ends; else 0."""
        found = [0] * (self.size + 1)
        for i, punct in enumerate(self.punct):
            found[i + 1] = found[i] if punct else i + 1
        return found

    @cached_property
    def partings(self) -> list[int]:
        """The tokens that part a sentence: commas, and dashes with space around them."""
        return [
            i
            for i, word in enumerate(self.text)
            if word in _PARTING or (word == "-" and self.spaced_before(i))
        ]

    @cached_property
    def paragraph_quotations(self) -> list[list[Quotation]]:
        """The quotations that begin in each paragraph."""
        out: list[list[Quotation]] = [[] for _ in self.paragraphs]
        for quotation in self.quotations:
            out[self.paragraph_of[quotation.span.start]].append(quotation)
        return out

    @cached_property
    def sentence_quotations(self) -> list[list[tuple[int, Quotation]]]:
        """For each sentence the outermost quotations in it, each with its first token there."""
        out: list[list[tuple[int, Quotation]]] = [[] for _ in self.sentences]
        for quotation in self.quotations:
            if quotation.parent is not None:
                continue
            at = quotation.span.start
            while at < quotation.span.end:
                sentence = self.sentence_of[at]
                if sentence < 0:
                    at += 1
                    continue
                out[sentence].append((at, quotation))
                at = self.sentences[sentence].end
        return out

    @cached_property
    def token_starts(self) -> list[int]:
        """Where each token begins in the Doc's text, in code points."""
        return [token.idx for token in self.doc]

    @cached_property
    def token_ends(self) -> list[int]:
        """Where each token ends in the Doc's text, in code points."""
        return [token.idx + len(token) for token in self.doc]


def _letters(word: str) -> str:
    """Whether a token is white space, has letters or digits, or is mere punctuation."""
    if word.isspace():
        return "space"
    return "word" if any(letter.isalnum() for letter in word) else "punctuation"


def _looked_up(ids: Numbers, look: Callable[[int], str]) -> list[str]:
    """`look` applied to every number, once for each different one."""
    numbers = ids.tolist()
    known = {number: look(number) for number in set(numbers)}
    return [known[number] for number in numbers]
