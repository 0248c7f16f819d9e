"""The folder of a collection: which files are there, and which shards are complete.

    DIR/
      collection.json          what is collected, with which settings and version
      claims/KEY.parquet       one file for each shard and table, see `claims.collection.tables`
      documents/KEY.parquet
      findings/KEY.parquet
      done/KEY.json            the marker of a complete shard, written last
      relations/               what factsheet relate found: origins.parquet, groups.parquet, keys/KEY.parquet
      tmp/                     what is being written

A shard without a marker is not part of the collection: it is under way, or its run was killed.
"""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import claims
from claims.collection.tables import FORMAT, TABLES
from claims.errors import ClaimsError
from claims.store import COLLECTION_FILE, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from claims.collection.shards import Settings, Source

__all__ = [
    "DONE",
    "Marker",
    "complete",
    "discard",
    "files",
    "held",
    "marker",
    "markers",
    "parquet",
    "prepare",
    "relation",
    "shard_size",
    "under_way",
    "version",
    "writing",
]

DONE = "done"
_UNDER_WAY = "tmp"
_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Marker:
    """What the marker of a shard says.

    Attributes:
        source: The name of the source.
        articles: How many were read; `claims` were found in them, `findings` were lost.
        lost: Whether the shard was given up.
    """

    source: str
    articles: int
    claims: int
    findings: int
    lost: bool


def marker(out: Path, key: str) -> Path:
    """Return the path of the marker of a shard."""
    return out / DONE / f"{key}.json"


def parquet(out: Path, table: str, key: str) -> Path:
    """Return the path of a shard's file of a table."""
    return out / table / f"{key}.parquet"


def relation(out: Path, name: str) -> Path:
    """Return the path of a table of relations, or of the keys of a shard: `keys/KEY`."""
    return out / "relations" / f"{name}.parquet"


def under_way(out: Path, name: str) -> Path:
    """Return the path of a file that is being written."""
    return out / _UNDER_WAY / name


def complete(out: Path) -> list[str]:
    """Return the keys of the complete shards, sorted.

    Raises:
        ClaimsError: if the folder is no collection.
    """
    _header(out)
    return sorted(path.stem for path in (out / DONE).glob("*.json"))


def files(out: Path, table: str) -> Sequence[Path]:
    """Return the files of a table that belong to complete shards, sorted by key.

    One that is gone or cut off is among them, so that whoever reads it fails: an answer must not leave out its claims
    without a word. `markers` leaves its shard out, so that the next run makes it again.

    Args:
        out: The folder of the collection.
        table: One of `TABLES`.

    Raises:
        ClaimsError: if the folder is no collection.
    """
    if table not in TABLES:
        raise ValueError(f"{table!r} is none of {TABLES}")
    return [parquet(out, table, key) for key in complete(out)]


def version(out: Path) -> str:
    """Return the version of this program that made the collection.

    Raises:
        ClaimsError: if the folder is no collection.
    """
    try:
        told: str = _header(out)["made"]["version"]
    except LookupError:
        raise ClaimsError(
            "it does not say which version made the collection", str(out / COLLECTION_FILE), "Get it back from a copy"
        ) from None
    return told


def markers(out: Path) -> dict[str, Marker]:
    """Return what the markers say, by key; those whose files are missing or cut off are left out.

    Raises:
        ClaimsError: if the folder is no collection.
    """
    told = ((key, _marker(out, key)) for key in complete(out))
    return {key: one for key, one in told if one is not None}


