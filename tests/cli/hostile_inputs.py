"""Files, records and arguments made to break commands, each from a seed: the same seed makes the same ones."""

from __future__ import annotations

import copy
import gzip
import json
from typing import TYPE_CHECKING, Any

import click

from claims.cli import command

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = ["arguments", "damaged_bytes", "damaged_dossier"]

HOSTILE = "a\x1b]0;owned\x07\x1b[2J\x9b31m\u202eb\u2066c\r\x00"
"""What a terminal would obey, a NUL, and what turns the text around it."""
STRINGS = (
    "",
    " ",
    "\n",
    HOSTILE,
    "\ud800",
    "\U0001f600" * 3,
    "../../etc/passwd",
    "con",
    "x" * 5000,
    "²",
    "{{ 7*7 }}",
    "٣",
)
VALUES: tuple[Any, ...] = (
    *STRINGS, None, True, 0, -1, -0.0, 4.0, 1e400, 10**30, 0.5, [], {}, [[]], [None], {"": {}}, ["\ud800"],
)  # fmt: skip
PIECES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n" * 50, b"\x1b[2J", b"<", b"]]>", b"--", b"{", b'"', b"%PDF-",
    b"PK\x03\x04", "²¹ﻻـ\u202e\u0301\u2028".encode(), b"9" * 40, b"(" * 200, "«".encode() * 200, b"\xed\xa0\x80",
)  # fmt: skip
_MOST_CHANGES = 8


def damaged_bytes(data: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """The bytes with some of them changed, gone, doubled, or those of another file among them."""
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        at = chance.randint(0, len(data))
        length = chance.choice((1, 2, 8, 100, 1000))
        data = chance.choice(_BYTES)(data, at, length, chance, other)
    return data


def _spliced(data: bytes, at: int, length: int, chance: random.Random, other: bytes) -> bytes:
    start = chance.randint(0, len(other))
    return data[:at] + other[start : start + length] + data[at:]


_BYTES: tuple[Callable[[bytes, int, int, random.Random, bytes], bytes], ...] = (
    lambda data, at, length, chance, _: data[:at] + chance.randbytes(min(length, 8)) + data[at + min(length, 8) :],
    lambda data, at, length, chance, _: data[:at] + data[at + length :],
    lambda data, at, length, chance, _: data[:at] + data[at : at + length] * 2 + data[at + length :],
    lambda data, at, length, chance, _: data[:at] + chance.choice(PIECES) + data[at:],
    lambda data, at, length, chance, _: data[: max(at, len(data) // 2)],
    _spliced,
)


def damaged_dossier(folder: Path, chance: random.Random) -> str:
    """Damage one file of a dossier, as records or as bytes, and say what was done."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    path = chance.choice(
        [each for each in files if each.suffix in (".jsonl", ".json")] if chance.random() < 0.8 else files
    )
    data = path.read_bytes()
    if path.suffix in (".jsonl", ".json") and chance.random() < 0.8:
        lines = data.splitlines() if path.suffix == ".jsonl" else [data]
        at = chance.randrange(len(lines)) if lines else 0
        done = _damage_record(lines, at, chance)
        path.write_bytes(b"\n".join(lines) + b"\n")
        return f"{path.name}:{at + 1}: {done}"
    path.write_bytes(
        chance.choice((damaged_bytes(data, chance, files[0].read_bytes()), gzip.compress(data), b"", data * 2))
    )
    return f"{path.name}: bytes"


def _damage_record(lines: list[bytes], at: int, chance: random.Random) -> str:
    """Change a value of the record in a line, or take it away, or put one in."""
    if not lines:
        return "nothing"
    record = json.loads(lines[at])
    places = list(_places(record))
    parent, key = chance.choice(places)
    value = copy.deepcopy(chance.choice(VALUES))
    done = f"{key!r} = {value!r:.40}"
    if isinstance(parent, dict) and chance.random() < 0.2:
        del parent[key]
        done = f"no {key!r}"
    elif isinstance(parent, dict) and chance.random() < 0.1:
        parent[chance.choice(STRINGS)] = value
    else:
        parent[key] = value
    lines[at] = json.dumps(record).encode()
    return done


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each place of a value in a record: what holds it, and its name or number there."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(inner, (dict, list)):
            yield from _places(inner)


def arguments(chance: random.Random, paths: Sequence[str]) -> list[str]:
    """A command with options of its own and any values, such as paths, numbers and what a terminal obeys."""
    context = click.Context(command)
    name = chance.choice([each for each in command.list_commands(context) if each != "desk"])
    chosen = command.get_command(context, name)
    assert chosen is not None
    told = [name]
    if isinstance(chosen, click.Group):
        told.append(chance.choice(chosen.list_commands(context)))
        chosen = chosen.get_command(context, told[-1])
        assert chosen is not None
    # No argument holds a NUL, and bytes that are not UTF-8 stand in it as the upper half of surrogates.
    texts = (each.replace("\x00", "").replace("\ud800", "\udcff") for each in STRINGS)
    words = (*paths, *paths, *texts, "-1", "0", "1e9", "ar", "html", "--", "-")
    options = [each for each in chosen.params if isinstance(each, click.Option) and each.name != "wait"]
    for option in chance.sample(options, k=min(len(options), chance.randint(0, 3))):
        told.append(chance.choice(option.opts))
        told += [] if option.is_flag else [chance.choice(words)]
    told += [chance.choice(words) for _ in range(chance.randint(0, 3))]
    return told
