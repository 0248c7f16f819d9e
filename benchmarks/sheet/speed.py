"""How long the sheet of a large dossier takes, in each format that people read.

    python -m benchmarks.sheet.speed [--claims 10000] [--times 3]

The dossier is made as `benchmarks.building` makes them. Times are seconds of the processor, the fastest of several.
"""

from __future__ import annotations

import argparse
import time

from benchmarks.building.__main__ import made
from claims.sheet.formats import write

GOALS = {"markdown": 5.0, "html": 8.0}
"""Seconds of the processor for a sheet of 10,000 claims."""
PER_DOCUMENT = 5.6
"""How many claims a document of a made dossier has."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--claims", type=int, default=10_000)
    options.add_argument("--times", type=int, default=3)
    told = options.parse_args()
    dossier = made(round(told.claims / PER_DOCUMENT))
    print(f"{len(dossier.documents)} articles, {len(dossier.claims)} claims, the fastest of {told.times}")
    for form, goal in GOALS.items():
        spent = []
        for _ in range(told.times):
            begun = time.process_time()
            files = write(dossier, form)
            spent.append(time.process_time() - begun)
        size = sum(map(len, files.values())) / 1e6
        print(f"{form:<10} {min(spent):6.2f} s, {size:5.1f} MB; goal for 10,000 claims: {goal:g} s", flush=True)


if __name__ == "__main__":
    main()
