"""Provide labels, numbers and dates as filters and functions for the templates of all formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal
from markupsafe import Markup

from claims.sheet import label_wording
from claims.sheet.date_labels import date_and_time_in_words, day_of_unknown_year, weekday_in_words
from claims.sheet.view import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from claims.sheet.labels import Labels
    from claims.sheet.view import Claim, Figure, FigureLine, Limit, Moment, Range

__all__ = ["Speaker"]

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_FIRST_MARK = 0xE000
"""Private-use characters replace the values while a label is escaped, because no format gives them a meaning."""
_Label = tuple[list[str], list[str]]
"""An escaped label: the pieces between its values, and the names of the values (one fewer)."""


_SHORTEST_RUN = 3


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Return ascending numbers as lists of consecutive ones."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


class Speaker:
    """Renders labels in one language and format; both the label and its values are escaped."""

    def __init__(self, labels: Labels, escape: Callable[[str], str], isolated: Callable[[Words], Markup]) -> None:
        self._labels = labels
        self._escape = escape
        self._isolated = isolated
        self._kept: dict[str, _Label] = {}
        self._said: dict[str, str] = {}
        self._numbers: dict[int, Markup] = {}

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return the filters for codes, numbers and dates."""
        return {
            "kind": lambda code: self._coded(label_wording.KINDS, code),
            "mode": lambda code: self._coded(label_wording.MODES, code),
            "status": lambda code: self._coded(label_wording.STATUSES, code),
            "doubt": lambda code: self._coded(label_wording.DOUBTS, code),
            "translated": lambda code: self._coded(label_wording.TRANSLATED, code),
            "language": self.language,
            "date": self.date,
            "number": self.number,
            "heading": self.limit_heading,
            "reason": self.limit_reason,
            "what": lambda code: self._coded(label_wording.WHATS, code),
            "stance": lambda code: self._coded(label_wording.STANCES, code),
            "event": lambda code: self._coded(label_wording.EVENTS, code),
            "party_kind": lambda code: self._coded(label_wording.PARTY_KINDS, code),
            "precision": lambda code: self._coded(label_wording.PRECISIONS, code),
            "country": self.country,
            "claimed": self.claimed,
            "span": self.span,
            "when": self.when,
            "edtf": self._edtf,
            "facet": lambda code: self._coded(label_wording.FACETS, code),
            "capital": self.capital,
            "numbers": self.numbers,
        }

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return the functions for labels, counted labels, and the attribution of a claim."""
        return {"_": self.label, "ngettext": self.counted, "credited": self.credited}

    def label(self, message: str, **values: object) -> Markup:
        """Return a label with its values."""
        said = self._said.get(message)
        if said is None:
            said = self._said[message] = self._labels.text(message)
        if message in label_wording.SEPARATORS:
            return Markup(said)  # noqa: S704  # escaped, its space would be a reference to a character
        return self._filled(said, values)

    def counted(self, one: str, many: str, number: int, **values: object) -> Markup:
        """Return a label in the plural form for a number, available as `%(num)s`."""
        return self._filled(self._labels.counted(one, many, number), {"num": number, **values})

    def credited(self, claim: Claim, source: Markup) -> Markup:
        """Return the words that attribute a claim to its source ("… said:"); `source` is already rendered."""
        return self.label(label_wording.ACTS.get(claim.act or "", label_wording.UNKNOWN_ACT), source=source)

    def limit_heading(self, limit: Limit) -> Markup:
        """Return the statement that a limit says is not established."""
        return self.label(label_wording.LIMITS[limit.code][0])

    def limit_reason(self, limit: Limit) -> Markup:
        """Return the reason for a limit."""
        message = label_wording.LIMITS[limit.code][1]
        if isinstance(message, str):
            return self.label(message)
        number = limit.total if limit.code in label_wording.COUNTED_BY_TOTAL else limit.count
        return self.counted(*message, number, count=limit.count, total=limit.total)

    def number(self, number: int) -> Markup:
        """Return a number in the digits and grouping of the language."""
        if number not in self._numbers:
            said = self._escape(format_decimal(number, locale=self._labels.locale))
            self._numbers[number] = Markup(said)  # noqa: S704  # escaped
        return self._numbers[number]

    def numbers(self, numbers: Iterable[int]) -> Markup:
        """Return numbers in ascending order, with runs of three or more as their ends: “1–4, 7, 8”."""
        return self.label(label_wording.LISTED).join(map(self._run, _runs(sorted(set(numbers)))))

    def _run(self, run: list[int]) -> Markup:
        if len(run) < _SHORTEST_RUN:
            return self.label(label_wording.LISTED).join(map(self.number, run))
        return self.number(run[0]) + Markup("–") + self.number(run[-1])

    def capital(self, label: Markup) -> Markup:
        """Return a label as it begins a line: with a capital letter, in languages that have them."""
        return Markup(label[:1].upper() + label[1:])  # noqa: S704  # a letter of escaped text

    def date(self, written: str) -> Markup:
        """Return a date in words, with its recorded precision; a time is set apart from text of another direction."""
        day, time = date_and_time_in_words(written, self._labels.locale)
        said = Markup(self._escape(day))  # noqa: S704  # escaped
        if time is None:
            return said
        apart = self._labels.locale.text_direction == "rtl"
        return said + " " + (self._isolated(Words(time)) if apart else Markup(self._escape(time)))  # noqa: S704  # escaped

    def country(self, code: str) -> Markup:
        """Return the localised name of a country."""
        name = self._labels.locale.territories.get(code.upper(), code)
        return Markup(self._escape(name))  # noqa: S704  # escaped

    def language(self, tag: str) -> Markup:
        """Return the localised name of a language; its tag if there is none."""
        main, *_ = tag.partition("-")
        name = self._labels.locale.languages.get(main.lower(), tag)
        return Markup(self._escape(name))  # noqa: S704  # escaped

    def claimed(self, figure: Figure | FigureLine) -> Markup:
        """Return a claimed number: exact, about, at least, at most, a range, or not given."""
        low, high = figure.min, figure.max
        if low is not None and high is not None and low != high:
            return self.label(self._between(about=figure.bound == "about"), min=low, max=high)
        number = low if high is None else high
        bound = figure.bound if figure.bound in label_wording.BOUNDS and figure.bound != "range" else "exact"
        if number is None or bound == "unknown":
            return self.label(label_wording.BOUNDS["unknown"])
        return self.label(label_wording.BOUNDS[bound], number=number)

    def span(self, span: Range) -> Markup:
        """Return the range from the lowest to the highest claimed number."""
        if span.min != span.max:
            said = self.label(self._between(about=span.about), min=span.min, max=span.max)
        else:
            said = self.label(label_wording.BOUNDS["about" if span.about else "exact"], number=span.min)
        for end, open_ended in (("fewer", span.fewer), ("more", span.more)):
            said = self.label(label_wording.RANGES[end], number=said) if open_ended else said
        return said

    @staticmethod
    def _between(*, about: bool) -> str:
        return label_wording.ABOUT_RANGE if about else label_wording.BOUNDS["range"]

    def when(self, moment: Moment) -> Markup:
        """Return what is known of a time, no more precise than its words; empty if nothing is known."""
        return Markup(" · ").join(self._known_of(moment))

    def _known_of(self, moment: Moment) -> Iterator[Markup]:
        locale = self._labels.locale
        if moment.edtf is not None:
            yield self._edtf(moment.edtf)
        elif moment.partial is not None:
            day = day_of_unknown_year(moment.partial, locale)
            yield self.label(label_wording.INTERVALS["no year"], date=day) if day else self.date(moment.partial)
        if moment.weekday is not None:
            yield Markup(self._escape(weekday_in_words(moment.weekday, locale)))  # noqa: S704  # escaped
        for table, code in ((label_wording.PHASES, moment.phase), (label_wording.DAY_PARTS, moment.part)):
            if code is not None:
                yield self._coded(table, code)
        if moment.clock is not None:
            yield Markup(self._escape(moment.clock))  # noqa: S704  # escaped
        notes = {"about": moment.about, "hijri": moment.calendar == "hijri", "document": moment.basis == "document"}
        yield from (self.label(label_wording.NOTES_ON_TIME[note]) for note, applies in notes.items() if applies)
        if moment.contradiction is not None:
            day = weekday_in_words(moment.contradiction, locale)
            yield self.label(label_wording.NOTES_ON_TIME["contradiction"], weekday=day)

    def _edtf(self, written: str) -> Markup:
        first, slash, last = written.partition("/")
        if slash and first in {"", ".."}:
            return self.label(label_wording.INTERVALS["open start"], date=self._edtf(last))
        if slash and last in {"", ".."}:
            return self.label(label_wording.INTERVALS["open end"], date=self._edtf(first))
        if slash:
            return self.label(label_wording.INTERVALS["closed"], first=self._edtf(first), last=self._edtf(last))
        if written[-1:] in {"~", "?", "%"}:
            return self.label(label_wording.INTERVALS[written[-1]], date=self.date(written[:-1]))
        return self.date(re.sub(r"(-XX)+$", "", written))

    def _coded(self, table: Mapping[str, str], code: str) -> Markup:
        # A code without words is shown as it is: the record may be newer than the tool.
        return self.label(table[code]) if code in table else Markup(self._escape(code))  # noqa: S704  # escaped

    def _filled(self, message: str, values: Mapping[str, object]) -> Markup:
        pieces, names = self._kept.get(message) or self._keep(message)
        if not names:
            return Markup(pieces[0])  # noqa: S704  # escaped
        said = [pieces[0]]
        for name, piece in zip(names, pieces[1:], strict=True):
            said += self._value(values[name]), piece
        return Markup("".join(said))  # noqa: S704  # escaped

    def _keep(self, message: str) -> _Label:
        """Escape a message and split it at its values; cached, because labels recur."""
        names = _PLACEHOLDER.findall(message)
        marks = iter(range(_FIRST_MARK, _FIRST_MARK + len(names)))
        marked = self._escape(_PLACEHOLDER.sub(lambda _: chr(next(marks)), message))
        parts = re.split(f"([{chr(_FIRST_MARK)}-{chr(_FIRST_MARK + len(names))}])", marked) if names else [marked]
        label = parts[::2], [names[ord(mark) - _FIRST_MARK] for mark in parts[1::2]]
        self._kept[message] = label
        return label

    def _value(self, value: object) -> str:
        if isinstance(value, Markup):
            return str(value)
        if isinstance(value, Words):
            return str(self._isolated(value))
        return str(self.number(value)) if isinstance(value, int) else self._escape(str(value))
