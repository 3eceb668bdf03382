"""What happens on a bug: it is logged without the document's words, and the work goes on."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

import annotator
from ui.language.texts import tr

_log = logging.getLogger(__name__)


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where a bug struck: versions, its type and the lines of code; never its message or any
    value, which might hold words of a document."""
    import platform  # noqa: PLC0415 - seldom needed

    lines = [
        f"Annotator {annotator.__version__}, Python {platform.python_version()}",
        f"Qt {qVersion()}, {platform.system()} {platform.release()}",
        kind.__name__,
    ]
    lines += [
        f"  {frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join(lines)


class CrashGuard(QObject):
    """Takes every exception that nothing else took, on any thread."""

    struck = Signal(str)
    """The report, delivered on the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._telling = False
        self.window: QWidget | None = None
        self.struck.connect(self.tell)

    def install(self) -> None:
        """Take over from Python's own last resorts."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(
            args.exc_type, args.exc_value, args.exc_traceback
        )

    def take(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Log a bug and tell it; Ctrl+C on a terminal quits the app."""
        del error
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report = report_of(kind, trace)
        _log.error("A bug:\n%s", report)
        self.struck.emit(report)

    def tell(self, report: str) -> None:
        """Show the dialog, once at a time: a bug in a paint event would ask without end."""
        if self._telling or QApplication.instance() is None:
            return
        self._telling = True
        try:
            dialog = CrashDialog(report, self.window)
            dialog.exec()
            if dialog.quits:
                QApplication.exit(1)
        finally:
            self._telling = False


class CrashDialog(QMessageBox):
    """Says what is safe, offers the report, and goes on or quits."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(tr("Annotator made a mistake"))
        self.setText(tr("Annotator made a mistake. Every decision you took is kept."))
        self.setInformativeText(
            tr(
                "You can go on working. If it happens again, quit and start anew; the report "
                "below helps to mend it and holds no words of your documents."
            )
        )
        self.setDetailedText(report)
        go_on = self.addButton(tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        self._quit = self.addButton(tr("Quit"), QMessageBox.ButtonRole.DestructiveRole)
        copy = self.addButton(tr("Copy the report"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.setDefaultButton(go_on)
        self.setEscapeButton(go_on)

    @property
    def quits(self) -> bool:
        return self.clickedButton() is self._quit
