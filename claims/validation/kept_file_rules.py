"""What a dossier keeps beside its records: texts, the files that they were taken from, and what they were before."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from claims.store.dossier_folder import EARLIER_FOLDER, ORIGINALS_FOLDER, TEXTS_FOLDER, earlier_file
from claims.validation.findings import Finding, Problem, readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from claims.validation.findings import Path as Steps

__all__ = ["Kept"]


class Kept:
    """The files of one dossier that its documents name."""

    def __init__(self, folder: Path) -> None:
        """Look in the dossier that lies in `folder`."""
        self._folder = folder
        self._named: set[str] = set()

    def check(self, record: Mapping[str, Any], sound: Callable[[str], bool]) -> Iterator[Problem]:
        """What is wrong with the files that a document names; `sound` tells which properties have the right form."""
        self._named.add(f"{TEXTS_FOLDER}/{record['id']}.txt")
        if sound("original"):
            yield from self._original(record.get("original"), ("original",))
        if not sound("earlier"):
            return
        for number, version in enumerate(record.get("earlier", ())):
            path = ("earlier", number)
            yield from self._text(record["id"], version["sha256"], (*path, "sha256"))
            yield from self._original(version.get("original"), (*path, "original"))

    def _original(self, original: Mapping[str, Any] | None, path: Steps) -> Iterator[Problem]:
        """E313 original-missing, E314 original-changed."""
        if original is None:
            return
        found = self._hash(original["file"])
        if found is None:
            message = f"the file that the text was taken from is missing: {original['file']}"
            yield Problem("E313", (*path, "file"), message)
        elif found != original["sha256"]:
            message = f"{original['file']} has changed: its hash is {found[:12]}…, the record has another"
            yield Problem("E314", (*path, "sha256"), message)

    def _text(self, document: str, digest: str, path: Steps) -> Iterator[Problem]:
        """E308 text-changed and E309 text-missing, of an earlier version."""
        name = earlier_file(document, digest)
        found = self._hash(name)
        if found is None:
            yield Problem("E309", path, f"the text of {readable(path[:2])} is missing: {name}")
        elif found != digest:
            message = f"the text of {readable(path[:2])} has changed: its hash is {found[:12]}…, the record has another"
            yield Problem("E308", path, message)

    def _hash(self, name: str) -> str | None:
        """The SHA-256 of a file of the dossier, which is then known to be named; None where there is none."""
        self._named.add(name)
        try:
            with (self._folder / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def orphans(self) -> Iterator[Finding]:
        """E310 text-orphan, E315 original-orphan: files that no document names; asked when all documents were seen."""
        for folder, code in ((TEXTS_FOLDER, "E310"), (EARLIER_FOLDER, "E310"), (ORIGINALS_FOLDER, "E315")):
            place = self._folder / folder
            for path in sorted(place.iterdir()) if place.is_dir() else ():
                if not path.name.startswith(".") and f"{folder}/{path.name}" not in self._named:
                    yield Finding(code, _orphaned(folder, path), str(path), 1, 1)


def _orphaned(folder: str, path: Path) -> str:
    if folder == TEXTS_FOLDER:
        return f"no document record is about this file: there is no document {path.stem!r}"
    return "no document record names this file"
