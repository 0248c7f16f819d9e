"""Assemble the view of a dossier's sheet, independent of any output format."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from claims.analysis.independence import Independence
from claims.analysis.reported_events import reported_events
from claims.analysis.sources import register_sources
from claims.extraction.language_registry import language
from claims.model import in_order
from claims.review.doubts import CHECK_BELOW, doubts
from claims.sheet import view
from claims.sheet.article_marks import article, stands
from claims.sheet.claim_filters import filters
from claims.sheet.event_table import Occasions
from claims.sheet.figure_table import figure_groups
from claims.sheet.limits import limits
from claims.sheet.outlet_voice import own_voice
from claims.sheet.party_table import actors
from claims.sheet.place_table import locations
from claims.sheet.records_digest import records_digest
from claims.sheet.relations_view import Relations
from claims.sheet.safe_links import safe_address, with_fragment
from claims.sheet.sheet_view import Sheet
from claims.sheet.tellings import tellings
from claims.sheet.text_direction import direction
from claims.sheet.time_table import timeline
from claims.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.analysis.independence import Voices
    from claims.analysis.sources import KnownSource, Register
    from claims.model import Claim, Document, Dossier, Found, Grading, Review, Span
    from claims.sheet.comparison_view import Change, Difference, Matrix, Row, SharedOrigin
    from claims.sheet.event_view import Event
    from claims.sheet.outlet_voice import Remainder
    from claims.sheet.tellings import Telling

__all__ = ["assemble"]

_LINE = 90
"""Maximum length, in code points, of the words that stand for a title."""


def assemble(dossier: Dossier, language: str, check_below: float = CHECK_BELOW) -> Sheet:
    """Return the view of a dossier's sheet.

    Args:
        dossier: The records.
        language: The language of the glosses, a BCP 47 tag.
        check_below: The confidence below which a claim is to be checked first, 0 to 1.
    """
    maker = _Maker(dossier, language, check_below)
    ordered = in_order(dossier.documents, dossier.claims)
    kept = [claim for claim in ordered if claim.review.status != "rejected"]
    set_aside = [claim for claim in ordered if claim.review.status == "rejected"]
    register = register_sources(dossier.documents, kept, dossier.origins, dossier.ties)
    independence = Independence(dossier, register)
    listing = maker.listing(kept, set_aside, register)
    told = maker.told(listing, register, independence)
    related = maker.related(listing.claims, register, independence) if len(dossier.documents) > 1 else _Related()
    return _sheet(maker, listing, told, related, _counts(listing, independence.voices(kept, same=False)))


class _Listing(NamedTuple):
    """What is listed by source and by article: `records` are those of `claims`, in the same order."""

    records: tuple[Claim, ...]
    sources: tuple[view.Source, ...]
    claims: tuple[view.Claim, ...]
    rejected: tuple[view.Claim, ...]
    documents: tuple[view.Document, ...]
    outlets: tuple[view.Outlet, ...]

    def passages(self) -> list[view.Passage]:
        """Return the passages of all documents that are not attributed."""
        return [each for outlet in self.outlets for each in (*outlet.sentences, *outlet.reporting, *outlet.remainders)]


class _Told(NamedTuple):
    """What the facets of the claims tell."""

    figures: tuple[view.FigureGroup, ...]
    dated: tuple[view.Moment, ...]
    undated: tuple[view.Moment, ...]
    places: tuple[view.Location, ...]
    parties: tuple[view.Actor, ...]
    events: tuple[Event, ...]


class _Related(NamedTuple):
    """How the documents relate to each other; nothing for a single one."""

    matrices: tuple[Matrix, ...] = ()
    repeated: tuple[Row, ...] = ()
    origins: tuple[SharedOrigin, ...] = ()
    change: Change | None = None


def _sheet(maker: _Maker, listing: _Listing, told: _Told, related: _Related, counts: view.Counts) -> Sheet:
    dossier, language = maker.dossier, maker.language
    shown = (*listing.claims, *listing.rejected)
    return Sheet(
        language=language,
        direction="rtl" if direction(language) == "rtl" else "ltr",
        title=_title(dossier),
        languages=dossier.languages,
        made_by=dossier.made.by,
        made_version=dossier.made.version,
        counts=counts,
        documents=listing.documents,
        sources=listing.sources,
        claims=listing.claims,
        rejected=listing.rejected,
        figures=told.figures,
        timeline=told.dated,
        undated=told.undated,
        locations=told.places,
        actors=told.parties,
        outlets=listing.outlets,
        limits=limits(
            counts,
            listing.documents,
            listing.sources,
            listing.claims,
            sharing=sum(len(origin.documents) for origin in related.origins),
            rows=sum(len(matrix.rows) for matrix in related.matrices) + len(related.repeated),
        ),
        footnotes=(*(claim.footnote for claim in shown), *(passage.footnote for passage in listing.passages())),
        filters=filters(
            shown,
            sources=listing.sources,
            figures=told.figures,
            moments=(*told.dated, *told.undated),
            locations=told.places,
            actors=told.parties,
            events=told.events,
            language=language,
        ),
        digest=records_digest(dossier),
        matrices=related.matrices,
        repeated=related.repeated,
        origins=related.origins,
        change=related.change,
        check_below=maker.check_below if any(map(_has_confidence, dossier.claims)) else None,
        events=told.events,
        disputes=tuple(_disputes(related.matrices, told.events)),
    )


def _disputes(matrices: Iterable[Matrix], events: Iterable[Event]) -> Iterator[Difference]:
    """Yield the denials and opposite outcomes among the rows; no denials that stand with the events that they deny."""
    shown = {claim.id for event in events if not event.only_denied for claim in event.denials}
    for difference in (each for matrix in matrices for row in matrix.rows for each in row.differences):
        denying = {claim.id for value in difference.values if value.denies for claim in value.claims}
        if difference.facet == "outcome" or (difference.facet == "stance" and not denying <= shown):
            yield difference


def _title(dossier: Dossier) -> view.Words | None:
    if dossier.title is not None:
        return view.Words(dossier.title)
    if len(dossier.documents) == 1:
        return _words(dossier.documents[0].title, dossier.documents[0].language)
    return None


def _finding(found: Found, language: str | None) -> view.Finding:
    entry = view.Words(found.cue, language) if found.cue else None
    return view.Finding(found.rule, entry, found.version, found.model, found.confidence, found.source_confidence)


def _has_confidence(claim: Claim) -> bool:
    found = claim.found
    return found is not None and (found.confidence, found.source_confidence) != (None, None)


def _words(text: str | None, language: str | None = None) -> view.Words | None:
    return None if text is None else view.Words(text, language)


def _counts(listing: _Listing, voices: Voices) -> view.Counts:
    sources = listing.sources
    accepted, draft = (sum(getattr(source, state) for source in sources) for state in ("accepted", "draft"))
    return view.Counts(
        documents=len(listing.documents),
        claims=accepted + draft,
        sources=len(sources),
        named=sum(source.named for source in sources),
        independent=len(voices.named),
        unnamed=voices.least_unnamed,
        draft=draft,
        accepted=accepted,
        rejected=len(listing.rejected),
        passages=len(listing.passages()),
        check_first=sum(bool(claim.doubts) for source in sources for claim in source.claims),
    )


def _by_source(claims: Iterable[Claim], register: Register) -> list[list[Claim]]:
    """Group the claims by source, in the register's order."""
    groups: list[list[Claim]] = [[] for _ in register.sources]
    for claim in claims:
        groups[register.number_of(claim)].append(claim)
    return groups


