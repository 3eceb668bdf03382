"""Walks a story's XML once, in document order, and writes down text, anchors and edits."""

from collections.abc import Callable

from lxml import etree

from annotator.briefing.anchors import LABEL_STYLE, parse_choice_tag
from annotator.briefing.review.names import MC, W16DU, W
from annotator.briefing.review.story import (
    Bookmark,
    Control,
    Paragraph,
    Revision,
    RevisionKind,
    Story,
)
from annotator.text.spans import Span, merged

_LETTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
}
_TEXT = W + "t"
_RUN = W + "r"
_PROPERTIES = W + "pPr"
_RUN_PROPERTIES = W + "rPr"
_SKIPPED = frozenset(
    W + name
    for name in (
        "rPr", "pPr", "tblPr", "tblGrid", "tcPr", "trPr", "tblPrEx", "sectPr", "sdtPr", "sdtEndPr",
        "proofErr", "lastRenderedPageBreak", "delInstrText", "footnoteRef", "endnoteRef",
        "annotationRef", "softHyphen",
    )
)  # fmt: skip
_KINDS = {W + "footnotes": "note", W + "endnotes": "note", W + "hdr": "header", W + "ftr": "footer"}
_REVISIONS = {W + kind.value: kind for kind in RevisionKind}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}
_CONTROL_PROPERTIES, _CONTROL_CONTENT = W + "sdtPr", W + "sdtContent"
_CONTROL_TAG = W + "tag"
_LISTS = frozenset((W + "dropDownList", W + "comboBox"))
_SHOWN, _VALUE = W + "displayText", W + "value"
_VAL, _ID, _NAME = W + "val", W + "id", W + "name"


def walk(part: str, root: etree._Element) -> Story:
    """The story under `root` (a document, footnotes, endnotes, header or footer).

    Text boxes stand behind everything else: where they float says nothing of what they say.
    """
    walker = _Walker(part, _KINDS.get(str(root.tag), "body"))
    walker.children(root)
    while walker.boxes:
        walker.children(walker.boxes.pop(0))
    return walker.finish()


