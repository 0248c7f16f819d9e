"""Compare factsheet.md with the sheet rendered from the current records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.sheet import receipts
from claims.sheet.annex_parts import outdated_parts
from claims.sheet.verification.nearest_rendering import nearest_rendering
from claims.store.dossier_folder import ANNEX_FOLDER, CLAIMS_FILE, MAP_FILE, SHEET_FILE, read_dossier, template_path
from claims.store.kept_files import content, unix_lines
from claims.validation.findings import Finding, Spot
from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from claims.model import Dossier
    from claims.sheet.verification.nearest_rendering import Rendering

__all__ = ["check_sheet", "remembered_sheet"]

_LABEL = re.compile(r"\[\^(clm-[0-9a-f]{12})\]")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of a sheet between two blank lines: where they begin, and what they say."""

    line: int
    lines: tuple[str, ...]


def remembered_sheet(folder: Path) -> Iterable[Finding] | None:
    """Return the findings about a sheet that was rendered here from these very files; None if that is not known."""
    tally = receipts.find(folder)
    return None if tally is None else _drafts(tally, str(folder / SHEET_FILE))


def check_sheet(folder: Path) -> Iterator[Finding]:
    """Render the records of a dossier, compare the sheet with that, and yield the differences in the order of lines.

    Where there are none, a receipt is kept, so that the same files need not be rendered again.
    """
    path = folder / SHEET_FILE
    name = str(path)
    receipt = receipts.name_of(folder)
    try:
        sheet = unix_lines(content(path)).decode("utf-8")
    except ClaimsError as error:
        yield Finding("E401", f"the sheet cannot be compared: {error.what}", name, 1, 1)
        return
    except UnicodeDecodeError as error:
        yield Finding("E002", f"the sheet is not UTF-8: {error.reason} at byte {error.start}", name, 1, 1)
        return
    try:
        dossier = read_dossier(folder)
        template = template_path(folder, dossier.sheet) if dossier.sheet else None
        rendering = nearest_rendering(dossier, sheet, template=template, name=path.stem)
    except ClaimsError as error:
        reason = f"{error.where}: {error.what}" if error.where else error.what
        yield Finding("E401", f"the sheet cannot be compared before the records are corrected ({reason})", name, 1, 1)
        return
    tally = receipts.Tally.of(dossier)
    yield from _drafts(tally, name)
    differences = [*_differences(folder, dossier, sheet, rendering)]
    if not differences and receipts.name_of(folder) == receipt:
        receipts.keep(receipt, tally)
    yield from differences


def _differences(folder: Path, dossier: Dossier, sheet: str, rendering: Rendering) -> Iterator[Finding]:
    name = str(folder / SHEET_FILE)
    if sheet != rendering.text:
        found = [*_claims(dossier, sheet, rendering.text, folder), _stale(sheet, rendering.text, name)]
        yield from sorted(found, key=lambda finding: (finding.line or 0, finding.column or 0, finding.code))
    yield from _map(folder / MAP_FILE, rendering.beside.get(MAP_FILE))
    yield from _annex(folder, rendering.beside)


def _map(path: Path, drawn: bytes | None) -> Iterator[Finding]:
    """Check that the map next to the sheet matches the records."""
    there = unix_lines(content(path)) if path.is_file() else None
    if there == drawn:
        return
    if drawn is None:
        message = "the map is from an earlier sheet: no place in the records has coordinates now; remove it"
    elif there is None:
        message = "the sheet's map is missing; render the sheet again"
    else:
        message = "the map does not match the current records; render the sheet again"
    yield Finding("E401", message, str(path), 1, 1)


def _annex(folder: Path, beside: Mapping[str, bytes]) -> Iterator[Finding]:
    """Check that the files of a divided sheet match the records, and that there are no others."""
    made = {name: data for name, data in beside.items() if name.startswith(f"{ANNEX_FOLDER}/")}
    for name in sorted({*made, *outdated_parts(folder, SHEET_FILE, made)}):
        path = folder / name
        if name not in made:
            message = "this part of the annex is from an earlier sheet: remove it, or render the sheet again"
        elif not path.is_file():
            message = "this part of the annex is missing; render the sheet again"
        elif unix_lines(content(path)) != made[name]:
            message = "this part of the annex does not match the current records; render the sheet again"
        else:
            continue
        yield Finding("E401", message, str(path), 1, 1)


