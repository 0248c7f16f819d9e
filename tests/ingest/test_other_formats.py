"""Feeds, tables, mail and subtitles: the articles in them, with title, date and address; what is not read is named."""

import csv
import io
import logging
from email.message import EmailMessage
from pathlib import Path

import pytest

from claims.ingest import Unreadable, read, read_all
from claims.model import Document
from tests.ingest.made import PARAGRAPHS, TEXT, saved

HTML = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
FIELDS = ("title", "author", "publisher", "url", "published")


def documents(path: Path) -> list[Document]:
    results = list(read_all([path]))
    assert all(isinstance(result, Document) for result in results), results
    return [result for result in results if isinstance(result, Document)]


def metadata(document: Document) -> list[str | None]:
    return [getattr(document, field) for field in FIELDS]


def refusal(path: Path) -> str:
    [result] = read_all([path])
    assert isinstance(result, Unreadable)
    return str(result.error).removeprefix(f"{path}: ")


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>صحيفة الجسر</title><link>https://n.example/</link><language>ar</language>
<item><title>إغلاق الجسر &amp;quot;القديم&amp;quot;</title><link>https://n.example/2024/bridge</link>
<pubDate>Fri, 01 Mar 2024 18:30:00 +0200</pubDate><dc:creator>سامي الورفلي</dc:creator>
<description>ملخص</description><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
<item><title>فتح الطريق</title><link>https://n.example/2024/road</link><pubDate>Sat, 02 Mar 2024 06:00:00 GMT</pubDate>
<description><![CDATA[{PARAGRAPHS[1]}<blockquote>الطريق مفتوح منذ الفجر</blockquote>]]></description></item>
<item><title>بلا نص</title><link>https://n.example/2024/none</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>صحيفة الجسر</title><id>urn:x</id>
<updated>2024-03-02T00:00:00Z</updated><entry><title type="html">&lt;b&gt;إغلاق&lt;/b&gt; الجسر</title><id>urn:1</id>
<link rel="alternate" href="https://n.example/2024/bridge"/><published>2024-03-01T18:30:00+02:00</published>
<updated>2024-03-02T00:00:00Z</updated><author><name>سامي الورفلي</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content></entry></feed>"""


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "feed.txt", "feed"])
def test_each_entry_of_a_feed_is_an_article(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="claims"):
        bridge, road = documents(saved(tmp_path / name, RSS))
    assert metadata(bridge) == [
        'إغلاق الجسر "القديم"',
        "سامي الورفلي",
        "صحيفة الجسر",
        "https://n.example/2024/bridge",
        "2024-03-01T18:30:00+02:00",
    ]
    assert (bridge.id, bridge.text, bridge.language) == ("bridge", TEXT, "ar")
    assert metadata(road)[0] == "فتح الطريق"
    assert metadata(road)[4] == "2024-03-02T06:00:00Z"
    assert PARAGRAPHS[1] in road.text
    assert "skipped 1 × entry without text" in caplog.text
    assert "holds a summary" in caplog.text


def test_an_entry_of_atom_is_an_article(tmp_path: Path) -> None:
    [document] = documents(saved(tmp_path / "feed.atom", ATOM))
    assert metadata(document) == [
        "إغلاق الجسر",
        "سامي الورفلي",
        "صحيفة الجسر",
        "https://n.example/2024/bridge",
        "2024-03-01T18:30:00+02:00",
    ]
    assert document.text == TEXT


CELLS = ("\r\n\r\n".join(PARAGRAPHS), "إغلاق الجسر", "https://n.example/2024/bridge", "2024-03-01", "صحيفة الجسر")


def table(header: str, delimiter: str = ",") -> str:
    """A table of one row, whose columns are text, title, url, published and publisher."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerow(CELLS)
    return header.replace(",", delimiter) + "\r\n" + file.getvalue()


