"""The annotated text on paper: a PDF with the marks of the screen, in the light theme."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.errors import UserFacingError
from ui.kit.positions import DisplayText
from ui.kit.theme import LIGHT
from ui.language.texts import tr
from ui.language.words import STANCES, stance_word, tag_letter, tag_name
from ui.reading.appearance import Appearance
from ui.reading.article_layout import ArticleLayout, Page, page_for
from ui.reading.inks import inks
from ui.reading.mark_painter import paint_above, paint_below
from ui.reading.marks import Marks
from ui.reading.scene import Scene
from ui.reading.shown_lines import ShownLine, lines_of_block

_GUTTER = 48.0
_FOOT = 30.0
_PRINTED_SIZE = 10.5


def write_pdf(path: Path, article: Article, marks: Marks, appearance: Appearance) -> None:
    """Write the article with its marks as a PDF, whole or not at all.

    Raises UserFacingError when `path` cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(suffix=".pdf", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _unwritable(path) from error
    unfinished = Path(name)
    try:
        _print(unfinished, article, marks, replace(appearance, size=_PRINTED_SIZE, theme=LIGHT))
        unfinished.replace(path)
    except OSError as error:
        raise _unwritable(path) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _unwritable(path: Path) -> UserFacingError:
    return UserFacingError(
        tr("The PDF “{name}” cannot be written.", name=path.name),
        tr("Close it where it is open, or choose another folder."),
    )


def _print(path: Path, article: Article, marks: Marks, appearance: Appearance) -> None:
    writer = QPdfWriter(str(path))
    writer.setTitle(article.title)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(14, 16, 14, 14),
            QPageLayout.Unit.Millimeter,
        )
    )
    # The layout measures letters for the screen, so the paper counts in its pixels.
    writer.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{path} cannot be painted on")
    try:
        _paint_sheets(painter, writer, article, marks, appearance)
    finally:
        painter.end()


def _paint_sheets(
    painter: QPainter, writer: QPdfWriter, article: Article, marks: Marks, appearance: Appearance
) -> None:
    shown = DisplayText(article.text)
    area = QRectF(0, 0, writer.width(), writer.height())
    page = page_for(area.width(), appearance, _GUTTER)
    document, layout = _laid_out(article, shown, page, appearance)
    pages = sheets(document, layout, shown, area.height() - _FOOT)
    legend = _legend(marks)
    for number, lines in enumerate(pages, start=1):
        if number > 1:
            writer.newPage()
        scene = Scene(
            lines=lines,
            shown=shown,
            marks=marks,
            inks=inks(appearance.theme),
            column=page.shape,
            font=appearance.font(),
        )
        _paint_sheet(painter, scene)
        painter.setPen(scene.inks.muted)
        painter.setFont(appearance.resized(8).font())
        foot = QRectF(area.left(), area.bottom() - 16, area.width(), 16)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, article.title)
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, legend)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, str(number))


def _legend(marks: Marks) -> str:
    """What the letters beside the text mean, with the marks of stances that occur; a letter in a
    frame alone is only suggested."""
    told = {record.claim.stance for record in marks.claims()}
    letters = [f"{tag_letter(tag)} {tag_name(tag)}" for tag in Tag]
    letters += [f"{stance.mark} {stance_word(stance)}" for stance in STANCES if stance in told]
    return " · ".join(letters)


def _paint_sheet(painter: QPainter, scene: Scene) -> None:
    paint_below(painter, scene)
    painter.setPen(scene.inks.ink)
    for line in scene.lines:
        line.line.draw(painter, line.origin)
    paint_above(painter, scene)


def _laid_out(
    article: Article, shown: DisplayText, page: Page, appearance: Appearance
) -> tuple[QTextDocument, ArticleLayout]:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(appearance.font())
    layout = ArticleLayout(document)
    document.setDocumentLayout(layout)
    layout.set_structure(article, shown)
    document.setPlainText(shown.shown)
    layout.set_page(page, appearance)
    return document, layout


def sheets(
    document: QTextDocument, layout: ArticleLayout, shown: DisplayText, height: float
) -> Iterator[Sequence[ShownLine]]:
    """The lines of the whole text, page by page of `height` pixels; no line is cut."""
    lines: list[ShownLine] = []
    y = 0.0
    block = document.firstBlock()
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        for line in lines_of_block(block, QPointF(), shown):
            placed = replace(line, origin=QPointF(0, y))
            if placed.rect.bottom() > height and lines:
                yield lines
                lines = []
                y = -line.line.y() + 2.0
                placed = replace(line, origin=QPointF(0, y))
            lines.append(placed)
        y += rect.height()
        block = block.next()
    if lines:
        yield lines