def _marker(out: Path, key: str) -> Marker | None:
    try:
        said = json.loads(marker(out, key).read_bytes())
        if any(parquet(out, name, key).stat().st_size != said["files"][name]["bytes"] for name in TABLES):
            return None
        return Marker(
            said["source"], said["articles"], said["claims"], said["findings"], lost=bool(said.get("lost", False))
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None


def discard(out: Path, keys: Iterable[str]) -> None:
    """Remove shards: first the marker, then the files."""
    for key in keys:
        marker(out, key).unlink(missing_ok=True)
        for name in TABLES:
            parquet(out, name, key).unlink(missing_ok=True)


def prepare(out: Path, sources: Sequence[Source], settings: Settings) -> None:
    """Make the folder of a collection, or go on with it, and remove what a killed run left half written.

    Raises:
        ClaimsError: if it was made with other settings, or a source is another one than before.
    """
    header = _header(out) if (out / COLLECTION_FILE).exists() else {"sources": {}}
    known: dict[str, str] = header["sources"]
    for source in sources:
        before = known.setdefault(source.name, str(source.path))
        if before != str(source.path):
            raise ClaimsError(
                f"the source {source.name!r} of this collection was {before}",
                str(source.path),
                f"Choose another --out; if the source was moved, correct its path in {out / COLLECTION_FILE}",
            )
    told = {"language": settings.language, "encoding": settings.encoding, "shard_size": settings.most}
    for name, value in told.items():
        if header.get(name, value) != value:
            raise ClaimsError(
                f"the collection was made with {_given(name, header[name])}, not {_given(name, value)}",
                str(out),
                "Use the same, or another folder",
            )
    with writing(out):
        for name in (*TABLES, DONE, _UNDER_WAY):
            (out / name).mkdir(parents=True, exist_ok=True)
        _empty(out / _UNDER_WAY)
    made = {"format": FORMAT, "made": {"by": "claims-factsheet", "version": claims.__version__}, **told}
    header = {**made, "sources": dict(sorted(known.items()))}
    write_atomically(out / COLLECTION_FILE, (json.dumps(header, ensure_ascii=False, indent=2) + "\n").encode())


def _empty(place: Path) -> None:
    for left in place.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)


def shard_size(out: Path) -> int | None:
    """Return how many articles the shards of a collection have; None if there is no collection yet.

    Raises:
        ClaimsError: if the header of the collection cannot be read.
    """
    return _header(out).get("shard_size") if (out / COLLECTION_FILE).exists() else None


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Keep other runs away from the folder of a collection meanwhile; the system lets go of it when the process ends.

    Raises:
        ClaimsError: if another run works on it, or it holds something else.
    """
    from filelock import FileLock, Timeout

    if out.exists() and not out.is_dir():
        raise ClaimsError("this is a file, and a collection is a folder", str(out), "Choose a folder for --out")
    names = {*map(_name, out.iterdir())} if out.exists() else set()
    if names and names.isdisjoint({_LOCK, COLLECTION_FILE}):
        raise ClaimsError("the folder is not empty and no collection", str(out), "Choose another folder for --out")
    lock = FileLock(out / _LOCK, timeout=0)
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout:
            raise ClaimsError("another run is working on this folder", str(out), "Wait until it ends") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Turn what the system says of writing into an error that names the collection.

    Raises:
        ClaimsError: for an OSError.
    """
    try:
        yield
    except OSError as error:
        what = f"the collection cannot be written: {error.strerror or error}"
        raise ClaimsError(what, str(out), "Check that the folder is writable and has free space") from error


def _given(name: str, value: object) -> str:
    """A setting as the option of the command."""
    option = f"--{name.replace('_', '-')}"
    return f"no {option}" if value is None else f"{option} {value}"


def _name(path: Path) -> str:
    return path.name


def _header(out: Path) -> dict[str, Any]:
    """What `collection.json` says.

    Raises:
        ClaimsError: if the folder is no collection, or one of a later version.
    """
    path = out / COLLECTION_FILE
    try:
        said = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise ClaimsError(
            "the folder is no collection", str(out), f"Make one with: factsheet collect SOURCE… --out {out}"
        ) from None
    except (OSError, ValueError) as error:
        raise ClaimsError(f"it cannot be read: {error}", str(path), "Get it back from a copy") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT or not isinstance(said.get("sources"), dict):
        raise ClaimsError(
            f"it is not of format {FORMAT}", str(path), "Use the version of claims that made the collection"
        )
    return said
