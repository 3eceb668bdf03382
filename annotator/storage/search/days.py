"""On which days articles were published."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, text

_FEW = 20_000
"""Up to so many articles of the days asked for are looked up; of more, one is met soon enough
among all."""


@dataclass(frozen=True)
class Days:
    """From the first to the last day, both included; either may be empty."""

    connection: Connection
    first: str
    last: str

    @property
    def sql(self) -> str:
        """A condition on `article`; empty for all days."""
        conditions = ["article.published >= :first"] if self.first else []
        if self.last:
            # Later times of the same day sort after the date alone.
            conditions += ["article.published <> ''", "article.published < :last || char(1114111)"]
        return " AND ".join(conditions)

    @property
    def values(self) -> dict[str, str]:
        return {"first": self.first, "last": self.last}

    @property
    def articles(self) -> str:
        """A query for the keys of their articles."""
        return f"SELECT key FROM article WHERE article.removed = 0 AND {self.sql}"  # noqa: S608

    @cached_property
    def few(self) -> bool:
        """Whether few articles are of these days."""
        counted = text(f"SELECT count(*) FROM ({self.articles} LIMIT :more)")  # noqa: S608
        found = self.connection.execute(counted, self.values | {"more": _FEW + 1}).scalar_one()
        return int(found) <= _FEW
