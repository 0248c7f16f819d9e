"""Records a second of this validator, check-jsonschema, ajv and jsonschema in a loop, side by side in one run.

    python benchmarks/validation/run.py [--records 100000]

Each is run as its own process, start-up included, over the same records: valid ones, and such of which one in a
hundred has an error of form. `factsheet validate` alone also holds every span to its text, every id to its words and
every reference to the other records. check-jsonschema and ajv are installed into benchmarks/validation/work, which git
ignores; what cannot be installed is said and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from claims.store import read_dossier

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = HERE / "work"
sys.path.insert(0, str(ROOT))

from claims.model import Review, derived_ids, to_record  # noqa: E402 - found in the checkout, installed or not
from claims.store import dumps  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA = ROOT / "schema" / "claim.schema.json"
EXAMPLE = ROOT / "seeds" / "dossier"
REVIEW = Review("accepted", "benchmark", "2024-03-01T09:30:00Z", "read against the article")


@dataclass(frozen=True)
class Tool:
    """One validator: how it is called for a set of records."""

    name: str
    command: Callable[[str], list[str]]


def records(count: int) -> Iterator[dict[str, Any]]:
    """Valid records: the example's claims, over and over, each time of a document of another id."""
    dossier = read_dossier(EXAMPLE)
    document, claims = dossier.documents[0], [claim for claim in dossier.claims if not claim.within]
    made = 0
    while made < count:
        name = f"{document.id}-{made // len(claims)}"
        copies = [replace(claim, document=name, review=REVIEW) for claim in claims[: count - made]]
        for copy, identity in zip(copies, derived_ids(copies), strict=True):
            yield to_record(replace(copy, id=identity))
        made += len(copies)


def spoilt(record: dict[str, Any], number: int) -> dict[str, Any]:
    """A record with an error of form, of one of three kinds."""
    if number % 3 == 0:
        return {**record, "mode": "quoted"}
    if number % 3 == 1:
        return {name: value for name, value in record.items() if name != "cue"}
    return {**record, "source": {**record["source"], "kind": 7}}


def write(count: int) -> None:
    """The records as JSON Lines and as one list, with their texts."""
    shutil.rmtree(WORK / "data", ignore_errors=True)
    (WORK / "data" / "texts").mkdir(parents=True)
    text = read_dossier(EXAMPLE).documents[0]
    names: set[str] = set()
    files = {kind: (WORK / "data" / f"{kind}.jsonl").open("w", encoding="utf-8") for kind in ("valid", "errors", "one")}
    for number, record in enumerate(records(count)):
        names.add(record["document"])
        files["valid"].write(dumps(record) + "\n")
        files["errors"].write(dumps(record if number % 100 else spoilt(record, number // 100)) + "\n")
        if number == 0:
            files["one"].write(dumps(record) + "\n")
    for file in files.values():
        file.close()
    for name in names:
        (WORK / "data" / "texts" / f"{name}.txt").write_text(text.text, encoding="utf-8", newline="")
    for kind in files:
        lines = (WORK / "data" / f"{kind}.jsonl").read_text("utf-8").splitlines()
        (WORK / "data" / f"{kind}.json").write_text("[" + ",\n".join(lines) + "]\n", encoding="utf-8")
    claim = json.loads(SCHEMA.read_text("utf-8"))
    listed = {"$schema": claim["$schema"], "type": "array", "items": {"$ref": claim["$id"]}, "$defs": {"claim": claim}}
    (WORK / "data" / "list.schema.json").write_text(json.dumps(listed), encoding="utf-8")


def tools() -> list[Tool]:
    """The validators that can be run here."""
    data = WORK / "data"
    found = [
        Tool(
            "factsheet validate", lambda kind: [sys.executable, "-m", "claims", "validate", str(data / f"{kind}.jsonl")]
        ),
        Tool(
            "jsonschema loop",
            lambda kind: [sys.executable, str(HERE / "loop.py"), str(SCHEMA), str(data / f"{kind}.jsonl")],
        ),
    ]
    checker = check_jsonschema()
    if checker:
        found.append(
            Tool(
                "check-jsonschema",
                lambda kind: [str(checker), "--schemafile", str(data / "list.schema.json"), str(data / f"{kind}.json")],
            )
        )
    if ajv():
        found.append(
            Tool("ajv", lambda kind: ["node", str(HERE / "ajv.mjs"), str(SCHEMA), str(data / f"{kind}.jsonl")])
        )
    return found


def check_jsonschema() -> Path | None:
    """check-jsonschema in an environment of its own, installed at the first run."""
    place = WORK / "venv"
    command = place / "bin" / "check-jsonschema"
    if not command.exists():
        venv.create(place, with_pip=True)
        subprocess.run([place / "bin" / "pip", "install", "--quiet", "check-jsonschema"], check=False)
    if command.exists():
        return command
    print("check-jsonschema cannot be installed here and is left out")
    return None


def ajv() -> bool:
    """Whether ajv is there, installed at the first run."""
    place = WORK / "node"
    if not (place / "node_modules" / "ajv").exists() and shutil.which("npm"):
        place.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", str(place), "ajv", "ajv-formats"], check=False)
    there = (place / "node_modules" / "ajv").exists() and shutil.which("node") is not None
    if not there:
        print("ajv cannot be installed here and is left out")
    return there


@dataclass(frozen=True)
class Taken:
    """What one process took: seconds on the clock, and seconds of processor time."""

    clock: float
    processor: float


def taken(command: list[str], *, wrong: bool) -> Taken:
    """What one process took; it must say by its exit code whether it found errors."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before, start = processor(), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False)
    if done.returncode != int(wrong):
        sys.exit(f"{' '.join(command)} ended with {done.returncode}, not {int(wrong)}")
    return Taken(time.perf_counter() - start, processor() - before)


def processor() -> float:
    """The seconds of processor time of all processes run so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Write the records, run each validator over them, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    count = parser.parse_args().records
    WORK.mkdir(exist_ok=True)
    found = tools()
    write(count)
    print(f"{count:,} records, {(WORK / 'data/valid.jsonl').stat().st_size / count:.0f} bytes each on average")
    titles = ("valid", "on a free core", "1 % errors")
    print(f"{'records a second':18}" + "".join(f"{title:>16}{'':>8}" for title in titles) + f"{'start-up':>11}")
    ours: tuple[Taken, Taken] | None = None
    for tool in found:
        valid = taken(tool.command("valid"), wrong=False)
        errors = taken(tool.command("errors"), wrong=True)
        start = min(taken(tool.command("one"), wrong=False).clock for _ in range(5))
        ours = ours or (valid, errors)
        print(
            f"{tool.name:18}{count / valid.clock:>16,.0f}{valid.clock / ours[0].clock:>7.1f}x"
            f"{count / valid.processor:>16,.0f}{valid.processor / ours[0].processor:>7.1f}x"
            f"{count / errors.clock:>16,.0f}{errors.clock / ours[1].clock:>7.1f}x{start * 1000:>8.0f} ms",
            flush=True,
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print("x: how many times as fast factsheet validate is; on a free core: by processor time, other work apart")
    print(f"Largest memory of any process: {peak // 1024} MB")


if __name__ == "__main__":
    main()
