"""A dossier in which every word is an attack gives a sheet with the structure of a peaceful one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.model import Claim, Document, Dossier, Found, Made, Review, Source, Span
from claims.model.facets import Candidate, Event, Facets, Figure, Party, Place, Time
from claims.sheet import render
from claims.sheet.formats import write
from claims.sheet.visible_characters import visible
from tests.sheet.reading import LOOKED_FOR, Node, editor, github

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE: list[str] = json.loads((Path(__file__).parent / "data" / "hostile.json").read_text(encoding="utf-8"))
ATTACKS = [text for text in HOSTILE if visible(text).strip()]


def facets_of(words: Span) -> Facets:
    """Facets of every kind, twice over: whatever is free in them is the words."""
    text: Any = words.exact  # where a record has a code, the sheet takes any string
    figure = Figure(words, text, 1, 2, text, words, words, words, text)
    time = Time(words, text, text, text, text, text, text, text, text, text, text, True, text, text)
    place = Place(words, text, 1, text, 1.0, 1.0, text, 1.0, words, (Candidate(1, text, text),), text)
    party = Party(words, text, text, text, text, text)
    return Facets(
        (figure, replace(figure, min=3, max=3)),
        (time, replace(time, edtf="2016"), replace(time, edtf=None), replace(time, edtf=f"2016/{text}")),
        (place, replace(place, geonames=None, candidates=())),
        (party, replace(party, known=None)),
        Event(words, text, text),
    )


def made_of(text: str) -> Dossier:
    """A dossier whose every free word is `text`, with claims accepted, drafted, rejected and inside each other."""
    body = f"{text} {text} {text}\n\n{text}\n"
    start = body.index(text)
    words = Span(start, start + len(text), text)
    document = Document(
        id=text, sha256=text, language=text, title=text, author=text, publisher=text, url=text,
        published=text, retrieved=text, dateline=text, text=body,
    )  # fmt: skip
    claim = Claim(
        id=text, document=text, source=Source(text, "person", words), cue=words, content=(words, words), mode="mixed",
        within=f"{text}-1", found=Found(rule=text, cue=text, version=text), review=Review("draft", text, text, text),
        facets=facets_of(words),
    )  # fmt: skip
    claims = (
        claim,
        replace(claim, id=f"{text}-1", within=None, review=Review("accepted", text, text, text)),
        replace(claim, id=f"{text}-2", within="?", review=Review("rejected", text, text, text)),
    )
    return Dossier(text, (text,), Made(text, text), (document,), claims)


def skeleton(root: Node) -> list[tuple[str, str]]:
    """The elements of a sheet without what divides words and without code, which some identifiers become."""
    return [
        (node.tag, str(node.attributes.get("dir")))
        for node in root.all()
        if node.tag != "code" and not (node.tag == "span" and node.attributes.get("dir") in {None, "ltr"})
    ]


BUILT = re.compile(
    r"https://www\.(geonames\.org/\d+|openstreetmap\.org/\?mlat=[\d.]+&mlon=[\d.]+#map=[\d./]+)"
    r"|geo:[\d.]+,[\d.]+(;u=\d+)?"
)
"""The addresses that the sheet builds by itself: of numbers."""

# An attack is tried in one language of the labels with each parser: what they escape does not depend on it.
PARSERS: list[tuple[Callable[[str], Node], str]] = [(github, "ar"), (editor, "en")]
PEACEFUL = {
    (parser, language): skeleton(parser(render(made_of("word"), lang=language))) for parser, language in PARSERS
}


TRIALS = [(text, *PARSERS[0]) for text in ATTACKS] + [(text, *PARSERS[1]) for text in ATTACKS[::4]]


@pytest.mark.parametrize(
    ("text", "parser", "language"), TRIALS, ids=lambda value: ascii(value) if isinstance(value, str) else ""
)
def test_an_attack_in_every_field_changes_no_structure(text: str, parser: Callable[[str], Node], language: str) -> None:
    root = parser(render(made_of(text), lang=language))
    assert without_outlet(skeleton(root)) == without_outlet(PEACEFUL[parser, language])
    for anchor in root.all("a"):
        address = str(anchor.attributes["href"])
        assert address.startswith(("#fn", "http://evil.example", "https://evil.example")) or BUILT.fullmatch(address)
        assert set(anchor.attributes) <= {"href", "id", "class", "data-footnote-ref", "data-footnote-backref",
                                          "data-footnote-backref-idx", "aria-label"}  # fmt: skip
    assert not [run for run in pieces_outside_code(root) if LOOKED_FOR.search(run)]


@pytest.mark.parametrize("text", ATTACKS[::5], ids=ascii)
def test_the_only_image_is_the_sheet_s_own_map(text: str) -> None:
    sheet, beside = (data.decode("utf-8") for data in write(made_of(text), name="n").values())
    assert [str(image.attributes["src"]) for image in github(sheet).all("img")] == ["n.map.svg"]
    assert beside.startswith("<svg ")
    assert not github(render(made_of(text))).all("img")


def without_outlet(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """How many sentences and addresses a text has is its own matter: what counts is which elements there are."""
    return sorted(set(found) - {("a", "None")})


def pieces_outside_code(node: Node) -> list[str]:
    found: list[str] = []
    for part in node.inside:
        if isinstance(part, str):
            found.append(part)
        elif part.tag not in {"code", "pre"}:
            found += pieces_outside_code(part)
    return found


@pytest.mark.parametrize("field", [name for name in Document.__struct_fields__ if name not in {"text", "sha256", "id"}])
def test_no_field_can_close_the_sheet_s_own_elements(field: str) -> None:
    article = Document.from_text("coast-1", "قال سالم إن الماء عاد.\n", "ar")
    evil: dict[str, Any] = {field: '"></div></span><script>alert(1)</script>'}
    root = github(render(Dossier(None, (), Made("1"), (replace(article, **evil),)), lang="ar"))
    assert not root.all("script")
    assert [node.tag for node in root.inside if isinstance(node, Node)] == ["div", "section"]


@settings(max_examples=25)
@given(st.text(min_size=1, max_size=30))
def test_any_text_in_every_field_gives_a_sheet(text: str) -> None:
    sheet = render(made_of(text))
    assert sheet.encode("utf-8").decode("utf-8") == sheet
    assert {node.tag for node in github(sheet).all()} <= {tag for tag, _ in PEACEFUL[github, "ar"]} | {
        "span",
        "code",
        "div",
    }
