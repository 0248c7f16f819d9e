"""The map beside a sheet is held to the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet.formats import write
from claims.workflow.validation import validation_run
from tests.validation import example

if TYPE_CHECKING:
    from pathlib import Path


def found(folder: Path) -> list[tuple[str, str, str]]:
    """The errors: code, file and what is said."""
    return [
        (each.code, str(each.file).rpartition("/")[2], each.message)
        for each in validation_run().check(folder)
        if each.code.startswith("E")
    ]


def test_the_map_that_the_records_give_is_right(tmp_path: Path) -> None:
    folder = example.write(tmp_path / "dossier")
    assert (folder / "factsheet.map.svg").is_file()
    assert found(folder) == []


def test_a_map_that_is_not_there_is_missed(tmp_path: Path) -> None:
    folder = example.write(tmp_path / "dossier")
    (folder / "factsheet.map.svg").unlink()
    assert found(folder) == [("E401", "factsheet.map.svg", "the sheet's map is missing; render the sheet again")]


def test_an_edited_map_is_stale(tmp_path: Path) -> None:
    folder = example.write(tmp_path / "dossier")
    drawn = folder / "factsheet.map.svg"
    drawn.write_bytes(drawn.read_bytes().replace(b"circle", b"ellipse"))
    message = "the map does not match the current records; render the sheet again"
    assert found(folder) == [("E401", "factsheet.map.svg", message)]


def test_a_map_of_places_that_no_record_has_any_more_is_to_go(tmp_path: Path) -> None:
    folder = example.write(tmp_path / "dossier", example.without_places(example.dossier()))
    assert found(folder) == []
    (folder / "factsheet.map.svg").write_text("<svg/>", encoding="utf-8")
    ((code, file, message),) = found(folder)
    assert (code, file) == ("E401", "factsheet.map.svg")
    assert message.endswith("remove it")


def test_a_sheet_that_shows_a_map_of_another_name_is_stale(tmp_path: Path) -> None:
    folder = example.write(tmp_path / "dossier")
    elsewhere = write(example.dossier(), name="other")
    (folder / "factsheet.md").write_bytes(elsewhere["other.md"])
    assert {(code, file) for code, file, _ in found(folder)} == {("E401", "factsheet.md")}
