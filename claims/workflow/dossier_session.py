"""A dossier in hand: read under its lock, changed, and written with its sheet."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec.structs import replace

from claims.model import Dossier
from claims.store import changed_files, dossier_files, dossier_paths, folder_write
from claims.store.lock import locked
from claims.workflow.relation_update import related
from claims.workflow.sheet_update import (
    WATCHED,
    amended_sheet,
    outdated_map,
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
    """A dossier that nobody else changes meanwhile.

    Attributes:
        folder: Where it lies, or will lie.
        dossier: What lies there; None where nothing does yet.
        seen: Which files these were.
    """

    folder: Path
    dossier: _There
    seen: folder_write.Stamp

    def save(self, dossier: Dossier, *, lang: str | None, template: Path | None, anew: bool = False) -> Dossier:
        """Put `dossier` with its sheet in the folder, all of it or nothing; returns it with what relates its parts.

        Args:
            dossier: What is to lie there.
            lang: The language of the sheet's labels; else as the sheet there has them.
            template: A Jinja2 template for the sheet, or `NO_TEMPLATE`; else as the sheet there has it.
            anew: Whether all of it is compared, and not only what differs from what is there.

        Raises:
            ClaimsError: where the sheet cannot be rendered or the folder not be written.
        """
        whole = related(dossier, None if anew else self.dossier)
        look = wanted_look(self.folder, whole, lang=lang, template=template)
        whole = replace(whole, sheet=look)
        self._put(whole, sheet_files(self.folder, whole, look))
        return whole

    def amend(self, dossier: Dossier) -> Dossier:
        """Put `dossier` in the folder after an entry, with its sheet where that is quick; see `save`."""
        whole = related(dossier, self.dossier)
        sheet = amended_sheet(self.folder, whole)
        self._put(whole, sheet)
        if not sheet:
            tell_out_of_date(self.folder)
        return whole

    def _put(self, whole: Dossier, sheet: dict[str, bytes]) -> None:
        before = self.dossier
        files = dossier_files(whole) if before is None else changed_files(whole, before)
        gone = outdated_map(sheet)
        if before is not None:
            gone |= dossier_paths(before) - dossier_paths(whole)
        folder_write.put(self.folder, {**files, **sheet}, gone=gone, seen=self.seen)


@contextmanager
def held(folder: Path, read: Callable[[Path], _There]) -> Iterator[Held[_There]]:
    """The dossier in `folder`, which no other run changes meanwhile.

    Args:
        folder: Where a dossier lies or is to be written.
        read: What reads it.

    Raises:
        ClaimsError: where another run holds it, or as `read` does.
    """
    with locked(folder):
        seen = folder_write.stamp(folder, WATCHED)
        yield Held(folder, read(folder), seen)
