"""Files as programs really write them: what is in them is read as it was meant, or the file is refused by name."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_BREAK

from claims.errors import ClaimsError
from claims.ingest import read
from claims.ingest.mistaken_letters import mended
from tests.ingest.made import PARAGRAPHS, TEXT, saved

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = PARAGRAPHS
BODY = f"{ONE}\n\n{TWO}\n"
LINES = f"{ONE}\n{TWO}\n"


def wrapped(text: str, width: int = 60) -> str:
    """A paragraph in lines of this width."""
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def apple_mail() -> bytes:
    message = (
        "From: a@b.example\nTo: c@d.example\nDate: Mon, 20 May 2024 09:30:00 +0300\nSubject: road\n"
        f"Message-ID: <3@b>\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{BODY}"
    ).encode()
    return b"%d\n%b<?xml version='1.0'?>\n<plist version='1.0'><dict/></plist>\n" % (len(message), message)


def attached() -> bytes:
    head = (
        "From: {}@b.example\nTo: c@d.example\nDate: Mon, 20 May 2024 09:30:00 +0300\nSubject: {}\nMessage-ID: <{}@b>\n"
    )
    kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return (
        f"{head.format('a', 'FW', 1)}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\n{kind}"
        f"انظر المرفق\n--B\nContent-Type: message/rfc822\n\n{head.format('x', 'خبر', 2)}{kind}{BODY}\n--B--\n"
    ).encode()


def broken_over_pages() -> bytes:
    document = docx.Document()
    words = ONE.split(" ")
    first = document.add_paragraph(" ".join(words[:9]))
    first.add_run().add_break(WD_BREAK.PAGE)
    first.add_run(" ".join(words[9:]))
    document.add_paragraph(TWO)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def telegram() -> bytes:
    message = (
        '<div class="message default clearfix"><div class="body"><div class="pull_right date details" title="x">09:3{}'
        '</div><div class="from_name">\nالقناة\n</div><div class="text">\n{}<br>\n</div></div></div>'
    )
    messages = "".join(message.format(at, words) for at, words in enumerate(PARAGRAPHS))
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>'
        '<div class="page_header"><div class="content"><div class="text bold">\nقناة الساحل\n</div></div></div>'
        f'<div class="page_body chat_page"><div class="history">{messages}</div></div></body></html>'
    ).encode()


ORG = f"* عودة\n  :PROPERTIES:\n  :CUSTOM_ID: {'عودة-' * 16}\n  :END:\n"
READ: dict[str, tuple[str, bytes, str]] = {
    "a message of Apple Mail": ("a.emlx", apple_mail(), BODY),
    "lines that a telephone ends with U+2028": ("a.txt", f"{ONE}\u2028{TWO}\u2028".encode(), LINES),
    "paragraphs that end with U+2029": ("a.txt", f"{ONE}\u2029{TWO}\u2029".encode(), LINES),
    "lines that a mainframe ends with U+0085": ("a.txt", f"{ONE}\u0085{TWO}\u0085".encode(), LINES),
    "a new page": ("a.txt", f"{ONE}\f{TWO}\v".encode(), LINES),
    "letters struck out one by one": ("a.txt", f"{chr(0x336).join('خبر قديم')}\u0336 {ONE}\n".encode(), f"{ONE}\n"),
    "a picture in a note": ("a.txt", f"{ONE}\n\ufffc\n{TWO}\n".encode(), f"{ONE}\n\n{TWO}\n"),
    "comments of Google Docs": (
        "a.txt",
        f"{ONE}[a]\r\n\r\n{TWO}[b]\r\n[a]قال المحرر إن الاسم خطأ.\r\n[b]نعم\r\nوشكرا".encode("utf-8-sig"),
        BODY,
    ),
    "brackets that are no comments": ("a.txt", f"{ONE}\n[a] {TWO}\n".encode(), f"{ONE}\n[a] {TWO}\n"),
    "one paragraph in windows-1256, one in UTF-8": (
        "a.txt",
        f"{ONE}\n\n".encode() + f"{TWO}\n".encode("windows-1256"),
        BODY,
    ),
    "windows-1256 taken for Latin": ("a.txt", BODY.encode("windows-1256").decode("latin-1").encode(), BODY),
    "windows-1256 taken for windows-1252": (
        "a.txt",
        BODY.replace("،", ",").encode("windows-1256").decode("cp1252", "ignore").encode(),
        BODY.replace("،", ","),
    ),
    "UTF-8 taken for Latin": ("a.txt", BODY.encode().decode("latin-1").encode(), BODY),
    "UTF-8 taken for windows-1256": ("a.txt", BODY.encode().decode("windows-1256").encode(), BODY),
    "a heading underlined": (
        "a.txt",
        f"عودة السكان إلى المدينة\n=======================\n\n{wrapped(ONE)}\n\n{wrapped(TWO)}\n".encode(),
        f"عودة السكان إلى المدينة\n=======================\n\n{BODY}",
    ),
    "Org": (
        "a.txt",
        f"{ORG}{wrapped(ONE)}\n\n{wrapped(TWO)}\n".encode(),
        f"{ORG}{BODY}",
    ),
    "a sentence over two pages in Word": ("a.docx", broken_over_pages(), BODY),
    "a callout of Obsidian": (
        "a.md",
        f"> [!info] تنبيه\n> {ONE}\n\n{TWO}\n".encode(),
        f"تنبيه\n{ONE}\n\n{TWO}\n",
    ),
    "a callout without a title": ("a.md", f"> [!quote]-\n> {ONE}\n\n{TWO}\n".encode(), BODY),
    "links, marks and remarks of Obsidian": (
        "a.md",
        f"{ONE.replace('مصدر أمني', '[[الأمن|مصدر أمني]]')}\n\n%%قال المحرر إن الخبر قديم%%\n\n![[image.png]]\n\n"
        f"{TWO.replace('المصدر', '==[[المصدر]]==')}\n".encode(),
        BODY,
    ),
    "a message with a message attached": ("a.eml", attached(), BODY),
    "a table with Excel's first line": ("a.csv", f"sep=;\r\ntext;date\r\n{ONE};2024-05-20\r\n".encode(), ONE),
    "a page of a few words": (
        "a.html",
        f"<html><body><p>{ONE}<p>الطريق مغلق</p><p>وقالت البلدية إن الجسر مغلق</p></body></html>".encode(),
        f"{ONE}\n\nالطريق مغلق\n\nوقالت البلدية إن الجسر مغلق\n",
    ),
    "a channel exported by Telegram": ("messages.html", telegram(), BODY),
}


@pytest.mark.parametrize("name", READ)
def test_it_is_read_as_it_was_meant(tmp_path: Path, name: str) -> None:
    file, made, text = READ[name]
    document = read(saved(tmp_path / file, made), language="ar")
    assert document.text == text
    assert document.text_doubts == ()


def test_what_telegram_exports_names_its_channel(tmp_path: Path) -> None:
    document = read(saved(tmp_path / "a.html", telegram()), language="ar")
    assert (document.title, document.publisher) == (None, "قناة الساحل")


ESCAPED = "".join(f"\\u{ord(letter):04x}" if letter > "\x7f" else letter for letter in TEXT)
ENTITIES = "".join(f"&#{ord(letter)};" if letter > "\x7f" else letter for letter in TEXT)
ROFF = "".join(f"\\[u{ord(letter):04X}]" if letter > "\x7f" else letter for letter in TEXT)
REFUSED = {
    "escapes of JSON": ("a.txt", ESCAPED.encode(), "letters are written as codes such as \\u0642"),
    "entities": ("a.txt", ENTITIES.encode(), "letters are written as codes such as &#1602;"),
    "codes of troff": ("a.txt", ROFF.encode(), "letters are written as codes"),
    "LaTeX": ("a.txt", f"% made by hand\n\\documentclass{{article}}\n{TEXT}".encode(), "the file is LaTeX"),
    "LaTeX by its name": ("a.tex", TEXT.encode(), "the file is LaTeX"),
    "a manual": ("a.txt", f'.\\" by hand\n.TH "" ""\n{TEXT}'.encode(), "a page of a manual"),
    "what Telegram exports for programs": (
        "result.json",
        b'{"name": "x", "type": "public_channel", "id": 1, "messages": []}',
        "the file is Telegram's JSON, which is not supported. Export the chat again, as HTML",
    ),
    "a JSON Feed": ("feed.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "is a JSON Feed"),
    "subtitles of YouTube": (
        "a.sbv",
        b"0:00:00.599,0:00:04.160\nHe said so.\n",
        "the file is subtitles of YouTube (SBV)",
    ),
    "JSON": ("a.txt", b'{"cells": [{"cell_type": "markdown"}]}', "the file is JSON"),
    "UTF-7": ("a.txt", TEXT.encode("utf-7"), "letters are written as codes such as +"),
    "a page that a script fills": (
        "a.html",
        f"<html><body><div id=root></div><noscript>{ONE}</noscript><script>x</script></body></html>".encode(),
        "no article was found",
    ),
    "a list in JSON": ("a.txt", b'[\n {"text": "a"}]', "the file is JSON"),
    "a notebook": ("a.ipynb", b'{"cells": []}', "the file is a notebook"),
    "Arabic of old Macintosh computers": (
        "a.txt",
        ONE.encode("mac_arabic", "replace"),
        "the encoding cannot be detected",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_by_name(tmp_path: Path, name: str) -> None:
    file, data, message = REFUSED[name]
    with pytest.raises(ClaimsError) as caught:
        read(saved(tmp_path / file, data))
    assert message in str(caught.value)


def test_letters_from_left_to_right_are_doubted(tmp_path: Path) -> None:
    turned = "\n\n".join(paragraph[::-1] for paragraph in (ONE, TWO, ONE)) + "\n"
    assert read(saved(tmp_path / "a.txt", turned), language="ar").text_doubts == ("words",)


def test_columns_side_by_side_are_doubted_and_not_joined(tmp_path: Path) -> None:
    first, second = (wrapped(paragraph, 40).split("\n") for paragraph in (ONE, TWO))
    columns = "\n".join(f"{one:<45}{two}" for one, two in zip(first, second, strict=False)) + "\n"
    document = read(saved(tmp_path / "a.txt", columns), language="ar")
    assert (document.text, document.text_doubts) == (columns, ("words",))
    indented = "\n".join(f"    {line}   " for line in first) + "\n"
    assert read(saved(tmp_path / "b.txt", indented), language="ar").text_doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Le ministère a déclaré que l’été était déjà là; où êtes-vous? ÀÉÈÇÙ çàéèù.",
        "Þetta er íslenskur texti með mörgum sérstökum stöfum: áéíóúýþæöð ÁÉÍÓÚÝÞÆÖ og fleira.",
        "قال الوزير § 5 إن الطريق مغلق، و«ط» و†ظ† رمزان.",
        "ÇáäÞá",
    ],
)
def test_letters_that_are_meant_stay(text: str) -> None:
    assert mended(text, "a.txt") == text
