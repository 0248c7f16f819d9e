"""Files made to do harm end in a refusal, within limits of time and memory."""

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.errors import ClaimsError
from claims.ingest import Unreadable, decompression, file_formats, read_all, sandbox, zip_archive
from claims.ingest.readings import Hints
from claims.model import Document
from tests.ingest.made import TEXT, Answer, page, saved, wacz, warc


def told(path: Path) -> list[str]:
    """What became of each article in the file."""
    return [str(one.error) if isinstance(one, Unreadable) else one.text for one in read_all([path])]


def zeros(count: int) -> bytes:
    """Gzip of so many zeros, made without having them in memory."""
    packer = zlib.compressobj(1, wbits=31)
    block = bytes(1_000_000)
    return b"".join(packer.compress(block) for _ in range(count // len(block))) + packer.flush()


def nested(tag: str) -> bytes:
    return b"<html><body>" + f"<{tag}>".encode() * 1_000_000 + b"<p>x"


# A hundred thousand pages, all of which are one object.
PAGES = (
    b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 100000/Kids["""
    + b"3 0 R " * 100_000
    + b"""]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
trailer<</Root 1 0 R>>
%%EOF"""
)
# A tree of pages that is its own branch.
LOOP = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 3/Kids[2 0 R 2 0 R 2 0 R]/Parent 2 0 R>>endobj
trailer<</Root 1 0 R>>
%%EOF"""
PARTS = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 20_000
NESTED_PARTS = b'Content-Type: multipart/related; boundary="b"\r\n\r\n' + b"".join(
    b'--b%d\r\nContent-Type: multipart/mixed; boundary="b%d"\r\n\r\n' % (depth, depth + 1) for depth in range(20_000)
)


def word_with_entities() -> bytes:
    """A Word document whose XML refers to an entity of ten to the tenth letters."""
    made = io.BytesIO()
    docx.Document().save(made)
    lines = ["<!DOCTYPE x [", '<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{depth} "{f"&a{depth - 1};" * 10}">' for depth in range(1, 11)]
    out = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                declaration, _, rest = data.partition(b"?>")
                body = rest.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>&a10;</w:t></w:r></w:p>")
                data = declaration + b"?>" + "\n".join([*lines, "]>"]).encode() + body
            target.writestr(name, data)
    return out.getvalue()


def word_of_zeros() -> bytes:
    made = io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/bomb.xml", "w") as member:
        for _ in range(200):
            member.write(bytes(1_000_000))
    return made.getvalue()


def endless_table() -> bytes:
    """A ZIP whose end says that its table of contents has four gigabytes."""
    return wacz({})[:-22] + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 0xFFFFFFF0, 0, 0)


HTML = {"Content-Type": "text/html"}
HARMFUL: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a gzip bomb as WARC": (
        "a.warc.gz",
        lambda: zeros(20_000_000),
        "unpacks to more than 100 times its size|not a WARC",
    ),
    "a gzip bomb as JSON Lines": ("a.jsonl.gz", lambda: zeros(20_000_000), "the line is longer than 10 MB"),
    "gzip in gzip": ("a.warc.gz", lambda: gzip.compress(zeros(20_000_000)), "not a WARC|no article|unpacks to more"),
    "a page of sixty megabytes in gzip": (
        "a.warc",
        lambda: warc([Answer("https://n.example/a", zeros(60_000_000), {**HTML, "Content-Encoding": "gzip"})]),
        "the page is larger than 50 MB",
    ),
    "a page of sixty megabytes in brotli": (
        "a.warc",
        lambda: warc(
            [Answer("https://n.example/a", brotli.compress(bytes(60_000_000)), {**HTML, "Content-Encoding": "br"})]
        ),
        "the page is larger than 50 MB",
    ),
    "a ZIP bomb as WACZ": (
        "a.wacz",
        lambda: wacz({"archive/a.warc.gz": zeros(20_000_000)}),
        "unpacks to more than 100 times|not a WARC",
    ),
    "a ZIP with an endless table": ("a.wacz", endless_table, "the ZIP lists too many files"),
    "elements nested a million deep": ("a.html", lambda: nested("div"), "no article was found"),
    "tables nested a million deep": ("a.html", lambda: nested("table><tr><td"), "no article was found"),
    "lists nested a million deep": ("a.html", lambda: nested("ul><li"), "no article was found"),
    "a page of a gigabyte": ("a.html", lambda: b"", "the file is larger than 50 MB"),
    "a PDF of a hundred thousand pages": ("a.pdf", lambda: PAGES, "the PDF has more than 1000 pages"),
    "a PDF whose pages go round": ("a.pdf", lambda: LOOP, "the file is damaged"),
    "MHTML of many parts": ("a.mhtml", lambda: PARTS, "the MHTML file has too many parts"),
    "MHTML nested deep": ("a.mhtml", lambda: NESTED_PARTS, "the MHTML file has too many parts"),
    "XML entities": ("a.docx", word_with_entities, "the file is damaged|no article was found"),
    "a Word document of zeros": ("a.docx", word_of_zeros, "unpacks to more than 100 times its size"),
    "JSON nested a million deep in a page": (
        "a.html",
        f"<script type='application/ld+json'>{'[' * 1_000_000}</script>".encode,
        "no article was found",
    ),
}


