"""Stand-in until the ranked component lands."""

from spacy.language import Language
from spacy.tokens import Doc

from annotator.analysis.clauses import subject_of
from annotator.analysis.extensions import RawAttribution, TokenSpan, register
from annotator.domain.claim import CueClass

register()
_SAY = {
    "say",
    "tell",
    "add",
    "stress",
    "show",
    "announce",
    "warn",
    "hope",
    "believe",
    "hint",
    "note",
}


@Language.component("annotator_plain_attribution")
def find(doc: Doc) -> Doc:
    found = []
    for token in doc:
        if token.pos_ != "VERB" or token.lemma_ not in _SAY:
            continue
        subject = subject_of(token)
        content = next((c for c in token.children if c.dep_ in {"ccomp", "dobj"}), None)
        if subject is None or content is None:
            continue
        source = TokenSpan(subject.left_edge.i, subject.right_edge.i + 1)
        span = TokenSpan(content.left_edge.i, content.right_edge.i + 1)
        cue = TokenSpan(token.i, token.i + 1)
        if span.start <= token.i < span.end:
            continue
        found.append(RawAttribution((span,), source, cue, token.i, CueClass.SPEECH, 0.6))
    doc._.attributions = tuple(found)
    return doc
