"""The key below a map: numbered places, signs, and attribution of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet import label_wording
from claims.sheet.drawing.lettering import width
from claims.sheet.drawing.map_signs import DRAWN, draw_sign, sign_of
from claims.sheet.drawing.svg import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.sheet.drawing.drawing_labels import Speech
    from claims.sheet.drawing.map_spots import Spot
    from claims.sheet.drawing.text_lines import Page

__all__ = ["draw_key", "entry"]

_LINE = 19.0
_COLUMN = 290.0
"""Minimum width of a column of places."""
_SIGN_ROOM, _AFTER_SIGN = 18.0, 18.0
_SIZE, _SMALL = 12.0, 11.0
_MUTED = "#4a4a4a"


def entry(spot: Spot, speech: Speech, *, shown: bool) -> tuple[str, ...]:
    """One line about a place: name, position, whether it is on the map, and its claims."""
    name, code = spot.named(speech.language), spot.location.country
    country = [speech.country(code)] if code and spot.location.precision != "country" else []
    absent = [] if shown else [speech.label(label_wording.MAP["region" if spot.is_region else "absent"])]
    claims = speech.counted(
        label_wording.MAP_CLAIMS, len(spot.location.claims), numbers=speech.numbers(spot.location.claims)
    )
    return isolated(name), *country, *absent, claims


def draw_key(page: Page, spots: Sequence[Spot], shown: Sequence[Spot]) -> None:
    """Draw the key at the end of a page."""
    _places(page, spots, shown)
    _signs(page, shown)
    page.y += 4
    page.text(page.speech.label(label_wording.MAP["credits"]), _SMALL, _MUTED)


def _places(page: Page, spots: Sequence[Spot], shown: Sequence[Spot]) -> None:
    columns = max(1, int((page.right - page.left) // _COLUMN))
    column = (page.right - page.left) / columns
    rows = -(-len(spots) // columns)
    for place, spot in enumerate(spots):
        across, down = divmod(place, rows)
        pieces = entry(spot, page.speech, shown=spot in shown)
        line = page.fitted(pieces, column - 12, _SIZE, spot.number)
        y = page.y + (down + 1) * _LINE
        page.write(line, offset=across * column, y=y, size=_SIZE, number=spot.number, fill="#1a1a1a")
    page.y += rows * _LINE + 8


def _signs(page: Page, spots: Sequence[Spot]) -> None:
    """The signs used in the map, in rows."""
    used = {sign_of(spot) for spot in spots}
    offset = 0.0
    page.y += _LINE
    for sign, message in DRAWN.items():
        if sign not in used:
            continue
        meaning = page.speech.label(message)
        room = _SIGN_ROOM + width(meaning, _SMALL) + _AFTER_SIGN
        if offset and offset + room > page.right - page.left:
            offset, page.y = 0.0, page.y + _LINE
        draw_sign(page.parent, sign, page.at(offset + 8), page.y - 4)
        page.write(meaning, offset=offset + _SIGN_ROOM + 2, y=page.y, size=_SMALL, fill=_MUTED)
        offset += room
