"""A program that ends with its own words on the clipboard ends well."""

import subprocess
import sys

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.kit.clipboard import leave_plain_text

_COPIED = """
from PySide6.QtWidgets import QApplication
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.ids import ArticleId
from annotator.text.spans import Span
from ui.kit.clipboard import leave_plain_text
from ui.reading.article_view import ArticleView

application = QApplication([])
view = ArticleView()
block = Block(Span(0, 17), BlockKind.BODY)
view.set_article(Article(ArticleId("a"), "The ferry is late", (block,), "", "", "", "1"))
view.area.selectAll()
view.area.copy()
assert application.clipboard().text() == "The ferry is late"
leave_plain_text()
assert application.clipboard().text() == "The ferry is late"
"""


def test_a_program_that_has_copied_words_ends_without_a_crash() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _COPIED], check=False, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr.replace("\n", "")[-300:]) in {
        (0, ""),
        (0, "This plugin does not support propagateSizeHints()"),
    }


def test_words_stay_on_the_clipboard(qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    data = QMimeData()
    data.setText("ein Fährmann 🚢")
    clipboard.setMimeData(data)
    leave_plain_text()
    assert clipboard.text() == "ein Fährmann 🚢"
