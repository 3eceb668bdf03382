"""Rows of the lists: text cut at its end, right-to-left text from the right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QStringListModel, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QStyledItemDelegate
from pytestqt.qtbot import QtBot

from ui.lists.elided_lines import draw_lines, reads_from_right
from ui.lists.plain_list import PlainList

_WIDTH, _HEIGHT = 240, 120


def _painted(text: str, most: int) -> QImage:
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_lines(painter, text, QRect(0, 0, _WIDTH, _HEIGHT), QFont(), most)
    painter.end()
    return image


def _inked_rows(image: QImage) -> list[int]:
    white = QColor("white").rgb()
    return [
        y for y in range(_HEIGHT) if any(image.pixel(x, y) != white for x in range(0, _WIDTH, 2))
    ]


def _ink_left_and_right(image: QImage) -> tuple[int, int]:
    white = QColor("white").rgb()
    points = [x for y in range(20) for x in range(_WIDTH) if image.pixel(x, y) != white]
    return min(points), max(points)


def test_no_more_lines_than_asked_for(qtbot: QtBot) -> None:
    words = "the ferry sails at noon and the lock keeper sleeps " * 9
    one, two = _inked_rows(_painted(words, 1)), _inked_rows(_painted(words, 2))
    assert max(one) < max(two) < 60


def test_arabic_reads_from_the_right(qtbot: QtBot) -> None:
    assert _ink_left_and_right(_painted("وصول", 1))[0] > _WIDTH // 2
    assert _ink_left_and_right(_painted("ferry", 1))[1] < _WIDTH // 2


@pytest.mark.parametrize(
    ("text", "expected"), [("", False), ("12 – ", False), ("ferry وصول", False), ("“وصول” x", True)]
)
def test_the_first_letter_with_a_direction_decides(text: str, expected: bool) -> None:
    assert reads_from_right(text) is expected


@settings(deadline=None)
@given(text=st.text(max_size=900), most=st.integers(1, 3))
def test_any_text_can_be_drawn(text: str, most: int) -> None:
    assert not _painted(text, most).isNull()


@pytest.mark.parametrize("letter", ["s", "J", "/", "?", "."])
def test_letters_pass_through_a_list(qtbot: QtBot, letter: str) -> None:
    view = PlainList(QStringListModel(["a", "s", "j"]), QStyledItemDelegate(), "Things")
    qtbot.addWidget(view)
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClicks(view, letter)
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
