"""A person's decision on single claims of a dossier; nothing else of it is read or written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model.clock import now
from claims.review.decisions import Decision, Grade, full_ids
from claims.store import CLAIMS_FILE, HEADER_FILE, ClaimLines, folder_write, read_dossier
from claims.store.lock import locked
from claims.workflow.sheet_update import CHEAP, WATCHED, amended_sheet, outdated_map, tell_out_of_date

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
    """Record a person's decision on claims of the dossier in `folder`; its sheet is written again as `amend` says.

    Nothing else of the dossier is read or written, so that this takes no longer in a large one.

    Args:
        folder: The dossier's folder.
        ids: The claims' ids, or as much of their beginnings as tells them from others.
        by: The person's name.
        status: What they decide; None leaves that as it is.
        note: Their words on it; on the grade, where that is all they decide.
        grade: By the Admiralty code, such as `B3`, `B` or `3`; `none` takes a grading away.

    Returns:
        Each claim before and after.

    Raises:
        ClaimsError: where there is no such dossier or claim, the grade is none, or the dossier cannot be written.
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
        folder_write.put(place, files, gone=outdated_map(sheet), seen=seen)
        if not sheet:
            tell_out_of_date(place)
    return [(before[id][-1], after[id][-1]) for id in before]


def refuse_missing(folder: Path) -> None:
    """Say where no dossier is, before a lock is taken beside the place.

    Raises:
        ClaimsError: where there is none.
    """
    if not (folder / HEADER_FILE).is_file():
        read_dossier(folder)


def _sheet_with(folder: Path, changed: Mapping[str, Sequence[Claim]]) -> dict[str, bytes]:
    """The sheet of the dossier in `folder` with these claims changed; nothing where it is left as it is."""
    dossier = read_dossier(folder)
    claims = tuple(changed[claim.id][-1] if claim.id in changed else claim for claim in dossier.claims)
    return amended_sheet(folder, replace(dossier, claims=claims))
