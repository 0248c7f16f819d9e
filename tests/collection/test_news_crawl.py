"""Common Crawl News becomes a collection: its articles with their claims, and what could not be read as findings."""

import gzip
import random
from functools import partial
from pathlib import Path

import brotli
import pyarrow.parquet as pq
import pytest

from claims.collection import folder
from claims.collection.collecting import collect
from claims.collection.shard_records import collect_shard
from claims.collection.shards import Settings, shards, sources_of
from claims.collection.tables import claim_of, document_of
from tests.collection.articles import quick
from tests.collection.crawl_records import chunked, record, request, response, revisit
from tests.collection.here import collect_here
from tests.collection.news_crawl import NAME, warc
from tests.collection.runs import contents
from tests.ingest.made import wacz


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("crawl")
    (place / NAME).write_bytes(warc())
    collect_here([place / NAME], place / "collection", settings=Settings(most=2))
    return place / "collection"


def rows(out: Path, name: str) -> list[dict[str, object]]:
    return [row for path in folder.files(out, name) for row in pq.read_table(path).to_pylist()]


def test_articles_have_the_crawlers_metadata_and_the_pages(collection: Path) -> None:
    documents = {str(row["url"]): document_of(row) for row in rows(collection, "documents")}
    assert {document.language for document in documents.values()} == {"ar", "en", "de"}
    english = documents["https://english.example/port"]
    assert english.title == "Building collapses near the port"
    assert english.published == "2024-02-29T18:30:00+00:00"
    assert english.retrieved == "2024-03-01T01:23:45Z"
    assert "https://english.example/" not in documents


def test_claims_are_found_in_both_languages(collection: Path) -> None:
    texts = {row["id"]: str(row["text"]) for row in rows(collection, "documents")}
    found = [claim_of(row) for row in rows(collection, "claims")]
    names = {claim.source.name for claim in found}
    assert any("Laila Haddad" in str(name) for name in names)
    assert any("سالم الهادي" in str(name) for name in names)
    for claim in found:
        for span in (claim.cue, *claim.content):
            assert texts[claim.document][span.start : span.end] == span.exact


def test_an_article_in_another_language_is_a_finding(collection: Path) -> None:
    (lost,) = rows(collection, "findings")
    german = next(row for row in rows(collection, "documents") if row["language"] == "de")
    assert (lost["document"], lost["stage"]) == (german["id"], "extraction")


HTML = ("Content-Type", "text/html; charset=utf-8")
WORDS = "The mayor said that {name} had been closed since the morning, and that nobody knew when it would open again."
ARABIC = "قال المتحدث باسم البلدية إن الطريق أغلق منذ الصباح بسبب السيول ولا يعرف أحد متى يفتح من جديد أمام الناس."
FURTHER = "وأضاف أن فرق البلدية تعمل منذ ساعات على فتحه، وطلب من سكان القرى القريبة أن يبقوا في بيوتهم حتى المساء."
END = "She thanked all who had helped, and asked them to come again on the next day."


def page(name: str) -> bytes:
    """A page of which the second paragraph says so, and the third is the end."""
    words = "".join(f"<p>{each}</p>" for each in (WORDS.format(name=name), WORDS.format(name="the road"), END))
    return f"<!DOCTYPE html><html lang='en'><head><title>{name}</title></head><body><article>{words}</article>".encode()


def in_1256(declared: str) -> bytes:
    """An Arabic page in an encoding of its time."""
    return f"<html><head>{declared}<title>خبر</title></head><body><p>{ARABIC}</p><p>{FURTHER}</p>".encode("cp1256")


META_1256 = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1256'>"
PACKED = gzip.compress(page("dam"), mtime=0)


