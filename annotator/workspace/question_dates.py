"""Days as they are said in a question: "since Monday", "last week", "between 1 and 5 March"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from annotator.workspace.question_words import DateWords, Words

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?$")
_YEAR = re.compile(r"(19|20)\d\d$")
_DAYS_OF = {"days": 1, "weeks": 7, "months": 30, "years": 365}
"""Days that "the last two …" goes back, each."""
_MOST_BACK = 36500


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Days, and how many words said so."""

    days: Days
    length: int


class DateReader:
    """Reads dates in one language, seen from `today`."""

    def __init__(self, words: DateWords, today: date) -> None:
        self._words = words
        self._today = today

    def phrase(self, words: Sequence[str], at: int) -> DatePhrase | None:
        """The phrase that begins at word `at` (in lower case); None when none does."""
        known = self._words
        here = words[at] if at < len(words) else ""
        if here in known.between:
            return self._range(words, at + 1, known.joining, 1)
        if here in known.since:
            ranged = self._range(words, at + 1, known.joining, 1)
            return ranged or self._open(words, at, lambda d: Days(d.first, None))
        if here in known.after:
            return self._open(words, at, lambda d: Days(_next(d.last), None))
        if here in known.until:
            return self._open(words, at, lambda d: Days(None, d.last))
        if here in known.before:
            return self._open(words, at, lambda d: Days(None, _before(d.first)))
        if here in known.within:
            return self._open(words, at, lambda d: d)
        return self._relative(words, at)

    def _open(
        self, words: Sequence[str], at: int, turned: Callable[[Days], Days]
    ) -> DatePhrase | None:
        start = self._past_article(words, at + 1)
        said = self._point(words, start)
        if said is None:
            return None
        return DatePhrase(turned(said.days), start - at + said.length)

    def _range(
        self, words: Sequence[str], at: int, joining: Words, before: int
    ) -> DatePhrase | None:
        """Two dates with a joining word between; `before` words led to it."""
        start = self._past_article(words, at)
        middle = next((i for i in range(start, len(words)) if words[i] in joining), len(words))
        second_at = self._past_article(words, middle + 1)
        second = self._point(words, second_at)
        first = self._point([*words[start:middle]], 0)
        if second and first is None and middle == start + 1:
            first = self._same_month(words[start], second.days)
        if first is None or second is None or first.length < middle - start:
            return None
        days = Days(first.days.first, second.days.last)
        return DatePhrase(days, before + second_at + second.length - at)

    def _same_month(self, word: str, days: Days) -> DatePhrase | None:
        """A mere number before another day of its month: "1" in "1 and 5 March"."""
        found = _DAY.match(word)
        if found is None or days.last is None:
            return None
        return _single_of(days.last.year, days.last.month, int(found[1]))

    def _past_article(self, words: Sequence[str], at: int) -> int:
        return at + 1 if at < len(words) and words[at] in self._words.articles else at

    def _point(self, words: Sequence[str], at: int) -> DatePhrase | None:
        """A day, month, year or week at word `at`."""
        if at >= len(words):
            return None
        here = words[at]
        for number, names in enumerate(self._words.weekdays):
            if here in names:
                back = (self._today.weekday() - number - 1) % 7 + 1
                return _single(self._today - timedelta(days=back))
        return self._written(here) or self._named(words, at) or self._relative(words, at)

    def _relative(self, words: Sequence[str], at: int) -> DatePhrase | None:
        """Today, yesterday, this week, last month, the last three days."""
        known, today = self._words, self._today
        rest = [*words[at : at + 3], "", "", ""]
        if rest[0] in known.today:
            return _single(today)
        if rest[0] in known.yesterday:
            return _single(today - timedelta(days=1))
        if rest[0] in known.this and (unit := self._unit(rest[1])):
            return DatePhrase(_around(today, unit), 2)
        if rest[0] in known.last:
            if unit := self._unit(rest[1]):
                days = _around(today, unit)
                return DatePhrase(_around(_before(days.first) or today, unit), 2)
            if rest[1].isdecimal() and (unit := self._unit(rest[2])):
                back = min(int(rest[1][:6]) * _DAYS_OF[unit], _MOST_BACK)
                return DatePhrase(Days(today - timedelta(days=back), today), 3)
        return None

    def _unit(self, word: str) -> str:
        known = self._words
        units = {
            "days": known.days,
            "weeks": known.weeks,
            "months": known.months,
            "years": known.years,
        }
        return next((unit for unit, names in units.items() if word in names), "")

    def _written(self, word: str) -> DatePhrase | None:
        """2026-03-04, 2026-03, 2026 and 4.3.2026."""
        if found := _DOTTED.match(word):
            day, month, year = (int(part) for part in found.groups())
            return _single_of(year, month, day)
        found = _ISO.match(word)
        if not found or not _YEAR.match(found[1]):
            return None
        year = int(found[1])
        if found[3]:
            return _single_of(year, int(found[2]), int(found[3]))
        if found[2]:
            return _month_of(year, int(found[2]), 1)
        return DatePhrase(Days(date(year, 1, 1), date(year, 12, 31)), 1)

    def _named(self, words: Sequence[str], at: int) -> DatePhrase | None:
        """3 March 2026, March 3, March 2026, March; without a year the latest not to come."""
        rest = [*words[at : at + 3], "", "", ""]
        day = _DAY.match(rest[0])
        month = self._month(rest[1] if day else rest[0])
        if not month:
            return None
        used = 2 if day else 1
        if not day and not _YEAR.match(rest[1]) and (day := _DAY.match(rest[1])):
            used = 2
        year = int(rest[used]) if _YEAR.match(rest[used]) else 0
        used += 1 if year else 0
        if day is None:
            return _month_of(year or self._year_of(month, 1), month, used)
        number = int(day[1])
        found = _single_of(year or self._year_of(month, number), month, number)
        return DatePhrase(found.days, used) if found else None

    def _month(self, word: str) -> int:
        names = self._words.month_names
        return next((n for n, known in enumerate(names, start=1) if word in known), 0)

    def _year_of(self, month: int, day: int) -> int:
        today = self._today
        return today.year - (1 if (month, day) > (today.month, today.day) else 0)


def _single(day: date) -> DatePhrase:
    return DatePhrase(Days(day, day), 1)


def _single_of(year: int, month: int, day: int) -> DatePhrase | None:
    try:
        return _single(date(year, month, day))
    except ValueError:
        return None


def _month_of(year: int, month: int, length: int) -> DatePhrase | None:
    if not 1 <= month <= 12:
        return None
    return DatePhrase(_around(date(year, month, 1), "months"), length)


def _around(day: date, unit: str) -> Days:
    """The whole day, week, month or year in which `day` lies."""
    if unit == "weeks":
        monday = day - timedelta(days=day.weekday())
        return Days(monday, monday + timedelta(days=6))
    if unit == "months":
        first = day.replace(day=1)
        later = (first + timedelta(days=31)).replace(day=1)
        return Days(first, later - timedelta(days=1))
    if unit == "years":
        return Days(date(day.year, 1, 1), date(day.year, 12, 31))
    return Days(day, day)


def _next(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None
