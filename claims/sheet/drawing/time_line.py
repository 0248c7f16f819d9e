"""The timeline of a sheet: when something is said to have happened, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.model.edtf import Extent, extent
from claims.sheet import label_wording
from claims.sheet.drawing.drawing_labels import Speech
from claims.sheet.drawing.lettering import width, write
from claims.sheet.drawing.map_signs import INK
from claims.sheet.drawing.svg import add, document, isolated, number, written
from claims.sheet.drawing.text_lines import Page
from claims.sheet.drawing.time_axis import axis

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from claims.sheet import view
    from claims.sheet.drawing.time_axis import Axis
    from claims.sheet.labels import Labels

__all__ = ["draw_timeline"]

_WIDTH, _EDGE = 840.0, 12.0
_SIZE, _SMALL = 12.0, 11.0
_LINE = 17.0
_BAR = 9.0
_THINNEST = 5.0
_ARROW = 9.0
_MUTED, _GRID = "#4a4a4a", "#d5d5d5"
_SIGN = 30.0
_HALO: dict[str, Any] = {"stroke": "#ffffff", "stroke_width": 3, "paint_order": "stroke"}


@dataclass(frozen=True)
class _Row:
    """A time and the claims that give it."""

    when: str
    extent: Extent
    about: bool
    moments: list[view.Moment]


def draw_timeline(moments: Sequence[view.Moment], speech: Labels) -> str | None:
    """Draw the times with a date on an axis as SVG; None if there are none.

    A bar is as long as its date is vague: a year is a year long. Below it are the claims that give the date.
    """
    says = Speech(speech)
    rows = _rows(moments, says)
    if not rows:
        return None
    root = document(
        "timeline",
        title=says.label(label_wording.TIMELINE["title"]),
        description=_description(rows, says),
        language=speech.language,
    )
    page = Page(root, says, _EDGE, _WIDTH - _EDGE, _EDGE)
    page.text(says.label(label_wording.TIMELINE["caption"]))
    line = axis([row.extent for row in rows], _WIDTH - 2 * _EDGE)
    page.y += 10
    _axis(page, line, height=sum(_row_height(row) for row in rows))
    for row in rows:
        _row(page, row, line)
    _key(page, rows, line)
    return written(root, _WIDTH, page.y + _EDGE)


def _rows(moments: Sequence[view.Moment], says: Speech) -> list[_Row]:
    """The times sorted by beginning; equal times are merged."""
    rows: dict[object, _Row] = {}
    for moment in moments:
        found = extent(moment.edtf)
        if found is None:
            continue
        about = moment.about or found.about
        row = rows.setdefault((moment.edtf, about, says.when(moment)), _Row(says.when(moment), found, about, []))
        row.moments.append(moment)
    return sorted(rows.values(), key=lambda row: (row.extent.begins, row.extent.last or row.extent.begins))


def _description(rows: Sequence[_Row], says: Speech) -> str:
    lines = [f"{row.when}: {moment.claim.number} {_told(moment, says)}" for row in rows for moment in row.moments]
    return "\n".join([says.label(label_wording.TIMELINE["caption"]), *lines])


def _told(moment: view.Moment, says: Speech) -> str:
    """The source of a claim, and its words around the time."""
    return f"{says.credited(moment.claim)} {isolated(moment.excerpt.text)}"


def _row_height(row: _Row) -> float:
    return _LINE * (1 + len(row.moments)) + _BAR + 16


def _axis(page: Page, line: Axis, *, height: float) -> None:
    """Draw the axis with its dates and vertical lines."""
    for tick in line.ticks():
        x = page.at(tick.x)
        add(page.parent, "line", x1=x, y1=page.y + 18, x2=x, y2=page.y + 24 + height, stroke=_GRID)
        write(
            page.parent, page.speech.date(tick.edtf), x=x, y=page.y + 12, side="middle", size=_SMALL,
            way=page.speech.way, fill=_MUTED,
        )  # fmt: skip
    page.y += 22
    add(page.parent, "line", x1=page.left, y1=page.y, x2=page.right, y2=page.y, stroke="#333333", stroke_width=1.5)
    for gap in line.breaks():
        x = page.at(gap)
        add(page.parent, "rect", x=x - 6, y=page.y - 3, width=12, height=height + 8, fill="#ffffff")
        _draw_break(page.parent, x, page.y)


def _draw_break(parent: Element, x: float, y: float) -> None:
    """Draw the sign for time left out."""
    strokes = "".join(f"M{number(x + at - 3)},{number(y + 6)}L{number(x + at + 3)},{number(y - 6)}" for at in (-4, 4))
    add(parent, "path", d=strokes, fill="none", stroke="#333333", stroke_width=1.5)


def _row(page: Page, row: _Row, line: Axis) -> None:
    """Draw a time: date, bar and claims."""
    page.y += _LINE
    page.write(row.when, offset=0, y=page.y, size=_SIZE, font_weight="bold", fill="#111111", **_HALO)
    page.y += 6
    extent = row.extent
    first = line.at(extent.first) if extent.first is not None else 0.0
    last = line.at(extent.last + 1) if extent.last is not None else line.width
    _draw_bar(page, first, max(last, first + _THINNEST), page.y, extent, about=row.about)
    page.y += _BAR + 2
    for moment in row.moments:
        page.y += _LINE
        told = page.fitted([_told(moment, page.speech)], page.right - page.left, _SIZE, moment.claim.number)
        page.write(told, offset=0, y=page.y - 2, size=_SIZE, number=moment.claim.number, fill="#222222", **_HALO)
    page.y += 8


def _draw_bar(page: Page, first: float, last: float, y: float, extent: Extent | None, *, about: bool) -> None:
    """Draw a bar between two offsets: dashed if approximate, with an arrow at an open end."""
    look: dict[str, str | float] = {"fill": INK, "stroke": INK, "stroke_width": 1.4}
    if about:
        look |= {"fill": "#ffffff", "stroke_dasharray": "4 3"}
    opens, ends = page.at(first), page.at(last)
    add(page.parent, "rect", x=min(opens, ends), y=y, width=abs(ends - opens), height=_BAR, **look)
    forwards = 1 if ends > opens else -1
    if extent and extent.first is None:
        _arrow(page.parent, opens, y + _BAR / 2, -forwards)
    if extent and extent.last is None:
        _arrow(page.parent, ends, y + _BAR / 2, forwards)


def _arrow(parent: Element, x: float, y: float, way: int) -> None:
    """Draw an arrowhead at an open end, with a white outline."""
    back, half = x - way * _ARROW, _BAR / 2 + 4
    corners = f"M{number(back)},{number(y - half)}L{number(x)},{number(y)}L{number(back)},{number(y + half)}Z"
    add(parent, "path", d=corners, fill=INK, stroke="#ffffff", stroke_width=1)


def _key(page: Page, rows: Sequence[_Row], line: Axis) -> None:
    """Write the key of the signs used."""
    signs = {
        "exact": any(not row.about for row in rows),
        "about": any(row.about for row in rows),
        "open": any(None in row.extent[:2] for row in rows),
        "break": bool(line.breaks()),
    }
    offset = 0.0
    page.y += _LINE + 4
    for sign in (sign for sign, used in signs.items() if used):
        meaning = page.speech.label(label_wording.TIMELINE[sign])
        room = _SIGN + 6 + width(meaning, _SMALL) + 18
        if offset and offset + room > page.right - page.left:
            offset, page.y = 0.0, page.y + _LINE
        if sign == "break":
            _draw_break(page.parent, page.at(offset + _SIGN / 2), page.y - 4)
        else:
            open_end = Extent(0, None, about=False) if sign == "open" else None
            _draw_bar(page, offset, offset + _SIGN, page.y - _BAR, open_end, about=sign == "about")
        page.write(meaning, offset=offset + _SIGN + 6, y=page.y, size=_SMALL, fill=_MUTED)
        offset += room
