"""An article: one text with its provenance."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.ids import ArticleId
from annotator.domain.phrase import Phrase
from annotator.text.spans import Span


class BlockKind(StrEnum):
    """What a stretch of an article is; only BODY, LIST and QUOTE hold claims."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like stretch of the text and what it is. Blocks ascend and never overlap."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One text with its provenance; `text` is normalised and every offset points into it."""

    id: ArticleId
    text: str
    blocks: tuple[Block, ...]
    title: str
    sha256: str
    """SHA-256 of the original bytes, in hex."""
    text_sha256: str
    """SHA-256 of `text` as UTF-8, in hex."""
    normaliser: str
    """Which rules made `text` of the original: `annotator.text.normalise.NORMALISER`."""
    file_name: str = ""
    media_type: str = "text/plain"
    language: str = ""
    """BCP 47 tag such as "en"; empty when not known."""
    author: str = ""
    publisher: str = ""
    published: str = ""
    """ISO 8601 date or date and time as the original gives it; empty when it does not."""
    address: str = ""
    """Where it was published (URL), as the original says."""
    accessed: str = ""
    """ISO 8601 time at which the file was read into the app, UTC."""
    warnings: tuple[Phrase, ...] = ()
    """What the reader of the file wants the analyst to know, one sentence each."""
