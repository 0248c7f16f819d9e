"""Drawings of a sheet, as SVG that stands alone: the map of its places and the line of its times."""

from claims.sheet.drawing.place_map import draw_map
from claims.sheet.drawing.time_line import draw_timeline

__all__ = ["draw_map", "draw_timeline"]
