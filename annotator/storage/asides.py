"""Intentions, attitudes and decrees that nobody decided: found, but not counted as work to do."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from annotator.domain.claim import HIDDEN_BY_DEFAULT

_CLASSES = tuple(sorted(cue.value for cue in HIDDEN_BY_DEFAULT))
# The search for the bare word spares most claims the reading of their JSON.
_COUNT = text(
    "SELECT article, count(*) FROM claim"  # noqa: S608 - constants alone
    " WHERE article IN :articles AND hidden = 0 AND tag IS NULL"
    f" AND ({' OR '.join(f"instr(body, '{word}')" for word in _CLASSES)})"
    " AND json_extract(body, '$[3][1]') IN :classes GROUP BY article"
).bindparams(bindparam("articles", expanding=True), bindparam("classes", expanding=True))


def undecided_asides(connection: Connection, articles: Sequence[int]) -> dict[int, int]:
    """How many claims of the articles (by key) the queue keeps back; without those that have
    none."""
    found = connection.execute(_COUNT, {"articles": list(articles), "classes": list(_CLASSES)})
    return {int(article): int(number) for article, number in found}
