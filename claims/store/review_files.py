"""Keep reviewers' acts in a dossier: one file for each reviewer, only ever appended to, so that git can merge them."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from claims.errors import ClaimsError
from claims.model.ids import id_fault
from claims.model.json_records import act_from_record, to_record
from claims.model.review_acts import ReviewAct
from claims.store.json_lines import encode, placed_records
from claims.store.kept_files import content, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["REVIEWS_FOLDER", "acts_in", "appended", "read_acts", "review_content", "review_file", "review_files"]

REVIEWS_FOLDER = "reviews"

_SUFFIX = ".jsonl"
_LONGEST_NAME = 80
"""Maximum length of a file's name in characters, which are at most four bytes each."""
_LONGEST_LOG = 256 * 1024 * 1024
"""Maximum size of a reviewer's file in bytes; an act has some hundreds."""

_ACTS = msgspec.json.Decoder(ReviewAct)


def review_file(reviewer: str) -> str:
    """Return the path of a reviewer's file within the dossier's folder.

    Letters and digits of every script stay; what a file's name cannot hold everywhere becomes a hyphen. Reviewers whose
    names become the same share a file, which is no harm: each act says by whom it is.
    """
    words = unicodedata.normalize("NFC", reviewer)
    kept = "".join(each if each.isalnum() or each in "-_" or unicodedata.combining(each) else "-" for each in words)
    name = "-".join(filter(None, kept.split("-")))[:_LONGEST_NAME]
    if not name or id_fault(name):
        name = f"reviewer-{name}"
    return f"{REVIEWS_FOLDER}/{name}{_SUFFIX}"


def review_files(folder: Path) -> list[str]:
    """Return the paths of all reviewers' files within a dossier's folder, sorted."""
    place = folder / REVIEWS_FOLDER
    try:
        names = sorted(path.name for path in place.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise ClaimsError(f"cannot read the folder: {error.strerror or error}", str(place)) from error
    return [f"{REVIEWS_FOLDER}/{name}" for name in names if name.endswith(_SUFFIX) and not name.startswith(".")]


def read_acts(folder: Path) -> Iterator[ReviewAct]:
    """Yield the acts of all reviewers of the dossier in `folder`, file by file.

    Raises:
        ClaimsError: if a file cannot be read, or leads out of the dossier; at the first line that is not an act.
    """
    for name in review_files(folder):
        path = folder / name
        yield from acts_in(review_content(path, folder), path)


def acts_in(data: bytes, path: Path, *, before: int = 0) -> Iterator[ReviewAct]:
    """Yield the acts in lines of a reviewer's file.

    Args:
        data: The lines.
        path: The file.
        before: The number of lines before them, for messages.

    Raises:
        ClaimsError: at the first line that is not an act.
    """
    for number, line in enumerate(data.split(b"\n"), start=before):
        try:
            if line.strip():
                yield _ACTS.decode(line)
        except (msgspec.MsgspecError, UnicodeError):  # Read it slowly: more is allowed, or what is wrong is said.
            yield from _read_slowly(line, path, number)


def _read_slowly(line: bytes, path: Path, before: int) -> Iterator[ReviewAct]:
    for place, record in placed_records([line], str(path), before=before):
        try:
            yield act_from_record(record)
        except ClaimsError as error:
            raise ClaimsError(error.what, f"{place}: {error.where}", error.remedy) from None


def appended(folder: Path, acts: Iterable[ReviewAct]) -> dict[str, bytes]:
    """Return the lines of acts to append to each file, as a mapping of path within the dossier's folder to bytes.

    Raises:
        ClaimsError: if a file cannot be read.
    """
    files: dict[str, list[ReviewAct]] = {}
    for act in acts:
        files.setdefault(review_file(act.by), []).append(act)
    found: dict[str, bytes] = {}
    for name, own in files.items():
        lines = encode(to_record(act) for act in own)
        found[name] = lines if _ends_a_line(folder / name, folder) else b"\n" + lines
    return found


def _ends_a_line(path: Path, folder: Path) -> bool:
    """Return whether a file is empty, or ends with the end of a line; also if there is none."""
    if not os.path.lexists(path):
        return True
    _refuse_link(path, folder)
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            return file.read(1) in (b"", b"\n")
    except OSError as error:
        raise ClaimsError(f"cannot read the file: {error.strerror or error}", str(path)) from error


def review_content(path: Path, folder: Path) -> bytes:
    """Return the content of a reviewer's file of the dossier in `folder`.

    Raises:
        ClaimsError: if it cannot be read, is too long, or leads out of the dossier.
    """
    _refuse_link(path, folder)
    try:
        return content(path, _LONGEST_LOG)
    except OSError as error:
        raise ClaimsError(f"cannot read the file: {error.strerror or error}", str(path)) from error


def _refuse_link(path: Path, folder: Path) -> None:
    if leaves(path, folder):
        raise ClaimsError("the file is a link out of the dossier", str(path), "Put the file itself there")
