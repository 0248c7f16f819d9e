"""Keep memory use bounded: entries that do not fit are stored in a temporary file."""

from __future__ import annotations

import json
import pickle
import sqlite3
import tempfile
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Ledger", "Spool"]

_HELD = 250_000
_Entry = TypeVar("_Entry")
Values = tuple[str | int | None, ...]


class Ledger:
    """A mapping of names to values in which the first entry of a name is kept.

    Attributes:
        near: The entries held in memory.
    """

    def __init__(self, held: int = _HELD) -> None:
        """Keep this many entries in memory and the others in a temporary file."""
        self._held = held
        self.near: dict[str, Values] = {}
        self._far: sqlite3.Connection | None = None

    def add(self, name: str, value: Values) -> Values | None:
        """Return the existing value of a name; if there is none, store `value` and return None."""
        found = self.near.get(name)
        if found is not None:
            return found
        if len(self.near) < self._held:
            self.near[name] = value
            return None
        done = self._open().execute("INSERT OR IGNORE INTO entry VALUES (?, ?)", (name, json.dumps(value)))
        return None if done.rowcount else self.get(name)

    def put(self, name: str, value: Values) -> None:
        """Store a value under a name, replacing any other."""
        if name in self.near or len(self.near) < self._held:
            self.near[name] = value
        else:
            self._open().execute("INSERT OR REPLACE INTO entry VALUES (?, ?)", (name, json.dumps(value)))

    def get(self, name: str) -> Values | None:
        """Return the value of a name."""
        near = self.near.get(name)
        if near is not None or self._far is None:
            return near
        row = self._far.execute("SELECT value FROM entry WHERE name = ?", (name,)).fetchone()
        return None if row is None else tuple(json.loads(row[0]))

    def _open(self) -> sqlite3.Connection:
        if self._far is None:
            self._far = sqlite3.connect("", isolation_level=None)  # A private file that is deleted automatically.
            self._far.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"
                "CREATE TABLE entry (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID; BEGIN;"
            )
        return self._far

    def close(self) -> None:
        """Close and delete the temporary file."""
        if self._far is not None:
            self._far.close()
            self._far = None


class Spool(Generic[_Entry]):
    """A queue of postponed entries in order of arrival; it can be read once."""

    def __init__(self, held: int = _HELD // 25) -> None:
        """Keep this many entries in memory and the others in a temporary file."""
        self._held = held
        self._near: list[_Entry] = []
        self._far: IO[bytes] | None = None

    def append(self, entry: _Entry) -> None:
        """Add an entry."""
        if len(self._near) < self._held:
            self._near.append(entry)
            return
        if self._far is None:
            self._far = tempfile.TemporaryFile()  # noqa: SIM115  # kept until the spool is read
        pickle.dump(entry, self._far)

    def __iter__(self) -> Iterator[_Entry]:
        yield from self._near
        if self._far is None:
            return
        with self._far as file:
            file.seek(0)
            while True:
                try:
                    entry: Any = pickle.load(file)  # noqa: S301  # our own, from a file without a name
                except EOFError:
                    return
                yield entry
