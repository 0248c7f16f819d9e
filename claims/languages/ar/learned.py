"""The learned extractor of Arabic: the model's claims as records, with who their sources are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from claims.extraction.attributions import Attribution, claims_of, in_stretches, with_one_kind_each
from claims.extraction.layout_claims import SentenceClaim, attributions
from claims.extraction.neural.extractor import Extraction, Model
from claims.extraction.source_mentions import Mention
from claims.languages.ar.attribution.source_kinds import checked_kind
from claims.languages.ar.attribution.source_names import arabic_names
from claims.languages.ar.attribution.source_resolution import Resolver
from claims.languages.ar.attribution.tokens import tokenize
from claims.languages.ar.cue_lexicon import person_of
from claims.languages.ar.genres.genre_reader import is_first_person, with_layout
from claims.languages.ar.signals import ArabicSignals
from claims.model import Act, Found, Kind, Mode

if TYPE_CHECKING:
    from claims.extraction.antecedent_choice import AntecedentChoice
    from claims.extraction.source_mentions import Resolved
    from claims.languages.ar.attribution.source_names import Names
    from claims.languages.ar.cue_lexicon import Analysis
    from claims.model import Claim, Document

__all__ = ["WEIGHTS", "LearnedExtractor", "learned_extractor"]

WEIGHTS = Path(__file__).parent / "weights" / "attribution.npz"

_DIGITS = 2
"""Of a confidence."""
_SAYING: Act = "state"
_CREDITING: Act = "attribute"


class LearnedExtractor:
    """Finds claims with a trained model; deterministic for one version and one type of machine.

    Args:
        weights: The model's weights.
        names: What is known of names, and where they end; as the package ships it if none is given.
        choice: The ranking of those for whom a mention may stand; as the package ships it if none is given.
    """

    def __init__(
        self, weights: Path = WEIGHTS, names: Names | None = None, choice: AntecedentChoice | None = None
    ) -> None:
        self.model = Model.load(weights, ArabicSignals())
        self._names = arabic_names() if names is None else names
        self._choice = choice
        self._words = self._names.lexicon

    def extract(self, document: Document) -> list[Claim]:
        """The attributed claims of a document, in the order of their cues."""
        return claims_of(document, in_stretches(document.text, self.find))

    def find(self, text: str) -> list[Attribution]:
        """The attributed claims of a text, those of its layout among them, in the order of their cues."""
        found = self.model.extract(text)
        tokens = tokenize(text, self._words)
        in_sentences = [self._sentence_claim(text, a) for a in found]
        resolver = Resolver(tokens, self._names, self._choice)

        def credited(place: int, who: Resolved) -> Attribution:
            return self._attribution(text, found[place], who)

        claims = with_layout(tokens, self._names, in_sentences)
        return with_one_kind_each(attributions(text, claims, resolver, credited))

    def _sentence_claim(self, text: str, a: Extraction) -> SentenceClaim:
        persons = [r.person for word in text[slice(*a.cue)].split() for r in self._words[word].readings if r.finite]
        return SentenceClaim(a.cue, self._mention(text, a), is_first_person(persons))

    def _mention(self, text: str, a: Extraction) -> Mention:
        readings = [reading for word in text[slice(*a.cue)].split() for reading in self._words[word].readings]
        closing = a.content[0][0] < a.cue[0] and not readings
        person = self._quoted_person(text, a) or person_of(readings)
        return Mention(a.source, person, closing, a.cue[0], a.within, a.content)

    def _quoted_person(self, text: str, a: Extraction) -> str:
        """The person of whoever is quoted by a pronoun alone (نقلت الوكالة قوله …); "" where nobody is."""
        grammar = self._words.language.grammar
        cue = self._words[text[slice(*a.cue)].rsplit(maxsplit=1)[-1]]
        if a.source or grammar.frames.relay.isdisjoint((cue.form, cue.bare)):
            return ""
        between = (self._words[word].form for word in text[a.cue[1] : a.content[0][0]].split())
        said = next((form for form in between if form in grammar.frames.relay_said), "")
        feminine, masculine = grammar.writing.third_singular
        return "3fs" if said.endswith(feminine) else "3ms" if said.endswith(masculine) else "3mp" if said else ""

    def _reading(self, cue: str) -> Analysis | None:
        """How the lexicon reads a cue: the first of its words that is known, a finite verb before a noun."""
        readings = [reading for word in cue.split() for reading in self._words[word].readings]
        finite = [reading for reading in readings if reading.finite and reading.third]
        return next(iter(finite or readings), None)

    def _attribution(self, text: str, a: Extraction, who: Resolved) -> Attribution:
        cue = text[slice(*a.cue)]
        reading = self._reading(cue)
        return Attribution(
            found=Found(
                model=self.model.name,
                version=self.model.version,
                confidence=a.confidence,
                source_confidence=round(a.source_confidence * who.confidence, _DIGITS),
                cue=reading.cue.lemma if reading else None,
                rivals=who.rivals,
            ),
            act=cast("Act", reading.cue.act) if reading else self._unread(cue),
            cue=a.cue,
            source=who.mention,
            content=a.content,
            name=who.name,
            kind=cast("Kind", self._kind(text, a.kind if a.source else who.kind, who)),
            mode=cast("Mode", a.mode),
            within=a.within,
            uncertain=who.uncertain,
            relayed_by=who.relayed_by,
        )

    def _kind(self, text: str, kind: str, who: Resolved) -> str:
        """What sort of source a mention's words name; without words, what the resolved name does."""
        if who.mention is None:
            return who.kind
        mention = self._names[text[slice(*who.mention)]]
        meant = self._names[who.name] if who.name else mention
        return checked_kind(kind, mention, meant, self._words)

    def _unread(self, cue: str) -> Act:
        """The act of a cue that is no verb of the lexicon: crediting someone, or saying."""
        return _CREDITING if any(self._words[word].credits for word in cue.split()) else _SAYING


@cache
def learned_extractor() -> LearnedExtractor:
    """The extractor with the weights that the package ships, loaded once."""
    return LearnedExtractor()
