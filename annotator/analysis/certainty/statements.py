"""Statements in the author's own voice: hedged ones by the clause, flat ones by the sentence."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from annotator.analysis.certainty.confidence import Question, Signs, load_confidence, signs
from annotator.analysis.entities.shapes import dateline_end
from annotator.analysis.lexicon.lexicons import load_cues
from annotator.analysis.parsing.clauses import (
    Clause,
    ClauseReader,
    Clauses,
    pieces,
    subject_of,
)
from annotator.analysis.parsing.extensions import TokenSpan, TokenSpans
from annotator.analysis.parsing.layers import HedgeClass, Statement, register
from annotator.analysis.parsing.words import places_of
from annotator.domain.claim import CueClass

register()

_COORDINATED = frozenset({"ROOT", "conj", "parataxis"})
_CAN_STAND = _COORDINATED | {"relcl", "advcl", "ccomp", "acl", "csubj"}
_FEWEST_WORDS = 3
_TELLING = frozenset({CueClass.SPEECH, CueClass.BELIEF, CueClass.HEARSAY, CueClass.EVIDENCE})
_SPEAKERS = frozenset({"i", "we", "my", "our", "us", "me"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before anybody asked how sure it is."""

    content: TokenSpans
    hedges: tuple[int, ...]
    """Indices in `doc._.hedges`; none for a flat statement."""
    heads: tuple[int, ...]
    """The verbs that state it."""
    voice: Signs
    """What speaks for or against the author's own voice."""
    certainty: Signs
    """What speaks for or against its being open."""

    @property
    def question(self) -> Question:
        """What its certainty is asked for."""
        return Question.OPEN if self.hedges else Question.SURE


class StatementFinder:
    """Finds what the author states without a source, given hedges and attributions."""

    def __init__(self) -> None:
        self._cues = load_cues()
        told = self._cues.words.items()
        self._telling = frozenset(
            word for (_, word), kinds in told if not _TELLING.isdisjoint(kinds)
        )

    def __call__(self, doc: Doc) -> tuple[Statement, ...]:
        """The author's statements in `doc`, in text order."""
        return tuple(self._stated(draft) for draft in self.drafts(doc))

    def _stated(self, draft: Draft) -> Statement:
        sure = load_confidence().of_statement(
            draft.voice, draft.certainty, hedged=bool(draft.hedges)
        )
        return Statement(draft.content, draft.hedges, round(sure, 4))

    def drafts(self, doc: Doc) -> Iterator[Draft]:
        """The statements in `doc` with the signs that their confidence rests on."""
        taken = _attributed(doc)
        certain = {raw.span.start: abs(raw.certainty) for raw in doc._.events}
        tells = {i for i in places_of(doc, "LEMMA", self._telling) if self._tells(doc[i])}
        speaks = set(places_of(doc, "LOWER", _SPEAKERS))
        quoted = {i for one in doc._.quotations for i in range(one.inner.start, one.inner.end)}
        told = [raw.content[0].start for raw in doc._.attributions]
        reader = ClauseReader(doc)
        for sentence in doc.sents:
            start, end = sentence.start, sentence.end
            attributed = any(start <= place < end for place in told)
            for content, hedges, heads in _in_sentence(doc, sentence, reader, taken):
                tokens = [i for span in content for i in range(span.start, span.end)]
                voice = signs(
                    (
                        ("quoted", tokens[0] in quoted),
                        ("attributed", attributed),
                        ("telling", not tells.isdisjoint(tokens)),
                        ("first person", not speaks.isdisjoint(tokens)),
                        ("hedged", bool(hedges)),
                    )
                )
                certainty = _certainty_signs(doc, hedges, tokens if hedges else heads, certain)
                yield Draft(content, hedges, heads, voice, certainty)

    def _tells(self, token: Token) -> bool:
        return not _TELLING.isdisjoint(self._cues.classes(token.lemma_.lower(), token.pos_))


def _certainty_signs(
    doc: Doc, hedges: Sequence[int], asked: Iterable[int], certain: Mapping[int, float]
) -> Signs:
    """How open the least certain event is, and whether only "will" or "if" makes a hedge."""
    least = min((certain[i] for i in asked if i in certain), default=3.0)
    classes = {doc._.hedges[i].hedge_class for i in hedges}
    found = signs(
        (
            ("prediction alone", classes == {HedgeClass.PREDICTION}),
            ("condition", HedgeClass.CONDITION in classes),
        )
    )
    return {**found, "open": 1.0 - least / 3.0}


def _attributed(doc: Doc) -> set[int]:
    """The tokens that belong to an attribution: content, cue, and source, unless that is also
    the subject of something that the author states ("flew home and stressed that …")."""
    taken: set[int] = set()
    for attribution in doc._.attributions:
        for span in (*attribution.content, attribution.cue):
            if span is not None:
                taken.update(range(span.start, span.end))
        if attribution.cue_head is not None:
            taken.add(attribution.cue_head)
    for attribution in doc._.attributions:
        source = attribution.source
        if source is None:
            continue
        root = doc[source.start : source.end].root
        if not (root.dep_ in {"nsubj", "nsubjpass"} and root.head.i not in taken):
            taken.update(range(source.start, source.end))
    return taken


