"""The comments of a document with their threads, as written."""

from dataclasses import dataclass

from lxml import etree

from annotator.briefing.review.archive import Package
from annotator.briefing.review.names import W14, W15, W16CEX, W16CID, W
from annotator.briefing.review.story import Story
from annotator.text.spans import Span


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; ids and places are those of this file and last no longer than it."""

    id: str
    author: str
    date: str
    """As `w:date` has it: local time."""
    utc: str
    """The true time, where the file has it; otherwise empty."""
    text: str
    """Paragraphs joined by "\\n"."""
    parent: str | None
    """The id of the comment that it answers."""
    resolved: bool
    story: int
    """Index of the story that it is anchored in."""
    span: Span | None
    """Its anchor; None when the text no longer refers to it."""


@dataclass(slots=True)
class _Thread:
    parent: str = ""
    """paraId of a paragraph of the comment that is answered."""
    done: bool = False
    utc: str = ""


def read_comments(package: Package, stories: list[Story]) -> list[Comment]:
    """All comments in the order of the file, a damaged or missing thread part being no
    hindrance: then every comment stands alone."""
    threads = _threads(package)
    raw = [
        element
        for part in package.named("comments+xml")
        for element in package.parse(part).iterchildren(W + "comment")
    ]
    of_paragraph = {
        paragraph: element.get(W + "id", "") for element in raw for paragraph in _ids(element)
    }
    return [_comment(element, threads, of_paragraph, stories) for element in raw]


def _comment(
    element: etree._Element,
    threads: dict[str, _Thread],
    of_paragraph: dict[str, str],
    stories: list[Story],
) -> Comment:
    paragraphs = list(element.iter(W + "p"))
    ids = (p.get(W14 + "paraId", "").upper() for p in paragraphs)
    mine = [threads[i] for i in ids if i in threads]
    own_id = element.get(W + "id", "")
    parent = next((of_paragraph[t.parent] for t in mine if t.parent in of_paragraph), None)
    where = next((i for i, story in enumerate(stories) if own_id in story.comments), 0)
    return Comment(
        id=own_id,
        author=element.get(W + "author", ""),
        date=element.get(W + "date", ""),
        utc=next((t.utc for t in mine if t.utc), ""),
        text="\n".join(_words(p) for p in paragraphs).strip("\n"),
        parent=None if parent == own_id else parent,
        resolved=any(t.done for t in mine),
        story=where,
        span=stories[where].comments.get(own_id) if stories else None,
    )


def _words(paragraph: etree._Element) -> str:
    letters = {W + "t": "", W + "tab": "\t", W + "br": "\n", W + "cr": "\n"}
    return "".join(
        letters[str(element.tag)] or element.text or "" for element in paragraph.iter(*letters)
    )


def _ids(comment: etree._Element) -> list[str]:
    """paraIds of a comment's paragraphs; threads should name the last, not all programs do."""
    ids = (p.get(W14 + "paraId") for p in comment.iter(W + "p"))
    return [i.upper() for i in ids if i]


def _threads(package: Package) -> dict[str, _Thread]:
    """What the side parts (w15, w16cid, w16cex) say, by paraId."""
    threads: dict[str, _Thread] = {}
    for part in package.named("commentsExtended+xml"):
        for element in package.parse(part):
            key = (element.get(W15 + "paraId") or "").upper()
            parent = (element.get(W15 + "paraIdParent") or "").upper()
            done = element.get(W15 + "done") in {"1", "true", "on"}
            threads[key] = _Thread(parent, done)
    durable = {
        element.get(W16CID + "durableId", ""): (element.get(W16CID + "paraId") or "").upper()
        for part in package.named("commentsIds+xml")
        for element in package.parse(part)
    }
    for part in package.named("commentsExtensible+xml"):
        for element in package.parse(part):
            key = durable.get(element.get(W16CEX + "durableId", ""), "")
            if key:
                threads.setdefault(key, _Thread()).utc = element.get(W16CEX + "dateUtc", "")
    return threads
