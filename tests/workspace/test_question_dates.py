"""Days as they are said, seen from a Monday in November."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.workspace.question_dates import DateReader, Days
from annotator.workspace.question_words import ENGLISH, GERMAN

TODAY = date(2026, 11, 23)
_WORDS = "since until between and last the 3 may 31. 2026 weeks to 99999999999999999999"
_GRAMMAR = tuple(_WORDS.split())


def _said(words: str, language: str = "en") -> tuple[str, str] | None:
    known = GERMAN if language == "de" else ENGLISH
    split = words.lower().split()
    found = DateReader(known.dates, TODAY).phrase(split, 0)
    if found is None or found.length != len(split):
        return None
    days = found.days
    return (
        days.first.isoformat() if days.first else "",
        days.last.isoformat() if days.last else "",
    )


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("today", "2026-11-23", "2026-11-23"),
        ("yesterday", "2026-11-22", "2026-11-22"),
        ("since Monday", "2026-11-16", ""),
        ("since Sunday", "2026-11-22", ""),
        ("on Friday", "2026-11-20", "2026-11-20"),
        ("this week", "2026-11-23", "2026-11-29"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("in the last 3 days", "2026-11-20", "2026-11-23"),
        ("past 2 weeks", "2026-11-09", "2026-11-23"),
        ("since last month", "2026-10-01", ""),
        ("after 3 March", "2026-03-04", ""),
        ("before 2026-03-04", "", "2026-03-03"),
        ("until March 4, 2026".replace(",", ""), "", "2026-03-04"),
        ("on 24 November", "2025-11-24", "2025-11-24"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("in 2025", "2025-01-01", "2025-12-31"),
        ("in 2025-12", "2025-12-01", "2025-12-31"),
        ("between 1 and 5 March 2026", "2026-03-01", "2026-03-05"),
        ("between 28 February and 2 March", "2026-02-28", "2026-03-02"),
        ("from Monday to Friday", "2026-11-16", "2026-11-20"),
        ("since 4.3.2026", "2026-03-04", ""),
    ],
)
def test_english(words: str, first: str, last: str) -> None:
    assert _said(words) == (first, last)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("seit Montag", "2026-11-16", ""),
        ("seit dem 3. März", "2026-03-03", ""),
        ("letzte Woche", "2026-11-16", "2026-11-22"),
        ("in den letzten 3 Tagen", "2026-11-20", "2026-11-23"),
        ("vor dem 4.3.2026", "", "2026-03-03"),
        ("vom 1. bis zum 5. März", "2026-03-01", "2026-03-05"),
    ],
)
def test_german(words: str, first: str, last: str) -> None:
    assert _said(words, "de") == (first, last)


@pytest.mark.parametrize(
    "words",
    ["since", "since then", "on 31 February 2026", "in 3026", "last", "last 3 ships", "march", ""],
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert _said(words) is None


@given(
    st.lists(
        st.sampled_from(
            [
                *[
                    "since",
                    "until",
                    "between",
                    "and",
                    "last",
                    "the",
                    "3",
                    "may",
                    "31.",
                    "2026",
                    "weeks",
                    "to",
                ],
                "9" * 30,
            ]
        ),
        max_size=8,
    ),
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
)
def test_nothing_breaks_and_no_more_words_are_taken_than_there_are(
    words: list[str], today: date
) -> None:
    for known in (ENGLISH, GERMAN):
        for at in range(len(words)):
            found = DateReader(known.dates, today).phrase(words, at)
            if found is not None:
                assert 0 < found.length <= len(words) - at
                assert found.days != Days(None, None)