def _by_document(pairs: Iterable[tuple[Claim, view.Claim]]) -> dict[str, list[tuple[Claim, view.Claim]]]:
    """Return the claims of each document by its id, in the order of the sheet."""
    found: dict[str, list[tuple[Claim, view.Claim]]] = {}
    for pair in pairs:
        found.setdefault(pair[0].document, []).append(pair)
    return found


@dataclass
class _Maker:
    """Creates the parts of one sheet; knows the documents and claims that they refer to."""

    dossier: Dossier
    language: str
    check_below: float
    documents: dict[str, Document] = field(init=False)
    claims: dict[str, Claim] = field(init=False)
    claims_of: dict[str, list[Claim]] = field(init=False)
    paragraphs: dict[str, list[int]] = field(init=False)
    labels: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.documents = {document.id: document for document in self.dossier.documents}
        self.claims = {claim.id: claim for claim in self.dossier.claims}
        self.claims_of = {}
        for claim in self.dossier.claims:
            self.claims_of.setdefault(claim.document, []).append(claim)
        self.paragraphs = {each.id: [start for start, _ in paragraphs(each.text)] for each in self.dossier.documents}

    def listing(self, kept: Iterable[Claim], set_aside: Sequence[Claim], register: Register) -> _Listing:
        """Return the claims under their sources and in their articles, and what is outside of them."""
        gathered = _by_source(kept, register)
        sources = tuple(self.sources(gathered, register))
        records = tuple(claim for group in gathered for claim in group)
        claims = tuple(claim for source in sources for claim in source.claims)
        rejected = tuple(self.claim(claim, at) for at, claim in enumerate(set_aside, start=len(claims) + 1))
        pairs_of = _by_document([*zip(records, claims, strict=True), *zip(set_aside, rejected, strict=True)])
        documents = tuple(self.document(each, pairs_of.get(each.id, ())) for each in self.dossier.documents)
        outlets = tuple(self.outlet(document) for document in self.dossier.documents)
        return _Listing(records, sources, claims, rejected, documents, outlets)

    def told(self, listing: _Listing, register: Register, independence: Independence) -> _Told:
        """Return what the facets of the claims tell."""
        each = self.tellings(listing.records, listing.sources)
        events = self.events(each, register, independence)
        dated, undated = timeline(each)
        figures = figure_groups(each, events, self.language)
        return _Told(figures, dated, undated, locations(each), actors(each), events)

    def related(self, claims: Iterable[view.Claim], register: Register, independence: Independence) -> _Related:
        """Return how the documents relate to each other."""
        found = self.relations(claims, register, independence)
        return _Related(found.matrices(), found.repeated(), found.origins(), found.change())

    def document(self, document: Document, pairs: Iterable[tuple[Claim, view.Claim]]) -> view.Document:
        """Return a document's metadata, and its text with its claims (`pairs`)."""
        own = document.language
        file = f"texts/{document.id}.txt"
        plain = re.fullmatch(r"[A-Za-z0-9._-]+", document.id) and re.fullmatch(r"[0-9a-f]{64}", document.sha256)
        return view.Document(
            id=document.id,
            title=_words(document.title, own),
            author=_words(document.author, own),
            publisher=_words(document.publisher),
            language=own,
            dateline=_words(document.dateline, own),
            published=document.published,
            retrieved=document.retrieved,
            url=_words(document.url),
            link=safe_address(document.url),
            sha256=document.sha256,
            file=file,
            checksum=f"{document.sha256}  {file}" if plain else None,
            claims=sum(claim.review.status != "rejected" for claim in self.claims_of.get(document.id, [])),
            paragraphs=article(document, pairs),
            doubtful=bool(document.text_doubts),
            opening=_opening(document),
        )

    def sources(self, gathered: Iterable[Sequence[Claim]], register: Register) -> Iterator[view.Source]:
        """Return the sources of the register with their numbered claims."""
        first = 1
        for number, (group, source) in enumerate(zip(gathered, register.sources, strict=True), start=1):
            made = tuple(self.claim(claim, at) for at, claim in enumerate(group, start=first))
            first += len(group)
            yield self._source(number, source, made)

    def tellings(self, records: Sequence[Claim], sources: Iterable[view.Source]) -> list[Telling]:
        """Return the facets of the claims, in the order of the sheet."""
        shown = [(claim, source.number) for source in sources for claim in source.claims]
        return tellings([(record, *each) for record, each in zip(records, shown, strict=True)], self.documents)

    def events(self, told: Iterable[Telling], register: Register, independence: Independence) -> tuple[Event, ...]:
        """Return the events that the claims report."""
        publications = {document.id: _publication(document) for document in self.dossier.documents}
        occasions = Occasions(self.dossier, told, publications, register, independence)
        return occasions.events(reported_events(self.dossier))

    def relations(self, claims: Iterable[view.Claim], register: Register, independence: Independence) -> Relations:
        """Return the relations between the documents."""
        publications = {document.id: _publication(document) for document in self.dossier.documents}
        return Relations(self.dossier, {claim.id: claim for claim in claims}, publications, register, independence)

    def _source(self, number: int, source: KnownSource, claims: tuple[view.Claim, ...]) -> view.Source:
        accepted = sum(claim.review.status == "accepted" for claim in claims)
        names = {claim.source.text: claim.source for claim in claims if claim.source}
        return view.Source(
            number=number,
            name=claims[0].source,
            gloss=claims[0].gloss,
            kind=claims[0].kind,
            named=source.named,
            names=tuple(names.values()),
            documents=source.documents,
            claims=claims,
            accepted=accepted,
            draft=len(claims) - accepted,
        )

    def claim(self, claim: Claim, number: int) -> view.Claim:
        """Return a claim with its evidence."""
        document = self.documents.get(claim.document)
        own = document.language if document else None
        return view.Claim(
            id=claim.id,
            number=number,
            kind=claim.source.kind,
            source=_words(claim.source.name, own),
            gloss=self._gloss(claim.source.name, own),
            act=claim.act,
            mode=claim.mode,
            parts=tuple(view.Words(span.exact, own) for span in claim.content),
            translations=tuple(self._translations(claim)),
            within=self._within(claim),
            event=_occurrence(claim, own),
            review=_review(claim.review),
            footnote=self._evidence(claim, document),
            grading=_grading(claim.grading),
            uncertain=claim.source.uncertain,
            doubts=doubts(claim, self.check_below, document),
            relays=tuple(view.Words(relay.name, own) for relay in reversed(claim.relayed_by)),
        )

    def _translations(self, claim: Claim) -> Iterator[view.Translation]:
        """Yield the translations into the sheet's language, ignoring region and script."""
        for each in claim.translations:
            if _main(each.language) == _main(self.language):
                yield view.Translation(view.Words(each.text, each.language), view.Words(each.by), each.how, each.at)

    def _gloss(self, name: str | None, tag: str | None) -> str | None:
        table = language(tag).glossaries.get(_main(self.language)) if name and tag else None
        return table.gloss(name) if table and name else None

    def _within(self, claim: Claim) -> tuple[view.Enclosing, ...]:
        """Return the enclosing claims of a claim, innermost first; a cycle ends where it would repeat."""
        chain: list[view.Enclosing] = []
        seen, outer = {claim.id}, claim.within
        while outer is not None and outer not in seen:
            seen.add(outer)
            record = self.claims.get(outer)
            chain.append(self._enclosing(outer, record))
            outer = record.within if record else None
        return tuple(chain)

    def _enclosing(self, claim_id: str, record: Claim | None) -> view.Enclosing:
        if record is None:
            return view.Enclosing(claim_id, None, listed=False)
        document = self.documents.get(record.document)
        name = _words(record.source.name, document.language if document else None)
        return view.Enclosing(claim_id, name, listed=record.review.status != "rejected")

    def outlet(self, document: Document) -> view.Outlet:
        """Return what a document says outside all claims."""
        found = own_voice(document, self.claims_of.get(document.id, []))
        passages = [(remainder, self._passage(document, remainder)) for remainder in found]
        return view.Outlet(
            document=_publication(document),
            sentences=tuple(passage for each, passage in passages if each.whole and not each.reports),
            reporting=tuple(passage for each, passage in passages if each.whole and each.reports),
            remainders=tuple(passage for each, passage in passages if not each.whole),
            doubtful=bool(document.text_doubts),
        )

    def _passage(self, document: Document, found: Remainder) -> view.Passage:
        exact = document.text[found.start : found.end]
        wanted = "own-" + hashlib.sha256(f"{document.id}\n{exact}".encode()).hexdigest()[:12]
        words = view.Words(exact, document.language)
        place = view.Place(self._paragraph(document.id, found.start), found.start, found.end, words, stands=True)
        link = with_fragment(document.url, document.text, [(found.start, found.end)])
        note = view.Footnote(self._label(wanted), _publication(document), (place,), None, None, None, link)
        return view.Passage(words, found.whole, note)

    def _evidence(self, claim: Claim, document: Document | None) -> view.Footnote:
        own = document.language if document else None
        found, mention = claim.found, claim.source.mention
        spans = [(span.start, span.end) for span in claim.content]
        return view.Footnote(
            label=self._label(claim.id),
            document=_publication(document) if document else None,
            places=tuple(self._place(claim.document, span, own) for span in claim.content),
            cue=view.Words(claim.cue.exact, own),
            mention=view.Words(mention.exact, own) if mention else None,
            found=_finding(found, own) if found else None,
            link=with_fragment(document.url, document.text, spans) if document else None,
        )

    def _place(self, document_id: str, span: Span, language: str | None) -> view.Place:
        words = view.Words(span.exact, language)
        document = self.documents.get(document_id)
        found = document is not None and stands(document.text, span)
        return view.Place(self._paragraph(document_id, span.start), span.start, span.end, words, found)

    def _paragraph(self, document_id: str, offset: int) -> int | None:
        starts = self.paragraphs.get(document_id, [])
        return bisect_right(starts, offset) or None if offset >= 0 else None

    def _label(self, wanted: str) -> str:
        """Return a footnote label: the id itself, or a variant if the id is invalid as a label or already used."""
        base = wanted if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", wanted) else "id-" + _short_hash(wanted)
        label = base
        # GitHub ignores case in labels.
        while (key := label.lower()) in self.labels:
            self.labels[base.lower()] += 1
            label = f"{base}-{self.labels[base.lower()]}"
        self.labels[key] = 1
        return label


