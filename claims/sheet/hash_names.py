"""Names for texts, claims and sheets that hold wherever they are: made of hashes, so that nobody has to host them.

A text is named by its hash (`ni:///sha-256;…`, RFC 6920): who has the text can tell that it is the one that is meant.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import quote

from claims.sheet.plain_labels import encoded

if TYPE_CHECKING:
    from claims.model import Claim, Document

__all__ = ["claim_name", "hash_name", "text_name"]


def hash_name(sha256: str) -> str:
    """The name of what has a SHA-256, given in 64 hexadecimal digits."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")


def text_name(document: Document) -> str:
    """The name of a document's text, by the text that there is: its record may say another hash."""
    import hashlib

    return hash_name(hashlib.sha256(encoded(document.text)).hexdigest())


def claim_name(claim: Claim, around: str) -> str:
    """The name of a claim within that of its text."""
    return f"{around}#{quote(encoded(claim.id), safe='')}"
