"""Relations beyond a shard: documents of one origin, and claims that say the same of one event.

Candidates are found by keys, in tables that DuckDB sorts on disk. Whether they are related is decided as in a dossier,
by `claims.analysis`, a block of documents at a time.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

import claims
from claims.analysis import related
from claims.analysis.origins import origins
from claims.collection import folder
from claims.collection.candidate_keys import sign
from claims.collection.claim_chains import ClaimChains
from claims.collection.libraries import required
from claims.collection.query import opened
from claims.collection.relation_rows import origin_rows
from claims.collection.tables import claim_of, document_of, table
from claims.errors import ClaimsError
from claims.model import Dossier, Made, in_order
from claims.model.partitions import Joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from claims.collection.query import Database
    from claims.model import Claim, Document, Origin

__all__ = ["Related", "relate"]

_MOST_TOGETHER = 500
"""Documents that are compared at once: a text that thousands carry is divided in the order of publication."""
_BLOCK = 300
"""Documents of one country and week whose claims are compared with each other, and with those of the block before."""
_KEYS = """
create table linked as
select distinct first, document
from (select min(document) over (partition by band) as first, document from keys)
where first <> document
"""
_TOGETHER = """
select together, told.*
from origin_of join stored.documents told on told.id = document
order by together, published, id, file, number
"""
_SETTINGS = """
create table settings as
select
    id, coalesce(country, '') as country, coalesce(datediff('day', date '1970-01-05', day) // 7, -1) as week, since
from (select id, min(day) as day, min(published) as since from documents group by id)
left join (
    select document, country
    from (select distinct document, claim, country from places where country is not null)
    group by document, country
    qualify row_number() over (partition by document order by count(*) desc, country) = 1
) on document = id
"""
_DOCUMENTS = """
select country, week, told.*
from stored.documents told join settings using (id)
order by country, week, since, id, file, number
"""
_CLAIMS = """
select told.*
from stored.claims told join settings on settings.id = document
order by country, week, since, document, told.id
"""


@dataclass(frozen=True, slots=True)
class Related:
    """How many documents and claims were related: origins and the documents in them, groups and the claims in them."""

    origins: int
    documents: int
    groups: int
    claims: int


def relate(out: Path, *, embeddings: bool = False, watch: Callable[[int, int, str], None] | None = None) -> Related:
    """Find origins and groups in a collection, and write them to `relations/`; what was there is replaced.

    Keys of shards that an earlier run has signed are used again. The result depends on the collection alone.

    Args:
        out: The folder of the collection.
        embeddings: Whether to compare claims by their embeddings too, and so across languages, if the extra
            `embeddings` is installed. That takes a hundred times as long.
        watch: Called before each shard is signed, with the number of shards before it, their total, and its key.

    Raises:
        ClaimsError: if the folder is no collection or cannot be written, another run works on it, or a library is
            missing.
    """
    keys = folder.complete(out)
    with folder.held(out):
        for number, key in enumerate(keys):
            if watch:
                watch(number, len(keys), key)
            sign(out, key)
        _remove_all_but(out, keys)
        signed = [folder.relation(out, f"keys/{key}") for key in keys]
        with opened(out, allow=signed) as database:
            found = list(_origins(database, signed))
            grouped = list(_groups(database, by_words=not embeddings))
        _write(out, "origins", found)
        _write(out, "groups", grouped)
    return Related(
        len({each["origin"] for each in found}), len(found), len({each["group"] for each in grouped}), len(grouped)
    )


def _remove_all_but(out: Path, keys: Iterable[str]) -> None:
    """Remove the keys of shards that are no longer in the collection."""
    kept = set(keys)
    for path in folder.relation(out, "keys/x").parent.glob("*.parquet"):
        if path.stem not in kept:
            path.unlink()


def _origins(database: Database, signed: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Yield the rows of the origins, in the order of their ids."""
    database.read_keys(signed)
    database.run(_KEYS)
    together = _sets((each["first"], each["document"]) for each in database.stream("from linked order by all"))
    pa = required("pyarrow", "collections")
    columns = {"document": list(together), "together": list(together.values())}
    database.put(
        "origin_of", pa.table(columns, schema=pa.schema([("document", pa.string()), ("together", pa.string())]))
    )
    found: dict[str, Origin] = {}
    for _, rows in groupby(database.stream(_TOGETHER), key=lambda row: row.pop("together")):
        for documents in _blocks(rows, _MOST_TOGETHER):
            found |= {origin.id: origin for origin in origins(documents)}
    for id in sorted(found):
        yield from origin_rows(found[id])


def _sets(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each document that is linked to another the lowest id of all that are linked with it."""
    numbers: dict[str, int] = {}
    links = [tuple(numbers.setdefault(id, len(numbers)) for id in pair) for pair in pairs]
    joined = Joined(len(numbers))
    for one, other in links:
        joined.join(one, other)
    lowest: dict[int, str] = {}
    for id in sorted(numbers):
        lowest.setdefault(joined.root(numbers[id]), id)
    return {id: lowest[joined.root(number)] for id, number in numbers.items()}


def _blocks(rows: Iterable[dict[str, Any]], most: int) -> Iterator[list[Document]]:
    """Yield the documents of rows in blocks."""
    documents = map(document_of, rows)
    while block := list(islice(documents, most)):
        yield block


def _groups(database: Database, *, by_words: bool) -> Iterator[dict[str, Any]]:
    """Yield the rows of the groups, in the order of their ids.

    A block is compared with itself and the one before it, as a dossier to which articles are added.
    """
    database.run(_SETTINGS)
    chains = ClaimChains()
    claims_of = _Claims(database)
    before: list[Document] = []
    told: list[Claim] = []
    last: tuple[str, int] | None = None
    for setting, rows in groupby(database.stream(_DOCUMENTS), key=lambda row: (row.pop("country"), row.pop("week"))):
        if last is None or (last[0], last[1] + 1) != setting:
            before, told = [], []
        last = setting
        for documents in _blocks(rows, _BLOCK):
            found = claims_of.of(documents, {claim.id for claim in told})
            whole = (*before, *documents)
            dossier = Dossier(
                None,
                tuple(sorted({document.language for document in whole})),
                Made(claims.__version__),
                whole,
                in_order(whole, (*told, *found)),
                groups=chains.groups(told),
            )
            chains.add(related(dossier, fresh={claim.id for claim in found}, by_words=by_words))
            before, told = documents, found
    yield from chains.rows()


class _Claims:
    """The claims of documents, which are asked for in the order in which they are stored."""

    def __init__(self, database: Database) -> None:
        self._stream = groupby(database.stream(_CLAIMS), key=lambda row: row["document"])
        self._next = next(self._stream, None)
        self._held: dict[str, list[Claim]] = {}

    def of(self, documents: Sequence[Document], taken: set[str]) -> list[Claim]:
        """Return the claims of these documents; of two claims with one id, which 48 bits allow, the first.

        Args:
            documents: The next documents.
            taken: Ids of claims that they are compared with.
        """
        wanted = {document.id for document in documents}
        found: dict[str, Claim] = {}
        while self._next is not None and self._next[0] in wanted:
            for row in self._next[1]:
                claim = claim_of(row)
                if claim.id not in taken:
                    found.setdefault(claim.id, claim)
            self._next = next(self._stream, None)
        return list(found.values())


def _write(out: Path, name: str, rows: Sequence[dict[str, Any]]) -> None:
    pq = required("pyarrow.parquet", "collections")
    target = folder.relation(out, name)
    under_way = folder.under_way(out, f"{name}.{os.getpid()}")
    try:
        target.parent.mkdir(exist_ok=True)
        pq.write_table(table(name, rows), under_way, compression="zstd")
        under_way.replace(target)
    except OSError as error:
        what = f"the relations cannot be written: {error.strerror or error}"
        raise ClaimsError(what, str(target), "Check that the folder is writable and has free space") from error
