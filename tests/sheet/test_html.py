"""The page of a sheet as text: what it holds, and what it lets nothing do. Browsers are in tests/browser."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Dossier, Review, Span
from claims.sheet import html_markup, view
from claims.sheet.assembly import assemble
from claims.sheet.formats import write
from tests.sheet.making import EXAMPLE, claim, coast_dossier, document, dossier, example, reviewed, span
from tests.sheet.reading import Node, parsed

if TYPE_CHECKING:
    from claims.sheet.sheet_view import Sheet
    from tests.conftest import Golden

HOUSE = Path(__file__).parents[2] / "docs" / "house-style" / "house.html.j2"


def page(found: Dossier, lang: str = "en", template: Path | None = None) -> str:
    return write(found, "html", lang=lang, template=template)["factsheet.html"].decode("utf-8")


def read(text: str) -> Node:
    """The elements of a page; what has no end tag is given one."""
    return parsed(re.sub(r"(<meta [^>]*)>", r"\1/>", text.removeprefix("<!doctype html>\n")).replace("/>/>", "/>"))


def bare(text: str) -> str:
    """A page without its style, script and drawings, which change without the sheet's being another."""
    text = re.sub(r"(<(style|script)\b[^>]*>).*?(</\2>)", r"\1\3", text, flags=re.DOTALL)
    text = re.sub(r'(<div class="drawing"[^>]*>).*?(</div>)', r"\1\2", text, flags=re.DOTALL)
    return re.sub(r"'sha256-[^']*'", "'sha256-…'", text)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_example_looks_as_it_did(language: str, golden: Golden) -> None:
    golden(EXAMPLE.parent / f"example.{language}.html", bare(page(example(), language)))


def test_the_same_records_give_the_same_page() -> None:
    assert page(example()) == page(example())


def test_claims_and_quotations_are_those_of_the_records() -> None:
    found = reviewed(coast_dossier(), c3=Review("rejected"))
    cards = [node for node in read(page(found)).all("article") if "data-claim" in node.attributes]
    quoted = {str(card.attributes["data-claim"]): card.all("blockquote")[0].text for card in cards}
    assert quoted == {each.id: " […] ".join(part.exact for part in each.content) for each in found.claims}


