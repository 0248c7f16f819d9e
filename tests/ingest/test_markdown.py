from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest import read
from claims.ingest.markdown_text import text_of
from tests.ingest.made import saved

CASES = sorted(Path(__file__).parent.glob("markdown/*.md"))


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_markdown_becomes_what_a_reader_sees(case: Path) -> None:
    assert read(case).text == case.with_suffix(".txt").read_text(encoding="utf-8")


@given(st.text())
def test_any_text_is_markdown(source: str) -> None:
    text = text_of(source).text
    assert text == text.strip("\n") + "\n" * bool(text)


@given(st.text(alphabet="قالمصدر،. \n\t"))
def test_no_word_of_plain_prose_is_lost(source: str) -> None:
    assert text_of(source).text.split() == source.split()


BODY = "قال الناطق باسم البلدية إن الجسر أغلق أمام المارة.\n"
CLIPPED = {
    "obsidian": (
        """title: "إغلاق الجسر"
source: "https://n.example/2024/bridge"
author:
  - "[[سامي الورفلي]]"
published: 2024-03-01
created: 2024-03-02
description: "وصف"
tags:
  - "clippings"
""",
        {
            "title": "إغلاق الجسر",
            "url": "https://n.example/2024/bridge",
            "author": "سامي الورفلي",
            "published": "2024-03-01",
            "retrieved": "2024-03-02",
        },
    ),
    "markdownload": (
        """created: 2024-03-02T10:00:00 (UTC +02:00)
tags: [أخبار]
source: https://n.example/2024/bridge
author: سامي الورفلي ومنى القماطي
""",
        {
            "url": "https://n.example/2024/bridge",
            "author": "سامي الورفلي ومنى القماطي",
            "retrieved": "2024-03-02T10:00:00+02:00",
        },
    ),
    "time with its zone, an object and a list": (
        """Title: إغلاق الجسر
Authors: [{name: سامي الورفلي}, {name: منى القماطي}]
Date: 2024-03-01T18:30:00+02:00
link: "[الخبر](https://n.example/2024/bridge)"
lang: ar-LY
site: صحيفة الجسر
""",
        {
            "title": "إغلاق الجسر",
            "author": "سامي الورفلي, منى القماطي",
            "publisher": "صحيفة الجسر",
            "url": "https://n.example/2024/bridge",
            "published": "2024-03-01T18:30:00+02:00",
            "language": "ar-LY",
        },
    ),
    "no YAML, for the colon in the title": (
        """title: [عاجل] ليبيا: إغلاق الجسر
url: <https://n.example/2024/bridge>
author:
  - سامي الورفلي
  - منى القماطي
date: 1 March 2024
""",
        {
            "title": "[عاجل] ليبيا: إغلاق الجسر",
            "url": "https://n.example/2024/bridge",
            "author": "سامي الورفلي, منى القماطي",
            "published": "2024-03-01",
        },
    ),
    "dates in words": (
        "date: Fri, March 1, 2024\nretrieved: 2 Mar. 2024\n",
        {"published": "2024-03-01", "retrieved": "2024-03-02"},
    ),
    "a time without a zone, and a mail's date": (
        "date: 2024-03-01 18:30:00\nretrieved: Sat, 02 Mar 2024 10:00:00 GMT\nurl: not an address\n",
        {"published": "2024-03-01", "retrieved": "2024-03-02T10:00:00Z"},
    ),
}


@pytest.mark.parametrize("name", CLIPPED)
def test_the_metadata_of_a_clipped_page_is_read(tmp_path: Path, name: str) -> None:
    matter, expected = CLIPPED[name]
    document = read(saved(tmp_path / "a.md", f"---\n{matter}---\n\n{BODY}"))
    fields = ("title", "author", "publisher", "url", "published", "retrieved")
    found = {field: value for field in fields if (value := getattr(document, field)) is not None}
    assert found == {field: value for field, value in expected.items() if field != "language"}
    assert document.language == expected.get("language", "ar")
    assert document.text == BODY
    assert {one.found for one in document.provenance} <= {"properties", "detected"}


def test_toml_is_read_and_the_headline_is_not_repeated(tmp_path: Path) -> None:
    source = f"+++\ntitle = 'إغلاق الجسر'\ndate = 2024-03-01\n+++\n# إغلاق الجسر\n\n{BODY}"
    document = read(saved(tmp_path / "a.md", source))
    assert (document.title, document.published, document.text) == ("إغلاق الجسر", "2024-03-01", BODY)


