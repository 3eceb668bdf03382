"""The statement of method: what the machine did and what persons decided, counted."""

from collections.abc import Sequence

from annotator.briefing.layout import ClaimView
from annotator.briefing.wording import counted, listed
from annotator.domain.analysis import ModelInfo
from annotator.domain.briefing import Briefing, Section
from annotator.domain.decision import Origin


def method_of(briefing: Briefing, claims: Sequence[ClaimView]) -> tuple[str, ...]:
    """Paragraphs: the texts, the machine, the decisions, the scales."""
    return (
        _texts(briefing),
        _machine(briefing.model, claims),
        _decisions(claims),
        _scales(briefing),
    )


def _texts(briefing: Briefing) -> str:
    text = (
        "The articles are shown as they were read: every word, in the order of the original. "
        "Line ends, spaces and invisible letters were made uniform when a file was read."
    )
    if Section.CITATIONS in briefing.sections:
        text += " The original files are kept, and the citations name the SHA-256 of each."
    return text


def _machine(model: ModelInfo | None, claims: Sequence[ClaimView]) -> str:
    found = sum(1 for view in claims if view.record.origin is Origin.MACHINE)
    by_hand = len(claims) - found
    if model is None:
        return f"No language model was used; {counted(len(claims), 'claim')} marked by hand."
    text = (
        f"Claims, sources and hedges were proposed by the language model {model.name} "
        f"{model.version} with the components {model.components}, run on the analyst's own "
        f"computer. It proposed {_of_all(found, len(claims), 'claim')} in this briefing"
    )
    if by_hand:
        text += f"; {by_hand} {'was' if by_hand == 1 else 'were'} marked by hand"
    return f"{text}. A proposal never counts as a decision."


def _of_all(number: int, whole: int, thing: str) -> str:
    """How many of so many: "none of the 3 claims", "2 of the 3 claims", "all 3 claims"."""
    if number == whole > 1:
        return f"all {counted(whole, thing)}"
    return f"{number or 'none'} of the {counted(whole, thing)}"


def _decisions(claims: Sequence[ClaimView]) -> str:
    decided = [v for v in claims if v.tag is not None and v.record.decision is not None]
    if not decided:
        return "No claim has been decided by a person yet; every tag shown is undecided."
    people = sorted({v.record.decision.person for v in decided if v.record.decision})
    at_once = sum(1 for v in decided if v.record.decision and v.record.decision.bulk)
    compared = [v for v in decided if v.suggested is not None]
    otherwise = sum(1 for v in compared if v.suggested is not v.tag)
    text = f"{listed(people)} decided {len(decided)} of {counted(len(claims), 'claim')}"
    text += f", {_at_once(at_once, len(decided))}."
    if compared:
        text += (
            f" In {_of_all(otherwise, len(compared), 'case')} with a proposal the decision "
            "differs from it."
        )
    open_claims = len(claims) - len(decided)
    if open_claims:
        text += (
            f" {counted(open_claims, 'claim').capitalize()} "
            f"{'is' if open_claims == 1 else 'are'} undecided."
        )
    return text


def _at_once(number: int, decided: int) -> str:
    """How many of the decided claims were decided together with others."""
    if not number:
        return "each on its own"
    return "all of them many at once" if number == decided else f"{number} of them many at once"


def _scales(briefing: Briefing) -> str:
    return (
        "Sources are graded for reliability (A to F) and claims for credibility (1 to 6) on the "
        "Admiralty scale, each independently of the other. Words of likelihood follow "
        f"{briefing.yardstick.value}."
    )
