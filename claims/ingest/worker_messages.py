"""The messages between this process and the worker that reads files: a JSON header and some bytes."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import IO

__all__ = ["LONGEST", "received", "send"]

_LENGTHS = struct.Struct(">QQ")
LONGEST = 200_000_000
"""Most bytes of a header or of what follows it: texts and pages are limited to less."""


def send(stream: IO[bytes], header: object, data: bytes = b"") -> None:
    """Write a message.

    Args:
        stream: The pipe to the other process.
        header: What can be written as JSON.
        data: Further bytes.

    Raises:
        OSError: if the other process has ended.
    """
    said = json.dumps(header).encode()
    stream.write(_LENGTHS.pack(len(said), len(data)))
    stream.write(said)
    stream.write(data)
    stream.flush()


def received(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read a message, of which nothing is believed but its length.

    Raises:
        EOFError: if the other process has ended, or writes what is no message.
    """
    start = stream.read(_LENGTHS.size)
    if len(start) < _LENGTHS.size:
        raise EOFError
    lengths = _LENGTHS.unpack(start)
    if max(lengths) > LONGEST:
        raise EOFError
    said, data = (stream.read(length) for length in lengths)
    try:
        header = json.loads(said)
    except (ValueError, RecursionError) as error:  # cut off
        raise EOFError from error
    if not isinstance(header, dict) or len(data) < lengths[1]:
        raise EOFError
    return header, data
