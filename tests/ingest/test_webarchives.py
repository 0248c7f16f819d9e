import gzip
import logging
import zlib
from pathlib import Path

import brotli
import pytest

from claims.errors import ClaimsError
from claims.ingest import Unreadable, read, read_all
from claims.model import Document
from tests.ingest.made import PARAGRAPHS, TEXT, Answer, page, saved, wacz, warc

PAGE = page().encode()
HTML = {"Content-Type": "text/html"}


def documents(path: Path) -> list[Document]:
    results = list(read_all([path]))
    assert [result for result in results if isinstance(result, Unreadable)] == []
    return [result for result in results if isinstance(result, Document)]


def chunked(data: bytes) -> bytes:
    pieces = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


PACKED = {
    "as it is": (PAGE, HTML),
    "gzip": (gzip.compress(PAGE), {**HTML, "Content-Encoding": "gzip"}),
    "deflate": (zlib.compress(PAGE), {**HTML, "Content-Encoding": "deflate"}),
    "deflate without its header": (zlib.compress(PAGE)[2:-4], {**HTML, "Content-Encoding": "deflate"}),
    "brotli": (brotli.compress(PAGE), {**HTML, "Content-Encoding": "br"}),
    "chunked": (chunked(PAGE), {**HTML, "Transfer-Encoding": "chunked"}),
    "chunked gzip": (
        chunked(gzip.compress(PAGE)),
        {**HTML, "Transfer-Encoding": "chunked", "Content-Encoding": "gzip"},
    ),
    "gzip, as nothing says": (gzip.compress(PAGE), HTML),
    "said to be packed as utf-8": (PAGE, {**HTML, "Content-Encoding": "utf-8"}),
    "with its media type twice": (PAGE, {"Content-Type": "text/html, text/html; charset=utf-8"}),
    "sent as plain text": (PAGE, {"Content-Type": "text/plain"}),
    "said to be gzip, and unpacked by the archiver": (PAGE, {**HTML, "Content-Encoding": "gzip"}),
    "windows-1256, as the server says": (
        page().encode("windows-1256"),
        {"Content-Type": "text/html; charset=windows-1256"},
    ),
}


