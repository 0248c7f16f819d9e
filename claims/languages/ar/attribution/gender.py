"""Gender, as a cue's person and number tell it: 3ms is masculine, 3fp feminine."""

from __future__ import annotations


def gender_of(person: str) -> str:
    """m, f, or "" where a cue has neither."""
    return "f" if "f" in person else "m" if "m" in person else ""


def agree(one: str, other: str) -> bool:
    """Whether two cues can have one subject: their genders do not contradict each other."""
    genders = {gender_of(one), gender_of(other)} - {""}
    return len(genders) < 2
