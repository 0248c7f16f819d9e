"""Read decisions back from a table of claims that `factsheet render --format csv` wrote and a spreadsheet changed."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.model import RELIABILITIES, STATUSES
from claims.model.review_acts import DECISIONS
from claims.review.decisions import Grade, graded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from claims.model import Claim
    from claims.review.review_session import ReviewSession

__all__ = ["BadRowsError", "decided"]

_APOSTROPHE = "'"
"""The export puts it before what a spreadsheet would take for a formula."""


class BadRowsError(ClaimsError):
    """Some rows cannot be read; `errors` says why, one for each row."""

    def __init__(self, errors: list[ClaimsError]) -> None:
        rows = "1 row" if len(errors) == 1 else f"{len(errors)} rows"
        super().__init__(f"{rows} cannot be read, so nothing was recorded")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says of a claim; None where the cell is empty or as it was."""

    id: str
    status: str | None
    note: str | None
    grade: Grade | None


def decided(session: ReviewSession, path: Path) -> list[str]:
    """Record what was changed in the columns status, review_note, reliability and credibility; return the claims' ids.

    A cell as it was when the table was written, or an empty one, changes nothing, whatever others have done since; nor
    does what the reviewer has said already. `draft` withdraws no decision.

    Raises:
        BadRowsError: if a row is wrong, or is about a claim that reads otherwise now; then nothing is recorded.
        ClaimsError: if the file is no such table.
    """
    rows: list[_Row] = []
    errors: list[ClaimsError] = []
    known = _Known(session)
    for where, cells in _table(path):
        try:
            row = _row(cells, known, where)
            seen = _cell(cells, "seen")
            if seen is not None and seen != session.seen(row.id):
                raise ClaimsError(f"the claim {row.id} reads otherwise now", where, "Export the table again")
        except ClaimsError as error:
            errors.append(error)
        else:
            rows.append(row)
    if errors:
        raise BadRowsError(errors)
    return [row.id for row in rows if _recorded(session, row)]


class _Known:
    """What is known of the claims before a table is read."""

    def __init__(self, session: ReviewSession) -> None:
        self.claims = {claim.id: claim for claim in session.dossier.claims}
        self._session = session
        acts = [(target.id, act) for act in session.acts.by_id.values() for target in act.claims]
        self._decisions = {(id, act.by, act.at, DECISIONS[act.act]) for id, act in acts if act.act in DECISIONS}
        self._notes = {(id, act.note) for id, act in acts}

    def new_status(self, claim: Claim, status: str | None, by: str | None, at: str | None) -> str | None:
        """Return the decision in a cell, unless it is that of the act which the row names, or the reviewer's own."""
        if status in (None, "draft", claim.review.status) or (claim.id, by, at, status) in self._decisions:
            return None
        own = (act for act in self._session.acts.standing("decision", claim.id) if act.by == self._session.by)
        return None if status in {DECISIONS[act.act] for act in own} else status

    def new_note(self, claim: Claim, note: str | None) -> str | None:
        """Return the note in a cell, unless somebody has written it already."""
        return None if note == claim.review.note or (claim.id, note) in self._notes else note


def _recorded(session: ReviewSession, row: _Row) -> bool:
    before = len(session.new)
    if row.status is not None:
        session.decide(row.id, "accept" if row.status == "accepted" else "reject", row.note)
    elif row.note is not None:
        session.note(row.id, row.note)
    if row.grade is not None:
        graded(session, row.id, row.grade)
    return len(session.new) > before


def _row(cells: Mapping[str, str], known: _Known, where: str) -> _Row:
    id = _cell(cells, "claim_id")
    if id is None or id not in known.claims:
        raise ClaimsError(f"the dossier has no claim {id!r}", where, "Remove the row, or restore its claim_id")
    claim = known.claims[id]
    status = _cell(cells, "status")
    if status is not None and status not in STATUSES:
        near = get_close_matches(status, STATUSES, 1)
        raise ClaimsError(
            f"{status!r} is not a status", where, f"Did you mean {near[0]}?" if near else "Write accepted or rejected"
        )
    return _Row(
        id,
        known.new_status(claim, status, _cell(cells, "reviewed_by"), _cell(cells, "reviewed_at")),
        known.new_note(claim, _cell(cells, "review_note")),
        _grade(cells, claim, where),
    )


def _grade(cells: Mapping[str, str], claim: Claim, where: str) -> Grade | None:
    letter, digit = _cell(cells, "reliability"), _cell(cells, "credibility")
    if letter is not None and letter.upper() not in RELIABILITIES:
        raise ClaimsError(f"{letter!r} is not a reliability", where, "Write a letter from A to F")
    if digit is not None and digit not in tuple("123456"):
        raise ClaimsError(f"{digit!r} is not a credibility", where, "Write a number from 1 to 6")
    grading = claim.grading
    new_letter = letter if letter and (grading is None or grading.reliability != letter.upper()) else ""
    new_digit = digit if digit and (grading is None or str(grading.credibility) != digit) else ""
    return Grade.of(f"{new_letter}{new_digit}") if new_letter or new_digit else None


def _cell(cells: Mapping[str, str], name: str) -> str | None:
    value = (cells.get(name) or "").strip()
    return value.removeprefix(_APOSTROPHE) or None


def _table(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of a table, each with its place."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except OSError as error:
        raise ClaimsError(f"cannot read the file: {error.strerror or error}", str(path)) from error
    except UnicodeDecodeError as error:
        raise ClaimsError("the file is not UTF-8 text", str(path), "Save the table as CSV UTF-8") from error
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        if "claim_id" not in (reader.fieldnames or ()):
            remedy = "Use a table that factsheet render DOSSIER --format csv wrote"
            raise ClaimsError("the table has no column claim_id", str(path), remedy)
        for row in reader:
            cells = {name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
            yield f"{path}:{reader.line_num}", cells
    except csv.Error as error:
        raise ClaimsError(f"the table cannot be read: {error}", f"{path}:{reader.line_num}") from error
