"""Progress on stderr when it is a terminal, and failures listed at the end."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from tqdm import tqdm

from annotator.cli.exits import DONE, NOTHING_DONE, SOME_FAILED
from annotator.workspace.batch import Failure


def shown[T](items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """`items`, with a bar on stderr while they come when somebody watches it."""
    with tqdm(
        items,
        total=total,
        desc=what,
        unit="file",
        file=sys.stderr,
        disable=not sys.stderr.isatty(),
        leave=False,
    ) as bar:
        yield from bar


def tell_failures(failures: Sequence[Failure]) -> None:
    for failure in failures:
        print(f"annotator: {failure.error}", file=sys.stderr)


def exit_code(done: int, failures: Sequence[Failure]) -> int:
    if not failures:
        return DONE if done else NOTHING_DONE
    return SOME_FAILED if done else NOTHING_DONE
