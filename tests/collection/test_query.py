"""SQL over collections and dossiers: right rows, plain errors, and nothing read or written but their tables."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from shutil import copyfile, copytree
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from claims.collection.query import opened
from claims.collection.result_formats import write_csv, write_jsonl, write_parquet
from claims.errors import ClaimsError
from claims.store import write_atomically
from tests.collection.here import collect_here
from tests.collection.made import SOURCE, collection

if TYPE_CHECKING:
    from pathlib import Path

TOLLS = """
select d.day, f.source, f.min, f.max
from events e join figures f using (document, claim) join documents d on d.id = document
where type = 'air_strike' and country = 'SD' and what = 'killed'
order by d.day, f.min
"""
KHARTOUM = """
select d.day, d.publisher, c.source.name as source, c.said
from claims c join documents d on d.id = c.document
where d.day between '2024-04-15' and '2024-04-21'
  and exists (from places p where p.document = c.document and p.claim = c.id and p.name = 'Khartoum')
order by d.day, c.said
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collection(tmp_path_factory.mktemp("query") / "collection")


def asked(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with opened(folder) as database:
        return list(database.select(sql).rows())


def test_no_progress_is_printed_between_the_rows(folder: Path) -> None:
    with opened(folder) as database:
        (told,) = database.stream("select current_setting('enable_progress_bar') as shown")
    assert told == {"shown": False}


def test_tolls_of_an_event_over_time(folder: Path) -> None:
    assert asked(folder, TOLLS) == [
        (date(2024, 4, 16), "the Health Ministry", 12, 12),
        (date(2024, 4, 19), "Governor Ahmed Othman", 17, None),
    ]


def test_who_said_what_on_a_place_and_a_week(folder: Path) -> None:
    assert [(day, publisher, source) for day, publisher, source, _ in asked(folder, KHARTOUM)] == [
        (date(2024, 4, 16), "Nile Post", "the Health Ministry"),
        (date(2024, 4, 19), "Sahel Wire", "Governor Ahmed Othman"),
    ]


def test_sources_name_who_spoke_and_who_passed_it_on(folder: Path) -> None:
    found = asked(folder, "select role, name from sources where name is not null order by all")
    assert ("relay", "Coast Radio") in found
    assert ("source", "the Health Ministry") in found


def test_a_key_of_two_parts_finds_one_claim(folder: Path) -> None:
    sql = "select count(*), count(distinct (document, id)) from claims"
    ((rows, keys),) = asked(folder, sql)
    assert rows == keys > 0


def test_dates_are_read_as_records_have_them(folder: Path) -> None:
    sql = (
        "select first_day('2024-02'), last_day('2024-02'), first_day('../2024'), first_day('no date'), first_day(null)"
    )
    assert asked(folder, sql) == [(date(2024, 2, 1), date(2024, 2, 29), None, None, None)]


def test_a_shard_without_its_marker_is_no_part(folder: Path, tmp_path: Path) -> None:
    part = copytree(folder, tmp_path / "part")
    for marker in (part / "done").iterdir():
        marker.unlink()
    assert asked(part, "select count(*) from claims") == [(0,)]
    assert asked(part, "select count(*) from figures") == [(0,)]


def test_an_article_that_was_read_twice_counts_once(tmp_path: Path) -> None:
    copyfile(SOURCE, tmp_path / "again.jsonl")
    collect_here([SOURCE, tmp_path / "again.jsonl"], tmp_path / "twice")
    once = collection(tmp_path / "once")
    for counted in ("count(*) from documents", "count(*) from claims", "sum(min) from figures", "count(*) from events"):
        assert asked(tmp_path / "twice", f"select {counted}") == asked(once, f"select {counted}")
    joined = "select count(*) from claims join documents d on d.id = document"
    assert asked(tmp_path / "twice", joined) == asked(once, joined)
    assert {file for (file,) in asked(tmp_path / "twice", "select file from documents")} == {"again.jsonl"}


def test_paths_are_no_patterns(folder: Path, tmp_path: Path) -> None:
    odd = copytree(folder, tmp_path / "it's a [b]*?")
    assert asked(odd, "select count(*) from documents") == [(3,)]


WRONG = {
    "a misspelled word": ("selct 1", 'the query, line 1: Parser Error: syntax error at or near "selct"'),
    "a column that is not there": (
        "select\n  speaker from claims",
        'the query, line 2: Binder Error: Referenced column "speaker" not found in FROM clause!',
    ),
    "a table that is not there": ("from reports", "Catalog Error: Table with name reports does not exist!"),
    "a failure on the way": ("select published::int from documents", "the query"),
    "two statements": ("select 1; select 2", "the query: there are 2 statements. Write one query"),
    "nothing": ("  ", "the query: there are 0 statements"),
}


@pytest.mark.parametrize(("sql", "message"), WRONG.values(), ids=WRONG)
def test_errors_say_what_is_wrong_and_where(folder: Path, sql: str, message: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        asked(folder, sql)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


FORBIDDEN = {
    "to read a file": "from read_text('{other}')",
    "to read a table elsewhere": "from '{other}.parquet'",
    "to list files": "from glob('/*')",
    "to ask the network": "from read_csv('http://localhost:1/a.csv')",
    "to write a file": "copy (select 1) to '{other}.csv'",
    "to write over a table": "with a as (copy (select 1) to '{table}') from a",
    "to write over a table, deeper": "from (with a as (copy (select 1) to '{table}') from a)",
    "to write over a table, in a function": "from query('with a as (copy (select 1) to ''{table}'') from a')",
    "to change a table": "with a as (insert into stored.claims select * from stored.claims) select 1",
    "to attach a database": "attach '{other}.db'",
    "to load an extension": "install httpfs",
    "to open the lock": "set enable_external_access = true",
    "to call what sets options": "call pragma_version()",
    "to prepare": "prepare x as select 1",
    "to read variables of the program": "from folder",
    "to explain by running": "explain analyze copy (select 1) to '{other}.csv'",
}


@pytest.mark.parametrize("sql", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_query_may_not(folder: Path, tmp_path: Path, sql: str) -> None:
    other = tmp_path / "other.txt"
    other.write_text("secret")
    (part,) = (folder / "claims").glob("*.parquet")
    before = part.read_bytes()
    with pytest.raises(ClaimsError):
        asked(folder, sql.format(other=other, table=part))
    assert part.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["other.txt"]


def test_a_file_that_is_allowed_can_be_joined(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outlets.csv").write_text("publisher,country\nNile Post,SD\n")
    sql = f"select country from documents join read_csv('{tmp_path / 'outlets.csv'}') using (publisher)"
    with opened(folder, allow=[tmp_path / "outlets.csv"]) as database:
        assert list(database.select(sql).rows()) == [("SD",)] * 2


def written(folder: Path, sql: str, write: Any) -> str:
    with opened(folder) as database:
        file = io.StringIO()
        write(database.select(sql), file)
        return file.getvalue()


def test_csv_has_nested_values_as_json_and_no_formulas(folder: Path) -> None:
    sql = "select [1, 2] as list, {'a': null} as struct, '=1+1' as formula, -1 as number, true as truth, null as gap"
    rows = list(csv.reader(io.StringIO(written(folder, sql, write_csv))))
    assert rows == [
        ["list", "struct", "formula", "number", "truth", "gap"],
        ["[1, 2]", '{"a": null}', "'=1+1", "-1", "true", ""],
    ]


def test_json_lines_have_the_types_of_json(folder: Path) -> None:
    sql = "select sum(1) as whole, 1.5::decimal(4, 2) as part, 'nan'::double as no, date '2024-05-01' as day"
    assert json.loads(written(folder, sql, write_jsonl)) == {"whole": 1, "part": 1.5, "no": None, "day": "2024-05-01"}


def test_parquet_has_the_types_of_the_query(folder: Path, tmp_path: Path) -> None:
    with opened(folder) as database, (tmp_path / "a.parquet").open("wb") as file:
        write_parquet(database.select("select day, text from documents order by day"), file)
    made = pq.read_table(tmp_path / "a.parquet")
    assert made.num_rows == 3
    assert str(made.schema.field("day").type) == "date32[day]"


def test_a_folder_that_is_neither_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClaimsError, match="neither a collection nor a dossier"):
        asked(tmp_path, "select 1")


def test_a_broken_table_is_said(folder: Path, tmp_path: Path) -> None:
    part = copytree(folder, tmp_path / "broken")
    for path in (part / "claims").iterdir():
        write_atomically(path, b"no Parquet")
    with pytest.raises(ClaimsError, match="the collection cannot be read"):
        asked(part, "from claims")


@pytest.mark.parametrize("name", ["documents", "claims"])
def test_one_file_that_is_cut_off_is_said(tmp_path: Path, name: str) -> None:
    copyfile(SOURCE, tmp_path / "again.jsonl")
    collect_here([SOURCE, tmp_path / "again.jsonl"], tmp_path / "twice")
    last = max((tmp_path / "twice" / name).iterdir())
    write_atomically(last, last.read_bytes()[:-20])
    with pytest.raises(ClaimsError):
        asked(tmp_path / "twice", f"select count(*) from {name}")
