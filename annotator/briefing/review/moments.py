"""Times as word processors write them."""

from datetime import UTC, datetime


def moment(written: str, utc: str = "") -> datetime | None:
    """The aware UTC time of a comment or a tracked edit; None when it has none.

    `written` is local time, though Word and LibreOffice put a Z behind it; newer files have
    the true time besides (`w16du:dateUtc`, `w16cex:dateUtc`), given as `utc`.
    """
    if utc and (exact := _parsed(utc)):
        return exact.replace(tzinfo=UTC) if exact.tzinfo is None else exact.astimezone(UTC)
    local = _parsed(written)
    if local is None:
        return None
    try:
        return local.replace(tzinfo=None).astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        return None


def saved_moment(written: str) -> datetime | None:
    """The aware UTC time in a document's core properties, which really is UTC."""
    return moment("", written) if written else None


def clock(written: str) -> str:
    """`written` without zone and fractions, for telling whether two times are the same."""
    return written.strip().removesuffix("Z").split("+")[0].split(".")[0]


def _parsed(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written.strip())
    except ValueError:
        return None
