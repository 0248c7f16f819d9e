"""Check records against the schemas, the article text and each other.

`validate` checks records in memory; `Run` checks files on disk. Both yield findings as they are found and print
nothing.
The check of a dossier's sheet is passed to `Run`; `claims.workflow.validation` does so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.validation.findings import Finding
from claims.validation.path_validation import Run, SheetCheck
from claims.validation.record_sets import RecordSet, given
from claims.validation.rules import RULES, Rule, Selection, explain, find
from claims.validation.text_lookup import GivenTexts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["RULES", "Finding", "Rule", "Run", "Selection", "SheetCheck", "explain", "find", "validate"]


def validate(
    records: Iterable[Mapping[str, Any]],
    texts: Mapping[str, str],
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
) -> Iterator[Finding]:
    """Yield the findings in some records; none if the records are valid.

    Args:
        records: Claim and document records, as JSON objects read from a file would be; in any order.
        texts: The text of each document, by its id. Offsets count its code points.
        select: The rules to apply, by code, start of a code, or short name; None for all.
        ignore: The rules to leave out.

    Yields:
        The findings of each record in turn (`Finding.index` is its number), then those that depend on the whole set,
        such as a missing parent claim.

    Raises:
        ClaimsError: if `select` or `ignore` contains an unknown rule.
    """
    checked = RecordSet(GivenTexts(texts), Selection(select, ignore))
    return _findings(checked, records)


def _findings(checked: RecordSet, records: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    yield from checked.check(given(records))
    yield from checked.finish()
