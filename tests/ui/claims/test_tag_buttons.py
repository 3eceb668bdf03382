"""The four buttons are read whole at any width."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from ui.claims.tag_buttons import TagButtons
from ui.kit.theme import LIGHT
from ui.window.style import style_sheet


@pytest.mark.parametrize("chosen", list(Tag))
def test_no_letter_is_cut_where_a_button_is_bold(
    qtbot: QtBot,
    records: tuple[ClaimRecord, ...],
    decided: Callable[[ClaimRecord, Tag | None], ClaimRecord],
    chosen: Tag,
) -> None:
    buttons = TagButtons()
    qtbot.addWidget(buttons)
    buttons.setStyleSheet(style_sheet(LIGHT))
    buttons.show_record(decided(records[0], chosen))
    buttons.show()
    rows = set()
    for width in range(buttons.minimumSizeHint().width(), 640, 7):
        buttons.resize(width, 80)
        for tag, button in buttons.buttons.items():
            font = QFont(button.font())
            font.setBold(tag is chosen)
            words = QFontMetrics(font).horizontalAdvance(button.text())
            assert button.width() >= words + 2 * 4, (width, tag)
        rows.add(len({button.y() for button in buttons.buttons.values()}))
    assert rows == {1, 2}, "two rows where it is narrow, one where it is wide"
