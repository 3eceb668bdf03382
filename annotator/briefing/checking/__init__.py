"""What an analyst should look at before an export: a list, never a wall."""

from annotator.briefing.checking.check import Check
from annotator.briefing.checking.claims import undecided, without_source
from annotator.briefing.checking.parts import missing_parts
from annotator.briefing.checking.sources import on_guesses, on_one_source, ungraded
from annotator.briefing.checking.words import vague, with_confidence, yardsticks
from annotator.briefing.compose.claims import views_of
from annotator.briefing.compose.sources import Cards
from annotator.domain.briefing import Briefing
from annotator.domain.claim import Tag


def checks(briefing: Briefing) -> tuple[Check, ...]:
    """Everything that is worth a look before `briefing` goes out; empty when nothing is."""
    cards = Cards.of(briefing.sources)
    claims = [view for view in views_of(briefing, cards) if view.tag is not Tag.REJECTED]
    return (
        *undecided(claims),
        *without_source(claims),
        *missing_parts(briefing, claims),
        *on_guesses(claims, cards),
        *ungraded(claims, cards),
        *on_one_source(briefing, claims, cards),
        *yardsticks(briefing, claims),
        *vague(briefing, claims),
        *with_confidence(briefing, claims),
    )