@pytest.mark.parametrize(
    "top",
    [
        '{\n  "title": "إغلاق الجسر",\n  "date": "2024-03-01"\n}\n',
        "% إغلاق الجسر\n% سامي الورفلي\n% 2024-03-01\n",
        "title:: إغلاق الجسر\ndate:: 2024-03-01\n",
    ],
)
def test_metadata_in_other_forms_are_read(tmp_path: Path, top: str) -> None:
    document = read(saved(tmp_path / "a.md", f"{top}\n{BODY}"))
    assert (document.title, document.published, document.text) == ("إغلاق الجسر", "2024-03-01", BODY)


PROGRAMS = {
    "pandoc": f"::: {{dir=rtl}}\n\n{BODY}\n:::\n",
    "a title of a division": f":::note {BODY}:::\n",
    "Hugo": f'{{{{< figure src="a.jpg" title="صورة" >}}}}\n\n{{{{% notice info %}}}}\n{BODY}{{{{% /notice %}}}}\n',
    "Jekyll": f"{{% include ad.html %}}\n\n{BODY}",
    "a list of tasks": f"- [x] {BODY}",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_marks_of_programs_that_make_pages_are_no_words(name: str) -> None:
    assert text_of(PROGRAMS[name]).text.strip() == BODY.strip()


SAID = "الوزير: الجسر مغلق أمام المارة والسيارات حتى نهاية الشهر الجاري."


@pytest.mark.parametrize("source", [f"---\n{SAID}\n\n{BODY}---\n", f"---\n{SAID}\n---\n{BODY}"])
def test_prose_with_a_colon_between_rules_is_no_metadata(source: str) -> None:
    assert SAID in text_of(source).text.replace("---", "")
    assert BODY.strip() in text_of(source).text


@pytest.mark.parametrize(
    "source",
    [
        f"---\n{BODY}\n---\n",  # a paragraph between two rules
        f"---\n---\n{BODY}",
        f"\n---\na: &a [1]\nb: *a\ndate: soon\n---\n{BODY}",
    ],
)
def test_no_words_of_the_article_are_taken_for_metadata(source: str) -> None:
    assert text_of(source).text == BODY
    assert text_of(source).known == {}


NOTES = {
    "قال الوزير: «الجسر[^1] مغلق».[^2]\n\n[^1]: انظر الخريطة.\n[^2]: https://n.example\n": "قال الوزير: «الجسر مغلق».",
    "قال الوزير: «الجسر[^7] مغلق».\n": "قال الوزير: «الجسر مغلق».",
    "قال الوزير: «الجسر[[1]](https://n.example/a#cite_note-1) مغلق».\n": "قال الوزير: «الجسر مغلق».",
    "قال الوزير: «الجسر<sup>[2]</sup> مغلق».\n": "قال الوزير: «الجسر مغلق».",
    "قال الوزير: «الجسر^[انظر الخريطة] مغلق».\n": "قال الوزير: «الجسر مغلق».",
    "مساحته 5 كم<sup>2</sup> فقط، وفيه [12](https://n.example/12) غرفة.\n": "مساحته 5 كم² فقط، وفيه 12 غرفة.",
    "الكود `a[^1]` هنا و[رابط](https://n.example/a) هناك.\n": "الكود a[^1] هنا ورابط هناك.",
}


@pytest.mark.parametrize("source", NOTES)
def test_marks_of_footnotes_are_not_part_of_a_quotation(source: str) -> None:
    assert text_of(source).text == NOTES[source] + "\n"


QUOTED = {
    "قالت الوزيرة في بيان:\n\n> الجسر مغلق.\n>\n> العمل مستمر.\n\nومضت.\n": (
        "قالت الوزيرة في بيان:\n\n“الجسر مغلق.\n\n“العمل مستمر.”\n\nومضت.\n"
    ),
    "قالت الوزيرة:\n\n> «الجسر مغلق»\n": "قالت الوزيرة:\n\n«الجسر مغلق»\n",
    "ملخص\n\n> قالت الوزيرة إن الجسر مغلق.\n": "ملخص\n\nقالت الوزيرة إن الجسر مغلق.\n",
}


@pytest.mark.parametrize("source", QUOTED)
def test_a_block_to_which_a_colon_leads_is_a_quotation(source: str) -> None:
    assert text_of(source).text == QUOTED[source]
