"""Read records from bytes, each with its position. Unreadable input becomes a problem of its record, not an error.

Memory stays bounded for any input: a line beyond the limit is skipped in pieces, a .json file beyond its limit is
rejected, and the parsers limit the depth.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from io import BufferedReader
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Protocol

import orjson

from claims.errors import ClaimsError
from claims.store.json_lines import LINE_LIMIT
from claims.validation.findings import Problem, Spot
from claims.validation.json_positions import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from io import BufferedIOBase

__all__ = [
    "LINE_LIMIT",
    "WHOLE_LIMIT",
    "Item",
    "Origin",
    "is_repeated",
    "read_json",
    "read_lines",
    "unpacked",
    "unreadable",
]

WHOLE_LIMIT = 256 * 1024 * 1024
"""Maximum size of a .json file in bytes; JSON Lines has no such limit."""

_WINDOW = 60
_DIGITS = 400
_WHITE = re.compile(r"[ \t\r\n]*")
_BOM = b"\xef\xbb\xbf"


class Origin(Protocol):
    """The position from which a record was read."""

    @property
    def raw(self) -> str:
        """The record's JSON."""

    @property
    def line(self) -> int:
        """The line on which it begins, from 1."""

    def spot(self, start: int, end: int) -> Spot:
        """Return the place of `raw[start:end]`."""


@dataclass(slots=True)
class Item:
    """A record, or a part of the input that is not one.

    Attributes:
        origin: None for records that were not read from a file.
        problems: Why it could not be read; `value` is then meaningless, unless `usable`.
    """

    index: int
    origin: Origin | None
    value: Any = None
    problems: tuple[Problem, ...] = ()
    usable: bool = True


@dataclass(slots=True)
class _Line:
    """A record on one line of a file."""

    line: int
    data: bytes

    @property
    def raw(self) -> str:
        return self.data.decode("utf-8", "replace").rstrip("\r\n")

    def spot(self, start: int, end: int) -> Spot:
        text = self.raw
        first = max(0, start - _WINDOW)
        return Spot(self.line, start + 1, end - start, text[first : end + _WINDOW][:400], start - first)


