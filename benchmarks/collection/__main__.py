"""Measures what a collection costs; each figure is a ratio within one run, since machines differ and are shared.

    python -m benchmarks.collection cores  [--articles 120] [--rounds 3]
    python -m benchmarks.collection ray    [--articles 100000] [--rounds 1]
    python -m benchmarks.collection ray    --extractor real [--articles 1000] [--source ARTICLES.jsonl [--words 20]]
    python -m benchmarks.collection memory [--articles 1000000]
    python -m benchmarks.collection memory --extractor real --articles 2000
    python -m benchmarks.collection cost   [--articles 120]

`cores`: articles a second with two processes over one, with the real extractor. `ray`: time of Ray over that of the
local engine, both with two processes, with an extractor that costs next to nothing, so that the engines are what is
measured, or with the real one; the seconds before the first article are told apart, and from how many articles on Ray
costs less than 15 % more. `memory`: that of one worker as it works on shard after shard. `cost`: time and bytes of an
article, and what follows for more of them. Rounds take turns. Processor time is that of all processes of a run but
Ray's; where it is far from the time on the clock, others used the machine, and times on the clock say little.

`--words` makes short articles of those in the source: the first sentences of each, up to so many words, over and over
with a number. So 100,000 articles take the real extractor hours and not days. Progress is on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Claim, Document

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.collection.made_articles import cheap, write, write_short  # noqa: E402 - found in the checkout, installed or not
from claims.collection import folder  # noqa: E402
from claims.collection.collecting import Progress, collect  # noqa: E402
from claims.collection.shard_records import collect_shard, extract  # noqa: E402
from claims.collection.shards import Settings, shards, sources_of  # noqa: E402

PLACE = ROOT / "build" / "collection-benchmark"
SENTENCES = 12
SHORT = 2
ASKED = 0.15
"""How much more Ray may cost than the local engine."""
_BEGAN = PLACE / "began"


def main() -> None:
    """Measure what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["cores", "ray", "memory", "cost"])
    parser.add_argument("--articles", type=int)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--extractor", choices=["cheap", "real"], default="cheap")
    parser.add_argument("--source", type=Path, help="JSON Lines of articles for `ray`; made-up ones by default")
    parser.add_argument("--words", type=int, help="make articles of so many words of those in the source")
    chosen = parser.parse_args()
    if chosen.words and not chosen.source:
        parser.error("--words needs --source")
    print(f"machine: {os.cpu_count()} cores, {_processor()}, load {os.getloadavg()[0]:.1f}")
    if chosen.what == "cores":
        cores(chosen.articles or 120, chosen.rounds or 3)
    elif chosen.what == "ray":
        real = chosen.extractor == "real"
        articles = chosen.articles or (1000 if real else 100_000)
        ray(_articles(articles, chosen.source, chosen.words, real=real), articles, chosen.rounds or 1, real=real)
    elif chosen.what == "memory":
        memory(chosen.articles or 1_000_000, real=chosen.extractor == "real")
    else:
        cost(chosen.articles or 120)


def cores(articles: int, rounds: int) -> None:
    """Compare two processes with one."""
    source = write(PLACE / f"articles-{articles}-{SENTENCES}.jsonl", articles, SENTENCES)
    ways = {f"{workers} process{'es' * (workers > 1)}": {"workers": workers, "engine": "local"} for workers in (1, 2)}
    one, two = _compare(source, ways, rounds, real=True, most=5)
    print(f"two processes over one, once models are loaded: {two.rate / one.rate:.2f} times the articles a second")


def _articles(count: int, source: Path | None, words: int | None, *, real: bool) -> Path:
    """The articles for a comparison of engines."""
    if source is None:
        sentences = SENTENCES if real else SHORT
        return write(PLACE / f"articles-{count}-{sentences}.jsonl", count, sentences)
    if words is None:
        return _first_lines(source, count)
    return write_short(PLACE / f"short-{count}-{words}-{source.name}", source, count, words)


