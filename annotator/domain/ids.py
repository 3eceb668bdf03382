"""Names for identities, so that one kind is never taken for another."""

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
    return ArticleId(_sha256(original)[:16])


def claim_id(article: ArticleId, content: Sequence[Span]) -> ClaimId:
    """The identity a claim gets when it is first found; it keeps it when its spans change.

    12 hex digits: short enough for a bookmark's or a content control's name.
    """
    key = article + "".join(f":{span.start}-{span.end}" for span in content)
    return ClaimId(_sha256(key.encode())[:12])


def _sha256(data: bytes) -> str:
    from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, for which no window need wait

    return sha256(data).hexdigest()
