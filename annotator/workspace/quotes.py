"""The form of a quotation that a person marked by hand."""

from collections.abc import Iterable

from annotator.domain.claim import Form
from annotator.text.quoted import quoted_share
from annotator.text.spans import Span


def form_of(text: str, content: Iterable[Span]) -> Form:
    """Direct when at least nine tenths stand in quotation marks, indirect when at most one
    twentieth does, else mixed; the same bounds as the analysis' own evaluation."""
    share = quoted_share(text, content)
    if share >= 0.9:
        return Form.DIRECT
    return Form.INDIRECT if share <= 0.05 else Form.MIXED
