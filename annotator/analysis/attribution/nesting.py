"""Which attribution lies inside the content of which ("officials said that X had warned …")."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from annotator.analysis.parsing.extensions import RawAttribution, register

register()


_LOOSE = 2
"""Tokens of an inner content that may stand outside the outer one: its quotation marks."""


def nested(attributions: Sequence[RawAttribution]) -> tuple[RawAttribution, ...]:
    """`attributions`, each with the index of the one around it; the closest when several are."""
    words = [frozenset(i for piece in raw.content for i in range(*piece)) for raw in attributions]

    def around(index: int) -> int | None:
        cue = attributions[index].cue_head
        holders = [
            other
            for other, held in enumerate(words)
            if cue in held
            and attributions[other].cue_head not in words[index]
            and len(words[index]) < len(held)
            and len(words[index] - held) <= _LOOSE
        ]
        return min(holders, key=lambda other: (len(words[other]), other), default=None)

    return tuple(replace(raw, parent=around(index)) for index, raw in enumerate(attributions))


def _annotate(doc: Doc) -> Doc:
    doc._.attributions = nested(doc._.attributions)
    return doc


@Language.factory(
    "annotator_nesting", requires=["doc._.attributions"], assigns=["doc._.attributions"]
)
def create_nesting(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's
    """The component; to run behind all that finds attributions."""
    return _annotate
