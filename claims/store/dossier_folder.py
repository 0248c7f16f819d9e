"""Map a dossier to a folder of plain files, and read it back."""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model.dossier import ReviewLog
from claims.model.ids import is_document_id
from claims.model.json_records import (
    change_from_record,
    claim_from_record,
    document_from_record,
    dossier_from_record,
    dossier_header,
    group_from_record,
    origin_from_record,
    to_record,
)
from claims.model.records import Review
from claims.review_log import folded, unfolded
from claims.store.folder_write import stamp
from claims.store.journal import under_way
from claims.store.json_lines import LINE_LIMIT, encode, read_jsonl, refuse_surrogates
from claims.store.kept_files import content, read_text
from claims.store.lock import settle
from claims.store.review_files import REVIEWS_FOLDER, read_acts, review_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from claims.model.dossier import Dossier
    from claims.model.records import Claim, Document, SheetLook
    from claims.store.folder_write import Stamp

__all__ = [
    "ANNEX_FOLDER",
    "ATTRIBUTES",
    "ATTRIBUTES_FILE",
    "CHANGES_FILE",
    "CLAIMS_FILE",
    "COLLECTION_FILE",
    "DOCUMENTS_FILE",
    "EARLIER_FOLDER",
    "FORMER_ATTRIBUTES",
    "GROUPS_FILE",
    "HEADER_FILE",
    "MAP_FILE",
    "ORIGINALS_FOLDER",
    "ORIGINS_FILE",
    "RECORD_FILES",
    "SHEET_FILE",
    "TEMPLATE_SUFFIX",
    "TEXTS_FOLDER",
    "EarlierFormatError",
    "changed_files",
    "dossier_files",
    "dossier_paths",
    "earlier_file",
    "has_review",
    "read_dossier",
    "read_unfolded",
    "read_unreviewed",
    "snapshot",
    "template_path",
    "watched_files",
]

HEADER_FILE = "dossier.json"
COLLECTION_FILE = "collection.json"
"""What marks the folder of a collection (`claims.collection.folder`), which is no dossier and holds no articles."""
DOCUMENTS_FILE = "documents.jsonl"
CLAIMS_FILE = "claims.jsonl"
ORIGINS_FILE = "origins.jsonl"
GROUPS_FILE = "groups.jsonl"
CHANGES_FILE = "changes.jsonl"
TEXTS_FOLDER = "texts"
ORIGINALS_FOLDER = "originals"
EARLIER_FOLDER = "earlier"
SHEET_FILE = "factsheet.md"
MAP_FILE = "factsheet.map.svg"
ANNEX_FOLDER = "annex"
TEMPLATE_SUFFIX = ".j2"
ATTRIBUTES_FILE = ".gitattributes"
ATTRIBUTES = b"""\
# Offsets count the characters of these files: git must not change their line ends.
* -text
# Reviewers only append: git keeps the lines of both sides.
reviews/*.jsonl merge=union
# Made from the records: after a merge, factsheet render makes them again.
factsheet.md merge=union
factsheet.map.svg merge=union
annex/*.md merge=union
"""
"""Has git keep a dossier byte for byte, also with `core.autocrlf`, and merge reviews without conflict; written once."""
FORMER_ATTRIBUTES = b"# Offsets count the characters of these files: git must not change their line ends.\n* -text\n"
"""What versions before the log of reviews wrote: replaced where its owner has not changed it."""
RECORD_FILES = (HEADER_FILE, DOCUMENTS_FILE, CLAIMS_FILE, ORIGINS_FILE, GROUPS_FILE, CHANGES_FILE)

_ATTEMPTS = 5
_log = logging.getLogger(__name__)
_Typed = TypeVar("_Typed")
_RELATIONS: tuple[tuple[str, str, Callable[[Mapping[str, Any]], Any]], ...] = (
    (ORIGINS_FILE, "origins", origin_from_record),
    (GROUPS_FILE, "groups", group_from_record),
    (CHANGES_FILE, "changes", change_from_record),
)
"""The optional files of a dossier, written only if not empty: file name, attribute, record reader."""


class EarlierFormatError(ClaimsError):
    """The dossier keeps its reviews as earlier versions did, and is to be migrated."""


