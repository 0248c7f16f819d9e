"""Large files are divided into parts that together hold each article once, wherever they are divided."""

import csv
import gzip
import io
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ClaimsError
from claims.ingest import Unreadable, file_parts, read_all
from claims.ingest.file_parts import Part
from tests.ingest.made import PARAGRAPHS, TEXT, Answer, page, wacz, warc

TITLES = [f"العنوان {number}" for number in range(11)]


def answers() -> list[Answer | str]:
    made: list[Answer | str] = []
    for number, title in enumerate(TITLES):
        made.append(Answer(f"https://news.example/{number}", page(f"{title}. {PARAGRAPHS[0]}", PARAGRAPHS[1]).encode()))
        if number % 3 == 0:
            made.append(Answer(f"https://news.example/gone/{number}", b"", status="404 Not Found"))
            made.append(f"https://news.example/{number}")
    return made


def lines(blank: str = "") -> bytes:
    return "".join(json.dumps({"text": f"{title}\n{TEXT}", "title": title}) + "\n" + blank for title in TITLES).encode()


def table() -> bytes:
    file = io.BytesIO()
    texts = [f"{title}\n{TEXT}" for title in TITLES]
    pq.write_table(pa.table({"Title": TITLES, "text": texts, "other": [[1]] * len(TITLES)}), file, row_group_size=4)
    return file.getvalue()


def moved(number: int) -> list[Answer | str]:
    """A redirect to a site that the list of pages does not name, and frames of one to which nothing leads."""
    to = {"Location": f"//site-{number}.example/moved"}
    frame = page("We and our partners store and access information on a device, such as cookies. " * 3).encode()
    return [
        Answer(f"https://news.example/old/{number}", b"", to, "302 Found"),
        Answer(f"https://frames.example/{number}", frame),
    ]


