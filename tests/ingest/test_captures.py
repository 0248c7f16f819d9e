"""One page that archives hold several times is one document, with versions in the order of capture."""

import gzip
import hashlib
import io
import json
from base64 import b32encode
from pathlib import Path

import pytest
from warcio.warcwriter import WARCWriter

from claims.ingest import read, read_all
from claims.ingest.captures import page_of
from claims.model import Document
from claims.store import read_dossier
from claims.workflow import build
from claims.workflow.validation import validation_run
from tests.ingest.made import PARAGRAPHS, Answer, page, saved, wacz, warc

URL = "https://n.example/2024/bridge"
FIRST, SECOND = page(PARAGRAPHS[0], PARAGRAPHS[1]).encode(), page(PARAGRAPHS[1], PARAGRAPHS[0]).encode()
PLAIN = "\n\n".join(PARAGRAPHS).encode()
DAY, NEXT, THIRD = "2024-03-02T10:15:00Z", "2024-03-05T10:15:00Z", "2024-03-07T10:15:00Z"


def texts(*records: tuple[str, str, bytes], kind: str = "resource", date: str = DAY) -> bytes:
    """A WARC of records that are no answers of a server: address, media type and bytes of each."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    for address, media_type, body in records:
        headers = {"WARC-Date": date, "Content-Type": media_type}
        record = writer.create_warc_record(address, kind, payload=io.BytesIO(body), warc_headers_dict=headers)
        writer.write_record(record)
        record.raw_stream.close()
    return file.getvalue()


def unchanged(answer: Answer, date: str) -> bytes:
    """A WARC whose only record says that a page is what it was."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    digest = "sha1:" + b32encode(hashlib.sha1(answer.body, usedforsecurity=False).digest()).decode()
    record = writer.create_revisit_record(answer.url, digest, answer.url, answer.date)
    record.rec_headers.replace_header("WARC-Date", date)
    writer.write_record(record)
    record.raw_stream.close()
    return file.getvalue()


def documents(*paths: Path) -> list[Document]:
    results = list(read_all(paths))
    assert all(isinstance(result, Document) for result in results), results
    return [result for result in results if isinstance(result, Document)]


def errors(dossier: Path) -> list[str]:
    return [finding.code for finding in validation_run().check(dossier) if finding.code.startswith("E")]


def history(document: Document) -> list[tuple[str | None, str]]:
    return [(one.retrieved, one.text) for one in (*document.superseded, document)]


TWICE = warc([Answer(URL, FIRST, date=DAY), Answer(URL, SECOND, date=NEXT)])
BACKWARDS = warc([Answer(URL, SECOND, date=NEXT), Answer(URL, FIRST, date=DAY)])


@pytest.mark.parametrize("data", [TWICE, BACKWARDS], ids=["in order", "the later one first"])
def test_two_captures_of_an_address_are_versions_of_one_document(tmp_path: Path, data: bytes) -> None:
    [document] = documents(saved(tmp_path / "a.warc.gz", data))
    assert document.id == "bridge"
    assert [when for when, _ in history(document)] == [DAY, NEXT]
    assert document.text.startswith(PARAGRAPHS[1])
    assert [(one.sha256, one.retrieved) for one in document.earlier] == [(document.superseded[0].sha256, DAY)]


def test_versions_are_kept_in_the_dossier_and_are_valid(tmp_path: Path) -> None:
    build([saved(tmp_path / "a.warc.gz", TWICE)], tmp_path / "out")
    [document] = read_dossier(tmp_path / "out").documents
    assert len(document.earlier) == 1
    assert len(list((tmp_path / "out/earlier").iterdir())) == 1
    assert len(list((tmp_path / "out/originals").iterdir())) == 2
    assert errors(tmp_path / "out") == []


def test_captures_in_several_archives_are_one_document(tmp_path: Path) -> None:
    later = saved(tmp_path / "a.warc.gz", warc([Answer(URL, SECOND, date=NEXT)]))
    sooner = saved(tmp_path / "b.warc.gz", warc([Answer(URL, FIRST, date=DAY)]))
    [document] = documents(later, sooner)
    assert [when for when, _ in history(document)] == [DAY, NEXT]


