"""How processes that work for others are started, and how they take turns with them."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_BEHIND = 10
"""Steps of niceness behind the window: a tenth of its share where both want a processor."""
_BELOW_NORMAL = 0x4000
"""Windows' own name for it is BELOW_NORMAL_PRIORITY_CLASS."""


def give_way() -> None:
    """Call in a process that works in the background: whoever it works for is served first, and
    it takes what is left over. On a machine with nothing else to do it is as fast as before."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - nowhere else needed
        from ctypes import wintypes  # noqa: PLC0415

        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetPriorityClass.argtypes = (wintypes.HANDLE, wintypes.DWORD)
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(_BEHIND)


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Ctrl-C does not reach a process that is started meanwhile by the spawn method, nor this
    thread: the new process would meet it before it can turn away from it, and die of it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker  # noqa: PLC0415 - where there are such signals

    resource_tracker.ensure_running()  # Started with the first process, it would end the holding.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
