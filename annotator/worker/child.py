"""The analysis process: loads the model once, then answers requests until its parent is gone."""

import gc
import os
import signal
import threading
import traceback
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.analysis import Findings
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError
from annotator.processes import give_way
from annotator.worker.messages import (
    Analyse,
    Answer,
    Cancel,
    Cancelled,
    Done,
    Failed,
    Found,
    Ready,
    Stop,
)

if TYPE_CHECKING:
    from annotator.analysis.analyser import Analyser


def main(
    connection: "Connection[Answer, object]", model: str | None, user_folder: Path | None
) -> None:
    """The entry of the child process."""
    # Ctrl-C reaches every process of a terminal; who waits for the results decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One process per core is the app's parallelism; threads inside would only fight for cores.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _leave_with_parent()
    give_way()
    try:
        analyser = _load(model, user_folder)
    except UserFacingError as error:
        connection.send(Failed(None, error.message, error.hint))
        return
    spare_the_model()
    connection.send(Ready(analyser.info))
    while True:
        try:
            request = connection.recv()
        except EOFError:
            return
        if isinstance(request, Stop):
            return
        if isinstance(request, Analyse):
            connection.send(_answer(connection, analyser, request))


def spare_the_model() -> None:
    """Have the garbage collector pass over what stays as long as the process does, and look less
    often at what an analysis makes and lets go of: a tenth of the time went into that."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def _load(model: str | None, user_folder: Path | None) -> "Analyser":
    from annotator.analysis import load  # noqa: PLC0415 - spaCy is imported in this process alone

    return load(model, user_folder)


def _answer(
    connection: "Connection[Answer, object]", analyser: "Analyser", request: Analyse
) -> Answer:
    from annotator.analysis import Cancelled as Stopped  # noqa: PLC0415

    def tell(findings: Findings) -> bool:
        connection.send(Found(request.number, findings))
        return not _cancelled(connection, request.number)

    try:
        return Done(
            request.number,
            analyser.analyse(request.text, request.blocks, request.language, tell),
        )
    except Stopped:
        return Cancelled(request.number)
    except UserFacingError as error:
        return Failed(request.number, error.message, error.hint)
    except Exception as error:  # noqa: BLE001 - a bug must reach the parent's log, not end the process
        frames = "".join(traceback.format_tb(error.__traceback__))
        return Failed(
            request.number,
            phrase("The analysis of this article failed."),
            phrase("The text can still be read and claims marked by hand."),
            f"{type(error).__name__} at\n{frames}",
        )


def _cancelled(connection: "Connection[Answer, object]", number: int) -> bool:
    """Whether a cancellation of request `number` has arrived; nothing else can, meanwhile."""
    while connection.poll():
        request = connection.recv()
        if isinstance(request, Stop) or (isinstance(request, Cancel) and request.number == number):
            return True
    return False


def _leave_with_parent() -> None:
    """Ends this process when its parent has died, however hard."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent watch").start()