@pytest.mark.parametrize("what", HARMFUL)
def test_what_is_made_to_do_harm_is_refused(tmp_path: Path, what: str) -> None:
    name, made, message = HARMFUL[what]
    path = saved(tmp_path / name, made())
    if what == "a page of a gigabyte":
        with path.open("r+b") as file:
            file.truncate(1_000_000_000)
    [refusal] = told(path)
    assert any(one in refusal for one in message.split("|")), refusal


def test_after_a_hostile_file_the_next_one_is_read(tmp_path: Path) -> None:
    saved(tmp_path / "a.html", nested("div"))
    saved(tmp_path / "b.pdf", LOOP)
    saved(tmp_path / "c.html", page())
    *refused, read = read_all([tmp_path])
    assert all(isinstance(one, Unreadable) for one in refused)
    assert isinstance(read, Document)
    assert read.text == TEXT


def test_what_takes_too_long_is_given_up() -> None:
    impatient = sandbox.Sandbox(seconds=0.001)
    with pytest.raises(ClaimsError, match=r"takes longer than 0\.001 seconds"):
        impatient.extract("web_page", page().encode(), Hints("a.html"))
    impatient.seconds = 60
    assert impatient.extract("web_page", page().encode(), Hints("a.html")).text == TEXT
    impatient.end()


def test_what_ends_the_other_process_is_told_and_does_not_end_this_one() -> None:
    crashed = sandbox.Sandbox()
    crashed.extract("web_page", page().encode(), Hints("a.html"))
    assert crashed._process is not None
    crashed._process.kill()
    crashed._process.wait(timeout=60)
    with pytest.raises(ClaimsError, match="ends the program that does it"):
        crashed.extract("web_page", page().encode(), Hints("a.html"))
    assert crashed.extract("web_page", page().encode(), Hints("a.html")).text == TEXT
    crashed.end()


def test_names_in_archives_are_only_names(tmp_path: Path) -> None:
    data = warc([Answer("https://n.example/../../../etc/passwd")])
    archive = saved(tmp_path / "in" / "a.wacz", wacz({"archive/../../../evil.warc.gz": data, "/archive/b.warc": data}))
    assert told(archive) == [f"{archive}: no article in this archive. Save the article's page itself, as HTML"]
    saved(archive, wacz({"archive/a.warc.gz": data}))
    [document] = read_all([archive])
    assert isinstance(document, Document)
    assert document.id == "passwd"
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.wacz"]


def test_large_zips_say_the_length_of_their_table_elsewhere() -> None:
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**40, 0)
    small = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 0xFFFFFFFF, 0, 0)
    with pytest.raises(ClaimsError, match="lists too many files"):
        zip_archive.opened(io.BytesIO(large + small), "a.wacz")


def test_the_budget_counts_all_layers() -> None:
    file = io.BytesIO(gzip.compress(bytes(1000)))
    budget = decompression.Budget(file, "a")
    before = budget.left
    assert decompression.unpacked(file, budget).read() == bytes(1000)
    assert before - budget.left == 1000


def test_more_than_the_budget_does_not_come_out() -> None:
    file = io.BytesIO(gzip.compress(bytes(1000)))
    budget = decompression.Budget(file, "a.warc.gz")
    budget.left = 999
    with pytest.raises(decompression.PackedError, match="unpacks to more than 100 times its size"):
        decompression.unpacked(file, budget).read()


SUFFIXES = [suffix for kind in file_formats.FORMATS for suffix in kind.suffixes] + ["", ".doc", ".unknown"]
STARTS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\nWARC-Type: response\r\n", b"<html>", b"{"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SUFFIXES), st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes_by_any_name_are_read_or_refused(tmp_path: Path, suffix: str, start: bytes, rest: bytes) -> None:
    path = saved(tmp_path / f"a{suffix}", start + rest)
    results = list(read_all([path]))
    assert results
    assert all(isinstance(one, Document | Unreadable) for one in results)


def test_a_damaged_file_of_each_kind_is_read_or_refused(tmp_path: Path) -> None:
    printed = Path(__file__).parent / "printed" / "arabic.weasyprint.pdf"
    made = io.BytesIO()
    docx.Document().save(made)
    whole = {
        "a.pdf": printed.read_bytes(),
        "a.docx": made.getvalue(),
        "a.warc.gz": warc([Answer("https://n.example/a")]),
        "a.wacz": wacz({"archive/a.warc": warc([Answer("https://n.example/a")])}),
        "a.jsonl.gz": gzip.compress(json.dumps({"text": TEXT}).encode()),
    }
    for name, data in whole.items():
        for at in range(0, len(data), max(1, len(data) // 12)):
            flipped = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
            for damaged in (flipped, data[:at]):
                assert list(read_all([saved(tmp_path / name, damaged)]))
