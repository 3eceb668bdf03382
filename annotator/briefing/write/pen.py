"""What the writers of all parts share while one document is written: numbers that must be
unique, notes and comments that gather on the way, and what the manifest will say."""

from dataclasses import dataclass, field

from annotator.briefing.anchors import LABEL_STYLE, visible_id
from annotator.briefing.cleaning import clean, escape
from annotator.briefing.layout import ClaimView, Layout, Reliance
from annotator.briefing.manifest import CommentEntry, ParagraphEntry
from annotator.briefing.wording import STANCE
from annotator.briefing.write.markup import (
    bookmark_end,
    bookmark_start,
    cross_reference,
    directed_paragraph,
    paragraph,
    properties,
    run,
)
from annotator.briefing.write.words import Words
from annotator.domain.briefing import Briefing, Section
from annotator.domain.claim import Stance


@dataclass(slots=True)
class Pen:
    """The state of writing one document."""

    layout: Layout
    width: int
    """Between the margins, in twentieths of a point."""
    comments: list[str] = field(default_factory=list)
    comment_entries: list[CommentEntry] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    charts: list[Reliance] = field(default_factory=list)
    paragraphs: list[ParagraphEntry] = field(default_factory=list)
    begun: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Claim number → for each span of the claim the index of the manifest's paragraph in which
    it begins, and the offset there."""
    _words: Words = field(default_factory=Words)
    _bookmarks: int = 0
    _controls: int = 0
    _cited: dict[int, int] = field(default_factory=dict)
    """Article → the id of its footnote, which ascends in the order of the document."""

    def next_bookmark(self) -> int:
        self._bookmarks += 1
        return self._bookmarks

    def next_control(self) -> int:
        self._controls += 1
        return self._controls

    def bookmarked(self, name: str, content: str) -> str:
        """`content` inside a bookmark."""
        number = self.next_bookmark()
        return bookmark_start(number, name) + content + bookmark_end(number)

    def next_paragraph(self) -> int:
        """The index that the paragraph written next will have in the manifest, if it has words."""
        return len(self.paragraphs)

    def note(self, section: Section | str, piece: str) -> str:
        """Notes the paragraphs of a finished piece of the body for the manifest; returns it."""
        self.paragraphs += [ParagraphEntry(str(section), text) for text in self._words.read(piece)]
        return piece

    def prose(self, text: str, style: str = "BodyText") -> str:
        """A plain paragraph that a reviewer may correct."""
        return directed_paragraph(text, run(text), style)

    @staticmethod
    def stance(claim: ClaimView, size: int) -> str:
        """What stands before the words of a claim that its source does not make, in `size` half
        points; a label, so that no review takes it for them."""
        if claim.stance is Stance.ASSERTS:
            return ""
        extra = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        return run(f"{claim.stance.mark}\u00a0{STANCE[claim.stance]}: ", LABEL_STYLE, extra)

    def comment(self, claim: ClaimView, lines: tuple[str, ...]) -> int:
        """Adds a comment on a claim and returns its id."""
        lines = (f"{visible_id(claim.number)} {lines[0]}", *lines[1:])
        number = len(self.comments)
        author, time = _signed(claim, self.layout.briefing)
        initials = "".join(name[0] for name in author.split())[:4]
        mark = f"<w:r>{properties('CommentReference')}<w:annotationRef/></w:r>"
        body = "".join(
            paragraph((mark if i == 0 else "") + run(line), "CommentText")
            for i, line in enumerate(lines)
        )
        self.comments.append(
            f'<w:comment w:id="{number}" w:author="{escape(author)}" '
            f'w:date="{time}" w:initials="{escape(initials)}">'
            f"{body}</w:comment>"
        )
        self.comment_entries.append(
            CommentEntry(claim.record.claim.id, author, time, "\n".join(lines))
        )
        return number

    def cite(self, article: int) -> str:
        """The reference to an article's citation: its footnote the first time, then a cross
        reference to that. "" when citations are switched off."""
        if not self.layout.citations:
            return ""
        name = f"cite_{article + 1}"
        if article in self._cited:
            shown = run(str(self._cited[article]), "FootnoteReference")
            return cross_reference(f"NOTEREF {name} \\f \\h", shown, "FootnoteReference")
        note = self._cited[article] = len(self.footnotes) + 1
        mark = f"<w:r>{properties('FootnoteReference')}<w:footnoteRef/></w:r>"
        text = paragraph(mark + run(" " + self.layout.citations[article].text), "FootnoteText")
        self.footnotes.append(f'<w:footnote w:id="{note}">{text}</w:footnote>')
        reference = (
            f'<w:r>{properties("FootnoteReference")}<w:footnoteReference w:id="{note}"/></w:r>'
        )
        return self.bookmarked(name, reference)


def _signed(claim: ClaimView, briefing: Briefing) -> tuple[str, str]:
    """Whose comment it is and when it was made: the decision's, else the briefing's.

    Word writes local time with a Z, and shows what stands there; so do we.
    """
    decision = claim.record.decision
    person = decision.person if decision is not None else briefing.author
    moment = decision.time if decision is not None else briefing.created
    author = " ".join(clean(person).split()) or "Annotator"
    return author, moment.astimezone().strftime("%Y-%m-%dT%H:%M:%SZ")
