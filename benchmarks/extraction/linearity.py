"""Whether the time of extraction grows as the text does: fits the exponent for texts that once took quadratic time.

    python benchmarks/extraction/linearity.py [PATTERN…] [--sizes 10000,100000,…] [--work attribution|both|rules]

Each pattern is a text of the sizes given, in characters. Time is processor time, the least of `--rounds`; the exponent
is the slope of its logarithm over that of the size: 1 is linear, 2 quadratic. The trained model reads some two thousand
words a second, so a million characters take it minutes: where the next size would take longer than `--patience`
seconds if time grew with the limit's exponent, it is left out, the line says at which size the pattern stopped, and the
exponent is that of the sizes before. `--work rules` puts the rules' claims in the model's place, whose time depends on
the number of paragraphs alone, so that a million characters of all else can be measured. A text that takes longer than
`--most` seconds fails its pattern. The first line says what was run, the last one how many patterns were too slow, and
how many stopped early. Exit code 1 where an exponent is above `--limit` or the time ran out, else 0.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is imported: figures are for one core
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import math
import platform
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from claims.extraction.claims import extract as attribution  # noqa: E402 - found in the checkout, installed or not
from claims.extraction.neural.extractor import Extraction, Model  # noqa: E402
from claims.model import Document  # noqa: E402
from claims.workflow import extract  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

CLAIM = "قال المتحدث إن الطريق مغلق"
"""Begins each text, since facets are only read where there is a claim."""
SIZES = (10_000, 100_000, 300_000, 1_000_000)
LIMIT = 1.15


def by_rules(document: Document) -> object:
    """Extract with the claims of the rules in the place of those that the model finds."""
    model = Model.extract
    Model.extract = _of_rules  # type: ignore[method-assign]
    try:
        return extract(document)
    finally:
        Model.extract = model  # type: ignore[method-assign]


def _of_rules(model: Model, text: str) -> list[Extraction]:
    return [
        Extraction(hint.cue, hint.source, hint.content, "person", "indirect", 0.9, 0.9)
        for hint in sorted(model.language.hints(text), key=lambda hint: hint.cue)
        if hint.content
    ]


WORK: Mapping[str, Callable[[Document], object]] = {"attribution": attribution, "both": extract, "rules": by_rules}


def repeated(piece: str) -> Callable[[int], str]:
    """Makes texts of a piece again and again."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def numbered(piece: str) -> Callable[[int], str]:
    """Makes texts of a piece in which NAME is another made-up name each time."""

    def text(size: int) -> str:
        pieces, length = [], 0
        while length < size:
            pieces.append(piece.replace("NAME", name(len(pieces))))
            length += len(pieces[-1])
        return "".join(pieces)[:size]

    return text


def name(number: int) -> str:
    """A word of Arabic letters for a number."""
    letters = "بتجحدرزسشصطعغفقكلمني"
    word = ""
    while True:
        number, rest = divmod(number, len(letters))
        word += letters[rest]
        if number == 0:
            return f"ع{word}اد"


def article() -> str:
    """The article that the repository has."""
    return next((ROOT / "seeds").glob("*.txt")).read_text("utf-8")