def test_an_older_capture_that_is_added_later_becomes_an_earlier_version(tmp_path: Path) -> None:
    later = saved(tmp_path / "a.warc.gz", warc([Answer(URL, SECOND, date=NEXT)]))
    build([later], tmp_path / "out")
    build([saved(tmp_path / "b.warc.gz", warc([Answer(URL, FIRST, date=DAY)]))], tmp_path / "out", add=True)
    [document] = read_dossier(tmp_path / "out").documents
    assert (document.retrieved, [one.retrieved for one in document.earlier]) == (NEXT, [DAY])
    assert errors(tmp_path / "out") == []


def test_a_page_that_returned_to_what_it_was_is_that_again(tmp_path: Path) -> None:
    first = Answer(URL, FIRST, date=DAY)
    archive = saved(tmp_path / "a.warc.gz", TWICE + unchanged(first, THIRD))
    [document] = documents(archive)
    assert [when for when, _ in history(document)] == [DAY, NEXT, THIRD]
    assert document.text.startswith(PARAGRAPHS[0])
    build([archive], tmp_path / "out")
    assert errors(tmp_path / "out") == []


def test_a_revisit_of_an_unchanged_page_is_no_version(tmp_path: Path) -> None:
    first = Answer(URL, FIRST, date=DAY)
    [document] = documents(saved(tmp_path / "a.warc.gz", warc([first]) + unchanged(first, NEXT)))
    assert (document.retrieved, document.earlier) == (DAY, ())


@pytest.mark.parametrize("first", [True, False])
def test_the_text_that_a_crawler_took_from_a_page_is_no_second_article(tmp_path: Path, first: bool) -> None:
    taken = texts(
        (f"urn:text:{URL}", "text/plain; charset=utf-8", PLAIN),
        (f"urn:textFinal:{URL}", "text/plain; charset=utf-8", PLAIN),
        (f"urn:pageinfo:{URL}", "application/json", b"{}"),
    )
    members = [("archive/a.warc.gz", warc([Answer(URL, FIRST, date=DAY)])), ("archive/b.warc.gz", taken)]
    archive = saved(tmp_path / "a.wacz", wacz(dict(members if first else members[::-1])))
    [document] = documents(archive)
    assert document.original is not None
    assert (document.original.media_type, document.url, document.earlier) == ("text/html", URL, ())


def test_the_crawlers_text_is_read_where_the_page_has_none(tmp_path: Path) -> None:
    empty = Answer(URL, b"<html><body><div id=app></div></body></html>", date=DAY)
    taken = texts((f"urn:text:{URL}", "text/plain", PLAIN))
    [document] = documents(saved(tmp_path / "a.warc.gz", warc([empty]) + taken))
    assert (document.text, document.url) == (PLAIN.decode(), URL)


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc.wet.gz", "a.wet"])
def test_conversion_records_are_read(tmp_path: Path, name: str) -> None:
    data = texts((URL, "text/plain", PLAIN), kind="conversion")
    [document] = documents(saved(tmp_path / name, data if name.endswith("gz") else gzip.decompress(data)))
    assert (document.text, document.url, document.retrieved) == (PLAIN.decode(), URL, DAY)


def test_a_page_whose_kind_the_server_did_not_say_is_read(tmp_path: Path) -> None:
    answers = [Answer(URL, FIRST, {}), Answer("https://n.example/x", b"\x89PNG" * 99, {})]
    [document] = documents(saved(tmp_path / "a.warc.gz", warc(answers)))
    assert document.url == URL


SAME_PAGE = (
    "https://n.example/2024/bridge",
    "http://n.example/2024/bridge/",
    "https://www.n.example/2024/bridge",
    "https://N.example:443/2024/bridge#comments",
    "https://n.example/2024/bridge?utm_source=mail&fbclid=1",
    "https://n.example/2024/bridge/amp",
    "https://n.example/2024/bridge?outputType=amp",
    "https://m.n.example/2024/bridge?m=1",
    "https://n.example//2024/bridge/index.html",
    "https://n.example/2024/bridge;jsessionid=A1B2",
    "https://n.example/2024/br%69dge?PHPSESSID=a1",
    "https://n.example/2024/bridge?at_medium=RSS&at_campaign=x",
    "https://n.example/2024/bridge?__twitter_impression=true",
    "https://n.example/2024/bridge?gad_source=1&wbraid=x&_gl=1",
    "https://n.example/2024/bridge?xtor=RSS-1&print=1",
    "https://n.example/2024/bridge?ref=home",
    "https://n.example/2024/bridge/?ref=rss_2024&ref_src=twsrc%5Etfw",
    "https://n.example/2024/bridge?__cft__[0]=AZW&__tn__=-R&mibextid=Zxz2cZ",
    "https://n.example/2024/bridge?_hsenc=p2A&_hsmi=99&vero_id=7&trk=public_post",
    "https://n.example/2024/bridge?pk_campaign=x&mtm_source=y&referrer=https%3A%2F%2Ft.co",
)
OTHER_PAGES = (
    "https://n.example/2024/bridge?page=2",
    "https://n.example/2024/Bridge",
    "https://m.example/2024/bridge",
    "https://n.example/2024",
    "https://n.example/2024/bridge?m=2",
    "https://n.example/2024/bridge?ref=20417",
    "https://n.example/2024/bridge?id=home",
    "https://n.example/2024/bridge?source=army",
    "https://n.example/2024/bridge#!/page/2",
    "bridge",
)