NAMES = "text,title,url,published,publisher"
TABLES: dict[str, tuple[str, str | bytes]] = {
    "comma": ("a.csv", table(NAMES)),
    "with a byte order mark": ("a.csv", "\ufeff" + table(NAMES)),
    "in other words": ("a.csv", table("Body,Headline,Link,Publish Date,Outlet")),
    "in Arabic": ("a.csv", table("النص,العنوان,الرابط,التاريخ,الناشر")),
    "semicolons": ("a.csv", table(NAMES, ";")),
    "tabs": ("a.tsv", table(NAMES, "\t")),
    "what Excel calls Unicode text": ("a.txt", table(NAMES, "\t").encode("utf-16")),
}


@pytest.mark.parametrize("name", TABLES)
def test_each_row_of_a_table_is_an_article(tmp_path: Path, name: str) -> None:
    file, source = TABLES[name]
    [document] = documents(saved(tmp_path / file, source))
    assert metadata(document) == [
        "إغلاق الجسر",
        None,
        "صحيفة الجسر",
        "https://n.example/2024/bridge",
        "2024-03-01",
    ]
    assert (document.id, document.text) == ("bridge", TEXT.removesuffix("\n"))


def test_a_table_in_utf_16_is_found_in_a_folder(tmp_path: Path) -> None:
    saved(tmp_path / "a.csv", table(NAMES).encode("utf-16"))
    assert len(documents(tmp_path)) == 1


def test_rows_without_text_and_dates_that_are_none_are_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    source = f"id,text,date\n1,{PARAGRAPHS[0].replace(',', '')},قبل أيام\n2,,2024\n"
    with caplog.at_level(logging.INFO, logger="claims"):
        document, unread = read_all([saved(tmp_path / "a.csv", source)])
    assert isinstance(document, Document)
    assert document.published is None
    assert "published not understood in 1 rows" in caplog.text
    assert isinstance(unread, Unreadable)
    assert str(unread.error) == f"{tmp_path / 'a.csv'}:3: the article has no text. Fill the column, or remove the row"


def test_a_table_of_other_things_is_refused_and_skipped_in_a_folder(tmp_path: Path) -> None:
    table = saved(tmp_path / "claims.csv", "id,source,cue\n1,a,b\n")
    assert refusal(table).startswith("no column of this table is named text. Name the column")
    article = saved(tmp_path / "a.txt", TEXT)
    assert [document.id for document in documents(tmp_path)] == [article.stem]


