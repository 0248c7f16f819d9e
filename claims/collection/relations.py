"""Relations beyond a shard: documents of one origin, and claims that say the same of one event.

Candidates are found by keys, in tables that DuckDB sorts on disk. Whether they are related is decided as in a dossier,
by `claims.analysis`, a block of documents at a time. Nothing but a block is held in memory, however large the
collection is: what is found goes back into such tables.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

import claims
from claims.analysis import related
from claims.analysis.origins import origins
from claims.collection import folder
from claims.collection.candidate_keys import sign
from claims.collection.libraries import required
from claims.collection.linked_sets import put_sets
from claims.collection.query import opened
from claims.collection.relation_files import state, write
from claims.collection.relation_rows import group_rows, origin_rows
from claims.collection.tables import claim_of, document_of, schema
from claims.model import Dossier, Made, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from claims.collection.query import Database
    from claims.model import Claim, Document, Group

__all__ = ["Related", "relate"]

_MOST_TOGETHER = 500
"""Documents that are compared at once: a text that thousands carry is divided in the order of publication."""
_BLOCK = 300
"""Documents of one country and week whose claims are compared with each other, and with those of the block before."""
_LETTERS = 20_000_000
"""Letters of the documents of a block, which may be fewer for that; a usual one has two million."""
_MEMORY = 1_000_000_000
# Numbers stand for names in what follows: DuckDB can put the least of numbers aside on disk, but not that of words.
_NUMBERED = "create table numbered as select id from stored.documents"
_LINKED_DOCUMENTS = """
create table numbered_keys as
select band, numbered.rowid as number from keys join numbered on id = document;
create table linked_documents as
select distinct first as one, number as other
from numbered_keys
join (select band, min(number) as first from numbered_keys group by band having count(*) > 1) using (band)
where first <> number;
drop table numbered_keys
"""
_TOGETHER = """
select root, told.*
from origin_of join numbered on numbered.rowid = member join stored.documents told using (id)
order by root, published, id, file, number
"""
_ORIGINS = "select * exclude place from found_origins order by origin, place"
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
_LINKED_GROUPS = """
create table linked_groups as
select distinct first as one, found."group" as other
from found_groups as found
join (
    select document, claim, min("group") as first from found_groups group by document, claim having count(*) > 1
) using (document, claim)
where first <> found."group"
"""
# A group of several blocks is named after the first of its claims, and as unlike as the blocks found its claims.
_NAMED_GROUPS = """
create table whole_groups as
select
    coalesce(root, "group") as whole, document, claim, method, model, version, min(coalesce(likeness, 0.0)) as likeness
from found_groups left join group_of on member = "group"
group by whole, document, claim, method, model, version;
create table names as
select whole, 'grp-' || left(sha256(document || chr(10) || claim), 12) as "group"
from whole_groups
qualify row_number() over (partition by whole order by document, claim) = 1;
create table named_groups as
select "group", document, claim, method, model, round(least, 3) as likeness, version
from whole_groups
join names using (whole)
join (select whole, min(likeness) as least from whole_groups group by whole) using (whole)
"""
_GROUPS = "from named_groups order by all"


@dataclass(frozen=True, slots=True)
class Related:
    """How many documents and claims were related: origins and the documents in them, groups and the claims in them."""

    origins: int
    documents: int
    groups: int
    claims: int


def relate(
    out: Path,
    *,
    embeddings: bool = False,
    watch: Callable[[int, int, str], None] | None = None,
    memory: int = _MEMORY,
) -> Related:
    """Find origins and groups in a collection, and write them to `relations/`; what was there is replaced.

    Keys of shards that an earlier run has signed are used again. The result depends on the collection alone.

    Args:
        out: The folder of the collection.
        embeddings: Whether to compare claims by their embeddings too, and so across languages, if the extra
            `embeddings` is installed. That takes a hundred times as long.
        watch: Called before each shard is signed, with the number of shards before it, their total, and its key.
        memory: Bytes that tables may take in memory; what is beyond goes to a file in the folder meanwhile. A block of
            documents comes on top, which follows from no number of documents.

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
        now = state(out)
        signed = [folder.relation(out, f"keys/{key}") for key in keys]
        with (
            tempfile.TemporaryDirectory(prefix="relate-", dir=folder.under_way(out, "")) as spill,
            opened(out, allow=signed, memory=memory, spill=Path(spill)) as database,
        ):
            _put_origins(database, signed)
            _put_groups(database, by_words=not embeddings)
            write(
                out, "origins", database.stream("select * exclude place from found_origins order by origin, place"), now
            )
            write(out, "groups", database.stream("from named_groups order by all"), now)
            return Related(*_counts(database, "found_origins", "origin"), *_counts(database, "named_groups", "group"))


