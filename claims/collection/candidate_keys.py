"""Keys under which documents are candidates for one origin: bands of MinHash signatures (Broder 1997).

Of two documents whose shingles have the Jaccard similarity s, the signatures agree in a band of 4 rows with probability
s⁴. With 32 bands, copies (0.55 and more) share a key in 95 of 100 cases, and texts with a similarity of 0.3 in 23.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from claims.analysis.origins import shingles
from claims.collection import folder
from claims.collection.libraries import required
from claims.collection.tables import document_of
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.model import Document

__all__ = ["sign"]

_ROWS, _BANDS = 4, 32
_SEED = 1
_AT_ONCE = 500
"""Documents that are in memory at the same time."""


def sign(out: Path, key: str) -> None:
    """Write the keys of a shard's documents, unless that was done before.

    Raises:
        ClaimsError: if datasketch is not installed, the documents cannot be read, or the keys not be written.
    """
    target = folder.relation(out, f"keys/{key}")
    if target.is_file():
        return
    pa, pq = required("pyarrow", "collections"), required("pyarrow.parquet", "collections")
    schema = pa.schema([("band", pa.int64()), ("document", pa.string())])
    under_way = folder.under_way(out, f"{key}.keys.{os.getpid()}")
    with _documents(folder.parquet(out, "documents", key)) as file, folder.writing(out):
        target.parent.mkdir(parents=True, exist_ok=True)
        under_way.parent.mkdir(exist_ok=True)
        with pq.ParquetWriter(under_way, schema) as writer:
            for batch in file.iter_batches(batch_size=_AT_ONCE):
                writer.write_table(pa.Table.from_pylist(_rows(batch.to_pylist()), schema=schema))
        under_way.replace(target)


def _documents(path: Path) -> Any:
    """The file of a shard's documents."""
    try:
        return required("pyarrow.parquet", "collections").ParquetFile(path)
    except (OSError, ValueError) as error:
        what = f"the file is damaged or missing: {str(error).splitlines()[0]}"
        raise ClaimsError(what, str(path), "Run factsheet collect again, which makes it anew") from error


def _rows(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for each key of each document."""
    return [
        {"band": band, "document": document.id} for document in map(document_of, documents) for band in _bands(document)
    ]


def _bands(document: Document) -> Iterator[int]:
    """Yield the keys of a document; none for a text without words."""
    words = shingles(document)
    if not words:
        return
    values = _signature(sorted(words)).astype("<u8")
    for band in range(_BANDS):
        part = values[band * _ROWS : (band + 1) * _ROWS].tobytes()
        yield int.from_bytes(blake2b(bytes([band]) + part, digest_size=8).digest(), "little", signed=True)


def _signature(words: list[int]) -> Any:
    minhash = required("datasketch", "collections").MinHash(num_perm=_ROWS * _BANDS, seed=_SEED, hashfunc=int)
    minhash.update_batch(words)
    return minhash.hashvalues
