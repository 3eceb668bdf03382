"""What was copied, kept safe when the program ends."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from shiboken6 import createdByPython


def leave_plain_text() -> None:
    """Put words that were copied here on the clipboard anew, as Qt's own plain text.

    Qt destroys what is on the clipboard after Python has ended; an object that Python made
    (as the reader's selection is) brings the process down with it then.
    """
    clipboard = QGuiApplication.clipboard()
    modes = [QClipboard.Mode.Clipboard]
    if clipboard.supportsSelection():
        modes.append(QClipboard.Mode.Selection)
    for mode in modes:
        copied: object = clipboard.mimeData(mode)
        # Nothing at all is there where nothing was ever copied.
        if isinstance(copied, QMimeData) and createdByPython(copied):
            clipboard.setText(clipboard.text(mode), mode)
