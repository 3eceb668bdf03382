"""Many files read and analysed on all cores, results in the order of the files."""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError
from annotator.ingest import Reader
from annotator.worker import AnalysisClient, AnalysisError

log = logging.getLogger(__name__)

# Enough to keep every process busy, few enough that memory does not grow with the files.
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be done, and why."""

    path: Path
    error: UserFacingError


@dataclass(frozen=True, slots=True)
class Analysed:
    """A file that was read and analysed."""

    path: Path
    article: Article
    analysis: Analysis


def analyse_files(
    paths: Sequence[Path],
    *,
    model: str | None = None,
    lexicons: Path | None = None,
    processes: int | None = None,
    on_start: Callable[[Path], None] | None = None,
) -> Iterator[Analysed | Failure]:
    """Each file's analysis or failure, in the order of `paths`, as soon as it is known.

    Reads in one child process and analyses in `processes` others (one a core when None).
    """
    count = max(1, min(processes or _cores(), len(paths)))
    with ExitStack() as stack:
        reader = stack.enter_context(Reader())
        clients = [AnalysisClient(model, lexicons) for _ in range(count)]
        for client in clients:
            stack.callback(client.close)
        turns = cycle(clients)
        waiting: deque[_Pending | Failure] = deque()
        for path in paths:
            waiting.append(_begin(path, reader, next(turns), on_start))
            while len(waiting) > count * _AHEAD:
                yield _finish(waiting.popleft())
        while waiting:
            yield _finish(waiting.popleft())


def _cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Pending:
    path: Path
    article: Article
    future: Future[Analysis]


def _begin(
    path: Path, reader: Reader, client: AnalysisClient, on_start: Callable[[Path], None] | None
) -> _Pending | Failure:
    if on_start:
        on_start(path)
    try:
        article = reader.read(path).article
    except UserFacingError as error:
        return Failure(path, error)
    return _Pending(path, article, client.submit(article.text, article.blocks, article.language))


def _finish(pending: _Pending | Failure) -> Analysed | Failure:
    if isinstance(pending, Failure):
        return pending
    try:
        return Analysed(pending.path, pending.article, pending.future.result())
    except (UserFacingError, AnalysisError) as error:
        return failure(pending.path, error)


def failure(path: Path, error: UserFacingError | AnalysisError) -> Failure:
    """Why a file could not be done; of a bug the log keeps the place."""
    if isinstance(error, UserFacingError):
        return Failure(path, error)
    log.error("the analysis of a file failed: %s", error)
    return Failure(
        path,
        UserFacingError(
            phrase("The analysis of “{name}” failed.", name=path.name),
            phrase("The others are not affected."),
        ),
    )
