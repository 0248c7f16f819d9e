"""Build a dossier: read articles, extract claims, render the sheet, and write everything atomically."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec.structs import replace

import claims
from claims.errors import ClaimsError
from claims.ingest import Unreadable
from claims.model import Document, Dossier, ExtractionLimits, Made, Review, in_order
from claims.review.doubts import refuse_no_share
from claims.review_log import fold
from claims.store import SHEET_FILE
from claims.store.lock import settle
from claims.workflow import rebuild
from claims.workflow.addition import Adder, Growth
from claims.workflow.carry_over import reviewed_ids
from claims.workflow.confidence_filter import confident
from claims.workflow.document_matching import with_known_ids
from claims.workflow.dossier_session import held
from claims.workflow.extraction_run import Extracted, Watch, extract_each, read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.review_log import Unfit
    from claims.workflow.dossier_session import Held

__all__ = ["BuildReport", "NothingReadError", "build", "build_from"]

_Result = TypeVar("_Result", Document, Extracted)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The result of a build.

    Attributes:
        folder: The dossier's folder.
        sheet: The path of its fact sheet.
        dossier: Its content.
        unread: The articles that are not in it, with the reasons.
        reviews_kept: The number of reviews kept from an earlier build.
        growth: The changes made to an existing dossier; None if it was built as a whole.
        left_out: By document, the number of claims that were left out for their confidence.
        unfit: The reviewers' acts that no longer fit since this build. They are kept, and to be looked at again.
    """

    folder: Path
    sheet: Path
    dossier: Dossier
    unread: tuple[Unreadable, ...]
    reviews_kept: int
    growth: Growth | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    unfit: tuple[Unfit, ...] = ()

    @property
    def min_confidence(self) -> float:
        """The least confidence of a claim, 0 to 1."""
        return _least(self.dossier)

    @property
    def silent(self) -> tuple[Document, ...]:
        """The documents without claims; after an addition, only new or changed documents."""
        heard = {claim.document for claim in self.dossier.claims}
        touched = None if self.growth is None else {*self.growth.added, *self.growth.updated}
        silent = (document for document in self.dossier.documents if document.id not in heard)
        return tuple(document for document in silent if touched is None or document.id in touched)


class NothingReadError(ClaimsError):
    """No article could be read, so nothing was built; `unread` gives the reason for each article."""

    def __init__(self, unread: tuple[Unreadable, ...]) -> None:
        super().__init__("no article could be read; nothing was written")
        self.unread = unread


def build(
    sources: Iterable[str | Path],
    out: str | Path,
    *,
    title: str | None = None,
    lang: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
    template: Path | None = None,
    min_confidence: float | None = None,
    add: bool = False,
    force: bool = False,
    discard: bool = False,
    watch: Watch | None = None,
) -> BuildReport:
    """Build the dossier of `sources` in the folder `out`, completely or not at all.

    Args:
        sources: Files, folders of files, or `-`.
        out: The dossier's folder; new or empty, or with `add` or `force` a dossier.
        title: The dossier's title.
        lang: The language of the sheet's labels; defaults to that of an existing sheet, then to English.
        language: The articles' BCP 47 tag; defaults to that in their metadata, then to the detected one.
        encoding: The articles' encoding; detected by default.
        id: The document's id, for a single article; made of the file's name by default.
        template: A Jinja2 template for the sheet, or `none` for the built-in one; defaults to that of an existing
            sheet.
        min_confidence: The least confidence of a claim, 0 to 1; less certain ones are left out, but never those that
            a person reviewed. It is recorded and holds for articles added later, too; None for that of an existing
            dossier. With `add`, the claims that are already there stay.
        add: Add the articles to the dossier at `out`, if there is one. Articles already in it are not added again; a
            changed article becomes a new version, which keeps the id, and manual entries where the words did not
            change.
        force: Rebuild the dossier at `out`. Its title, manually entered metadata, files put there and all reviews are
            kept; those that no longer fit are reported.
        discard: With `add` or `force`, continue even if documents are lost, or claims that another tool or a person
            made.
        watch: Called for each article with the number of articles before it, the total, and its name.

    Raises:
        NothingReadError: if no article could be read.
        ClaimsError: if `out` may not be overwritten, manual entries would be lost, the template is invalid, or
            `min_confidence` is not from 0 to 1.
    """
    refuse_no_share("min_confidence", min_confidence or 0)
    folder = Path(out)
    settle(folder)
    rebuild.refuse(folder, again=add or force)
    look = _Look(title, lang, template, min_confidence)
    told = language is not None
    chosen: dict[str, Any] = {"language": language, "encoding": encoding, "id": id, "watch": watch}
    if add:
        added = _read(read_sources(sources, **chosen))
        with held(folder, partial(rebuild.at, again=True)) as there:
            return _add(there, added, look, told=told, discard=discard, watch=watch)
    articles = read_sources(sources, **chosen)
    if force and id is None:
        articles = _known(articles, rebuild.at(folder, again=True))
    extracted = _read(extract_each(articles, told=told))
    with held(folder, partial(rebuild.at, again=force)) as there:
        return _build(there, extracted, look, discard=discard)


