"""The whole way: read, extract, render, and write the dossier whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import claims
from claims.building import folders, previous
from claims.building.extracting import Extracted, Watch, extract_all
from claims.errors import ClaimsError
from claims.reading import Unreadable
from claims.records import MAP_FILE, SHEET_FILE, Document, Dossier, Made, Review, dossier_files, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["BuildReport", "NothingReadError", "build"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        folder: The dossier's folder.
        sheet: Its fact sheet.
        dossier: What stands in it.
        unread: The articles that are not in it, with the reasons.
        reviews_kept: How many reviews of an earlier build it took over.
    """

    folder: Path
    sheet: Path
    dossier: Dossier
    unread: tuple[Unreadable, ...]
    reviews_kept: int

    @property
    def silent(self) -> tuple[Document, ...]:
        """The documents in which no claim was found."""
        heard = {claim.document for claim in self.dossier.claims}
        return tuple(document for document in self.dossier.documents if document.id not in heard)


class NothingReadError(ClaimsError):
    """No article could be read, so nothing was built; `unread` says why, article by article."""

    def __init__(self, unread: tuple[Unreadable, ...]) -> None:
        super().__init__("no article could be read, so nothing was written")
        self.unread = unread


def build(
    sources: Iterable[str | Path],
    out: str | Path,
    *,
    title: str | None = None,
    lang: str = "en",
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
    template: Path | None = None,
    force: bool = False,
    discard: bool = False,
    watch: Watch | None = None,
) -> BuildReport:
    """Build the dossier of `sources` in the folder `out`; it is there whole afterwards, or as it was before.

    Args:
        sources: Files, folders of files, or `-`.
        out: The dossier's folder; new or empty, or with `force` a dossier to build again.
        title: The dossier's title.
        lang: The language of the sheet's labels.
        language: The articles' BCP 47 tag; else what their metadata say; else detected.
        encoding: The articles' encoding; else detected.
        id: The document's id, where there is one article; else made of each file's name.
        template: A Jinja2 template for the sheet; else the one that is shipped.
        force: Build again over the dossier at `out`, keeping its title, the metadata and files put there, and the
            reviews of claims whose words did not change.
        discard: With `force`, do so even where reviews, claims made by hand or documents get lost.
        watch: Called for each article with how many came before it, of how many, and which it is.

    Raises:
        NothingReadError: where no article could be read.
        ClaimsError: where `out` may not be written, or would lose what a person put there, or the template is wrong.
    """
    from claims.factsheet.formats import write

    folder = Path(out)
    before = previous.at(folder, force=force)
    read, unread = _gathered(extract_all(sources, language=language, encoding=encoding, id=id, watch=watch))
    dossier = _dossier(title, read)
    if before is not None:
        dossier = previous.carried_over(before, dossier, discard=discard)
    files = {**dossier_files(dossier), **write(dossier, lang=lang, template=template)}
    folders.put(folder, files, old=None if before is None else {*dossier_files(before), SHEET_FILE, MAP_FILE})
    kept = sum(claim.review != Review() for claim in dossier.claims)
    return BuildReport(folder, folder / SHEET_FILE, dossier, tuple(unread), kept)


def _gathered(results: Iterable[Extracted | Unreadable]) -> tuple[list[Extracted], list[Unreadable]]:
    """The documents with their claims, and the articles that could not be read."""
    read: list[Extracted] = []
    unread: list[Unreadable] = []
    for result in results:
        if isinstance(result, Unreadable):
            unread.append(result)
        else:
            read.append(result)
    if not read:
        raise NothingReadError(tuple(unread))
    return read, unread


def _dossier(title: str | None, read: list[Extracted]) -> Dossier:
    documents = tuple(extracted.document for extracted in read)
    return Dossier(
        title=title,
        languages=tuple(sorted({document.language for document in documents})),
        made=Made(version=claims.__version__),
        documents=documents,
        claims=in_order(documents, (claim for extracted in read for claim in extracted.claims)),
    )
