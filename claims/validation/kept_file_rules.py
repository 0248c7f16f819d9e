"""Rules for a dossier's other files: texts, originals, and earlier versions."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from claims.store.dossier_folder import EARLIER_FOLDER, ORIGINALS_FOLDER, TEXTS_FOLDER, earlier_file
from claims.store.kept_files import LONGEST_FILE, content, original_bytes
from claims.validation.findings import Finding, Problem, readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from claims.validation.findings import Path as Steps

__all__ = ["Kept"]


class Kept:
    """The files of one dossier that its documents refer to.

    Attributes:
        changed: What other programs have changed in originals and earlier texts (line ends, encoding), by file.
    """

    def __init__(self, folder: Path) -> None:
        """Start with the dossier in `folder`."""
        self._folder = folder
        self._named: set[str] = set()
        self.changed: dict[str, str] = {}

    def check(self, record: Mapping[str, Any], sound: Callable[[str], bool]) -> Iterator[Problem]:
        """Yield the problems of the files that a document refers to; `sound` tells which properties are well-formed."""
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
        found = self._hash(original["file"], original["sha256"])
        if found is None:
            message = f"the file that the text was taken from is missing: {original['file']}"
            yield Problem("E313", (*path, "file"), message)
        elif found != original["sha256"]:
            message = f"{original['file']} has changed: its hash is {found[:12]}…, unlike in the record"
            yield Problem("E314", (*path, "sha256"), message)

    def _text(self, document: str, digest: str, path: Steps) -> Iterator[Problem]:
        """Check an earlier version: E308 text-changed and E309 text-missing."""
        name = earlier_file(document, digest)
        found = self._hash(name, digest)
        if found is None:
            yield Problem("E309", path, f"the text of {readable(path[:2])} is missing: {name}")
        elif found != digest:
            message = f"the text of {readable(path[:2])} has changed: its hash is {found[:12]}…, unlike in the record"
            yield Problem("E308", path, message)

    def _hash(self, name: str, expected: str) -> str | None:
        """Return the SHA-256 of a dossier's file, and note that it is referred to; None if it cannot be read.

        It is the expected one if only line ends or encoding have changed.
        """
        self._named.add(name)
        path = self._folder / name
        try:
            if not path.is_file():
                return None
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found == expected or path.stat().st_size > LONGEST_FILE:
                return found
            form = original_bytes(content(path), expected)
        except (OSError, ValueError):
            return None
        if form is None or form[1] is None:
            return found
        self.changed[name] = form[1]
        return expected

    def orphans(self) -> Iterator[Finding]:
        """Yield E310 text-orphan and E315 original-orphan (files without a document); call after all documents."""
        for folder, code in ((TEXTS_FOLDER, "E310"), (EARLIER_FOLDER, "E310"), (ORIGINALS_FOLDER, "E315")):
            place = self._folder / folder
            for path in sorted(place.iterdir()) if place.is_dir() else ():
                if not path.name.startswith(".") and f"{folder}/{path.name}" not in self._named:
                    yield Finding(code, _orphaned(folder, path), str(path), 1, 1)


def _orphaned(folder: str, path: Path) -> str:
    if folder == TEXTS_FOLDER:
        return f"no document record refers to this file: there is no document {path.stem!r}"
    return "no document record refers to this file"