def _main(tag: str) -> str:
    """Return the language subtag of a BCP 47 tag."""
    return tag.partition("-")[0].lower()


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _publication(document: Document) -> view.Publication:
    title = _words(document.title, document.language)
    return view.Publication(document.id, title, _words(document.publisher), document.published, _opening(document))


def _opening(document: Document) -> view.Words | None:
    """Return the first words of a text, at most a line of them, for a document without a title."""
    line = next(filter(None, map(str.strip, document.text.splitlines())), None) if document.title is None else None
    if line is None or len(line) <= _LINE:
        return _words(line, document.language)
    kept = line[:_LINE].rpartition(" ")[0] or line[:_LINE]
    return view.Words(f"{kept} …", document.language)


def _occurrence(claim: Claim, language: str | None) -> view.Occurrence | None:
    event = claim.facets.event if claim.facets else None
    return view.Occurrence(event.type, view.Words(event.span.exact, language)) if event else None


def _review(review: Review) -> view.Review:
    opinions = tuple(
        view.Opinion(each.said, view.Words(each.by), each.at, _words(each.note)) for each in review.opinions
    )
    return view.Review(
        review.status, _words(review.by), review.at, _words(review.note), opinions, disputed=review.is_disputed
    )


def _grading(grading: Grading | None) -> view.Grading | None:
    if grading is None:
        return None
    code = f"{grading.reliability or '-'}{grading.credibility or '-'}"
    return view.Grading(code, _words(grading.by), grading.at, _words(grading.note))
