"""Toki, a language of a few words: `NAME says: WORDS.` is a claim, `N dead` a figure."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from claims.extraction import Attribution, Language, claims_of
from claims.model import Found, Span
from claims.model.facets import Figure, TextFacets

if TYPE_CHECKING:
    from claims.model import Claim, Document

_CLAIM = re.compile(r"(?P<source>\w+(?: \w+)*) (?P<cue>says): (?P<content>[^.\n]+)")
_DEAD = re.compile(r"(?P<number>\d+) dead")


class TokiExtractor:
    """Finds every `NAME says: WORDS`."""

    def extract(self, document: Document) -> list[Claim]:
        """The claims of a document."""
        return claims_of(document, [_attribution(match) for match in _CLAIM.finditer(document.text)])


def _attribution(match: re.Match[str]) -> Attribution:
    return Attribution(
        found=Found(rule="says", cue="say", version="1"),
        act="state",
        cue=match.span("cue"),
        source=match.span("source"),
        content=(match.span("content"),),
        name=match["source"],
        kind="person",
        mode="indirect",
    )


class TokiFacets:
    """Reads `N dead`."""

    def read(self, text: str, *, published: str | None) -> TextFacets:
        """The facets of a text."""
        return TextFacets(figures=tuple(_figure(text, match) for match in _DEAD.finditer(text)))


def _figure(text: str, match: re.Match[str]) -> Figure:
    number = int(match["number"])
    return Figure(
        span=Span.of(text, *match.span()),
        what="killed",
        min=number,
        max=number,
        bound="exact",
        rule="toki:dead",
    )


CLAIMS_ONLY = Language("tok", files(__name__), TokiExtractor)
TOKI = Language("tok", files(__name__), TokiExtractor, TokiFacets)
