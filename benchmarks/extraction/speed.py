"""How many words a second are read: attribution alone, facets alone, and both, as `factsheet extract` does.

    python benchmarks/extraction/speed.py [FOLDER] [--rounds N] [--long MEGABYTES]

FOLDER holds articles in Arabic as `*.txt`; without it, the seed and the articles of the other benchmarks are read. All
that is measured takes turns, article by article, so that what else the machine does slows all alike: trust the ratios.
Time is processor time of one thread, the median over the rounds; the first round, which fills the caches, is printed
apart. `--long` reads one made-up article of that size for its facets and prints time and memory, and the same for one
half as long: twice the text should take twice the time.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is imported: figures are for one core
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import re
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from claims.extraction.claims import extract as attribution  # noqa: E402 - found in the checkout, installed or not
from claims.languages.ar.facets import find  # noqa: E402
from claims.model import Document  # noqa: E402
from claims.workflow.extraction_run import extract  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Work = Callable[[Document], object]

_WORD = re.compile(r"\w+")
MEASURED: Mapping[str, Work] = {
    "attribution": attribution,
    "facets": lambda document: find(document.text, "ar", published=document.published),
    "both": extract,
}


def own_texts() -> list[str]:
    """The texts that the repository has: the seed and the articles of the benchmarks."""
    root = HERE.parents[1]
    patterns = ("seeds/*.txt", "benchmarks/facets/blind/*/text/*.txt", "benchmarks/building/articles/*.txt")
    return [path.read_text("utf-8") for pattern in patterns for path in sorted(root.glob(pattern))]


def seconds(documents: Sequence[Document], rounds: int) -> dict[str, list[float]]:
    """What each of the measured takes for all documents, a figure a round."""
    taken: dict[str, list[float]] = {name: [] for name in MEASURED}
    for _ in range(rounds):
        spent = dict.fromkeys(MEASURED, 0.0)
        for document in documents:
            for name, work in MEASURED.items():
                began = time.process_time()
                work(document)
                spent[name] += time.process_time() - began
        for name, figure in spent.items():
            taken[name].append(figure)
    return taken


def print_speed(texts: Sequence[str], rounds: int) -> None:
    """Print words a second and the ratios to attribution alone."""
    documents = [Document.from_text(str(number), text, "ar") for number, text in enumerate(texts)]
    words = sum(len(_WORD.findall(text)) for text in texts)
    extract(Document.from_text("warm", "قال إن ثلاثة قتلوا.", "ar"))  # loads the data files
    taken = seconds(documents, rounds + 1)
    print(f"{len(texts)} articles, {words:,} words, {rounds} rounds")
    for name, each in taken.items():
        first, *later = each
        ratio = statistics.median(a / b for a, b in zip(later, taken["attribution"][1:], strict=True))
        speed = words / statistics.median(later)
        print(f"{name:12} {speed:9,.0f} words/s, {ratio:.2f} times attribution; first round {words / first:9,.0f}")


def print_long(texts: Sequence[str], megabytes: float) -> None:
    """Print what the facets of a long article take, and of one half as long."""
    for size in (megabytes / 2, megabytes):
        text = made_up(texts, int(size * 1e6))
        began = time.process_time()
        find(text, "ar")
        spent = time.process_time() - began
        print(f"{size:.1f} MB: {spent:.1f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def made_up(texts: Sequence[str], size: int) -> str:
    """The texts one after the other, over and over, up to so many bytes."""
    parts: list[str] = []
    held = 0
    while held < size:
        for text in texts:
            parts.append(text)
            held += len(text.encode()) + 1
    return "\n".join(parts).encode()[:size].decode("utf-8", "ignore")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measures how many words a second are read.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--long", type=float, metavar="MEGABYTES")
    options = parser.parse_args()
    texts = own_texts()
    if options.folder:
        texts = [path.read_text("utf-8") for path in sorted(options.folder.glob("*.txt"))]
    print_speed(texts, options.rounds)
    if options.long:
        print_long(texts, options.long)


if __name__ == "__main__":
    main()
