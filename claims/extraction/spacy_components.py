"""Provide spaCy components that write the results of the plain functions to the Doc.

`nlp.add_pipe("claims_attribution")` is enough for a pipeline. It sets

- `doc._.attributions`: a list of `Attribution`, whose offsets count characters of `doc.text`;
- `doc.spans["claims_source"]`, `["claims_cue"]` and `["claims_content"]`: the same as spans of tokens, widened to whole
  tokens where a tokenizer leaves a mark on a word; a span's `label_` is the name of the rule or model that found it and
  its `id` the attribution's place in the list.

`nlp.add_pipe("claims_sentences")` sets sentence starts, `nlp.add_pipe("claims_quotations")` sets
`doc.spans["quotations"]`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span

from claims.extraction.attributions import Attribution, attributions_of
from claims.extraction.language_registry import extractor_of, language
from claims.model import Document
from claims.text import paragraphs, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def pipeline(tag: str) -> Pipeline:
    """Return a blank spaCy pipeline with the attribution component for a BCP 47 tag's language.

    `extract` does not need it, because it uses no spaCy tokens.

    Raises:
        ClaimsError: if there is no extractor for the language.
    """
    code = language(tag).code
    extractor_of(tag)
    nlp = spacy.blank(code)
    nlp.add_pipe("claims_attribution")
    nlp.max_length = 10**9  # No parser or tagger here, because their memory use grows with each character.
    return nlp


@Pipeline.factory("claims_attribution", assigns=["doc._.attributions", "doc.spans"])
class AttributionComponent:
    """Finds attributed claims with the extractor of the pipeline's language."""

    def __init__(self, nlp: Pipeline, name: str) -> None:
        self.name = name
        self._extractor = extractor_of(nlp.lang or "")
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.attributions` and the span groups."""
        found = attributions_of(self._extractor.extract(Document.from_text("doc", doc.text, doc.lang_)))
        doc._.attributions = found
        doc.spans["claims_source"] = _spans(doc, ((k, a, a.source) for k, a in enumerate(found) if a.source))
        doc.spans["claims_cue"] = _spans(doc, ((k, a, a.cue) for k, a in enumerate(found)))
        doc.spans["claims_content"] = _spans(doc, ((k, a, c) for k, a in enumerate(found) for c in a.content))
        return doc


@Pipeline.component("claims_sentences", assigns=["token.is_sent_start"])
def sentence_component(doc: Doc) -> Doc:
    """Set sentence starts by the language's closing marks, outside quotations, and at line ends."""
    starts = {start for start, _ in language(doc.lang_).sentences(doc.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


@Pipeline.component("claims_quotations", assigns=["doc.spans"])
def quotation_component(doc: Doc) -> Doc:
    """Set `doc.spans["quotations"]`: the quoted words with their marks; the label is `closed` or `unclosed`."""
    prefixes = language(doc.lang_).quotation_prefixes
    found = [q for start, end in paragraphs(doc.text) for q in quotations(doc.text, start, end, prefixes=prefixes)]
    spans = (
        doc.char_span(q.start, q.end, label="closed" if q.closed else "unclosed", alignment_mode="expand")
        for q in found
    )
    doc.spans["quotations"] = [span for span in spans if span is not None]
    return doc


def _spans(doc: Doc, pieces: Iterable[tuple[int, Attribution, tuple[int, int]]]) -> list[Span]:
    spans = (
        doc.char_span(start, end, label=a.found.rule or a.found.model or "", span_id=k, alignment_mode="expand")
        for k, a, (start, end) in pieces
    )
    return [span for span in spans if span is not None]