def dossier_files(dossier: Dossier) -> dict[str, bytes]:
    """Return the files of a dossier, except the sheet and reviews, as a mapping of relative path to content.

    Raises:
        ClaimsError: if an id is not a valid file name, or a record cannot be written as JSON.
    """
    header = json.dumps(dossier_header(dossier), ensure_ascii=False, indent=2) + "\n"
    files = {HEADER_FILE: header.encode("utf-8")}
    for document in dossier.documents:
        if not is_document_id(document.id):
            raise ClaimsError(
                f"the article id {document.id!r} is not a valid file name", remedy="Give the article another id"
            )
        files[f"{TEXTS_FOLDER}/{document.id}.txt"] = document.text.encode("utf-8")
        for version in (document, *document.superseded):
            if version.original and version.raw:
                files[version.original.file] = version.raw
        for version in document.superseded:
            files[earlier_file(document.id, version.sha256)] = version.text.encode("utf-8")
    files[DOCUMENTS_FILE] = encode(to_record(document) for document in dossier.documents)
    kept = unfolded(dossier)
    files[CLAIMS_FILE] = encode(to_record(claim) for claim in kept.claims)
    for name, attribute, _ in _RELATIONS:
        if records := getattr(kept, attribute):
            files[name] = encode(to_record(record) for record in records)
    return files


def earlier_file(document: str, sha256: str) -> str:
    """Return the path, within the dossier's folder, of a document's earlier text with this hash."""
    return f"{EARLIER_FOLDER}/{document}.{sha256[:12]}.txt"


def changed_files(dossier: Dossier, before: Dossier) -> dict[str, bytes]:
    """Return the files to write over the dossier `before`: new or changed ones, and texts that became earlier versions.

    Raises:
        ClaimsError: if an id is not a valid file name, or a record cannot be written as JSON.
    """
    files = dossier_files(dossier)
    known = {document.id: document for document in before.documents}
    for document in dossier.documents:
        old = known.get(document.id)
        if old is None:
            continue
        if old.text == document.text:
            del files[f"{TEXTS_FOLDER}/{document.id}.txt"]
        for version in document.earlier:
            if version.sha256 == old.sha256 and version not in old.earlier:
                files[earlier_file(document.id, version.sha256)] = old.text.encode("utf-8")
    return files


def dossier_paths(dossier: Dossier) -> set[str]:
    """Return the paths of all files that a dossier's records refer to, whether or not their content is loaded."""
    paths = {HEADER_FILE, DOCUMENTS_FILE, CLAIMS_FILE}
    kept = unfolded(dossier)
    paths.update(name for name, attribute, _ in _RELATIONS if getattr(kept, attribute))
    for document in dossier.documents:
        paths.add(f"{TEXTS_FOLDER}/{document.id}.txt")
        paths.update(earlier_file(document.id, version.sha256) for version in document.earlier)
        originals = (document.original, *(version.original for version in document.earlier))
        paths.update(original.file for original in originals if original)
    return paths


def template_path(folder: Path, look: SheetLook) -> Path | None:
    """Return the path of the template of a sheet; None for the built-in one.

    Raises:
        ClaimsError: if it is no file `*.j2`: a dossier may come from a stranger, and name any file of this machine.
    """
    if look.template is None:
        return None
    path = Path(os.path.normpath(Path(os.path.realpath(folder), look.template)))
    named = "\0" not in look.template and look.template.endswith(TEMPLATE_SUFFIX)
    if not named or not os.path.realpath(path).endswith(TEMPLATE_SUFFIX):
        raise ClaimsError(
            f"a dossier's template must be a file *{TEMPLATE_SUFFIX}",
            str(path),
            "Rename it and choose it with factsheet render DOSSIER --template FILE (none: the built-in one)",
        )
    return path


def read_dossier(folder: str | Path) -> Dossier:
    """Read the dossier in `folder` as a consistent snapshot, even if another run changes it meanwhile.

    Its claims and groups are those that the files hold with the acts of all reviewers folded in.

    Raises:
        ClaimsError: if a file is missing or invalid, or an earlier version kept its reviews in claims.jsonl; says which
            one and what to do.
    """
    return folded(read_unfolded(folder))


def read_unfolded(folder: str | Path) -> Dossier:
    """Read a dossier as `read_dossier`, with the acts in its log, but not folded into its claims and groups."""
    return snapshot(Path(folder), _read)


def snapshot(folder: Path, read: Callable[[Path], _Typed]) -> _Typed:
    """Return what `read` returns for a dossier that no other process changes meanwhile.

    Raises:
        ClaimsError: if it raises one, or the dossier keeps changing.
    """
    for _ in range(_ATTEMPTS):
        settle(folder)
        begun = stamp(folder, watched_files(folder))
        if under_way(folder):
            continue
        try:
            found = read(folder)
        except ClaimsError:
            if _same(folder, begun):
                raise
        else:
            if _same(folder, begun):
                return found
    raise ClaimsError("the dossier keeps changing", str(folder), "Retry when the other program has finished")


