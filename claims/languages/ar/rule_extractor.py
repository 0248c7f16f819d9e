"""The extractor of Arabic that works by rules alone: those of sentences and those of an article's layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extraction.attributions import claims_of, in_stretches
from claims.extraction.layout_claims import SentenceClaim, attributions
from claims.languages.ar.attribution.rule_finder import credited, finder
from claims.languages.ar.attribution.source_resolution import Resolver
from claims.languages.ar.attribution.tokens import tokenize
from claims.languages.ar.genres.genre_reader import is_first_person, with_layout

if TYPE_CHECKING:
    from claims.extraction.attributions import Attribution
    from claims.languages.ar.attribution.rule_finder import RuleClaim
    from claims.languages.ar.attribution.tokens import Tokens
    from claims.model import Claim, Document


class RuleExtractor:
    """Finds claims by rules. Keeps no state of a text."""

    def extract(self, document: Document) -> list[Claim]:
        """The attributed claims of a document, in the order of their cues."""
        return claims_of(document, in_stretches(document.text, self.find))

    def find(self, text: str) -> list[Attribution]:
        """The attributed claims of a text, in the order of their cues."""
        rules = finder()
        tokens = tokenize(text, rules.names.lexicon, lead_in=True)
        found = rules.claims(tokens)
        in_sentences = [_sentence_claim(tokens, claim) for claim in found]
        by_line = tokenize(text, rules.names.lexicon)  # a quotation after a colon begins a line of its own here
        claims = with_layout(by_line, rules.names, in_sentences)
        resolver = Resolver(tokens, rules.names)
        return attributions(text, claims, resolver, lambda place, who: credited(tokens, found[place], who))


def _sentence_claim(tokens: Tokens, claim: RuleClaim) -> SentenceClaim:
    return SentenceClaim(tokens.offsets(claim.head.cue), claim.mention, is_first_person([claim.head.person]))
