"""Contents that only touch on a topic: "declined to comment", "rejected the charge", "this".

They are annotated as attributions and found as such, but a reader has nothing to hold true or
false: no finite verb, no words quoted, no number, no clause.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from annotator.analysis.lexicon.name_lists import organisations
from annotator.analysis.parsing.extensions import RawAttribution
from annotator.domain.claim import CueClass

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_DECLINING = frozenset({"decline", "refuse", "fail", "respond", "reply", "want", "wish"})
_ASKING = frozenset({"ask", "wonder", "question", "inquire", "debate", "discuss", "dispute"})
_TELLING = frozenset(
    {
        "comment", "respond", "reply", "answer", "discuss", "say", "speak", "talk", "elaborate",
        "name", "identify", "quote", "interview", "specify", "disclose", "explain", "return",
    }
)  # fmt: skip
_TOPICS = frozenset(
    {
        "claim", "charge", "allegation", "accusation", "request", "question", "issue", "matter",
        "topic", "subject", "proposal", "plan", "idea", "theory", "criticism", "suggestion",
        "assertion", "argument", "call", "rumour", "rumor", "denial", "answer", "case",
    }
)  # fmt: skip
_OF_EVENTS = frozenset(
    {
        "warn", "predict", "forecast", "foresee", "anticipate", "fear", "report", "announce",
        "confirm", "acknowledge", "admit", "describe", "expect", "promise",
    }
)  # fmt: skip
"""Verbs by which a bare noun is said to be there, or to come."""
_PREDICATES = frozenset({"oprd", "attr", "acomp", "ccomp", "nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"pcomp", "ccomp", "xcomp", "advcl", "csubj", "ROOT", "conj"})
_FEW = 2
"""Words that bear meaning in a bare noun phrase that names no more than a topic."""


def is_passing(doc: Doc, raw: RawAttribution) -> bool:
    """Whether the content of `raw` states nothing."""
    words = [doc[i] for piece in raw.content for i in range(piece.start, piece.end)]
    words = [token for token in words if not token.is_punct and not token.is_space]
    if not words:
        return False
    if _quotes(doc, raw):
        return False
    verb = doc[raw.cue_head] if raw.cue_head is not None else None
    cue = verb.lemma_.lower() if verb is not None else ""
    unsaid = verb is not None and any(child.dep_ == "neg" for child in verb.children)
    if words[0].tag_ == "TO" and cue in _DECLINING:
        return words[0].head.lemma_.lower() in _TELLING or len(words) <= _FEW
    if any(token.tag_ in _FINITE for token in words):
        return _asks(words, cue, unsaid)
    happens = raw.cue_class is CueClass.EVIDENCE or cue in _OF_EVENTS
    return _is_topic(words, happens)


def _quotes(doc: Doc, raw: RawAttribution) -> bool:
    return any(
        one.span.start < piece.end and piece.start < one.span.end
        for one in doc._.quotations
        for piece in raw.content
    )


def _asks(words: Sequence[Token], cue: str, unsaid: bool) -> bool:
    """Whether the clause is a question, or tells of a thing ("what
    happened next", "that the firm has rejected" of a claim)."""
    first = words[0]
    inside = {token.i for token in words}
    verb = first.head if first.head.i in inside else None
    if verb is None or verb.head.i in inside:
        return False
    if first.lower_ in {"whether", "if", "how", "why", "when", "where"}:
        return unsaid or cue in _ASKING
    of_cue = verb.dep_ == "relcl" and first.dep_ != "mark" and verb.head.lemma_.lower() == cue
    return of_cue or first.lower_ in {"what", "who", "which"}


def _is_topic(words: Sequence[Token], happens: bool) -> bool:
    """Whether words without a finite verb are a bare topic; of what is said to be there or to
    come ("warned of shortages", "showed smoke") only "it" is one."""
    inside = {token.i for token in words}
    tops = [token for token in words if token.head.i not in inside or token.head.i == token.i]
    meaning = [token for token in words if token.is_alpha and not token.is_stop]
    if not meaning:
        return True
    if happens or any(token.pos_ == "VERB" for token in tops):
        return False
    if any(token.tag_ == "CD" for token in words) or _is_predicate(words):
        return False
    head = tops[0]
    topics = _TOPICS | organisations().things
    return head.lemma_.lower() in topics or len(meaning) <= _FEW


def _is_predicate(words: Sequence[Token]) -> bool:
    """Whether something is said of something: "the deal a mistake", "it as fantasy", "him of
    hiding the truth"."""
    inside = {token.i for token in words}
    return any(
        (token.dep_ in _PREDICATES and (token.head.i in inside or "subj" not in token.dep_))
        or (token.pos_ == "VERB" and token.dep_ in _CLAUSES)
        or (token.lower_ == "as" and token.i > words[0].i)
        for token in words
    )
