"""What it costs to add one article to a dossier of thousands, phase by phase, against building that article alone.

    python -m benchmarks.building [--documents 10000]

The dossier is made of the articles beside this file, each copied with other numbers of as many digits and with its
letters exchanged for one another, so that all offsets stand and no copy is like another; ten copies share a day. Its
records are what the extractor gave for the articles, at those places. Times are seconds of the processor: what else
the machine does counts for nothing, and neither does waiting for the disk.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

import claims
from claims.model import Document, Dossier, Made, SheetLook, Source, Span, derived_ids, in_order
from claims.model.facets import Time
from claims.store import changed_files, dossier_files, folder_write, read_dossier
from claims.workflow.addition import Adder
from claims.workflow.relation_update import related
from claims.workflow.sheet_update import sheet_files, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claims.model import Claim

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
ARTICLES = Path(__file__).parent / "articles"
NEW = (
    "قال وزير الداخلية خالد مازن إن 9 أشخاص قتلوا في انفجار وقع أمس في بنغازي.\n\n"
    "وأضاف الوزير أن 16 آخرين أصيبوا، مؤكدا أن التحقيق بدأ.\n"
)
T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=10_000)
    number = options.parse_args().documents
    dossier = made(number)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "dossier"
        folder_write.put(folder, dossier_files(dossier))
        article = Path(place) / "new.txt"
        article.write_text(NEW, encoding="utf-8")
        alone_in(Path(place), article)  # what finds claims and renders sheets is loaded
        alone, _ = timed(lambda: alone_in(Path(place), article))
        print(f"{number} documents, {len(dossier.claims)} claims")
        print(f"the article alone: {alone:.3f} s")
        whole = 0.0
        for phase, seconds in phases(folder, article):
            whole += seconds
            print(f"  {phase:<28} {seconds:8.3f} s {seconds / alone:8.1f} times alone", flush=True)
        print(f"added: {whole:.3f} s, {whole / alone:.1f} times alone, {whole / number * 1e3:.2f} ms a document there")


def alone_in(place: Path, article: Path) -> None:
    """Build a dossier of the one article."""
    claims.build([article], place / "alone")
    shutil.rmtree(place / "alone")


def phases(folder: Path, article: Path) -> Iterator[tuple[str, float]]:
    """What `build --add` does, step by step, with its seconds."""
    seen = folder_write.stamp(folder, watched(folder))
    seconds, before = timed(lambda: read_dossier(folder))
    yield "read the dossier", seconds
    seconds, grown = timed(lambda: added(before, article))
    yield "read and place the article", seconds
    seconds, after = timed(lambda: related(grown, before))
    yield "relate documents and claims", seconds
    seconds, sheet = timed(lambda: sheet_files(folder, after, SheetLook("en")))
    yield "render the sheet", seconds
    seconds, files = timed(lambda: changed_files(after, before))
    yield "encode the records", seconds
    seconds, _ = timed(lambda: folder_write.put(folder, {**files, **sheet}, seen=seen))
    yield "write what changed", seconds


def added(before: Dossier, article: Path) -> Dossier:
    """The dossier with the article in it."""
    adder = Adder(before, told=False, discard=False)
    adder.add(claims.read(article))
    return adder.dossier()


def made(number: int) -> Dossier:
    """A dossier of that many documents."""
    chance = random.Random(0)
    seeds = []
    for path in sorted(ARTICLES.glob("*.txt")):
        document = replace(claims.read(path), published="2024-03-01", provenance=())
        seeds.append((document, claims.extract(document)))
    copies = [copied(*seeds[count % len(seeds)], count, chance) for count in range(number)]
    documents = tuple(document for document, _ in copies)
    found = in_order(documents, (claim for _, own in copies for claim in own))
    return Dossier("Copies", ("ar",), Made(claims.__version__), documents, found)


def copied(document: Document, found: list[Claim], count: int, chance: random.Random) -> tuple[Document, list[Claim]]:
    """A document and its claims with other words and numbers in them."""
    exchanged = str.maketrans(LETTERS, "".join(chance.sample(LETTERS, len(LETTERS))))
    text = re.sub("[0-9]", lambda _: str(chance.randint(1, 9)), document.text.translate(exchanged))
    day = (date(2020, 1, 1) + timedelta(days=count // 10)).isoformat()
    copy = Document.from_text(f"{count:06}", text, document.language, title=text.split("\n", 1)[0], published=day)
    own = [replace(resliced(claim, text, day), document=copy.id, within=None) for claim in found]
    return copy, [replace(claim, id=name) for claim, name in zip(own, derived_ids(own), strict=True)]


def resliced(value: Any, text: str, day: str) -> Any:
    """The record with the words that stand in `text` at its offsets, its sources named so and its times on that day."""
    if isinstance(value, Span):
        return Span.of(text, value.start, value.end)
    if isinstance(value, tuple):
        return tuple(resliced(part, text, day) for part in value)
    if not isinstance(value, Struct):
        return value
    made = replace(value, **{field.name: resliced(getattr(value, field.name), text, day) for field in fields(value)})
    if isinstance(made, Source) and made.mention is not None:
        return replace(made, name=made.mention.exact)
    return replace(made, edtf=day) if isinstance(made, Time) and made.edtf else made


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """How many seconds of the processor some work takes, and what comes of it."""
    start = time.process_time()
    value = work()
    return time.process_time() - start, value


if __name__ == "__main__":
    main()
