"""Names for identities, so that one kind is never taken for another."""

import hashlib
from collections.abc import Sequence
from typing import NewType

from annotator.text.spans import Span

ArticleId = NewType("ArticleId", str)
EntityId = NewType("EntityId", str)
ClaimId = NewType("ClaimId", str)
SourceId = NewType("SourceId", str)
BriefingId = NewType("BriefingId", str)
ExportId = NewType("ExportId", str)


def article_id(original: bytes) -> ArticleId:
    """The identity of an article: the first 16 hex digits of its original's SHA-256.

    The same bytes are the same article, wherever they came from.
    """
    return ArticleId(hashlib.sha256(original).hexdigest()[:16])


def claim_id(article: ArticleId, content: Sequence[Span]) -> ClaimId:
    """The identity a claim gets when it is first found; it keeps it when its spans change.

    12 hex digits: short enough for a bookmark's or a content control's name.
    """
    key = article + "".join(f":{span.start}-{span.end}" for span in content)
    return ClaimId(hashlib.sha256(key.encode()).hexdigest()[:12])
