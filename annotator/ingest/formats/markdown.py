"""Markdown: rendered to a tree, so that a reader sees words and not marks."""

import re

from markdown_it import MarkdownIt

from annotator.ingest.dates import iso_date
from annotator.ingest.decoding import decode
from annotator.ingest.formats import html
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.raw import RawDocument

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<fields>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL
)
_FIELD = re.compile(r"(?P<name>[A-Za-z_-]{1,40}):[ \t]*(?P<value>\S.*)")
_MEANINGS = {
    "title": "title",
    "author": "author",
    "by": "author",
    "publisher": "publisher",
    "source": "publisher",
    "site": "publisher",
    "date": "published",
    "published": "published",
    "url": "address",
    "link": "address",
    "lang": "language",
    "language": "language",
}


def read(source: SourceBytes) -> RawDocument:
    """A Markdown file with tables; of HTML in it the words that show are kept.

    Title, author, date and so on come from its front matter when there is one.
    """
    text, warnings = decode(source.content)
    front = _FRONT_MATTER.match(text)
    rendered = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render(text[front.end() :] if front else text)
    )
    raw = html.fragment(html.parse(f"<html><body>{rendered}</body></html>"))
    raw.media_type = "text/markdown"
    raw.language = ""
    raw.warnings = warnings
    if front:
        _take(front["fields"], raw)
    return raw


def _take(fields: str, raw: RawDocument) -> None:
    for line in fields.splitlines():
        match = _FIELD.fullmatch(line.strip())
        meaning = _MEANINGS.get(match["name"].lower()) if match else None
        if match and meaning and not getattr(raw, meaning):
            value = match["value"].strip().strip("\"'")
            setattr(raw, meaning, iso_date(value) if meaning == "published" else value)
