"""Dates as files give them, made ISO 8601."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>[a-z]+)\.?,?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<month>[a-z]+)\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)


def iso_date(given: str) -> str:
    """`given` as an ISO 8601 date, or date and time where it has one; empty for no date.

    Knows ISO 8601, the dates of mails, and dates with an English month name. Dates in digits
    alone ("03/04/2020") are left out: which number is the month is not known.
    """
    given = " ".join(given.split())
    iso = _ISO.fullmatch(given)
    if iso:
        return _from_iso(iso)
    words = _DAY_FIRST.fullmatch(given) or _MONTH_FIRST.fullmatch(given)
    if words:
        month = _MONTHS.get(words["month"].lower(), 0)
        return _day(int(words["year"]), month, int(words["day"]))
    if "," in given or "+" in given:
        return _from_mail(given)
    return ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _from_iso(match: re.Match[str]) -> str:
    day = _day(int(match[1]), int(match[2]), int(match[3]))
    if not day or match[4] is None:
        return day
    try:
        time = datetime.fromisoformat(
            f"{day}T{match[4]}:{match[5]}:{match[6] or '00'}{match[7] or ''}"
        )
    except ValueError:
        return day
    return time.isoformat()


def _from_mail(given: str) -> str:
    try:
        time = parsedate_to_datetime(given)
    except (ValueError, OverflowError):
        return ""
    return time.isoformat()