def build_from(
    collection: str | Path,
    out: str | Path,
    *,
    where: str | None = None,
    title: str | None = None,
    lang: str | None = None,
    template: Path | None = None,
    min_confidence: float | None = None,
    add: bool = False,
    force: bool = False,
    discard: bool = False,
    watch: Watch | None = None,
) -> BuildReport:
    """Build the dossier of articles of a collection in the folder `out`: the same texts, ids and claims.

    Claims are extracted again only if another version of this program collected them.

    Args:
        collection: The folder of the collection.
        out: The dossier's folder.
        where: A condition of SQL on the view `documents`, see `claims.collection.query`; None for all articles.
        title: As for `build`, and so are all other arguments.
        lang: See `build`.
        template: See `build`.
        min_confidence: See `build`.
        add: See `build`.
        force: See `build`.
        discard: See `build`.
        watch: See `build`.

    Raises:
        NothingReadError: if no claims could be extracted.
        ClaimsError: as `build` does; if the folder is no collection, there is an error in the condition, or it holds
            for no article or too many.
    """
    refuse_no_share("min_confidence", min_confidence or 0)
    folder = Path(out)
    settle(folder)
    rebuild.refuse(folder, again=add or force)
    look = _Look(title, lang, template, min_confidence)
    from claims.workflow.collected_articles import collected  # Imported here because few dossiers need it.

    articles = _read(collected(Path(collection), where, watch))
    with held(folder, partial(rebuild.at, again=add or force)) as there:
        if not add:
            return _build(there, articles, look, discard=discard)
        documents = _Read(tuple(each.document for each in articles.results), articles.unread)
        return _add(there, documents, look, told=True, discard=discard, watch=watch, ready=articles.results)


@dataclass(frozen=True, slots=True)
class _Look:
    """The user's settings for the dossier and its sheet; None if not specified."""

    title: str | None
    lang: str | None
    template: Path | None
    min_confidence: float | None

    def on(self, dossier: Dossier) -> Dossier:
        """Return the dossier with these settings, except those of the sheet; its claims stay."""
        if self.title is not None:
            dossier = replace(dossier, title=self.title)
        if self.min_confidence is not None:
            limits = ExtractionLimits(self.min_confidence) if self.min_confidence else None
            dossier = replace(dossier, extraction=limits)
        return dossier


@dataclass(frozen=True, slots=True)
class _Read(Generic[_Result]):
    """The articles that were read, and those that could not be."""

    results: tuple[_Result, ...]
    unread: tuple[Unreadable, ...]


def _read(results: Iterable[_Result | Unreadable]) -> _Read[_Result]:
    read: list[_Result] = []
    unread: list[Unreadable] = []
    for result in results:
        if isinstance(result, Unreadable):
            unread.append(result)
        else:
            read.append(result)
    if not read:
        raise NothingReadError(tuple(unread))
    return _Read(tuple(read), tuple(unread))


