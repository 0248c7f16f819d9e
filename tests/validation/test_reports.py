"""What the text report leaves out, and what it says of that."""

from __future__ import annotations

import io

import pytest

from claims.validation.findings import Finding
from claims.validation.reports import Summary, Text


def report(
    number: int, *, every: bool = False, code: str = "W501", message: str = "the date is not known"
) -> list[str]:
    out = io.StringIO()
    text, summary = Text(out, every=every), Summary()
    for index in range(number):
        finding = Finding(code=code, message=message.format(index), file="d.jsonl", record=f"r{index}", index=index)
        summary.count(finding)
        text.finding(finding)
    text.end(summary)
    return out.getvalue().splitlines()


def test_many_equal_warnings_are_one_line() -> None:
    *lines, more, summary = report(282)
    assert len(lines) == 3
    assert more == "d.jsonl: warning W501 unknown-date: 279 more like these (the date is not known); --all shows each"
    assert "282 warnings" in summary


def test_so_are_many_of_one_rule_that_each_name_something_else() -> None:
    *lines, more, summary = report(28, code="W502", message="the source {} is unnamed")
    assert len(lines) == 10
    assert more == "d.jsonl: warning W502 unnamed-without-note: 18 more like these; --all shows each"
    assert "28 warnings" in summary


@pytest.mark.parametrize(("number", "every", "code"), [(3, False, "W501"), (282, True, "W501"), (5, False, "E203")])
def test_few_warnings_and_all_errors_are_shown_one_by_one(number: int, every: bool, code: str) -> None:
    assert len(report(number, every=every, code=code)) == number + 1
