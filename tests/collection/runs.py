"""Runs of `collect` in processes of their own, which tests interrupt."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from claims.collection import folder
from claims.collection.tables import TABLES

CHECKOUT = Path(__file__).parents[2]
_PATH = os.pathsep.join([str(CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")])])
ENVIRONMENT = {**os.environ, "PYTHONPATH": _PATH, "RAY_USAGE_STATS_ENABLED": "0"}


def contents(out: Path) -> dict[str, bytes]:
    """The Parquet files of the complete shards."""
    return {f"{name}/{path.name}": path.read_bytes() for name in TABLES for path in folder.files(out, name)}


def started(articles: Path, out: Path, engine: str = "local", address: str | None = None) -> subprocess.Popen[bytes]:
    """A run that takes some seconds."""
    script = out.with_suffix(".py")
    script.write_text(
        "from pathlib import Path\n"
        "from claims.collection.collecting import collect\n"
        "from claims.collection.shards import Settings\n"
        "from tests.collection.articles import slow\n"
        "if __name__ == '__main__':\n"
        f"    collect([Path({str(articles)!r})], Path({str(out)!r}), settings=Settings(most=10), extract=slow,\n"
        f"            workers=2, engine={engine!r}, address={address!r})\n"
    )
    return subprocess.Popen([sys.executable, str(script)], cwd=CHECKOUT, env=ENVIRONMENT, stderr=subprocess.PIPE)


def descendants(pid: int, wanted: Callable[[bytes], bool]) -> list[int]:
    """The processes below another one whose command line is wanted."""
    parents, commands = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
            commands[int(path.parent.name)] = path.with_name("cmdline").read_bytes()
        except OSError:
            continue
    return [one for one, command in commands.items() if wanted(command) and pid in set(_above(one, parents))]


def _above(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid := parents.get(pid, 0):
        yield pid


def is_alive(pid: int) -> bool:
    """Whether a process still runs; one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
