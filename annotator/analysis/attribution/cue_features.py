"""Features of a token that may be the head of a cue."""

from __future__ import annotations

from collections.abc import Iterable
from math import log2

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.attribution.token_traits import TokenTraits, word_number
from annotator.analysis.learning.linear import FeatureTable, Numbers
from annotator.analysis.parsing.parse_view import SUBJECTS, ParseView

CUE_BITS = 20

type Rows = NDArray[np.int64]


def cue_table(view: ParseView, traits: TokenTraits, tokens: list[int]) -> FeatureTable:
    """The features of `tokens` of `view`, one row each."""
    table = FeatureTable(len(tokens), CUE_BITS)
    at = np.array(tokens, dtype=np.int64)
    _word_features(table, traits, at)
    _neighbour_features(table, traits, at, view.size)
    _place_features(table, traits, view, tokens)
    _child_features(table, traits, view, tokens)
    return table


def _word_features(table: FeatureTable, traits: TokenTraits, at: Rows) -> None:
    lemma, tag, dep = traits.lemma[at], traits.tag[at], traits.dep[at]
    coarse, fine, classes = traits.coarse[at], traits.fine[at], traits.classes[at]
    head = traits.head[at]
    table.column("bias", np.ones(len(at), dtype=np.uint64))
    table.column("word", traits.lower[at])
    for name, word in (("lemma", lemma), ("fine", fine), ("coarse", coarse), ("classes", classes)):
        table.column(name, word)
        table.column(name + "|tag", word, tag)
        table.column(name + "|dep", word, dep)
        table.column(name + "|quote", word, traits.quote[at])
        table.column(name + "|headpos", word, traits.pos[head])
    table.column("tag|dep", tag, dep)
    table.column("tag", tag)
    table.column("dep", dep)
    table.column("head", traits.lemma[head])
    table.column("head-classes", traits.classes[head], dep)
    table.column("head-fine", traits.fine[head], dep)
    table.column("head-tag", traits.tag[head], dep)
    table.column("lemma|head", lemma, traits.lemma[head])
    table.column("coarse|head-coarse", coarse, traits.coarse[head])
    table.column("quote|pos", traits.quote[at], traits.pos[at])


def _neighbour_features(table: FeatureTable, traits: TokenTraits, at: Rows, size: int) -> None:
    lemma, tag, fine, classes = (
        traits.lemma[at],
        traits.tag[at],
        traits.fine[at],
        traits.classes[at],
    )
    for step in (-3, -2, -1, 1, 2, 3):
        near = at + step
        near = np.where((near < 0) | (near >= size), size, near)
        name = f"near{step}"
        table.column(name, traits.lower[near])
        table.column(name + "tag", traits.tag[near], tag)
        if abs(step) == 1:
            table.column(name + "|lemma", traits.lower[near], lemma)
            table.column(name + "|fine", traits.lower[near], fine)
            table.column(name + "|classes", traits.lower[near], classes)
            table.column(name + "tag|lemma", traits.tag[near], lemma)
            table.column(name + "tag|classes", traits.tag[near], classes)
            table.column(name + "fine", traits.fine[near])
        table.column(name + "quote", traits.quote[near], traits.pos[at])


def _place_features(
    table: FeatureTable, traits: TokenTraits, view: ParseView, tokens: list[int]
) -> None:
    """Where the token stands: quotations around it, its sentence, its chain of heads."""
    at = np.array(tokens, dtype=np.int64)
    lemma, classes, pos = traits.lemma[at], traits.classes[at], traits.pos[at]
    quotes = _numbers(quotes_of_sentence(view, i) for i in tokens)
    table.column("quotes", quotes, pos)
    table.column("quotes|lemma", quotes, lemma)
    table.column("quotes|classes", quotes, classes)
    table.column("quotes|fine", quotes, traits.fine[at])
    table.column("quotes|tag|dep", quotes, traits.tag[at], traits.dep[at])
    beside = _numbers(beside_quote(view, i) for i in tokens)
    table.column("beside", beside, pos)
    table.column("beside|classes", beside, classes)
    table.column("beside|lemma", beside, lemma)
    table.column("first", _numbers(int(i == view.sentence(i).start) for i in tokens), pos)
    table.column("length", _numbers(_bucket(_sentence_length(view, i)) for i in tokens), pos)
    up = traits.head[traits.head[at]]
    table.column("up", traits.lemma[up], traits.dep[at])
    table.column("updep", traits.dep[traits.head[at]], traits.dep[at], traits.classes[up])


