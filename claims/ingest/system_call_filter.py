"""A filter of Linux (seccomp) that refuses the system calls that reading a file does not need.

It needs no privileges and works in containers, where the other means of `process_limits` may be forbidden. It refuses
connecting, sending and listening, opening files for writing and changing or removing them, starting programs and
processes, and looking into or ending other processes. A refused call fails as if the user lacked the right.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["install"]


@dataclass(frozen=True, slots=True)
class _Processor:
    """The numbers of a processor's system calls.

    Attributes:
        architecture: As the kernel's audit names it.
        refused: Calls that are refused whatever is passed.
        opening: Calls that open a file, with the index of the argument that says for what.
        cloning: Starts a thread or, which is refused, a process.
    """

    architecture: int
    refused: tuple[int, ...]
    opening: dict[int, int]
    cloning: int


_EVERYWHERE = (425, 434, 438, 452)  # io_uring_setup, pidfd_open, pidfd_getfd, fchmodat2
_UNKNOWN_TO_OLD = (435, 437)
"""clone3 and openat2, whose arguments a filter cannot see: programs use clone and openat where they are missing."""
_PROCESSORS = {
    "x86_64": _Processor(
        0xC000003E,
        (
            *(41, 42, 43, 44, 46, 49, 50, 288, 307),  # socket, connect, accept, send, bind, listen
            *(57, 58, 59, 322),  # fork, vfork, execve, execveat
            *(62, 129, 200, 297, 101, 310, 311),  # kill and its like, ptrace, process_vm
            *(76, 77, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94),  # truncate, rename, mkdir … chmod, chown
            *(132, 133, 235, 258, 259, 260, 261, 263, 264, 265, 266, 268, 280, 316),  # the same with a folder's handle
            *(188, 189, 190, 197, 198, 199),  # extended attributes
            *(155, 161, 165, 166, 175, 246, 248, 249, 250, 272, 298, 304, 308, 313, 321, 323),  # mounts, keys, kernel
        ),
        {2: 1, 257: 2},
        56,
    ),
    "aarch64": _Processor(
        0xC00000B7,
        (
            *(198, 200, 201, 202, 203, 206, 211, 242, 269),
            *(221, 281),
            *(129, 130, 138, 240, 117, 270, 271),
            *(33, 34, 35, 36, 37, 38, 45, 46, 52, 53, 54, 55, 88, 276),
            *(5, 6, 7, 14, 15, 16),
            *(39, 40, 41, 51, 97, 104, 105, 217, 218, 219, 241, 265, 268, 273, 280, 282),
        ),
        {56: 2},
        220,
    ),
}
_OTHER_NUMBERING = 0x4000_0000
"""Numbers from here on are those of another set of calls of the same processor (x32)."""
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000
"""Flags of a call that opens a file: write, read and write, create, truncate."""
_THREAD = 0x0001_0000
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _HAS_ANY, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_ALLOW, _FAIL = 0x7FFF_0000, 0x0005_0000
_REFUSE = _FAIL | errno.EPERM
_Step = tuple[int, int, int, int]
"""An instruction of the filter: what to do, how many to skip if so and if not, and a value."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def install(library: ctypes.CDLL) -> bool:
    """Filter the system calls of this process from now on; cannot be undone.

    Args:
        library: The C library.

    Returns:
        Whether the filter is in place: False for an unknown processor, and where the kernel refuses.
    """
    processor = _PROCESSORS.get(platform.machine())
    if processor is None or sys.byteorder != "little" or sys.maxsize < 2**32:
        return False
    steps = [struct.pack("=HBBI", *step) for step in _steps(processor)]
    program = _Program(len(steps), b"".join(steps))
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(library.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _steps(processor: _Processor) -> Iterator[_Step]:
    refuse = (_RETURN, 0, 0, _REFUSE)
    number = (_LOAD, 0, 0, _NUMBER)
    yield from [(_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, processor.architecture), refuse, number]
    yield from [(_AT_LEAST, 0, 1, _OTHER_NUMBERING), refuse]
    for call in (*processor.refused, *_EVERYWHERE):
        yield from [(_EQUAL, 0, 1, call), refuse]
    for call in _UNKNOWN_TO_OLD:
        yield from [(_EQUAL, 0, 1, call), (_RETURN, 0, 0, _FAIL | errno.ENOSYS)]
    for call, argument in processor.opening.items():
        yield from [(_EQUAL, 0, 4, call), (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)]
        yield from [(_HAS_ANY, 0, 1, _WRITING), refuse, number]
    yield from [(_EQUAL, 0, 4, processor.cloning), (_LOAD, 0, 0, _ARGUMENTS)]
    yield from [(_HAS_ANY, 1, 0, _THREAD), refuse, number]
    yield (_RETURN, 0, 0, _ALLOW)
