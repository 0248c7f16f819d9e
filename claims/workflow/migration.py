"""Move what earlier versions wrote into claims.jsonl and groups.jsonl for reviewers into the reviewers' own files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model import Review
from claims.model.clock import now
from claims.review.review_session import ReviewSession, source_meant
from claims.store import HEADER_FILE, has_review, read_dossier, read_unreviewed
from claims.store.review_files import read_acts
from claims.workflow.dossier_session import held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Claim, Dossier, ReviewAct

__all__ = ["migrate"]


def migrate(folder: str | Path, *, by: str) -> list[ReviewAct]:
    """Turn the reviews, gradings, translations and hand-made groups of an earlier version into acts.

    Each act keeps its person and its time. A source's reliability, which was graded with each claim, becomes one grade;
    where grades of one source differ, the latest counts and the others stay in the log. Claims that a person made stay
    where they are. Running it again does nothing.

    Args:
        folder: The dossier's folder.
        by: The name for what does not say who did it, such as groups.

    Returns:
        The acts.

    Raises:
        ClaimsError: if there is no such dossier, or it cannot be read or written.
    """
    place = Path(folder)
    if not (place / HEADER_FILE).is_file():
        read_dossier(place)
    with held(place, read_unreviewed) as there:
        dossier, acts = _migrated(there.dossier, tuple(read_acts(place)), by)
        if acts:
            there.amend(dossier, acts)
    return acts


def _migrated(dossier: Dossier, known: Sequence[ReviewAct], by: str) -> tuple[Dossier, list[ReviewAct]]:
    """Return the dossier without what people did, and that as acts."""
    reviewed = [claim for claim in dossier.claims if has_review(claim)]
    claims = tuple(_bare(claim) for claim in dossier.claims)
    groups = tuple(group for group in dossier.groups if group.method != "hand")
    bare = replace(dossier, claims=claims, groups=groups)
    migration = _Migration(bare, by)
    for claim in reviewed:
        migration.take(claim)
    there = {claim.id for claim in migration.session.dossier.claims}
    for group in dossier.groups:
        if group.method == "hand" and all(id in there for id in group.claims):
            migration.at(None, None)
            migration.session.same_event(group.claims)
    seen = {act.id for act in known}
    return bare, [act for act in migration.session.new if act.id not in seen]


def _bare(claim: Claim) -> Claim:
    return replace(claim, review=Review(), grading=None, translations=())


class _Migration:
    """Records acts of various people, each at its own time."""

    def __init__(self, dossier: Dossier, by: str) -> None:
        self._usual = by
        self._moment = self._now = now()
        self.session = ReviewSession(dossier, by, at=lambda: self._moment)

    def at(self, by: str | None, at: str | None) -> None:
        """Say whose the next acts are, and of when; None if that is not known."""
        self.session.by = by or self._usual
        self._moment = at or self._now

    def take(self, claim: Claim) -> None:
        """Record what people did to a claim."""
        review, grading = claim.review, claim.grading
        self.at(review.by, review.at)
        if review.status != "draft":
            self.session.decide(claim.id, "accept" if review.status == "accepted" else "reject", review.note)
        elif review.note is not None:
            self.session.note(claim.id, review.note)
        if grading is not None:
            self.at(grading.by, grading.at)
            source = source_meant(claim)
            before = self.session.claim(claim.id).grading
            if grading.reliability and source and (before is None or before.reliability != grading.reliability):
                self.session.grade_source(source, grading.reliability, grading.note)
            if grading.credibility:
                self.session.grade_claim(claim.id, grading.credibility, grading.note)
        for translation in claim.translations:
            self.at(translation.by, translation.at)
            self.session.translate(claim.id, translation)
