"""Edit a dossier under its lock: read it, change it, and write it with its sheet."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec.structs import replace

from claims.model import Dossier
from claims.store import ATTRIBUTES, ATTRIBUTES_FILE, changed_files, dossier_files, dossier_paths, folder_write
from claims.store.lock import locked
from claims.workflow.relation_update import related
from claims.workflow.sheet_update import (
    WATCHED,
    amended_sheet,
    outdated_files,
    sheet_files,
    tell_out_of_date,
    wanted_look,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Held", "held"]

_There = TypeVar("_There", bound=Dossier | None)


@dataclass(frozen=True, slots=True)
class Held(Generic[_There]):
    """A locked dossier that no other process can change.

    Attributes:
        folder: Its folder, which may not exist yet.
        dossier: Its content; None if it does not exist yet.
        seen: The stamp of its files.
    """

    folder: Path
    dossier: _There
    seen: folder_write.Stamp

    def save(
        self,
        dossier: Dossier,
        *,
        lang: str | None,
        template: Path | None,
        check_below: float | None = None,
        anew: bool = False,
    ) -> Dossier:
        """Write `dossier` with its sheet to the folder atomically; return it with updated origins and groups.

        Args:
            dossier: The new content.
            lang: The language of the sheet's labels; None to keep that of the sheet.
            template: A Jinja2 template for the sheet, or `NO_TEMPLATE`; None to keep that of the sheet.
            check_below: The confidence below which the sheet marks a claim "check first"; None to keep that of the
                sheet.
            anew: Whether to compare all claims again, not only those that changed.

        Raises:
            ClaimsError: if the sheet cannot be rendered or the folder cannot be written.
        """
        whole = related(dossier, None if anew else self.dossier)
        look = wanted_look(self.folder, whole, lang=lang, template=template, check_below=check_below)
        whole = replace(whole, sheet=look)
        self._put(whole, sheet_files(self.folder, whole, look))
        return whole

    def amend(self, dossier: Dossier) -> Dossier:
        """Write `dossier` to the folder after a manual entry, with its sheet if that is fast; see `save`."""
        whole = related(dossier, self.dossier)
        sheet = amended_sheet(self.folder, whole)
        self._put(whole, sheet)
        if not sheet:
            tell_out_of_date(self.folder)
        return whole

    def _put(self, whole: Dossier, sheet: dict[str, bytes]) -> None:
        before = self.dossier
        files = dossier_files(whole) if before is None else changed_files(whole, before)
        if not os.path.lexists(self.folder / ATTRIBUTES_FILE):
            files[ATTRIBUTES_FILE] = ATTRIBUTES
        gone = outdated_files(self.folder, sheet)
        if before is not None:
            gone |= dossier_paths(before) - dossier_paths(whole)
        folder_write.put(self.folder, {**files, **sheet}, gone=gone, seen=self.seen)


@contextmanager
def held(folder: Path, read: Callable[[Path], _There]) -> Iterator[Held[_There]]:
    """Lock the dossier in `folder` and read it.

    Args:
        folder: The folder of an existing or new dossier.
        read: The function that reads it.

    Raises:
        ClaimsError: if another process holds it, or if `read` fails.
    """
    with locked(folder):
        seen = folder_write.stamp(folder, WATCHED)
        yield Held(folder, read(folder), seen)
