"""What a browser shows of struck-out and hidden words, quotations and small raised letters."""

import logging
from pathlib import Path

import pytest

from claims.ingest import read
from claims.ingest.html_cleaning import blocks_of_fragment
from claims.ingest.markdown_text import text_of
from tests.ingest.made import PARAGRAPHS, page, saved

FRAGMENTS = {
    "<p>قتل <del>ثلاثة</del> <ins>خمسة</ins> أشخاص</p>": ["قتل خمسة أشخاص"],
    "<p>قتل <s>3</s> <strike>4</strike> 5</p>": ["قتل 5"],
    '<p>قتل <span style="text-decoration: underline line-through">3</span> 5</p>': ["قتل 5"],
    '<p>قتل <span style="text-decoration: underline">3</span></p>': ["قتل 3"],
    "<style>.old { text-decoration: line-through }</style><p>قتل <b class='big old'>3</b> 5</p>": ["قتل 5"],
    '<p>أكد<span style="display:none"> لا</span> <i hidden>شيء</i>الخبر</p>': ["أكد الخبر"],
    "<p>قال: <q>نعم <q>ربما</q></q>.</p>": ["قال: “نعم ‘ربما’”."],
    "<p>5 كم<sup>2</sup> و10<sup>[1]</sup> و11<sup><a href='#n'>3</a></sup></p>": ["5 كم² و10 و11"],
    "<p>قتل ١٢<sup>٣</sup> جنديا و7<sup><b>2</b></sup></p>": ["قتل ١٢³ جنديا و7²"],
    "<div>أول<br>ثان</div><p>ثالث</p>": ["أول\nثان", "ثالث"],
    "<table><tr><td>أ</td><td>ب</td></tr><tr><td>ج</td></tr></table>": ["أ\tب", "ج"],
    "<details><summary>عنوان</summary>نص</details>": ["عنوان", "نص"],
    "<!-- <p>لا</p> --><script>x</script>": [],
    "<frameset><html><p>أول</p><div>ثان</div>": ["أول", "ثان"],
}


@pytest.mark.parametrize(("source", "blocks"), FRAGMENTS.items())
def test_a_fragment_is_read_as_it_is_shown(source: str, blocks: list[str]) -> None:
    assert blocks_of_fragment(source) == blocks


def test_that_words_were_struck_out_is_said(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "claims.ingest.html_cleaning")
    blocks_of_fragment("<p><del>ثلاثة</del></p>")
    assert caplog.messages == ["struck-out words were left out of the text"]


def test_a_block_quotation_stands_in_marks_after_the_words_that_lead_to_it(tmp_path: Path) -> None:
    lead = "<p>قال رئيس اللجنة للصحفيين في ختام الاجتماع الذي عقد مساء أمس في العاصمة:</p>"
    quoted = "<blockquote>لن نوقع على هذا الاتفاق.</blockquote>"
    source = page().replace("</article>", f"{lead}{quoted}</article>")
    assert "العاصمة: “لن نوقع على هذا الاتفاق.”" in read(saved(tmp_path / "a.html", source)).text


WORDS = "لن نوقع على هذا الاتفاق قبل نهاية الشهر."
WHO = "سعاد الورفلي، رئيسة اللجنة"
SIGNED = {
    "footer": (f"<blockquote><p>{WORDS}</p><footer>— <cite>{WHO}</cite></footer></blockquote>", f"— {WHO}"),
    "cite": (f"<blockquote>{WORDS}<br><cite>{WHO}</cite></blockquote>", WHO),
    "figure": (f"<figure><blockquote><p>{WORDS}</p></blockquote><figcaption>— {WHO}</figcaption></figure>", f"— {WHO}"),
    "a post": (
        f"<blockquote class='twitter-tweet'><p>{WORDS}</p>— {WHO} <a href=/>مايو</a></blockquote>",
        f"— {WHO}",
    ),
}


@pytest.mark.parametrize("name", SIGNED)
def test_whose_words_a_block_quotation_has_stands_below_it_and_outside_of_its_marks(name: str, tmp_path: Path) -> None:
    quotation, who = SIGNED[name]
    text = read(saved(tmp_path / "a.html", page().replace("</p>", f"</p>{quotation}", 1))).text
    assert f"“{WORDS}”\n\n{who}" in text


