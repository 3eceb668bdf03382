"""A filter on Linux system calls for the reading child, without any library.

What a hijacked parser would want is refused with EPERM for the rest of the process's life:
sockets, other programs, other processes, and any change to a file. See seccomp(2).
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence

# From <linux/prctl.h>, <linux/seccomp.h>, <linux/audit.h> and <linux/bpf_common.h>.
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_RET_ALLOW = 0x7FFF0000
_RET_ERRNO = 0x00050000
_LOAD_WORD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_JUMP_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_JUMP_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_JUMP_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K
_AT_NUMBER, _AT_ARCHITECTURE, _AT_ARGUMENTS = 0, 4, 16

_WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND
_CLONE_THREAD = 0x10000

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_FORBIDDEN: dict[str, Sequence[int]] = {
    "x86_64": (
        41, 42, 43, 44, 46, 49, 50, 53, 288, 307,  # sockets, by any of their calls
        57, 58, 59, 322,  # fork, vfork, execve, execveat
        62, 200, 234, 101, 310, 311, 424,  # kill and its kin, ptrace, other processes' memory
        76, 77, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94, 132, 133, 235,  # files
        258, 259, 260, 261, 263, 264, 265, 266, 268, 280, 285, 316,  # files, by folder
        188, 189, 190, 197, 198, 199,  # extended attributes
        161, 165, 166, 272, 308, 246, 320, 175, 313, 321, 425, 437, 452,  # mounts, modules
    ),
    "aarch64": (
        198, 199, 200, 201, 202, 203, 206, 211, 242, 269,
        221, 281,
        129, 130, 131, 117, 270, 271, 424,
        33, 34, 35, 36, 37, 38, 45, 46, 47, 52, 53, 54, 55, 88, 276,
        5, 6, 7, 14, 15, 16,
        51, 40, 39, 97, 268, 104, 294, 105, 273, 280, 425, 437, 452,
    ),
}  # fmt: skip
_OPEN = {"x86_64": ((2, 1), (257, 2)), "aarch64": ((56, 2),)}
"""The calls that open a file, and which argument holds their flags."""
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
"""Refused as unknown, so that the C library falls back to clone, whose flags can be seen."""
_X32 = 0x40000000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def install() -> bool:
    """Puts the filter on this process; False where the machine has no such filters."""
    machine = platform.machine()
    if machine not in _ARCHITECTURES or struct.calcsize("P") != 8:
        return False
    code = _assembled(_rules(machine))
    libc = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(code) // 8, code)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program)) == 0)


type _Step = tuple[int, int, int, int]
"""One instruction: its code, how far to jump when true, when false, and its operand."""


def _rules(machine: str) -> list[_Step]:
    """The filter's program; each rule either answers or falls through to the next."""
    refuse = _RET_ERRNO | errno.EPERM
    steps: list[_Step] = [
        (_LOAD_WORD, 0, 0, _AT_ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, _ARCHITECTURES[machine]),
        (_RETURN, 0, 0, refuse),
        (_LOAD_WORD, 0, 0, _AT_NUMBER),
    ]
    if machine == "x86_64":  # the same calls once more under other numbers
        steps += [(_JUMP_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, refuse)]
    for number in _FORBIDDEN[machine]:
        steps += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, refuse)]
    steps += [(_JUMP_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _RET_ERRNO | errno.ENOSYS)]
    for number, argument in _OPEN[machine]:
        steps += _by_flags(number, argument, (_JUMP_ANY_BIT, 0, 1, _WRITING), refuse)
    steps += _by_flags(_CLONE[machine], 0, (_JUMP_ANY_BIT, 1, 0, _CLONE_THREAD), refuse)
    return [*steps, (_RETURN, 0, 0, _RET_ALLOW)]


def _by_flags(number: int, argument: int, test: _Step, refuse: int) -> list[_Step]:
    """Refuses call `number` when `test` on the low word of its `argument` falls to it."""
    return [
        (_JUMP_EQUAL, 0, 4, number),
        (_LOAD_WORD, 0, 0, _AT_ARGUMENTS + 8 * argument),
        test,
        (_RETURN, 0, 0, refuse),
        (_RETURN, 0, 0, _RET_ALLOW),
    ]


def _assembled(steps: list[_Step]) -> bytes:
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