def test_addresses_that_differ_in_tracking_alone_are_one_page(tmp_path: Path) -> None:
    assert {page_of(address) for address in SAME_PAGE} == {page_of(URL)}
    archive = saved(tmp_path / "a.warc.gz", warc([Answer(address, FIRST) for address in SAME_PAGE]))
    [document] = documents(archive)
    assert document.url == URL
    assert set(document.also) == set(SAME_PAGE) - {URL}


def test_the_order_of_what_is_asked_and_codes_for_letters_make_no_other_page() -> None:
    assert page_of("https://n.example/جسر?b=2&a=1") == page_of("https://n.example/%D8%AC%D8%B3%D8%B1?a=1&b=2")
    assert page_of("https://n.example/%d8%ac") == page_of("https://n.example/%D8%AC")


def test_other_addresses_are_other_pages() -> None:
    pages = {page_of(address) for address in (URL, *OTHER_PAGES)}
    assert len(pages) == 1 + len(OTHER_PAGES)


def snapshot(folder: Path, when: str, body: bytes, address: str = URL) -> Path:
    """A capture as ArchiveBox keeps it, in six formats."""
    run = {"start_ts": when.replace("Z", "+00:00"), "status": "succeeded"}
    index = {
        "url": address,
        "timestamp": folder.name,
        "title": "الجسر",
        "history": {step: [run | {"output": "x"}] for step in ("singlefile", "dom", "pdf", "readability")},
    }
    saved(folder / "index.json", json.dumps(index))
    saved(folder / "index.html", page("هذه صفحة ArchiveBox عن لقطة واحدة من صفحة في الشبكة مع قائمة الملفات كلها هنا"))
    for name in ("singlefile.html", "output.html", "readability/content.html", "n.example/2024/bridge.html"):
        saved(folder / name, body)
    saved(folder / "htmltotext.txt", PLAIN)
    saved(folder / "readability/content.txt", PLAIN)
    saved(folder / "warc/1.warc.gz", warc([Answer(address, body, date=when)]))
    return folder


def test_a_capture_of_archivebox_is_one_article(tmp_path: Path) -> None:
    snapshot(tmp_path / "archive/1709374500.0", DAY, FIRST)
    saved(tmp_path / "index.sqlite3", b"")
    saved(tmp_path / "index.html", FIRST)
    [document] = documents(tmp_path)
    assert (document.id, document.url, document.retrieved) == ("bridge", URL, DAY)
    assert {one.found for one in document.provenance} >= {"archive"}


def test_two_captures_of_archivebox_are_versions(tmp_path: Path) -> None:
    snapshot(tmp_path / "archive/1709633700.0", NEXT, SECOND)
    snapshot(tmp_path / "archive/1709374500.0", DAY, FIRST)
    snapshot(tmp_path / "archive/1709374501.0", DAY, FIRST, "https://n.example/2024/road")
    bridge, road = sorted(documents(tmp_path), key=lambda document: document.id)
    assert [when for when, _ in history(bridge)] == [DAY, NEXT]
    assert (road.id, road.earlier) == ("road", ())


def test_one_file_of_a_capture_brings_its_address(tmp_path: Path) -> None:
    folder = snapshot(tmp_path / "1709374500.0", DAY, FIRST)
    assert read(folder / "output.html").url == URL


def test_a_folder_that_only_looks_like_a_capture_is_read_as_a_folder(tmp_path: Path) -> None:
    saved(tmp_path / "1709374500/index.json", "[]")
    saved(tmp_path / "1709374500/a.txt", PLAIN)
    saved(tmp_path / "1709374500/b.txt", PLAIN[: len(PLAIN) // 2 * 2])
    assert [document.id for document in documents(tmp_path)] == ["a", "b"]