def quotes_of_sentence(view: ParseView, i: int) -> int:
    """Bits: inside a quotation, scare quotes, speech before the token, behind it, right before
    the sentence."""
    sentence = view.sentence_of[i]
    start = view.sentences[sentence].start
    bits = 0
    for first, quotation in view.sentence_quotations[sentence]:
        if quotation.span.start <= i < quotation.span.end:
            bits |= 1
        elif quotation.kind == "scare":
            bits |= 2
        else:
            bits |= 4 if first < i else 8
    if start > 0 and not bits & 4 and view.quote_of[start - 1] >= 0:
        bits |= 16
    return bits


def beside_quote(view: ParseView, i: int) -> int:
    """Bits: a mark within three tokens to the left, to the right; a colon to the right."""
    bits = 0
    for j in range(max(0, i - 3), i):
        bits |= view.mark[j]
    for j in range(i + 1, min(view.size, i + 4)):
        bits |= 2 * view.mark[j] | 4 * (view.text[j] == ":")
    return bits


def _sentence_length(view: ParseView, i: int) -> int:
    start, end = view.sentence(i)
    return end - start


def _child_features(
    table: FeatureTable, traits: TokenTraits, view: ParseView, tokens: list[int]
) -> None:
    rows: list[int] = []
    children: list[int] = []
    sets: list[int] = []
    for row, i in enumerate(tokens):
        kids = [x for x in view.children[i] if not view.space[x]]
        rows += [row] * len(kids)
        children += kids
        sets.append(word_number(",".join(sorted({view.dep[x] for x in kids}))))
    at = np.array(tokens, dtype=np.int64)
    table.column("kids", np.array(sets, dtype=np.uint64))
    table.column("kids|classes", np.array(sets, dtype=np.uint64), traits.classes[at])
    row_array, kid = np.array(rows, dtype=np.int64), np.array(children, dtype=np.int64)
    own = at[row_array] if len(rows) else kid
    dep = traits.dep[kid]
    side = (kid > own).astype(np.uint64)
    table.entries("kid", row_array, dep, side)
    table.entries("kid|lemma", row_array, dep, traits.lemma[own])
    table.entries("kid|fine", row_array, dep, traits.fine[own])
    table.entries("kid|classes", row_array, dep, traits.classes[own])
    table.entries("kid|tag", row_array, dep, traits.tag[own])
    table.entries("kidword", row_array, dep, traits.lemma[kid])
    table.entries("kidfine", row_array, dep, traits.fine[kid])
    table.entries("kidfine|classes", row_array, dep, traits.coarse[kid], traits.classes[own])
    table.entries("kidtag", row_array, dep, traits.tag[kid], traits.classes[own])
    table.entries("kident", row_array, dep, traits.ent[kid], traits.classes[own])
    table.entries("kident|lemma", row_array, dep, traits.ent[kid], traits.lemma[own])
    table.entries("kidprep|lemma", row_array, dep, traits.lemma[kid], traits.lemma[own])
    _complement_features(table, traits, view, tokens)


def _complement_features(
    table: FeatureTable, traits: TokenTraits, view: ParseView, tokens: list[int]
) -> None:
    """What sort of clause the token governs: finite, with "that", with a subject of its own."""
    codes: list[int] = []
    subjects: list[int] = []
    for i in tokens:
        code = 0
        for x in view.children[i]:
            if view.dep[x] in ("ccomp", "xcomp", "acl", "relcl", "advcl"):
                words = {view.dep[y]: view.text[y] for y in view.children[x]}
                code |= 1 << ("ccomp", "xcomp", "acl", "relcl", "advcl").index(view.dep[x])
                code |= 32 * (words.get("mark") == "that") | 64 * ("nsubj" in words)
                code |= 128 * (view.tag[x] in ("VBD", "VBZ", "VBP", "MD"))
        codes.append(code)
        found = [x for x in view.children[i] if view.dep[x] in SUBJECTS]
        subjects.append(found[0] if found else view.size)
    at = np.array(tokens, dtype=np.int64)
    code_array, subject = np.array(codes, dtype=np.uint64), np.array(subjects, dtype=np.int64)
    for name, values in (
        ("lemma", traits.lemma),
        ("fine", traits.fine),
        ("classes", traits.classes),
    ):
        table.column(f"clause|{name}", code_array, values[at])
        table.column(f"subject|{name}", traits.coarse[subject], values[at])
    table.column("clause|tag", code_array, traits.tag[at])
    table.column("subject-tag", traits.tag[subject], traits.ent[subject], traits.tag[at])


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.uint64)


def _bucket(count: int) -> int:
    """A count on a scale that coarsens as it grows."""
    return count if count < 4 else int(log2(count) * 3)
