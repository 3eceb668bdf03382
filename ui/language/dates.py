"""Dates that nobody can misread: the month is a word, in the window's language."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale

from ui.language.texts import tr


def moment(time: datetime) -> str:
    """An aware time, local: the day, and hours and minutes as the system writes them."""
    qt = QDateTime.fromMSecsSinceEpoch(int(time.timestamp() * 1000))
    clock = QLocale().toString(qt.time(), QLocale.FormatType.ShortFormat)
    return f"{_words(qt.date())}, {clock}"


def day(when: date) -> str:
    """A date."""
    return _words(QDate(when.year, when.month, when.day))


def published_day(iso: str) -> str:
    """The day of an ISO 8601 date or date and time; what is no whole date stays as it is."""
    try:
        return day(date.fromisoformat(iso[:10]))
    except ValueError:
        return iso[:10]


def _words(when: QDate) -> str:
    return QLocale().toString(when, tr("d MMM yyyy"))
