"""Stretches of a Doc that may name the source of a cue, read off the parse."""

from __future__ import annotations

from annotator.analysis.attribution.quoted_candidates import name_behind, speaker_before
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.parse_view import ParseView

type Sources = dict[TokenSpan, set[str]]

_STEPS = frozenset(
    ("xcomp", "conj", "advcl", "acl", "relcl", "pcomp", "prep", "ccomp", "attr", "dobj", "pobj")
)
_PREPOSITIONS = frozenset(("by", "to", "of", "from", "in", "with", "for", "among", "on", "at"))
_TAILS = frozenset(("relcl", "acl", "appos", "punct", "prep", "advcl", "conj", "cc"))
_CLAUSES = frozenset(("relcl", "acl", "advcl", "punct"))
_RELATIVE = frozenset(("WP", "WDT"))
_KINDS = frozenset(("PERSON", "ORG", "NORP", "GPE", "PER"))
_NEAR = 12
"""Tokens between a cue and a named entity that may still be its source."""
_DEEPEST = 4
_OWN_NOUNS = frozenset(("pobj", "poss", "compound", "amod", "nmod", "attr", "dobj", "conj"))


def source_candidates(view: ParseView, cue: int) -> Sources:
    """Who may stand behind the cue whose head is token `cue`, with the rules that say so."""
    return _Builder(view, cue).build()


class _Builder:
    def __init__(self, view: ParseView, cue: int) -> None:
        self.view = view
        self.cue = cue
        self.start, self.end = view.sentence(cue)
        self.found: Sources = {}

    def build(self) -> Sources:
        self._subject_of(self.cue, "subj", 0)
        self._from_children()
        self._from_head()
        self._named_nearby()
        if self.view.punct[self.cue]:
            for name, span in (
                ("speaker", speaker_before(self.view, self.cue)),
                ("name-behind", name_behind(self.view, self.cue)),
            ):
                if span is not None:
                    self._add(name, *span)
        return self.found

    def _add(self, name: str, start: int, end: int) -> None:
        view = self.view
        while start < end and (view.punct[start] or view.text[start] in ("and", "but")):
            start += 1
        while end > start and view.punct[end - 1]:
            end -= 1
        if end > start and not start <= self.cue < end:
            self.found.setdefault(TokenSpan(start, end), set()).add(name)

    def _noun(self, name: str, i: int) -> None:
        """The phrase of noun `i`, whole and without what hangs behind it."""
        view = self.view
        start, end = view.subtree(i)
        start, end = max(start, self.start), min(end, self.end)
        if i < self.cue < end:
            end = self.cue
        elif start <= self.cue < i:
            start = self.cue + 1
        self._add(name, start, end)
        tails = [x for x in view.children[i] if x > i and view.dep[x] in _TAILS]
        clauses = [x for x in tails if view.dep[x] in _CLAUSES]
        if clauses:
            self._add(name + "-norel", start, min(view.left[x] for x in clauses))
        if tails:
            self._add(name + "-bare", start, min(view.left[x] for x in tails))

    def _subject_of(self, i: int, name: str, depth: int) -> None:
        """The subject of `i`, or of what it hangs on when it has none."""
        view = self.view
        subjects = [x for x in view.children[i] if view.dep[x] in ("nsubj", "nsubjpass")]
        for subject in subjects:
            if view.tag[subject] in _RELATIVE and view.dep[i] in ("relcl", "ccomp"):
                self._noun(name + ":rel", view.head[i])
            self._noun(f"{name}:{view.dep[subject]}", subject)
        head = view.head[i]
        same_sentence = view.sentence_of[head] == view.sentence_of[self.cue]
        if subjects or depth >= _DEEPEST or head == i or not same_sentence:
            return
        dep = view.dep[i]
        if dep in ("acl", "relcl"):
            self._noun(f"{name}^{dep}:head", head)
        step = dep if dep in _STEPS else "up"
        self._subject_of(head, f"{name}^{step}"[-24:], depth + 1)

    def _from_children(self) -> None:
        view = self.view
        for child in view.children[self.cue]:
            dep = view.dep[child]
            if dep in ("agent", "prep"):
                word = view.lemma[child] if view.lemma[child] in _PREPOSITIONS else "*"
                self._from_preposition(f"{dep}:{word}", child)
            elif dep in _OWN_NOUNS:
                self._noun("kid:" + dep, child)
                for inner in view.children[child]:
                    if view.dep[inner] == "poss":
                        self._noun(f"kid:{dep}:poss", inner)

    def _from_preposition(self, name: str, i: int) -> None:
        """The objects of a preposition, and of one that hangs on it ("from within")."""
        view = self.view
        for inner in view.children[i]:
            if view.dep[inner] == "pobj":
                self._noun(name, inner)
            elif view.dep[inner] == "prep":
                for deeper in view.children[inner]:
                    if view.dep[deeper] == "pobj":
                        self._noun(name + ":prep", deeper)

    def _from_head(self) -> None:
        view, head = self.view, self.view.head[self.cue]
        if head == self.cue or view.sentence_of[head] != view.sentence_of[self.cue]:
            return
        if view.pos[head] in ("NOUN", "PROPN", "PRON"):
            self._noun("head:" + view.dep[self.cue], head)
        for sibling in view.children[head]:
            if sibling == self.cue:
                continue
            if view.dep[sibling] in ("poss", "pobj", "dobj", "attr", "appos"):
                self._noun("sib:" + view.dep[sibling], sibling)
            elif view.dep[sibling] == "prep":
                for inner in view.children[sibling]:
                    if view.dep[inner] == "pobj":
                        self._noun("sib:prep", inner)

    def _named_nearby(self) -> None:
        """Named persons, bodies and places of the sentence, outside quotations."""
        view = self.view
        first, last = max(self.start, self.cue - _NEAR), min(self.end, self.cue + _NEAR + 1)
        i = first
        while i < last:
            kind = view.ent[i]
            if kind in _KINDS and view.quote_of[i] < 0:
                end = i + 1
                while end < self.end and view.ent[end] == kind and end not in view.entity_starts:
                    end += 1
                self._add(f"ent:{kind}:{'l' if i < self.cue else 'r'}", i, end)
                i = end
            else:
                i += 1