class _Whole:
    """A text that may contain line feeds, with the offsets of its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def spot(self, start: int, end: int) -> Spot:
        line = bisect_right(self.starts, start)
        begin = self.starts[line - 1]
        stop = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        first = max(begin, start - _WINDOW)
        excerpt = self.text[first : min(stop, end + _WINDOW)][:400]
        return Spot(line, start - begin + 1, min(end, stop) - start, excerpt, start - first)


@dataclass(slots=True)
class _Part:
    """A record that is a slice of a larger text."""

    whole: _Whole
    start: int
    end: int

    @property
    def raw(self) -> str:
        return self.whole.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.whole.spot(self.start, self.start).line

    def spot(self, start: int, end: int) -> Spot:
        return self.whole.spot(self.start + start, self.start + end)


def read_lines(
    stream: BufferedIOBase,
    limit: int = LINE_LIMIT,
    refused: Callable[[list[bytes], int], Iterable[int]] | None = None,
) -> Iterator[Item]:
    """Yield the records of a JSON Lines stream; blank lines are skipped.

    Args:
        stream: The stream.
        limit: Maximum length of a line, in bytes.
        refused: Given some lines and the number of the first, yields the indices (from 0) of those that need to be
            read here; the others are skipped. It looks at a line only after all earlier ones are processed.
    """
    number, blank = 1, 0
    try:
        for lines in _blocks(stream, limit):
            if len(lines) > 1 and not b"".join(lines).strip():  # Many millions come packed in a few kilobytes.
                number += len(lines)
                blank += len(lines)
                continue
            fits = len(lines) > 1 or len(lines[0]) <= limit
            for place in refused(lines, number) if refused is not None and fits else range(len(lines)):
                item = _line(number + place - blank - 1, number + place, lines[place], limit)
                if item is None:
                    blank += 1
                else:
                    yield item
            number += len(lines)
    except _PackedError as error:
        yield _damaged(number - blank - 1, _Line(number, b""), error)


def _blocks(stream: BufferedIOBase, limit: int) -> Iterator[list[bytes]]:
    """Yield lines without their ends, as many at a time as are available; an overlong line comes cut, by itself."""
    pieces: list[bytes] = []
    size = 0
    while block := _read(stream.read1):
        ends = b"\n" in block
        if ends or size <= limit:  # The middle of an overlong line is dropped.
            pieces.append(block)
        size += len(block)
        if ends:
            *lines, rest = b"".join(pieces).split(b"\n")
            if size > limit:
                yield from ([line[: limit + 1]] for line in lines)
            else:
                yield lines
            pieces, size = [rest], len(rest)
    if size:
        yield [b"".join(pieces)[: limit + 1]]


def _line(index: int, number: int, data: bytes, limit: int) -> Item | None:
    """Return the record on a line, or its problem; None for a blank line."""
    origin = _Line(number, data)
    if len(data) > limit:
        message = f"the line is longer than {limit // 1024 // 1024} MB and was not read"
        problem = Problem("E005", (), message, within=(0, 0))
        return Item(index, _Line(number, b""), problems=(problem,), usable=False)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return _broken_line(index, origin) if data.strip() else None
    return _repeated(index, origin, value) if is_repeated(data, value) else Item(index, origin, value)


def unpacked(stream: BufferedReader[Any], where: str) -> BufferedReader[Any]:
    """Return the decompressed content of a gzip stream; hostile bytes are decompressed in the reading worker.

    Args:
        stream: The stream; what cannot be read at any place, such as a pipe, is copied first.
        where: What messages call it.
    """
    from claims.ingest import packed_streams

    if not stream.seekable():
        copy = TemporaryFile()  # noqa: SIM115 - read on while the records are checked
        copyfileobj(stream, copy)
        stream = BufferedReader(copy)
    return packed_streams.unpacked(stream, where)


class _PackedError(Exception):
    """The packed file cannot be unpacked any further."""


def _read(read: Callable[[], bytes]) -> bytes:
    """What a stream's method returns.

    Raises:
        _PackedError: if the file is packed and damaged, or unpacks to far more than its size.
    """
    try:
        return read()
    except ClaimsError as error:
        raise _PackedError(error.what) from error


def read_json(stream: BufferedIOBase, limit: int = WHOLE_LIMIT, *, single: bool = False) -> Iterator[Item]:
    """Yield the records of one JSON text: an object, or a list of them; with `single`, always one value."""
    try:
        data = _read(lambda: stream.read(limit + 1))
    except _PackedError as error:
        yield _damaged(0, _Line(1, b""), error)
        return
    start = _Line(1, data[:200])
    if len(data) > limit:
        message = f"the file is longer than {limit // 1024 // 1024} MB: write it as JSON Lines, one record per line"
        yield Item(0, start, problems=(Problem("E005", (), message, within=(0, 0)),), usable=False)
        return
    bad = _not_utf8(data)
    if bad is not None:
        text, problem = bad
        yield Item(0, _Part(_Whole(text), 0, len(text)), problems=(problem,), usable=False)
        return
    yield from _split(data.decode("utf-8"), single=single)


def _split(text: str, *, single: bool) -> Iterator[Item]:
    """Yield the records of a JSON text: a list's elements, or the one value."""
    whole = _Whole(text)
    start = _blank(text, 0)
    if single or text[start : start + 1] != "[":
        item, end = _element(0, whole, start, last=True)
        inner = None if single or end is None else _inner_list(item.value, text[start:end])
        if inner is None:
            yield item
            return
        start += inner
    index, at = 0, _blank(text, start + 1)
    if text[at : at + 1] == "]":
        return
    while True:
        item, end = _element(index, whole, at, last=False)
        yield item
        index += 1
        if end is None:
            return
        at = _blank(text, end)
        if text[at : at + 1] == "]":
            if text[_blank(text, 0)] == "[":
                yield from _rest(index, whole, at + 1)
            return
        if text[at : at + 1] != ",":
            yield _syntax(index, whole, at, "a comma or the closing ] of the list is missing here")
            return
        at = _blank(text, at + 1)


