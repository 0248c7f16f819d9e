"""The dossier of thirty-two articles, and what a person reads in it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from claims.extraction import registered
from claims.languages.ar import LANGUAGE
from claims.languages.ar.rule_extractor import RuleExtractor
from claims.model import Claim, Document, Dossier, Made, Source, Span, claim_id
from claims.model.facets import Facets, Figure, Place
from claims.workflow.extraction_run import Extracted, extract_all

DATA = Path(__file__).parent / "data"


def table(name: str) -> dict[str, Any]:
    """A data file's content."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def monitored() -> Dossier:
    """All articles with their claims; nothing has been compared.

    The claims are those that the rules find: what is expected of the comparison was written down for them.
    """
    with registered(replace(LANGUAGE, make_extractor=RuleExtractor)):
        extracted = list(extract_all([DATA / "articles"]))
    read = [each for each in extracted if isinstance(each, Extracted)]
    assert len(read) == len(extracted) == 30
    documents = [each.document for each in read]
    claims = [claim for each in read for claim in each.claims]
    by_hand = table("english.toml")
    for written in by_hand["document"]:
        document = Document.from_text(
            written["id"], written["text"].lstrip(), "en", **{k: written[k] for k in ("publisher", "url", "published")}
        )
        documents.append(document)
        claims += [_claim(document, claim, by_hand["places"]) for claim in written["claim"]]
    return Dossier("Sabha, Ramadi, Suwayda", ("ar", "en"), Made("test"), tuple(documents), tuple(claims))


def _claim(document: Document, written: dict[str, Any], places: dict[str, Any]) -> Claim:
    def span(words: str) -> Span:
        start = document.text.index(words)
        return Span.of(document.text, start, start + len(words))

    content, source = span(written["content"]), written["source"]
    figures = tuple(
        Figure(span(each["words"]), each["what"], each["number"], each["number"], "exact", None, None, None, "hand")
        for each in written.get("figures", ())
    )
    facets = Facets(figures=figures, places=tuple(_place(span, written, places)))
    return Claim(
        id=claim_id(document.id, source["name"], written["cue"], [written["content"]], 0),
        document=document.id,
        source=Source(source["name"], source["kind"], span(source["name"])),
        cue=span(written["cue"]),
        content=(content,),
        mode="indirect",
        act=written["act"],
        facets=facets,
    )


def _place(span: Any, written: dict[str, Any], places: dict[str, Any]) -> list[Place]:
    name = written.get("place")
    if name is None:
        return []
    known = places[name]
    start = written["content"].index(name)
    words = span(written["content"])
    inside = Span(words.start + start, words.start + start + len(name), name)
    return [
        Place(
            inside,
            name,
            known["geonames"],
            known["country"],
            known["lat"],
            known["lon"],
            "place",
            5.0,
            None,
            (),
            "hand",
        )
    ]


def pointed_to(dossier: Dossier, pointers: list[str]) -> list[str]:
    """The ids of the claims that pointers such as `a01 a02: words` mean."""
    found = []
    for pointer in pointers:
        where, words = pointer.split(": ", 1)
        found += [_holding(dossier, document, words) for document in where.split()]
    return found


def _holding(dossier: Dossier, document: str, words: str) -> str:
    holding = [
        claim
        for claim in dossier.claims
        if claim.document == document and words in " … ".join(p.exact for p in claim.content)
    ]
    assert holding, f"no claim of {document} holds {words!r}"
    outer = {claim.within for claim in holding}
    return next(claim.id for claim in holding if claim.id not in outer)


def pairs(groups: list[list[str]]) -> set[tuple[str, str]]:
    """Every two claims of one group."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}