@pytest.mark.parametrize(("body", "headers"), PACKED.values(), ids=PACKED)
def test_a_page_is_read_as_it_was_before_it_was_packed(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    [document] = documents(saved(tmp_path / "a.warc", warc([Answer("https://n.example/a/b", body, headers)])))
    assert document.text == TEXT
    assert document.raw in (PAGE, page().encode("windows-1256"))
    assert document.original is not None
    assert document.original.media_type == "text/html"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz"])
def test_what_is_no_article_is_passed_over_and_counted(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    data = warc(
        [
            Answer("https://n.example/ar/first.html"),
            Answer("https://n.example/logo.png", b"\x89PNG", {"Content-Type": "image/png"}),
            Answer("https://n.example/old", b"", {"Location": "/new"}, "301 Moved Permanently"),
            Answer("https://n.example/gone", PAGE, HTML, "404 Not Found"),
            Answer("https://n.example/robots.txt", b"Disallow: /a\n" * 99, {"Content-Type": "text/plain"}),
            Answer("https://n.example/", page("مرحبا").encode()),
            "https://n.example/ar/first.html",
            Answer("https://n.example/ar/second", page(PARAGRAPHS[1], PARAGRAPHS[0]).encode()),
        ],
        packed=not name.endswith(".warc"),
    )
    members = {"archive/data.warc.gz": data, "pages/pages.jsonl": b"{}", "../../evil.warc": data}
    archive = saved(tmp_path / name, wacz(members) if name.endswith("wacz") else data)
    with caplog.at_level(logging.INFO, logger="claims"):
        found = documents(archive)
    assert [(one.id, one.url, one.retrieved) for one in found] == [
        ("first", "https://n.example/ar/first.html", "2021-01-06T07:00:00Z"),
        ("second", "https://n.example/ar/second", "2021-01-06T07:00:00Z"),
    ]
    assert {one.found for document in found for one in document.provenance if one.field != "language"} == {"archive"}
    passed = (
        "1 × answer 404, 1 × captured before and unchanged, 1 × file of another kind, 2 × page without an article, "
        "1 × redirect"
    )
    assert caplog.messages == [f"{archive}: skipped {passed}"]


def test_the_page_knows_its_address_better_than_the_archive(tmp_path: Path) -> None:
    body = page(head="<link rel=canonical href='/a'><meta name=date content='2021-01-05'>").encode()
    [document] = documents(saved(tmp_path / "a.warc", warc([Answer("https://n.example/a?utm=1", body)])))
    assert (document.url, document.published) == ("https://n.example/a", "2021-01-05")
    assert [(one.field, one.found) for one in document.provenance] == [
        ("url", "link"),
        ("published", "meta"),
        ("retrieved", "archive"),
        ("language", "page"),
    ]


def test_ids_are_unique_and_stay_the_same(tmp_path: Path) -> None:
    answers = [
        Answer("https://a.example/2021/report"),
        Answer("https://b.example/report", page(*PARAGRAPHS[::-1]).encode()),
        Answer("https://b.example/report", page(*PARAGRAPHS[::-1]).encode(), date="2021-01-07T07:00:00Z"),
    ]
    archive = saved(tmp_path / "a.warc", warc(answers))
    first, second = documents(archive)
    assert first.id == "report"
    assert second.id.startswith("report-")
    assert [one.id for one in documents(archive)] == [first.id, second.id]


def test_one_article_can_be_read_from_an_archive_and_several_cannot(tmp_path: Path) -> None:
    assert read(saved(tmp_path / "one.warc", warc([Answer("https://n.example/a/b")]))).text == TEXT
    several = saved(tmp_path / "two.warc", warc([Answer("https://n.example/a"), Answer("https://n.example/b")]))
    with pytest.raises(ClaimsError) as caught:
        read(several)
    assert str(caught.value) == (
        f"{several}: the file holds more than one article. Read them with claims.ingest.read_all"
    )


def test_what_comes_before_the_damage_is_read(tmp_path: Path) -> None:
    data = warc([Answer("https://n.example/first"), Answer("https://n.example/second")])
    archive = saved(tmp_path / "a.warc.gz", data[:-200])
    first, rest = read_all([archive])
    assert isinstance(first, Document)
    assert isinstance(rest, Unreadable)
    assert str(rest.error) == f"{archive}: the packed file is damaged or cut off. Get the file again"


def test_a_record_of_a_format_that_is_not_read_does_not_end_the_archive(tmp_path: Path) -> None:
    others = [Answer("https://n.example/api", b'{"a": 1}', {}), Answer("https://n.example/r", b"{\\rtf1 x}", {})]
    [document] = documents(saved(tmp_path / "a.warc.gz", warc([*others, Answer("https://n.example/a")])))
    assert document.text == TEXT


def arc(*addresses: str) -> bytes:
    """An archive of the format before WARC, with the same page at each address."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE
    head = b"1 0 Archiver\nURL IP-address Archive-date Content-type Archive-length\n"
    records = [b"filedesc://a.arc 0.0.0.0 20040301101500 text/plain %d\n%s" % (len(head), head)]
    for address in addresses:
        line = f"{address} 192.0.2.1 20040301101500 text/html {len(answer)}".encode()
        records.append(line + b"\n" + answer)
    return b"\n".join(records) + b"\n"


@pytest.mark.parametrize("packed", [False, True])
def test_archives_of_the_format_before_warc_are_read(tmp_path: Path, packed: bool) -> None:
    data = arc("http://n.example/2004/a", "http://n.example/2004/b")
    found = documents(saved(tmp_path / ("a.arc.gz" if packed else "a.arc"), gzip.compress(data) if packed else data))
    assert [(one.url, one.retrieved, one.text) for one in found] == [
        ("http://n.example/2004/a", "2004-03-01T10:15:00Z", TEXT),
        ("http://n.example/2004/b", "2004-03-01T10:15:00Z", TEXT),
    ]


LISTED = b'{"format": "json-pages-1.0"}\n{"url": "https://n.example/a"}\nno page\n'


def test_frames_of_other_sites_are_no_articles_of_a_wacz_that_lists_its_pages(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    frame = page("We and our partners store and access information on a device, such as cookies. " * 3).encode()
    answers = [
        Answer("https://n.example/a", b"", {"Location": "https://edition.example/a"}, "302 Found"),
        Answer("https://edition.example/a"),
        Answer("https://consent.example/frame", frame),
    ]
    members = {"archive/2024/a.warc.gz": warc(answers)}
    assert len(documents(saved(tmp_path / "a.wacz", wacz(members)))) == 2
    with caplog.at_level(logging.INFO, logger="claims"):
        [document] = documents(saved(tmp_path / "b.wacz", wacz({**members, "pages/pages.jsonl": LISTED})))
    assert document.url == "https://edition.example/a"
    assert "1 × part of another page" in caplog.text


ZSTANDARD = "1 × WARC packed with Zstandard in it, to be unpacked first"
NO_ARCHIVE = {
    "a.warc": (b"WARC/1.0\r\nnothing", "no article in this archive. Save the article's page itself, as HTML"),
    "empty.warc": (b"", "no article in this archive. Save the article's page itself, as HTML"),
    "a.wacz": (b"no zip at all", "the ZIP cannot be read: File is not a zip file. Download the file again"),
    "c.wacz": (
        wacz({"archive/b.warc.zst": b"x"}),
        f"no article in this archive ({ZSTANDARD}). Save the article's page itself, as HTML",
    ),
    "b.wacz": (wacz({}), "no article in this archive. Save the article's page itself, as HTML"),
}


@pytest.mark.parametrize("name", NO_ARCHIVE)
def test_what_is_no_archive_is_said(tmp_path: Path, name: str) -> None:
    data, message = NO_ARCHIVE[name]
    path = saved(tmp_path / name, data)
    [result] = read_all([path])
    assert isinstance(result, Unreadable)
    assert str(result.error) == f"{path}: {message}"
