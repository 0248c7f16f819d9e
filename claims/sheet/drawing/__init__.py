"""Drawings of a sheet as stand-alone SVG: the map of places and the timeline."""

from claims.sheet.drawing.place_map import draw_map
from claims.sheet.drawing.time_line import draw_timeline

__all__ = ["draw_map", "draw_timeline"]
