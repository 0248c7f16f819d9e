"""What one decision on a claim costs in dossiers of several sizes, from the start of the interpreter to its end.

    python -m benchmarks.store.review [--articles 100 1000] [--times 5]

Dossiers are made as `benchmarks.building` makes them. Times are seconds of the processor, the fastest of several runs:
what else the machine does counts for little, and waiting for the disk for nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.building.__main__ import made
from claims.store import dossier_files, folder_write

GOAL = 0.5
"""Seconds of the processor that a decision may take in a dossier of 1,000 articles."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, nargs="+", default=[20, 100, 1000])
    options.add_argument("--times", type=int, default=5)
    told = options.parse_args()
    print(f"a decision on one claim, the fastest of {told.times}; goal at 1,000 articles: {GOAL} s")
    for number in told.articles:
        dossier = made(number)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "dossier"
            folder_write.put(folder, dossier_files(dossier))
            claim = dossier.claims[len(dossier.claims) // 2].id
            seconds = min(decision(folder, claim) for _ in range(told.times))
        print(f"{number:6} articles, {len(dossier.claims):6} claims: {seconds:.2f} s", flush=True)


def decision(folder: Path, claim: str) -> float:
    """Seconds of the processor that the command takes."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "claims", "review", str(folder), claim, "--accept", "--by", "benchmark"],
        check=True,
        capture_output=True,
        timeout=300,
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
