"""Small packed files that hold millions of line ends, and archives with absurd lengths."""

from __future__ import annotations

import gzip
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from claims.ingest import Unreadable, find, read_found
from claims.workflow.validation import validation_run

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = b'{"text": "\\u0642\\u0627\\u0644 \\u0627\\u0644\\u0648\\u0632\\u064a\\u0631 \\u0625\\u0646 \\u0627\\u0644\\u0637\\u0631\\u064a\\u0642 \\u0645\\u063a\\u0644\\u0642."}\n'  # noqa: E501
RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
    b"Content-Type: application/http\r\nContent-Length: %b\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a</p>\r\n\r\n"
)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_millions_of_line_ends_cost_little(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(end * 10_000_000 + ARTICLE))
    began = time.process_time()
    (article,) = read_found(find([path]), language="ar")
    assert not isinstance(article, Unreadable)
    assert validation_run().check(path) is not None
    assert {each.line for each in validation_run().check(path)} == {10_000_001}
    assert time.process_time() - began < 10


@pytest.mark.parametrize("length", [b"9" * 30, b"-5", b"99999999999", b"nan", b"1e9"])
def test_an_absurd_length_is_damage(tmp_path: Path, length: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(RECORD % length)
    (article,) = read_found(find([tmp_path / "a.warc"]))
    assert isinstance(article, Unreadable)
    assert "fault in this program" not in str(article.error)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_damage_in_any_compression_is_named(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("archive/a.warc", RECORD * 500)
    data = bytearray(path.read_bytes())
    data[60:90] = bytes(range(30))
    path.write_bytes(data)
    for article in read_found(find([path])):
        assert isinstance(article, Unreadable)
        assert "fault in this program" not in str(article.error)
