"""Derive record ids from the content, so that the same article always gets the same ids."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model.records import Claim, Document

__all__ = [
    "claim_id",
    "collection_document_id",
    "derived_ids",
    "folded_id",
    "id_fault",
    "in_order",
    "is_document_id",
    "text_order",
]

# A document's id is also the name of its text file, so characters that are special in paths are excluded.
_DOCUMENT_ID = re.compile(r"""[^\x00-\x1f\x7f/\\:*?"<>|.\s][^\x00-\x1f\x7f/\\:*?"<>|]{0,119}""")


# Names that Windows reserves for devices, with any extension.
_DEVICES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{at}" for port in ("com", "lpt") for at in "0123456789¹²³"),
    )
)
# Control characters, line separators, and characters that turn the direction of the text around them.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff]")


def is_document_id(value: str) -> bool:
    """Return whether `value` is a valid document id; the id is also the stem of its text file."""
    return _DOCUMENT_ID.fullmatch(value) is not None


def folded_id(id: str) -> str:
    """Return a document id as file systems compare names that ignore case and the form of composed letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", id).casefold())


def id_fault(value: str) -> str | None:
    """Return why a valid document id is a bad name for files, or for people to read; None if it is not.

    Some systems cannot write such a file, or a person sees another id than the one that is meant.
    """
    if value.split(".", maxsplit=1)[0].rstrip(" ").casefold() in _DEVICES:
        return "Windows reserves this name for a device"
    if _OBEYED.search(value):
        return "it holds characters that change how text is shown"
    if value[-1:] in {".", " "}:
        return "it ends in a full stop or a blank, which Windows drops"
    return None


def collection_document_id(address: str, sha256: str) -> str:
    r"""Return the id of a document in a collection: `doc-` and 128 bits of a hash, in hexadecimal digits.

    Names of files repeat among millions of articles, so the id is derived from what cannot: where the article lies in
    its source and what it says. The shell says the same: `printf '%s\n%s' ADDRESS SHA256 | sha256sum`.

    Args:
        address: The article's URL; where it has none, its path in the source, and in a file with several articles the
            position there.
        sha256: The digest of the document's text, 64 hexadecimal digits.
    """
    # Python decodes bytes of a path that are no UTF-8 as lone surrogates, which only this error handler encodes.
    told = f"{address}\n{sha256}".encode("utf-8", "surrogatepass")
    return "doc-" + hashlib.sha256(told).hexdigest()[:32]


def claim_id(document: str, mention: str | None, cue: str, content: Sequence[str], occurrence: int) -> str:
    """Return the id of a claim, derived from its words and not its offsets, so that inserted text does not change it.

    Args:
        document: The document's id.
        mention: The words that name the source; None if there are none.
        cue: The words of the cue.
        content: The words of each part of the content.
        occurrence: Index (from 0) among the document's claims with exactly the same words, in text order.
    """
    words = [document, mention, cue, list(content), occurrence]
    compact = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return "clm-" + hashlib.sha256(compact.encode("utf-8")).hexdigest()[:12]


def text_order(claim: Claim) -> tuple[int, int]:
    """Return the sort key for claims of one document in text order: by cue, then content."""
    return claim.cue.start, min((part.start for part in claim.content), default=claim.cue.end)


def derived_ids(claims: Iterable[Claim]) -> list[str]:
    """Return the derived id of each claim in the order given; claims of several documents may be mixed."""
    given = list(claims)
    seen: Counter[tuple[str, str | None, str, tuple[str, ...]]] = Counter()
    ids = [""] * len(given)
    for index in sorted(range(len(given)), key=lambda i: text_order(given[i])):
        claim = given[index]
        mention = claim.source.mention.exact if claim.source.mention else None
        words = (claim.document, mention, claim.cue.exact, tuple(part.exact for part in claim.content))
        ids[index] = claim_id(*words, occurrence=seen[words])
        seen[words] += 1
    return ids


def in_order(documents: Sequence[Document], claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims in the dossier's order: by document, then by position in the text."""
    place = {document.id: number for number, document in enumerate(documents)}
    return tuple(sorted(claims, key=lambda claim: (place.get(claim.document, len(place)), *text_order(claim))))
