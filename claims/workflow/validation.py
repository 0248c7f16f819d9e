"""Validate records together with the sheet rendered from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.validation import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from claims.validation import Finding

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

    Raises:
        ClaimsError: if `select` or `ignore` contains an unknown rule.
    """
    return Run(select, ignore, texts, fix, watch, _check_sheet)


def _check_sheet(folder: Path) -> Iterable[Finding]:
    from claims.sheet.sheet_check import check_sheet  # Imported here because rendering loads the templates.

    return check_sheet(folder)
