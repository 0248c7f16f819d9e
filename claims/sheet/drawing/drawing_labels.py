"""Labels of drawings in one language, as plain text; drawings escape them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from babel.lists import format_list
from babel.units import format_unit
from markupsafe import Markup

from claims.sheet import label_wording
from claims.sheet.drawing.svg import isolated
from claims.sheet.localization import Speaker
from claims.sheet.text_direction import direction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.sheet import view
    from claims.sheet.drawing.lettering import Side, Way
    from claims.sheet.labels import Labels

__all__ = ["Speech"]


@dataclass(frozen=True)
class Speech:
    """The labels of a drawing, with their language and direction."""

    labels: Labels

    @cached_property
    def _speaker(self) -> Speaker:
        # No markup is made here: drawings escape everything they write.
        return Speaker(self.labels, str, lambda words: Markup(isolated(words.text)))  # noqa: S704

    @property
    def language(self) -> str:
        """The language of the labels, without its region."""
        return self.labels.language.partition("-")[0]

    @cached_property
    def way(self) -> Way:
        """The direction of the lines: ltr or rtl."""
        return "rtl" if direction(self.labels.language) == "rtl" else "ltr"

    @property
    def side(self) -> Side:
        """The side on which lines begin."""
        return "right" if self.way == "rtl" else "left"

    def label(self, message: str, **values: object) -> str:
        """A label with its values filled in."""
        return str(self._speaker.label(message, **values))

    def counted(self, forms: tuple[str, str], number: int, **values: str) -> str:
        """A label in the plural form for a number."""
        return str(self._speaker.counted(*forms, number, **values))

    def country(self, code: str) -> str:
        """The name of a country."""
        return str(self._speaker.country(code))

    def kilometres(self, number: float) -> str:
        """A distance in kilometres."""
        return format_unit(number, "length-kilometer", "short", locale=self.labels.locale)

    def date(self, written: str) -> str:
        """A date in words."""
        return str(self._speaker.date(written))

    def when(self, moment: view.Moment) -> str:
        """A time, as far as it is known."""
        return str(self._speaker.when(moment))

    def credited(self, claim: view.Claim) -> str:
        """The source of a claim, and who relayed it."""
        said = str(self._speaker.credited(claim, Markup(self._source(claim.source, claim.gloss))))  # noqa: S704
        around = (self._within(outer) for outer in reversed(claim.within))
        return " ".join([*around, said])

    def _source(self, source: view.Words | None, gloss: str | None) -> str:
        if source is None:
            return self.label(label_wording.NO_SOURCE)
        return f"{isolated(source.text)} ({gloss})" if gloss else isolated(source.text)

    def _within(self, outer: view.Enclosing) -> str:
        if outer.source is None:
            return self.label(label_wording.WITHIN_ANOTHER)
        return self.label(label_wording.WITHIN, source=outer.source)

    def numbers(self, claims: Iterable[view.Claim]) -> str:
        """The numbers of claims, as shown in the sheet."""
        numbers = dict.fromkeys(str(claim.number) for claim in claims)
        return format_list(list(numbers), locale=self.labels.locale)