def message(*, plain: str = TEXT, subject: str = "إغلاق الجسر", page: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["Received"] = "from x by y; Fri, 1 Mar 2024 18:30:01 +0200"
    mail["From"] = '"سامي الورفلي" <sami@n.example>'
    mail["To"] = "list@n.example"
    mail["Subject"] = subject
    mail["Date"] = "Fri, 01 Mar 2024 18:30:00 +0200"
    mail.set_content(plain, charset="utf-8", cte="base64")
    if page:
        mail.add_alternative(page, subtype="html")
    return mail


@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
def test_mail_is_read(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    mail = message()
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="بيان.pdf")
    with caplog.at_level(logging.INFO, logger="claims"):
        document = read(saved(tmp_path / name, mail.as_bytes()))
    assert document.text == TEXT
    assert metadata(document) == ["إغلاق الجسر", "سامي الورفلي", None, None, "2024-03-01T18:30:00+02:00"]
    assert "attachment بيان.pdf" in caplog.text


def test_a_message_that_was_passed_on_has_the_date_of_passing_on(tmp_path: Path) -> None:
    document = read(saved(tmp_path / "a.eml", message(subject="Fwd: Re: إغلاق الجسر").as_bytes()))
    assert (document.title, document.author, document.published) == ("إغلاق الجسر", None, None)
    assert document.retrieved == "2024-03-01T18:30:00+02:00"


def test_the_page_of_a_message_is_read_where_its_text_says_nothing(tmp_path: Path) -> None:
    mail = message(plain="اعرض هذه الرسالة في المتصفح", page=f"<html><body><div>{HTML}</div></body></html>")
    assert read(saved(tmp_path / "a.eml", mail.as_bytes())).text == TEXT


def test_a_message_with_pictures_is_no_saved_page(tmp_path: Path) -> None:
    mail = message()
    mail.make_related()
    mail.add_related(b"GIF89a", maintype="image", subtype="gif", cid="<x>")
    assert read(saved(tmp_path / "a.eml", mail.as_bytes())).title == "إغلاق الجسر"


def test_wrapped_lines_and_signatures_of_mail(tmp_path: Path) -> None:
    words = PARAGRAPHS[0].split()
    flowed = "\n".join(" ".join(words[at : at + 6]) + " " for at in range(0, len(words), 6)).rstrip()
    mail = message(plain=flowed + "\n\n-- \nسامي الورفلي\nصحيفة الجسر\n")
    mail.set_param("format", "flowed")
    assert read(saved(tmp_path / "a.eml", mail.as_bytes())).text == PARAGRAPHS[0] + "\n"


SRT = """1
00:00:01,000 --> 00:00:03,500
<i>قال الناطق باسم البلدية</i>

2
00:00:03,500 --> 00:00:06,000
{\\an8}إن الجسر أغلق أمام المارة.

3
00:00:06,000 --> 00:00:07,000
[موسيقى]

4
00:00:20,000 --> 00:00:22,000
- وأضاف أن الأعمال
تستمر شهرين.
- ومتى يفتح؟
"""
VTT = """WEBVTT

NOTE من صنعنا

00:01.000 --> 00:03.000 align:start
<v سامي الورفلي>الجسر أغلق
أمام المارة

00:03.000 --> 00:05.000
<v سامي الورفلي>أمام المارة
منذ أمس.

00:05.000 --> 00:07.000
<v منى القماطي>ومتى يفتح؟
"""


@pytest.mark.parametrize("name", ["a.srt", "a.txt"])
def test_subtitles_are_sentences(tmp_path: Path, name: str) -> None:
    expected = "قال الناطق باسم البلدية إن الجسر أغلق أمام المارة.\n\nوأضاف أن الأعمال تستمر شهرين.\n\nومتى يفتح؟\n"
    assert read(saved(tmp_path / name, SRT)).text == expected
    assert read(saved(tmp_path / name, SRT.replace("\n", "\r\n"))).text == expected


def test_a_line_that_is_shown_twice_is_said_once_and_voices_are_named(tmp_path: Path) -> None:
    expected = "سامي الورفلي: الجسر أغلق أمام المارة منذ أمس.\n\nمنى القماطي: ومتى يفتح؟\n"
    assert read(saved(tmp_path / "a.vtt", VTT)).text == expected


WIKI = "'''الجسر''' بناء في [[المدينة]] افتتح عام 1950.<ref>خبر</ref>\n\n== تاريخ ==\n{{صندوق|الجسر}}\n"
AS_TEXT, AS_PAGE = "Save the article's text as a .txt file in UTF-8", "Save the page itself, as HTML"
AS_TABLE = "Save it as .csv in UTF-8, with the articles in a column named text"
AS_LINES, AS_SRT = "Write one article per line, as a .jsonl file", "Save them as .srt"
AS_META = "Save the article's text as a .txt file, with its title and date in NAME.meta.json"
TELEGRAM = '{"name": "قناة", "type": "public_channel", "id": 12, "messages": [{"text": "أغلق الجسر."}]}'
JSON_FEED = '{"title": "x", "version": "https://jsonfeed.org/version/1.1", "items": []}'
NO_ENTRY = "no entry with text in this feed. Save the articles' pages themselves, as HTML"
NO_CUES = "the subtitles are damaged. Save what is said as a .txt file in UTF-8"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def unsupported(kind: str, remedy: str) -> str:
    return f"the file is {kind}, which is not supported. {remedy}"


REFUSED: dict[str, tuple[bytes | str, str]] = {
    "a.wiki": (WIKI, unsupported("wikitext", AS_PAGE)),
    "a.txt": (WIKI, unsupported("wikitext", AS_PAGE)),
    "b.txt": (r"{\rtf1\ansi {\b x}}", unsupported("rich text", "Save it as .docx")),
    "c.txt": ('<?xml version="1.0"?><nitf><body>قال</body></nitf>', unsupported("XML of a kind", AS_TEXT)),
    "d.xml": ("<mediawiki/>", unsupported("XML of a kind", AS_TEXT)),
    "e.mbox": ("From x\n", unsupported("a mailbox", "Save each message as .eml")),
    "f.msg": (OLE, unsupported("an Outlook message", "Save it as .eml")),
    "g.xlsx": (b"PK\x03\x04[Content_Types].xml", unsupported("a spreadsheet", AS_TABLE)),
    "h.rss": ("<rss><channel><title>x</title></channel></rss>", NO_ENTRY),
    "j.txt": ("title: خبر\ndate: 2024-05-20\nbody: |\n  أغلق الجسر.\n", unsupported("YAML", AS_LINES)),
    "k.txt": ('- id: 1\n  text: "أغلق الجسر."\n- id: 2\n  text: "فتح."\n', unsupported("YAML", AS_LINES)),
    "l.yml": ("title: خبر\n", unsupported("YAML", AS_LINES)),
    "m.txt": ('title = "خبر"\ntext = """\nأغلق الجسر.\n"""\n', unsupported("TOML", AS_LINES)),
    "n.txt": ("[article]\ntitle=خبر\n", unsupported("settings (INI)", AS_TEXT)),
    "o.txt": ('["أغلق الجسر.", "فتح."]', unsupported("JSON", AS_LINES)),
    "p.txt": ('{"id": 1, "article": {"text": "أغلق الجسر."}}', unsupported("JSON", AS_LINES)),
    "q.txt": ("{'title': 'خبر', 'text': 'أغلق الجسر.'}", unsupported("program code", AS_TEXT)),
    "r.txt": ('window.YTD.tweets.part0 = [{"tweet": {}}]', unsupported("program code", AS_TEXT)),
    "s.txt": ("0:00:01.000,0:00:04.000\nأغلق الجسر.\n", unsupported("subtitles of YouTube (SBV)", AS_SRT)),
    "t.txt": ("[ti:خبر]\n[00:01.00]أغلق\n[00:04.00]فتح\n", unsupported("the words of a song with times (LRC)", AS_SRT)),
    "u.txt": ("[Script Info]\nTitle: x\n", unsupported("subtitles of Aegisub", AS_SRT)),
    "v.txt": (
        "From a@b Mon May 20 10:00:00 2024\nFrom: a@b.example\n\nقال\n",
        unsupported("a mailbox", "Save each message as .eml"),
    ),
    "w.txt": ("INSERT INTO a (text) VALUES ('أغلق الجسر.');\n", unsupported("SQL", AS_TABLE)),
    "x.txt": ("@article{k,\n  title = {خبر}\n}\n", unsupported("a bibliography (BibTeX)", AS_META)),
    "y.txt": ("TY  - NEWS\nTI  - خبر\n", unsupported("a bibliography (RIS)", AS_META)),
    "z.txt": ("BEGIN:VCALENDAR\nSUMMARY:خبر\n", unsupported("a calendar (iCalendar)", AS_TEXT)),
    "aa.txt": (
        "--- a/x.txt\n+++ b/x.txt\n-أغلق\n+فتح\n",
        unsupported("a difference of two files", "Pass the newer file itself"),
    ),
    "ab.txt": (
        "1 of 3 DOCUMENTS\n\nخبر\n",
        unsupported("an export of several articles", "Split it into one file per article"),
    ),
    "ac.txt": ("<opml version='2.0'><body><outline text='x'/></body></opml>", unsupported("XML of a kind", AS_TEXT)),
    "ad.txt": (TELEGRAM, unsupported("Telegram's JSON", "Export the chat again, as HTML")),
    "ae.txt": ('{"log": {"entries": []}}', unsupported("a log of requests (HAR)", AS_PAGE)),
    "af.txt": (JSON_FEED, unsupported("a JSON Feed", "Save the site's RSS or Atom feed")),
    "ag.txt": ('msgid ""\nmsgstr ""\n', unsupported("a catalogue of translations (PO)", AS_TEXT)),
    "i.srt": ("قال الوزير إن الجسر أغلق.\n", NO_CUES),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_is_named_with_what_to_do(tmp_path: Path, name: str) -> None:
    source, expected = REFUSED[name]
    assert refusal(saved(tmp_path / name, source)) == expected


NO_OTHER_FORMAT = (
    "From: طرابلس\nقال الوزير إن الجسر أغلق.\n",
    "قال الوزير «الجسر [[مغلق]]» وأضاف أن الأعمال مستمرة.\n",
    "1\nقال الوزير إن الجسر أغلق.\n",
    "<قال الوزير> إن الجسر أغلق.\n",
    "Title: خبر\nDate: 20 مايو 2024\n\nقال الوزير إن الجسر أغلق.\n",
    "name: سالم\nقال الوزير: الجسر أغلق.\nوأضاف أن الأعمال مستمرة.\n",
    "---\nقال الوزير إن الجسر أغلق.\n---\n",
    "[10:42:05] قال الوزير إن الجسر أغلق.\n[10:43:11] وأضاف أن الأعمال مستمرة.\n",
    "1/5\nقال الوزير إن الجسر أغلق.\n",
    "[أ ف ب] قال الوزير إن الجسر أغلق.\n",
)


@pytest.mark.parametrize("source", NO_OTHER_FORMAT)
def test_plain_text_stays_plain_text(tmp_path: Path, source: str) -> None:
    assert read(saved(tmp_path / "a.txt", source), language="ar").text == source


CALLED_TEXT = {
    "table": f'id,title,text\n1,خبر,"{PARAGRAPHS[0]}"\n',
    "table of another country": f'date;title;text\n2024-05-20;خبر;"{PARAGRAPHS[0]}"\n',
    "lines": f'{{"id": "a", "title": "خبر", "text": "{PARAGRAPHS[0]}"}}\n',
    "front matter": f"---\ntitle: خبر\n---\n{PARAGRAPHS[0]}\n",
    "page": f"<div class='a'><h1>خبر</h1><p>{PARAGRAPHS[0]}</p></div>",
}


@pytest.mark.parametrize("source", CALLED_TEXT.values(), ids=list(CALLED_TEXT))
def test_what_is_called_text_is_read_by_its_format(tmp_path: Path, source: str) -> None:
    [document] = documents(saved(tmp_path / "a.txt", source))
    assert (document.title, document.text.strip()) == ("خبر", PARAGRAPHS[0])


PARTS_OF_PAGES = {
    "paragraphs and bare words": f"<p>{PARAGRAPHS[0]}</p>\n\n{PARAGRAPHS[1]}\n",
    "divisions": f"<div>{PARAGRAPHS[0]}<div>{PARAGRAPHS[1]}</div></div>",
    "list": f"<ul><li>{PARAGRAPHS[0]}</li><li>{PARAGRAPHS[1]}</li></ul>",
    "rows": f"<table><tr><td>{PARAGRAPHS[0]}</td></tr><tr><td>{PARAGRAPHS[1]}</td></tr></table>",
    "paragraphs without ends": f"<p>{PARAGRAPHS[0]}<p>{PARAGRAPHS[1]}",
}


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize("kind", PARTS_OF_PAGES)
def test_a_part_of_a_page_is_read_whole(tmp_path: Path, kind: str, name: str) -> None:
    assert read(saved(tmp_path / name, PARTS_OF_PAGES[kind])).text == TEXT


def test_markdown_in_a_division_is_markdown(tmp_path: Path) -> None:
    source = f"<div dir='rtl'>\n\n**{PARAGRAPHS[0]}**\n\n{PARAGRAPHS[1]}\n\n</div>\n"
    assert read(saved(tmp_path / "a.txt", source)).text == TEXT
