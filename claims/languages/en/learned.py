"""The learned extractor of English: the claims of the model and of the layout, with who their sources are."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from claims.extraction.attributions import Attribution, claims_of, in_stretches, with_one_kind_each
from claims.extraction.layout_claims import SentenceClaim, attributions
from claims.extraction.neural.extractor import Model
from claims.extraction.source_mentions import Mention
from claims.languages.en.attribution.article_words import ArticleWords
from claims.languages.en.attribution.naming_words import naming_words
from claims.languages.en.attribution.source_resolution import Resolver
from claims.languages.en.claim_spans import whole_spans
from claims.languages.en.cue_lexicon import lexicon
from claims.languages.en.genres.genre_reader import with_layout
from claims.languages.en.genres.outlet_voice import is_outlets, outlet_spans
from claims.languages.en.quoted_paragraphs import with_quoted_paragraphs
from claims.languages.en.signals import EnglishSignals
from claims.languages.en.withheld_names import WithoutReasons
from claims.model import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.antecedent_choice import AntecedentChoice
    from claims.extraction.neural.extractor import Extraction
    from claims.extraction.source_mentions import Resolved
    from claims.languages.en.cue_lexicon import Cue
    from claims.model import Act, Claim, Document, Kind, Mode

__all__ = ["WEIGHTS", "LearnedExtractor", "learned_extractor"]

WEIGHTS = Path(__file__).parent / "weights" / "attribution.npz"

_AWAITED = re.compile(r"\b(?:expected|due|set|scheduled|slated|poised|about) to (?:\w+ly )?$")
_NEAR = 40
_DIGITS = 2
"""Of a confidence."""
_SAYING: Act = "state"
_THINGS = frozenset({"organization", "media", "document"})
_OFTEN_WATCHERS = frozenset({"media", "group", "unnamed"})
"""Kinds of which bodies that watch or help are often taken to be."""
_SELF = frozenset({"i", "we"})


class LearnedExtractor:
    """Finds claims with a trained model; deterministic for one version and one type of machine.

    Args:
        weights: The model's weights.
        choice: The ranking of those for whom a mention may stand; as the package ships it if none is given.
    """

    def __init__(self, weights: Path = WEIGHTS, choice: AntecedentChoice | None = None) -> None:
        self.model = Model.load(weights, EnglishSignals())
        self._choice = choice

    def extract(self, document: Document) -> list[Claim]:
        """The attributed claims of a document, in the order of their cues."""
        return claims_of(document, in_stretches(document.text, self.find))

    def find(self, text: str) -> list[Attribution]:
        """The attributed claims of a text, those of its layout among them, in the order of their cues."""
        article = ArticleWords(text)
        read = WithoutReasons(text)
        extracted = [read.in_whole(a) for a in self.model.extract(read.text)]
        found = with_quoted_paragraphs(text, whole_spans(article, of_sources(text, extracted)))
        claims = with_layout(article, [_sentence_claim(text, a) for a in found])

        def credited(place: int, who: Resolved) -> Attribution:
            return self._attribution(text, found[place], who)

        return with_one_kind_each(attributions(text, claims, Resolver(article, self._choice), credited))

    def _attribution(self, text: str, a: Extraction, who: Resolved) -> Attribution:
        entry = entry_of(text[slice(*a.cue)])
        return Attribution(
            found=Found(
                model=self.model.name,
                version=self.model.version,
                confidence=a.confidence,
                source_confidence=round(a.source_confidence * who.confidence, _DIGITS),
                cue=entry.lemma if entry else None,
                rivals=who.rivals,
            ),
            act=entry.act if entry else _SAYING,
            cue=a.cue,
            source=who.mention,
            content=a.content,
            name=who.name,
            kind=_kind(text, a, who),
            mode=cast("Mode", a.mode),
            within=a.within,
            uncertain=who.uncertain,
            relayed_by=who.relayed_by,
        )


def _kind(text: str, a: Extraction, who: Resolved) -> Kind:
    """What sort of source it is: as the model says, but whoever has a name is a person, and an office is none."""
    if a.source is None or (a.kind == "unnamed" and who.kind == "person"):
        return cast("Kind", who.kind)
    if a.kind in _OFTEN_WATCHERS and _is_watcher(text[slice(*a.source)]):
        return "organization"
    words = naming_words()
    noun = words.singular(text[slice(*a.source)].rsplit(maxsplit=1)[-1].lower())
    thing = a.kind == "person" and who.kind in _THINGS and noun in words.bodies | words.media | words.documents
    return cast("Kind", who.kind if thing else a.kind)


def _is_watcher(source: str) -> bool:
    """Whether a name is a body's that ends as an outlet's could (Human Rights Watch, Reporters Without Borders)."""
    named = [word for word in source.split() if word[0].isupper()]
    words = naming_words()
    is_outlet = any(word.lower() in words.media | words.media_names for word in named)
    return len(named) > 1 and source.endswith(named[-1]) and named[-1].lower() in words.watchers and not is_outlet


def of_sources(text: str, found: Sequence[Extraction]) -> list[Extraction]:
    """The claims that a source made: none of a dateline, a byline or a credit, and none that is only awaited."""
    spans = outlet_spans(text)
    made = (place for place, a in enumerate(found) if not _AWAITED.search(text, max(0, a.cue[0] - _NEAR), a.cue[0]))
    kept = [place for place in made if not (spans and is_outlets(spans, found[place].cue, found[place].source))]
    new = {place: k for k, place in enumerate(kept)}
    return [replace(found[k], within=new.get(w) if (w := found[k].within) is not None else None) for k in kept]


def _sentence_claim(text: str, a: Extraction) -> SentenceClaim:
    passing = a.content[0][0] < a.cue[0]
    mention = Mention(a.source, "", passing, a.cue[0], a.within, a.content, a.kind)
    source = text[slice(*a.source)].lower() if a.source else ""
    return SentenceClaim(a.cue, mention, first_person=source in _SELF)


def entry_of(cue: str) -> Cue | None:
    """The lexicon's entry of a cue: the first of its phrases, else of its words; None where it has none."""
    words = [EnglishSignals.fold(word) for word in cue.split()]
    known = lexicon()
    phrases = (known.phrase_at(words, place) for place in range(len(words)))
    readings = (reading.cue for word in words for reading in known.readings.get(word, ()))
    return next((found[1] for found in phrases if found), None) or next(readings, None)


@cache
def learned_extractor() -> LearnedExtractor:
    """The extractor with the weights that the package ships, loaded once."""
    return LearnedExtractor()