def _known(articles: Iterable[Document | Unreadable], old: Dossier | None) -> Iterator[Document | Unreadable]:
    """Yield the articles with the ids that an existing dossier has for them."""
    if old is None:
        yield from articles
        return
    found = list(articles)
    documents = with_known_ids([each for each in found if isinstance(each, Document)], old.documents)
    yield from documents
    yield from (each for each in found if isinstance(each, Unreadable))


def _build(there: Held[Dossier | None], articles: _Read[Extracted], look: _Look, *, discard: bool) -> BuildReport:
    """Return the dossier of these articles, with the manual entries of the existing one."""
    dossier = _dossier(look.title, articles.results)
    if there.dossier is not None:
        dossier = rebuild.carried_over(there.dossier, dossier, discard=discard)
    dossier, left_out = _limited(look.on(dossier))
    saved = there.save(dossier, lang=look.lang, template=look.template, anew=True)
    kept = sum(claim.review != Review() for claim in saved.claims)
    unfit = _unfit_since(there.dossier, saved)
    sheet = there.folder / SHEET_FILE
    return BuildReport(there.folder, sheet, saved, articles.unread, kept, left_out=left_out, unfit=unfit)


def _limited(dossier: Dossier) -> tuple[Dossier, dict[str, int]]:
    """Return the dossier without the claims of too little confidence, and their number by document."""
    kept = confident(dossier.claims, _least(dossier), reviewed_ids(dossier))
    limited = replace(dossier, claims=tuple(kept))
    gone = Counter(claim.document for claim in dossier.claims) - Counter(claim.document for claim in kept)
    return limited, dict(gone)


def _least(dossier: Dossier) -> float:
    return dossier.extraction.min_confidence if dossier.extraction else 0


def _add(
    there: Held[Dossier | None],
    articles: _Read[Document],
    look: _Look,
    *,
    told: bool,
    discard: bool,
    watch: Watch | None,
    ready: Sequence[Extracted] = (),
) -> BuildReport:
    """Return the existing dossier with these articles added; unchanged if it has them all."""
    before = there.dossier or _dossier(None, ())
    adder = Adder(before, told=told, discard=discard, min_confidence=_least(look.on(before)), ready=ready)
    for number, article in enumerate(articles.results):
        if watch:
            watch(number, len(articles.results), article.id)
        adder.add(article)
    unread = (*articles.unread, *adder.unread)
    dossier = adder.dossier()
    if not dossier.documents:
        raise NothingReadError(unread)
    if there.dossier is not None and (change := adder.change(dossier)):
        dossier = replace(dossier, changes=(*dossier.changes, change))
    dossier = look.on(dossier)
    if dossier != before or look.lang or look.template:
        made = Made(version=claims.__version__)
        dossier = there.save(replace(dossier, made=made), lang=look.lang, template=look.template)
    else:
        dossier = there.shown or dossier
    sheet = there.folder / SHEET_FILE
    unfit = _unfit_since(there.dossier, dossier)
    return BuildReport(there.folder, sheet, dossier, unread, 0, adder.growth, adder.left_out, unfit)


def _unfit_since(before: Dossier | None, after: Dossier) -> tuple[Unfit, ...]:
    """Return the reviewers' acts that fitted the dossier before, and no longer do."""
    known = set() if before is None else {each.act.id for each in fold(before).unfit}
    return tuple(each for each in fold(after).unfit if each.act.id not in known)


def _dossier(title: str | None, read: Sequence[Extracted]) -> Dossier:
    documents = tuple(extracted.document for extracted in read)
    return Dossier(
        title=title,
        languages=tuple(sorted({document.language for document in documents})),
        made=Made(version=claims.__version__),
        documents=documents,
        claims=in_order(documents, (claim for extracted in read for claim in extracted.claims)),
    )
