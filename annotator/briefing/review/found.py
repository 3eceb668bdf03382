"""What was found, and how it becomes items that keep their ids."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from annotator.briefing.manifest import Manifest
from annotator.briefing.review.placing import Placed
from annotator.domain.phrase import Phrase
from annotator.domain.review import Anchor, ReviewItem, ReviewKind


@dataclass(frozen=True, slots=True)
class Found:
    """One act of a reviewer, before it has an id."""

    kind: ReviewKind
    at: int
    """Where in the body, for the order of the list."""
    placed: Placed | None
    reviewer: str
    time: datetime | None
    before: str
    after: str
    text: Phrase
    mark: str = ""
    """What tells the act from others of its kind beside claim and words: author and time as
    the file has them. Empty for what was not tracked: its author is a guess that changes with
    each save."""
    part: str | None = None
    """As in ReviewItem; None where `at` tells."""
    reviewer_guessed: bool = False


def numbered(
    found: Iterable[Found], manifest: Manifest, scope: str, seen: Counter[str]
) -> list[ReviewItem]:
    """The items in document order, each with an id that another import gives it again.

    The id is a digest of `scope` (the export), kind, claim, mark and words, and of a running
    number where all these are the same; `seen` counts them from call to call.
    """
    items: list[ReviewItem] = []
    for one in sorted(found, key=lambda f: f.at):
        claim = manifest.claims[one.placed.claim].id if one.placed else None
        # A comment is known by author, time and words; where it stands may change.
        spoken = one.kind in {ReviewKind.COMMENT, ReviewKind.REPLY}
        about = () if spoken else (claim or "", one.before, one.after)
        key = "\x1f".join((scope, one.kind, one.mark, str(one.text), *about))
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\x1f{seen[key]}".encode("utf-8", "replace")).hexdigest()
        items.append(
            ReviewItem(
                id=digest[:16],
                kind=one.kind,
                claim=claim,
                reviewer=one.reviewer,
                time=one.time,
                before=one.before,
                after=one.after,
                text=one.text,
                anchor=one.placed.anchor if one.placed else Anchor.NONE,
                certain=one.placed.certain if one.placed else False,
                part=one.part or "",
                reviewer_guessed=one.reviewer_guessed,
            )
        )
    return items