def watched_files(folder: Path) -> list[str]:
    """Return the names of the files that make up a dossier's records, with those of all reviewers."""
    return [*RECORD_FILES, *review_files(folder)]


def _same(folder: Path, begun: Stamp) -> bool:
    """Return whether the records have not changed since, and no change is in progress."""
    return stamp(folder, watched_files(folder)) == begun and not under_way(folder)


def _read(place: Path) -> Dossier:
    dossier = read_unreviewed(place)
    for claim in dossier.claims:
        if has_review(claim):
            raise EarlierFormatError(
                f"an earlier version kept the reviews in this file, such as that of {claim.id}",
                str(place / CLAIMS_FILE),
                f"factsheet migrate {place} moves them to {REVIEWS_FOLDER}/, where each reviewer has a file",
            )
    acts = tuple(read_acts(place))
    return replace(dossier, log=ReviewLog(acts, dossier.claims, dossier.groups)) if acts else dossier


def read_unreviewed(place: Path) -> Dossier:
    """Read the files of a dossier without its reviewers' acts; also those of an earlier version.

    Raises:
        ClaimsError: if a file is missing or invalid.
    """
    header = _header(place)
    documents = tuple(_documents(place))
    lines = place / CLAIMS_FILE
    claims = tuple(_within(lines, claim_from_record, record) for record in read_jsonl(lines))
    relations = {attribute: tuple(_relations(place / name, read)) for name, attribute, read in _RELATIONS}
    return _within(
        place / HEADER_FILE,
        lambda record: dossier_from_record(record, documents=documents, claims=claims, **relations),
        header,
    )


def has_review(claim: Claim) -> bool:
    """Return whether a claim itself says what people did, as earlier versions wrote it."""
    return claim.review != Review() or claim.grading is not None or bool(claim.translations)


def _relations(path: Path, convert: Callable[[Mapping[str, Any]], _Typed]) -> Iterator[_Typed]:
    """Read the records of an optional file of a dossier."""
    if path.is_file():
        for record in read_jsonl(path):
            yield _within(path, convert, record)


def _header(folder: Path) -> dict[str, Any]:
    path = folder / HEADER_FILE
    if not path.is_file():
        raise ClaimsError(
            f"the folder has no {HEADER_FILE}, so it is not a dossier",
            where=str(folder),
            remedy="Pass a folder written by `factsheet build … --out DOSSIER`",
        )
    try:
        data = content(path, LINE_LIMIT)
        header = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise ClaimsError(f"cannot read the file: {error.strerror or error}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ClaimsError("the file is not UTF-8 text", str(path), f"Run factsheet validate {folder}") from error
    except (ValueError, RecursionError) as error:
        raise ClaimsError("the file is not JSON", where=str(path), remedy=f"Run factsheet validate {folder}") from error
    refuse_surrogates(data, header, str(path), f"Run factsheet validate {folder}")
    return header  # type: ignore[no-any-return]  # whatever it is, dossier_from_record looks


def _documents(folder: Path) -> Iterator[Document]:
    """Read the documents with their texts; says once if another program has changed the texts' files.

    A line that stands twice, as after a merge of two branches, is one document.
    """
    path = folder / DOCUMENTS_FILE
    changed: Counter[str] = Counter()
    seen: dict[str, dict[str, Any]] = {}
    for record in read_jsonl(path):
        document = _within(path, document_from_record, record)
        if document.id not in seen:
            seen[document.id] = record
            yield _with_text(folder, record, document, changed)
        elif seen[document.id] != record:
            raise ClaimsError(
                f"the article {document.id!r} stands twice, with different properties",
                str(path),
                "Keep the right one of the two lines, as after a merge of two branches",
            )
    for what, number in changed.items():
        _log.warning(
            "%s: the %s of %s changed since, as git with core.autocrlf or an editor does; read as they were",
            folder,
            what,
            "1 text" if number == 1 else f"{number} texts",
        )


def _with_text(folder: Path, record: dict[str, Any], document: Document, changed: Counter[str]) -> Document:
    path = folder / TEXTS_FOLDER / f"{document.id}.txt"
    try:
        kept = read_text(path, document.sha256, folder)
    except OSError as error:
        raise ClaimsError(f"cannot read the file: {error.strerror or error}", where=str(path)) from error
    if kept.changed is not None:
        changed[kept.changed] += 1
    return document_from_record(record, kept.text)


def _within(path: Path, convert: Callable[[Mapping[str, Any]], _Typed], record: Mapping[str, Any]) -> _Typed:
    """Apply `convert` to the record, and add the file's name to any error."""
    try:
        return convert(record)
    except ClaimsError as error:
        raise ClaimsError(error.what, where=f"{path}: {error.where}", remedy=error.remedy) from None
