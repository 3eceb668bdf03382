"""What the extraction of a page's story leaves out and a reader of the story sees: headline,
byline and captions, put back where they stood."""

from annotator.domain.article import BlockKind
from annotator.ingest.newsroom import byline
from annotator.ingest.raw import Paragraph

_NEAR = 4
"""How many paragraphs away from the story a caption may stand."""


def restored(story: list[Paragraph], page: list[Paragraph], title: str) -> list[Paragraph]:
    """`story` with the headline, byline and captions that `page` has around it.

    `page` is all of the page's paragraphs in order. Nothing is invented: only paragraphs of
    the page are put back, in its order.
    """
    places = _places(story, page)
    if not places:
        return story
    captions = {p.text for p in page if p.kind is BlockKind.CAPTION}
    out = [Paragraph(p.text, BlockKind.CAPTION) if p.text in captions else p for p in story]
    known = {p.text for p in story}
    opening = min((at for at in places if page[at].kind is BlockKind.BODY), default=0)
    inserts: list[tuple[int, Paragraph]] = []
    for at, paragraph in enumerate(page):
        spot = None
        if paragraph.text in known:
            continue
        if paragraph.kind is BlockKind.CAPTION:
            spot = _spot_of_caption(at, places)
        elif at < opening and paragraph.kind is BlockKind.HEADLINE:
            spot = 0 if _is_missing_headline(paragraph.text, story, title) else None
        elif at < opening and byline(paragraph.text):
            spot = places[opening]
        if spot is not None:
            inserts.append((spot, paragraph))
            known.add(paragraph.text)
    for spot, paragraph in sorted(inserts, key=lambda insert: insert[0])[::-1]:
        out.insert(spot, paragraph)
    return out


def _places(story: list[Paragraph], page: list[Paragraph]) -> dict[int, int]:
    """Where in the story each paragraph of the page stands, by its place on the page."""
    index: dict[str, int] = {}
    for i, paragraph in enumerate(story):
        index.setdefault(paragraph.text, i)
    return {at: index[p.text] for at, p in enumerate(page) if p.text in index}


def _spot_of_caption(at: int, places: dict[int, int]) -> int | None:
    """Where a caption goes: before the story's next paragraph, else after the last, if near."""
    for near in range(at + 1, at + _NEAR):
        if near in places:
            return places[near]
    for near in range(at - 1, at - _NEAR, -1):
        if near in places:
            return places[near] + 1
    return None


def _is_missing_headline(text: str, story: list[Paragraph], title: str) -> bool:
    return _same(text, title) and not any(_same(p.text, title) for p in story[:3])


def _same(a: str, b: str) -> bool:
    """Whether two headlines say the same, one perhaps with the site's name after it."""
    a, b = " ".join(a.split()).casefold(), " ".join(b.split()).casefold()
    return bool(a and b) and (a.startswith(b) or b.startswith(a))
