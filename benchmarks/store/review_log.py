"""What a long log of reviews costs: to read, to fold, in memory, and to list.

    python -m benchmarks.store.review_log [--acts 10000 100000] [--claims 10000]

A dossier of so many claims is reviewed by four people whose acts are of every kind that a claim takes: decisions,
notes, grades, corrections, and acts that are withdrawn. Times are seconds of the processor; the cost of an act must not
grow with their number.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from benchmarks.desk.latency import dossier
from claims.model import Correction, ReviewLog
from claims.review import ReviewSession
from claims.review_log import fold
from claims.store import appended, dossier_files, folder_write, read_acts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claims.model import Dossier, ReviewAct

_T = TypeVar("_T")
PEOPLE = ("Mona", "Sami", "Leila", "Omar")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--acts", type=int, nargs="+", default=[10_000, 100_000])
    options.add_argument("--claims", type=int, default=10_000)
    told = options.parse_args()
    whole = dossier(told.claims)
    acts = list(reviewed(whole, max(told.acts)))
    for number in told.acts:
        print(f"{number:7} acts on {told.claims} claims: {'; '.join(costs(whole, acts[:number]))}", flush=True)


def reviewed(whole: Dossier, number: int) -> Iterator[ReviewAct]:
    """Yield so many acts of several reviewers, each of whom knows those before."""
    clock = iter(range(number * 2))
    session = ReviewSession(whole, PEOPLE[0], at=lambda: _time(next(clock)))
    for count in range(number):
        session.by = PEOPLE[count // len(whole.claims) % len(PEOPLE)]
        claim = whole.claims[count % len(whole.claims)]
        what = count % 10
        if what < 5:
            session.decide(claim.id, "accept" if what % 2 else "reject")
        elif what < 7:
            session.note(claim.id, f"note {count}")
        elif what == 7:
            session.grade_claim(claim.id, count % 6 + 1)
        elif what == 8:
            session.correct(claim.id, Correction(mode="mixed" if count % 20 < 10 else "direct"))
        else:
            session.undo(session.new[-1].id)
        session.take_news()
    return iter(session.new[:number])


def _time(second: int) -> str:
    day, rest = divmod(second, 86_400)
    return f"2026-03-{day + 1:02}T{rest // 3600:02}:{rest % 3600 // 60:02}:{rest % 60:02}Z"


def costs(whole: Dossier, acts: list[ReviewAct]) -> list[str]:
    """Return what so many acts cost, in words."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "dossier"
        folder_write.put(folder, dossier_files(whole))
        folder_write.put(folder, {}, tails=appended(folder, acts))
        size = sum(path.stat().st_size for path in (folder / "reviews").iterdir())
        reading, known = timed(lambda: tuple(read_acts(folder)))
        logged = _with_log(whole, known)
        folding, _ = timed(lambda: fold(logged))
        tracemalloc.start()
        fold(logged)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        listing = listed(folder)
    each = 1_000_000 / len(acts)
    return [
        f"{size / 1_000_000:.1f} MB on disk",
        f"read in {reading:.2f} s ({reading * each:.0f} µs each)",
        f"folded in {folding:.2f} s ({folding * each:.0f} µs each) and {peak / 1_000_000:.0f} MB",
        f"first line of review --log after {listing[0]:.1f} s, last after {listing[1]:.1f} s",
    ]


def _with_log(whole: Dossier, acts: tuple[ReviewAct, ...]) -> Dossier:
    return replace(whole, log=ReviewLog(acts, whole.claims, whole.groups))


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """Return the seconds of the processor that some work takes, and its result."""
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def listed(folder: Path) -> tuple[float, float]:
    """Return the seconds until the first and the last line of the listed log."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "claims", "review", str(folder), "--log"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        if running.stdout is None:
            raise SystemExit("no output")
        running.stdout.readline()
        first = time.perf_counter() - begun
        for _ in running.stdout:
            pass
    return first, time.perf_counter() - begun


if __name__ == "__main__":
    main()
