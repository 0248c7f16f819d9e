"""A dossier in hand: read under its lock, changed, and written whole with its sheet."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec.structs import replace

import claims
from claims.model import Dossier
from claims.store import MAP_FILE, SHEET_FILE, changed_files, dossier_files, dossier_paths, folder_write
from claims.store.lock import locked
from claims.workflow.relation_update import related

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Held", "held", "sheet_files", "sheet_language"]


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

    def save(
        self, dossier: Dossier, *, lang: str | None = None, template: Path | None = None, anew: bool = False
    ) -> Dossier:
        """Put `dossier` with its sheet in the folder, whole or not at all; returns it with what relates its parts.

        Args:
            dossier: What is to lie there.
            lang: The language of the sheet's labels; else the one that the sheet there is in.
            template: A Jinja2 template for the sheet; else the one that is shipped.
            anew: Whether all of it is compared, and not only what differs from what is there.

        Raises:
            ClaimsError: where the sheet cannot be rendered or the folder not be written.
        """
        whole = related(dossier, None if anew else self.dossier)
        sheet = sheet_files(whole, lang=lang or sheet_language(self.folder, whole), template=template)
        before = self.dossier
        files = dossier_files(whole) if before is None else changed_files(whole, before)
        gone = set() if before is None else {*dossier_paths(before), MAP_FILE} - dossier_paths(whole) - set(sheet)
        folder_write.put(self.folder, {**files, **sheet}, gone=gone, seen=self.seen)
        return whole


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
        seen = folder_write.stamp(folder)
        yield Held(folder, read(folder), seen)


def sheet_files(dossier: Dossier, *, lang: str, template: Path | None = None) -> dict[str, bytes]:
    """The sheet of a dossier and what lies beside it, path in the dossier's folder to content."""
    from claims.sheet.formats import write

    return write(dossier, lang=lang, template=template, name=Path(SHEET_FILE).stem)


def sheet_language(folder: Path, dossier: Dossier) -> str:
    """The language of the labels of the sheet in `folder`: that of the empty sheet which has most lines in common."""
    from claims.sheet import languages

    try:
        lines = set((folder / SHEET_FILE).read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return "en"
    empty = replace(dossier, documents=(), claims=(), origins=(), groups=(), changes=())

    def likeness(language: str) -> int:
        return len(lines.intersection(claims.render(empty, lang=language).splitlines()))

    return max(sorted(languages(), key=lambda tag: tag != "en"), key=likeness)
