"""Pages as they are met, and what is to come of them: NAME.html, NAME.txt and NAME.json beside each other."""

import json
from pathlib import Path

import pytest

from claims.ingest import read
from claims.ingest.sidecar import FIELDS
from claims.model import Document

CASES = sorted(Path(__file__).parent.glob("pages/*.html"))


def page(case: Path, folder: Path) -> Path:
    """The page in the encoding that its name says: the files here are UTF-8, so that they can be read."""
    name, _, encoding = case.stem.partition(".")
    saved = folder / f"{name}.html"
    saved.write_bytes(case.read_text(encoding="utf-8").encode(encoding or "utf-8"))
    return saved


def told(document: Document) -> dict[str, list[str]]:
    return {one.field: [getattr(document, one.field), one.found] for one in document.provenance}


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_page_gives_its_article_and_what_it_says_of_it(tmp_path: Path, case: Path) -> None:
    document = read(page(case, tmp_path))
    expected = case.with_name(case.stem.partition(".")[0])
    assert document.text == expected.with_suffix(".txt").read_text(encoding="utf-8")
    assert told(document) == json.loads(expected.with_suffix(".json").read_text(encoding="utf-8"))
    assert {name for name in FIELDS if getattr(document, name) is not None} == set(told(document))
