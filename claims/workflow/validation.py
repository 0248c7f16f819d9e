"""Validate records together with the sheet rendered from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.validation import Run, SheetCheck

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["validation_run"]


def validation_run(
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    texts: Path | None = None,
    *,
    fix: bool = False,
    watch: Callable[[str, int, float | None], None] | None = None,
) -> Run:
    """Return a run over files and dossiers that also compares each sheet with its records; arguments as for `Run`.

    A sheet is rendered again unless this computer has rendered it from the same files before.

    Raises:
        ClaimsError: if `select` or `ignore` contains an unknown rule.
    """
    return Run(select, ignore, texts, fix, watch, _check_sheet)


def _check_sheet(folder: Path) -> SheetCheck:
    from claims.sheet.sheet_check import check_sheet, remembered_sheet  # Here, because rendering loads the templates.

    known = remembered_sheet(folder)
    return SheetCheck(check_sheet(folder), "rendered") if known is None else SheetCheck(known, "remembered")
