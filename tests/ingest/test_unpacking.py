"""What is packed is unpacked in the worker alone, whatever becomes of it there."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import brotli
import docx
import pytest

from claims.errors import ClaimsError
from claims.ingest import Unreadable, find, read_all, read_found, sandbox
from claims.ingest.readings import Hints
from tests.ingest.made import PARAGRAPHS, TEXT, Answer, page, saved, wacz, warc

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = json.dumps({"text": TEXT, "id": "a"}).encode() + b"\n"
HTML = {"Content-Type": "text/html"}


def word_document() -> bytes:
    made, document = io.BytesIO(), docx.Document()
    for words in PARAGRAPHS:
        document.add_paragraph(words)
    document.save(made)
    return made.getvalue()


def lzma_wacz() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("archive/a.warc.gz", warc([Answer("https://n.example/a")]))
    return file.getvalue()


PACKED = {
    "a.jsonl.gz": gzip.compress(ARTICLE),
    "a.warc.gz": warc([Answer("https://n.example/a")]),
    "a.warc": warc(
        [Answer("https://n.example/a", brotli.compress(page().encode()), {**HTML, "Content-Encoding": "br"})],
        packed=False,
    ),
    "deflate.warc": warc(
        [Answer("https://n.example/a", zlib.compress(page().encode()), {**HTML, "Content-Encoding": "deflate"})],
        packed=False,
    ),
    "a.wacz": wacz({"archive/a.warc.gz": warc([Answer("https://n.example/a")])}),
    "lzma.wacz": lzma_wacz(),
    "a.docx": word_document(),
    "a.html.gz": gzip.compress(page().encode()),
    "a.txt.gz": gzip.compress(TEXT.encode()),
}


@pytest.fixture
def no_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses all decompression in this process."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("unpacked in the main process")

    monkeypatch.setattr(gzip, "GzipFile", refused)
    monkeypatch.setattr(zlib, "decompressobj", refused)
    monkeypatch.setattr(zlib, "decompress", refused)
    monkeypatch.setattr(zipfile, "ZipFile", refused)
    monkeypatch.setattr(brotli, "Decompressor", refused)


@pytest.mark.usefixtures("no_unpacking")
@pytest.mark.parametrize("name", PACKED)
def test_nothing_is_unpacked_in_this_process(tmp_path: Path, name: str) -> None:
    [read] = read_all([saved(tmp_path / name, PACKED[name])], language="ar")
    assert not isinstance(read, Unreadable)
    assert read.text == TEXT


@pytest.mark.usefixtures("no_unpacking")
def test_folders_with_packed_records_are_searched_without_unpacking(tmp_path: Path) -> None:
    saved(tmp_path / "claims.jsonl.gz", gzip.compress(b'{"id": "clm-000000000000"}\n'))
    kept = saved(tmp_path / "a.jsonl.gz", gzip.compress(ARTICLE * 1000))
    assert find([tmp_path]) == [kept]


def test_two_archives_are_read_at_the_same_time(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{TEXT}{number}", "id": str(number)}).encode() for number in range(3)]
    for name in "ab":
        saved(tmp_path / f"{name}.jsonl.gz", gzip.compress(b"\n".join(lines)))
    pairs = zip(*(read_found([tmp_path / f"{name}.jsonl.gz"], language="ar") for name in "ab"), strict=True)
    assert [(one.id, two.id) for one, two in pairs] == [("0", "0"), ("1", "1"), ("2", "2")]


def test_an_archive_that_is_left_before_its_end_does_not_disturb_the_next(tmp_path: Path) -> None:
    many = [Answer(f"https://n.example/{number}") for number in range(50)]
    left = read_all([saved(tmp_path / "a.warc.gz", warc(many))], language="ar")
    next(iter(left))
    left.close()  # type: ignore[attr-defined]
    assert len(list(read_all([saved(tmp_path / "b.jsonl.gz", gzip.compress(ARTICLE))]))) == 1


def test_archives_from_standard_input_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PACKED["a.warc.gz"])))
    [read] = read_all(["-"])
    assert not isinstance(read, Unreadable)
    assert read.text == TEXT


class Endless(io.RawIOBase):
    """A file of which the worker asks more and more."""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return 10**15 if whence == os.SEEK_END else offset

    def read(self, size: int = -1) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_disk_that_fails_is_not_taken_for_a_damaged_archive() -> None:
    with pytest.raises(OSError, match="Input/output error"):
        list(sandbox.streamed("decompression.pieces", Endless(), Hints("a.gz")))  # type: ignore[arg-type]


def test_what_unpacks_too_slowly_is_given_up(tmp_path: Path) -> None:
    impatient = sandbox.Sandbox(seconds=0.001)
    with (
        saved(tmp_path / "a.gz", gzip.compress(bytes(10_000_000))).open("rb") as file,
        pytest.raises(ClaimsError, match=r"takes longer than 0\.001 seconds"),
    ):
        list(impatient.stream("decompression.pieces", file, Hints("a.gz")))
    impatient.end()


def test_a_worker_given_up_between_two_steps_is_named_as_too_slow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = sandbox.Sandbox(seconds=0.01)
    monkeypatch.setattr(sandbox, "send", lambda *_: time.sleep(0.2))  # nothing fails while the time runs out
    with (
        saved(tmp_path / "a.gz", gzip.compress(b"a")).open("rb") as file,
        pytest.raises(ClaimsError, match=r"takes longer than 0\.01 seconds"),
    ):
        list(impatient.stream("decompression.pieces", file, Hints("a.gz")))


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, object], bytes]]:
    """What a worker answers that hostile bytes took over."""
    answers: list[tuple[dict[str, object], bytes]] = []
    monkeypatch.setattr(sandbox, "streamed", lambda *_: iter(answers))
    return answers


@pytest.mark.parametrize(
    "said",
    [
        {"address": ["https://n.example/a"]},
        {"media_type": "application/x-executable", "address": "a"},
        {"passed": "\x1b[31m", "capture": {"page": 5}},
        {"error": [1, 2]},
        {},
    ],
)
def test_a_worker_that_was_taken_over_is_not_believed(
    tmp_path: Path, hostile: list[tuple[dict[str, object], bytes]], said: dict[str, object]
) -> None:
    path = saved(tmp_path / "a.warc", warc([Answer("https://n.example/a")], packed=False))
    hostile.append((said, b""))
    for read in read_all([path]):
        assert isinstance(read, Unreadable)
        assert "fault in this program" not in str(read.error)
        assert "\x1b" not in str(read.error)
