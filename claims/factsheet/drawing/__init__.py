"""Drawings of a sheet, as SVG that stands alone: the map of its places and the line of its times."""

from claims.factsheet.drawing.map import draw_map
from claims.factsheet.drawing.timeline import draw_timeline

__all__ = ["draw_map", "draw_timeline"]
