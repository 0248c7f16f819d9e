"""Drop the rights that the reading worker does not need, as far as the system allows.

On Linux it has no network, may not write files, start programs or look at other processes, and may read only the
folders that hold Python, its libraries and this package. Three means are used, each where the kernel allows it: a
network of its own (unshare), Landlock, and a filter of system calls. Other systems have no such call for an ordinary
user; there only memory is limited, and the worker has its user's rights.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from claims.ingest import system_call_filter

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["drop_rights", "limit_resources"]

# Three times what the largest readable page needs.
_MEMORY = 2_000_000_000
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""Numbers of the Landlock calls, the same on all processors but Alpha and MIPS."""
_PROCESSORS = frozenset({"x86_64", "aarch64", "riscv64", "ppc64le", "s390x"})
_READ_FILE, _READ_FOLDER = 0b100, 0b1000
_FILE_RIGHTS = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 5: 0xFFFF}
"""Landlock's rights on files, by the version that began to know them."""
_NETWORK_RIGHTS, _NETWORK_SINCE = 0b11, 4
_SCOPES, _SCOPES_SINCE = 0b11, 6
_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/lib32", "/opt", "/nix/store", "/gnu/store"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/dev/urandom", "/dev/null"),
)
"""What programs read of the system when they load libraries, fonts and time zones."""


def limit_resources() -> None:
    """Limit memory, and forbid files of any size and traces of a crash, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):  # the limit is already lower, or not supported
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def drop_rights() -> None:
    """Give up the network, writing, executing and most of reading; call before any thread is started.

    What the system does not let a process give up is kept.
    """
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    for drop in (_leave_network, _forbid_files, system_call_filter.install):
        with suppress(OSError, AttributeError):
            drop(library)


def _leave_network(library: ctypes.CDLL) -> None:
    user, group = os.getuid(), os.getgid()
    if library.unshare(_NEW_NETWORK) == 0 or library.unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return  # An administrator needs no new user; or the system does not allow one.
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def _forbid_files(library: ctypes.CDLL) -> None:
    """Forbid all of Landlock's rights but reading the program's own folders."""
    if platform.machine() not in _PROCESSORS:
        return
    library.syscall.restype = ctypes.c_long
    version = library.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    if version < 1:
        return  # A kernel before 5.13, or without Landlock.
    files = next(rights for since, rights in reversed(_FILE_RIGHTS.items()) if since <= version)
    network = _NETWORK_RIGHTS if version >= _NETWORK_SINCE else 0
    scopes = _SCOPES if version >= _SCOPES_SINCE else 0
    asked = struct.pack("=QQQ", files, network, scopes)
    size = 8 * (1 + (version >= _NETWORK_SINCE) + (version >= _SCOPES_SINCE))
    rules = library.syscall(_CREATE_RULESET, asked, ctypes.c_size_t(size), ctypes.c_uint32(0))
    if rules < 0:
        return
    try:
        for path in _readable():
            with suppress(OSError):  # what its user may not read needs no permission
                _allow_reading(library, rules, path)
        if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
            library.syscall(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))
    finally:
        os.close(rules)


def _readable() -> Iterator[Path]:
    """The files and folders of Python, of its libraries and of this package."""
    package = Path(__file__).resolve().parents[1]
    libraries = [Path(place).resolve() for place in sys.path if place]
    mine = [place for place in libraries if place != package.parent or place.name.endswith("-packages")]
    homes = [Path(place).resolve() for place in (sys.prefix, sys.base_prefix, sys.exec_prefix)]
    yield from {package, *mine, *homes, *map(Path, _SYSTEM)} - {Path("/"), Path("~").expanduser()}


def _allow_reading(library: ctypes.CDLL, rules: int, path: Path) -> None:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | _READ_FOLDER if path.is_dir() else _READ_FILE
        rule = struct.pack("=Qi", rights, handle)
        library.syscall(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(1), rule, ctypes.c_uint32(0))
    finally:
        os.close(handle)