def test_the_whole_article_is_in_the_page() -> None:
    body = next(node for node in read(page(coast_dossier())).all("div") if node.attributes.get("class") == "body")
    for note in body.all("a"):
        note.inside.clear()
    assert [each.text for each in body.all("p")] == coast_dossier().documents[0].text.splitlines()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_link_in_the_page_leads_somewhere(lang: str) -> None:
    root = read(page(reviewed(coast_dossier(), c3=Review("rejected")), lang))
    ids = [str(node.attributes["id"]) for node in root.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    inside = {str(node.attributes["href"])[1:] for node in root.all("a") if str(node.attributes["href"])[0] == "#"}
    named = {name for node in root.all() for name in str(node.attributes.get("aria-labelledby") or "").split()}
    assert inside | named <= set(ids)


def test_a_claim_whose_words_do_not_stand_there_has_no_way_to_them() -> None:
    article = document()
    wrong = replace(claim(article, "قال", "المياه عادت"), content=(Span(3, 8, "xxxxx"),))
    root = read(page(dossier(article, claims=[wrong])))
    assert not [node for node in root.all("a") if node.attributes.get("class") in {"show", "note"}]
    assert root.all("blockquote")[0].text == "xxxxx"


@pytest.mark.parametrize(("lang", "way", "quote"), [("en", "ltr", ("rtl", "ar")), ("ar", "rtl", ("rtl", "ar"))])
def test_languages_and_directions_are_said(lang: str, way: str, quote: tuple[str, str]) -> None:
    root = read(page(coast_dossier(), lang))
    assert root.all("html")[0].attributes == {"lang": lang, "dir": way}
    assert {(node.attributes["dir"], node.attributes["lang"]) for node in root.all("blockquote")} == {quote}


def test_the_policy_allows_the_sheet_s_own_style_and_script_and_nothing_else() -> None:
    root = read(page(example()))
    policy = next(node for node in root.all("meta") if "http-equiv" in node.attributes)
    rules = dict(rule.split(" ", 1) for rule in str(policy.attributes["content"]).split("; "))
    hashed = {
        tag: "'sha256-" + base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode() + "'"
        for tag in ("style", "script")
        for node in root.all(tag)
    }
    assert rules == {
        "default-src": "'none'",
        "style-src": hashed["style"],
        "script-src": hashed["script"],
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    attributes = {name for node in root.all() for name in node.attributes}
    assert not [name for name in attributes if name == "style" or name.startswith("on")]
    head = [node.tag for node in root.all("head")[0].inside if isinstance(node, Node)]
    assert head.index("meta") < head.index("style") < head.index("script")


@pytest.mark.parametrize("lines", ["a\r\nb", "a\n\n\nb  ", "a\rb\t\n"])
def test_a_style_is_hashed_as_a_browser_reads_it(lines: str) -> None:
    assert html_markup.tidy(lines) == "a\nb\n"
    assert html_markup.tidy(html_markup.tidy(lines)) == html_markup.tidy(lines)


@pytest.mark.parametrize("source", ["a { } </style>", "</SCRIPT>", "<!-- x"])
def test_a_style_that_would_end_its_element_is_refused(source: str) -> None:
    with pytest.raises(ClaimsError, match="would end the enclosing element"):
        html_markup.inline([source], "")


def test_the_house_style_replaces_its_blocks_and_keeps_the_rest() -> None:
    plain, styled = page(example()), page(example(), template=HOUSE)
    root = read(styled)
    assert len(root.all("style")) == 2
    assert "#7a1f4b" in root.all("style")[1].text
    desk = next(node for node in root.all("p") if node.attributes.get("class") == "desk")
    assert "second person" in desk.text
    assert (
        bare(styled).split("<body>")[1].split('<p class="desk">')[0]
        == (bare(plain).split("<body>")[1].split('<section id="limits"')[0])
    )


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            '{% extends "factsheet.html.j2" %}\n{% block limits %}{{ titel }}{% endblock %}',
            "house.html.j2:2: .*“titel”",
        ),
        ("<p>\n\n{{ documents[0].paragraphs[0] }}", "house.html.j2:3: .*whole Paragraph"),
        ('{{ inline("gone.css") }}', "gone.css: the style sheet cannot be read"),
        ('{{ inline("../house.css") }}', "../house.css: the style sheet cannot be read"),
    ],
)
def test_a_wrong_template_is_told_with_its_place(tmp_path: Path, source: str, message: str) -> None:
    path = tmp_path / "house.html.j2"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(ClaimsError, match=message):
        page(coast_dossier(), template=path)


@pytest.mark.parametrize("evil", ['"><script>', "' onload='", "</bdi>", "&lt;b&gt;", "\u202e"])
def test_what_a_template_prints_is_text_also_in_an_attribute(tmp_path: Path, evil: str) -> None:
    path = tmp_path / "house.html.j2"
    path.write_text('<p title="{{ title.text }}">{{ title }}{{ title.text | code }}</p>', encoding="utf-8")
    paragraph = parsed(page(coast_dossier(title=evil), template=path)).all("p")[0]
    shown = evil.replace("\u202e", "⟨U+202E⟩")
    assert (paragraph.attributes, paragraph.text) == ({"title": shown}, shown * 2)


def segments(sheet: Sheet) -> list[view.Segment]:
    return [
        segment
        for paragraph in sheet.documents[0].paragraphs
        for sentence in paragraph.sentences
        for segment in sentence.segments
    ]


