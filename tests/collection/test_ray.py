"""A cluster of Ray with two nodes gives what one machine gives, also when workers, nodes and drivers are killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from claims.collection.engines.ray import _begin
from claims.collection.shards import Settings
from tests.collection.articles import quick, source
from tests.collection.here import collect_here
from tests.collection.runs import CHECKOUT, ENVIRONMENT, contents, descendants, started

pytest.importorskip("ray")
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
    pytest.mark.timeout(600),
]


@dataclass
class Cluster:
    """A running cluster."""

    process: subprocess.Popen[str]
    address: str

    def workers(self) -> list[int]:
        """The processes of actors that work on a shard."""
        return descendants(self.process.pid, lambda command: command.startswith(b"ray::_Worker"))

    def order(self, word: str) -> None:
        """Have it change its nodes."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.collection.ray_cluster"],
        cwd=CHECKOUT,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert address, "the cluster did not start"
    yield Cluster(process, address)
    process.communicate(timeout=60)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return source(tmp_path_factory.mktemp("articles") / "news", count=100)


@pytest.fixture(scope="module")
def wanted(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What every run over the articles must give."""
    out = tmp_path_factory.mktemp("wanted") / "collection"
    collect_here([articles], out, settings=Settings(most=10), extract=quick)
    return contents(out)


def test_a_run_without_an_address_begins_a_cluster_of_its_own() -> None:
    """Else Ray connects to the one that `RAY_ADDRESS` names, or that was started on this machine and may be gone."""
    told: dict[str, Any] = {}
    ray = SimpleNamespace(is_initialized=lambda: False, init=lambda **options: told.update(options))
    assert _begin(ray, 2, None)
    assert (told["address"], told["num_cpus"]) == ("local", 2)


def ended(process: subprocess.Popen[bytes]) -> None:
    errors = process.communicate(timeout=300)[1].decode()
    assert process.returncode == 0, errors


def is_working(out: Path) -> bool:
    """Whether an article is being read."""
    return any((out / "tmp").glob("*.at"))


def test_killed_workers_and_nodes_lose_nothing(
    cluster: Cluster, articles: Path, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    chance = random.Random(17)
    process = started(articles, tmp_path / "out", "ray", cluster.address)
    killed = 0
    while process.poll() is None:
        time.sleep(chance.uniform(0.05, 0.4))
        if killed < 4 and (workers := cluster.workers()) and is_working(tmp_path / "out"):
            os.kill(chance.choice(workers), signal.SIGKILL)
            killed += 1
            if killed == 2:
                cluster.order("kill")
                cluster.order("add")
    ended(process)
    assert killed >= 3
    assert contents(tmp_path / "out") == wanted


def test_a_killed_driver_is_gone_on_from(
    cluster: Cluster, articles: Path, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    chance = random.Random(18)
    made = 0
    for _ in range(2):
        process = started(articles, tmp_path / "out", "ray", cluster.address)
        deadline = time.monotonic() + 120
        while (
            not any((tmp_path / "out" / "tmp").glob("*.at")) and process.poll() is None and time.monotonic() < deadline
        ):
            time.sleep(0.05)
        time.sleep(chance.uniform(0, 0.7))
        process.kill()
        process.communicate(timeout=60)
        made += any((tmp_path / "out" / "done").iterdir())
    ended(started(articles, tmp_path / "out", "ray", cluster.address))
    assert contents(tmp_path / "out") == wanted