def web_archive(*, stored: bool = True, packed: bool = True) -> bytes:
    """A WACZ of three WARC files, of which each names sites whose pages are in a later one."""
    all_of_them = answers()
    members = {"pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "https://news.example/0"}\n'}
    for number, start in enumerate(range(0, len(all_of_them), 6)):
        pages = [
            replace(each, url=each.url.replace("news", f"site-{number - 1}"))
            if isinstance(each, Answer) and number and not each.status.startswith("404")
            else each
            for each in all_of_them[start : start + 6]
        ]
        members[f"archive/{9 - number}.warc.gz"] = warc([*moved(number), *pages], packed=packed)
    return wacz(members, stored=stored)


def rows(encoding: str = "utf-8", head: str = "", end: str = "\r\n", mark: str = ",") -> bytes:
    file = io.StringIO(newline="")
    file.write(head)
    writer = csv.writer(file, delimiter=mark, lineterminator=end)
    writer.writerow(["Title", "النص", "size"])
    for title in TITLES:
        writer.writerow([title, f'{title}\n"{TEXT}"', '5" pipe'])
    return file.getvalue().encode(encoding)


MADE = {
    "a.csv": rows,
    "quoted.csv": lambda: rows(end="\n", mark=";").replace(b'"5"" pipe"', b'5" pipe'),
    "excel.csv": lambda: rows("utf-8-sig", head="sep=;\r\n", mark=";"),
    "old.csv": lambda: rows("windows-1256", end="\n"),
    "blank.csv": lambda: rows().replace(b'pipe"\r\n', b'pipe"\r\n\r\n'),
    "unended.csv": lambda: rows().rstrip(),
    "a.tsv": lambda: rows(mark="\t"),
    "utf-16.tsv": lambda: rows("utf-16", mark="\t"),
    "a.jsonl": lines,
    "blank.jsonl": lambda: lines("\n \n"),
    "unended.jsonl": lambda: lines().rstrip(b"\n"),
    "a.jsonl.gz": lambda: gzip.compress(lines()),
    "a.warc": lambda: warc(answers(), packed=False),
    "a.warc.gz": lambda: warc(answers()),
    "whole.warc.gz": lambda: gzip.compress(warc(answers(), packed=False)),
    "a.wacz": web_archive,
    "whole-packed.wacz": lambda: web_archive(stored=False),
    "whole-plain.wacz": lambda: web_archive(packed=False),
    "a.parquet": table,
}


def in_parts(path: Path, most: int | None) -> tuple[int, list[tuple[int, str, str]]]:
    """How many parts there are, and number, place and text of each article in them; of the whole file for None."""
    parts = [Part()] if most is None else list(file_parts.parts(path, path.name, most))
    found = []
    for part in parts:
        for number, article in file_parts.articles(path, part, path.name, None):
            assert not isinstance(article, Unreadable), article
            if article.text:
                found.append((number, article.where, article.text))
    return len(parts), found


@pytest.mark.parametrize("most", [1, 2, 3, 5, 100])
@pytest.mark.parametrize("name", MADE)
def test_the_parts_hold_what_the_file_holds(tmp_path: Path, name: str, most: int) -> None:
    path = tmp_path / name
    path.write_bytes(MADE[name]())
    count, found = in_parts(path, most)
    _, whole = in_parts(path, None)
    assert [text for *_, text in found] == [text for *_, text in whole]
    assert [where for _, where, _ in found] == [where for _, where, _ in whole]
    assert len(whole) == len(TITLES)
    numbers = [number for number, *_ in found]
    assert numbers == sorted(set(numbers))
    if name.startswith(("whole", "utf-16")):
        assert count == 1, "what is packed as a whole cannot be divided, and no table in UTF-16"
    elif most <= 5:
        assert count > 1
    if "warc" not in name and "wacz" not in name:
        assert numbers == [number for number, *_ in whole]


def test_a_row_that_does_not_end_costs_what_follows_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    more = b"".join(b'"%d","text"\r\n' % number for number in range(3))
    path.write_bytes(b"title,text\r\n" + more + b'"open,' + b"a" * 11_000_000 + b"\r\n" + more)
    parts = list(file_parts.parts(path, path.name, 2))
    assert [(part.lines, part.end - part.start < 1000) for part in parts] == [(0, True), (2, True), (3, False)]
    assert [len(list(file_parts.articles(path, part, path.name, None))) for part in parts[:2]] == [2, 1]
    with pytest.raises(ClaimsError, match=r"a\.csv:5: the table is damaged: field larger"):
        list(file_parts.articles(path, parts[2], path.name, None))


def test_parquet_is_read_as_a_table_is(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(table())
    found = list(read_all([tmp_path / "a.parquet"]))
    assert [one.title for one in found if not isinstance(one, Unreadable)] == TITLES


def test_a_parquet_file_without_texts_says_which_column_it_lacks(tmp_path: Path) -> None:
    pq.write_table(pa.table({"words": ["a"]}), tmp_path / "a.parquet")
    (found,) = read_all([tmp_path / "a.parquet"])
    assert isinstance(found, Unreadable)
    assert found.error.what == "no column of this table is named text"


def test_a_damaged_parquet_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(table()[:-30])
    (found,) = read_all([tmp_path / "a.parquet"])
    assert isinstance(found, Unreadable)
    assert "damaged" in found.error.what


ARCHIVES = {
    "a.warc": MADE["a.warc"](),
    "a.warc.gz": MADE["a.warc.gz"](),
    "a.wacz": web_archive(),
}


@pytest.mark.timeout(300)
@given(st.sampled_from(sorted(ARCHIVES)), st.integers(1, 5000), st.integers(1, 12))
def test_a_damaged_archive_loses_what_is_damaged_and_nothing_twice(name: str, at: int, most: int) -> None:
    data = bytearray(ARCHIVES[name])
    at = min(at, len(data) - 1)
    data[at] ^= 0xFF
    path = Path("/dev/shm" if Path("/dev/shm").is_dir() else "/tmp") / f"claims-test-parts-{name}"
    try:
        path.write_bytes(data)
        parts = list(file_parts.parts(path, path.name, most))
        ranges = sorted((part.start, part.end) for part in parts)
        assert all(one[1] <= other[0] for one, other in pairwise(ranges))
        if "warc" in name:
            assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
            assert (parts[0].start, parts[-1].end) == (0, len(data))
        places = []
        for part in parts:
            try:
                places += [
                    article.where
                    for _, article in file_parts.articles(path, part, path.name, None)
                    if isinstance(article, Unreadable) or article.text
                ]
            except ClaimsError:
                continue
        assert len(places) == len(set(places))
    finally:
        path.unlink(missing_ok=True)
