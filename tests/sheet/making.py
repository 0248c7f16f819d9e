"""Small dossiers for tests, written as sentences: who, cue and words are found in the text by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from claims.model import Claim, Document, Dossier, Made, Source, Span, claim_id
from claims.store import read_dossier

EXAMPLE = Path(__file__).parent / "data" / "example"

TEXT = (
    "بنغازي – (وكالة الساحل): قال سالم العماري، الناطق باسم البلدية، إن المياه عادت إلى حي الصابري.\n"
    "وأضاف أن ثلاثة آبار أصلحت. وأكد مصدر طبي أن سبعة أشخاص نقلوا إلى المستشفى، نافيا وقوع وفيات.\n"
    "ونقل المصدر عن الشرطة قولها إن الطريق “مغلق حتى الغد”.\n"
    "وتشهد المدينة انقطاعا متكررا للكهرباء منذ أشهر.\n"
)


def example() -> Dossier:
    """The dossier of the seed article, with the ten claims that people read in it."""
    return read_dossier(EXAMPLE)


def document(text: str = TEXT, id: str = "coast-1", **known: str | None) -> Document:
    """An article with what is known about it."""
    return Document.from_text(id, text, known.pop("language", None) or "ar", **known)


def span(text: str, words: str, after: int = 0) -> Span:
    """The first place of the words."""
    start = text.index(words, after)
    return Span.of(text, start, start + len(words))


def claim(
    of: Document, cue: str, *content: str, mention: str | None = None, name: str | None = "", **more: Any
) -> Claim:
    """A claim whose words stand in the document; the source's name is its mention unless given."""
    spans = tuple(span(of.text, words) for words in content)
    named = mention if name == "" else name
    source = Source(named, more.pop("kind", "unnamed"), span(of.text, mention) if mention else None)
    found = more.pop("id", None) or claim_id(of.id, mention, cue, content, 0)
    return Claim(found, of.id, source, span(of.text, cue), spans, more.pop("mode", "indirect"), **more)


def coast(**known: Any) -> tuple[Document, list[Claim]]:
    """An article with a named person, an unnamed source, a claim inside a claim, and a sentence of its own."""
    article = document(**known)
    person = "سالم العماري، الناطق باسم البلدية،"
    outer = claim(
        article, "ونقل", "الطريق “مغلق حتى الغد”", mention="المصدر", name="مصدر طبي", mode="mixed", act="report"
    )
    return article, [
        claim(article, "قال", "المياه عادت إلى حي الصابري", mention=person, kind="person", act="state"),
        claim(article, "وأضاف", "ثلاثة آبار أصلحت", name=person, kind="person", act="add"),
        claim(article, "وأكد", "سبعة أشخاص نقلوا إلى المستشفى", mention="مصدر طبي", act="confirm"),
        claim(article, "نافيا", "وقوع وفيات", name="مصدر طبي", act="deny"),
        outer,
        claim(article, "قولها", "الطريق “مغلق حتى الغد”", mention="الشرطة", kind="organization", within=outer.id),
    ]


def dossier(*documents: Document, claims: list[Claim], title: str | None = None) -> Dossier:
    """A dossier of them."""
    return Dossier(title, ("ar",), Made("0.1.0"), documents, tuple(claims))


def coast_dossier(**known: Any) -> Dossier:
    """The dossier of that article."""
    article, claims = coast(**known)
    return dossier(article, claims=claims)


def reviewed(found: Dossier, **statuses: Any) -> Dossier:
    """The dossier with reviews by the claims' numbers: `reviewed(d, c1=Review("accepted"))`."""
    claims = list(found.claims)
    for key, review in statuses.items():
        number = int(key[1:]) - 1
        claims[number] = replace(claims[number], review=review)
    return replace(found, claims=tuple(claims))
