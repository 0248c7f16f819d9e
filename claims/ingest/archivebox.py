"""ArchiveBox: a folder for each capture of a page, in which the page stands in up to seven formats.

A capture is `archive/1709374500.0/`, with its address in `index.json` and the page as SingleFile, DOM dump, WARC, PDF
and several extracted texts. All are one article; the most complete one is read.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.ingest import captures, metadata_values, regular_files
from claims.ingest.readings import Capture, Known

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Snapshot", "chosen", "is_collection", "of"]

_INDEX = "index.json"
_NAME = re.compile(r"\d{9,10}(\.\d+)?")
_LARGEST = 5_000_000
_FILES = (
    ("singlefile", "singlefile.html"),
    ("dom", "output.html"),
    ("wget", ""),
    ("warc", "warc/*.warc.gz"),
    ("readability", "readability/content.html"),
    ("mercury", "mercury/content.html"),
    ("pdf", "output.pdf"),
    ("htmltotext", "htmltotext.txt"),
    ("readability", "readability/content.txt"),
)
"""The step of ArchiveBox that makes a file and where it lies, the most complete one first."""
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A capture of a page: its metadata, and which page it is a capture of."""

    address: str
    known: dict[str, Known]
    capture: Capture


def is_collection(names: list[str]) -> bool:
    """Whether a folder with these files and folders is ArchiveBox's own, whose index.html lists the captures."""
    return "archive" in names and ("index.sqlite3" in names or "ArchiveBox.conf" in names)


def chosen(folder: Path) -> Path | None:
    """The file to read of the capture in a folder; None if the folder holds none."""
    index = _index(folder)
    if index is None:
        return None
    return next((path for step, name in _FILES for path in _paths(folder, index, step, name)), None)


def of(path: str | Path) -> Snapshot | None:
    """The capture to which a file belongs; None if it belongs to none."""
    for folder in list(Path(path).parents)[:_DEEPEST]:
        if _NAME.fullmatch(folder.name) and (index := _index(folder)):
            return _snapshot(Path(path), folder, index)
    return None


def _snapshot(path: Path, folder: Path, index: dict[str, Any]) -> Snapshot:
    address = index["url"]
    step = next((step for step, name in _FILES if path in _paths(folder, index, step, name)), "")
    values = {
        "url": metadata_values.address(address),
        "retrieved": _moment(index, step),
        "title": metadata_values.line(index.get("title")),
    }
    known = {field: Known(value, "archive") for field, value in values.items() if value}
    return Snapshot(address, known, Capture(captures.page_of(address), path.suffix == ".html"))


def _paths(folder: Path, index: dict[str, Any], step: str, name: str) -> Iterator[Path]:
    """The files that a step made and that are there."""
    names = [name] if name else [str(one.get("output") or "") for one in _runs(index, step)]
    for one in filter(None, names):
        found = sorted(folder.glob(one)) if "*" in one else [folder / one]
        inside = (path for path in found if path.is_file() and path.resolve().is_relative_to(folder.resolve()))
        yield from (path for path in inside if path.suffix != "" or name)


def _runs(index: dict[str, Any], step: str) -> list[dict[str, Any]]:
    """What ArchiveBox notes of each time that it ran a step, the last one first."""
    history = index.get("history")
    runs = history.get(step) if isinstance(history, dict) else None
    return [run for run in reversed(runs) if isinstance(run, dict)] if isinstance(runs, list) else []


def _moment(index: dict[str, Any], step: str) -> str | None:
    """When the step made its file; in UTC, as ArchiveBox writes times without a zone."""
    for run in _runs(index, step):
        try:
            when = datetime.fromisoformat(str(run.get("start_ts")))
        except ValueError:
            continue
        moment = when if when.tzinfo else when.replace(tzinfo=UTC)
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return None


def _index(folder: Path) -> dict[str, Any] | None:
    """What ArchiveBox notes of the capture in a folder; None if it is none."""
    path = folder / _INDEX
    try:
        if not _NAME.fullmatch(folder.name) or not path.is_file():
            return None
        with regular_files.opened(path, str(path)) as file:
            value = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError, ClaimsError):
        return None
    is_one = isinstance(value, dict) and isinstance(value.get("url"), str) and "timestamp" in value
    return value if is_one else None
