"""SQL over a collection or a dossier with DuckDB: it reads their tables and nothing else, and changes nothing.

DuckDB is told to open no file but the tables, no network connection and no extension, and to keep to that. Statements
that are no query are refused, also those hidden within a query, which could write over the tables.
"""

from __future__ import annotations

import logging
import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files as resources
from itertools import islice
from typing import TYPE_CHECKING, Any

from claims.collection import folder as collection_folder
from claims.collection.libraries import required
from claims.collection.relation_files import outdated
from claims.collection.relation_rows import group_rows, origin_rows
from claims.collection.tables import RELATIONS, TABLES, claim_of, document_of, row, schema, table
from claims.errors import ClaimsError
from claims.model import in_order
from claims.model.edtf import extent
from claims.store import COLLECTION_FILE, HEADER_FILE, read_dossier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from claims.model import Claim, Document, Dossier

__all__ = ["Database", "Selection", "opened"]

_log = logging.getLogger(__name__)

_VIEWS = (
    "The views: documents, claims, sources, figures, places, times, parties, events, origins, groups, findings. "
    "Their columns: describe VIEW"
)
_ONCE = """
create table stored.repeated as
select id, shard from stored.documents_as_read qualify row_number() over (partition by id order by file, number) > 1;
create or replace view stored.documents as
select * exclude shard from stored.documents_as_read as told
anti join stored.repeated on repeated.id = told.id and repeated.shard = told.shard;
create or replace view stored.claims as
select * exclude shard from stored.claims_as_read as told
anti join stored.repeated on repeated.id = document and repeated.shard = told.shard
"""
"""Of articles with one id, the first stays; what is left out is few, and so held in memory, not what is read."""
_RELATIONS = re.compile(r"\b(origins|groups)\b", re.IGNORECASE)
_BATCH = 1000
_MOST = 10_000
"""The most documents of a dossier, which is made for people."""
_ONE_QUERY = "Write one query that begins with select, from, with, describe or summarize"


@contextmanager
def opened(
    folder: Path, *, allow: Sequence[Path] = (), memory: int | None = None, spill: Path | None = None
) -> Iterator[Database]:
    """Open a collection or a dossier for queries.

    Args:
        folder: The folder of either.
        allow: Further files, and folders with all below them, that queries may read.
        memory: Bytes that tables may take in memory; by default most of the machine's.
        spill: The folder for what is beyond; one in the system's folder of temporary files by default.

    Raises:
        ClaimsError: if it is neither, cannot be read, or DuckDB is not installed.
    """
    duckdb = required("duckdb", "collections")
    with tempfile.TemporaryDirectory(prefix="factsheet-query-") as own, duckdb.connect(":memory:") as connection:
        connection.execute("set temp_directory = ?", [str(spill or own)])
        if memory is not None:
            connection.execute("set memory_limit = ?", [f"{memory // 1_000_000}MB"])
            connection.execute("set preserve_insertion_order = false")  # which would be kept in memory
            connection.execute("set threads = 2")  # each needs memory of its own
        for setting in (
            "python_enable_replacements",
            "autoload_known_extensions",
            "autoinstall_known_extensions",
            "enable_progress_bar",  # which it would print on standard output
        ):
            connection.execute(f"set {setting} = false")
        connection.execute("set allow_community_extensions = false")
        database = Database(connection)
        readable = database.put_tables(folder)
        database.lock([*readable, *allow])
        yield database