TEXT = "قال زيد إن عمرا أكد أن الماء عاد. ثم\n\n  ذهب. وجاء «ليلا. هنا» خالد!\nآخر"


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(1, 30)), min_size=3, max_size=12))
def test_spans_that_overlap_and_nest_are_cut_at_all_their_ends(given: list[tuple[int, int]]) -> None:
    article = document(TEXT)
    spans = [Span(start, min(start + length, len(TEXT)), TEXT[start : start + length]) for start, length in given]
    template = claim(article, "قال", "عمرا")
    claims = [
        replace(template, id=f"clm-{number}", cue=spans[number], content=(spans[number - 1], spans[number - 2]))
        for number in range(len(spans))
    ]
    found = segments(assemble(dossier(article, claims=claims), "en"))
    assert "".join(each.words.text for each in found) == "".join(line.strip() for line in TEXT.split("\n"))
    for each in found:
        assert TEXT[each.start : each.end] == each.words.text
        covering = {
            (record.id, role)
            for record in claims
            for role, of_role in (("cue", [record.cue]), ("content", record.content))
            for held in of_role
            if held.end - len(held.exact.lstrip()) <= each.start and each.end <= held.end and held.exact.strip()
        }
        assert {(cover.claim.id, cover.role) for cover in each.covers} == covering
    begun = [begins.id for each in found for begins in each.begins]
    assert sorted(begun) == sorted(each.id for each in claims if each.content[0].exact.strip())


def test_a_sentence_names_the_claims_that_it_touches() -> None:
    sheet = assemble(coast_dossier(), "en")
    sentences = [each for paragraph in sheet.documents[0].paragraphs for each in paragraph.sentences]
    assert [[each.number for each in sentence.claims] for sentence in sentences] == [[1], [2], [3, 4], [5, 6], []]


def test_claims_are_sifted_by_what_they_have_in_common() -> None:
    sheet = assemble(reviewed(example(), c1=Review("accepted"), c2=Review("rejected")), "en")
    found = {each.code: each.choices for each in sheet.filters}
    assert list(found) == [
        "incident", "source", "kind", "status", "event", "date", "place", "party", "content",
    ]  # fmt: skip
    events = [(each.id, len(each.claims)) for each in sheet.events if each.in_full]
    assert [(each.code, len(each.claims)) for each in found["incident"]] == events
    assert [each.code for each in found["date"]] == ["2016"]
    statuses = [(each.code, len(each.claims)) for each in found["status"]]
    assert statuses == [("accepted", 1), ("draft", 8), ("rejected", 1)]
    assert [each.code for each in found["content"]] == ["figures", "times"]
    assert [len(each.claims) for each in found["source"]] == [6, 3]


def test_a_time_stands_apart_from_arabic_text() -> None:
    dated = coast_dossier()
    document = replace(dated.documents[0], published="2024-03-13T05:10:00Z")
    text = page(replace(dated, documents=(document, *dated.documents[1:])), "ar")
    assert '13 مارس 2024 <bdi dir="auto">05:10 UTC</bdi> · ' in text


def test_what_nobody_says_is_no_filter() -> None:
    assert [each.code for each in assemble(coast_dossier(), "en").filters] == ["source", "kind", "status"]
    assert assemble(dossier(document(), claims=[]), "en").filters == ()


def test_a_dossier_without_anything_has_a_page() -> None:
    root = read(page(dossier(claims=[])))
    assert "No claim was found." in root.text
    assert not root.all("form")


def test_a_mention_in_a_text_of_no_known_language_is_marked() -> None:
    article = document("Zaid xabari: daray.", language="xx")
    found = segments(assemble(dossier(article, claims=[claim(article, "xabari", "daray", mention="Zaid")]), "en"))
    assert [(each.words.text, [cover.role for cover in each.covers]) for each in found if each.covers] == [
        ("Zaid", ["source"]),
        ("xabari", ["cue"]),
        ("daray", ["content"]),
    ]
    assert span(article.text, "Zaid") == Span(0, 4, "Zaid")
