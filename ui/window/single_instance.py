"""One window per library: files opened while it runs are handed to it.

Over a local socket (AF_UNIX, or a named pipe on Windows) that only this user may open.
"""

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)
_PATIENCE_MS = 2000
_LONGEST = 1_000_000
"""Bytes of one message; a list of files is never longer."""
_TAKEN = b"taken\n"


def socket_name(library: Path) -> str:
    """The name under which the window of `library` listens."""
    path = str(library.absolute()).encode()
    # Qt's own, which is there already: hashlib would load OpenSSL before the window is shown.
    key = QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256).toHex().data()
    return f"annotator-{bytes(key).decode()[:20]}"


def hand_over(library: Path, files: Sequence[Path]) -> bool:
    """Give `files` to the window that has `library` open; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(library))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    message = json.dumps([str(path.absolute()) for path in files]).encode() + b"\n"
    socket.write(message)
    socket.waitForBytesWritten(_PATIENCE_MS)
    taken = socket.waitForReadyRead(_PATIENCE_MS) and bytes(socket.readAll().data()) == _TAKEN
    socket.disconnectFromServer()
    return taken


class _Visitor(QObject):
    """One second start of the app: hears its message out and answers it."""

    brought = Signal(object)

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._message = b""
        socket.setParent(self)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.deleteLater)
        self._read()

    def _read(self) -> None:
        self._message += bytes(self._socket.readAll().data())
        if len(self._message) > _LONGEST:
            self._socket.abort()
        elif self._message.endswith(b"\n"):
            paths = _paths(self._message)
            if paths is None:
                self._socket.abort()
                return
            self._socket.write(_TAKEN)
            self._socket.flush()
            self.brought.emit(paths)


class InstanceServer(QObject):
    """Listens for files that a second start of the app hands over."""

    files_received = Signal(object)
    """A tuple of Paths; empty when the app was only started again."""

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        name = socket_name(library)
        if not self._server.listen(name):
            # Left behind by a window that died; nobody answered on it before we came here.
            QLocalServer.removeServer(name)
            if not self._server.listen(name):
                _log.warning("No second start can be handed over: %s", self._server.errorString())

    @property
    def listening(self) -> bool:
        return self._server.isListening()

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            visitor = _Visitor(socket, self)
            visitor.brought.connect(self.files_received)


def _paths(message: bytes) -> tuple[Path, ...] | None:
    """The files that a message names; None for what is no such message."""
    try:
        names = json.loads(message)
    except ValueError:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return tuple(Path(name) for name in names)
