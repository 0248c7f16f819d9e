"""Check records on disk: files, folders of files, dossiers, standard input."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple

from claims.errors import ClaimsError
from claims.store.atomic_write import write_atomically
from claims.store.dossier_folder import (
    CHANGES_FILE,
    CLAIMS_FILE,
    DOCUMENTS_FILE,
    GROUPS_FILE,
    HEADER_FILE,
    ORIGINS_FILE,
    SHEET_FILE,
    TEXTS_FOLDER,
)
from claims.store.json_lines import LINE_LIMIT, encode, read_jsonl
from claims.store.review_files import review_files
from claims.validation import fixes, schema_messages
from claims.validation.completion import Completer, is_incomplete
from claims.validation.findings import Edit, Finding, Problem, counted
from claims.validation.record_input import WHOLE_LIMIT, read_json, read_lines, unpacked, unreadable
from claims.validation.record_sets import RecordSet, located
from claims.validation.record_shapes import not_records, shape, without_fences
from claims.validation.rules import RULES, Selection
from claims.validation.schemas import load
from claims.validation.spill_file import Spool
from claims.validation.text_lookup import FolderTexts, NoTexts, Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from claims.validation.record_input import Item

__all__ = ["Run", "SheetCheck"]

STDIN = "-"
_LINES = (".jsonl", ".ndjson")
_WHOLE = (".json",)
_PACKED = ".gz"
_SIDECAR = ".meta.json"
_BLOCK = 64 * 1024


class SheetCheck(NamedTuple):
    """What was found about a sheet, and how: `rendered` again now, or `remembered` as rendered from these files."""

    findings: Iterable[Finding]
    how: Literal["rendered", "remembered"]


@dataclass
class Run:
    """A validation run over some paths.

    Attributes:
        select: Rules to apply, by code, start of a code or short name; None for those that a dossier selects, or all.
        ignore: Rules to leave out; None for those that a dossier ignores.
        texts: The folder of the texts, for record files outside a dossier.
        fix: Whether to move offsets to the place of their words, if there is only one such place.
        watch: Called regularly with the file, the number of records read, and the share of the file that was read.
        check_sheet: Compares the sheet in a dossier's folder with its records; None for no check.
        records: The number of records checked.
        files: The number of files that contained them.
        compared: The number of claims whose words were compared with a text; `alone`: of those without one.
        sheets: The number of sheets compared with their records, by how that was done.
        dossiers: The number of dossiers.
    """

    select: Sequence[str] | None = None
    ignore: Sequence[str] | None = None
    texts: Path | None = None
    fix: bool = False
    watch: Callable[[str, int, float | None], None] | None = None
    check_sheet: Callable[[Path], SheetCheck] | None = None
    records: int = 0
    files: int = 0
    compared: int = 0
    alone: int = 0
    sheets: Counter[str] = field(default_factory=Counter)
    dossiers: int = 0
    _left_out: set[str] = field(default_factory=set, init=False, repr=False)
    _stdin_was_read: bool = field(default=False, init=False, repr=False)
    _chosen: Selection = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Reject unknown rules before anything is read."""
        self._chosen = Selection(self.select, self.ignore or ())

    def check(self, path: str | Path) -> Iterator[Finding]:
        """Yield the findings in a file, in a folder of files or dossiers, in a dossier, or in standard input (`-`).

        Raises:
            ClaimsError: if `path` has nothing that can be read as records.
        """
        if str(path) == STDIN and self.fix:
            raise ClaimsError("standard input cannot be fixed", remedy="Name the file instead")
        if str(path) == STDIN:
            if self._stdin_was_read:
                raise ClaimsError("standard input was read already", remedy="Name it once")
            self._stdin_was_read = True
            yield from self._file(sys.stdin.buffer, "<stdin>", None)
            return
        place = Path(path)
        if place.is_dir():
            yield from self._folder(place)
        else:
            yield from self._path(place)

    def coverage(self) -> tuple[list[str], list[str]]:
        """Return what was checked, and what was not, in words."""
        applied = [words for words, rules in _AGAINST.items() if self._left_out.isdisjoint(rules)]
        against = f"against {' and '.join(applied)}" if applied else "by the chosen rules alone"
        checked, unchecked = [f"{counted(self.records, 'record')} {against}"], list[str]()
        if self.compared:
            where = "its text" if self.compared == 1 else "their texts"
            listed = checked if self._left_out.isdisjoint(_QUOTED) else unchecked
            listed.append(f"words of {counted(self.compared, 'claim')} in {where}")
        if self.alone:
            have = "has" if self.alone == 1 else "have"
            unchecked.append(f"words of {counted(self.alone, 'claim')}, which {have} no text here")
        for how, words in _COMPARED.items():
            if number := self.sheets[how]:
                checked.append(f"the sheet, {words}" if number == 1 else f"{number:,} sheets, {words}")
        if rest := self.dossiers - self.sheets.total():
            unchecked.append("the sheet" if self.dossiers == 1 else f"{rest:,} sheets")
        if self.records and not self.dossiers:
            unchecked.append("articles and sheet, which only a dossier has")
        if self._left_out:
            named = ", ".join(sorted(self._left_out)[:3])
            more = ", …" if len(self._left_out) > 3 else ""
            number = len(self._left_out)
            rules = "1 rule that was" if number == 1 else f"{number} rules that were"
            unchecked.append(f"{rules} left out ({named}{more})")
        unchecked.append("whether anything said is true, and whether claims are missing")
        return checked, unchecked

    def _folder(self, folder: Path) -> Iterator[Finding]:
        found = False
        for place in _contents(folder):
            found = True
            yield from self._dossier(place) if place.is_dir() else self._path(place)
        if not found:
            raise ClaimsError(
                "the folder has no records",
                where=str(folder),
                remedy=f"Name a dossier (a folder with {HEADER_FILE}), or .json or .jsonl files of records",
            )

    def _path(self, path: Path) -> Iterator[Finding]:
        try:
            yield from self._completed(path, self._texts(path))
            with path.open("rb", buffering=_BLOCK) as stream:
                yield from self._file(stream, str(path), path)
        except OSError as error:
            raise ClaimsError(
                f"cannot read the file: {error.strerror or error}",
                where=str(path),
                remedy="Check its name and permissions",
            ) from error

    def _file(self, stream: BinaryIO, name: str, path: Path | None) -> Iterator[Finding]:
        texts = self._texts(path)
        records = RecordSet(texts, self._chosen)
        sort = _SORTS.get(path.name.removesuffix(_PACKED)) if path else None
        yield from self._counted(records, self._items(stream, name, records, sort), name, sort)
        yield from records.finish()

    def _texts(self, path: Path | None) -> Texts:
        folder = self.texts or (path.parent / TEXTS_FOLDER if path else None)
        if folder is None or not folder.is_dir():
            return NoTexts()
        texts = FolderTexts(folder)
        for name, digest in _hashes(folder.parent / DOCUMENTS_FILE):
            texts.expect(name, digest)
        return texts

    def _counted(self, records: RecordSet, items: Iterable[Item], name: str, sort: str | None) -> Iterator[Finding]:
        edits: Spool[Edit] = Spool()
        try:
            for finding in records.check(items, name, sort):
                if self.fix and finding.edits:
                    for edit in finding.edits:
                        edits.append(edit)
                    yield replace(finding, fixed=True)
                else:
                    yield finding
        finally:
            self.records += records.count
            self.compared += records.compared
            self.alone += records.alone
            records.count = records.compared = records.alone = 0
            self._left_out |= RULES.keys() - records.selection.codes
            self.files += 1
        if self.fix:
            fixes.apply(Path(name), edits)

    def _items(self, stream: BinaryIO, name: str, records: RecordSet, sort: str | None) -> Iterator[Item]:
        """Yield the records of a stream, in the format of its name or its first bytes."""
        reader = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
        packed = name.endswith(_PACKED) or reader.peek(2)[:2] == b"\x1f\x8b"
        source = unpacked(reader, name) if packed else reader
        try:
            head = source.peek(_BLOCK)
        except ClaimsError:
            head = b""  # The reader says what is wrong.
        bare = name.removesuffix(_PACKED).lower()
        if (problem := not_records(head, bare)) is not None:
            return iter([unreadable(head, problem)])
        form = shape(head, bare)
        if form == "fenced":
            source = without_fences(source)
            form = shape(source.peek(), "")
        if form == "whole":
            return read_json(source)
        refused = records.refused if sort in (None, "claim") else None
        return read_lines(source, refused=self._watching(refused, stream, name) if self.watch else refused)

    def _completed(self, path: Path, texts: Texts) -> Iterator[Finding]:
        """With `fix`, derive offsets and ids of claims that only quote words, and yield what was derived or why not."""
        if not self.fix or path.stat().st_size > WHOLE_LIMIT or not path.is_file():
            return
        with path.open("rb", buffering=_BLOCK) as stream:
            items = [*self._items(stream, str(path), RecordSet(NoTexts(), self._chosen), "document")]
        claims = [item for item in items if item.usable and is_incomplete(item.value)]
        if not claims or not all(item.usable for item in items):
            return
        completer = Completer(texts, texts.only if isinstance(texts, FolderTexts) else None)
        for item in claims:
            completer.expect(item.value)
        for item in claims:
            completed = completer.completed(item.value)
            yield from (each for each in located(item, completed.problems, str(path)) if each.code in self._chosen)
            if completed.done:
                derived = Problem("E101", (), "offsets and id were derived from the words")
                yield from (replace(each, fixed=True) for each in located(item, [derived], str(path)))
                item.value = completed.record
        _rewrite(path, [item.value for item in items])

    def _watching(
        self, refused: Callable[[list[bytes], int], Iterable[int]] | None, stream: BinaryIO, name: str
    ) -> Callable[[list[bytes], int], Iterable[int]]:
        """Wrap `refused` to report progress."""
        size = _size(stream)

        def watched(lines: list[bytes], number: int) -> Iterable[int]:
            if self.watch is not None:
                self.watch(name, self.records + number - 1, stream.tell() / size if size else None)
            return refused(lines, number) if refused is not None else range(len(lines))

        return watched

    def _dossier(self, folder: Path) -> Iterator[Finding]:
        self.dossiers += 1
        chosen = self._chosen
        header, problems = self._header(folder)
        if header is not None and (self.select is None or self.ignore is None):
            chosen = self._asked_for(header)
        found = [*problems]
        yield from (finding for finding in found if finding.code in chosen)
        records = RecordSet(FolderTexts(folder / TEXTS_FOLDER, folder), chosen, folder)
        yield from self._member(records, folder, DOCUMENTS_FILE)
        yield from self._languages(folder, header, records)
        if (folder / DOCUMENTS_FILE).is_file() and records.kept is not None:
            yield from (finding for finding in records.kept.orphans() if finding.code in chosen)
        records.claims.unclaimed.update(records.documents.places)
        for name in review_files(folder):
            yield from self._member(records, folder, name)
        yield from self._member(records, folder, CLAIMS_FILE)
        yield from records.reviewed()
        for name in _RELATIONS:
            if (folder / name).is_file():
                yield from self._member(records, folder, name)
        yield from records.finish()
        yield from _without_claims(folder, records)
        yield from self._sheet(folder, chosen)

    def _header(self, folder: Path) -> tuple[Item | None, Iterable[Finding]]:
        path = folder / HEADER_FILE
        if not path.is_file():
            return None, [_missing(folder, HEADER_FILE)]
        self.files += 1
        with path.open("rb") as stream:
            (item,) = read_json(stream, LINE_LIMIT, single=True)
        problems = list(item.problems)
        if item.usable:
            problems += schema_messages.problems(load("dossier"), item.value) or _unknown_rules(item.value)
        sound = item.usable and not problems
        return item if sound else None, located(item, problems, str(path))

    def _asked_for(self, header: Item) -> Selection:
        """Return the rules that a dossier selects, unless the run itself selects rules."""
        checks = header.value.get("checks", {})
        select = checks.get("select") if self.select is None else self.select
        ignore = checks.get("ignore", ()) if self.ignore is None else self.ignore
        return Selection(select, ignore)

    def _member(self, records: RecordSet, folder: Path, name: str) -> Iterator[Finding]:
        path = folder / name
        if not path.is_file():
            if "E312" in records.selection:
                yield _missing(folder, name)
            return
        if name == CLAIMS_FILE:
            yield from self._completed(path, records.texts)
        sort = _SORTS.get(name, "review")
        with path.open("rb", buffering=_BLOCK) as stream:
            yield from self._counted(records, self._items(stream, str(path), records, sort), str(path), sort)

    def _languages(self, folder: Path, header: Item | None, records: RecordSet) -> Iterator[Finding]:
        if header is None or "E311" not in records.selection:
            return
        listed = header.value["languages"]
        used = records.documents.languages
        problems = [
            Problem("E311", ("languages",), f'the document "{name}" is in "{tag}", which languages does not list')
            for tag, name in used.items()
            if tag not in listed
        ]
        problems += [
            Problem("E311", ("languages", number), f'no document is in "{tag}"')
            for number, tag in enumerate(listed)
            if used and tag not in used
        ]
        yield from located(header, problems, str(folder / HEADER_FILE))

    def _sheet(self, folder: Path, chosen: Selection) -> Iterator[Finding]:
        path = folder / SHEET_FILE
        if not path.is_file():
            if "W508" in chosen:
                yield Finding("W508", f"the dossier has no {SHEET_FILE}: render it", str(path), 1, 1)
            return
        if self.check_sheet is not None and not chosen.codes.isdisjoint({"E401", "E402", "E403", "E404", "W503"}):
            check = self.check_sheet(folder)
            if "E401" in chosen:  # It reports any difference, the other rules only certain ones.
                self.sheets[check.how] += 1
            yield from (finding for finding in check.findings if finding.code in chosen)


