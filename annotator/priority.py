"""How eagerly the system gives a process its turn of a processor."""

import os
import sys

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
