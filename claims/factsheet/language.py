"""A sheet's labels, numbers and dates as the filters and functions of templates, the same for every format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal
from markupsafe import Markup

from claims.factsheet import wording
from claims.factsheet.dates import date_in_words
from claims.factsheet.view import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from claims.factsheet.labels import Labels
    from claims.factsheet.view import Claim, Limit

__all__ = ["Speaker"]

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_FIRST_MARK = 0xE000
"""Private-use characters stand for the values while a label is escaped: no format gives them a meaning."""


class Speaker:
    """Says labels in one language, for one format: the label is escaped, and so is each value put into it."""

    def __init__(self, labels: Labels, escape: Callable[[str], str], isolated: Callable[[Words], Markup]) -> None:
        self._labels = labels
        self._escape = escape
        self._isolated = isolated

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters that say a code, a number or a date."""
        return {
            "kind": lambda code: self._coded(wording.KINDS, code),
            "mode": lambda code: self._coded(wording.MODES, code),
            "status": lambda code: self._coded(wording.STATUSES, code),
            "date": self.date,
            "number": self.number,
            "heading": self.limit_heading,
            "reason": self.limit_reason,
        }

    def functions(self) -> dict[str, Callable[..., Any]]:
        """The functions that say a label, a counted label, and who says a claim."""
        return {"_": self.label, "ngettext": self.counted, "credited": self.credited}

    def label(self, message: str, **values: object) -> Markup:
        """A label with its values."""
        return self._filled(self._labels.text(message), values)

    def counted(self, one: str, many: str, number: int, **values: object) -> Markup:
        """A label in the plural form for a number, which `%(num)s` stands for in it."""
        return self._filled(self._labels.counted(one, many, number), {"num": number, **values})

    def credited(self, claim: Claim, source: Markup) -> Markup:
        """The words that make a claim one of its source (… said:), with the source as rendered already."""
        return self.label(wording.ACTS.get(claim.act or "", wording.UNKNOWN_ACT), source=source)

    def limit_heading(self, limit: Limit) -> Markup:
        """What is not established."""
        return self.label(wording.LIMITS[limit.code][0])

    def limit_reason(self, limit: Limit) -> Markup:
        """Why it is not."""
        message = wording.LIMITS[limit.code][1]
        if isinstance(message, str):
            return self.label(message)
        number = limit.total if limit.code in wording.COUNTED_BY_TOTAL else limit.count
        return self.counted(*message, number, count=limit.count, total=limit.total)

    def number(self, number: int) -> Markup:
        """A number in the digits and groups of the language."""
        return Markup(self._escape(format_decimal(number, locale=self._labels.locale)))  # noqa: S704  # escaped

    def date(self, written: str) -> Markup:
        """A date in words, as exact as it is known."""
        return Markup(self._escape(date_in_words(written, self._labels.locale)))  # noqa: S704  # escaped

    def _coded(self, table: Mapping[str, str], code: str) -> Markup:
        # A code that the sheet has no words for is shown as it is: the record may be newer than the tool.
        return self.label(table[code]) if code in table else Markup(self._escape(code))  # noqa: S704  # escaped

    def _filled(self, message: str, values: Mapping[str, object]) -> Markup:
        names = _PLACEHOLDER.findall(message)
        marks = iter(range(_FIRST_MARK, _FIRST_MARK + len(names)))
        marked = self._escape(_PLACEHOLDER.sub(lambda _: chr(next(marks)), message))
        rendered = [self._value(values[name]) for name in names]
        marks_in_text = f"[{chr(_FIRST_MARK)}-{chr(_FIRST_MARK + len(names))}]"
        return Markup(re.sub(marks_in_text, lambda m: rendered[ord(m[0]) - _FIRST_MARK], marked))  # noqa: S704  # escaped

    def _value(self, value: object) -> str:
        if isinstance(value, Markup):
            return str(value)
        if isinstance(value, Words):
            return str(self._isolated(value))
        return str(self.number(value)) if isinstance(value, int) else self._escape(str(value))