@pytest.mark.parametrize("mark", ["class=gmail_quote", "type=cite"])
def test_a_message_that_another_one_answers_is_no_quotation(tmp_path: Path, mark: str) -> None:
    quoted = f"<blockquote {mark}><p>{PARAGRAPHS[0]}</p></blockquote>"
    source = page(PARAGRAPHS[1]).replace("</article>", f"{quoted}</article>")
    assert f"\n{PARAGRAPHS[0]}" in read(saved(tmp_path / "a.html", source)).text


MARKDOWN = {
    "<div dir='rtl'>\nأول.\n\nثان.\n</div>": "أول.\n\nثان.\n",
    "<p dir='rtl'>أول.</p>\n\nثان.": "أول.\n\nثان.\n",
    "<table><tr><td>أول.</td></tr></table>": "أول.\n",
    "قتل ~~ثلاثة~~ خمسة <del>أو **ستة**</del> أشخاص": "قتل خمسة أشخاص\n",
    "قتل ~ثلاثة~ خمسة، والكلفة ~2 مليون أو ~3 ملايين": "قتل خمسة، والكلفة ~2 مليون أو ~3 ملايين\n",
    "بين 5~10 و20~30 شخصا": "بين 5~10 و20~30 شخصا\n",
    "قال: <q>نعم</q>.<br>وأضاف": "قال: “نعم”.\nوأضاف\n",
}


@pytest.mark.parametrize(("source", "text"), MARKDOWN.items())
def test_html_in_markdown_is_read(source: str, text: str) -> None:
    assert text_of(source).text == text


def test_no_paragraph_of_the_articles_here_is_lost() -> None:
    source = "\n\n".join(f"<div dir='rtl'>{paragraph}</div>" for paragraph in PARAGRAPHS)
    assert text_of(source).text.split() == " ".join(PARAGRAPHS).split()


def commented(*comments: str) -> str:
    """A page as Google Docs publishes it, with a comment on each of its paragraphs."""
    marks = [f'<sup><a href="#cmnt{at}" id="cmnt_ref{at}">[{"a" * at}]</a></sup>' for at in range(1, len(comments) + 1)]
    words = "".join(f"<p><span>{said}</span>{mark}</p>" for said, mark in zip(PARAGRAPHS, marks, strict=False))
    beside = "".join(
        f'<div class="c5"><p><a href="#cmnt_ref{at}" id="cmnt{at}">[{"a" * at}]</a><span>{said}</span></p></div>'
        for at, said in enumerate(comments, start=1)
    )
    return f"<html lang=ar><body class='doc-content'>{words}{beside}</body></html>"


