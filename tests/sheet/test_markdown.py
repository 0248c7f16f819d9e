"""The escaping for Markdown, attacked: whatever the text, it is read back as that text and nothing else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from claims.sheet.markdown_markup import code, code_block, escape, isolated, link, quoted
from claims.sheet.view import Words
from claims.sheet.visible_characters import visible
from tests.sheet.reading import LOOKED_FOR, Node, editor, github

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE: list[str] = json.loads((Path(__file__).parent / "data" / "hostile.json").read_text(encoding="utf-8"))

PARSERS = {"github": github, "editor": editor}

PLACES = {
    "paragraph": ("{}\n", {"p"}, "p"),
    "after a paragraph": ("text\n{}\n", {"p"}, None),
    "heading": ("## {}\n", {"h2"}, "h2"),
    "item": ("- {}\n", {"ul", "li"}, "li"),
    "quotation": ("> {}\n", {"blockquote", "p"}, "p"),
    "cell": ("| a | b |\n|---|---|\n| {} | x |\n", {"table", "thead", "tbody", "tr", "th", "td"}, "td"),
    "bold": ("so **{}** it is\n", {"p", "strong"}, "strong"),
    "link": ("[{}](<https://good.example/>)\n", {"p", "a"}, "a"),
    "footnote": (
        "x[^good]\n\n[^good]: {}\n",
        {"p", "sup", "a", "section", "ol", "li", "hr"},
        None,
    ),
}


def check(node: Node, tags: set[str]) -> None:
    """Only the tags of the place and the spans that divide; nothing left for those that read finished text."""
    assert {each.tag for each in node.all()} <= tags | {"span"}
    assert all(not each.attributes for each in node.all("span"))
    assert not [run for run in node.runs() if LOOKED_FOR.search(run)]


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_read_as_itself_in_every_place(text: str, parser: Callable[[str], Node]) -> None:
    for frame, tags, holder in PLACES.values():
        node = parser(frame.format(escape(text)))
        check(node, tags)
        if holder and (held := node.all(holder)):
            assert held[0].text == visible(text)
        else:
            assert visible(text) in node.text


MARKS = list("*_`[]()<>#&!|~^$@:/\\.-+=\"' \n1a")


def texts() -> st.SearchStrategy[str]:
    pieces = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=4), st.sampled_from(MARKS))
    return st.lists(pieces, max_size=8).map("".join)


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@given(text=texts())
@example(text="\\")
def test_any_text_is_read_as_itself(parser: Callable[[str], Node], text: str) -> None:
    node = parser(escape(text) + "\n")
    check(node, {"p"})
    assert node.text.removesuffix("\n") == visible(text)


@given(texts(), texts())
def test_two_texts_side_by_side_make_no_markup(first: str, second: str) -> None:
    for parser in PARSERS.values():
        node = parser(escape(first) + escape(second) + "\n")
        assert {each.tag for each in node.all()} <= {"p", "span"}
        assert node.text.removesuffix("\n") == visible(first) + visible(second)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_reads_hostile_text_as_itself() -> None:
    texts = [text for text in HOSTILE if visible(text).strip()]
    source = "\n\n".join(f"x{escape(text)}\n\n{escape(text)}" for text in texts)
    run = subprocess.run(
        ["pandoc", "--from=markdown", "--to=json"], input=source.encode(), capture_output=True, check=True, timeout=60
    )
    blocks = json.loads(run.stdout)["blocks"]
    assert [_plain(block) for block in blocks] == [
        line for text in texts for line in (_spaced("x" + visible(text)), _spaced(visible(text)))
    ]


def _spaced(text: str) -> str:
    return re.sub("[ \u00a0]+", " ", text).strip()


def _plain(block: dict[str, object]) -> str:
    """The text of a paragraph of pandoc's that holds words, spaces and bare spans alone."""
    assert block["t"] == "Para", block
    return _spaced(_inlines(block["c"]))


