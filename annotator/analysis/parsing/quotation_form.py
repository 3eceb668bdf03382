"""How a source's words are given: by the share of them that stands in quotation marks."""

from functools import lru_cache

from spacy.tokens import Doc

from annotator.analysis.parsing.extensions import TokenSpans
from annotator.domain.claim import Form

_DIRECT, _INDIRECT = 0.9, 0.05


def form_of(doc: Doc, content: TokenSpans) -> Form:
    """Direct from nine tenths of the letters in quotation marks, indirect up to a twentieth."""
    first, last = content[0].start, content[-1].end
    inside = {
        index
        for quotation in doc._.quotations
        if quotation.span.start < last and first < quotation.span.end
        for index in range(quotation.span.start, quotation.span.end)
    }
    quoted = total = 0
    for piece in content:
        for index in range(piece.start, piece.end):
            letters = _letters(doc[index].text)
            total += letters
            quoted += letters if index in inside else 0
    share = quoted / total if total else 0.0
    return Form.DIRECT if share >= _DIRECT else Form.INDIRECT if share <= _INDIRECT else Form.MIXED


@lru_cache(maxsize=65_536)
def _letters(word: str) -> int:
    return sum(map(str.isalnum, word))