PATTERNS: Mapping[str, Callable[[int], str]] = {
    "guillemets": repeated("«"),
    "pairs of guillemets": repeated("«قال» "),
    "nested quotations": lambda size: "«ا " * (size // 6) + "» ب" * (size // 6),
    "straight quotes": repeated('"'),
    "single quotes": repeated("' ا"),
    "brackets": repeated("("),
    "brackets and words": repeated("(قال "),
    "ellipses": repeated("…"),
    "commas": repeated("،"),
    "question marks": repeated("؟"),
    "question marks in a quotation": lambda size: "قال «" + "ا؟ " * (size // 3) + "»",
    "colons": repeated(":"),
    "emoji": repeated("\U0001f600"),
    "dashes": repeated("-"),
    "verbs": repeated("قال إن "),
    "verbs and أن": repeated("قال أن "),
    "closing verbs": repeated("كذا، يقول الوزير، "),
    "sources": repeated("وفقا لمصدر "),
    "participles": repeated("، مضيفا أن"),
    "participles alone": repeated(" مضيفا"),
    "asides": repeated("، طلب عدم ذكر اسمه، قال "),
    "relatives": repeated("الذي قال "),
    "speakers": repeated("الوزير: قال كذا. "),
    "persons": numbered("قال المتحدث NAME إن "),
    "persons in sentences": numbered("قال المتحدث NAME إن الطريق مغلق. "),
    "persons in lines": numbered("قال NAME السعدي إن الطريق مغلق.\n"),
    "unnamed sources": repeated("قال مصدر إن الطريق مغلق. "),
    "titles alone": repeated("قال الوزير إن الطريق مغلق. "),
    "family names": numbered("قال السيد NAME إن كذا. وأكد NAME أن كذا. "),
    "nobody": repeated("وأضاف أن الطريق مغلق. "),
    "quoted claims": repeated("قال الوزير «إن الطريق مغلق» "),
    "quoted claims of persons": numbered("وقال NAME: «إن الطريق مغلق».\n"),
    "one line of sentences": repeated("قال الوزير «إن الطريق مغلق». "),
    "an address": lambda size: "قال الوزير إن https://a.example/" + "a" * size,
    "an address of parts": lambda size: "قال الوزير إن " + "a.b/c1-" * (size // 7),
    "digits": lambda size: "قال الوزير إن " + "1" * size,
    "numbers": repeated("1,"),
    "a word": repeated("ق"),
    "a word of particles": repeated("وال"),
    "blanks": lambda size: "قال الوزير" + " " * size + "إن الطريق مغلق",
    "lines": repeated("\n"),
    "articles": repeated(article() + "\n"),
    "speeches": numbered("قال NAME: «الطريق مغلق.\n«والعمل مستمر.\n«وسيفتح غدا».\n"),
    "double marks": repeated("قال الوزير: ((الطريق مغلق)).\n"),
}


def seconds(work: Callable[[Document], object], text: str, rounds: int) -> float:
    """The processor time of the work on a text, the least of some rounds."""
    document = Document.from_text(id="a", text=text, language="ar", published="2024-05-06")
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work(document)
        taken.append(time.process_time() - start)
    return min(taken)


def exponent(sizes: Sequence[int], taken: Sequence[float]) -> float:
    """The slope of the line through the logarithms, by least squares."""
    xs = [math.log(size) for size in sizes]
    ys = [math.log(max(each, 1e-6)) for each in taken]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def fitted(
    pattern: str,
    work: Callable[[Document], object],
    sizes: Sequence[int],
    *,
    rounds: int = 1,
    most: float = 60,
    patience: float = math.inf,
) -> tuple[float, list[float]]:
    """The exponent of a pattern and the seconds for each size; inf where one takes more than `most` seconds.

    After two sizes, one that would take longer than `patience` is left out, and so are those after it.
    """
    taken: list[float] = []
    for size in sizes:
        if len(taken) > 1 and taken[-1] * (size / sizes[len(taken) - 1]) ** LIMIT > patience:
            break
        taken.append(seconds(work, f"{CLAIM} {PATTERNS[pattern](size)}", rounds))
        if taken[-1] > most:
            return math.inf, taken
    return exponent(sizes[: len(taken)], taken), taken


def main() -> int:
    """Print the exponent of each pattern; 1 where one is above the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", metavar="PATTERN", help=", ".join(PATTERNS))
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="characters, with commas")
    parser.add_argument("--work", choices=WORK, default="both")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--limit", type=float, default=LIMIT)
    parser.add_argument("--most", type=float, default=300.0, help="seconds for one text, above which it fails")
    parser.add_argument("--patience", type=float, default=60.0, help="seconds for one text, above which it is left out")
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    work = WORK[chosen.work]
    seconds(work, article(), 1)  # loads the lexicons
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    asked = ", ".join(f"{size:,}" for size in sizes)
    print(f"work: {chosen.work}; characters: {asked}; limit {chosen.limit:g}; {machine}", flush=True)
    slow = ran = stopped = 0
    for pattern in chosen.patterns or PATTERNS:
        found, taken = fitted(pattern, work, sizes, rounds=chosen.rounds, most=chosen.most, patience=chosen.patience)
        slow += found > chosen.limit
        ran += 1
        stopped += len(taken) < len(sizes)
        mark = "  ← too slow" if found > chosen.limit else ""
        mark += f"  stopped at {sizes[len(taken) - 1]:,}" if len(taken) < len(sizes) else ""
        print(f"{found:5.2f}  {' '.join(f'{each:8.3f}' for each in taken)} s  {pattern}{mark}", flush=True)
    print(f"{ran} of {len(PATTERNS)} patterns: {slow} too slow, {stopped} stopped before {sizes[-1]:,} characters")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
