"""What a reader of one format hands over: paragraphs as found, before they are normalised."""

from dataclasses import dataclass, field

from annotator.domain.article import BlockKind
from annotator.domain.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list item or table row as the file has it."""

    text: str
    kind: BlockKind = BlockKind.BODY


@dataclass(slots=True)
class RawDocument:
    """The text of a file in reading order and what the file says about itself."""

    paragraphs: list[Paragraph]
    media_type: str
    structured: bool = False
    """Whether the format itself tells headlines, lists and tables apart, so that none are
    guessed."""
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    """As the file gives it, in any form; the assembly makes it ISO 8601 or drops it."""
    address: str = ""
    language: str = ""
    warnings: list[Phrase] = field(default_factory=list)