def _counts(database: Database, name: str, column: str) -> tuple[int, int]:
    """How many values a column of a table has, and how many rows."""
    (told,) = database.stream(f'select count(distinct "{column}") as different, count(*) as rows from {name}')  # noqa: S608 - our own names
    return told["different"], told["rows"]


def _remove_all_but(out: Path, keys: Iterable[str]) -> None:
    """Remove the keys of shards that are no longer in the collection."""
    kept = set(keys)
    for path in folder.relation(out, "keys/x").parent.glob("*.parquet"):
        if path.stem not in kept:
            path.unlink()


def _put_origins(database: Database, signed: Sequence[Path]) -> None:
    """Make the table `found_origins`: the rows of all origins, with the `place` of each in its origin."""
    database.read_keys(signed)
    database.run(_NUMBERED)
    database.run(_LINKED_DOCUMENTS)
    put_sets(database, "linked_documents", "origin_of")
    told = schema("origins")
    database.fill(
        "found_origins", told.append(required("pyarrow", "collections").field("place", "int64")), _origins(database)
    )


def _origins(database: Database) -> Iterator[dict[str, Any]]:
    for _, rows in groupby(database.stream(_TOGETHER), key=lambda row: row.pop("root")):
        for documents in _blocks(rows, _MOST_TOGETHER):
            for origin in origins(documents):
                for place, row in enumerate(origin_rows(origin)):
                    yield {**row, "place": place}


def _blocks(rows: Iterable[dict[str, Any]], most: int) -> Iterator[list[Document]]:
    """Yield the documents of rows in blocks of so many, or of so many letters."""
    block: list[Document] = []
    letters = 0
    for document in map(document_of, rows):
        if block and (len(block) == most or letters + len(document.text) > _LETTERS):
            yield block
            block, letters = [], 0
        block.append(document)
        letters += len(document.text)
    if block:
        yield block


def _put_groups(database: Database, *, by_words: bool) -> None:
    """Make the table `named_groups`: the rows of all groups."""
    database.run(_SETTINGS)
    told = schema("groups")
    number = required("pyarrow", "collections").field("group", "int64")
    rows = _groups(database, by_words=by_words)
    database.fill("found_groups", told.set(told.get_field_index("group"), number), rows)
    database.run(_LINKED_GROUPS)
    put_sets(database, "linked_groups", "group_of")
    database.run(_NAMED_GROUPS)


def _groups(database: Database, *, by_words: bool) -> Iterator[dict[str, Any]]:
    """Yield the rows of the groups of each block, which are numbered: those with a claim in common are one group.

    A block is compared with itself and the one before it, as a dossier to which articles are added.
    """
    number = 0
    claims_of = _Claims(database)
    before = _Compared()
    last: tuple[str, int] | None = None
    for setting, rows in groupby(database.stream(_DOCUMENTS), key=lambda row: (row.pop("country"), row.pop("week"))):
        if last is None or (last[0], last[1] + 1) != setting:
            before = _Compared()
        last = setting
        for documents in _blocks(rows, _BLOCK):
            found = claims_of.of(documents, {claim.id for claim in before.claims})
            compared = related(
                before.with_more(documents, found), fresh={claim.id for claim in found}, by_words=by_words
            )
            for _, members in groupby(group_rows(compared), key=lambda row: row["group"]):
                number += 1
                for row in members:
                    yield {**row, "group": number}
            before = _Compared(documents, found, compared.groups)


@dataclass(frozen=True, slots=True)
class _Compared:
    """A block of documents that was compared, with their claims and the groups in which these are."""

    documents: Sequence[Document] = ()
    claims: Sequence[Claim] = ()
    groups: Sequence[Group] = ()

    def with_more(self, documents: Sequence[Document], found: Sequence[Claim]) -> Dossier:
        """Return a dossier of this block and the next one, with the groups of this one."""
        whole = (*self.documents, *documents)
        return Dossier(
            None,
            tuple(sorted({document.language for document in whole})),
            Made(claims.__version__),
            whole,
            in_order(whole, (*self.claims, *found)),
            groups=tuple(self._own()),
        )

    def _own(self) -> Iterator[Group]:
        """The groups as far as they hold claims of this block, with at least two of them."""
        own = {claim.id for claim in self.claims}
        for group in self.groups:
            kept = tuple(claim for claim in group.claims if claim in own)
            if len(kept) > 1:
                yield replace(group, claims=kept)


class _Claims:
    """The claims of documents, which are asked for in the order in which they are stored."""

    def __init__(self, database: Database) -> None:
        self._stream = groupby(database.stream(_CLAIMS), key=lambda row: row["document"])
        self._next = next(self._stream, None)

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
