"""How many words a second are read: attribution alone, facets alone, and both, as `factsheet extract` does.

    python benchmarks/extraction/speed.py [FOLDER] [--language CODE] [--peer PIPELINE] [--rounds N] [--long MEGABYTES]

FOLDER holds articles of one language as `*.txt`; without it, the examples and the articles of the other benchmarks are
read. `--peer` names a spaCy pipeline by package or folder (en_core_web_sm), of which tools that find quotations in its
parses take most of their time; it is measured beside. All that is measured takes turns, article by article, so that
what else the machine does slows all alike: trust the ratios. Time is processor time of one thread, the median over the
rounds; the first round, which fills the caches, is printed apart. `--long` reads one made-up article of that size for
its facets and prints time and memory, and the same for one half as long: twice the text should take twice the time.
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

from claims.extraction import facet_reader_of  # noqa: E402 - found in the checkout, installed or not
from claims.extraction.claims import extract as attribution  # noqa: E402
from claims.model import Document  # noqa: E402
from claims.workflow.extraction_run import extract  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Work = Callable[[Document], object]

_WORD = re.compile(r"\w+")
PATTERNS = {
    "ar": ("seeds/*.txt", "benchmarks/facets/blind/*/text/*.txt", "benchmarks/building/articles/*.txt"),
    "en": ("seeds/english/*.txt",),
}
"""Texts that the repository has, by language."""


def facets(document: Document) -> object:
    """The facets of a document's text."""
    return facet_reader_of(document.language).read(document.text, published=document.published)


def own_texts(language: str) -> list[str]:
    """The texts that the repository has in a language."""
    root = HERE.parents[1]
    return [path.read_text("utf-8") for pattern in PATTERNS[language] for path in sorted(root.glob(pattern))]


def measured(peer: str | None) -> dict[str, Work]:
    """What is measured, by name."""
    works: dict[str, Work] = {"attribution": attribution, "facets": facets, "both": extract}
    if peer:
        import spacy

        pipeline = spacy.load(peer)
        works[f"{pipeline.meta['lang']}_{pipeline.meta['name']}"] = lambda document: pipeline(document.text)
    return works


def seconds(documents: Sequence[Document], works: Mapping[str, Work], rounds: int) -> dict[str, list[float]]:
    """What each of the measured takes for all documents, a figure a round."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        spent = dict.fromkeys(works, 0.0)
        for document in documents:
            for name, work in works.items():
                began = time.process_time()
                work(document)
                spent[name] += time.process_time() - began
        for name, figure in spent.items():
            taken[name].append(figure)
    return taken


def print_speed(texts: Sequence[str], language: str, works: Mapping[str, Work], rounds: int) -> None:
    """Print words a second, and how many times the time of attribution alone each takes."""
    documents = [Document.from_text(str(number), text, language) for number, text in enumerate(texts)]
    words = sum(len(_WORD.findall(text)) for text in texts)
    taken = seconds(documents, works, rounds + 1)
    print(f"{len(texts)} articles, {words:,} words, {rounds} rounds")
    for name, each in taken.items():
        first, *later = each
        ratio = statistics.median(a / b for a, b in zip(later, taken["attribution"][1:], strict=True))
        speed = words / statistics.median(later)
        print(f"{name:16} {speed:9,.0f} words/s, {ratio:.2f} times attribution; first round {words / first:9,.0f}")


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
    parser.add_argument("--peer", metavar="PIPELINE", help="a spaCy pipeline, by package or folder")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--long", type=float, metavar="MEGABYTES")
    options = parser.parse_args()
    texts = own_texts(options.language)
    if options.folder:
        texts = [path.read_text("utf-8") for path in sorted(options.folder.glob("*.txt"))]
    extract(Document.from_text("warm", texts[0], options.language))  # loads the data files
    print_speed(texts, options.language, measured(options.peer), options.rounds)
    if options.long:
        print_long(texts, options.language, options.long)


if __name__ == "__main__":
    main()
