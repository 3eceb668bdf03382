"""The comments of a document with their threads, as written."""

import re
from dataclasses import dataclass, replace

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


_PARAGRAPH = W + "p"
_LETTERS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n"}
_WORDS = (W + "t", *_LETTERS)
_ANSWER = re.compile(r'([^\n]+ \([^\n]+\): (?:"[^\n]*"\n|"\.\.\."))(.+)', re.DOTALL)
_PARA_ID = W14 + "paraId"


@dataclass(slots=True)
class _Raw:
    """A comment's element and what is read off its paragraphs, once."""

    element: etree._Element
    id: str
    text: str
    para_ids: list[str]
    """Of its paragraphs; threads should name the last, not all programs do."""


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
        _raw(element)
        for part in package.named("comments+xml")
        for element in package.parse(part).iterchildren(W + "comment")
    ]
    of_paragraph = {paragraph: one.id for one in raw for paragraph in one.para_ids}
    homes: dict[str, int] = {}
    for i, story in enumerate(stories):
        for comment in story.comments:
            homes.setdefault(comment, i)
    return threaded(
        [_comment(one, threads, of_paragraph, stories, homes.get(one.id, 0)) for one in raw]
    )


def threaded(comments: list[Comment]) -> list[Comment]:
    """With the answers that LibreOffice 7 writes as comments of their own made answers again.

    It puts such a comment at the end of the one answered, and before its words a paragraph
    that names whom it answers: `Reply to Ada (11/23/2026, 20:07): "..."`, in its language. (A
    comment that a macro made loses its line ends.)
    """
    at_end: dict[tuple[int, int], list[Comment]] = {}
    found: list[Comment] = []
    for comment in comments:
        answer = _ANSWER.fullmatch(comment.text)
        if comment.span is not None:
            place = comment.story, comment.span.start
            before = at_end.setdefault((comment.story, comment.span.end), [])
            if comment.parent is None and answer:
                asked = (c for c in reversed(at_end.get(place, [])) if c.author in answer[1])
                parent = next((c.id for c in asked if c.author), None)
                if parent is not None:
                    comment = replace(comment, parent=parent, text=answer[2])  # noqa: PLW2901
            before.append(comment)
        found.append(comment)
    return found


def _raw(element: etree._Element) -> _Raw:
    texts: list[str] = []
    ids: list[str] = []
    for paragraph in element.iter(_PARAGRAPH):
        texts.append("".join(_LETTERS.get(e.tag) or e.text or "" for e in paragraph.iter(*_WORDS)))
        if given := paragraph.get(_PARA_ID):
            ids.append(given.upper())
    return _Raw(element, element.get(W + "id", ""), "\n".join(texts).strip("\n"), ids)


def _comment(
    raw: _Raw,
    threads: dict[str, _Thread],
    of_paragraph: dict[str, str],
    stories: list[Story],
    where: int,
) -> Comment:
    """`where` is the story that the comment is anchored in."""
    mine = [threads[i] for i in raw.para_ids if i in threads]
    parent = next((of_paragraph[t.parent] for t in mine if t.parent in of_paragraph), None)
    return Comment(
        id=raw.id,
        author=raw.element.get(W + "author", ""),
        date=raw.element.get(W + "date", ""),
        utc=next((t.utc for t in mine if t.utc), ""),
        text=raw.text,
        parent=None if parent == raw.id else parent,
        resolved=any(t.done for t in mine),
        story=where,
        span=stories[where].comments.get(raw.id) if stories else None,
    )


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
