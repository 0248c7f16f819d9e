"""HTTP response bodies without their content encodings."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["limited", "unpacked"]

_BLOCK = 65_536


class Readable(Protocol):
    """Something that bytes can be read from."""

    def read(self, length: int, /) -> bytes:
        """At most `length` bytes; none at the end."""


def limited(stream: Readable, most: int, where: str) -> bytes:
    """All bytes of `stream`.

    Raises:
        ClaimsError: if that is more than `most` bytes.
    """
    pieces: list[bytes] = []
    count = 0
    while piece := stream.read(_BLOCK):
        count += len(piece)
        if count > most:
            raise _too_long(most, where)
        pieces.append(piece)
    return b"".join(pieces)


def unpacked(data: bytes, encodings: Sequence[str], most: int, where: str) -> bytes:
    """`data` without its content encodings, given in the order in which they were applied.

    Archives often store an unpacked body with headers of a packed one: such a body is returned unchanged.

    Raises:
        ClaimsError: if more than `most` bytes come out, or an encoding is unknown.
    """
    for encoding in reversed(encodings):
        data = _without(data, encoding, most, where)
    return data


def _without(data: bytes, encoding: str, most: int, where: str) -> bytes:
    if encoding in ("", "identity"):
        return data
    if encoding in ("gzip", "x-gzip"):
        return _inflated(data, 31, most, where) if data.startswith(b"\x1f\x8b") else data
    if encoding == "deflate":  # with the header of the standard, or without, as some servers send it
        return _inflated(data, 15 if data[:1] == b"\x78" else -15, most, where)
    if encoding == "br":
        return _from_brotli(data, most, where)
    if data.lstrip()[:1] == b"<":  # servers send names of other things, such as utf-8
        return data
    raise ClaimsError(f"the page is packed as {encoding!r}, which is not supported", where)


def _inflated(data: bytes, window: int, most: int, where: str) -> bytes:
    try:
        out = zlib.decompressobj(window).decompress(data, most + 1)
    except zlib.error:
        return data
    if len(out) > most:
        raise _too_long(most, where)
    return out


def _from_brotli(data: bytes, most: int, where: str) -> bytes:
    import brotli

    def pieces() -> Iterator[bytes]:
        unpacker = brotli.Decompressor()
        yield unpacker.process(data, output_buffer_limit=_BLOCK)
        while not unpacker.can_accept_more_data():
            yield unpacker.process(b"", output_buffer_limit=_BLOCK)

    out = bytearray()
    try:
        for piece in pieces():
            out += piece
            if len(out) > most:
                raise _too_long(most, where)
    except brotli.error:
        return data
    return bytes(out)


def _too_long(most: int, where: str) -> ClaimsError:
    return ClaimsError(f"the page is larger than {most // 1_000_000} MB, too much for one article", where)
