"""Follow reviewers' files as they grow, so that what another process appended is read without the rest."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from claims.store.review_files import acts_in, review_content, review_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from claims.model.review_acts import ReviewAct

__all__ = ["ReviewTails"]


class _Extent:
    """What was read of a file: its size in bytes and its hash."""

    def __init__(self, data: bytes = b"") -> None:
        self.size = len(data)
        self._hash = hashlib.sha256(data)

    def begins(self, data: bytes) -> bool:
        """Return whether content begins with what was read."""
        return hashlib.sha256(data[: self.size]).digest() == self._hash.digest()

    def extend(self, data: bytes) -> None:
        """Note what follows in the file."""
        self.size += len(data)
        self._hash.update(data)


class ReviewTails:
    """How far each reviewer's file of a dossier has been read."""

    def __init__(self, folder: Path) -> None:
        """Take all that is there now as read.

        Args:
            folder: The dossier's folder.

        Raises:
            ClaimsError: if a file cannot be read.
        """
        self._folder = folder
        self._read = {name: _Extent(review_content(folder / name, folder)) for name in review_files(folder)}

    def wrote(self, tails: Mapping[str, bytes]) -> None:
        """Take as read what this process appended to each file."""
        for name, data in tails.items():
            self._read.setdefault(name, _Extent()).extend(data)

    def news(self) -> list[ReviewAct] | None:
        """Return the acts that others appended since this was last asked, file by file; None if more has changed.

        Raises:
            ClaimsError: if a file cannot be read; at the first new line that is not an act.
        """
        found: list[ReviewAct] = []
        names = review_files(self._folder)
        if not self._read.keys() <= set(names):
            return None
        for name in names:
            path = self._folder / name
            data = review_content(path, self._folder)
            extent = self._read.setdefault(name, _Extent())
            if not extent.begins(data):
                return None
            found += acts_in(data[extent.size :], path, before=data.count(b"\n", 0, extent.size))
            extent.extend(data[extent.size :])
        return found
