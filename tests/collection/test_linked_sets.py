"""Linked sets are those that a union of all links gives."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from claims.collection.linked_sets import put_sets
from claims.collection.query import opened
from claims.model.partitions import Joined
from tests.collection.made import collection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.collection.query import Database

CHAIN = [(number, number + 1) for number in range(40)]
DICE = random.Random(7)
SCATTERED = [(DICE.randrange(300), DICE.randrange(300)) for _ in range(170)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collection(tmp_path_factory.mktemp("sets") / "collection")


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    with opened(folder) as database:
        yield database


@pytest.mark.parametrize("links", [[], [(3, 3)], [(1, 2), (2, 1)], CHAIN, CHAIN[::-1], SCATTERED])
def test_each_member_has_the_least_of_its_set(database: Database, links: list[tuple[int, int]]) -> None:
    told = pa.schema([("one", pa.int64()), ("other", pa.int64())])
    database.fill("links", told, ({"one": one, "other": other} for one, other in links))
    put_sets(database, "links", "set_of")
    joined = Joined(300)
    for one, other in links:
        joined.join(one, other)
    found = {row["member"]: row["root"] for row in database.stream("from set_of")}
    assert found == {member: joined.root(member) for link in links for member in link}


@pytest.mark.timeout(300)
def test_more_links_than_memory_are_kept_in_a_file(folder: Path, tmp_path: Path) -> None:
    """Half a million pairs, of which the tables have some 70 MB."""
    with opened(folder, memory=50_000_000, spill=tmp_path) as database:
        database.run("create table links as select 2 * range as one, 2 * range + 1 as other from range(500000)")
        put_sets(database, "links", "set_of")
        assert sum(path.stat().st_size for path in tmp_path.iterdir()) > 10_000_000
        (told,) = database.stream("select count(*) as all, count_if(root <> member - member % 2) as wrong from set_of")
    assert told == {"all": 1_000_000, "wrong": 0}