_QUOTED = {"E201", "E202", "E203", "E204"}
"""The rules without which the words of claims are not compared with their texts."""
_AGAINST = {
    "the schema": {code for code in RULES if code.startswith("E1")},
    "each other": {code for code in RULES if code.startswith("E3")},
}
"""What records are checked against, with the rules that this takes."""
_COMPARED = {
    "rendered": "rendered again from the records and compared",
    "remembered": "byte for byte as this program rendered it here from these files",
}
"""How a sheet was compared with its records, in words."""
_RELATIONS = {ORIGINS_FILE: "origin", GROUPS_FILE: "group", CHANGES_FILE: "change"}
"""The optional files of a dossier."""
_SORTS = {DOCUMENTS_FILE: "document", CLAIMS_FILE: "claim", HEADER_FILE: "dossier", **_RELATIONS}


def _unknown_rules(header: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield unknown rules that a dossier selects."""
    for group, words in header.get("checks", {}).items():
        for number, word in enumerate(words):
            try:
                Selection([word])
            except ClaimsError as error:
                yield Problem("E104", ("checks", group, number), f"{error.what}: {error.remedy}")


def _contents(folder: Path) -> Iterator[Path]:
    """Yield the dossiers and record files in a folder, sorted by name."""
    if any((folder / name).is_file() for name in (DOCUMENTS_FILE, CLAIMS_FILE, HEADER_FILE)):
        yield folder
        return
    for place in sorted(folder.iterdir()):
        if place.name.startswith("."):
            continue
        if place.is_dir() and not place.is_symlink():
            yield from _contents(place)
        elif place.name.lower().removesuffix(_PACKED).endswith((*_LINES, *_WHOLE)) and not place.name.endswith(
            _SIDECAR
        ):
            yield place


def _size(stream: BinaryIO) -> int | None:
    try:
        return os.fstat(stream.fileno()).st_size
    except (OSError, io.UnsupportedOperation):
        return None


def _hashes(path: Path) -> Iterator[tuple[str, str]]:
    """Yield id and hash of the documents in the file beside a folder of texts, as far as it can be read."""
    try:
        for record in read_jsonl(path):
            if isinstance(name := record.get("id"), str) and isinstance(digest := record.get("sha256"), str):
                yield name, digest
    except ClaimsError:
        return


def _rewrite(path: Path, records: Sequence[Any]) -> None:
    """Write records in the form of the file's name: a list for .json, else a record a line; compressed for .gz."""
    if path.name.removesuffix(_PACKED).endswith(_WHOLE):
        data = (json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    else:
        data = encode(records)
    write_atomically(path, gzip.compress(data, mtime=0) if path.name.endswith(_PACKED) else data)


def _missing(folder: Path, name: str) -> Finding:
    return Finding("E312", f"the dossier has no {name}", str(folder / name), 1, 1)


def _without_claims(folder: Path, records: RecordSet) -> Iterator[Finding]:
    if "W507" in records.selection:
        path = str(folder / DOCUMENTS_FILE)
        for name, line in records.claims.unclaimed.items():
            yield Finding("W507", "the document has no claims", path, line, 1, name)
