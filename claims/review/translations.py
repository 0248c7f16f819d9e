"""Translations of claims, out to those who translate and back into the records.

Both ways go one JSON object a line: `id`, `language`, `original` (the claim's words), `text`, `by`, `how`, `at`. A line
that comes back without a text is not translated yet; one whose original is no longer the claim's is refused.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.model import TRANSLATED, Translation
from claims.model.record_reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.model import Claim, Dossier

__all__ = ["translated", "untranslated"]

_LEFT_OUT = " […] "
_LINE = ("id", "original", *(field.name for field in fields(Translation)))


def untranslated(dossier: Dossier, language: str) -> Iterator[dict[str, Any]]:
    """What is still to be translated into `language` (a BCP 47 tag): a line a claim, its text empty.

    Claims in that language, rejected ones, and those with a translation into it are left out.
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


def translated(dossier: Dossier, lines: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[Dossier, int]:
    """The dossier with the translations that the lines hold, and how many there were.

    A translation takes the place of the one into the same language that the claim had.

    Args:
        dossier: Whose claims were translated.
        lines: For each, where it stands (for messages) and its JSON object.

    Raises:
        ClaimsError: where a line is not what it should be, or not about a claim of the dossier as it is now.
    """
    claims = {claim.id: claim for claim in dossier.claims}
    count = 0
    for where, line in lines:
        read = Reader(line, where, _LINE)
        if read.text("text").strip():
            claim = _meant(claims, read)
            claims[claim.id] = _with(claim, _translation(read))
            count += 1
    return replace(dossier, claims=tuple(claims[claim.id] for claim in dossier.claims)), count


def _meant(claims: Mapping[str, Claim], read: Reader) -> Claim:
    claim = claims.get(read.text("id"))
    if claim is None:
        raise ClaimsError(
            f"the dossier has no claim {read.text('id')!r}", read.path, "Take the line out, or mend its id"
        )
    if "original" in read.value and read.text("original") != _original(claim):
        raise ClaimsError(
            f"what was translated is not what {claim.id} says now",
            read.path,
            f"Translate it again, from: {_original(claim)}",
        )
    return claim


def _translation(read: Reader) -> Translation:
    if not read.text("by").strip():
        read.refuse("by", "the name of who made the translation")
    return Translation(
        read.text("language"), read.text("text"), read.text("by"), read.choice("how", TRANSLATED), read.optional("at")
    )


def _with(claim: Claim, made: Translation) -> Claim:
    others = [each for each in claim.translations if each.language != made.language]
    return replace(claim, translations=(*others, made))


def _original(claim: Claim) -> str:
    return _LEFT_OUT.join(span.exact for span in claim.content)
