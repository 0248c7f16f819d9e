"""Measures how long a reviewer waits in the terminal: from a key to the next claim, with the act on disk.

    python -m benchmarks.desk.terminal [CLAIMS [ACTS]]

It goes through the queue of `factsheet review DOSSIER` in a dossier as `benchmarks.desk.latency` makes it, and prints
the median, the 95th percentile and the longest time between two claims, with those of the processor.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import click

from benchmarks.desk.latency import DECISIONS, REVIEWER, told, written
from claims.cli import review

KEYS = "a" * DECISIONS + "q"


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    acts = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    times, own = [], []
    keys = iter(KEYS)

    def key() -> str:
        times.append(1000 * time.perf_counter())
        own.append(1000 * time.process_time())
        return next(keys)

    with tempfile.TemporaryDirectory() as place, Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        folder = written(Path(place) / "dossier", count, acts)
        click.getchar, nowhere.isatty = key, lambda: True  # type: ignore[assignment,method-assign]  # a terminal
        shown, sys.stdout, sys.stdin, sys.stderr = sys.stdout, nowhere, nowhere, nowhere
        begun = time.perf_counter()
        review.command.main([str(folder), "--by", REVIEWER], standalone_mode=False)
        sys.stdout = shown
    print(f"{count} claims, {acts} acts; first claim after {times[0] / 1000 - begun:.1f} s")
    print(told("accept", steps(times)))
    print(told("  processor", steps(own)))


def steps(moments: list[float]) -> list[float]:
    """Return how long it was from each moment to the next."""
    return [later - earlier for earlier, later in pairwise(moments)]


if __name__ == "__main__":
    main()
