"""Relations over a whole collection are those that a dossier of the same articles has, however it is divided."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from claims.analysis import related
from claims.collection import folder, relations
from claims.collection.query import opened
from claims.collection.relations import relate
from claims.collection.shards import Settings
from claims.errors import ClaimsError
from claims.model import Dossier, Made
from claims.workflow import build_from
from tests.collection.articles import quick
from tests.collection.here import collect_here
from tests.collection.made import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

REPORT = " ".join(f"The committee of district {number} met and counted what was left." for number in range(12))
OTHER = " ".join(f"Rain fell on village {number} while nobody had asked for any." for number in range(12))


def article(name: str, text: str, day: int, language: str = "en") -> str:
    told = {"text": f"{text}\n", "url": f"https://{name}.example/1", "publisher": name, "language": language}
    return json.dumps({**told, "published": f"2024-03-{day:02}"}) + "\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Three copies of a report, one of them edited, and another text."""
    path = tmp_path / "articles"
    path.mkdir()
    edited = REPORT.replace("district 3 met and counted", "district 3 came together and counted")
    texts = {"nile": (REPORT, 2), "sahel": (f"SAHEL, 3 March. {REPORT}", 3), "delta": (edited, 4), "rain": (OTHER, 4)}
    for name, (text, day) in texts.items():
        (path / f"{name}.jsonl").write_text(article(name, text, day))
    return path


def rows(out: Path, sql: str) -> list[tuple[Any, ...]]:
    with opened(out) as database:
        return list(database.select(sql).rows())


ORIGINS = (
    "select origin, list(publisher order by publisher), list(first order by publisher), any_value(kind) from origins "
    "join documents on id = document group by origin"
)


@pytest.mark.parametrize("most", [1, 100])
def test_copies_are_found_across_shards(source: Path, tmp_path: Path, most: int) -> None:
    out = tmp_path / "collection"
    collect_here([source], out, settings=Settings(most=most), extract=quick)
    done = relate(out)
    assert (done.origins, done.documents) == (1, 3)
    ((_, publishers, first, kind),) = rows(out, ORIGINS)
    assert (publishers, first, kind) == (["delta", "nile", "sahel"], [False, True, False], "copy")


def test_a_second_run_signs_only_what_is_new(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "collection"
    one = Settings(most=1)
    collect_here([source], out, settings=one, extract=quick)
    relate(out)
    keys = folder.relation(out, "keys/x").parent
    before = {path.name: path.stat().st_mtime_ns for path in keys.iterdir()}
    table = folder.relation(out, "origins").read_bytes()
    relate(out, memory=64_000_000)
    assert {path.name: path.stat().st_mtime_ns for path in keys.iterdir()} == before
    assert folder.relation(out, "origins").read_bytes() == table
    (source / "rain.jsonl").unlink()
    (source / "late.jsonl").write_text(article("late", REPORT, 9))
    collect_here([source], out, settings=one, extract=quick)
    assert relate(out).documents == 4
    after = {path.name: path.stat().st_mtime_ns for path in keys.iterdir()}
    assert len(after) == 4
    assert len(after.items() & before.items()) == 3


def test_a_text_that_very_many_carry_is_divided(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "_MOST_TOGETHER", 2)
    out = tmp_path / "collection"
    collect_here([source], out, extract=quick)
    assert (relate(out).origins, relate(out).documents) == (1, 2)


@pytest.fixture(scope="module")
def khartoum(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of the documentation, with an article of the week after."""
    place = tmp_path_factory.mktemp("khartoum")
    late = article("late", "The Health Ministry said an air strike in Khartoum killed 12 people on Tuesday.", 1)
    (place / "articles.jsonl").write_text(SOURCE.read_text("utf-8") + late.replace("2024-03-01", "2024-04-23"), "utf-8")
    collect_here([place / "articles.jsonl"], place / "collection")
    return place / "collection"


def test_claims_of_one_event_are_grouped_as_in_a_dossier(khartoum: Path, tmp_path: Path) -> None:
    relate(khartoum)
    found = {frozenset(each) for _, each in rows(khartoum, 'select "group", list(claim) from groups group by all')}
    with opened(khartoum) as database:
        documents, told = database.records(None)
    whole = related(Dossier(None, ("en",), Made("0"), tuple(documents), tuple(told)), by_words=True)
    assert found == {frozenset(group.claims) for group in whole.groups}
    assert found


def test_blocks_of_one_week_give_the_same_groups(khartoum: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    relate(khartoum)
    whole = rows(khartoum, "select document, claim from groups order by all")
    monkeypatch.setattr(relations, "_BLOCK", 1)
    relate(khartoum)
    assert len(whole) == 3
    assert rows(khartoum, "select document, claim from groups order by all") == whole


def test_a_dossier_has_the_same_views(khartoum: Path, tmp_path: Path) -> None:
    build_from(khartoum, tmp_path / "dossier")
    assert rows(tmp_path / "dossier", "select count(*) from groups join claims on claim = claims.id") == [(3,)]
    assert rows(tmp_path / "dossier", "select count(*) from origins") == [(0,)]


def test_without_relations_the_views_are_empty(source: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    out = tmp_path / "collection"
    collect_here([source], out, extract=quick)
    assert rows(out, "from origins") == rows(out, "from groups") == []
    assert set(caplog.messages) == {
        f"origins and groups are empty: nothing was related yet. Run factsheet relate {out}"
    }


def test_relations_of_an_earlier_state_are_named_where_they_are_asked_for(
    source: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    out = tmp_path / "collection"
    collect_here([source], out, extract=quick)
    relate(out)
    (source / "late.jsonl").write_text(article("late", REPORT, 9))
    collect_here([source], out, extract=quick)
    rows(out, "from documents")
    assert caplog.messages == []
    rows(out, "from Origins")
    (told,) = caplog.messages
    assert (
        told == f"origins and groups are those of an earlier state of the collection. Run factsheet relate {out} again"
    )
    with opened(out) as database:
        database.records("id in (select document from groups)")
    assert caplog.messages == [told, told]
    relate(out)
    rows(out, "from origins")
    assert caplog.messages == [told, told]


def test_a_long_text_makes_its_block_smaller(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "collection"
    collect_here([source], out, extract=quick)
    monkeypatch.setattr(relations, "_LETTERS", 3 * len(REPORT) - 1)
    assert (relate(out).documents, list((out / "tmp").iterdir())) == (2, [])


@pytest.mark.parametrize("damage", ["gone", "cut off"])
def test_a_shard_that_is_damaged_is_named(source: Path, tmp_path: Path, damage: str) -> None:
    out = tmp_path / "collection"
    collect_here([source], out, extract=quick)
    (path,) = folder.files(out, "documents")
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ClaimsError, match=r"documents/.*damaged or missing.*Run factsheet collect again"):
        relate(out)


def test_only_a_collection_is_related(tmp_path: Path) -> None:
    with pytest.raises(ClaimsError, match="no collection"):
        relate(tmp_path)