def _in_sentence(
    doc: Doc, sentence: DocSpan, reader: ClauseReader, taken: set[int]
) -> Iterator[tuple[TokenSpans, tuple[int, ...], tuple[int, ...]]]:
    """Content, hedges and verbs of each statement."""
    if not _states(sentence):
        return
    opening = range(sentence.start, dateline_end(doc, sentence.start))
    taken = taken.union(opening) if opening else taken
    clauses = reader.clauses_of(sentence)
    hedged = _hedges_by_clause(doc, sentence, clauses, taken)
    words = clauses.words(_split(clauses.every, hedged))
    flat: list[int] = []
    flat_heads: list[int] = []
    for index in sorted(words):
        clause = clauses.every[index]
        if clause.head in taken:
            continue
        left = _cut_off(doc, clause.head, words[index], taken)
        own = [token for token in words[index] if token not in left]
        inside = set(words[index])
        doubts = tuple(n for n in chain(*hedged.values()) if doc._.hedges[n].head in inside)
        if not doubts:
            flat.extend(own)
            flat_heads.append(clause.head)
            continue
        content = _with_subject(doc, clause, own)
        if _worth_stating(doc, content):
            yield content, tuple(sorted(doubts)), (clause.head,)
    for run in _runs(doc, sorted(flat)):
        if _worth_stating(doc, run):
            heads = tuple(head for head in flat_heads if run[0].start <= head < run[0].end)
            yield run, (), heads


def _states(sentence: DocSpan) -> bool:
    """Whether `sentence` states anything: no question, order or fragment."""
    doc = sentence.doc
    first = next((token for token in sentence if not token.is_space), None)
    if first is None:
        return False
    backwards = (doc[i] for i in range(sentence.end - 1, sentence.start - 1, -1))
    ends = islice((token for token in backwards if not token.is_space), 3)
    if any(token.is_punct and "?" in token.text for token in ends):
        return False
    root = sentence.root
    return not (root.tag_ == "VB" and subject_of(root) is None and root.i <= first.i + 1)


def _cut_off(doc: Doc, head: int, words: Sequence[int], taken: set[int]) -> set[int]:
    """`taken` with the words that only lead to it ("talking about" before what was intended)."""
    if taken.isdisjoint(words):
        return taken
    gone = set(taken)
    for index in words:
        token = doc[index]
        while token.i in gone and token.head.i not in gone and token.head.i != head:
            token = token.head
            finite = token.tag_ in {"VBD", "VBP", "VBZ", "MD"}
            if finite or token.pos_ not in {"ADP", "PART", "SCONJ", "VERB"}:
                break
            gone.add(token.i)
    return gone


def _hedges_by_clause(
    doc: Doc, sentence: DocSpan, clauses: Clauses, taken: set[int]
) -> dict[int, list[int]]:
    """For each clause that holds hedges of its own their indices in `doc._.hedges`."""
    found: dict[int, list[int]] = {}
    for number, hedge in enumerate(doc._.hedges):
        if sentence.start <= hedge.head < sentence.end and hedge.head not in taken:
            clause = clauses.of_token.get(hedge.head)
            if clause is not None:
                found.setdefault(clause, []).append(number)
    return found


def _split(clauses: Sequence[Clause], hedged: Container[int]) -> list[int]:
    """Which clauses stand for themselves: coordinated main ones and hedged subordinate ones."""
    chosen: list[int] = []
    for index, clause in enumerate(clauses):
        stands = clause.dependency in _COORDINATED and _is_main(clauses, index)
        if stands or (index in hedged and clause.dependency in _CAN_STAND):
            chosen.append(index)
    return chosen


def _is_main(clauses: Sequence[Clause], index: int) -> bool:
    """Whether no subordination lies between a clause and its sentence's root."""
    clause = clauses[index]
    while clause.parent is not None:
        if clause.dependency not in _COORDINATED:
            return False
        clause = clauses[clause.parent]
    return True


def _with_subject(doc: Doc, clause: Clause, tokens: Sequence[int]) -> TokenSpans:
    """The clause's words, with the subject it shares with an earlier verb."""
    if clause.shares_subject and clause.subject is not None:
        tokens = sorted({*tokens, *range(clause.subject.start, clause.subject.end)})
    return pieces(doc, tokens)


def _runs(doc: Doc, tokens: Sequence[int]) -> Iterator[TokenSpans]:
    """`tokens` parted where others lie between them that are more than punctuation."""
    for piece in pieces(doc, tokens):
        yield (TokenSpan(piece.start, piece.end),)


def _worth_stating(doc: Doc, content: TokenSpans) -> bool:
    """Whether `content` is more than a rest: some words, a finite verb with what it says."""
    tokens = [doc[i] for span in content for i in range(span.start, span.end)]
    words = [token for token in tokens if token.is_alpha or token.like_num]
    verbs = [token for token in tokens if token.pos_ in {"VERB", "AUX"}]
    nouns = [token for token in tokens if token.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}]
    return len(words) >= _FEWEST_WORDS and bool(verbs) and bool(nouns)


@Language.factory("annotator_statements", assigns=["doc._.statements"])
def create_statements(nlp: Language, name: str) -> "StatementComponent":  # noqa: ARG001 - spaCy passes both by name
    """The component; it needs hedges and attributions before it."""
    return StatementComponent(StatementFinder())


class StatementComponent:
    """The pipeline component that fills `doc._.statements`."""

    def __init__(self, finder: StatementFinder) -> None:
        self._finder = finder

    def __call__(self, doc: Doc) -> Doc:
        doc._.statements = self._finder(doc) if doc.has_annotation("DEP") else ()
        return doc
