"""The reading child: what runs in the process that may be killed. Imports no Qt, no spaCy."""

import contextlib
import faulthandler
import os
import signal
import sys
import traceback
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection

from annotator.domain.phrase import phrase
from annotator.ingest import sandbox, wire
from annotator.ingest.limits import Limits
from annotator.ingest.problems import UnreadableError
from annotator.offline import stay_offline
from annotator.processes import give_way

_GRACE_SECONDS = 10.0


def serve(line: Connection, limits: Limits) -> None:
    """Answers requests until the app closes the line. The entry of the child process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the app's to handle
    silence = _be_silent()
    stay_offline()
    give_way()
    from annotator.ingest import document, languages  # noqa: PLC0415 (the app loads no parsers)

    languages.load()  # unpacks its model into a temporary file, which is not allowed later
    sandbox.confine(limits)

    line.send_bytes(b"ready")
    while True:
        try:
            request = wire.decode_request(line.recv_bytes())
            content = line.recv_bytes()
        except (EOFError, OSError):
            return
        # The app stops a slow child; this ends one whose app has died.
        faulthandler.dump_traceback_later(limits.seconds + _GRACE_SECONDS, exit=True, file=silence)
        reply = answer(partial(document.interpret, request, content, limits))
        faulthandler.cancel_dump_traceback_later()
        with contextlib.suppress(OSError):
            line.send_bytes(reply)


def answer(interpret: Callable[[], wire.Answer]) -> bytes:
    """The encoded answer to one request; whatever goes wrong becomes a problem in words."""
    try:
        return wire.encode_answer(interpret())
    except UnreadableError as problem:
        return wire.encode_problem(problem)
    except MemoryError:
        return wire.encode_problem(
            UnreadableError(
                phrase("needs too much memory to read and was stopped"),
                phrase("It may be damaged or made to do harm; try a smaller or simpler copy."),
            )
        )
    except Exception as error:  # noqa: BLE001 (a parser may raise anything at a hostile file)
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(where.filename)}:{where.lineno}"  # noqa: PTH119
        return wire.encode_problem(
            UnreadableError(
                phrase("is damaged and could not be read"),
                phrase("Open it in its own program and save a copy, or paste its text."),
                detail=f"{type(error).__name__} at {place}",
            )
        )


def _be_silent() -> int:
    """Sends standard output and error to nowhere: parsers print parts of documents."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
    return nowhere