class _Walker:
    def __init__(self, part: str, kind: str) -> None:
        self.boxes: list[etree._Element] = []
        self._story = Story(part, kind)
        self._pieces: list[str] = []
        self._at = 0
        self._row: int | None = None
        self._open_bookmarks: dict[str, list[tuple[str, int]]] = {}
        self._open_comments: dict[str, int] = {}
        self._fields: list[_Field] = []
        self._computed: list[Span] = []
        self._handlers: dict[object, Callable[[etree._Element], None]] = {
            **dict.fromkeys(_LETTERS, self._letter),
            **dict.fromkeys(_REVISIONS, self._revision),
            W + "t": self._text,
            W + "delText": self._text,
            W + "r": self._run,
            W + "p": self._paragraph,
            W + "tr": self._table_row,
            W + "sdt": self._control,
            W + "bookmarkStart": self._bookmark_start,
            W + "bookmarkEnd": self._bookmark_end,
            W + "commentRangeStart": self._comment_start,
            W + "commentRangeEnd": self._comment_end,
            W + "commentReference": self._comment_reference,
            W + "fldChar": self._field_letter,
            W + "fldSimple": self._simple_field,
            W + "instrText": self._instruction,
            W + "txbxContent": self.boxes.append,
            W + "footnote": self._note,
            W + "endnote": self._note,
            MC + "AlternateContent": self._alternate,
        }

    def children(self, element: etree._Element) -> None:
        handlers = self._handlers
        for child in element:
            tag = child.tag
            if tag not in _SKIPPED:
                handler = handlers.get(tag)
                if handler is None:
                    self.children(child)
                else:
                    handler(child)

    def finish(self) -> Story:
        story = self._story
        story.text = "".join(self._pieces)
        for name, start in (pair for pairs in self._open_bookmarks.values() for pair in pairs):
            story.bookmarks.append(Bookmark(name, Span(start, start)))
        for comment, start in self._open_comments.items():
            story.comments[comment] = Span(start, start)
        if not story.paragraphs:
            story.paragraphs.append(Paragraph(Span(0, self._at), None))
        story.paragraphs.sort(key=lambda p: p.span.start)
        story.computed = merged(self._computed)
        story.settle()
        return story

    # Text -------------------------------------------------------------------------------

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._at += len(text)

    def _text(self, element: etree._Element) -> None:
        if text := element.text:
            self._pieces.append(text)
            self._at += len(text)

    def _run(self, element: etree._Element) -> None:
        """Most of a document is runs of properties and text: they take the short way."""
        start, label = self._at, False
        for child in element:
            tag = child.tag
            if tag == _TEXT:
                self._text(child)
            elif tag == _RUN_PROPERTIES:
                label = len(child) > 0 and child[0].get(_VAL) == LABEL_STYLE
            elif tag not in _SKIPPED:
                self._handlers.get(tag, self.children)(child)
        if label:
            self._story.labels.append(Span(start, self._at))

    def _letter(self, element: etree._Element) -> None:
        self._add(_LETTERS[str(element.tag)])

    def _paragraph(self, element: etree._Element) -> None:
        start, properties = self._at, None
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag == _PROPERTIES:
                properties = child
            elif tag not in _SKIPPED:
                self._handlers.get(tag, self.children)(child)
        self._story.paragraphs.append(Paragraph(Span(start, self._at), self._row))
        mark = self._at
        self._add("\n")
        if properties is not None:
            self._edited_mark(properties, mark)

    def _edited_mark(self, properties: etree._Element, mark: int) -> None:
        """Whether the paragraph's mark was itself inserted or deleted."""
        for run_properties in properties.iterchildren(_RUN_PROPERTIES):
            for child in run_properties.iterchildren(*_REVISIONS):
                kind = _REVISIONS[str(child.tag)]
                self._note_revision(kind, child, Span(mark, self._at))

    def _table_row(self, element: etree._Element) -> None:
        outer, self._row = self._row, len(self._story.rows)
        mine, start = self._row, self._at
        self._story.rows.append(Span(start, start))
        self.children(element)
        self._story.rows[mine] = Span(start, self._at)
        self._row = outer

    def _note(self, element: etree._Element) -> None:
        if element.get(W + "type") not in _SEPARATORS:
            self.children(element)

    def _alternate(self, element: etree._Element) -> None:
        chosen = element.find(MC + "Choice")
        if chosen is None:
            chosen = element.find(MC + "Fallback")
        if chosen is not None:
            self.children(chosen)

    # Tracked edits ------------------------------------------------------------------------

    def _revision(self, element: etree._Element) -> None:
        start = self._at
        self.children(element)
        if self._at > start:
            self._note_revision(_REVISIONS[str(element.tag)], element, Span(start, self._at))

    def _note_revision(self, kind: RevisionKind, element: etree._Element, span: Span) -> None:
        self._story.revisions.append(
            Revision(
                kind=kind,
                span=span,
                author=element.get(W + "author", ""),
                date=element.get(W + "date", ""),
                utc=element.get(W16DU + "dateUtc", ""),
            )
        )

    # Anchors ------------------------------------------------------------------------------

    def _control(self, element: etree._Element) -> None:
        tag, choices = "", None
        start = self._at
        for child in element:
            kind = child.tag
            if kind == _CONTROL_PROPERTIES:
                tag, choices = _tag_and_choices(child)
            elif kind == _CONTROL_CONTENT:
                self.children(child)
        span = Span(start, self._at)
        if choices is not None:
            self._computed.append(span)
        if tag or choices is not None:
            self._story.controls.append(Control(tag, span, choices, self._row))

    def _bookmark_start(self, element: etree._Element) -> None:
        opened = self._open_bookmarks.setdefault(element.get(_ID, ""), [])
        opened.append((element.get(_NAME, ""), self._at))

    def _bookmark_end(self, element: etree._Element) -> None:
        opened = self._open_bookmarks.get(element.get(_ID, ""))
        if opened:
            name, start = opened.pop()
            self._story.bookmarks.append(Bookmark(name, Span(start, self._at)))

    def _comment_start(self, element: etree._Element) -> None:
        self._open_comments[element.get(_ID, "")] = self._at

    def _comment_end(self, element: etree._Element) -> None:
        comment = element.get(_ID, "")
        start = self._open_comments.pop(comment, None)
        if start is not None:
            self._story.comments[comment] = Span(start, self._at)

    def _comment_reference(self, element: etree._Element) -> None:
        comment = element.get(_ID, "")
        if comment not in self._open_comments:
            self._story.comments.setdefault(comment, Span(self._at, self._at))

    # Fields -------------------------------------------------------------------------------

    def _field_letter(self, element: etree._Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = self._at
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            if done.result is not None and not _is_link(done.instruction):
                self._computed.append(Span(done.result, self._at))

    def _instruction(self, element: etree._Element) -> None:
        if self._fields and self._fields[-1].result is None:
            self._fields[-1].instruction += element.text or ""

    def _simple_field(self, element: etree._Element) -> None:
        start = self._at
        self.children(element)
        if not _is_link(element.get(W + "instr", "")):
            self._computed.append(Span(start, self._at))


class _Field:
    """A field between its begin and its end."""

    def __init__(self) -> None:
        self.instruction = ""
        self.result: int | None = None


def _is_link(instruction: str) -> bool:
    return instruction.strip().upper().startswith("HYPERLINK")


def _tag_and_choices(properties: etree._Element) -> tuple[str, frozenset[str] | None]:
    """A control's tag, and what a drop-down offers, as it shows it; None for any other control.

    The choices are not read (thousands of equal lists take their time) where the tag says that
    it is ours.
    """
    tag, choice = "", None
    for child in properties:
        kind = child.tag
        if kind == _CONTROL_TAG:
            tag = child.get(_VAL, "")
        elif kind in _LISTS:
            choice = child
    if choice is None:
        return tag, None
    items = choice.iterchildren(W + "listItem") if parse_choice_tag(tag) is None else ()
    return tag, frozenset(item.get(_SHOWN) or item.get(_VALUE) or "" for item in items)
