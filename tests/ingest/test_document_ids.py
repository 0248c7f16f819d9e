"""Two files never share a document id, and the order in which they are read changes none."""

from __future__ import annotations

import json
import logging
import unicodedata
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest import Unreadable, read_all
from claims.model import folded_id, id_fault, is_document_id

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "قال مصدر أمني إن القوات سيطرت على المدينة.\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def ids(*paths: Path) -> dict[str, str]:
    """The id of each text."""
    found = {}
    for document in read_all(paths):
        assert not isinstance(document, Unreadable), document
        found[document.text] = document.id
    return found


CLASHES = {
    "one name in two folders": ("a/report.txt", "b/report.txt"),
    "two formats of one name": ("report.txt", "report.md"),
    "names that differ in case": ("a/Report.txt", "b/report.txt"),
    "names that fold to one, such as ß and ss": ("a/straße.txt", "b/STRASSE.txt"),
    "composed and decomposed letters": ("a/caf\u00e9.txt", "b/cafe\u0301.txt"),
    "both at once": ("a/\u1e9b\u0323.txt", "b/\u1e9b\u0323.md"),
    "characters that ids do not have": ("a?b.txt", "a_b.txt"),
    "dots and blanks at the ends": ("a/.. report .txt", "b/report.txt"),
    "long names that begin alike": (f"{'x' * 130}1.txt", f"{'x' * 130}2.txt"),
    "long Arabic names": (f"{'خ' * 122}1.txt", f"{'خ' * 122}2.txt"),
    "three of them": ("a/report.txt", "b/report.txt", "c/Report.md"),
}


@pytest.mark.parametrize("names", CLASHES.values(), ids=CLASHES)
def test_files_of_one_name_have_ids_of_their_own_in_any_order(tmp_path: Path, names: tuple[str, ...]) -> None:
    paths = [write(tmp_path / name, f"{TEXT}{number}\n") for number, name in enumerate(names)]
    found = [ids(*order) for order in permutations(paths)]
    assert all(each == found[0] for each in found)
    assert len({folded_id(id) for id in found[0].values()}) == len(paths)
    for id in found[0].values():
        assert is_document_id(id)
        assert id_fault(id) is None
        assert len(f"{id}.{'0' * 12}.txt".encode()) <= 255, "as the name of an earlier version"


def test_more_files_of_a_name_change_no_id(tmp_path: Path) -> None:
    paths = [write(tmp_path / str(number) / "index.html.txt", f"{TEXT}{number}\n") for number in range(4)]
    two, four = ids(*paths[:2]), ids(*paths)
    assert {text: four[text] for text in two} == two


def test_files_without_a_namesake_keep_their_names(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, f"{TEXT}{name}") for name in ("a/report.txt", "b/report.txt", "talks.txt")]
    assert ids(*paths)[f"{TEXT}talks.txt"] == "talks"
    assert ids(paths[0]) == {f"{TEXT}a/report.txt": "report"}


def test_a_file_that_has_the_qualified_name_of_another_is_told_apart(tmp_path: Path) -> None:
    one, two = (write(tmp_path / folder / "report.txt", f"{TEXT}{folder}") for folder in "ab")
    taken = ids(one, two)[f"{TEXT}a"]
    three = write(tmp_path / f"{taken}.txt", f"{TEXT}c")
    for order in ((one, two, three), (three, two, one)):
        found = ids(*order)
        assert len({folded_id(id) for id in found.values()}) == 3


def test_one_article_twice_is_one_document(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    one, two = (write(tmp_path / folder / "report.txt", TEXT) for folder in "ab")
    assert len(list(read_all([one, two]))) == 1
    assert f"{two}: skipped, {one} has the same name and the same text" in caplog.text


def test_one_text_of_two_publishers_is_two_documents(tmp_path: Path) -> None:
    paths = [write(tmp_path / folder / "report.txt", TEXT) for folder in "ab"]
    for path in paths:
        write(path.with_suffix(".meta.json"), json.dumps({"publisher": f"Outlet {path.parent.name}"}))
    found = [document.id for document in read_all(paths) if not isinstance(document, Unreadable)]
    assert len(set(found)) == 2


def lines(path: Path, *records: dict[str, str]) -> Path:
    return write(path, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))


def test_ids_in_two_exports_are_told_apart(tmp_path: Path) -> None:
    one, two = (lines(tmp_path / f"{name}.jsonl", {"id": "1", "text": TEXT + name}) for name in "ab")
    found = ids(one, two)
    assert found[f"{TEXT}a"] == "1"
    assert found[f"{TEXT}b"].startswith("1-")


def test_an_article_in_an_archive_yields_to_a_file_of_its_name(tmp_path: Path) -> None:
    archive = lines(tmp_path / "all.jsonl", {"url": "https://news.example/2024/report", "text": f"{TEXT}archive"})
    file = write(tmp_path / "report.txt", f"{TEXT}file")
    found = ids(archive, file)
    assert found == ids(file, archive)
    assert found[f"{TEXT}file"] == "report"
    assert found[f"{TEXT}archive"].startswith("report-")


@given(st.text())
def test_folding_is_stable_and_ignores_how_letters_are_composed(name: str) -> None:
    assert folded_id(folded_id(name)) == folded_id(name)
    assert {folded_id(unicodedata.normalize(form, name)) for form in ("NFC", "NFD")} == {folded_id(name)}
