"""Remember which sheets this computer rendered from which files, so that they need not be rendered to be checked.

A receipt is a file in the user's cache. Its name is a digest of the program, of a dossier's files and of its sheet's
files, all byte for byte, and it exists only if the program rendered those files to that sheet here. It lies outside the
dossier, because whoever can change a sheet can change a digest beside it, too. So a receipt never answers for anything
that was received or edited: another byte anywhere gives another name, for which there is no receipt.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import claims
from claims.errors import ClaimsError
from claims.extraction.language_registry import GROUP, are_installed
from claims.resources import resource
from claims.sheet.annex_parts import outdated_parts
from claims.store import HEADER_FILE, MAP_FILE, RECORD_FILES, SHEET_FILE, TEXTS_FOLDER
from claims.store.json_lines import LINE_LIMIT
from claims.store.kept_files import content, digest_of
from claims.store.review_files import review_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claims.model import Dossier

__all__ = ["Tally", "find", "keep", "name_of"]

_MOST = 1000
"""Receipts that are kept; the oldest go first."""
_LIBRARIES = ("babel", "hijridate", "jinja2", "markupsafe", "msgspec", "numpy", "orjson", "rfc8785", "spacy")
"""The libraries by which a sheet is made."""


class Tally(NamedTuple):
    """How many claims a sheet shows that are not rejected, and how many of them nobody has reviewed."""

    claims: int
    drafts: int

    @classmethod
    def of(cls, dossier: Dossier) -> Tally:
        """Count the claims of a dossier."""
        states = [claim.review.status for claim in dossier.claims if claim.review.status != "rejected"]
        return cls(len(states), states.count("draft"))


def find(folder: Path) -> Tally | None:
    """Return what the receipt for a dossier's files and sheet says; None if there is none."""
    name = name_of(folder)
    place = _place()
    if name is None or place is None:
        return None
    try:
        if not _is_private(place):
            return None
        found = json.loads((place / name).read_bytes())
        return Tally(int(found["claims"]), int(found["drafts"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def keep(name: str | None, tally: Tally) -> None:
    """Keep a receipt that the files and the sheet of this name belong together; nothing where it cannot be written.

    Args:
        name: The `name_of` a dossier whose sheet was rendered, or compared with a rendering.
        tally: What the sheet says of its claims.
    """
    place = _place()
    if name is None or place is None:
        return
    with suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_private(place):
            (place / name).write_text(json.dumps(tally._asdict()), encoding="ascii")
            _remove_oldest(place)


def name_of(folder: Path, made: Mapping[str, bytes] = MappingProxyType({})) -> str | None:
    """Return the name of the receipt for a dossier's files and sheet; None if none can hold.

    None holds for a sheet of the user's own template, which may include other files, for files that cannot be read, and
    where the program was given languages that are not installed.

    Args:
        folder: The dossier's folder.
        made: The sheet's files as they were rendered, by path, whatever the folder holds by now.
    """
    if not are_installed():
        return None
    found = hashlib.sha256(_program())
    try:
        header = json.loads(content(folder / HEADER_FILE, LINE_LIMIT))
        if (header.get("sheet") or {}).get("template") is not None:
            return None
        for file in _files(folder):
            kind = "link" if (folder / file).is_symlink() else "file"
            own = hashlib.sha256(made[file]).hexdigest() if file in made else digest_of(folder / file)
            found.update(json.dumps([file, kind, own]).encode("ascii"))
    except (OSError, ValueError, RecursionError, AttributeError, ClaimsError):
        return None
    return found.hexdigest()


def _files(folder: Path) -> Iterator[str]:
    """Yield the files that a sheet is made of, and those of the sheet, as far as they are there."""
    for name in (*RECORD_FILES, *review_files(folder), SHEET_FILE, MAP_FILE):
        if os.path.lexists(folder / name):
            yield name
    with os.scandir(folder / TEXTS_FOLDER) as entries:
        names = sorted(entry.name for entry in entries)
    yield from (f"{TEXTS_FOLDER}/{name}" for name in names)
    yield from outdated_parts(folder, SHEET_FILE, ())


@cache
def _program() -> bytes:
    """Return a digest of the program that renders: of its files' names, sizes and times, and of its libraries."""
    found = hashlib.sha256(f"{claims.__version__} {sys.version} {platform.machine()}".encode())
    for library in _LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            found.update(f"{library} {metadata.version(library)}\n".encode())
    for point in metadata.entry_points(group=GROUP):
        found.update(f"{point.value} {point.dist.version if point.dist else ''}\n".encode())
    for place in (Path(claims.__file__).parent, Path(str(resource("templates")))):
        for folder, folders, files in os.walk(place):
            folders[:] = sorted(set(folders) - {"__pycache__"})
            for name in sorted(files):
                status = Path(folder, name).stat()
                found.update(f"{folder}/{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.digest()


def _place() -> Path | None:
    """Return the folder of the receipts in the user's cache, as the platform has it; None if the user has none."""
    own = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if own:
        return Path(own, "claims-factsheet", "sheets") if Path(own).is_absolute() else None
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  # Path.home() fails where there is none
    cache_folder = home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return cache_folder / "claims-factsheet" / "sheets" if home.is_absolute() and home.is_dir() else None


def _is_private(place: Path) -> bool:
    """Return whether only the user can put receipts into a folder: those of others are not believed."""
    if sys.platform == "win32":
        return True  # There, the cache belongs to the user's profile.
    status = place.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _remove_oldest(place: Path) -> None:
    with os.scandir(place) as entries:
        kept = [(entry.stat().st_mtime_ns, entry.path) for entry in entries]
    for _, path in sorted(kept)[:-_MOST]:
        with suppress(OSError):
            Path(path).unlink()
