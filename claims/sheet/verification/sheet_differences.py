"""Differences of two sheets, in terms of quotations, claims, sources and numbers."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import TYPE_CHECKING

from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.sheet.verification.sheet_units import Part, Unit

__all__ = ["Difference", "differences", "excerpts"]

_PARTS: dict[Part, str] = {
    "quotation": "the quotation",
    "credit": "who is said to say it",
    "source": "a source's heading",
    "status": "the review",
    "evidence": "the evidence",
    "entry": "a line",
    "digest": "the digest of the records",
    "article": "the article's text",
    "markup": "the markup",
    "program": "style or program",
    "map": "the map beside the sheet",
    "annex": "a part of the annex",
    "text": "the text",
}
_MARKUP = re.compile(r"</?[a-z][^>]*>|\\(?=[^\w\s])|\[\^[\w-]+\]:?|^> |(?<!\\)[*`|]")
_WORD = re.compile(r"\w+|\s+|.", re.DOTALL)
_BEFORE, _LENGTH = 16, 60
"""How much of a long line is shown before the first difference, and altogether."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a sheet differs from the records.

    Attributes:
        line: Line in the sheet, from 1; None if something is missing.
        part: The part of the sheet.
        claim: The label of the claim concerned.
        numbers: Whether numbers differ.
        found: Text of the sheet; None if it is missing.
        wanted: Text given by the records; None if there is none.
    """

    line: int | None
    part: Part
    claim: str | None
    numbers: bool
    found: str | None
    wanted: str | None

    def __str__(self) -> str:
        what = ("a number in " if self.numbers else "") + _PARTS[self.part]
        about = f"{what} of {self.claim}" if self.claim else what
        if self.found is None:
            return f"{about} is missing: {shown(self.wanted or '')}"
        if self.wanted is None:
            return f"{about} is not in the records: {shown(self.found)}"
        if self.found == self.wanted:
            return f"{about} is set apart otherwise from what stands before it: {shown(self.found)}"
        return f"{about} was changed: the sheet has {shown(self.found)}, the records give {shown(self.wanted)}"


def differences(theirs: Sequence[Unit], ours: Sequence[Unit]) -> list[Difference]:
    """Yield the differences between two lists of units, in the order of the sheet."""
    matcher = SequenceMatcher(None, [unit.key for unit in theirs], [unit.key for unit in ours], autojunk=False)
    return [
        difference
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
        for difference in _between(theirs[i:j], ours[k:m])
    ]


def _between(theirs: Sequence[Unit], ours: Sequence[Unit]) -> Iterator[Difference]:
    """Differences of two sequences; units of the same part of the same claim are paired."""
    twins: dict[tuple[Part, str | None], deque[Unit]] = {}
    for unit in ours:
        twins.setdefault((unit.part, unit.claim), deque()).append(unit)
    for unit in theirs:
        same = twins.get((unit.part, unit.claim))
        twin = same.popleft() if same else None
        if twin is None or twin.key != unit.key:
            yield _difference(unit, twin)
    for same in twins.values():
        for unit in same:
            yield _difference(None, unit)


def _difference(found: Unit | None, wanted: Unit | None) -> Difference:
    unit = found or wanted
    assert unit is not None  # noqa: S101  # one of them is there
    theirs, ours = _shown(found, wanted)
    return Difference(found.line if found else None, unit.part, unit.claim, _numbers(theirs, ours), theirs, ours)


def _shown(found: Unit | None, wanted: Unit | None) -> tuple[str | None, str | None]:
    """The visible text of both around the first difference; with markup if only the markup differs."""
    texts = [None if unit is None else _read(unit) for unit in (found, wanted)]
    if found and wanted and texts[0] == texts[1]:
        texts = [found.text, wanted.text]
    return excerpts(*texts)


def excerpts(theirs: str | None, ours: str | None) -> tuple[str | None, str | None]:
    """Both texts around their first difference; a missing text is None."""
    if theirs is None or ours is None:
        return (None if theirs is None else _short(theirs, 0)), (None if ours is None else _short(ours, 0))
    at = next((i for i, (a, b) in enumerate(zip(theirs, ours, strict=False)) if a != b), min(len(theirs), len(ours)))
    return _short(theirs, at), _short(ours, at)


def _read(unit: Unit) -> str:
    return unit.text if unit.part in {"markup", "program"} else unescape(_MARKUP.sub("", unit.text)).strip()


def _short(text: str, at: int) -> str:
    start = text.rfind(" ", 0, max(0, at - _BEFORE)) + 1
    piece = text[start : start + _LENGTH]
    return f"{'…' if start else ''}{piece}{'…' if start + _LENGTH < len(text) else ''}"


def _numbers(theirs: str | None, ours: str | None) -> bool:
    """Whether one of the first differing words is a number."""
    if theirs is None or ours is None:
        return False
    pairs = zip(_WORD.findall(theirs), _WORD.findall(ours), strict=False)
    first = next(((one, other) for one, other in pairs if one != other), ("", ""))
    return any(word.isdecimal() for word in first)
