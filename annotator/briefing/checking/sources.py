"""What is open about the sources that a briefing rests on."""

from collections.abc import Iterator, Sequence

from annotator.briefing.checking.check import Check, CheckKind, ids_of
from annotator.briefing.compose.sources import Cards, is_guess, rows_of
from annotator.briefing.layout import ClaimView
from annotator.briefing.wording import percent
from annotator.domain.briefing import Briefing
from annotator.domain.phrase import Phrase, counted_phrase, listed_phrase, phrase

_MOST_NAMES = 6
"""That one sentence lists; with more nobody reads them."""


def on_guesses(claims: Sequence[ClaimView], cards: Cards) -> Iterator[Check]:
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
        yield Check(CheckKind.GUESSED_SOURCE, message, ids_of(found))


def ungraded(claims: Sequence[ClaimView], cards: Cards) -> Iterator[Check]:
    """Sources that nobody graded from A to F; those behind most claims first."""
    rows = [row for row in rows_of(claims, cards) if row.kind and row.reliability is None]
    if rows:
        names = tuple(row.name for row in rows)
        message = counted_phrase(
            len(names),
            "Nobody graded how reliable a source is: {names}.",
            "Nobody graded how reliable {n} sources are: {names}.",
            names=_some_of(names),
        )
        behind = [view for view in claims if view.source in names]
        yield Check(CheckKind.UNGRADED_SOURCE, message, ids_of(behind))


def _some_of(names: tuple[str, ...]) -> Phrase:
    """All names, or the first and how many more there are."""
    if len(names) <= _MOST_NAMES:
        return listed_phrase(names)
    shown = names[: _MOST_NAMES - 1]
    return phrase("{names} and {n} more", names=", ".join(shown), n=str(len(names) - len(shown)))


def on_one_source(briefing: Briefing, claims: Sequence[ClaimView], cards: Cards) -> Iterator[Check]:
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
        yield Check(CheckKind.ONE_SOURCE, message, ids_of(key))
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
        yield Check(CheckKind.ONE_SOURCE, message, ids_of(on_it))