def _inner_list(value: object, raw: str) -> int | None:
    """Return where the list of records begins in an object that only holds one, such as `{"claims": […]}`."""
    if not isinstance(value, dict) or "id" in value or "content" in value:
        return None
    lists = [name for name, part in value.items() if isinstance(part, list) and all(isinstance(e, dict) for e in part)]
    if len(lists) != 1 or (not value[lists[0]] and lists[0] != "claims"):
        return None
    return scan(raw, [(lists[0],)]).values[lists[0],][0]


def _rest(index: int, whole: _Whole, at: int) -> Iterator[Item]:
    at = _blank(whole.text, at)
    if at < len(whole.text):
        yield _syntax(index, whole, at, "unexpected content after the end of the JSON text")


def _syntax(index: int, whole: _Whole, at: int, message: str) -> Item:
    part = _Part(whole, at, len(whole.text))
    end = "the file ends in the middle of a record" if at >= len(whole.text) else message
    return Item(index, part, problems=(Problem("E001", (), end, within=(0, 1)),), usable=False)


def _element(index: int, whole: _Whole, at: int, *, last: bool) -> tuple[Item, int | None]:
    """Return the record that begins at `at`, and its end (None if it cannot be determined)."""
    try:
        value, end = _STRICT.raw_decode(whole.text, at)
    except (ValueError, RecursionError) as error:
        part = _Part(whole, at, len(whole.text))
        return Item(index, part, problems=(_fault(error, at, len(whole.text)),), usable=False), None
    part = _Part(whole, at, end)
    raw = part.raw
    surrogate = _lone(raw)
    after = _blank(whole.text, end)
    if last and after < len(whole.text):
        return _syntax(index, whole, after, "unexpected content after the end of the JSON text"), None
    if surrogate is not None:
        return Item(index, part, problems=(surrogate,), usable=False), end
    if is_repeated(raw.encode(), value):
        return _repeated(index, part, value), end
    return Item(index, part, value), end


def _blank(text: str, at: int) -> int:
    """Return the end of the white space at an offset."""
    match = _WHITE.match(text, at)
    return match.end() if match else at


def is_repeated(data: bytes, value: object) -> bool:
    """Return whether an object of the JSON `data`, parsed as `value`, has a name twice.

    A parser keeps one of the two values, so the input then has more quotation marks around names and strings than the
    parsed
    value.
    """
    try:
        return _quotes(data) != _quotes(orjson.dumps(value))
    except TypeError:  # A number of more than 64 bits.
        return bool(scan(data.decode("utf-8")).repeated)


def _quotes(data: bytes) -> int:
    """Return the number of quotation marks around names and strings in JSON."""
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    return data.count(b'"')


def _repeated(index: int, origin: Origin, value: object) -> Item:
    problems = tuple(
        Problem("E003", path, f'the property "{path[-1]}" occurs twice in this object', within=place)
        for path, place in scan(origin.raw).repeated
    )
    return Item(index, origin, value, problems)


def _broken_line(index: int, origin: _Line) -> Item:
    """Return the problem of a line that the fast parser rejects."""
    bad = _not_utf8(origin.data)
    if bad is not None:
        return Item(index, origin, problems=(bad[1],), usable=False)
    return Item(index, origin, problems=(_fault_of(origin.raw),), usable=False)


def _fault_of(text: str) -> Problem:
    try:
        _, end = _STRICT.raw_decode(text, _blank(text, 0))
    except (ValueError, RecursionError) as error:
        return _fault(error, 0, len(text))
    rest = _blank(text, end)
    if rest < len(text):
        message = "unexpected content after the end of the record: write each record on its own line"
        return Problem("E001", (), message, within=(rest, len(text)))
    return _lone(text) or Problem(
        "E005", (), "the record is nested too deeply, or has a number that is too large", within=(0, 1)
    )


