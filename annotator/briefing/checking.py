"""What an analyst should look at before an export: a list, never a wall."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.briefing.compose.claims import views_of
from annotator.briefing.compose.sources import Cards, is_guess, rows_of
from annotator.briefing.layout import ClaimView
from annotator.briefing.likelihood import Row, vocabulary
from annotator.briefing.wording import percent
from annotator.domain.briefing import Briefing
from annotator.domain.claim import Tag
from annotator.domain.ids import ClaimId
from annotator.domain.phrase import Phrase, counted_phrase, listed_phrase, phrase

# A full stop after a single capital or a short title does not end a sentence.
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|No|St)\.)[”\"’)]*\s+|\n\s*\n")


class CheckKind(StrEnum):
    UNDECIDED = "undecided"
    NO_SOURCE = "no source"
    GUESSED_SOURCE = "guessed source"
    ONE_SOURCE = "one source"
    YARDSTICKS = "yardsticks"
    VAGUE = "vague likelihood"
    CONFIDENCE = "likelihood with confidence"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at."""

    kind: CheckKind
    message: Phrase
    """One sentence for the analyst."""
    claims: tuple[ClaimId, ...] = ()
    """The claims it is about, in the order of the text."""
    in_summary: str = ""
    """The words of the summary it is about, as they stand there; empty for none."""


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
        *_vague(briefing, claims),
        *_confidence(briefing, claims),
    )


def _ids(claims: Sequence[ClaimView]) -> tuple[ClaimId, ...]:
    return tuple(view.record.claim.id for view in claims)


def _undecided(claims: Sequence[ClaimView]) -> Iterator[Check]:
    found = [view for view in claims if view.tag is None]
    if found:
        message = counted_phrase(len(found), "1 claim is undecided.", "{n} claims are undecided.")
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
        message = counted_phrase(len(found), "1 claim has no source.", "{n} claims have no source.")
        yield Check(CheckKind.NO_SOURCE, message, _ids(found))


def _on_guesses(claims: Sequence[ClaimView], cards: Cards) -> Iterator[Check]:
    """Claims whose source is called otherwise in other articles, as the machine guesses."""
    found = [
        view
        for view in claims
        if is_guess(view.record, cards.behind(view.record.article, view.record.claim))
    ]
    if found:
        message = counted_phrase(
            len(found),
            "1 claim rests on a guess that nobody has confirmed, about who its source is: {names}.",
            "{n} claims rest on a guess that nobody has confirmed, about who their source is: "
            "{names}.",
            names=listed_phrase(tuple(sorted({view.source for view in found}))),
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
        message = phrase(
            "All {n} key claims rest on one source: {name}.",
            n=str(len(key)),
            name=key[0].source,
        )
        yield Check(CheckKind.ONE_SOURCE, message, _ids(key))
    rows = rows_of(behind, cards)
    if len(behind) > 1 and 2 * rows[0].total > len(behind):
        name, total = rows[0].name, rows[0].total
        message = phrase(
            "{n} of the {all} claims with a source ({share}) rest on one source: {name}.",
            n=str(total),
            all=str(len(behind)),
            share=percent(total, len(behind)),
            name=name,
        )
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


@dataclass(slots=True)
class _Used:
    """A word of likelihood, and where the desk used it."""

    claims: list[ClaimView] = field(default_factory=list)
    in_summary: str = ""
    """As the summary writes it first."""


def _uses(
    briefing: Briefing,
    claims: Sequence[ClaimView],
    terms: Callable[[str], Iterator[tuple[str, str]]],
) -> dict[str, _Used]:
    """The terms that the desk used, in the order of their first use."""
    used: dict[str, _Used] = {}
    for text, view in _own_words(briefing, claims):
        for term, written in terms(text):
            use = used.setdefault(term, _Used())
            if view is not None:
                use.claims.append(view)
            else:
                use.in_summary = use.in_summary or written
    return used


def _of_words(kind: CheckKind, message: Phrase, uses: Collection[_Used]) -> Check:
    """A check about words, with the claims and the place in the summary where they are used."""
    numbers = {view.number: view for use in uses for view in use.claims}
    claims = _ids([numbers[number] for number in sorted(numbers)])
    return Check(kind, message, claims, next((u.in_summary for u in uses if u.in_summary), ""))


def _yardsticks(briefing: Briefing, claims: Sequence[ClaimView]) -> Iterator[Check]:
    """Words of two rows of ICD 203, of two yardsticks, or of another than the chosen one."""
    words = vocabulary()
    used = _uses(briefing, claims, words.likelihood_terms)
    chosen = [row for row in words.rows if row.yardstick is briefing.yardstick]
    kept = max(chosen, key=lambda row: len(row.terms & used.keys()))
    strange = {term: use for term, use in used.items() if term not in kept.terms}
    if strange:
        message = _mixed(kept, strange, used)
        yield _of_words(CheckKind.YARDSTICKS, message, strange.values())


def _mixed(kept: Row, strange: Collection[str], used: Collection[str]) -> Phrase:
    own = tuple(term for term in used if term in kept.terms)
    if own:
        return counted_phrase(
            len(strange),
            "{strange} beside {own} does not belong to {row}.",
            "{strange} beside {own} do not belong to {row}.",
            strange=tuple(strange),
            own=own,
            row=kept.name,
        )
    return counted_phrase(
        len(strange),
        "{strange} does not belong to {row}.",
        "{strange} do not belong to {row}.",
        strange=tuple(strange),
        row=kept.name,
    )


def _vague(briefing: Briefing, claims: Sequence[ClaimView]) -> Iterator[Check]:
    """Words that say that something is likely, but not how likely."""
    used = _uses(briefing, claims, vocabulary().vague_terms)
    if used:
        message = counted_phrase(
            len(used),
            "{words} does not say how likely; {scale} has words for that.",
            "{words} do not say how likely; {scale} has words for that.",
            words=tuple(used),
            scale=briefing.yardstick.value,
        )
        yield _of_words(CheckKind.VAGUE, message, used.values())


def _confidence(briefing: Briefing, claims: Sequence[ClaimView]) -> Iterator[Check]:
    """A likelihood and a confidence level in one sentence (ICD 203 asks to keep them apart)."""
    words = vocabulary()
    for text, view in _own_words(briefing, claims):
        for sentence in _SENTENCE_END.split(text):
            term, written = next(words.likelihood_terms(sentence), ("", ""))
            if term and words.names_confidence(sentence):
                quoted = " ".join(sentence.split())
                message = phrase(
                    "One sentence gives a likelihood (“{term}”) and a confidence: “{sentence}”",
                    term=term,
                    sentence=quoted,
                )
                use = _Used([view] if view else [], "" if view else _line_with(sentence, written))
                yield _of_words(CheckKind.CONFIDENCE, message, [use])


def _line_with(sentence: str, words: str) -> str:
    """The line of a sentence that holds some words, for they can be found again as they stand."""
    return next((line for line in sentence.split("\n") if words in line), words)
