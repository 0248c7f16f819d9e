"""Edit a dossier under its lock: read it, change it, and write it with its sheet."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Dossier, ReviewLog
from claims.review_log import refolded, unfolded
from claims.store import (
    ATTRIBUTES,
    ATTRIBUTES_FILE,
    FORMER_ATTRIBUTES,
    appended,
    changed_files,
    dossier_files,
    dossier_paths,
    folder_write,
)
from claims.store.kept_files import content
from claims.store.lock import locked
from claims.workflow.relation_update import related
from claims.workflow.sheet_update import (
    amended_sheet,
    keep_receipt,
    outdated_files,
    sheet_files,
    tell_out_of_date,
    wanted_look,
    watched,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from claims.model import Claim, ReviewAct

__all__ = ["Held", "held"]

_There = TypeVar("_There", bound=Dossier | None)


@dataclass(frozen=True, slots=True)
class Held(Generic[_There]):
    """A locked dossier that no other process can change.

    Attributes:
        folder: Its folder, which may not exist yet.
        dossier: Its content, with the claims and groups that its files hold: reviewers' acts are in its log, and not
            folded in. None if it does not exist yet.
        seen: The stamp of its files.
    """

    folder: Path
    dossier: _There
    seen: folder_write.Stamp

    @property
    def shown(self) -> _There:
        """Its content with reviewers' acts folded in."""
        return self.dossier if self.dossier is None else cast("_There", refolded(self.dossier))

    def save(
        self,
        dossier: Dossier,
        *,
        lang: str | None,
        template: Path | None,
        check_below: float | None = None,
        anew: bool = False,
    ) -> Dossier:
        """Write `dossier` with its sheet to the folder atomically; return it with updated origins and groups.

        Args:
            dossier: The new content, with the claims and groups that its files are to hold.
            lang: The language of the sheet's labels; None to keep that of the sheet.
            template: A Jinja2 template for the sheet, or `NO_TEMPLATE`; None to keep that of the sheet.
            check_below: The confidence below which the sheet marks a claim "check first"; None to keep that of the
                sheet.
            anew: Whether to compare all claims again, not only those that changed.

        Raises:
            ClaimsError: if the sheet cannot be rendered, the folder cannot be written, or claims of two documents share
                an id.
        """
        _refuse_shared_ids(dossier.claims)
        whole = related(dossier, None if anew else self.shown)
        look = wanted_look(self.folder, whole, lang=lang, template=template, check_below=check_below)
        whole = replace(whole, sheet=look)
        sheet = sheet_files(self.folder, whole, look)
        self._put(whole, sheet)
        return whole

    def amend(self, dossier: Dossier, acts: Sequence[ReviewAct] = ()) -> Dossier:
        """Write `dossier` to the folder after a manual entry, with its sheet if that is fast; see `save`.

        Args:
            dossier: The new content, with the claims and groups that its files are to hold.
            acts: The acts to append to the log; those of the dossier's own log are already there.
        """
        whole = related(_with(dossier, acts), self.shown)
        sheet = amended_sheet(self.folder, whole)
        self._put(whole, sheet, appended(self.folder, acts))
        if not sheet:
            tell_out_of_date(self.folder)
        return whole

    def append(self, acts: Sequence[ReviewAct]) -> Dossier:
        """Append reviewers' acts to their files; nothing else changes but the sheet, if that is fast.

        Returns:
            The dossier with the acts folded in.

        Raises:
            ClaimsError: if the folder cannot be written.
        """
        whole = refolded(_with(self.dossier, acts)) if self.dossier is not None else None
        if whole is None:
            raise ClaimsError("there is no dossier to review", str(self.folder))
        sheet = amended_sheet(self.folder, whole)
        gone = outdated_files(self.folder, sheet)
        files = {**self._attributes(), **sheet}
        folder_write.put(self.folder, files, tails=appended(self.folder, acts), gone=gone, seen=self.seen)
        keep_receipt(self.folder, whole, sheet)
        if not sheet:
            tell_out_of_date(self.folder)
        return whole

    def record(self, acts: Sequence[ReviewAct]) -> dict[str, bytes]:
        """Append reviewers' acts to their files, and leave the sheet as it is; return what was appended to each.

        Raises:
            ClaimsError: if the folder cannot be written.
        """
        tails = appended(self.folder, acts)
        folder_write.put(self.folder, self._attributes(), tails=tails, seen=self.seen)
        return tails

    def _attributes(self) -> dict[str, bytes]:
        """Return the settings for git, unless their owner has changed them."""
        path = self.folder / ATTRIBUTES_FILE
        former = path.is_file() and content(path) == FORMER_ATTRIBUTES
        return {ATTRIBUTES_FILE: ATTRIBUTES} if former or not os.path.lexists(path) else {}

    def _put(
        self,
        whole: Dossier,
        sheet: dict[str, bytes],
        tails: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        """Write the records and the sheet made from them; append `tails` to files."""
        before = self.dossier
        files = dossier_files(whole) if before is None else changed_files(whole, before)
        files |= self._attributes()
        gone = outdated_files(self.folder, sheet)
        if before is not None:
            gone |= dossier_paths(before) - dossier_paths(whole)
        folder_write.put(self.folder, {**files, **sheet}, tails=tails, gone=gone, seen=self.seen)
        keep_receipt(self.folder, whole, sheet)


def _refuse_shared_ids(claims: Iterable[Claim]) -> None:
    """Report claims of two documents with one id: a review of one would be a review of both.

    Ids have 48 bits, so that among 100,000 claims two share one with a probability of 2 in 100,000.
    """
    documents: dict[str, str] = {}
    for claim in claims:
        other = documents.setdefault(claim.id, claim.document)
        if other != claim.document:
            raise ClaimsError(
                f"a claim of {other} and one of {claim.document} have the same id, {claim.id}",
                remedy="Build the two articles into two dossiers",
            )


def _with(dossier: Dossier, acts: Sequence[ReviewAct]) -> Dossier:
    """Return a dossier, as its files hold it, with further acts in its log."""
    if not acts:
        return dossier
    log = dossier.log or ReviewLog((), dossier.claims, dossier.groups)
    return replace(dossier, log=replace(log, acts=(*log.acts, *acts)))


@contextmanager
def held(folder: Path, read: Callable[[Path], _There]) -> Iterator[Held[_There]]:
    """Lock the dossier in `folder` and read it.

    Args:
        folder: The folder of an existing or new dossier.
        read: The function that reads it.

    Raises:
        ClaimsError: if another process holds it, or if `read` fails.
    """
    with locked(folder):
        seen = folder_write.stamp(folder, watched(folder))
        dossier = read(folder)
        yield Held(folder, dossier if dossier is None else cast("_There", unfolded(dossier)), seen)
