"""The sheet that lies in a dossier: how it is rendered, whether it is up to date, and when it is written again.

How it is rendered stands in dossier.json, so that every command renders it so again. `build` and `render` always write
it; what people enter writes it where the dossier is small, and else leaves it and says that it is out of date.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

import claims
from claims.errors import ClaimsError
from claims.model import SheetLook
from claims.store import MAP_FILE, RECORD_FILES, SHEET_FILE, template_path

if TYPE_CHECKING:
    from claims.model import Dossier

__all__ = [
    "CHEAP",
    "NO_TEMPLATE",
    "WATCHED",
    "amended_sheet",
    "is_current",
    "outdated_map",
    "own_look",
    "sheet_files",
    "tell_out_of_date",
    "wanted_look",
]

CHEAP = 500
"""Up to how many claims a dossier's sheet is rendered again after every entry: that takes half a second at most."""
NO_TEMPLATE = Path("none")
"""What a person says who wants the package's own template again."""
WATCHED = (*RECORD_FILES, SHEET_FILE, MAP_FILE)
"""The files that nobody else may change between reading a dossier and writing it."""
_log = logging.getLogger(__name__)


def own_look(folder: Path, dossier: Dossier) -> SheetLook:
    """How the sheet of a dossier is rendered; guessed from the sheet where dossier.json does not say it."""
    return dossier.sheet or SheetLook(_language(folder, dossier))


def wanted_look(folder: Path, dossier: Dossier, *, lang: str | None, template: Path | None) -> SheetLook:
    """How the sheet is to be rendered from now on: as a person says, and else as it was.

    Args:
        folder: The dossier's.
        dossier: What lies there, or is to lie there.
        lang: The language of the labels; None where nobody says it.
        template: A Jinja2 template, or `NO_TEMPLATE`; None where nobody says it.
    """
    before = own_look(folder, dossier)
    path = before.template
    if template is not None:
        path = None if template == NO_TEMPLATE else _from_folder(template, folder)
    return SheetLook(lang or before.language, path)


def sheet_files(folder: Path, dossier: Dossier, look: SheetLook) -> dict[str, bytes]:
    """The sheet of a dossier and what lies beside it, path in the dossier's folder to content.

    Raises:
        ClaimsError: where it cannot be rendered; as where the template is gone.
    """
    from claims.sheet.formats import write

    template = template_path(folder, look)
    if template is not None and not template.is_file():
        raise ClaimsError(
            "the template of the dossier's sheet is not there",
            str(template),
            "Put it back, or name another one with factsheet render DOSSIER --template FILE (none: the tool's own)",
        )
    return write(dossier, lang=look.language, template=template, name=Path(SHEET_FILE).stem)


def amended_sheet(folder: Path, dossier: Dossier) -> dict[str, bytes]:
    """The files of the sheet after an entry; none where the sheet is left as it is, because that would take long.

    It is left as well where its template is gone: what a person entered is not to be refused for that.
    """
    look = own_look(folder, dossier)
    template = template_path(folder, look)
    if len(dossier.claims) > CHEAP or (template is not None and not template.is_file()):
        return {}
    return sheet_files(folder, dossier, look)


def tell_out_of_date(folder: Path) -> None:
    """Say that the sheet was left as it was."""
    _log.info("%s is out of date; run factsheet render %s", SHEET_FILE, folder)


def is_current(folder: Path, dossier: Dossier) -> bool:
    """Whether the sheet in a dossier's folder is of its records as they are.

    The package's own template prints the records' digest; with another one, the sheet is rendered to compare it.
    """
    from claims.sheet.records_digest import records_digest

    try:
        sheet = (folder / SHEET_FILE).read_bytes()
    except OSError:
        return False
    look = own_look(folder, dossier)
    if look.template is None:
        return records_digest(dossier).encode("ascii") in sheet
    try:
        return sheet_files(folder, dossier, look)[SHEET_FILE] == sheet
    except ClaimsError:
        return False


def outdated_map(files: dict[str, bytes]) -> set[str]:
    """The map beside the sheet, where the sheet that is written has none."""
    return {MAP_FILE} - set(files) if files else set()


def _from_folder(template: Path, folder: Path) -> str:
    """The path of a template from the dossier's folder, as it stands in dossier.json."""
    place = Path(os.path.realpath(template.parent), template.name)
    try:
        return Path(os.path.relpath(place, os.path.realpath(folder))).as_posix()
    except ValueError:  # on another drive
        return place.as_posix()


def _language(folder: Path, dossier: Dossier) -> str:
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
