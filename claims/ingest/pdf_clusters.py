"""Letters that a PDF draws with several signs and names together, as Chromium does for a letter and its vowel signs.

The file says the letters of such a cluster in ActualText. PDFium gives them the place of the sign that it draws last,
which says little about where the letter stands; here they get the place of the sign that stands on the line.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

__all__ = ["Cluster", "Signs", "signs"]

_TEXT = 1
"""PDFium's number for objects that are text."""
_FEWEST_BLANKS = 0.05
"""Blanks for each sign of a page on which every blank is an object of its own."""
_MOST_SIGNS = 8
_MOST_LETTERS = 3
"""Letters of a cluster, vowel signs aside; more is a word that the file spells out for readers."""
_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The letters that some signs stand for, in logical order, and the place of the one that stands on the line."""

    letters: str
    left: float
    right: float
    baseline: float
    origin: float


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a page's signs from the objects that draw them.

    Attributes:
        clusters: The clusters by the address of each of their objects.
        blanks: The baseline and the pen's place of each blank that is an object of its own, in order.
    """

    clusters: dict[int, Cluster]
    blanks: list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Sign:
    address: int
    left: float
    right: float
    baseline: float
    origin: float


def signs(page: Any, most: int) -> Signs:
    """The clusters and blanks of a page; at most so many objects are read."""
    from pypdfium2 import raw

    blanks: list[tuple[float, float]] = []
    baselines: Counter[float] = Counter()
    spans: dict[int, tuple[str, list[_Sign]]] = {}
    for number in range(min(raw.FPDFPage_CountObjects(page.raw), most)):
        drawn = raw.FPDFPage_GetObject(page.raw, number)
        if raw.FPDFPageObj_GetType(drawn) != _TEXT:
            continue
        sign = _sign(raw, drawn)
        if sign.left == sign.right:
            blanks.append((sign.baseline, sign.origin))
            continue
        baselines[round(sign.baseline, 1)] += 1
        mark, letters = _named(raw, drawn)
        if _is_cluster(letters):
            spans.setdefault(mark, (letters, []))[1].append(sign)
    found: dict[int, Cluster] = {}
    for letters, drawn_for in spans.values():
        if len(drawn_for) <= _MOST_SIGNS:
            base = max(drawn_for, key=lambda sign: baselines[round(sign.baseline, 1)])
            cluster = Cluster(letters, base.left, base.right, base.baseline, base.origin)
            found |= dict.fromkeys((sign.address for sign in drawn_for), cluster)
    are_apart = len(blanks) > _FEWEST_BLANKS * baselines.total()
    return Signs(found, sorted(blanks) if are_apart else [])


def _sign(raw: Any, drawn: Any) -> _Sign:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    return _Sign(ctypes.addressof(drawn.contents), left.value, right.value, float(matrix.f), float(matrix.e))


def _named(raw: Any, drawn: Any) -> tuple[int, str]:
    """The address of the mark that names an object's letters, and these; "" where none does."""
    for number in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, number)
        size = ctypes.c_ulong()
        raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, size)
        if not 2 < size.value < 100:
            continue
        buffer = (ctypes.c_ushort * (size.value // 2))()
        pointer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", pointer, size.value, size)
        return ctypes.addressof(mark.contents), _decoded(list(buffer)[:-1])
    return 0, ""


def _decoded(units: list[int]) -> str:
    """The letters of a PDF string that PDFium returns as UTF-16, or as the bytes of UTF-16."""
    if units and max(units) < 256 and len(units) % 2 == 0:
        units = [high << 8 | low for high, low in zip(units[::2], units[1::2], strict=True)]
    words = b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be", "replace")
    return words.removeprefix("\ufeff")


def _is_cluster(letters: str) -> bool:
    """Whether these are a letter or ligature of a script that is written from right to left, with its signs."""
    bases = [letter for letter in letters if not unicodedata.combining(letter)]
    return 0 < len(bases) <= _MOST_LETTERS and all(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in bases)