def test_comments_in_google_docs_are_not_the_articles(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    page = commented("قال المحرر إن هذا غير صحيح ويجب حذفه قبل النشر", "أضافت المدققة أن المصدر مجهول")
    with caplog.at_level("INFO", logger="claims"):
        assert read(saved(tmp_path / "a.html", page)).text == "\n\n".join(PARAGRAPHS) + "\n"
    assert "comments" in caplog.text


def test_comments_of_word_are_not_the_articles(tmp_path: Path) -> None:
    mark = "<span class=MsoCommentReference><a href='#_msocom_1'>[م1]</a></span>"
    words = "".join(f"<p>{said}{mark}</p>" for said in PARAGRAPHS)
    beside = (
        "<div style='mso-element:comment-list'><div style='mso-element:comment'><p>قال المحرر إنه خطأ</p></div></div>"
    )
    page = f"<html lang=ar><body>{words}{beside}</body></html>"
    assert read(saved(tmp_path / "a.html", page)).text == "\n\n".join(PARAGRAPHS) + "\n"


@pytest.mark.parametrize(("part", "heading"), [("article", "h2"), ("div", "h3"), ("section", "h4"), ("li", "h3")])
def test_the_headings_of_a_live_page_are_kept(tmp_path: Path, part: str, heading: str) -> None:
    entries = [
        f"<{part} class='post'><{heading}>عنوان التحديث {at}</{heading}><p>{words} ({at})</p></{part}>"
        for at, words in enumerate(PARAGRAPHS * 3)
    ]
    menu = "<aside><h3>اقرأ أيضا</h3><p>الأكثر قراءة</p></aside>"
    source = f"<html lang='ar'><body><main><h1>تغطية</h1><div>{''.join(entries)}</div></main>{menu}</body></html>"
    text = read(saved(tmp_path / "live.html", source)).text
    places = [text.index(f"عنوان التحديث {at}") for at in range(6)]
    assert places == sorted(places)
    assert all(text.count(f"عنوان التحديث {at}") == 1 for at in range(6))
    assert "اقرأ أيضا" not in text


FIRST, SECOND, THIRD = (
    "قال وزير النقل سالم الهادي إن الطريق مغلق أمام الشاحنات.",
    "وأضاف أن العمل سيستمر ثلاثة أشهر.",
    "وأكد المتحدث كريم ناصر أن خمسة عمال أصيبوا.",
)
MIXED = {
    "a div before paragraphs": f"<div>{FIRST}</div><p>{SECOND}</p><p>{THIRD}</p>",
    "a div between paragraphs": f"<p>{FIRST}</p><div>{SECOND}</div><p>{THIRD}</p>",
    "a div with words before its paragraphs": f"<div>{FIRST}<p>{SECOND}</p><p>{THIRD}</p></div>",
    "words between paragraphs": f"<div><p>{FIRST}</p>{SECOND}<p>{THIRD}</p></div>",
    "words after paragraphs": f"<div><p>{FIRST}</p><p>{SECOND}</p>{THIRD}</div>",
    "divs after a paragraph": f"<p>{FIRST}</p><div>{SECOND}</div><div><span>{THIRD}</span></div>",
}


@pytest.mark.parametrize("times", [1, 6])
@pytest.mark.parametrize("body", MIXED.values(), ids=MIXED)
def test_sentences_beside_paragraphs_are_paragraphs(tmp_path: Path, body: str, times: int) -> None:
    bodies = "".join(body.replace(".", f" {number}.") for number in range(times))
    path = saved(tmp_path / "a.html", f"<html lang=ar><title>عنوان</title><body>{bodies}</body></html>".encode())
    paragraphs = [words.replace(".", f" {number}.") for number in range(times) for words in (FIRST, SECOND, THIRD)]
    assert read(path).text.split("\n\n") == [*paragraphs[:-1], f"{paragraphs[-1]}\n"]


def test_links_beside_paragraphs_are_none(tmp_path: Path) -> None:
    around = "<div><a href=/b>اقرأ أيضا: الوزير يفتتح الطريق الساحلي الجديد.</a></div>"
    body = f"<p>{FIRST}</p>{around}<p>{SECOND}</p><p>{THIRD}</p>" * 3
    path = saved(tmp_path / "a.html", f"<html lang=ar><title>عنوان</title><body>{body}</body></html>".encode())
    assert "اقرأ" not in read(path).text


ENTRIES = (
    ("10:42", "الجيش: سيطرنا على الجسر"),
    ("١٠:٣٠ ص", "الوزير: خمسة قتلى في القصف"),
    ("09:15 GMT", "قال الهلال إن الفرق وصلت."),
)
LIVE = {
    "divisions": "<div><time>{}</time><p>{}</p></div>",
    "articles with headings": "<article><time>{}</time><h3>خبر</h3><div><p>{}</p></div></article>",
    "an hour and a division": "<div><div>{}</div><div>{}</div></div>",
    "definitions": "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "sections": "<section><header><time>{}</time></header><p>{}</p></section>",
}


@pytest.mark.parametrize("kind", LIVE)
def test_entries_of_a_live_page_keep_their_hours_and_order_and_no_menu(tmp_path: Path, kind: str) -> None:
    entries = "".join(LIVE[kind].format(*entry) for entry in ENTRIES)
    menu = "<nav><a href='/'>الرئيسية</a></nav>"
    found = read(saved(tmp_path / "a.html", f"<html lang='ar'><body>{menu}<main>{entries}</main></body></html>"))
    blocks = [block for block in found.text.strip().split("\n\n") if block != "خبر"]
    assert blocks == [part for entry in ENTRIES for part in entry]
