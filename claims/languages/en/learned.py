"""The learned extractor of English: the model's claims as records, with who their sources are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from claims.extraction.attributions import Attribution, claims_of, in_stretches, with_one_kind_each
from claims.extraction.neural.extractor import Model
from claims.languages.en.cue_lexicon import lexicon
from claims.languages.en.signals import EnglishSignals
from claims.model import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.neural.extractor import Extraction
    from claims.languages.en.cue_lexicon import Cue
    from claims.model import Act, Claim, Document, Kind, Mode

__all__ = ["WEIGHTS", "LearnedExtractor", "learned_extractor"]

WEIGHTS = Path(__file__).parent / "weights" / "attribution.npz"

_SAYING: Act = "state"


class LearnedExtractor:
    """Finds claims with a trained model; deterministic for one version and one type of machine."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self.model = Model.load(weights, EnglishSignals())

    def extract(self, document: Document) -> list[Claim]:
        """The attributed claims of a document, in the order of their cues."""
        return claims_of(document, in_stretches(document.text, self.find))

    def find(self, text: str) -> list[Attribution]:
        """The attributed claims of a text, in the order of their cues."""
        found = self.model.extract(text)
        pairs = zip(found, names(text, found), strict=True)
        return with_one_kind_each([self._attribution(text, a, name) for a, name in pairs])

    def _attribution(self, text: str, a: Extraction, name: str | None) -> Attribution:
        entry = entry_of(text[slice(*a.cue)])
        return Attribution(
            found=Found(
                model=self.model.name,
                version=self.model.version,
                confidence=a.confidence,
                source_confidence=a.source_confidence,
                cue=entry.lemma if entry else None,
            ),
            act=entry.act if entry else _SAYING,
            cue=a.cue,
            source=a.source,
            content=a.content,
            name=name,
            kind=cast("Kind", a.kind),
            mode=cast("Mode", a.mode),
            within=a.within,
        )


def entry_of(cue: str) -> Cue | None:
    """The lexicon's entry of a cue: the first of its phrases, else of its words; None where it has none."""
    words = [EnglishSignals.fold(word) for word in cue.split()]
    known = lexicon()
    phrases = (known.phrase_at(words, place) for place in range(len(words)))
    readings = (reading.cue for word in words for reading in known.readings.get(word, ()))
    return next((found[1] for found in phrases if found), None) or next(readings, None)


def names(text: str, found: Sequence[Extraction]) -> list[str | None]:
    """The name of each claim's source: its words here, or those of the last source where it has none."""
    last: str | None = None
    named: list[str | None] = []
    for a in found:
        last = text[slice(*a.source)] if a.source else last
        named.append(last)
    return named


@cache
def learned_extractor() -> LearnedExtractor:
    """The extractor with the weights that the package ships, loaded once."""
    return LearnedExtractor()
