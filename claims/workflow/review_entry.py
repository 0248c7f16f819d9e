"""Record a reviewer's decisions on claims."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.review.decisions import Grade, full_ids, graded
from claims.review.review_session import ReviewSession, told_apart
from claims.review.word_corrections import Wanted, correction
from claims.store import HEADER_FILE, read_dossier
from claims.workflow.dossier_session import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model import Claim, Status

__all__ = ["judge", "refuse_missing", "review", "reviewing"]


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
    """Record a person's decision on claims of the dossier in `folder`; see `judge`."""
    return judge(folder, ids, by=by, status=status, note=note, grade=grade)


def judge(
    folder: str | Path,
    ids: Iterable[str],
    *,
    by: str,
    wanted: Wanted | None = None,
    joint: str | None = None,
    status: Status | None = None,
    note: str | None = None,
    grade: str | None = None,
) -> list[tuple[Claim, Claim]]:
    """Record corrections of claims of the dossier in `folder`, what they have in common, and decisions on them.

    Args:
        folder: The dossier's folder.
        ids: The claims' ids, or unambiguous beginnings of them.
        by: The person's name.
        wanted: What each claim should read.
        joint: `merge_sources`, `keep_apart`, `same_event` or `not_same_event`: of the first claim and the others.
        status: The decision; `draft` withdraws all decisions that stand; None leaves it unchanged.
        note: The reason; without anything else, a note.
        grade: By the Admiralty code, such as `B3`, `B` or `3`; `none` removes a grading.

    Returns:
        Each claim before and after.

    Raises:
        ClaimsError: if there is no such dossier or claim, what is wanted cannot be, or the dossier cannot be written;
            then nothing is recorded.
    """
    graded_as = None if grade is None else Grade.of(grade)
    with reviewing(folder, by) as session:
        claims = {claim.id: claim for claim in session.dossier.claims}
        named = full_ids(claims, ids)
        for id in named if wanted else ():
            claim = claims[id]
            session.correct(id, correction(wanted or Wanted(), claim, session.document(claim).text), note)
        if joint is not None:
            _join(session, named, joint, note)
        for id in named:
            _decide(session, id, status, note)
            if graded_as is not None:
                graded(session, id, graded_as, note if status is None else None)
            elif note is not None and status in (None, "draft") and not wanted and joint is None:
                session.note(id, note)
        return [(claims[id], session.claim(id)) for id in named]


def _join(session: ReviewSession, ids: Sequence[str], joint: str, note: str | None) -> None:
    """Record what several claims have in common, or have not."""
    if len(ids) < 2:
        raise ClaimsError("only one claim is named", remedy="Name two claims or more, the one that counts first")
    if joint in ("same_event", "not_same_event"):
        session.same_event(ids, same=joint == "same_event", note=note)
        return
    known = told_apart([session.claim(id) for id in ids])
    if joint == "merge_sources":
        session.merge_sources(known, note)
    else:
        session.keep_apart(known, note)


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
