"""What an analyst should look at before an export: a list, never a wall."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.briefing.compose.claims import views_of
from annotator.briefing.compose.sources import Cards, is_guess, rows_of
from annotator.briefing.layout import ClaimView
from annotator.briefing.likelihood import Row, vocabulary
from annotator.briefing.wording import counted, listed, percent
from annotator.domain.briefing import Briefing
from annotator.domain.claim import Tag
from annotator.domain.ids import ClaimId

# A full stop after a single capital or a short title does not end a sentence.
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|No|St)\.)[”\"’)]*\s+|\n\s*\n")


class CheckKind(StrEnum):
    UNDECIDED = "undecided"
    NO_SOURCE = "no source"
    GUESSED_SOURCE = "guessed source"
    ONE_SOURCE = "one source"
    YARDSTICKS = "yardsticks"
    CONFIDENCE = "likelihood with confidence"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at."""

    kind: CheckKind
    message: str
    """One sentence for the analyst."""
    claims: tuple[ClaimId, ...] = ()
    """The claims it is about, in the order of the text."""


def checks(briefing: Briefing) -> tuple[Check, ...]:
    """Everything that is worth a look before `briefing` goes out; empty when nothing is."""
    cards = Cards.of(briefing.sources)
    claims = [view for view in views_of(briefing, cards) if view.tag is not Tag.REJECTED]
    return (
        *_undecided(claims),
        *_without_source(claims),
        *_on_guesses(claims, cards),
        *_on_one_source(briefing, claims, cards),
        *_yardsticks(briefing, claims),
        *_confidence(briefing, claims),
    )


def _ids(claims: Sequence[ClaimView]) -> tuple[ClaimId, ...]:
    return tuple(view.record.claim.id for view in claims)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _undecided(claims: Sequence[ClaimView]) -> Iterator[Check]:
    found = [view for view in claims if view.tag is None]
    if found:
        message = f"{counted(len(found), 'claim')} {_are(len(found))} undecided."
        yield Check(CheckKind.UNDECIDED, message, _ids(found))


def _without_source(claims: Sequence[ClaimView]) -> Iterator[Check]:
    """Claims that need a source and have none: tagged as sourced, or undecided and attributed."""
    found = [
        view
        for view in claims
        if view.record.claim.source is None
        and (
            view.tag is Tag.SOURCED
            or (view.tag is None and view.record.claim.attribution is not None)
        )
    ]
    if found:
        verb = "has" if len(found) == 1 else "have"
        message = f"{counted(len(found), 'claim')} {verb} no source."
        yield Check(CheckKind.NO_SOURCE, message, _ids(found))


def _on_guesses(claims: Sequence[ClaimView], cards: Cards) -> Iterator[Check]:
    """Claims whose source is called otherwise in other articles, as the machine guesses."""
    found = [
        view
        for view in claims
        if is_guess(view.record, cards.behind(view.record.article, view.record.claim))
    ]
    if found:
        names = listed(sorted({view.source for view in found}))
        verb = "rests" if len(found) == 1 else "rest"
        message = (
            f"{counted(len(found), 'claim')} {verb} on a guess that nobody has confirmed, about "
            f"who their source is: {names}."
        )
        yield Check(CheckKind.GUESSED_SOURCE, message, _ids(found))


def _on_one_source(
    briefing: Briefing, claims: Sequence[ClaimView], cards: Cards
) -> Iterator[Check]:
    """The key claims, or more than half of the claims, resting on one source."""
    behind = [view for view in claims if view.record.claim.source is not None]
    wanted = set(briefing.key_claims)
    chosen = [view for view in claims if view.record.claim.id in wanted]
    key = [view for view in chosen if view.record.claim.source is not None]
    if len(key) > 1 and len(key) == len(chosen) and len({view.source for view in key}) == 1:
        message = f"All {len(key)} key claims rest on one source: {key[0].source}."
        yield Check(CheckKind.ONE_SOURCE, message, _ids(key))
    rows = rows_of(behind, cards)
    if len(behind) > 1 and 2 * rows[0].total > len(behind):
        name, total = rows[0].name, rows[0].total
        share = f"{total} of the {len(behind)} claims with a source ({percent(total, len(behind))})"
        message = f"{share} rest on one source: {name}."
        on_it = [view for view in behind if view.source == name]
        yield Check(CheckKind.ONE_SOURCE, message, _ids(on_it))


def _own_words(
    briefing: Briefing, claims: Sequence[ClaimView]
) -> Iterator[tuple[str, ClaimView | None]]:
    """What the desk wrote itself; an article's words are not the desk's to change."""
    yield briefing.summary, None
    for view in claims:
        if view.wording != view.original:
            yield view.wording, view


def _yardsticks(briefing: Briefing, claims: Sequence[ClaimView]) -> Iterator[Check]:
    """Words of two rows of ICD 203, of two yardsticks, or of another than the chosen one."""
    words = vocabulary()
    terms: dict[str, list[ClaimView]] = {}
    for text, view in _own_words(briefing, claims):
        for term in words.likelihood_terms(text):
            terms.setdefault(term, []).extend([view] if view else [])
    chosen = [row for row in words.rows if row.yardstick is briefing.yardstick]
    used = max(chosen, key=lambda row: len(row.terms & terms.keys()))
    strange = {term: views for term, views in terms.items() if term not in used.terms}
    if strange:
        numbers = {view.number: view for views in strange.values() for view in views}
        message = _mixed(used, strange, terms)
        yield Check(CheckKind.YARDSTICKS, message, _ids([numbers[n] for n in sorted(numbers)]))


def _mixed(
    used: Row, strange: dict[str, list[ClaimView]], terms: dict[str, list[ClaimView]]
) -> str:
    shown = listed([f"“{term}”" for term in strange])
    kept = [f"“{term}”" for term in terms if term in used.terms]
    beside = f" beside {listed(kept)}" if kept else ""
    verb = "does" if len(strange) == 1 else "do"
    return f"{shown}{beside} {verb} not belong to {used.name}."


def _confidence(briefing: Briefing, claims: Sequence[ClaimView]) -> Iterator[Check]:
    """A likelihood and a confidence level in one sentence (ICD 203 asks to keep them apart)."""
    words = vocabulary()
    for text, view in _own_words(briefing, claims):
        for sentence in _SENTENCE_END.split(text):
            term = next(words.likelihood_terms(sentence), None)
            if term and words.names_confidence(sentence):
                quoted = " ".join(sentence.split())
                message = f"One sentence gives a likelihood (“{term}”) and a confidence: “{quoted}”"
                yield Check(CheckKind.CONFIDENCE, message, _ids([view] if view else []))
