"""The words of likelihood that the desk itself used."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.briefing.checking.check import Check, CheckKind, ids_of
from annotator.briefing.layout import ClaimView
from annotator.briefing.likelihood import Row, vocabulary
from annotator.domain.briefing import Briefing
from annotator.domain.phrase import Phrase, counted_phrase, phrase

# A full stop after a single capital or a short title does not end a sentence.
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|No|St)\.)[”\"’)]*\s+|\n\s*\n")


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
    claims = ids_of([numbers[number] for number in sorted(numbers)])
    return Check(kind, message, claims, next((u.in_summary for u in uses if u.in_summary), ""))


def yardsticks(briefing: Briefing, claims: Sequence[ClaimView]) -> Iterator[Check]:
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


def vague(briefing: Briefing, claims: Sequence[ClaimView]) -> Iterator[Check]:
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


def with_confidence(briefing: Briefing, claims: Sequence[ClaimView]) -> Iterator[Check]:
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
