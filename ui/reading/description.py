"""What a screen reader says of a claim."""

from annotator.domain.decision import ClaimRecord
from annotator.text.spans import text_of
from ui.language.texts import tr
from ui.language.words import attributed, form_name, state_name


def described(record: ClaimRecord, place: int, many: int, text: str) -> str:
    """A claim in one breath: which of how many (`place` from 0), its words, who says so, how,
    and what it is decided to be."""
    claim = record.claim
    parts = [
        tr("Claim {number} of {total}:", number=place + 1, total=many),
        f"“{text_of(text, claim.content)}”.",
        tr("Source: {name}.", name=attributed(record)),
    ]
    if claim.cue is not None:
        parts.append(tr("Cue: “{words}”.", words=text[claim.cue.start : claim.cue.end]))
    parts.append(f"{form_name(claim.form).capitalize()}.")
    if claim.hedges:
        parts.append(tr("Hedged: {words}.", words=text_of(text, claim.hedges, ", ")))
    parts.append(f"{state_name(record)}.")
    return " ".join(parts)