def _inlines(inlines: object) -> str:
    assert isinstance(inlines, list)
    read = ""
    for each in inlines:
        if each["t"] == "Span":
            assert each["c"][0] == ["", [], []]
            read += _inlines(each["c"][1])
        else:
            assert each["t"] in {"Str", "Space", "SoftBreak"}, each
            read += each.get("c", " ")
    return read


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("قال المصدر إن العملية مستمرة.", "قال المصدر إن العملية مستمرة."),
        ("تنظيم “داعش” (المحظور في روسيا)", "تنظيم “داعش” (المحظور في روسيا)"),
        ("ديسمبر/ كانون الأول، 80 كم", "ديسمبر/ كانون الأول، 80 كم"),
        ("10% – من 2.5 إلى 3,000", "10% – من 2.5 إلى 3,000"),
        ("AT&T; a-b", "AT\\&T; a-b"),
        ("1. نعم", "1\\. نعم"),
        ("a@b.example", "a<span>@</span>b.example"),
        ("$5", "<span>\\$</span>5"),
        ("\u202eabc", "⟨U+202E⟩abc"),
        (" x ", "&#32;x&#32;"),
    ],
)
def test_ordinary_text_stays_readable(text: str, written: str) -> None:
    assert escape(text) == written


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("around", ["ltr", "rtl"])
def test_code_is_read_letter_for_letter(text: str, around: str) -> None:
    node = github(f"x {code(text, around)} y\n")
    assert {each.tag for each in node.all()} <= {"p", "code", "span"}
    assert node.all("code")[0].text == visible(text)


@given(st.lists(texts(), max_size=3))
def test_a_code_block_cannot_be_left(lines: list[str]) -> None:
    node = github(f"{code_block(lines)}\n\nafter\n")
    assert [each.tag for each in node.all()] == ["pre", "code", "p"]
    assert node.all("code")[0].text == "".join(visible(line) + "\n" for line in lines)


@pytest.mark.parametrize(
    ("language", "attributes"),
    [
        ("ar", {"dir": "rtl", "lang": "ar"}),
        ("ar-LY", {"dir": "rtl", "lang": "ar-LY"}),
        ("en", {"dir": "ltr", "lang": "en"}),
        (None, {"dir": "auto"}),
        ('x" onload="y', {"dir": "auto"}),
        ("ar><script>", {"dir": "auto"}),
        ("", {"dir": "auto"}),
    ],
)
def test_words_stand_apart_in_their_language(language: str | None, attributes: dict[str, str]) -> None:
    node = github(f"x {isolated(Words('a *b*', language))} y\n")
    assert [(each.tag, each.attributes) for each in node.all()] == [("p", {}), ("span", attributes)]
    assert node.all("span")[0].text == "a *b*"


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()], ids=ascii)
@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
def test_a_quotation_cannot_be_left(text: str, parser: Callable[[str], Node]) -> None:
    source = quoted([Words(text, "ar"), Words("نعم", "ar")], "clm-1")
    node = parser(f"{source}\n\n[^clm-1]: note\n")
    (block,) = node.all("blockquote")
    assert visible(text) + " […] نعم" in block.text
    assert [each.attributes for each in node.all("div")] == [{"dir": "rtl", "lang": "ar"}]


@pytest.mark.parametrize(
    ("text", "language", "mark"),
    [
        ("نعم", "ar", ""),
        ("CNN قالت", "ar", "&rlm;"),
        ("10", "ar", "&rlm;"),
        ("yes", "en", ""),
        ("نعم", "en", "&lrm;"),
        ("نعم", None, ""),
    ],
)
def test_a_quotation_runs_in_its_language_from_the_first_letter(text: str, language: str | None, mark: str) -> None:
    assert f"> {mark}{text}[^n]" in quoted([Words(text, language)], "n")


def test_a_link_goes_where_the_view_says_and_shows_its_text() -> None:
    node = github(link("a ](http://evil.example)", "https://good.example/?a=1&copy=2|x") + "\n")
    (anchor,) = node.all("a")
    assert anchor.attributes == {"href": "https://good.example/?a=1&copy=2%7Cx"}
    assert anchor.text == "a ](http://evil.example)"


def test_without_an_address_a_link_is_its_text() -> None:
    assert link("a*b", None) == "a\\*b"
    assert link(Markup("`x`"), None) == "`x`"
