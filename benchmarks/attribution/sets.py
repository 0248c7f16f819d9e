"""Reads annotated articles: a folder with gold.json and text/, or a folder of marked sentences."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.attribution.scoring import Annotated
from tests.attribution import marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Article:
    """An article's id, its text and the claims that people marked in it."""

    id: str
    text: str
    claims: tuple[Annotated, ...]


def articles(folder: Path) -> Iterator[Article]:
    """The articles of a folder.

    `gold.json` maps the stem of each file in `text/` to its claims: `{"cue": [start, end], "source": [start, end] or
    null, "content": [[start, end], …], "resolved": name, "optional": true or absent}`, offsets in code points. A folder
    without it is read as case files (tests/attribution/cases/README.md).
    """
    gold = folder / "gold.json"
    if not gold.is_file():
        yield from _sentences(folder)
        return
    for stem, claims in json.loads(gold.read_text(encoding="utf-8")).items():
        text = (folder / "text" / f"{stem}.txt").read_text(encoding="utf-8")
        yield Article(stem, text, tuple(map(annotated, claims)))


def annotated(claim: Mapping[str, Any]) -> Annotated:
    """A claim of `gold.json` as it is scored."""
    return Annotated(
        source=tuple(claim["source"]) if claim["source"] else None,
        cue=tuple(claim["cue"]) if claim["cue"] else None,
        content=tuple((start, end) for start, end in claim["content"]),
        name=claim.get("resolved"),
        optional=bool(claim.get("optional")),
    )


def _sentences(folder: Path) -> Iterator[Article]:
    for case in marked.read(folder):
        claims = (Annotated(c.source, c.cue, c.content, c.name) for c in case.claims)
        yield Article(case.id, case.text, tuple(claims))
