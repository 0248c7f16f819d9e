"""Record a reviewer's decisions on claims."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.model.review_acts import NOT_WITHIN
from claims.review.decisions import Grade, full_ids, graded
from claims.review.document_facts import document_of
from claims.review.review_session import ReviewSession, told_apart
from claims.review.word_corrections import Wanted, added, correction, parts_of
from claims.store import HEADER_FILE, read_unfolded
from claims.workflow.dossier_session import held

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from claims.model import Claim, ReviewAct, Status

__all__ = ["Judgement", "amend", "enter", "judge", "refuse_missing", "review", "reviewing"]


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
    with held(place, read_unfolded) as there:
        session = ReviewSession(there.dossier, by)
        yield session
        if session.new:
            there.append(session.new)


_NOTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of claims at once; nothing by default.

    Attributes:
        wanted: What each claim should read.
        parts: The words of each claim into which the only one is split.
        joint: `merge_sources`, `keep_apart`, `same_event` or `not_same_event`: of the first claim and the others.
        status: The decision; `draft` withdraws all decisions that stand; None leaves it unchanged.
        note: The reason; without anything else, a note.
        grade: By the Admiralty code, such as `B3`, `B` or `3`; `none` removes a grading.
    """

    wanted: Wanted = _NOTHING
    parts: tuple[str, ...] = ()
    joint: str | None = None
    status: Status | None = None
    note: str | None = None
    grade: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return self != Judgement()

    def decide(self, session: ReviewSession, id: str) -> None:
        """Record the decision and the grade of a claim; a note where nothing else is said."""
        if self.status == "draft":
            session.withdraw("decision", id)
        elif self.status is not None:
            session.decide(id, "accept" if self.status == "accepted" else "reject", self.note)
        if self.grade is not None:
            graded(session, id, Grade.of(self.grade), self.note if self.status is None else None)
        elif self.note is not None and self.status in (None, "draft") and not self._is_change:
            session.note(id, self.note)

    @property
    def _is_change(self) -> bool:
        return bool(self.wanted or self.parts or self.joint)


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
    return judge(folder, ids, Judgement(status=status, note=note, grade=grade), by=by)


def judge(folder: str | Path, ids: Iterable[str], judgement: Judgement, *, by: str) -> list[tuple[Claim, Claim]]:
    """Record corrections of claims of the dossier in `folder`, what they have in common, and decisions on them.

    Args:
        folder: The dossier's folder.
        ids: The claims' ids, or unambiguous beginnings of them.
        judgement: What the person says of them.
        by: The person's name.

    Returns:
        Each claim before and after; of a split one, it before with each new one.

    Raises:
        ClaimsError: if there is no such dossier or claim, what is wanted cannot be, or the dossier cannot be written;
            then nothing is recorded.
    """
    said = judgement
    with reviewing(folder, by) as session:
        claims = {claim.id: claim for claim in session.dossier.claims}
        named = {id: claims[id] for id in full_ids(claims, ids)}
        for claim in named.values() if said.wanted else ():
            amend(session, claim, said.wanted, claims, said.note)
        if said.parts:
            named = dict.fromkeys(_split(session, list(named), said.parts, said.note), *named.values())
        if said.joint is not None:
            _join(session, list(named), said.joint, said.note)
        for id in named:
            said.decide(session, id)
        return [(before, session.claim(id)) for id, before in named.items()]


def enter(folder: str | Path, article: str, judgement: Judgement, *, by: str) -> Claim:
    """Add a claim that the extractor missed to the dossier in `folder`, and record a decision on it; return it.

    Args:
        folder: The dossier's folder.
        article: The id of its document.
        judgement: What the claim should read, with the decision and the grade.
        by: The person's name.

    Raises:
        ClaimsError: if there is no such dossier or document, words are missing, the dossier has this claim, or it
            cannot be written; then nothing is recorded.
    """
    with reviewing(folder, by) as session:
        document = document_of(session.dossier, article)
        claims = {claim.id: claim for claim in session.dossier.claims}
        id = session.add(document.id, added(_placed(judgement.wanted, claims), document), judgement.note)
        judgement.decide(session, id)
        return session.claim(id)


def amend(
    session: ReviewSession, claim: Claim, wanted: Wanted, claims: Collection[str], note: str | None = None
) -> ReviewAct | None:
    """Correct a claim as a person wants it; None if it already reads so.

    Args:
        session: The reviewer's session.
        claim: The claim as it reads.
        wanted: What it should read.
        claims: The ids of the dossier's claims.
        note: The reason.

    Raises:
        ClaimsError: if what is wanted cannot be.
    """
    return session.correct(claim.id, correction(_placed(wanted, claims), claim, session.document(claim)), note)


def _placed(wanted: Wanted, claims: Collection[str]) -> Wanted:
    """Return what is wanted with the whole id of the claim that contains another."""
    if wanted.within in (None, NOT_WITHIN):
        return wanted
    (outer,) = full_ids(claims, [wanted.within])
    return replace(wanted, within=outer)


def _split(session: ReviewSession, ids: Sequence[str], parts: Sequence[str], note: str | None) -> list[str]:
    """Split the only claim; return the ids of the new ones."""
    if len(ids) != 1:
        raise ClaimsError("only one claim at a time is split", remedy="Name one claim")
    claim = session.claim(ids[0])
    contents = parts_of(parts, claim, session.document(claim))
    session.split(claim.id, contents, note)
    return list(session.parts(claim.id))


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


def refuse_missing(folder: Path) -> None:
    """Report a missing dossier, before a lock file is created next to it.

    Raises:
        ClaimsError: if there is no dossier in `folder`.
    """
    if not (folder / HEADER_FILE).is_file():
        read_unfolded(folder)
