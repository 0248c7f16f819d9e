"""What relations beyond a shard cost: python -m benchmarks.collection.relations [ARTICLES…].

Makes articles of 300 words from a vocabulary of 20,000, with two claims each; one in five copies an earlier one with
some words changed. Collects them without a model, and relates them. Prints seconds for 1,000 articles and the memory
that was needed, each in a process of its own, and how many documents are in an origin.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from claims.collection import folder
from claims.collection.candidate_keys import sign
from claims.collection.collecting import collect
from claims.collection.relations import relate
from tests.collection.articles import quick

_WORDS, _VOCABULARY = 300, 20_000
_COPIED, _CHANGED = 5, 0.04


def _texts(count: int, copies: set[int]) -> list[str]:
    """Return texts; the numbers of copies are added to `copies`."""
    dice = random.Random(count)
    made: list[list[str]] = []
    for number in range(count):
        if number % _COPIED == _COPIED - 1:
            copies.add(number)
            words = [
                f"w{dice.randrange(_VOCABULARY)}" if dice.random() < _CHANGED else word for word in dice.choice(made)
            ]
        else:
            words = [f"w{dice.randrange(_VOCABULARY)}" for _ in range(_WORDS)]
        made.append(words)
    return [" ".join(words) for words in made]


def _measure(count: int) -> None:
    copies: set[int] = set()
    with tempfile.TemporaryDirectory() as place:
        source, out = Path(place, "articles.jsonl"), Path(place, "collection")
        with source.open("w", encoding="utf-8") as file:
            for number, text in enumerate(_texts(count, copies)):
                told = f"Ali said {' '.join(text.split()[:12])}.\nOmar said {' '.join(text.split()[12:24])}.\n{text}\n"
                day = f"2024-{number * 12 // count + 1:02}-{number % 28 + 1:02}"
                record = {"text": told, "url": f"https://n.example/{number}", "language": "en", "published": day}
                file.write(json.dumps(record) + "\n")
        collect([source], out, extract=quick)
        begun = time.perf_counter()
        for key in folder.complete(out):
            sign(out, key)
        signed = time.perf_counter()
        found = relate(out)
        ended = time.perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        kept = sum(path.stat().st_size for path in folder.relation(out, "keys/x").parent.iterdir()) / count
        seconds = [1000 * each / count for each in (signed - begun, ended - signed)]
        print(
            f"{count:>8,} articles: signing {seconds[0]:.2f} s, relating {seconds[1]:.2f} s for 1,000; "
            f"{memory:,.0f} MB at most; keys {kept:,.0f} bytes an article; "
            f"{found.documents} documents in {found.origins} origins, {len(copies)} copies made"
        )


def main() -> None:
    """Measure each number of articles in a process of its own."""
    if sys.argv[1:2] == ["--one"]:
        _measure(int(sys.argv[2]))
        return
    for count in map(int, sys.argv[1:] or ["1000", "4000"]):
        subprocess.run([sys.executable, "-m", "benchmarks.collection.relations", "--one", str(count)], check=True)


if __name__ == "__main__":
    main()
