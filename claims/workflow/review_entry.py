"""Record a person's decisions on single claims without reading or writing the rest of the dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model.clock import now
from claims.review.decisions import Decision, Grade, full_ids
from claims.store import CLAIMS_FILE, HEADER_FILE, ClaimLines, folder_write, read_dossier
from claims.store.lock import locked
from claims.workflow.sheet_update import CHEAP, WATCHED, amended_sheet, outdated_files, tell_out_of_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Claim, Status

__all__ = ["refuse_missing", "review"]


def review(
    folder: str | Path,
    ids: Iterable[str],
    *,
    by: str,
    status: Status | None = None,
    note: str | None = None,
    grade: str | None = None,
) -> list[tuple[Claim, Claim]]:
    """Record a person's decision on claims of the dossier in `folder`; its sheet is updated as `amend` does.

    Only the lines of these claims are changed, so the time does not depend on the size of the dossier.

    Args:
        folder: The dossier's folder.
        ids: The claims' ids, or unambiguous beginnings of them.
        by: The person's name.
        status: The decision; None leaves it unchanged.
        note: The person's note; on the grade, if there is only a grade.
        grade: By the Admiralty code, such as `B3`, `B` or `3`; `none` removes a grading.

    Returns:
        Each claim before and after.

    Raises:
        ClaimsError: if there is no such dossier or claim, the grade is invalid, or the dossier cannot be written.
    """
    place = Path(folder)
    decision = Decision(by, now(), status, note, None if grade is None else Grade.of(grade))
    refuse_missing(place)
    with locked(place):
        seen = folder_write.stamp(place, WATCHED)
        lines = ClaimLines.read(place / CLAIMS_FILE)
        before = {id: lines.claims(id) for id in full_ids(lines.ids, ids)}
        after = {id: [decision.on(claim) for claim in own] for id, own in before.items()}
        sheet = _sheet_with(place, after) if len(lines) <= CHEAP else {}
        files = {CLAIMS_FILE: lines.changed(after), **sheet}
        folder_write.put(place, files, gone=outdated_files(place, sheet), seen=seen)
        if not sheet:
            tell_out_of_date(place)
    return [(before[id][-1], after[id][-1]) for id in before]


def refuse_missing(folder: Path) -> None:
    """Report a missing dossier, before a lock file is created next to it.

    Raises:
        ClaimsError: if there is no dossier in `folder`.
    """
    if not (folder / HEADER_FILE).is_file():
        read_dossier(folder)


def _sheet_with(folder: Path, changed: Mapping[str, Sequence[Claim]]) -> dict[str, bytes]:
    """Return the rendered sheet with these claims changed; empty if it is not rendered now."""
    dossier = read_dossier(folder)
    claims = tuple(changed[claim.id][-1] if claim.id in changed else claim for claim in dossier.claims)
    return amended_sheet(folder, replace(dossier, claims=claims))
