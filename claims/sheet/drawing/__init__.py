"""Drawings of a sheet as stand-alone SVG: the map of places and the timeline."""

from claims.sheet.drawing.place_map import NARROW, draw_map
from claims.sheet.drawing.time_line import draw_timeline

__all__ = ["NARROW", "draw_map", "draw_timeline"]
