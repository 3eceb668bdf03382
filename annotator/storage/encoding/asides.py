"""Asides that nobody decided: found, but not counted as work to do. As `Claim.aside` says it."""

from annotator.domain.claim import HIDDEN_BY_DEFAULT
from annotator.storage.encoding.packing import PASSING_END, PASSING_IN_BODY

_CLASSES = tuple(sorted(cue.value for cue in HIDDEN_BY_DEFAULT))

# The search for the bare word or ending spares most claims the reading of their JSON.
UNDECIDED_ASIDE = (
    "(claim.tag IS NULL"
    f" AND ((({' OR '.join(f"instr(claim.body, '{word}')" for word in _CLASSES)})"
    " AND coalesce(json_extract(claim.body, '$[3][1]'), '')"
    f" IN ({', '.join(f"'{w}'" for w in _CLASSES)}))"
    f" OR (substr(claim.body, {-len(PASSING_END)}) = '{PASSING_END}'"
    f" AND json_extract(claim.body, '{PASSING_IN_BODY}') = 1)))"
)
"""Whether the queue keeps a `claim` back, as a condition of SQL."""

UNDECIDED_ASIDES = (
    "(SELECT count(*) FROM claim WHERE claim.article = article.key"  # noqa: S608 - constants
    f" AND claim.hidden = 0 AND {UNDECIDED_ASIDE})"
)
"""How many claims of an `article` the queue keeps back, as an expression of SQL."""
