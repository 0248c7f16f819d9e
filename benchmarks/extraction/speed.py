"""How many words a second are read: attribution alone, facets alone, and both, as `factsheet extract` does.

    python benchmarks/extraction/speed.py [FOLDER] [--language CODE] [--rounds N] [--long MEGABYTES]
                                          [--peer [PYTHON:]PIPELINE]… [--peer-code FOLDER]

FOLDER holds articles of one language as `*.txt`; without it, the examples and the articles of the other benchmarks are
read. `--peer` names a spaCy pipeline by package or folder (en_core_web_sm), of which tools that find quotations in its
parses take most of their time, and, before a colon, the Python that runs it where it needs another; it is measured
beside, in a process of its own. With `--peer-code`, the folder `nlp/english` of a checkout of GenderGapTracker, so is
what that makes of each article with this pipeline (see `gendergaptracker.py`); articles longer than its limit are left
out for all. All that is measured takes turns, article by article, so that what else the machine does slows all alike:
trust the ratios. Time is processor time of one thread, the median over the rounds; the first round, which fills the
caches, is printed apart. `--long` reads one made-up article of that size for its facets and prints time and memory, and
the same for one half as long: twice the text should take twice the time.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is imported: figures are for one core
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("BLIS_NUM_THREADS", "1")  # for the peers

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from claims.extraction import facet_reader_of  # noqa: E402 - found in the checkout, installed or not
from claims.extraction.claims import extract as attribution  # noqa: E402
from claims.model import Document  # noqa: E402
from claims.workflow.extraction_run import extract  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Work = Callable[[Document], Mapping[str, float]]
    """Reads a document and says how many seconds that took, for each of what it measures."""

_WORD = re.compile(r"\w+")
PATTERNS = {
    "ar": ("seeds/*.txt", "benchmarks/facets/blind/*/text/*.txt", "benchmarks/building/articles/*.txt"),
    "en": ("seeds/english/*.txt",),
}
"""Texts that the repository has, by language."""

PEER_LIMIT = 20_000
"""Characters up to which GenderGapTracker reads an article."""


def facets(document: Document) -> object:
    """The facets of a document's text."""
    return facet_reader_of(document.language).read(document.text, published=document.published)


def own_texts(language: str) -> list[str]:
    """The texts that the repository has in a language."""
    root = HERE.parents[1]
    return [path.read_text("utf-8") for pattern in PATTERNS[language] for path in sorted(root.glob(pattern))]


def timed(name: str, read: Callable[[Document], object]) -> Work:
    """What measures one function of this package."""

    def work(document: Document) -> Mapping[str, float]:
        began = time.process_time()
        read(document)
        return {name: time.process_time() - began}

    return work


def peer(said: str, code: Path | None) -> Work:
    """What measures a spaCy pipeline in a process of its own, and GenderGapTracker's extraction with its code."""
    python, _, pipeline = said.rpartition(":")
    command = [python or sys.executable, str(HERE / "gendergaptracker.py"), pipeline, *([str(code)] if code else [])]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    asked, answers = process.stdin, process.stdout
    name = json.loads(answers.readline())

    def work(document: Document) -> Mapping[str, float]:
        asked.write(json.dumps(document.text) + "\n")
        asked.flush()
        return {f"{name}: {each}": spent for each, spent in json.loads(answers.readline()).items()}

    return work


def seconds(documents: Sequence[Document], works: Sequence[Work], rounds: int) -> dict[str, list[float]]:
    """What each of the measured takes for all documents, a figure a round."""
    taken: dict[str, list[float]] = {}
    for _ in range(rounds):
        spent: Counter[str] = Counter()
        for document in documents:
            for work in works:
                spent.update(work(document))
        for name, figure in spent.items():
            taken.setdefault(name, []).append(figure)
    return taken


def print_speed(texts: Sequence[str], language: str, works: Sequence[Work], rounds: int) -> None:
    """Print words a second, and how many times the time of attribution alone each takes."""
    documents = [Document.from_text(str(number), text, language) for number, text in enumerate(texts)]
    words = sum(len(_WORD.findall(text)) for text in texts)
    taken = seconds(documents, works, rounds + 1)
    print(f"{len(texts)} articles, {words:,} words, {rounds} rounds")
    width = max(map(len, taken))
    for name, each in taken.items():
        first, *later = each
        ratio = statistics.median(a / b for a, b in zip(later, taken["attribution"][1:], strict=True))
        speed = words / statistics.median(later)
        print(f"{name:{width}} {speed:9,.0f} words/s, {ratio:.2f} times attribution; first round {words / first:9,.0f}")


def print_long(texts: Sequence[str], language: str, megabytes: float) -> None:
    """Print what the facets of a long article take, and of one half as long."""
    for size in (megabytes / 2, megabytes):
        document = Document.from_text("long", made_up(texts, int(size * 1e6)), language)
        began = time.process_time()
        facets(document)
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
    parser.add_argument("--language", choices=sorted(PATTERNS), default="ar")
    parser.add_argument(
        "--peer",
        metavar="[PYTHON:]PIPELINE",
        action="append",
        default=[],
        help="a spaCy pipeline, by package or folder",
    )
    parser.add_argument("--peer-code", metavar="FOLDER", type=Path, help="GenderGapTracker's nlp/english")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--long", type=float, metavar="MEGABYTES")
    options = parser.parse_args()
    texts = own_texts(options.language)
    if options.folder:
        texts = [path.read_text("utf-8") for path in sorted(options.folder.glob("*.txt"))]
    if options.peer_code:
        texts = [text for text in texts if len(text) <= PEER_LIMIT]
    extract(Document.from_text("warm", texts[0], options.language))  # loads the data files
    works = [timed("attribution", attribution), timed("facets", facets), timed("both", extract)]
    works += [peer(each, options.peer_code) for each in options.peer]
    print_speed(texts, options.language, works, options.rounds)
    if options.long:
        print_long(texts, options.language, options.long)


if __name__ == "__main__":
    main()
