"""Checks a sheet against a dossier: unchanged, changed, or made from other records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from claims.errors import ClaimsError
from claims.sheet.verification.nearest_rendering import nearest_rendering
from claims.sheet.verification.received_sheet import arrived
from claims.sheet.verification.sheet_differences import Difference, differences, excerpts
from claims.sheet.verification.sheet_units import html_units, markdown_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from claims.model import Dossier
    from claims.sheet.verification.sheet_units import Part, Unit

__all__ = ["Verdict", "verify"]

_UNITS = {"markdown": markdown_units, "html": html_units}
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_WORDS = re.compile(r"[^ \t\n\f\r]+")
_OWN_VOICE = "own-"
_KIN = 0.1
"""The least share of the records' units that a sheet of another state of the dossier has."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of checking a sheet.

    Attributes:
        form: `markdown` or `html`.
        language: BCP 47 tag of the labels.
        digest: Digest in the sheet; None if it has none.
        records: The digest of the dossier's records.
        tolerated: Differences that mail programs make, in words; ignored.
        absent: Files that belong next to the sheet and could not be checked.
        differences: In the order of the sheet.
        only_sheet: Claims that only the sheet has; `only_records` likewise.
    """

    form: Literal["markdown", "html"]
    language: str
    digest: str | None
    records: str
    tolerated: tuple[str, ...]
    absent: tuple[str, ...]
    differences: tuple[Difference, ...]
    only_sheet: tuple[str, ...]
    only_records: tuple[str, ...]

    @property
    def untouched(self) -> bool:
        """Whether the sheet matches the records."""
        return not self.differences

    @property
    def same_records(self) -> bool:
        """Whether the digest of the sheet is that of these records."""
        return self.digest == self.records


def verify(
    sheet: bytes,
    dossier: Dossier,
    *,
    where: str = "sheet",
    template: Path | None = None,
    folder: Path | None = None,
) -> Verdict:
    """Check a sheet against a dossier.

    Args:
        sheet: The received file, Markdown or HTML.
        dossier: The dossier it should match.
        where: The file's name, for messages.
        template: The template it was made with, if any.
        folder: Folder of the files that came with it, such as the map.

    Raises:
        ClaimsError: if the file is no sheet, or the records or the template cannot be rendered.
    """
    from claims.sheet.records_digest import records_digest

    came = arrived(sheet, where)
    rendered, language, beside = nearest_rendering(dossier, came.text, came.form, template)
    read = _UNITS[came.form]
    theirs, ours = read(came.text), read(rendered)
    found = differences(theirs, ours) or _apart(came.text, rendered, "markup")
    digest = _digest(theirs)
    if digest is None and len(ours) - len(found) < _KIN * len(ours):
        raise ClaimsError(
            "the file is not a fact sheet of this dossier", where, "Pass the sheet first, then its dossier"
        )
    came_too = {name: (folder / name).read_bytes() for name in beside if folder and (folder / name).is_file()}
    for name, data in came_too.items():
        part: Part = "map" if name.endswith(".svg") else "annex"
        found += _apart(data.decode("utf-8", "replace"), beside[name].decode("utf-8"), part)
    quoted, known = _quoted(theirs), _quoted(ours)
    return Verdict(
        form=came.form,
        language=language,
        digest=digest,
        records=records_digest(dossier),
        tolerated=came.tolerated,
        absent=tuple(name for name in beside if name not in came_too),
        differences=tuple(found),
        only_sheet=tuple(claim for claim in quoted if claim not in known),
        only_records=tuple(claim for claim in known if claim not in quoted),
    )


def _apart(sheet: str, rendered: str, part: Part) -> list[Difference]:
    """The first place at which two texts differ in more than white space.

    Some programs ignore such differences, others show them.
    """
    if _WORDS.findall(sheet) == _WORDS.findall(rendered):
        return []
    theirs, ours = ([" ".join(_WORDS.findall(line)) for line in text.strip().split("\n")] for text in (sheet, rendered))
    pairs = enumerate(zip_longest(theirs, ours), start=1)
    line, (found, wanted) = next((number, pair) for number, pair in pairs if pair[0] != pair[1])
    return [Difference(line if part not in {"map", "annex"} else None, part, None, False, *excerpts(found, wanted))]


def _digest(units: Sequence[Unit]) -> str | None:
    """The digest in a sheet: the last hash, since the hashes of texts come before."""
    matches = [match[0] for unit in units if unit.part == "digest" for match in _DIGEST.finditer(unit.text)]
    return matches[-1] if matches else None


def _quoted(units: Sequence[Unit]) -> list[str]:
    """The claims that a sheet lists, without what the brief quotes of them and without the outlets' own voice."""
    quotations = (unit for unit in units if unit.part == "quotation" and not unit.in_brief)
    labels = dict.fromkeys(unit.claim for unit in quotations if unit.claim)
    return [label for label in labels if not label.startswith(_OWN_VOICE)]
