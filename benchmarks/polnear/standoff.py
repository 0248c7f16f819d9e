"""Reads PolNeAR's folders: text/ and attributions/, brat standoff whose events are attributions."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Offsets = tuple[int, int]
_SPAN = re.compile(r"(T\d+)\t([A-Za-z-]+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_NUMBER = re.compile(r"\d+$")
_ANNOTATOR = 4
"""Letters of an annotator's id, which ends the name of a file."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution; each part may have several spans, offsets count code points of the text."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with the attributions of its first annotator, by the annotators' ids."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def read(split: Path) -> Iterator[Annotated]:
    """The articles of a split (data/train, data/dev, data/test), in the order of their names."""
    files: dict[str, Path] = {}
    for file in sorted((split / "attributions").glob("*.ann")):
        files.setdefault(file.stem[: -_ANNOTATOR - 1], file)
    for text in sorted((split / "text").glob("*.txt")):
        found = attributions(_content(files[text.stem])) if text.stem in files else ()
        yield Annotated(text.stem, _content(text), tuple(found))


def _content(file: Path) -> str:
    """A file's text with its line ends as they are, since offsets count them."""
    with file.open(encoding="utf-8", newline="") as opened:
        return opened.read()


def attributions(standoff: str) -> Iterator[Attribution]:
    """The attributions of a standoff file that have content."""
    lines = standoff.splitlines()
    spans = {match[1]: _offsets(match[3]) for line in lines if (match := _SPAN.match(line))}
    for line in lines:
        if line.startswith("E"):
            parts: dict[str, list[Offsets]] = defaultdict(list)
            for argument in line.split("\t")[1].split():
                role, _, span = argument.partition(":")
                parts[_NUMBER.sub("", role)] += spans.get(span, [])
            if parts["Content"]:
                yield Attribution(*(tuple(sorted(parts[role])) for role in ("Source", "Cue", "Content")))


def _offsets(fragments: str) -> list[Offsets]:
    pairs = (fragment.split() for fragment in fragments.split(";"))
    return [(int(start), int(end)) for start, end in pairs]