class Database:
    """The tables of a collection or a dossier, and views of them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._collection: Path | None = None

    def put_tables(self, folder: Path) -> list[Path]:
        """Make the tables and views of the collection or dossier in a folder; return the files to be read."""
        self._connection.execute("create schema stored")
        self._put_functions()
        if (folder / HEADER_FILE).is_file():
            self._put_dossier(read_dossier(folder))
            readable = []
        elif (folder / COLLECTION_FILE).is_file():
            self._collection = folder
            readable = self._put_collection(folder)
        else:
            raise ClaimsError(
                "the folder is neither a collection nor a dossier",
                str(folder),
                "Pass --from DIR, a folder that factsheet collect or factsheet build wrote",
            )
        self._connection.execute(resources("claims.collection").joinpath("views.sql").read_text("utf-8"))
        return readable

    def _put_functions(self) -> None:
        from duckdb.func import FunctionNullHandling

        for name, function in (("first_day", _first_day), ("last_day", _last_day)):
            self._connection.create_function(
                name, function, ["varchar"], "date", null_handling=FunctionNullHandling.SPECIAL
            )

    def _put_dossier(self, dossier: Dossier) -> None:
        documents = (
            row(document, text=document.text, file=f"texts/{document.id}.txt", number=1)
            for document in dossier.documents
        )
        tables = {
            "documents": documents,
            "claims": map(row, dossier.claims),
            "findings": (),
            "origins": (each for origin in dossier.origins for each in origin_rows(origin)),
            "groups": group_rows(dossier),
        }
        for name, rows in tables.items():
            self._put(f"stored.{name}", table(name, rows))

    def _put_collection(self, folder: Path) -> list[Path]:
        readable: list[Path] = []
        for name in TABLES:
            parts = list(collection_folder.files(folder, name))
            readable += parts
            self._put_parts(name, parts, folder)
        if readable:
            self._fold_repeated()
        for name in RELATIONS:
            made = collection_folder.relation(folder, name)
            if made.is_file():
                readable.append(made)
                self._connection.execute(
                    f"create view stored.{name} as select * from read_parquet({_quoted(made, pattern=True)})"  # noqa: S608 - a path is quoted
                )
            else:
                self._put(f"stored.{name}", schema(name).empty_table())
        return readable

    def _put_parts(self, name: str, parts: Sequence[Path], folder: Path) -> None:
        """Make a view of a table's files."""
        if not parts:
            self._put(f"stored.{name}", schema(name).empty_table())
            return
        listed = ", ".join(_quoted(path, pattern=True) for path in parts)
        try:
            self._connection.execute(
                f"create view stored.{name}_as_read as "  # noqa: S608 - paths are quoted
                f"select *, parse_filename(filename, true) as shard from read_parquet([{listed}]); "
                f"create view stored.{name} as select * exclude shard from stored.{name}_as_read"
            )
        except _error() as error:
            raise ClaimsError(f"the collection cannot be read: {_message(error)}", str(folder)) from error

    def _fold_repeated(self) -> None:
        """Take an article that was read twice, at one address with one text, once, and its claims with it."""
        (counted,) = self.stream("select count(*) > count(distinct id) as repeated from stored.documents")
        if counted["repeated"]:
            self.run(_ONCE)

    def fill(self, name: str, told: pa.Schema, rows: Iterable[dict[str, Any]]) -> None:
        """Make a table of rows beside the views; a batch of them is in memory at a time."""
        import pyarrow as pa

        self._put(name, told.empty_table())
        left = iter(rows)
        while some := list(islice(left, _BATCH)):
            self._insert(name, pa.Table.from_pylist(some, schema=told))

    def _put(self, name: str, records: pa.Table) -> None:
        self._given(f"create table {name} as select * from given", records)  # noqa: S608 - our own name

    def _insert(self, name: str, records: pa.Table) -> None:
        self._given(f"insert into {name} select * from given", records)  # noqa: S608 - our own name

    def _given(self, sql: str, records: pa.Table) -> None:
        with _told("the collection"):
            self._connection.register("given", records)
            self._connection.execute(sql)
            self._connection.unregister("given")

    def read_keys(self, signed: Sequence[Path]) -> None:
        """Make a view `keys` of files of keys, which `opened` allows to be read."""
        listed = ", ".join(_quoted(path, pattern=True) for path in signed)
        source = f"read_parquet([{listed}])" if signed else "(select 0::bigint as band, '' as document limit 0)"
        self.run(f"create view keys as select * from {source}")  # noqa: S608 - paths are quoted

    def run(self, sql: str) -> None:
        """Run a statement of this program."""
        with _told("the collection"):
            self._connection.execute(sql)

    def stream(self, sql: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query of this program as mappings; several can be read at the same time."""
        with _told("the collection"):
            for batch in self._connection.cursor().sql(sql).to_arrow_reader(_BATCH):
                yield from batch.to_pylist()

    def lock(self, readable: Sequence[Path]) -> None:
        """Let queries open these files and folders, and nothing else."""
        folders = [path for path in readable if path.is_dir()]
        for setting, paths in (
            ("allowed_paths", [path for path in readable if not path.is_dir()]),
            ("allowed_directories", folders),
        ):
            # A table's path is checked as the pattern that was asked for, and then as the file that it matched.
            listed = ", ".join(_quoted(path, pattern=pattern) for path in paths for pattern in (False, True))
            self._connection.execute(f"set {setting} = [{listed}]")
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")

    def select(self, sql: str) -> Selection:
        """Run one query.

        Raises:
            ClaimsError: if it is no query, there is an error in it, or it fails.
        """
        with _told("the query"):
            self._refuse_all_but_a_query(sql, "the query")
            self._tell_of_relations(sql)
            return Selection(self._connection.sql(sql))

    def records(self, where: str | None) -> tuple[list[Document], Sequence[Claim]]:
        """Return the documents for which a condition of SQL holds, and all their claims, in the order of collecting.

        Args:
            where: The condition, in which the columns of `documents` can be named; None for all documents.

        Raises:
            ClaimsError: if there is an error in it.
        """
        chosen = "select id from documents" + ("" if where is None else f" where ({where}\n)")  # noqa: S608 - read only
        with _told("the condition"):
            self._refuse_all_but_a_query(chosen, "the condition")
            self._tell_of_relations(where or "")
            ((number,),) = self._connection.sql(f"select count(*) from ({chosen})").fetchall()  # noqa: S608 - read only
            if number > _MOST:
                what = f"the condition holds for {number:,} articles, too many for a dossier"
                raise ClaimsError(what, "the condition", f"Narrow it to {_MOST:,} or fewer")
            ids = f"in (select id from ({chosen}))"  # noqa: S608 - read only
            stored = self.stream(f"from stored.documents where id {ids} order by file, number")
            documents = list(map(document_of, stored))
            claims = list(map(claim_of, self.stream(f"from stored.claims where document {ids}")))
        return documents, in_order(documents, claims)

    def _tell_of_relations(self, sql: str) -> None:
        """Log that the relations of which a query asks are missing, or those of an earlier state."""
        if self._collection is not None and _RELATIONS.search(sql) and (told := outdated(self._collection)):
            _log.info(told)

    def _refuse_all_but_a_query(self, sql: str, where: str) -> None:
        from duckdb import StatementType

        statements = self._connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != StatementType.SELECT:
            what = f"there are {len(statements)} statements" if len(statements) != 1 else "this is no query"
            raise ClaimsError(what, where, _ONE_QUERY)
        # A query may hold `with x as (copy … to FILE)`, which no view may.
        self._connection.execute(f"create temp view checked as {statements[0].query}")
        self._connection.execute("drop view checked")


@dataclass(frozen=True, slots=True)
class Selection:
    """The result of a query, computed while it is read."""

    relation: duckdb.DuckDBPyRelation

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return list(self.relation.columns)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows.

        Raises:
            ClaimsError: if the query fails.
        """
        with _told("the query"):
            for batch in self.relation.to_arrow_reader(_BATCH):
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    def batches(self) -> pa.RecordBatchReader:
        """Return the rows as Arrow batches.

        Raises:
            ClaimsError: if the query fails.
        """
        with _told("the query"):
            return self.relation.to_arrow_reader(_BATCH)


def _first_day(edtf: str | None) -> date | None:
    """Return the first day that a date or interval (EDTF or RFC 3339) can mean; None if that is open or unknown."""
    days = _extent(edtf)
    return None if days is None else days[0]


def _last_day(edtf: str | None) -> date | None:
    """Return the last day that a date or interval can mean; None if that is open or unknown."""
    days = _extent(edtf)
    return None if days is None else days[1]


@lru_cache(maxsize=1 << 16)
def _extent(edtf: str | None) -> tuple[date | None, date | None] | None:
    days = extent(edtf)
    return None if days is None else (_date(days.first), _date(days.last))


def _date(number: int | None) -> date | None:
    return date.fromordinal(number) if number is not None and 0 < number <= date.max.toordinal() else None


def _quoted(path: Path, *, pattern: bool = False) -> str:
    """Return a path as a literal of SQL; as a pattern of file names, it matches this path alone."""
    name = str(path.absolute())
    if pattern:
        name = re.sub(r"[*?\[]", r"[\g<0>]", name)
    return "'" + name.replace("'", "''") + "'"


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Report errors of DuckDB, with the line of the SQL that `where` names."""
    try:
        yield
    except _error() as error:
        raise ClaimsError(_message(error), f"{where}{_line(error)}", _remedy(error)) from error


def _error() -> type[Exception]:
    import duckdb

    return duckdb.Error


def _message(error: Exception) -> str:
    """Return what DuckDB says on one line, without the query that it repeats."""
    said = str(error).partition("\n\nLINE ")[0]
    return " ".join(said.split())


def _line(error: Exception) -> str:
    _, found, after = str(error).partition("\n\nLINE ")
    return f", line {after.partition(':')[0]}" if found else ""


def _remedy(error: Exception) -> str | None:
    import duckdb

    if isinstance(error, duckdb.PermissionException):
        return "Queries read the tables alone; --allow PATH lets them read a file or folder"
    if isinstance(error, duckdb.CatalogException | duckdb.BinderException):
        return _VIEWS
    return None
