"""The one exception that the package raises for what a user can put right."""

from __future__ import annotations

__all__ = ["ClaimsError"]


class ClaimsError(Exception):
    """Something that a person has to put right before the work can go on.

    Attributes:
        what: What is wrong, in words, without a closing full stop.
        where: The file, with line and column where they are known, or the record; None where there is no place.
        remedy: What to do next, in words; None where nothing useful can be said.
    """

    def __init__(self, what: str, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f". {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"
