"""Manage the sheet in a dossier: its settings, whether it is up to date, and when it is rendered.

The settings are stored in dossier.json, so that every command uses the same ones. `build` and `render` always write the
sheet; after a manual entry, it is rendered if the dossier is small, and otherwise reported as out of date.
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
from claims.review.doubts import CHECK_BELOW, refuse_no_share
from claims.store import MAP_FILE, SHEET_FILE, template_path, watched_files
from claims.store.kept_files import content, unix_lines

if TYPE_CHECKING:
    from claims.model import Dossier

__all__ = [
    "CHEAP",
    "NO_TEMPLATE",
    "amended_sheet",
    "check_below",
    "is_current",
    "keep_receipt",
    "outdated_files",
    "own_look",
    "sheet_files",
    "tell_out_of_date",
    "wanted_look",
    "watched",
]

CHEAP = 500
"""Maximum number of claims for rendering the sheet after every entry, which takes at most half a second."""
NO_TEMPLATE = Path("none")
"""The value with which the user selects the built-in template again."""
_log = logging.getLogger(__name__)


def watched(folder: Path) -> list[str]:
    """Return the files that no other process may change between reading a dossier and writing it."""
    return [*watched_files(folder), SHEET_FILE, MAP_FILE]


def own_look(folder: Path, dossier: Dossier) -> SheetLook:
    """Return the settings of a dossier's sheet; guessed from the sheet if dossier.json does not have them."""
    return dossier.sheet or SheetLook(_language(folder, dossier))


def check_below(dossier: Dossier) -> float:
    """Return the confidence below which claims of a dossier are to be checked first: that of its sheet."""
    below = dossier.sheet.check_below if dossier.sheet else None
    return CHECK_BELOW if below is None else below


def wanted_look(
    folder: Path, dossier: Dossier, *, lang: str | None, template: Path | None, check_below: float | None = None
) -> SheetLook:
    """Return the new settings of the sheet: the user's, and otherwise the existing ones.

    Args:
        folder: The dossier's folder.
        dossier: Its current or new content.
        lang: The language of the labels; None if not specified.
        template: A Jinja2 template, or `NO_TEMPLATE`; None if not specified.
        check_below: The confidence below which a claim is marked "check first"; None if not specified.

    Raises:
        ClaimsError: if `check_below` is not from 0 to 1.
    """
    refuse_no_share("check_below", check_below or 0)
    before = own_look(folder, dossier)
    path = before.template
    if template is not None:
        path = None if template == NO_TEMPLATE else _from_folder(template, folder)
    below = before.check_below if check_below is None else check_below
    return SheetLook(lang or before.language, path, below)


def sheet_files(folder: Path, dossier: Dossier, look: SheetLook) -> dict[str, bytes]:
    """Return the files of a dossier's sheet, as a mapping of path in the dossier's folder to content.

    Raises:
        ClaimsError: if it cannot be rendered, for example because the template is missing.
    """
    from claims.sheet.formats import write

    template = template_path(folder, look)
    if template is not None and not template.is_file():
        raise ClaimsError(
            "the template of the dossier's sheet is missing",
            str(template),
            "Restore it, or choose another one with factsheet render DOSSIER --template FILE (none: the built-in one)",
        )
    stem = Path(SHEET_FILE).stem
    return write(dossier, lang=look.language, template=template, name=stem, check_below=look.check_below)


def amended_sheet(folder: Path, dossier: Dossier) -> dict[str, bytes]:
    """Return the files of the sheet after an entry; empty if rendering would be slow.

    Also empty if its template is missing, because an entry must not fail for that reason.
    """
    look = own_look(folder, dossier)
    template = template_path(folder, look)
    if len(dossier.claims) > CHEAP or (template is not None and not template.is_file()):
        return {}
    return sheet_files(folder, dossier, look)


def keep_receipt(folder: Path, dossier: Dossier, sheet: dict[str, bytes]) -> None:
    """Remember that a dossier that was just written has this sheet, so that `validate` need not render it again.

    Nothing is remembered if no sheet was written, or if another program has changed the records since.
    """
    if not sheet:
        return
    from claims.sheet import receipts
    from claims.store import folder_write

    written = folder_write.stamp(folder, watched_files(folder))
    name = receipts.name_of(folder, sheet)
    if folder_write.stamp(folder, watched_files(folder)) == written:
        receipts.keep(name, receipts.Tally.of(dossier))


def tell_out_of_date(folder: Path) -> None:
    """Log that the sheet was not updated."""
    _log.info("%s is out of date; run factsheet render %s", SHEET_FILE, folder)


def is_current(folder: Path, dossier: Dossier) -> bool:
    """Return whether the sheet in a dossier's folder matches its records.

    The built-in template includes a digest of the records; with another template, the sheet is rendered and compared.
    """
    from claims.sheet.records_digest import records_digest

    try:
        sheet = unix_lines(content(folder / SHEET_FILE))
    except (OSError, ClaimsError):
        return False
    look = own_look(folder, dossier)
    if look.template is None:
        return records_digest(dossier).encode("ascii") in sheet
    try:
        return sheet_files(folder, dossier, look)[SHEET_FILE] == sheet
    except ClaimsError:
        return False


def outdated_files(folder: Path, files: dict[str, bytes]) -> set[str]:
    """Return the map and the parts of an annex next to the sheet that the new sheet does not have."""
    if not files:
        return set()
    from claims.sheet.annex_parts import outdated_parts

    return {MAP_FILE, *outdated_parts(folder, SHEET_FILE, files)} - set(files)


def _from_folder(template: Path, folder: Path) -> str:
    """Return the path of a template relative to the dossier's folder, as stored in dossier.json."""
    place = Path(os.path.realpath(template.parent), template.name)
    try:
        return Path(os.path.relpath(place, os.path.realpath(folder))).as_posix()
    except ValueError:  # On another drive.
        return place.as_posix()


def _language(folder: Path, dossier: Dossier) -> str:
    """Guess the language of the labels: that of the empty sheet which has the most lines in common."""
    from claims.sheet import languages

    try:
        lines = set(content(folder / SHEET_FILE).decode("utf-8").splitlines())
    except (OSError, UnicodeDecodeError, ClaimsError):
        return "en"
    empty = replace(dossier, documents=(), claims=(), origins=(), groups=(), changes=())

    def likeness(language: str) -> int:
        return len(lines.intersection(claims.render(empty, lang=language).splitlines()))

    return max(sorted(languages(), key=lambda tag: tag != "en"), key=likeness)
