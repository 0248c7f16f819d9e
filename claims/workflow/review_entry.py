"""Record a reviewer's decisions on claims."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from claims.review.decisions import Grade, full_ids, graded
from claims.review.review_session import ReviewSession
from claims.store import HEADER_FILE, read_dossier
from claims.workflow.dossier_session import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.model import Claim, Status

__all__ = ["refuse_missing", "review", "reviewing"]


@contextmanager
def reviewing(folder: str | Path, by: str) -> Iterator[ReviewSession]:
    """Hold the dossier in `folder` for a reviewer, whose acts are appended at the end; on an error, none are.

    The sheet is rendered again if that is fast.

    Args:
        folder: The dossier's folder.
        by: The reviewer's name.

    Raises:
        ClaimsError: if there is no such dossier, another process holds it, or it cannot be written.
    """
    place = Path(folder)
    refuse_missing(place)
    with held(place, read_dossier) as there:
        session = ReviewSession(there.shown, by)
        yield session
        if session.new:
            there.append(session.new)


def review(
    folder: str | Path,
    ids: Iterable[str],
    *,
    by: str,
    status: Status | None = None,
    note: str | None = None,
    grade: str | None = None,
) -> list[tuple[Claim, Claim]]:
    """Record a person's decision on claims of the dossier in `folder`.

    Args:
        folder: The dossier's folder.
        ids: The claims' ids, or unambiguous beginnings of them.
        by: The person's name.
        status: The decision; `draft` withdraws all decisions that stand; None leaves it unchanged.
        note: The reason; without a decision and a grade, a note.
        grade: By the Admiralty code, such as `B3`, `B` or `3`; `none` removes a grading.

    Returns:
        Each claim before and after.

    Raises:
        ClaimsError: if there is no such dossier or claim, the grade is invalid, or the dossier cannot be written.
    """
    wanted = None if grade is None else Grade.of(grade)
    with reviewing(folder, by) as session:
        claims = {claim.id: claim for claim in session.dossier.claims}
        named = full_ids(claims, ids)
        for id in named:
            _decide(session, id, status, note)
            if wanted is not None:
                graded(session, id, wanted, note if status is None else None)
            elif note is not None and status in (None, "draft"):
                session.note(id, note)
        return [(claims[id], session.claim(id)) for id in named]


def _decide(session: ReviewSession, id: str, status: Status | None, note: str | None) -> None:
    if status == "draft":
        session.withdraw("decision", id)
    elif status is not None:
        session.decide(id, "accept" if status == "accepted" else "reject", note)


def refuse_missing(folder: Path) -> None:
    """Report a missing dossier, before a lock file is created next to it.

    Raises:
        ClaimsError: if there is no dossier in `folder`.
    """
    if not (folder / HEADER_FILE).is_file():
        read_dossier(folder)
