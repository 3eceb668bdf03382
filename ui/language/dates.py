"""Dates and times as the person's system writes them."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale


def moment(time: datetime) -> str:
    """An aware time, local and short."""
    qt = QDateTime.fromMSecsSinceEpoch(int(time.timestamp() * 1000))
    return QLocale().toString(qt, QLocale.FormatType.ShortFormat)


def day(when: date) -> str:
    """A date, short."""
    return QLocale().toString(
        QDate(when.year, when.month, when.day), QLocale.FormatType.ShortFormat
    )
