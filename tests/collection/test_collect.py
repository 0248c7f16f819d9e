"""A collection holds each article once, whatever happened while it was made."""

import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import chdir
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from claims.cli import command
from claims.cli.collect import told
from claims.collection import folder
from claims.collection.collecting import Collected, Progress, collect
from claims.collection.shard_files import Tally
from claims.collection.shard_records import collect_shard
from claims.collection.shards import Settings, Shard, shards, sources_of
from claims.errors import ClaimsError
from claims.model import collection_document_id, digest
from tests.collection.articles import lines, quick, source
from tests.collection.here import collect_here
from tests.collection.runs import ENVIRONMENT, contents, descendants, is_alive, started

FEW = Settings(most=10)
made = partial(collect_here, settings=FEW, extract=quick)


def rows(out: Path, name: str) -> list[dict[str, object]]:
    return [row for path in folder.files(out, name) for row in pq.read_table(path).to_pylist()]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return source(tmp_path_factory.mktemp("articles") / "news")


@pytest.fixture(scope="module")
def wanted(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection that every run over the articles must give."""
    out = tmp_path_factory.mktemp("wanted") / "collection"
    made([articles], out)
    return out


def test_each_article_is_there_once_with_its_claims(articles: Path, wanted: Path) -> None:
    documents, claims = rows(wanted, "documents"), rows(wanted, "claims")
    assert len(documents) == 81
    assert len({row["id"] for row in documents}) == 81
    assert len(claims) == 122
    assert {row["document"] for row in claims} == {row["id"] for row in documents}
    (third,) = (row for row in documents if row["file"] == "news/more/3.txt")
    assert third["title"] == "Three"
    assert third["id"] == collection_document_id("news/more/3.txt", digest(str(third["text"])))
    (first,) = (row for row in documents if row["url"] == "https://news.example/0" and row["file"] == "news/feed.jsonl")
    assert first["id"] == collection_document_id("https://news.example/0", digest(str(first["text"])))
    assert first["number"] == 1


def test_what_cannot_be_read_is_a_finding(wanted: Path) -> None:
    (lost,) = rows(wanted, "findings")
    assert (lost["file"], lost["article"], lost["stage"]) == ("news/broken.jsonl", "news/broken.jsonl:1", "reading")
    assert lost["problem"] == "text is not a string"
    assert lost["document"] is None


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_gives_the_same_bytes(articles: Path, wanted: Path, tmp_path: Path, workers: int) -> None:
    collect([articles], tmp_path / "out", settings=FEW, extract=quick, workers=workers)
    assert contents(tmp_path / "out") == contents(wanted)


def test_workers_may_run_in_another_folder(
    articles: Path, wanted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(shards: Iterable[Shard], work: Any, out: Path, **_: object) -> Iterator[tuple[Shard, Tally]]:
        for shard in shards:
            with chdir(articles):
                tally = work(shard, frozenset())
            yield shard, tally

    monkeypatch.chdir(tmp_path)
    made([articles], Path("out"), engine=elsewhere)
    assert contents(tmp_path / "out") == contents(wanted)


def test_rows_are_in_the_order_of_the_source(wanted: Path) -> None:
    for path in folder.files(wanted, "documents"):
        places = [(row["file"], row["number"]) for row in pq.read_table(path).to_pylist()]
        assert places == sorted(places, key=lambda place: (str(place[0]), place[1]))
        named = {row["id"]: place for place, row in enumerate(pq.read_table(path).to_pylist())}
        claims = pq.read_table(folder.parquet(wanted, "claims", path.stem)).to_pylist()
        order = [(named[row["document"]], row["cue"]["start"]) for row in claims]
        assert order == sorted(order)


def test_a_second_run_skips_what_is_complete(articles: Path, tmp_path: Path) -> None:
    first = made([articles], tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")}
    second = made([articles], tmp_path / "out")
    assert (second.made, second.skipped) == (0, first.made)
    assert second.whole == first.tally
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_an_article_that_is_added_changes_one_shard(tmp_path: Path) -> None:
    articles = source(tmp_path / "news")
    first = made([articles], tmp_path / "out")
    (articles / "more" / "15a.txt").write_text("Zaid said this one came later.\n")
    second = made([articles], tmp_path / "out")
    assert second.made <= 2
    assert second.skipped >= first.made - 1
    assert second.whole.articles == 82
    assert contents_of_new(articles, tmp_path) == contents(tmp_path / "out")


def contents_of_new(articles: Path, place: Path) -> dict[str, bytes]:
    made([articles], place / "new")
    return contents(place / "new")


def test_what_is_no_longer_in_the_source_is_removed(tmp_path: Path) -> None:
    articles = source(tmp_path / "news")
    made([articles], tmp_path / "out")
    for number in range(20):
        (articles / "more" / f"{number}.txt").unlink()
    (articles / "more" / "30.txt").write_text("Zaid said it was corrected.\n")
    done = made([articles], tmp_path / "out")
    assert done.removed > 0
    assert done.whole.articles == 61
    assert contents_of_new(articles, tmp_path) == contents(tmp_path / "out")


def test_another_source_is_added(articles: Path, tmp_path: Path) -> None:
    made([articles], tmp_path / "out")
    (tmp_path / "later.jsonl").write_text(lines(3).replace("news.example", "later.example"))
    done = made([tmp_path / "later.jsonl"], tmp_path / "out")
    assert (done.tally.articles, done.whole.articles, done.removed) == (3, 84, 0)


def test_bad_articles_are_rows_and_the_others_are_extracted(tmp_path: Path) -> None:
    texts = ["A said fail.", "B said break.", "C said this.", "D said fail."]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": text, "language": "en"}) + "\n" for text in texts))
    done = made([tmp_path / "a.jsonl"], tmp_path / "out")
    assert (done.tally.articles, done.tally.claims, done.tally.findings) == (4, 1, 3)
    lost = rows(tmp_path / "out", "findings")
    assert [row["stage"] for row in lost] == ["extraction"] * 3
    assert [row["document"] for row in lost] == [
        row["id"] for row in rows(tmp_path / "out", "documents") if row["text"] != texts[2]
    ]
    assert "ZeroDivisionError" in str(lost[1]["problem"])


def test_an_article_that_kills_its_worker_each_time_is_left_out(tmp_path: Path) -> None:
    texts = ["A said this.", "B said kill.", "C said that."]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": text, "language": "en"}) + "\n" for text in texts))
    done = collect([tmp_path / "a.jsonl"], tmp_path / "out", extract=quick, workers=1)
    assert (done.tally.articles, done.tally.claims, done.lost) == (3, 2, 0)
    (lost,) = rows(tmp_path / "out", "findings")
    assert lost["problem"] == "reading it ends the program that does it"


def test_a_language_without_an_extractor_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Der Sprecher sagte nichts.", "language": "de"}) + "\n")
    folder_of = tmp_path / "out"
    with folder.held(folder_of):
        (one,) = sources_of([tmp_path / "a.jsonl"])
        folder.prepare(folder_of, [one], FEW)
        tallies = [collect_shard(shard, folder_of) for shard in shards(one, FEW)]
    assert [(tally.articles, tally.claims, tally.findings) for tally in tallies] == [(1, 0, 1)]


def test_a_mixed_feed_ends_as_with_build(tmp_path: Path) -> None:
    feed = tmp_path / "my feed"
    feed.mkdir()
    (feed / "a.txt").write_text("The minister said on Monday that the port would open again.\n")
    (feed / "b.txt").write_text("Der Minister sagte am Montag, dass der Hafen wieder öffnen werde, wie es hieß.\n")
    done = CliRunner().invoke(command, ["collect", str(feed), "--out", str(tmp_path / "my out"), "--workers", "1"])
    how = f"factsheet query \"from findings\" --from '{tmp_path / 'my out'}'"
    assert (done.exit_code, done.stdout) == (1, f"{tmp_path / 'my out'}\n")
    assert f"1 finding: articles without claims, and why. List them: {how}\n" in done.stderr
    assert CliRunner().invoke(command, ["build", str(feed), "--out", str(tmp_path / "dossier")]).exit_code == 1


def test_progress_counts_all_bytes(articles: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    made([articles], tmp_path / "out", watch=seen.append)
    assert seen[-1].done == seen[-1].total
    assert seen[-1].tally.articles == 81


def test_progress_counts_the_rows_of_a_packed_file(tmp_path: Path) -> None:
    chance = random.Random(1)
    given = lines(30).splitlines(keepends=True)
    padded = "".join(line.replace('"text": "', f'"text": "{chance.randbytes(2500).hex()} ') for line in given)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(padded.encode()))
    seen: list[Progress] = []
    made([tmp_path / "a.jsonl.gz"], tmp_path / "out", watch=seen.append)
    assert len(seen) == 3
    assert seen[-1].total - 10 <= seen[-1].done <= seen[-1].total
    numbers = sorted(row["number"] for row in rows(tmp_path / "out", "documents"))  # type: ignore[type-var]
    assert numbers == [*range(1, 31)]


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        (Settings(most=11), "--shard-size 10, not --shard-size 11"),
        (Settings(most=10, language="ar"), "no --language, not --language ar"),
    ],
)
def test_other_settings_are_refused(articles: Path, tmp_path: Path, settings: Settings, what: str) -> None:
    made([articles], tmp_path / "out")
    with pytest.raises(ClaimsError, match=what):
        made([articles], tmp_path / "out", settings=settings)


def test_another_folder_of_the_same_name_is_refused(articles: Path, tmp_path: Path) -> None:
    made([articles], tmp_path / "out")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Ali said this.\n")
    with pytest.raises(ClaimsError, match="the source 'news' of this collection was"):
        made([tmp_path / "news"], tmp_path / "out")


def test_a_folder_with_something_else_is_refused(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("dear")
    with pytest.raises(ClaimsError, match="not empty and no collection"):
        made([articles], tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]


def test_a_file_is_no_collection(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("dear")
    with pytest.raises(ClaimsError, match="this is a file, and a collection is a folder"):
        made([articles], tmp_path / "out")
    assert (tmp_path / "out").read_text() == "dear"


def test_two_runs_into_one_folder_are_refused(articles: Path, tmp_path: Path) -> None:
    with folder.held(tmp_path / "out"), pytest.raises(ClaimsError, match="another run"):
        made([articles], tmp_path / "out")


def test_a_collection_among_the_articles_is_not_read_as_articles(tmp_path: Path) -> None:
    articles = source(tmp_path / "news")
    made([articles], articles / "collection")
    assert made([articles], articles / "collection").whole.articles == 81


def test_a_file_that_is_cut_off_is_made_again(articles: Path, wanted: Path, tmp_path: Path) -> None:
    made([articles], tmp_path / "out")
    victim = min((tmp_path / "out" / "claims").glob("*.parquet"))
    victim.write_bytes(victim.read_bytes()[:-1])
    assert made([articles], tmp_path / "out").made == 1
    assert contents(tmp_path / "out") == contents(wanted)


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a run started to work for it."""
    return descendants(process.pid, lambda command: b"spawn_main" in command)


def wait_for_work(process: subprocess.Popen[bytes], out: Path) -> None:
    """Wait until a run reads articles, or has ended."""
    deadline = time.monotonic() + 60
    while not any((out / "tmp").glob("*.at")) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)


linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@linux
@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(3))
def test_a_worker_that_is_killed_loses_and_doubles_nothing(
    articles: Path, wanted: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    process = started(articles, tmp_path / "out")
    killed = 0
    while process.poll() is None:
        time.sleep(chance.uniform(0.05, 0.4))
        if (workers := workers_of(process)) and killed < 5:
            os.kill(chance.choice(workers), signal.SIGKILL)
            killed += 1
    assert process.communicate(timeout=60)[1].decode() == ""
    assert process.returncode == 0
    assert killed
    assert contents(tmp_path / "out") == contents(wanted)


@linux
@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_is_killed_is_completed_by_the_next(articles: Path, wanted: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(3):
        process = started(articles, tmp_path / "out")
        wait_for_work(process, tmp_path / "out")
        time.sleep(chance.uniform(0, 0.5))
        workers = workers_of(process)
        process.kill()
        process.communicate(timeout=60)
        deadline = time.monotonic() + 20
        while any(map(is_alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
    done: Collected = made([articles], tmp_path / "out")
    assert contents(tmp_path / "out") == contents(wanted)
    assert done.whole.articles == 81
    assert not list((tmp_path / "out" / "tmp").iterdir())


@linux
def test_an_interrupt_ends_the_workers(articles: Path, tmp_path: Path) -> None:
    process = started(articles, tmp_path / "out")
    deadline = time.monotonic() + 60
    while not (workers := workers_of(process)) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert not any(map(is_alive, workers))


def test_the_progress_says_how_long_it_takes() -> None:
    tally = Tally(articles=300, claims=900)
    assert told(Progress(3, tally, 25, 25, 150), 60) == "33 % · 300 articles · 5.0 a second · 4 min left"
    assert told(Progress(0, Tally(), 0, 0, 150), 1) == "0 % · 0 articles · 0.0 a second · unknown left"
    assert told(Progress(3, tally, 1, 0, 150), 60).endswith(" · 2 h 29 min left")


def test_a_log_gets_progress_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text(lines(2))
    arguments = ["collect", str(tmp_path / "a.jsonl"), "--workers", "1", "--out"]
    assert "left" not in CliRunner().invoke(command, [*arguments, str(tmp_path / "short")]).stderr
    monkeypatch.setattr("claims.cli.collect.PAUSE_IN_LOG", 0.0)
    done = CliRunner().invoke(command, [*arguments, str(tmp_path / "long")])
    assert re.match(r"factsheet: 100 % · 2 articles · [\d.]+ a second · 0 s left\n", done.stderr)


@linux
def test_an_interrupted_command_goes_on_as_it_was(articles: Path, tmp_path: Path) -> None:
    arguments = ["-m", "claims", "collect", str(articles), "--out", str(tmp_path / "out"), "--workers", "1"]
    options = ["--shard-size", "3"]
    process = subprocess.Popen(
        [sys.executable, *arguments, *options], env=ENVIRONMENT, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 100
    while not (done := list((tmp_path / "out").glob("done/*.json"))) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    errors = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "completed. The same command goes on from there" in errors
    assert done
    assert folder.shard_size(tmp_path / "out") == 3
    assert len(folder.complete(tmp_path / "out")) < 30


def test_shards_do_not_depend_on_where_the_source_lies(articles: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "news"
    copy.parent.mkdir()
    subprocess.run(["cp", "-r", str(articles), str(copy)], check=True, timeout=60)
    assert keys(copy) == keys(articles)


def keys(path: Path) -> list[str]:
    (one,) = sources_of([path])
    found: list[Shard] = list(shards(one, FEW))
    return [shard.key for shard in found]
