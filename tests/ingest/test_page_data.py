"""Words that stand only in a page's data (JSON-LD), because a script shows them: entries of live pages, articles."""

import json
import logging
from pathlib import Path

import pytest

from claims.ingest import read
from tests.ingest.made import PARAGRAPHS, page, saved

ENTRIES = (
    ("إغلاق المعبر", "أعلنت هيئة المعابر أن معبر رأس جدير أغلق أمام المسافرين حتى إشعار آخر بسبب الأحوال الجوية."),
    ("", "قال المتحدث باسم البلدية كريم ناصر إن فرق الإنقاذ وصلت إلى الحي وأجلت سبعين عائلة قبل المساء."),
    ("وصول المساعدات", "أكدت منظمة الإغاثة أن أول قافلة وصلت إلى المدينة وعلى متنها أدوية تكفي ثلاثة أسابيع."),
)
UPDATES = [
    {"@type": "BlogPosting", "headline": title, "articleBody": words, "datePublished": f"2024-03-02T1{at}:00:00Z"}
    for at, (title, words) in enumerate(ENTRIES)
]
LIVE = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": "السيول لحظة بلحظة"}
BLOCKS = [block for entry in ENTRIES for block in entry if block]


def script(data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def blocks(folder: Path, source: str) -> list[str]:
    return read(saved(folder / "a.html", source)).text.removesuffix("\n").split("\n\n")


def test_entries_only_in_the_data_are_read_and_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "claims")
    source = page(PARAGRAPHS[0], head=script(LIVE | {"liveBlogUpdate": UPDATES}))
    assert blocks(tmp_path, source) == [PARAGRAPHS[0], *BLOCKS]
    assert f"{tmp_path / 'a.html'}: 3 × entry only in the page's data (JSON-LD), and read from there" in caplog.messages


def test_an_entry_that_the_page_shows_is_read_once(tmp_path: Path) -> None:
    shown = page(PARAGRAPHS[0], ENTRIES[0][1], head=script({"@graph": [LIVE | {"liveBlogUpdate": UPDATES}]}))
    found = blocks(tmp_path, shown)
    assert found == [PARAGRAPHS[0], ENTRIES[0][1], *BLOCKS[2:]]


@pytest.mark.parametrize(
    "written",
    [
        lambda words: f"<p>{words[:40]}<b>{words[40:]}</b></p>",
        lambda words: words.replace(" ", "&nbsp;"),
        lambda words: f"{words}<br><br>",
    ],
    ids=["paragraphs", "codes", "line ends"],
)
def test_markup_in_the_data_is_no_part_of_the_words(tmp_path: Path, written: object) -> None:
    updates = [update | {"articleBody": written(update["articleBody"])} for update in UPDATES]  # type: ignore[operator]
    assert blocks(tmp_path, page(PARAGRAPHS[0], head=script(LIVE | {"liveBlogUpdate": updates})))[1:] == BLOCKS


def test_an_article_that_a_script_shows_is_read_from_the_data(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "claims")
    data = {"@type": "NewsArticle", "headline": "عودة السكان", "articleBody": "\n".join(PARAGRAPHS)}
    empty = f"<!DOCTYPE html><html lang=ar><head>{script(data)}</head><body><div id=root></div></body></html>"
    document = read(saved(tmp_path / "a.html", empty))
    assert document.text == "\n\n".join(PARAGRAPHS) + "\n"
    assert document.title == "عودة السكان"
    assert any("a.html: the article is only in the page's data (JSON-LD)" in message for message in caplog.messages)


def test_an_article_that_the_page_shows_is_read_from_the_page(tmp_path: Path) -> None:
    data = {"@type": "NewsArticle", "articleBody": " ".join(PARAGRAPHS) + " اقرأ أيضا: مقال آخر عن شيء آخر."}
    assert blocks(tmp_path, page(head=script(data))) == list(PARAGRAPHS)


def test_data_on_another_article_are_not_read(tmp_path: Path) -> None:
    others = [
        {"@type": "NewsArticle", "headline": str(at), "articleBody": words} for at, (_, words) in enumerate(ENTRIES)
    ]
    assert blocks(tmp_path, page(PARAGRAPHS[0], head=script(others))) == [PARAGRAPHS[0]]


@pytest.mark.parametrize("broken", [{"liveBlogUpdate": "later"}, {"liveBlogUpdate": [3, {"articleBody": ["a"]}]}, {}])
def test_damaged_data_do_no_harm(tmp_path: Path, broken: dict[str, object]) -> None:
    assert blocks(tmp_path, page(PARAGRAPHS[0], head=script(LIVE | broken))) == [PARAGRAPHS[0]]
