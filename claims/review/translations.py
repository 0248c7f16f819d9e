"""Export of untranslated claims and import of translations.

Both use one JSON object per line: `id`, `language`, `original` (the claim's words), `text`, `by`, `how`, `at`. Lines
without text are skipped; a line whose original differs from the claim's words is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from claims.errors import ClaimsError
from claims.model import Translation, from_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.model import Claim, Dossier
    from claims.review.review_session import ReviewSession

__all__ = ["translated", "untranslated"]

_LEFT_OUT = " […] "


class _Line(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a file that goes to a translator and comes back; without a text, nobody looks at the rest."""

    id: object
    text: str
    original: object = None
    language: object = None
    by: object = None
    how: object = None
    at: object = None


def untranslated(dossier: Dossier, language: str) -> Iterator[dict[str, Any]]:
    """Yield a line with empty text for each claim without a translation into `language` (BCP 47).

    Claims in that language and rejected claims are left out.
    """
    spoken = {document.id: document.language for document in dossier.documents}
    for claim in dossier.claims:
        there = {spoken.get(claim.document), *(each.language for each in claim.translations)}
        if claim.review.status != "rejected" and language not in there:
            yield {
                "id": claim.id,
                "language": language,
                "original": _original(claim),
                "text": "",
                "by": "",
                "how": "human",
                "at": None,
            }


def translated(session: ReviewSession, lines: Iterable[tuple[str, Mapping[str, Any]]]) -> int:
    """Record the translations of the lines, each as an act of its translator, and return their number.

    A translation replaces an earlier one into the same language; one that is already there is counted and not recorded
    again.

    Args:
        session: A session on the dossier of the claims.
        lines: Position (for messages) and JSON object of each line.

    Raises:
        ClaimsError: if a line is not what it should be, or not about a claim of the dossier as it is now.
    """
    claims = {claim.id: claim for claim in session.dossier.claims}
    meant = [
        (_meant(claims, line, where), _translation(line, where))
        for where, line in lines
        if from_record(_Line, line, where).text.strip()
    ]
    for claim, translation in meant:
        if translation not in session.claim(claim.id).translations:
            session.translate(claim.id, translation, by=translation.by)
    return len(meant)


def _meant(claims: Mapping[str, Claim], line: Mapping[str, Any], where: str) -> Claim:
    claim = claims.get(line["id"]) if isinstance(line["id"], str) else None
    if claim is None:
        raise ClaimsError(f"the dossier has no claim {line['id']!r}", where, "Remove the line, or correct its id")
    if "original" in line and line["original"] != _original(claim):
        raise ClaimsError(
            f"the original differs from the words of {claim.id}",
            where,
            f"Translate it again, from: {_original(claim)}",
        )
    return claim


def _translation(line: Mapping[str, Any], where: str) -> Translation:
    made = from_record(Translation, {name: line[name] for name in line if name not in {"id", "original"}}, where)
    if not made.by.strip():
        raise ClaimsError("the property 'by' is not the name of who made the translation", where)
    return made


def _original(claim: Claim) -> str:
    return _LEFT_OUT.join(span.exact for span in claim.content)