def _fault(error: Exception, start: int, length: int) -> Problem:
    """Rephrase a parser's error in plain words; offsets count from `start`."""
    if isinstance(error, RecursionError):
        return Problem("E005", (), "the record is nested too deeply", within=(0, 1))
    if not isinstance(error, json.JSONDecodeError):
        return Problem("E005" if isinstance(error, _LimitError) else "E001", (), str(error), within=(0, 1))
    at = error.pos - start
    unfinished = error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string")
    if unfinished:
        message = "the record is incomplete: it was cut off here"
        at = min(at, max(0, length - start - 1))
    else:
        message = "this is not JSON: " + _WORDS.get(error.msg, error.msg[0].lower() + error.msg[1:])
    return Problem("E001", (), message, within=(at, at + 1))


_WORDS = {
    "Expecting value": "a value is missing here",
    "Expecting ',' delimiter": "a comma is missing here",
    "Expecting ':' delimiter": "a colon is missing after the property's name",
    "Expecting property name enclosed in double quotes": 'a property\'s name in "double quotes" is missing here',
    "Illegal trailing comma before end of object": "remove the comma after the last property",
    "Illegal trailing comma before end of array": "remove the comma after the last element",
    "Extra data": "unexpected content after the end of the record",
    "Invalid \\escape": "this is not a valid escape",
    "Invalid \\uXXXX escape": "\\u must be followed by four hexadecimal digits",
    "Invalid control character at": "control character in a string: write it as \\u and four digits",
}


class _LimitError(ValueError):
    """A number that other tools would not read exactly as written."""


def _constant(name: str) -> float:
    raise ValueError(f"{name} is not a JSON number")


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise _LimitError(f"a number has {len(digits)} digits")
    return int(digits)


_STRICT = json.JSONDecoder(parse_constant=_constant, parse_int=_integer)


def _lone(text: str) -> Problem | None:
    """Return the problem of a lone surrogate that is written as an escape."""
    for match in re.finditer(r"\\(?:u([0-9a-fA-F]{4})|.)", text):
        code = int(match[1], 16) if match[1] else 0
        follows = re.compile(r"\\u[dD][c-fC-F][0-9a-fA-F]{2}").match(text, match.end())
        preceded = re.search(r"\\u[dD][89abAB][0-9a-fA-F]{2}$", text[max(0, match.start() - 6) : match.start()])
        if (0xD800 <= code < 0xDC00 and not follows) or (0xDC00 <= code < 0xE000 and not preceded):
            message = f"{match[0]} is half a surrogate pair, not a character"
            return Problem("E004", (), message, within=match.span())
    return None


def _not_utf8(data: bytes) -> tuple[str, Problem] | None:
    """Return why bytes are not valid UTF-8, with the text as far as it can be shown."""
    if data.startswith(_BOM):
        message = "the file begins with a byte order mark, which JSON does not allow: save it as UTF-8 without one"
        return data.decode("utf-8", "replace"), Problem("E002", (), message, within=(0, 1))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4]:
        message = "this is UTF-16 or UTF-32, not UTF-8: save it as UTF-8"
        return data.decode("utf-8", "replace"), Problem("E002", (), message, within=(0, 1))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        column = len(data[: error.start].decode("utf-8"))
        message = (
            f"the byte 0x{data[error.start]:02x} is not UTF-8 here: the file is in another encoding; save it as UTF-8"
        )
        return data.decode("utf-8", "replace"), Problem("E002", (), message, within=(column, column + 1))
    return None


def unreadable(head: bytes, problem: Problem) -> Item:
    """Return the one item of a file that holds no records at all."""
    return Item(0, _Line(1, head.split(b"\n", 1)[0][:200]), problems=(problem,), usable=False)


def _damaged(index: int, origin: Origin, error: Exception) -> Item:
    message = f"the gzip file cannot be decompressed any further: {str(error).rstrip('.').lower() or 'it is damaged'}"
    return Item(index, origin, problems=(Problem("E007", (), message, within=(0, 0)),), usable=False)
