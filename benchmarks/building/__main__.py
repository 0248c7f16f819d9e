"""What it costs to add one article to a dossier of thousands, phase by phase, against building that article alone.

    python -m benchmarks.building [--documents 10000]

The dossier is made of the articles beside this file, each copied with other numbers of as many digits, so that all
offsets stand; its records are what the extractor gave for the article. Every time is the least of three, in seconds of the processor: what else the machine does counts for nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
import time
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import claims
from claims.building import folders
from claims.building.adding import Adder
from claims.building.holding import sheet_files
from claims.building.relating import related
from claims.records import Document, Dossier, Made, Span, changed_files, derived_ids, dossier_files, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claims.records import Claim

ARTICLES = Path(__file__).parent / "articles"
NEW = (
    "قال وزير الداخلية خالد مازن إن 9 أشخاص قتلوا في انفجار وقع أمس في بنغازي.\n\n"
    "وأضاف الوزير أن 16 آخرين أصيبوا، مؤكدا أن التحقيق بدأ.\n"
)
ROUNDS = 3


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=10_000)
    number = options.parse_args().documents
    dossier = made(number)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "dossier"
        folders.put(folder, {**dossier_files(dossier), **sheet_files(dossier, lang="en")}, gone=set(), seen={})
        article = Path(place) / "new.txt"
        article.write_text(NEW, encoding="utf-8")
        claims.extract(claims.read(article))  # what finds claims is loaded
        alone = least(lambda: alone_in(Path(place), article))
        print(f"{number} documents, {len(dossier.claims)} claims")
        print(f"the article alone: {alone:.3f} s")
        whole = 0.0
        for phase, seconds in phases(folder, article):
            whole += seconds
            print(f"  {phase:<28} {seconds:8.3f} s {seconds / alone:8.1f} times alone")
        print(f"added: {whole:.3f} s, {whole / alone:.1f} times alone, {whole / number * 1e6:.0f} µs a document there")


def alone_in(place: Path, article: Path) -> None:
    """Build a dossier of the one article."""
    claims.build([article], place / "alone")
    shutil.rmtree(place / "alone")


def phases(folder: Path, article: Path) -> Iterator[tuple[str, float]]:
    """What `build --add` does, step by step, with its seconds."""
    yield "read the dossier", least(lambda: Dossier.read(folder))
    before = Dossier.read(folder)
    yield "read and place the article", least(lambda: added(before, article))
    after = added(before, article)
    yield "relate", least(lambda: related(after))
    yield "render the sheet", least(lambda: sheet_files(after, lang="en"))
    sheet = sheet_files(after, lang="en")
    yield "encode the records", least(lambda: changed_files(after, before))
    files = {**changed_files(after, before), **sheet}
    yield "put the folder in place", least(lambda: folders.put(folder, files, gone=set(), seen=folders.stamp(folder)))


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
    copies = [copied(*seeds[count % len(seeds)], f"{count:06}", chance) for count in range(number)]
    documents = tuple(document for document, _ in copies)
    found = in_order(documents, (claim for _, own in copies for claim in own))
    return Dossier("Copies", ("ar",), Made(claims.__version__), documents, found)


def copied(document: Document, found: list[Claim], id: str, chance: random.Random) -> tuple[Document, list[Claim]]:
    """A document and its claims with other numbers in them."""
    text = re.sub("[0-9]", lambda _: str(chance.randint(1, 9)), document.text)
    copy = Document.from_text(id, text, document.language, title=document.title, published=document.published)
    own = [replace(resliced(claim, text), document=id, within=None) for claim in found]
    return copy, [replace(claim, id=name) for claim, name in zip(own, derived_ids(own), strict=True)]


def resliced(value: Any, text: str) -> Any:
    """The record with the words that stand in `text` at its offsets."""
    if isinstance(value, Span):
        return Span.of(text, value.start, value.end)
    if isinstance(value, tuple):
        return tuple(resliced(part, text) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: resliced(getattr(value, field.name), text) for field in fields(value)})
    return value


def least(work: Callable[[], object]) -> float:
    """The least seconds of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
