"""A claim that announces a list has its items as parts of its content, in every language."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from claims.extraction.announced_lists import with_lists
from claims.extraction.attributions import Attribution
from claims.languages.ar.learned import learned_extractor as arabic
from claims.languages.en.learned import learned_extractor as english
from claims.model import Document, Found

# The lines after "The panel found this:", and which of them are the claim's.
LISTS = {
    "numbers": ("1. Guards fired.\n2. Two died.\n", ["Guards fired", "Two died"]),
    "numbers in brackets, blank lines": ("(1) Guards fired.\n\n(2) Two died.\n", ["Guards fired", "Two died"]),
    "Arabic digits": ("١- أطلق الحراس النار.\n٢- قتل اثنان.\n", ["أطلق الحراس النار", "قتل اثنان"]),
    "letters": ("a) Guards fired.\nb) Two died.\n", ["Guards fired", "Two died"]),
    "dashes, until the text goes on": (
        "- Guards fired.\n- Two died.\nThe ministry disagrees.\n",
        ["Guards fired", "Two died"],
    ),
    "marks of another sort are another list": (
        "- Guards fired.\n- Two died.\n• Read more\n",
        ["Guards fired", "Two died"],
    ),
    "a line of dashes says nothing": ("- Guards fired.\n---\n- Two died.\n", ["Guards fired", "Two died"]),
    "one line is no list": ("- Guards fired.\nThe ministry disagrees.\n", []),
    "decimals are no marks": ("3.5 million fled.\n2.1 million returned.\n", []),
    "ranges": ("10-12 died.\n20-25 fled.\n", []),
    "dates": ("12/5/2024 guards fired.\n13/5/2024 two died.\n", []),
    "no marks": ("Guards fired.\nTwo died.\n", []),
}


def made(text: str, words: str, rule: str | None = None, cue: str = "found") -> Attribution:
    start = text.index(words)
    at = text.index(cue)
    return Attribution(
        Found(version="1", rule=rule),
        "state",
        (at, at + len(cue)),
        None,
        ((start, start + len(words)),),
        None,
        "organization",
        "indirect",
    )


@pytest.mark.parametrize("name", LISTS)
def test_items_are_parts_of_the_content(name: str) -> None:
    lines, items = LISTS[name]
    text = f"The panel found this:\n\n{lines}"
    [claim] = with_lists(text, [made(text, "this")])
    assert [text[slice(*part)] for part in claim.content] == ["this", *items]


def test_a_quotation_ends_with_its_marks() -> None:
    text = 'The panel found "this":\n- Guards fired.\n- Two died.\n'
    claim = replace(made(text, "this"), mode="direct")
    assert with_lists(text, [claim]) == [claim]


def test_a_list_of_live_reports_is_nobodys() -> None:
    text = "The panel found this:\n- The army: two died\n- The mayor: nobody died\n"
    ticker = made(text, "two died", rule="ticker", cue="army")
    assert with_lists(text, [made(text, "this"), ticker]) == [made(text, "this"), ticker]


def test_what_an_item_reports_is_part_of_the_list() -> None:
    text = "The panel found this:\n- The mayor said nobody died\n- Two died\n"
    assert [a.within for a in with_lists(text, [made(text, "this"), made(text, "nobody died", cue="said")])] == [
        None,
        0,
    ]


def test_whole_articles() -> None:
    text = "وأكد وزير الداخلية سالم الورد ما يلي:\n1- إغلاق المعبر.\n2- فتح تحقيق في مقتل ثلاثة.\n"
    [claim] = arabic().extract(Document.from_text("a", text, "ar"))
    assert [part.exact for part in claim.content][1:] == ["إغلاق المعبر", "فتح تحقيق في مقتل ثلاثة"]
    text = "The committee said it had found the following:\n\n1. Guards fired on a crowd.\n2. Two people were killed.\n"
    [claim] = english().extract(Document.from_text("a", text, "en"))
    assert [part.exact for part in claim.content][1:] == ["Guards fired on a crowd", "Two people were killed"]


def test_an_item_announces_none_of_those_beside_it() -> None:
    text = "The panel found:\n" + "- The mayor said this:\n" * 3
    at = [text.index("- ", k) for k in (0, 20, 45)]
    found = [
        Attribution(
            Found(version="1"), "state", (k + 12, k + 16), None, ((k + 17, k + 21),), None, "person", "indirect"
        )
        for k in at
    ]
    assert with_lists(text, found) == found


def test_time_is_linear() -> None:
    def seconds(size: int) -> float:
        text = "The panel found this:\n" + "- Two died.\n" * size
        claim = made(text, "this")
        start = time.process_time()
        with_lists(text, [claim])
        return time.process_time() - start

    seconds(1000)
    assert min(seconds(40_000) for _ in range(3)) < 8 * min(seconds(10_000) for _ in range(3)) + 0.01
