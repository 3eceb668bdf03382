"""From paragraphs as a format gives them to the article's text: normalised once, with blocks."""

import re
import unicodedata
from dataclasses import replace

from annotator.domain.article import Block, BlockKind
from annotator.domain.phrase import phrase
from annotator.ingest import languages, newsroom
from annotator.ingest.dates import iso_date
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.problems import UnreadableError
from annotator.ingest.raw import Paragraph, RawDocument
from annotator.ingest.wire import Answer
from annotator.text.normalise import normalise
from annotator.text.spans import Span

_LINE_EDGES = re.compile(r"[ \t]*\n[ \t]*")
_LONGEST_TITLE = 120
_LONGEST_FIELD = 300
"""Letters of a title or an author, so that they stay lines."""
_SYMBOL_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▸"}
"""Bullets of the fonts Symbol and Wingdings, which no other font shows."""


def assemble(raw: RawDocument, source: SourceBytes) -> Answer:
    """The article of `raw`. Raises UnreadableError when it holds no words."""
    paragraphs = [kept for kept in map(_clean, raw.paragraphs) if _has_letters(kept.text)]
    if not paragraphs:
        raise UnreadableError(
            phrase("holds no text"), phrase("Choose a file with the words of the article in it.")
        )
    found = newsroom.recognise(paragraphs, structured=raw.structured)
    text, blocks = _joined(found.paragraphs)
    return Answer(
        text=text,
        blocks=blocks,
        media_type=raw.media_type,
        title=_one_line(raw.title) or _title(found.paragraphs, source),
        author=_one_line(raw.author) or found.author,
        publisher=_one_line(raw.publisher),
        published=iso_date(raw.published) or found.published,
        address=_one_line(raw.address),
        language=languages.identify(text, raw.language),
        warnings=tuple(raw.warnings),
    )


def _clean(paragraph: Paragraph) -> Paragraph:
    text = paragraph.text
    if not (text.isascii() and text.isprintable()):  # else there is nothing to normalise
        text = normalise(text)
    text = text.strip()
    if text[:1] in _SYMBOL_BULLETS:
        text = _SYMBOL_BULLETS[text[0]] + text[1:]
    if "\n" in text:
        text = _LINE_EDGES.sub("\n", text)
    return replace(paragraph, text=text) if text != paragraph.text else paragraph


def _has_letters(text: str) -> bool:
    """Whether there is anything to see in `text`: not only spaces and joiners."""
    return text[:1].isalnum() or any(unicodedata.category(letter)[0] not in "ZC" for letter in text)


def _joined(paragraphs: list[Paragraph]) -> tuple[str, tuple[Block, ...]]:
    """The text, one paragraph a line, and its blocks; a dateline is a block of its own."""
    blocks: list[Block] = []
    at = 0
    dateline_possible = True
    for paragraph in paragraphs:
        end = at + len(paragraph.text)
        start = at
        if paragraph.kind is BlockKind.BODY and dateline_possible:
            # Only the first paragraph of the story itself can open with a dateline.
            dateline_possible = False
            length = newsroom.dateline_length(paragraph.text)
            if length:
                blocks.append(Block(Span(at, at + length), BlockKind.DATELINE))
                start = at + length
                while paragraph.text[start - at].isspace():
                    start += 1
        blocks.append(Block(Span(start, end), paragraph.kind))
        at = end + 1
    return "\n".join(paragraph.text for paragraph in paragraphs), tuple(blocks)


def _one_line(text: str) -> str:
    line = " ".join(normalise(text[: 10 * _LONGEST_FIELD]).split())
    return line if len(line) <= _LONGEST_FIELD else f"{line[: _LONGEST_FIELD - 1]}…"


def _title(paragraphs: list[Paragraph], source: SourceBytes) -> str:
    """A title for a document that has none: its headline, its file's name, its first words."""
    for paragraph in paragraphs[:10]:
        if paragraph.kind is BlockKind.HEADLINE:
            return _one_line(paragraph.text)
    if not source.pasted:
        return _one_line(source.stem.replace("_", " ")) or _one_line(source.name)
    words = _one_line(paragraphs[0].text)
    if len(words) <= _LONGEST_TITLE // 2:
        return words
    return words[: _LONGEST_TITLE // 2].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
