"""Stretches of a Doc that may be the content of a cue, read off the parse.

Each candidate carries the names of the rules that gave it; the ranker weighs the names. Ends are
free of punctuation, so that one content has one candidate however its marks stand; `with_marks`
puts quotation marks back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from annotator.analysis.attribution.quoted_candidates import QuotedCandidates
from annotator.analysis.parsing.extensions import TokenSpan, TokenSpans
from annotator.analysis.parsing.parse_view import SUBJECTS, ParseView

type Candidates = dict[TokenSpans, set[str]]
type Pair = tuple[int, int]

_NO_CONTENT = frozenset({"aux", "auxpass", "neg", "cc", "mark", "det", "punct", "preconj"})
_TELLING_PREPOSITIONS = frozenset(
    ("of", "for", "to", "about", "as", "on", "against", "with", "in", "by", "from", "over", "that")
)
_TAILS = frozenset(
    ("advcl", "prep", "conj", "npadvmod", "parataxis", "acl", "relcl", "appos", "cc", "dep")
)
_HUNG = frozenset(
    ("prep", "advmod", "advcl", "parataxis", "acl", "npadvmod", "ccomp", "intj", "amod", "pcomp")
)
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "oprd", "prep", "acomp", "attr", "advcl"})
_NOMINAL_SUBJECTS = SUBJECTS - {"csubj"}
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_STOPS = frozenset({",", ";", ":", "—", "–", "--", ".", "(", ")", "?", "!"})


def content_candidates(view: ParseView, cue: int) -> Candidates:
    """What the cue whose head is token `cue` may introduce, with the rules that say so."""
    return _Builder(view, cue).build()


class _Builder:
    def __init__(self, view: ParseView, cue: int) -> None:
        self.view = view
        self.cue = cue
        self.start, self.end = view.sentence(cue)
        self.found: Candidates = {}
        self._known: dict[Pair, TokenSpans] = {}

    def build(self) -> Candidates:
        if not self.view.punct[self.cue]:
            self._from_children()
            self._from_head()
            self._from_subject()
        clause = self._clause()
        self._from_sides(clause)
        quoted = QuotedCandidates(self.view, self.cue, clause)
        for name, spans in quoted.plain():
            self.add(name, *spans)
        for spans, names in [(spans, sorted(names)) for spans, names in self.found.items()]:
            for suffix, longer in quoted.extensions(spans):
                for name in names:
                    self.add(name.split("~")[0] + suffix, *longer)
        return self.found

    def add(self, name: str, *spans: Pair) -> None:
        """Take in a candidate, cut around the cue and freed of punctuation at its ends."""
        if len(spans) == 1 and not spans[0][0] <= self.cue < spans[0][1]:
            whole = self._whole(spans[0])
            if whole:
                self.found.setdefault(whole, set()).add(name)
            return
        pieces: list[TokenSpan] = []
        for start, end in spans:
            if start <= self.cue < end:
                name = name + "-cut" if not name.endswith("-cut") else name
                pieces += [*self._trimmed(start, self.cue), *self._trimmed(self.cue + 1, end)]
            else:
                pieces += self._trimmed(start, end)
        if pieces:
            pieces.sort()
            self.found.setdefault(_joined(pieces), set()).add(name)

    def _whole(self, span: Pair) -> TokenSpans:
        """A single stretch as a content; the same one comes by many rules."""
        known = self._known.get(span)
        if known is None:
            known = self._known[span] = tuple(self._trimmed(*span))
        return known

    def _trimmed(self, start: int, end: int) -> list[TokenSpan]:
        start, end = self.view.word_from[start], self.view.words_until[end]
        return [TokenSpan(start, end)] if end > start else []

    def _from_children(self) -> None:
        view, cue = self.view, self.cue
        right = [x for x in view.children[cue] if x > cue and not view.punct[x]]
        for child in view.children[cue]:
            dep = view.dep[child]
            if view.punct[child] or dep in _NO_CONTENT:
                continue
            if child < cue and dep in SUBJECTS and dep not in ("csubj", "nsubjpass", "csubjpass"):
                continue
            side = "r" if child > cue else "l"
            start, end = self._subtree(child)
            self.add(f"{side}:{dep}", (start, end))
            if dep in ("prep", "agent", "dative"):
                self._from_preposition(side, child)
            if side == "r":
                self._from_right_child(child, start, right)

    def _from_preposition(self, side: str, child: int) -> None:
        view = self.view
        word = view.text[child] if view.text[child] in _TELLING_PREPOSITIONS else "*"
        for inner in view.children[child]:
            if view.dep[inner] in ("pobj", "pcomp", "prep"):
                self.add(f"{side}:{view.dep[child]}:{word}", self._subtree(inner))

    def _from_right_child(self, child: int, start: int, right: list[int]) -> None:
        view = self.view
        self.add("r:to-end", (start, self._subtree(self.cue)[1]))
        self.add("r:to-sent", (start, self.end))
        later = [x for x in right if x > child and view.dep[x] in _TAILS]
        if later:
            self.add("r:to-next", (start, self._subtree(later[0])[0]))
            if len(later) > 1:
                self.add("r:to-last", (start, self._subtree(later[-1])[0]))
        tails = [x for x in view.children[child] if x > child and view.dep[x] in _TAILS]
        if tails:
            self.add("r:short", (start, self._subtree(tails[-1])[0]))
            if len(tails) > 1:
                self.add("r:shortest", (start, self._subtree(tails[0])[0]))
        if view.dep[child] == "dobj":
            nouns = [x for x in view.children[child] if view.dep[x] in ("acl", "relcl", "prep")]
            for x in nouns:
                self.add(f"r:dobj:{view.dep[x]}", self._subtree(x))
                if view.dep[x] == "prep":
                    self._from_preposition("r:dobj", x)

    def _from_head(self) -> None:
        """Parts of the clause the cue hangs on, without the cue's own subtree."""
        view, cue = self.view, self.cue
        head = view.head[cue]
        if head == cue or view.sentence_of[head] != view.sentence_of[cue]:
            return
        dep = view.dep[cue]
        own, around = self._subtree(cue), self._subtree(head)
        if dep in _HUNG or dep in ("relcl", "attr", "dobj", "conj"):
            self.add(f"h:{dep}", (around[0], own[0]), (own[1], around[1]))
            self.add(f"h:{dep}:left", (around[0], own[0]))
            self.add(f"h:{dep}:right", (own[1], around[1]))
        self.add("s:rest", (self.start, own[0]), (own[1], self.end))
        self.add("s:rest-left", (self.start, own[0]))
        self.add("s:rest-right", (own[1], self.end))
        if dep in ("advmod", "acomp", "advcl"):
            for subject in view.subjects(head)[:1]:
                self.add("h:subject", (self._subtree(subject)[0], own[0]), (own[1], around[1]))
        if dep in {"dobj", "attr"}:
            for x in view.children[head]:
                if x > cue and view.dep[x] in ("ccomp", "xcomp", "advcl", "prep"):
                    self.add(f"h:sib:{view.dep[x]}", self._subtree(x))

    def _from_subject(self) -> None:
        """Raised and passive subjects: "the talks are expected to begin"."""
        view, cue = self.view, self.cue
        complements = [x for x in view.children[cue] if x > cue and view.dep[x] in _COMPLEMENTS]
        for subject in view.subjects(cue)[:1]:
            a, b = self._subtree(subject)
            if a > cue:
                continue
            for x in complements[:1]:
                self.add("subj+comp", (a, b), self._subtree(x))
            if complements:
                self.add("subj+rest", (a, b), (self._subtree(complements[0])[0], self.end))
            self.add("subj", (a, b))

    def _clause(self) -> Pair:
        """The cue with its subject."""
        view, cue = self.view, self.cue
        start, end = cue, cue + 1
        for child in view.children[cue]:
            dep = view.dep[child]
            if dep in _NOMINAL_SUBJECTS:
                a, b = self._subtree(child)
                if b <= cue + 1 or child < cue:
                    start = min(start, a)
                elif child == cue + 1 or a == cue + 1:
                    end = max(end, b)
            elif dep in _BEFORE_VERB and child < cue:
                start = min(start, child)
            elif dep == "prt":
                end = max(end, child + 1)
        return start, end

    def _stop(self, end: int) -> int:
        """The next comma, mark or end of the sentence."""
        view = self.view
        while end < self.end and view.text[end] not in _STOPS and not view.mark[end]:
            end += 1
        return end

    def _from_sides(self, clause: Pair) -> None:
        """All that stands before or behind the cue's clause in the sentence."""
        self.add("before", (self.start, clause[0]))
        for name, end in (("tight", clause[1]), ("wide", self._stop(clause[1]))):
            self.add(f"after-{name}", (end, self.end))
            self.add(f"around-{name}", (self.start, clause[0]), (end, self.end))
        self.add("after-cue", (self.cue + 1, self.end))
        self._from_commas(clause)

    def _from_commas(self, clause: Pair) -> None:
        """Before and behind, cut at the nearest and the furthest comma or dash."""
        parts = self.view.partings
        before = bisect_left(parts, clause[0] - 1) - 1
        if before >= 0 and parts[before] >= self.start:
            self.add("before-comma", (parts[before] + 1, clause[0]))
        behind, last = bisect_right(parts, clause[1]), bisect_left(parts, self.end - 1) - 1
        if behind <= last:
            self.add("after-comma", (clause[1], parts[behind]))
            if behind < last:
                self.add("after-commas", (clause[1], parts[last]))

    def _subtree(self, i: int) -> Pair:
        start, end = self.view.subtree(i)
        return max(start, self.start), min(end, self.end)


def _joined(pieces: list[TokenSpan]) -> TokenSpans:
    """Pieces in order, overlapping ones made one."""
    out = [pieces[0]]
    for piece in pieces[1:]:
        if piece.start <= out[-1].end:
            out[-1] = TokenSpan(out[-1].start, max(out[-1].end, piece.end))
        else:
            out.append(piece)
    return tuple(out)