def ray(source: Path, articles: int, rounds: int, *, real: bool) -> None:
    """Compare Ray with the local engine."""
    ways = {name: {"workers": 2, "engine": name} for name in ("local", "ray")}
    local, other = _compare(source, ways, rounds, real=real, most=10 if real and articles < 10_000 else 250)
    print(f"Ray over local: {other.clock / local.clock - 1:+.1%} on the clock")
    print(f"Ray over local, articles a second once both run: {other.rate / local.rate:.2f}")
    print(f"seconds before the first article: local {local.start:.1f}, Ray {other.start:.1f}")
    enough = max(0.0, other.start - (1 + ASKED) * local.start) / ASKED * local.rate
    print(f"at one rate, Ray costs less than {ASKED:.0%} more from {enough:,.0f} articles on")


def _first_lines(source: Path, count: int) -> Path:
    """A copy of the first lines of a file."""
    PLACE.mkdir(parents=True, exist_ok=True)
    copy = PLACE / f"first-{count}-{source.name}"
    with source.open(encoding="utf-8") as lines, copy.open("w", encoding="utf-8") as file:
        file.writelines(islice(lines, count))
    return copy


def memory(articles: int, *, real: bool) -> None:
    """Follow the memory of one process over many shards."""
    source = write(PLACE / f"articles-{articles}-{SHORT}.jsonl", articles, SHORT)
    out = Path(tempfile.mkdtemp(prefix="memory-", dir=PLACE))  # two measurements may run at once
    (one,) = sources_of([source])
    folder.prepare(out, [one], Settings())
    seen, done, began = [], 0, time.monotonic()
    for shard in shards(one, Settings()):
        done += collect_shard(shard, out, extract=extract if real else cheap).articles
        folder.discard(out, [shard.key])
        seen.append((done, _resident()))
        if done * 10 // articles > (done - 250) * 10 // articles:
            print(
                f"{done:>9} articles {seen[-1][1] / 1e6:7.1f} MB {done / (time.monotonic() - began):8.1f} a second",
                flush=True,
            )
    later = [size for at, size in seen if at > articles / 10]
    first, last = statistics.mean(later[: len(later) // 10 or 1]), statistics.mean(later[-(len(later) // 10 or 1) :])
    print(f"last tenth over the second tenth of the articles: {last / first:.3f}")
    shutil.rmtree(out)


def cost(articles: int) -> None:
    """Say what an article costs, and what follows for many."""
    source = write(PLACE / f"articles-{articles}-{SENTENCES}.jsonl", articles, SENTENCES)
    each, written = _each(source, articles, real=True)
    without, _ = _each(source, articles, real=False)
    print(f"an article of {source.stat().st_size / articles:.0f} bytes: {each:.4f} s of a core")
    print(f"of that reading and writing: {without:.4f} s")
    serial = _planning(source, articles) / each
    print(f"of that finding out the shards, the part that one process does for all: {serial:.2%},")
    print(f"so that two processes can do at most {2 / (1 + serial):.2f} times as much as one")
    print("bytes of an article:", ", ".join(f"{name} {size:.0f}" for name, size in written.items()))
    for count in (10**6, 10**7, 10**9):
        hours, size = each * count / 3600, sum(written.values()) * count / 1e9
        print(f"{count:.0e} articles, extrapolated: {hours:,.0f} core hours, {size:,.1f} GB")


def _each(source: Path, articles: int, *, real: bool) -> tuple[float, dict[str, float]]:
    """Processor seconds of an article in this process, and bytes by table, once the first shard has loaded models."""
    out = PLACE / "out"
    shutil.rmtree(out, ignore_errors=True)
    (one,) = sources_of([source])
    settings = Settings(most=max(1, articles // 5))
    folder.prepare(out, [one], settings)
    done, began, first = 0, 0.0, ""
    for shard in shards(one, settings):
        tally = collect_shard(shard, out, extract=extract if real else cheap)
        done, began, first = (done + tally.articles, began, first) if first else (0, time.process_time(), shard.key)
    seconds = time.process_time() - began
    folder.discard(out, [first])
    sizes = {name: sum(path.stat().st_size for path in folder.files(out, name)) for name in ("claims", "documents")}
    return seconds / done, {name: size / done for name, size in sizes.items()}


def _planning(source: Path, articles: int) -> float:
    """Processor seconds for an article until it is known what the shards are."""
    (one,) = sources_of([source])
    began = time.process_time()
    rounds = 20
    for _ in range(rounds):
        for _shard in shards(one, Settings()):
            pass
    return (time.process_time() - began) / rounds / articles


@dataclass(frozen=True)
class _Cost:
    """Of a run.

    Attributes:
        clock: Seconds until its end.
        processor: Seconds of processors.
        rate: Articles a second after the first of each process.
        start: Seconds before the first article.
    """

    clock: float
    processor: float
    rate: float
    start: float


def _compare(source: Path, ways: dict[str, dict[str, Any]], rounds: int, *, real: bool, most: int) -> list[_Cost]:
    """Run each way in turn; return the median time of each."""
    seen: dict[str, list[_Cost]] = {name: [] for name in ways}
    for number in range(rounds):
        for name, options in ways.items():
            seen[name].append(_run(source, options, real=real, most=most))
            told = seen[name][-1]
            clock, rate = f"{told.clock:.1f} s", f"{told.rate:.2f} articles a second"
            print(f"round {number + 1}, {name}: {clock}, processor {told.processor:.1f} s, {rate}", flush=True)
    return [
        _Cost(*(statistics.median(getattr(one, field.name) for one in costs) for field in fields(_Cost)))
        for costs in seen.values()
    ]


def _run(source: Path, options: dict[str, Any], *, real: bool, most: int) -> _Cost:
    """Time a run in a process of its own, with all that starts and loads."""
    out = PLACE / "out"
    shutil.rmtree(out, ignore_errors=True)
    program = (
        "import sys, json; sys.path.insert(0, sys.argv[1])\n"
        "from benchmarks.collection.__main__ import timed\n"
        "if __name__ == '__main__':\n"
        "    timed(*sys.argv[2:4], json.loads(sys.argv[4]), int(sys.argv[5]), sys.argv[6] == 'True')\n"
    )
    script = PLACE / "timed.py"
    script.write_text(program, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(
        [sys.executable, str(script), str(ROOT), str(source), str(out), json.dumps(options), str(most), str(real)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAY_USAGE_STATS_ENABLED": "0"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock, rate, start = map(float, ran.stdout.split()[-3:])
    return _Cost(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, rate, start)


def timed(source: str, out: str, options: dict[str, Any], most: int, real: bool) -> None:
    """Collect; print its seconds, articles a second once each process has done two shards, and seconds of the start."""
    seen: list[tuple[float, int]] = []
    _BEGAN.unlink(missing_ok=True)
    begins, began = time.time(), time.monotonic()

    def watch(now: Progress) -> None:
        seen.append((time.monotonic(), now.tally.articles))
        told = f"{options['engine']}: {now.tally.articles} articles, {now.done / now.total:.0%}"
        print(f"\r{told}, {time.monotonic() - began:.0f} s", end="", file=sys.stderr, flush=True)

    run = partial(collect, [Path(source)], Path(out), settings=Settings(most=most), **options)
    run(extract=partial(noting, real=real), watch=watch)
    print(file=sys.stderr)
    clock = time.monotonic() - began
    (start, few), (end, all_of_them) = seen[min(2 * options["workers"], len(seen)) - 1], seen[-1]
    rate = (all_of_them - few) / (end - start) if end > start else 0
    print(clock, rate, float(_BEGAN.read_text("ascii")) - begins)


def noting(document: Document, *, real: bool) -> Sequence[Claim]:
    """Extract claims; the first call of all processes notes when it was."""
    if not _BEGAN.exists():
        with suppress(FileExistsError), _BEGAN.open("x", encoding="ascii") as file:
            file.write(str(time.time()))
    return extract(document) if real else cheap(document)


def _resident() -> int:
    """Bytes of memory of this process and of those that read files for it."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


if __name__ == "__main__":
    main()
