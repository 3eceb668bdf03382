"""Things side by side as long as there is room, then in the next row."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 4


class FlowLayout(QLayout):
    """Left to right (right to left where the window reads so), row by row."""

    gap = _GAP
    """Between things and between rows, pixels."""

    def __init__(self, parent: QWidget | None = None, *, centred: bool = False) -> None:
        super().__init__(parent)
        self._centred = centred
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        edges = self.contentsMargins()
        inner = width - edges.left() - edges.right()
        return self._arrange(QRect(0, 0, inner, 0), move=False) + edges.top() + edges.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(widest, max((item.sizeHint().height() for item in self._items), default=0))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Puts the things into `rect`, each row level; returns the height that they need."""
        y = 0
        for row in self._rows(rect.width()):
            height = max(size.height() for _, size in row)
            width = sum(size.width() + self.gap for _, size in row) - self.gap
            x = max(0, (rect.width() - width) // 2) if self._centred else 0
            for item, size in row:
                at = QPoint(rect.x() + x, rect.y() + y + (height - size.height()) // 2)
                if move:
                    item.setGeometry(QRect(at, size))
                x += size.width() + self.gap
            y += height + self.gap
        return max(0, y - self.gap)

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(width, 1), 1 << 14))
            if rows and used + size.width() <= width:
                rows[-1].append((item, size))
            else:
                rows.append([(item, size)])
                used = 0
            used += size.width() + self.gap
        return rows
