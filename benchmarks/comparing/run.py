"""What it costs to find out who repeats whom and who says the same, against the number of claims.

    python benchmarks/comparing/run.py [--claims 1000 10000 100000 1000000] [--add 100000]

The articles are made up: events at places and days, each told in propositions that several articles word in their own
way, with a vocabulary whose words are as unequally common as those of a language (Zipf). Each run has the same ones.
Times are processor seconds of one core; claims are compared by their words, without a model.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import time
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from claims.analysis.claim_groups import groups
from claims.analysis.origins import origins
from claims.analysis.sources import register_sources
from claims.model import Claim, Document, Source, Span
from claims.model.facets import Facets, Figure, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PER_DOCUMENT, TELLINGS, PROPOSITIONS = 10, 5, 40
"""Claims in a document, documents that tell a proposition, propositions of an event."""
VOCABULARY = 50_000


class Maker:
    """Makes documents with their claims, a given number of claims in all."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.words = [
            "".join(self.random.choices("ابتثجحخدرزسشصضطعغفقكلمنهوي", k=self.random.randint(4, 7)))
            for _ in range(VOCABULARY)
        ]
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))

    def _some(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def dossier(self, total: int) -> tuple[list[Document], list[Claim]]:
        """Documents of events; each event has its place, its day and its propositions."""
        documents: list[Document] = []
        claims: list[Claim] = []
        while len(claims) < total:
            number = len(documents)
            place = (self.random.uniform(12, 37), self.random.uniform(-15, 58))
            day = f"20{self.random.randint(10, 25)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
            told = [self._some(14) for _ in range(PROPOSITIONS)]
            for copy in range(PROPOSITIONS * TELLINGS // PER_DOCUMENT):
                chosen = [told[(copy * PER_DOCUMENT + n) % PROPOSITIONS] for n in range(PER_DOCUMENT)]
                sentences = [self._reworded(words) for words in chosen]
                text = "\n".join(f"قال {sentence}" for sentence in sentences) + "\n"
                documents.append(Document.from_text(f"d{number + copy}", text, "ar", published=day))
                claims += self._tell(documents[-1], sentences, place, len(claims))
        return documents, claims[:total]

    def _tell(
        self, document: Document, sentences: Sequence[str], place: tuple[float, float], first: int
    ) -> Iterator[Claim]:
        """The claims of a document; the number of the `first` among all makes their ids."""
        at = 0
        for number, sentence in enumerate(sentences):
            start = at + 4
            words = Span(start, start + len(sentence), sentence)
            source = Source(" ".join(self._some(2)), "person", None)
            id, facets = f"clm-{first + number:012x}", self._facets(words, number, place)
            yield Claim(id, document.id, source, Span(at, at + 3, "قال"), (words,), "indirect", facets=facets)
            at += len(sentence) + 5

    def _reworded(self, words: list[str]) -> str:
        """The words with a third of them replaced."""
        fresh = self._some(len(words))
        return " ".join(new if self.random.random() < 0.33 else old for old, new in zip(words, fresh, strict=True))

    def _facets(self, words: Span, number: int, place: tuple[float, float]) -> Facets:
        span = Span(words.start, words.start + 1, words.exact[:1])
        figures = (Figure(span, "killed", number, number, "exact", None, None, None, "made"),) if number == 0 else ()
        known = int(place[0] * 1e6)
        places = (Place(span, "made", known, "LY", *place, "place", 5.0, None, (), "made"),) if number < 3 else ()
        return Facets(figures=figures, places=places)


def measure(total: int) -> None:
    """Prints what a dossier of so many claims costs."""
    documents, claims = Maker().dossier(total)
    gc.freeze()
    started = time.process_time()
    shared = origins(documents)
    of_origins = time.process_time() - started
    started = time.process_time()
    same = register_sources(documents, claims, shared)
    of_sources = time.process_time() - started
    started = time.process_time()
    found = groups(documents, claims, same)
    of_groups = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    spent = f"{of_origins:>9.1f} {of_sources:>9.1f} {of_groups:>9.1f} {1e6 * of_groups / total:>12.0f}"
    print(f"{total:>9,} {len(documents):>9,} {spent} {len(found):>9,} {memory:>5.1f}", flush=True)


def measure_adding(total: int) -> None:
    """Prints what it costs to compare one more document with a dossier of so many claims."""
    documents, claims = Maker().dossier(total)
    before = claims[:-PER_DOCUMENT]
    shared = origins(documents)
    known = groups(documents[:-1], before, register_sources(documents, before, shared))
    started = time.process_time()
    same = register_sources(documents, claims, origins(documents))
    groups(documents, claims, same, kept=known, fresh={claim.id for claim in claims[-PER_DOCUMENT:]})
    spent = time.process_time() - started
    print(f"one document added to {len(documents) - 1:,} with {len(before):,} claims: {spent:.1f} s")


def main() -> None:
    """Measures what the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    options.add_argument(
        "--add", type=int, default=100_000, help="claims of the dossier to which a document is added; 0: none"
    )
    asked = options.parse_args()
    print("   claims documents  origins s sources s  groups s  µs per claim    groups  GB")
    for total in asked.claims:
        measure(total)
    if asked.add:
        measure_adding(asked.add)


if __name__ == "__main__":
    main()
