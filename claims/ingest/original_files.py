"""Original files, kept byte for byte beside their texts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model import Document, Original

if TYPE_CHECKING:
    from claims.ingest.readings import Article

__all__ = ["kept"]

# File names may have 255 bytes, Arabic letters take two; hash and suffix need 24.
_LONGEST_ID = 200


def kept(document: Document, article: Article) -> Document:
    """The document with its original file, unless the text itself is the original."""
    if not article.raw:
        return document
    sha256 = hashlib.sha256(article.raw).hexdigest()
    name = f"{_cut(document.id)}.{sha256[:12]}{article.suffix}"
    return replace(document, original=Original(f"originals/{name}", sha256, article.media_type), raw=article.raw)


def _cut(id: str) -> str:
    return id.encode("utf-8")[:_LONGEST_ID].decode("utf-8", "ignore")