def _drafts(tally: receipts.Tally, name: str) -> Iterator[Finding]:
    if tally.drafts:
        message = f"{tally.drafts} of the {tally.claims} claims in the sheet are unreviewed drafts"
        yield Finding("W503", message, name, 1, 1)


def _stale(sheet: str, rendered: str, name: str) -> Finding:
    """Report the first difference between the sheet and the rendered records."""
    ours, theirs = rendered.split("\n"), sheet.split("\n")
    number = next(
        (i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs))
    )
    right = ours[number] if number < len(ours) else None
    wrong = theirs[number] if number < len(theirs) else ""
    column = next((i for i, (a, b) in enumerate(zip(right or "", wrong, strict=False)) if a != b), 0)
    expected = "nothing more" if right is None else shown(right[column:])
    message = f"the sheet does not match the current records: expected {expected} here; render it again"
    spot = Spot(number + 1, column + 1, max(1, min(40, len(wrong) - column)), wrong[column : column + 200], 0)
    return Finding("E401", message, name, number + 1, column + 1, spot=spot)


def _claims(dossier: Dossier, sheet: str, rendered: str, folder: Path) -> Iterator[Finding]:
    name = str(folder / SHEET_FILE)
    records = {claim.id for claim in dossier.claims}
    theirs, ours = _blocks(sheet), _blocks(rendered)
    for number, claim in enumerate(dossier.claims, start=1):
        if claim.id in ours and claim.id not in theirs:
            message = f"the sheet lacks this claim, which is record {number} in {CLAIMS_FILE}"
            yield Finding("E402", message, name, 1, 1, claim.id)
    for label, blocks in theirs.items():
        if label not in records:
            message = f"the sheet has a claim {label}, which is not in the records"
            yield Finding("E403", message, name, *_label_at(blocks[0], label), label)
        else:
            yield from _edited(label, blocks, ours.get(label, []), name)


def _edited(label: str, theirs: list[_Block], ours: list[_Block], name: str) -> Iterator[Finding]:
    """Report changed lines in a claim's quotation or footnote."""
    for block, right in zip(theirs, ours, strict=False):
        for offset, line in enumerate(block.lines):
            wanted = right.lines[offset] if offset < len(right.lines) else ""
            if line == wanted:
                continue
            column = next((i for i, (a, b) in enumerate(zip(line, wanted, strict=False)) if a != b), len(wanted))
            message = (
                f"the sheet's text of this claim differs from its record: {_around(line, column)}, "
                f"but the record gives {_around(wanted, column)}"
            )
            yield Finding("E404", message, name, block.line + offset, min(column, len(line)) + 1, label)
            break


def _around(line: str, column: int) -> str:
    return shown(line[max(0, column - 12) : column + 24])


def _blocks(sheet: str) -> dict[str, list[_Block]]:
    """Return the lines about each claim: those with its label, and others in a block with only that label."""
    found: dict[str, list[_Block]] = {}
    start = 0
    lines = sheet.split("\n")
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            continue
        block = _Block(start + 1, tuple(lines[start:number]))
        for label, own in _own(block):
            found.setdefault(label, []).append(own)
        start = number + 1
    return found


def _own(block: _Block) -> Iterator[tuple[str, _Block]]:
    """Yield each label of a block with its lines: the whole block, or lines of a list or table of claims."""
    labels = dict.fromkeys(_LABEL.findall("\n".join(block.lines)))
    if len(labels) == 1:
        yield from ((label, block) for label in labels)
        return
    for offset, line in enumerate(block.lines):
        for label in dict.fromkeys(_LABEL.findall(line)):
            yield label, _Block(block.line + offset, (line,))


def _label_at(block: _Block, label: str) -> tuple[int, int]:
    for offset, line in enumerate(block.lines):
        if label in line:
            return block.line + offset, line.index(label) + 1
    return block.line, 1
