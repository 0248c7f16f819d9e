"""How much memory `factsheet validate` takes for a very long file: records are made and piped into it as it runs.

    python benchmarks/validation/long.py [RECORDS]

All records are valid and no two are the same, though two of ten million may have one id by chance. Each names one of
the sentences of one of many documents, whose texts lie in a temporary folder. The memory that the validator holds is
printed at twenty points on the way.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, NamedTuple

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from claims.model import Claim, Found, Review, Source, Span, claim_id, to_record  # noqa: E402 - found in the checkout, installed or not
from claims.model.facets import Facets, Figure, Place  # noqa: E402
from claims.store import dumps  # noqa: E402

SENTENCES = 500
POINTS = 20
SPEAKER, CUE = "سامي العلي", "قال"
REVIEW = Review("accepted", "benchmark", "2024-03-01T09:30:00Z", "read against the article")


class Mould(NamedTuple):
    """A claim without what depends on the document: the words that make its id, and its JSON after id and document."""

    words: str
    rest: str


def text() -> str:
    """The text of every document: a sentence a claim."""
    return "".join(f"قال سامي العلي إن القصف رقم {number} أوقع 12 قتيلا في القطرون.\n" for number in range(SENTENCES))


def moulds(words: str) -> list[Mould]:
    """A mould for each sentence of a text."""
    made, start = [], 0
    for line in words.splitlines(keepends=True):
        claim = _claim(words, start, start + len(line))
        record = to_record(claim)
        del record["id"], record["document"]
        made.append(Mould(claim.content[0].exact, dumps(record)[1:]))
        start += len(line)
    return made


def _claim(words: str, start: int, end: int) -> Claim:
    """The claim of the sentence from `start` to `end`."""

    def span(part: str) -> Span:
        at = words.index(part, start)
        return Span.of(words, at, at + len(part))

    content = Span.of(words, words.index("القصف", start), end - 2)
    dead = Figure(span("12 قتيلا"), "killed", 12, 12, "exact", span("قتيلا"), None, None, "number.counted")
    place = Place(span("القطرون"), "Al Qaţrūn", 2219739, "LY", 24.95, 14.65, "place", 5.0, None, (), "place:head")
    speaker = Source(SPEAKER, "person", span(SPEAKER))
    claim = Claim("", "", speaker, span(CUE), (content,), "indirect", found=Found("verb-that", CUE, "0.1.0"))
    return replace(claim, facets=Facets((dead,), places=(place,)), review=REVIEW)


def pour(count: int, made: list[Mould], stream: IO[bytes], process: int) -> None:
    """Write the records, and say now and then how much memory the process that reads them holds."""
    start, step = time.monotonic(), max(1, count // POINTS)
    for number in range(count):
        document = f"document-{number // SENTENCES}"
        mould = made[number % SENTENCES]
        name = claim_id(document, SPEAKER, CUE, [mould.words], 0)
        stream.write(f'{{"id": "{name}", "document": "{document}", {mould.rest}\n'.encode())
        if (number + 1) % step == 0:
            print(f"{number + 1:>12,} records {_held(process):>6} MB {time.monotonic() - start:>7.0f} s", flush=True)


def _held(process: int) -> int:
    """The memory that a running process holds, in MB, as Linux tells it."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def main() -> None:
    """Lay out the texts, run the validator, feed it."""
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 10_000_000
    with tempfile.TemporaryDirectory() as folder:
        for number in range(-(-count // SENTENCES)):
            Path(folder, f"document-{number}.txt").write_text(text(), encoding="utf-8", newline="")
        command = [sys.executable, "-m", "claims", "validate", "-", "--texts", folder]
        with subprocess.Popen(command, stdin=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as validator:
            assert validator.stdin is not None
            pour(count, moulds(text()), validator.stdin, validator.pid)
            validator.stdin.close()
            _, status, usage = os.wait4(validator.pid, 0)
    print(json.dumps({"exit": os.waitstatus_to_exitcode(status), "peak_mb": usage.ru_maxrss // 1024}))


if __name__ == "__main__":
    main()
