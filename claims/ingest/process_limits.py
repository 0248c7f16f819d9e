"""Drop the rights that the reading worker does not need, as far as the system allows.

On Linux it gets a network of its own without any connection, and may neither write files nor start programs. It can
still read what its user can read. Other systems have no such call for an ordinary user; there, only memory is limited.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["drop_rights"]

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
"""Numbers of the Landlock calls, the same on all processors but Alpha and MIPS."""
_PROCESSORS = frozenset({"x86_64", "aarch64", "riscv64", "ppc64le", "s390x"})
_EXECUTE_AND_WRITE = 0b1_1111_1111_0011
"""Landlock's rights of its first version without reading: execute, write, remove, and make files of any kind."""


def drop_rights() -> None:
    """Give up the network, writing and executing; call before any thread is started. What is refused is kept."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    with suppress(OSError, AttributeError):
        _leave_network(library)
    with suppress(OSError, AttributeError):
        _forbid_writing(library)


def _leave_network(library: ctypes.CDLL) -> None:
    user, group = os.getuid(), os.getgid()
    if library.unshare(_NEW_NETWORK) == 0 or library.unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return  # An administrator needs no new user; or the system does not allow one.
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def _forbid_writing(library: ctypes.CDLL) -> None:
    if platform.machine() not in _PROCESSORS:
        return
    library.syscall.restype = ctypes.c_long
    rights = ctypes.c_uint64(_EXECUTE_AND_WRITE)
    handle = library.syscall(_CREATE_RULESET, ctypes.byref(rights), ctypes.c_size_t(8), ctypes.c_uint32(0))
    if handle < 0:
        return  # A kernel before 5.13, or without Landlock.
    try:
        if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
            library.syscall(_RESTRICT_SELF, ctypes.c_int(handle), ctypes.c_uint32(0))
    finally:
        os.close(handle)
