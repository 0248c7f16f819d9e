"""Ids of documents in a collection: derived from where an article lies and what it says."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import collection_document_id, digest, id_fault, is_document_id

ADDRESS = "https://news.example/2024/05/20/خبر"
ADDRESSES = st.text(min_size=1)
DIGESTS = st.text().map(lambda text: digest(text.encode("utf-8", "replace").decode()))


def test_the_id_is_that_of_every_version() -> None:
    assert collection_document_id(ADDRESS, digest("one text\n")) == "doc-d7a86e32aae8599e35b7173cab72211a"


def test_the_shell_derives_the_same_id() -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("no sha256sum on this machine")
    sha256 = digest("one text\n")
    line = f"{ADDRESS}\n{sha256}".encode()
    told = subprocess.run(["sha256sum"], input=line, capture_output=True, check=True, timeout=30).stdout.decode()
    assert collection_document_id(ADDRESS, sha256) == f"doc-{told[:32]}"


@given(ADDRESSES, DIGESTS)
def test_it_is_a_good_name_for_a_file(address: str, sha256: str) -> None:
    id = collection_document_id(address, sha256)
    assert is_document_id(id)
    assert id_fault(id) is None
    assert len(id) == 36


@given(st.tuples(ADDRESSES, DIGESTS), st.tuples(ADDRESSES, DIGESTS))
def test_two_articles_never_share_one(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (collection_document_id(*one) == collection_document_id(*other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/report.txt", "b/report.txt"),
        ("report.txt", "report.html"),
        ("report.txt", "Report.txt"),
        ("caf\u00e9.txt", "cafe\u0301.txt"),
        ("news.jsonl#1", "news.jsonl#11"),
        ("bad\udcfe.txt", "bad\udcff.txt"),
    ],
)
def test_addresses_that_files_and_stems_confuse_are_told_apart(one: str, other: str) -> None:
    assert collection_document_id(one, digest("x")) != collection_document_id(other, digest("x"))
