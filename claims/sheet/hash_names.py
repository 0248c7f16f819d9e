"""Name texts, claims and sheets by their hashes, so that the names are valid everywhere without a host.

A text's name contains its hash (`ni:///sha-256;…`, RFC 6920), so anyone with the text can verify that it is the right
one.
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
    """Return the name for a SHA-256, given as 64 hexadecimal digits."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")


def text_name(document: Document) -> str:
    """Return the name of a document's actual text; its record may give another hash."""
    import hashlib

    return hash_name(hashlib.sha256(encoded(document.text)).hexdigest())


def claim_name(claim: Claim, around: str) -> str:
    """Return the name of a claim, within the name of its text."""
    return f"{around}#{quote(encoded(claim.id), safe='')}"
