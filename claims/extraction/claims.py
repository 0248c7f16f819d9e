"""From a document to its claim records."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

import spacy
from msgspec.structs import replace

import claims.extraction.spacy_components  # noqa: F401 - registers the spaCy factories
from claims import __version__
from claims.languages import language
from claims.model import Act, Claim, Document, Found, Kind, Mode, Source, Span, derived_ids

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

    from claims.languages.ar.attribution.rule_finder import Attribution


_VOCABULARY = 300_000


@cache
def pipeline(code: str) -> Pipeline:
    """A blank spaCy pipeline of a language with the attribution component in it.

    Raises:
        ClaimsError: where claims cannot be found in the language.
    """
    nlp = spacy.blank(language(code).code)
    nlp.add_pipe("claims_attribution")
    nlp.max_length = 10**9  # no parser or tagger here: what costs memory per character is not in the pipeline
    return nlp


def extract(document: Document) -> list[Claim]:
    """The attributed claims of a document, in the order of their cues.

    Deterministic: the same text and version give the same records. The pipeline is made anew when its vocabulary, which
    spaCy lets grow with every new word, has grown large: so a long stream of articles takes constant memory.

    Raises:
        ClaimsError: where claims cannot be found in the document's language.
    """
    nlp = pipeline(language(document.language).code)
    found: list[Attribution] = nlp(document.text)._.attributions
    if len(nlp.vocab.strings) > _VOCABULARY:
        pipeline.cache_clear()
    claims = [_claim(document, a) for a in found]
    ids = derived_ids(claims)
    within = (None if a.within is None else ids[a.within] for a in found)
    return [replace(c, id=i, within=w) for c, i, w in zip(claims, ids, within, strict=True)]


def _claim(document: Document, a: Attribution) -> Claim:
    def span(offsets: tuple[int, int]) -> Span:
        return Span.of(document.text, *offsets)

    return Claim(
        id="",
        document=document.id,
        source=Source(a.name, cast("Kind", a.kind), span(a.source) if a.source else None),
        cue=span(a.cue),
        content=tuple(span(c) for c in a.content),
        mode=cast("Mode", a.mode),
        act=cast("Act", a.act),
        found=Found(rule=a.rule, cue=a.lemma, version=__version__),
    )
