"""The guide: help that needs no network."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextOption
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from annotator import resources
from ui.language.texts import tr
from ui.language.translator import SOURCE_LANGUAGE


class _Page(QTextBrowser):
    """A browser that loads nothing but the text it was given."""

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's name
        del type, name
        return None


class GuideWindow(QWidget):
    """The guide in a window of its own, to read beside the work."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Guide"))
        self.resize(720, 800)
        self.page = _Page()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(tr("Guide"))
        self.page.setMarkdown(guide_file(language).read_text(encoding="utf-8"))
        self.page.document().setDocumentMargin(28)
        self.page.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.anchorClicked.connect(lambda url: self.page.scrollToAnchor(url.fragment()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)


def guide_file(language: str) -> Path:
    """The guide in `language`, or in the source language when there is none."""
    folder = resources.folder() / "help"
    wanted = folder / f"guide.{language}.md"
    return wanted if wanted.exists() else folder / f"guide.{SOURCE_LANGUAGE}.md"
