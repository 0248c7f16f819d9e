"""Spark gives what one machine gives; needs pyspark and Java."""

import random
import signal
import subprocess
import sys
import time
from os import kill
from pathlib import Path

import pytest

from claims.collection.shards import Settings
from tests.collection.articles import quick, source
from tests.collection.here import collect_here
from tests.collection.runs import contents, descendants, started

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
    pytest.mark.timeout(900),
]


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """The Python processes that Spark works with, without the one that forks them."""
    found = descendants(process.pid, lambda command: b"pyspark.daemon" in command)
    return [one for one in found if one != min(found)]


def test_killed_workers_lose_nothing(tmp_path: Path) -> None:
    articles = source(tmp_path / "news", count=100)
    collect_here([articles], tmp_path / "wanted", settings=Settings(most=10), extract=quick)
    process = started(articles, tmp_path / "out", "spark")
    chance, killed = random.Random(19), 0
    while process.poll() is None:
        time.sleep(chance.uniform(0.1, 0.5))
        if killed < 2 and any((tmp_path / "out" / "tmp").glob("*.at")) and (found := workers(process)):
            kill(chance.choice(found), signal.SIGKILL)
            killed += 1
    errors = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 0, errors
    assert killed
    assert contents(tmp_path / "out") == contents(tmp_path / "wanted")
