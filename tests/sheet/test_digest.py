"""The digest of the records: the same for the same records however they were written, another for any others."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model import dossier_header, to_record
from claims.sheet import render
from claims.sheet.records_digest import records_digest
from claims.store import dossier_files, read_dossier
from tests.sheet.making import EXAMPLE, coast, coast_dossier, dossier, example

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_what_its_description_says() -> None:
    found = coast_dossier(title="الساحل")
    header = dossier_header(found)
    records = {
        "title": header["title"],
        "languages": header["languages"],
        "made": header["made"],
        "documents": [
            {**to_record(each), "text": hashlib.sha256(each.text.encode()).hexdigest()} for each in found.documents
        ],
        "claims": [to_record(each) for each in sorted(found.claims, key=lambda claim: claim.cue.start)],
        "origins": [],
        "groups": [],
        "changes": [],
    }
    # Without fractions, and with names in ASCII, sorted and compact JSON is canonical JSON.
    canonical = json.dumps(records, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert records_digest(found) == hashlib.sha256(canonical.encode()).hexdigest()


def test_neither_the_order_of_lines_nor_that_of_names_changes_it(tmp_path: Path) -> None:
    for name, data in dossier_files(example()).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        if name.endswith(".jsonl"):
            lines = [json.loads(line) for line in reversed(data.decode().splitlines())]
            data = "".join(json.dumps(line, sort_keys=True, indent=None) + "\n" for line in lines).encode()  # noqa: PLW2901
        path.write_bytes(data)
    assert (tmp_path / "claims.jsonl").read_bytes() != (EXAMPLE / "claims.jsonl").read_bytes()
    assert records_digest(read_dossier(tmp_path)) == records_digest(example())


def test_a_text_that_changed_behind_its_record_changes_it() -> None:
    article, claims = coast()
    other = replace(article, text=article.text.replace("سبعة", "تسعة"))
    assert records_digest(dossier(other, claims=claims)) != records_digest(dossier(article, claims=claims))


def test_records_that_json_cannot_say_have_one_too() -> None:
    article, claims = coast()
    broken = replace(claims[0], id="\ud800", cue=replace(claims[0].cue, start=2**80))
    assert len(records_digest(dossier(article, claims=[broken]))) == 64
    assert records_digest(dossier(article, claims=[broken])) != records_digest(dossier(article, claims=claims[:1]))


def test_the_sheet_shows_it() -> None:
    assert f"`{records_digest(example())}`" in render(example())
