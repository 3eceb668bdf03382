"""The reading process as the app sees it: started, asked, stopped in time."""

import contextlib
import multiprocessing
import threading
from collections.abc import Iterator
from multiprocessing.context import SpawnProcess

from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError
from annotator.ingest import child, wire
from annotator.ingest.limits import Limits
from annotator.processes import interrupts_held_back

_START_SECONDS = 120.0
"""A child that has not even started after this time never will."""


class TooSlowError(Exception):
    """The child was stopped at its time limit."""


class ReadingProcess:
    """One child process and the line to it.

    Raises UserFacingError when it does not start.
    """

    def __init__(self, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._limits = limits
        self._expired = False
        self._process: SpawnProcess = context.Process(
            target=child.serve, args=(theirs, limits), name="annotator-reader", daemon=True
        )
        try:
            with interrupts_held_back():
                self._process.start()
            theirs.close()
            with self._stopped_after(_START_SECONDS):
                self._line.recv_bytes(maxlength=16)
        except (EOFError, OSError):
            theirs.close()
            self.stop()
            raise UserFacingError(
                phrase("The part of the program that reads files did not start."),
                phrase("Close other programs to free memory and try again."),
            ) from None

    @property
    def pid(self) -> int | None:
        """The child's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the child still runs."""
        return self._process.is_alive()

    def ask(self, request: wire.Request, content: bytes) -> bytes:
        """The child's answer.

        Raises TooSlowError when the child was stopped at the time limit, EOFError or OSError
        when it died or was stopped otherwise.
        """
        try:
            with self._stopped_after(self._limits.seconds):
                self._line.send_bytes(wire.encode_request(request))
                self._line.send_bytes(content)
                return self._line.recv_bytes(maxlength=wire.most_bytes(self._limits))
        except (EOFError, OSError):
            if self._expired:
                raise TooSlowError from None
            raise

    def stop(self) -> None:
        """Ends the child at once, for it has nothing to save, and frees what it held."""
        self._line.close()
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()
            self._process.close()

    def interrupt(self) -> None:
        """Ends the child from another thread; whoever waits for its answer is told."""
        with contextlib.suppress(ValueError):  # stopped already
            self._process.kill()

    @contextlib.contextmanager
    def _stopped_after(self, seconds: float) -> Iterator[None]:
        watchdog = threading.Timer(seconds, self._expire)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield
        finally:
            watchdog.cancel()

    def _expire(self) -> None:
        self._expired = True
        self.interrupt()
