"""Write findings for people and programs. A new format is one class here and its name in FORMATS.

All formats are written as findings arrive, so a long run shows what it has found so far.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO
from urllib.parse import quote

import claims
from claims.text.terminal_text import printable
from claims.validation.article_text import HIDDEN
from claims.validation.findings import counted
from claims.validation.rules import RULES

if TYPE_CHECKING:
    from claims.validation.findings import Finding

__all__ = ["FORMATS", "GitHub", "Json", "Report", "Sarif", "Summary", "Text"]


class Summary:
    """The totals of a run."""

    def __init__(self) -> None:
        """Start with no findings."""
        self.errors = self.warnings = self.fixed = self.records = self.files = 0
        self.checked: list[str] = []
        self.unchecked: list[str] = []

    def count(self, finding: Finding) -> None:
        """Add one finding."""
        if finding.fixed:
            self.fixed += 1
        elif finding.severity == "error":
            self.errors += 1
        else:
            self.warnings += 1

    def coverage(self) -> list[str]:
        """Return what was checked, and what was not, a line each; nothing where there are errors to correct first."""
        if self.errors or not self.checked:
            return []
        return [f"checked: {'; '.join(self.checked)}", f"not checked: {'; '.join(self.unchecked)}"]

    def __str__(self) -> str:
        looked = f"{counted(self.records, 'record')} in {counted(self.files, 'file')}"
        parts = [counted(self.errors, "error"), counted(self.warnings, "warning")]
        if self.fixed:
            parts.append(f"{self.fixed} fixed")
        clean = not (self.errors or self.warnings or self.fixed)
        return f"{looked}: {'no findings' if clean else ', '.join(parts)}"


class Report(Protocol):
    """A report format."""

    def begin(self) -> None:
        """Write the beginning of the report."""

    def finding(self, finding: Finding) -> None:
        """Write one finding."""

    def end(self, summary: Summary) -> None:
        """Write the end of the report."""


_EQUAL, _OF_RULE = 3, 10
"""How many equal warnings, and how many of one rule in one file, are written; of further ones, only the number."""


@dataclass(slots=True)
class _Alike:
    """The warnings of one rule in one file: the messages written, and how many were left out."""

    written: Counter[str] = field(default_factory=Counter)
    left_out: int = 0

    def writes(self, message: str) -> bool:
        """Count one more, and return whether it is to be written."""
        writes = self.written[message] < _EQUAL and self.written.total() < _OF_RULE
        if writes:
            self.written[message] += 1
        else:
            self.left_out += 1
        return writes


class Text:
    """One line per finding; on a terminal with colour and an excerpt with the wrong value."""

    def __init__(self, out: TextIO, *, colour: bool = False, every: bool = False) -> None:
        """Write to `out`; `colour` for a terminal; `every` to write each of many warnings of a rule."""
        self.out = out
        self.colour = colour
        self.every = every
        self.alike: dict[tuple[str | None, str, str], _Alike] = {}

    def begin(self) -> None:
        """Write nothing; this format has no header."""

    def finding(self, finding: Finding) -> None:
        """Write `file:line:column: error E204 quote-not-in-text [record] message`."""
        if finding.severity == "warning" and not finding.fixed and not self.every:
            alike = self.alike.setdefault((finding.file, finding.code, finding.name), _Alike())
            if not alike.writes(finding.message):
                return
        place = self._styled(_place(finding), "1")
        grade = "fixed" if finding.fixed else finding.severity
        shade = {"fixed": "32", "error": "31", "warning": "33"}[grade]
        rule = f"{self._styled(grade, shade)} {self._styled(finding.code, '1')} {finding.name}"
        record = f" [{plain(finding.record)}]" if finding.record else ""
        self.out.write(f"{place}: {rule}{record}: {plain(finding.message)}\n")
        if self.colour and finding.spot and finding.spot.excerpt:
            self.out.write(f"    {self._marked(finding)}\n")

    def end(self, summary: Summary) -> None:
        """Write how many warnings were left out, and the summary line."""
        for (file, code, name), alike in self.alike.items():
            if alike.left_out:
                place = self._styled(plain(file or "records"), "1")
                rule = f"{self._styled('warning', '33')} {self._styled(code, '1')} {name}"
                same = f" ({plain(next(iter(alike.written)))})" if len(alike.written) == 1 else ""
                more = f"{alike.left_out:,} more like these{same}; --all shows each"
                self.out.write(f"{place}: {rule}: {more}\n")
        shade = "31" if summary.errors else "33" if summary.warnings else "32"
        self.out.write(self._styled(str(summary), shade) + "\n")
        self.out.writelines(f"{line}\n" for line in summary.coverage())

    def _styled(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def _marked(self, finding: Finding) -> str:
        """Return the line with the wrong value in reverse video: right-to-left text cannot displace this mark."""
        assert finding.spot is not None  # noqa: S101  # the caller has looked
        text, start = finding.spot.excerpt, finding.spot.offset
        stop = start + max(1, finding.spot.length)
        marked = self._styled(plain(text[start:stop]) or " ", "7")
        return f"{plain(text[:start])}{marked}{plain(text[stop:])}"


class Json:
    """One JSON object: the findings in a list, then the summary."""

    def __init__(self, out: TextIO, *, colour: bool = False, every: bool = True) -> None:  # noqa: ARG002  # for people
        """Write to `out`."""
        self.out = out
        self.before = "\n"

    def begin(self) -> None:
        """Open the list."""
        self.out.write('{"findings": [')

    def finding(self, finding: Finding) -> None:
        """Write one element of the list."""
        names = ("file", "line", "column", "code", "name", "severity", "record", "path", "index", "message", "fixed")
        self.out.write(self.before + dumps({name: getattr(finding, name) for name in names}))
        self.before = ",\n"

    def end(self, summary: Summary) -> None:
        """Close the list and write the summary."""
        self.out.write(f'\n], "summary": {dumps(vars(summary))}}}\n')


class GitHub:
    """GitHub workflow commands: GitHub shows each next to its line."""

    def __init__(self, out: TextIO, *, colour: bool = False, every: bool = True) -> None:  # noqa: ARG002  # for people
        """Write to `out`."""
        self.out = out

    def begin(self) -> None:
        """Write nothing; this format has no header."""

    def finding(self, finding: Finding) -> None:
        """Write one command."""
        grade = "notice" if finding.fixed else finding.severity
        place = {"file": finding.file, "line": finding.line, "col": finding.column}
        fields = {**place, "title": f"{finding.code} {finding.name}"}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items() if value is not None)
        record = f"[{finding.record}] " if finding.record else ""
        self.out.write(f"::{grade} {properties}::{_command(record + finding.message)}\n")

    def end(self, summary: Summary) -> None:
        """Write the summary, and what was checked, as a notice."""
        lines = "\n".join([str(summary), *summary.coverage()])
        self.out.write(f"::notice title=factsheet validate::{_command(lines)}\n")


class Sarif:
    """SARIF 2.1.0, which code scanning services and editors read."""

    def __init__(self, out: TextIO, *, colour: bool = False, every: bool = True) -> None:  # noqa: ARG002  # for people
        """Write to `out`."""
        self.out = out
        self.before = "\n"
        self.numbers = {code: number for number, code in enumerate(RULES)}

    def begin(self) -> None:
        """Write the tool with all its rules, and open the list of results."""
        driver = {
            "name": "factsheet validate",
            "version": claims.__version__,
            "rules": [_sarif_rule(code) for code in RULES],
        }
        self.out.write(
            '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{"tool": '
            f'{{"driver": {dumps(driver)}}}, "columnKind": "unicodeCodePoints", "results": ['
        )

    def finding(self, finding: Finding) -> None:
        """Write one result."""
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": self.numbers[finding.code],
            "level": finding.severity,
            "message": {"text": finding.message},
            "locations": [_sarif_location(finding)],
        }
        if finding.edits and not finding.fixed:
            result["fixes"] = [_sarif_fix(finding)]
        self.out.write(self.before + dumps(result))
        self.before = ",\n"

    def end(self, summary: Summary) -> None:
        """Close the list and write the summary."""
        self.out.write(f'\n], "properties": {{"summary": {dumps(vars(summary))}}}}}]}}\n')


FORMATS: dict[str, type[Text] | type[Json] | type[Sarif] | type[GitHub]] = {
    "text": Text,
    "json": Json,
    "sarif": Sarif,
    "github": GitHub,
}


def dumps(value: object) -> str:
    """Encode as JSON with lone surrogates escaped, so that the result can be written as UTF-8."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def plain(text: str) -> str:
    """Escape text that could move the cursor, change colours or reverse the direction of a terminal."""
    return HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", printable(text))


