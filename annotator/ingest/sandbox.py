"""What the reading child may not do: take all memory, open sockets, run or change anything."""

import os
import sys

from annotator.ingest import seccomp
from annotator.ingest.limits import Limits


def confine(limits: Limits) -> None:
    """Puts limits on this process that it cannot lift; as many as the system offers."""
    # numpy's threads reserve address space that counts against the limit on memory.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if sys.platform != "win32":
        _limit_resources(limits)
    if sys.platform == "linux":
        seccomp.install()


def _limit_resources(limits: Limits) -> None:
    import resource  # noqa: PLC0415 (not on Windows)

    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, _address_space() + limits.memory_bytes)


def _limit(kind: int, most: int) -> None:
    import resource  # noqa: PLC0415 (not on Windows)

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    try:
        resource.setrlimit(kind, (most, most))
    except (OSError, ValueError):
        return  # macOS knows the limit and does not take it; the time limit remains


def _address_space() -> int:
    """Bytes of address space that this process has now; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
