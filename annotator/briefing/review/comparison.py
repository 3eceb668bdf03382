"""A reviewed file held against what was exported: all that the search for changes needs."""

from annotator.briefing.anchors import LABEL, visible_id
from annotator.briefing.manifest import ClaimEntry, Manifest
from annotator.briefing.review.alignment import Alignment, Paragraphs, WrittenBody
from annotator.briefing.review.document import ReviewFile
from annotator.briefing.review.own_comments import find_own, own_ranges
from annotator.briefing.review.placing import Placer
from annotator.briefing.review.sites import Site, find_sites
from annotator.text.spans import Span

_GAP = " … "


class Comparison:
    """Built once for a file; everything in it is read-only afterwards."""

    def __init__(self, file: ReviewFile, manifest: Manifest) -> None:
        self.file, self.manifest, self.story = file, manifest, file.body
        self.numbers = {entry.id: i for i, entry in enumerate(manifest.claims)}
        self.own = find_own(file.comments, manifest)
        self.body = WrittenBody(self.story)
        exported = Paragraphs([entry.text for entry in manifest.paragraphs])
        self.alignment = Alignment(exported, self.body)
        ranges = own_ranges(file.comments, self.own, manifest)
        self.sites = find_sites(self.story, manifest, self.alignment, self.body, ranges)
        self.placer = Placer(self.story, manifest, self.sites)

    def standing(self, claim: int) -> list[Site]:
        """The exported occurrence of a claim, a site for each span that is still there."""
        return self.sites.of(claim, len(self.manifest.claims[claim].spans))

    def exported_words(self, claim: int) -> str:
        """What the claim said in the exported text."""
        return _GAP.join(self.manifest.claims[claim].spans)

    def part_at(self, at: int) -> str:
        """In which part of the document a place of the body lies, as ReviewItem has it."""
        texts = self.alignment.old.texts
        if not texts or at >= len(self.story.text):
            return ""
        offset = self.body.from_story(Span(at, at)).start
        paragraph = self.alignment.old.index(self.alignment.original(offset))
        return self.manifest.paragraphs[max(paragraph, 0)].section

    def words_before(self, sites: list[Site]) -> str:
        """What stands in `sites` before the tracked edits."""
        return _GAP.join(self.story.before(site.span).strip() for site in sites)


def as_wording(text: str, entry: ClaimEntry) -> str:
    """A paragraph that gives a claim's wording, without the visible id and the stance of its source
    that may lead it."""
    words = text.strip().removeprefix(visible_id(entry.number)).strip()
    stance = LABEL.match(words)
    return words[stance.end() :].strip() if stance else words


def without_blanks(text: str) -> str:
    """`text` for comparing words alone: programs move, add and drop white space."""
    return "".join(text.split())


def shortened(text: str, most: int = 80) -> str:
    """The beginning of `text` on one line, for a sentence about it."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def touching(a: Span, b: Span) -> bool:
    """Whether two stretches share ground or meet."""
    return a.start <= b.end and b.start <= a.end