def packed_as(encoding: str, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [HTML, ("Content-Encoding", encoding), *more]


CHUNKED = ("Transfer-Encoding", "chunked")
WHOLE = {
    "said to be packed and in chunks, and stored without (Common Crawl News until May 2019)": response(
        "https://n.example/1", page("dam"), packed_as("gzip", CHUNKED, ("Content-Length", "123"))
    ),
    "packed and in chunks, as it was sent": response(
        "https://n.example/1", chunked(PACKED), packed_as("gzip", CHUNKED)
    ),
    "Brotli in chunks": response(
        "https://n.example/1", chunked(brotli.compress(page("dam"))), packed_as("br", CHUNKED)
    ),
    "said to be Brotli, and stored without": response("https://n.example/1", page("dam"), packed_as("br")),
    "said to be Zstandard, and stored without": response("https://n.example/1", page("dam"), packed_as("zstd")),
    "a charset where the packing belongs": response("https://n.example/1", page("dam"), packed_as("UTF-8")),
    "HTTP/2 (September 2020)": response("https://n.example/1", page("dam"), status="HTTP/2 200 "),
    "no reason after the status": response("https://n.example/1", page("dam"), status="HTTP/1.1 200 "),
    "headers in capitals": response(
        "https://n.example/1", page("dam"), [("CONTENT-TYPE", 'TEXT/HTML; CHARSET="UTF-8"')]
    ),
    "no media type": response("https://n.example/1", page("dam"), [("Server", "nginx")]),
    "headers that are none": response(
        "https://n.example/1", page("dam"), [HTML, ("Set-Cookie", "\xe9t\xe9"), ("no colon\r\nX", "1")]
    ),
    "an empty line too many (Common Crawl, August 2018)": response("https://n.example/1", b"\r\n" + page("dam")),
    "an address in angle brackets": response("<https://n.example/1>", page("dam")),
}


def texts(place: Path, *records: bytes) -> tuple[list[dict[str, object]], list[object]]:
    """The documents of an archive, and the problems."""
    about = record("warcinfo", NAME, b"format: WARC File Format 1.0\r\n", "application/warc-fields")
    return read(place, NAME, about + b"".join(records))


def read(place: Path, name: str, archive: bytes) -> tuple[list[dict[str, object]], list[object]]:
    """The same of an archive's bytes; in this process, since it is much to start one for each."""
    (place / name).write_bytes(archive)
    (source,) = sources_of([place / name])
    folder.prepare(place / "out", [source], Settings())
    for shard in shards(source, Settings()):
        collect_shard(shard, place / "out", extract=quick)
    return rows(place / "out", "documents"), [row["problem"] for row in rows(place / "out", "findings")]


@pytest.mark.parametrize("form", WHOLE)
def test_forms_of_records_that_crawls_hold(form: str, tmp_path: Path) -> None:
    documents, problems = texts(tmp_path, WHOLE[form])
    assert problems == []
    assert [(each["url"], each["title"]) for each in documents] == [("https://n.example/1", "dam")]
    assert str(documents[0]["text"]).endswith(f"{END}\n")


@pytest.mark.parametrize(
    ("declared", "headers"),
    [(META_1256, [("Content-Type", "text/html")]), ("", [("Content-Type", "text/html")]), (META_1256, [HTML])],
    ids=["in the page alone", "nowhere", "wrongly by the server"],
)
def test_the_encoding_is_declared(declared: str, headers: list[tuple[str, str]], tmp_path: Path) -> None:
    documents, problems = texts(tmp_path, response("https://n.example/1", in_1256(declared), headers))
    assert problems == []
    assert [each["text"] for each in documents] == [f"{ARABIC}\n\n{FURTHER}\n"]
    assert documents[0]["language"] == "ar"


CUT = page("dam")[:-90]
CUT_OFF = {
    "after so many bytes": response("https://n.example/1", CUT, truncated="length"),
    "within a gzip stream": response(
        "https://n.example/1", gzip.compress(CUT, mtime=0)[:-8], packed_as("gzip"), truncated="length"
    ),
    "within a Brotli stream": response(
        "https://n.example/1", brotli.compress(page("dam"))[:-9], packed_as("br"), truncated="time"
    ),
    "within a chunk": response(
        "https://n.example/1", chunked(page("dam"))[:-90], [HTML, CHUNKED], truncated="disconnect"
    ),
}


@pytest.mark.parametrize("form", CUT_OFF)
def test_a_page_that_the_crawler_cut_off_is_read_as_far_as_it_goes(form: str, tmp_path: Path) -> None:
    documents, problems = texts(tmp_path, CUT_OFF[form])
    assert problems == []
    assert [WORDS.format(name="dam") in str(each["text"]) for each in documents] == [True]


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    others = {"application/rss+xml": b"<rss/>", "image/jpeg": b"\xff\xd8\xff", "text/xml": b"<urlset/>"}
    documents, problems = texts(
        tmp_path,
        request("https://n.example/1", "GET /1 "),
        revisit("https://n.example/1"),
        *(response(f"https://n.example/{kind}", body, [("Content-Type", kind)]) for kind, body in others.items()),
        response("https://n.example/empty", b""),
        response("https://n.example/1", page("dam")),
    )
    assert (len(documents), problems) == (1, [])


def test_a_page_that_was_captured_twice_is_one_document_unless_it_changed(tmp_path: Path) -> None:
    same, changed = page("dam"), page("bridge")
    documents, problems = texts(
        tmp_path,
        *(response("https://n.example/1", body) for body in (same, same, changed)),
        response("https://other.example/1", same),
    )
    assert problems == []
    assert [(each["url"], each["title"]) for each in documents] == [
        ("https://n.example/1", "dam"),
        ("https://n.example/1", "bridge"),
        ("https://other.example/1", "dam"),
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_is_cut_off_gives_what_is_whole_and_a_finding(tmp_path: Path, packed: bool) -> None:
    whole = response("https://n.example/1", page("dam"))
    last = response("https://n.example/2", page("bridge"))
    if not packed:
        whole, last = gzip.decompress(whole), gzip.decompress(last)
    documents, (problem,) = read(tmp_path, NAME if packed else NAME.removesuffix(".gz"), whole + last[:-100])
    assert "cut off" in str(problem)
    assert documents[0]["title"] == "dam"


def test_a_record_that_says_it_is_longer_than_the_archive_is_a_finding(tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page("dam")
    wrong = record("response", "https://n.example/1", block, "application/http; msgtype=response", length=9_999_999)
    _, problems = texts(tmp_path, wrong, response("https://n.example/2", page("bridge")))
    assert problems == ["the archive is cut off, or a record in it says that it is longer than it is"]


def noisy(name: str) -> bytes:
    """A page of some kilobytes that cannot be packed."""
    return page(name) + b"<!-- %b -->" % random.Random(name).randbytes(4000).hex().encode()


def crawl(place: Path) -> Path:
    """A WACZ of two WARC files, in which a site is known from a redirect alone."""
    moved = response("https://a.example/old", b"", [("Location", "https://b.example/0")], "HTTP/1.1 302 Found")
    pages = [
        [response(f"https://{host}.example/{number}", noisy(f"{host}{number}")) for number in range(12)]
        for host in "ab"
    ]
    members = {
        "archive/1.warc.gz": moved + b"".join(pages[0]),
        "archive/2.warc.gz": b"".join(pages[1]) + response("https://frame.example/", noisy("frame")),
        "pages/pages.jsonl": b'{"url": "https://a.example/1"}\n',
    }
    path = place / "crawl.wacz"
    path.write_bytes(wacz(members, stored=True))
    return path


def test_workers_share_a_wacz(tmp_path: Path) -> None:
    archive = crawl(tmp_path)
    made = partial(collect, [archive], settings=Settings(most=5), extract=quick, workers=2)
    first = made(tmp_path / "out")
    assert first.made == 6
    found = {row["url"]: row["title"] for row in rows(tmp_path / "out", "documents")}
    assert found == {f"https://{host}.example/{number}": f"{host}{number}" for number in range(12) for host in "ab"}
    assert rows(tmp_path / "out", "findings") == []
    assert len({row["number"] for row in rows(tmp_path / "out", "documents")}) == 24
    before = contents(tmp_path / "out")
    folder.marker(tmp_path / "out", folder.complete(tmp_path / "out")[3]).unlink()
    again = made(tmp_path / "out")
    assert (again.made, again.skipped) == (1, 5)
    assert contents(tmp_path / "out") == before