def _place(finding: Finding) -> str:
    steps = (finding.file, finding.line, finding.column)
    named = ":".join(plain(str(step)) for step in steps if step is not None)
    return named or f"record {finding.index}"


def _property(value: str) -> str:
    return _command(value).replace(":", "%3A").replace(",", "%2C")


def _command(value: str) -> str:
    text = value.encode("utf-8", "backslashreplace").decode()
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _sarif_rule(code: str) -> dict[str, Any]:
    rule = RULES[code]
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "help": {"text": f"factsheet validate --explain {code}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _sarif_location(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if finding.file is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
        if finding.line is not None:
            physical["region"] = _sarif_region(finding)
        location["physicalLocation"] = physical
    if finding.record or finding.path:
        logical = {"name": finding.record, "fullyQualifiedName": finding.path, "kind": "object"}
        location["logicalLocations"] = [{name: value for name, value in logical.items() if value}]
    return location


def _sarif_region(finding: Finding) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": finding.line, "startColumn": finding.column or 1}
    if finding.spot and finding.spot.length:
        region["endColumn"] = region["startColumn"] + finding.spot.length
    return region


def _sarif_fix(finding: Finding) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": {
                "startLine": edit.line,
                "startColumn": edit.column,
                "endColumn": edit.column + edit.length,
            },
            "insertedContent": {"text": str(edit.value)},
        }
        for edit in finding.edits
    ]
    change = {"artifactLocation": {"uri": _uri(finding.file or "")}, "replacements": replacements}
    return {"description": {"text": "Move the offsets to where the words stand."}, "artifactChanges": [change]}


def _uri(file: str) -> str:
    """Return a file name as a SARIF URI; relative if it was given so."""
    if file == "<stdin>":
        return "stdin"
    path = Path(os.fsdecode(file))
    return path.as_uri() if path.is_absolute() else quote(path.as_posix().encode("utf-8", "surrogateescape"))
