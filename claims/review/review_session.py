"""Record what one reviewer does: each act with what was seen, what it follows and what the claim reads after it.

The command line and the page for review both work through this; it writes no file.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Claim, ClaimSeen, Correction, ReviewAct, ReviewLog, SourceSeen, claim_id, to_record
from claims.model.clock import now
from claims.model.review_acts import NOT_WITHIN, act_id, seen_digest, words_digest
from claims.review.hand_readings import readings_of
from claims.review_log import Acts, ClaimFold, corrected_parts, fold, quote_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from claims.model import Document, Dossier, Reliability, Span, Translation
    from claims.model.review_acts import ActKind
    from claims.review_log import Folded

__all__ = ["ReviewSession", "source_meant", "told_apart"]

_NOBODY_ELSE = frozenset({"unnamed", "group"})
"""Kinds of source that are different people in each document."""
_ON_ONE_CLAIM = frozenset({"accept", "reject", "correct", "note", "grade_claim", "translate"})
"""The acts that change the claim that they are about, and no other."""


class ReviewSession:
    """One reviewer at work on a dossier.

    Attributes:
        by: The reviewer's name.
        new: The acts so far, to be appended to the reviewer's file.
    """

    def __init__(self, dossier: Dossier, by: str, *, at: Callable[[], str] = now) -> None:
        """Start on a dossier.

        Args:
            dossier: As read from disk.
            by: The reviewer's name.
            at: Returns the time of an act, an RFC 3339 date-time.
        """
        self.by = by
        self.new: list[ReviewAct] = []
        self._at = at
        if dossier.log is None:
            dossier = replace(dossier, log=ReviewLog((), dossier.claims, dossier.groups))
        self._documents = {document.id: document for document in dossier.documents}
        self._readings = {claim.id: claim for claim in dossier.log.readings} if dossier.log else {}
        self._news: set[str] | None = set()
        self._take(dossier)

    @property
    def folded(self) -> Folded:
        """The dossier with all acts so far."""
        if not self._is_whole:
            self._fold_again()
        return self._folded

    @property
    def dossier(self) -> Dossier:
        """The dossier as it now reads."""
        return self.folded.dossier

    def claim(self, id: str) -> Claim:
        """Return a claim as it now reads; fast, whatever the size of the dossier.

        Raises:
            ClaimsError: if the dossier has none with this id.
        """
        if self._stale or (id in self._changed and not self._is_refolded(id)):
            self._fold_again()
        if id not in self._claims:
            raise ClaimsError(f"the dossier has no claim {id!r}", remedy="The sheet shows the id below each claim")
        return self._claims[id]

    def take_news(self) -> frozenset[str] | None:
        """Return the ids of the claims that may read otherwise since this was last asked; None if any may."""
        news, self._news = self._news, set()
        return None if news is None else frozenset(news)

    def follow(self, acts: Iterable[ReviewAct]) -> bool:
        """Take up what others did meanwhile; False, with nothing taken up, if acts are older than what is known.

        Raises:
            ClaimsError: if two different acts among them have the same id.
        """
        new = Acts(acts).by_id
        fresh = [act for act in new.values() if self._acts.by_id.get(act.id) != act]
        if any(act.id in self._acts.by_id for act in fresh) or not self._acts.are_later(fresh):
            return False
        for act in fresh:
            self._acts.add(act)
            self._note_change(act)
        return True

    @property
    def last_own(self) -> ReviewAct | None:
        """The reviewer's latest act that counts and withdraws none; None if there is none."""
        own = (act for act in reversed(self._acts.by_id.values()) if act.by == self.by and act.act != "undo")
        return next((act for act in own if self._acts.counts(act.id)), None)

    @property
    def acts(self) -> Acts:
        """All acts so far."""
        return self._acts

    def seen(self, id: str) -> str:
        """Return the digest of a claim as it now reads, which an act on it carries."""
        return self._seen(id).seen

    def document(self, claim: Claim) -> Document:
        """Return a claim's document.

        Raises:
            ClaimsError: if the dossier does not have it.
        """
        return self._document(claim.document)

    def is_marked(self, id: str) -> bool:
        """Return whether a reviewer chose the words of a claim, and nobody corrected the times in them."""
        chosen = [act for slot in (("add", id), ("correct", id, "content")) for act in self._acts.standing(*slot)]
        return bool(chosen) and not self._acts.standing("correct", id, "times")

    def decide(self, id: str, act: ActKind, note: str | None = None) -> ReviewAct:
        """Accept or reject a claim."""
        return self._record(act, claims=(self._seen(id),), note=note)

    def note(self, id: str, text: str) -> ReviewAct:
        """Write a note on a claim."""
        return self._record("note", claims=(self._seen(id),), note=text)

    def correct(self, id: str, correction: Correction, note: str | None = None) -> ReviewAct | None:
        """Correct a claim; None if it already reads so.

        Raises:
            ClaimsError: if words of the correction are not in the article.
        """
        claim = self.claim(id)
        correction = _new_parts(claim, correction)
        if not corrected_parts(correction):
            return None
        self._refuse_within(correction.within, claim)
        if correction.content is not None:
            correction = replace(correction, readings=readings_of(self._document(claim.document), correction.content))
        seen = self._seen(id, *_spans(correction))
        return self._record("correct", claims=(seen,), correction=correction, note=note)

    def add(self, document: str, correction: Correction, note: str | None = None) -> str:
        """Add a claim that the extractor missed; return its id.

        Args:
            document: The id of its document.
            correction: Its source, cue, content and mode, and more if known.
            note: The reason.

        Raises:
            ClaimsError: if there is no such document, source, cue, content or mode is missing, or there is this claim.
        """
        wanted = correction
        if wanted.source is None or wanted.cue is None or wanted.content is None or wanted.mode is None:
            raise ClaimsError("an added claim needs a source, a cue, content and a mode")
        text = self._document(document)
        claim = self._new_claim(Claim("", document, wanted.source, wanted.cue, wanted.content, wanted.mode))
        self._refuse_within(wanted.within, claim)
        id = claim.id
        wanted = replace(wanted, readings=wanted.readings or readings_of(text, wanted.content))
        seen = ClaimSeen(id, document, seen_digest(claim), quote_of(claim, text.text))
        self._record("add", claims=(seen,), correction=wanted, note=note)
        return id

    def split(self, id: str, parts: Sequence[tuple[Span, ...]], note: str | None = None) -> ReviewAct:
        """Split a claim into several with the same source and cue.

        Args:
            id: The claim's id.
            parts: The content of each new claim.
            note: The reason.

        Raises:
            ClaimsError: if there are fewer than two, or one is not part of what is claimed, or of another.
        """
        content = self.claim(id).content
        first, last = content[0].start, content[-1].end
        spans = sorted((span for part in parts for span in part), key=lambda span: span.start)
        if len(parts) < 2 or not all(parts):
            raise ClaimsError("a claim is split into two or more", id, "Give the words of each new claim")
        for span, after in pairwise((*spans, None)):
            if span is not None and not first <= span.start < span.end <= last:
                raise ClaimsError("these words are not part of what is claimed", span.exact)
            if span is not None and after is not None and after.start < span.end:
                raise ClaimsError("these words are part of two of the new claims", after.exact)
        return self._record("split", claims=(self._seen(id, *spans),), parts=tuple(parts), note=note)

    def parts(self, id: str) -> tuple[str, ...]:
        """Return the ids of the claims into which one was split; none if it was not."""
        return self.folded.parts.get(id, ())

    def grade_claim(self, id: str, credibility: int, note: str | None = None) -> ReviewAct:
        """Grade the information of a claim, 1 to 6."""
        return self._record("grade_claim", claims=(self._seen(id),), credibility=credibility, note=note)

    def grade_source(self, source: SourceSeen, reliability: Reliability, note: str | None = None) -> ReviewAct:
        """Grade a source, A to F, for all its claims."""
        return self._record("grade_source", sources=(source,), reliability=reliability, note=note)

    def translate(self, id: str, translation: Translation, *, by: str | None = None) -> ReviewAct:
        """Translate a claim; `by` is who did, if not the reviewer."""
        claim = self.claim(id)
        seen = ClaimSeen(id, claim.document, words_digest(claim), self._seen(id).quote)
        return self._record("translate", by=by, at=translation.at, claims=(seen,), translation=translation)

    def merge_sources(self, sources: Sequence[SourceSeen], note: str | None = None) -> ReviewAct:
        """Say that several names are one source, which the first of them names."""
        return self._record("merge_sources", sources=tuple(sources), note=note)

    def keep_apart(self, sources: Sequence[SourceSeen], note: str | None = None) -> ReviewAct:
        """Say that the first source is none of the others."""
        return self._record("keep_apart", sources=tuple(sources), note=note)

    def same_event(self, ids: Sequence[str], *, same: bool = True, note: str | None = None) -> ReviewAct:
        """Say that the first claim and the others are about one event, or are not."""
        seen = tuple(map(self._seen, ids))
        return self._record("same_event" if same else "not_same_event", claims=seen, note=note)

    def undo(self, id: str, note: str | None = None) -> ReviewAct:
        """Withdraw an act, of whomever; withdrawing a withdrawal restores it.

        Raises:
            ClaimsError: if there is no such act.
        """
        if id not in self._acts.by_id:
            raise ClaimsError(f"the log has no act {id!r}", remedy="factsheet review DOSSIER --log lists them")
        return self._record("undo", undoes=id, note=note)

    def withdraw(self, what: str, id: str) -> list[ReviewAct]:
        """Withdraw the acts of one kind on a claim, of whomever, until none stands: also those that others replaced.

        Args:
            what: `decision`, `grade_claim`, or `grade_source` for its source.
            id: The claim's id.
        """
        slots: list[tuple[object, ...]] = [(what, id)]
        if what == "grade_source":
            source = self.claim(id).source
            document = self.claim(id).document
            named = source.name is not None
            slots = [(what, SourceSeen(source.name or "", source.kind, each)) for each in (document, None) if named]
        undone: list[ReviewAct] = []
        while standing := [act for slot in slots for act in self._acts.standing(*slot)]:
            undone += [self.undo(act.id) for act in standing]
        return undone

    def _take(self, dossier: Dossier) -> None:
        self._folded = fold(dossier)
        self._dossier = dossier
        self._acts = self._folded.acts
        self._claims = {claim.id: claim for claim in self._folded.dossier.claims}
        self._digests = self._folded.digests
        self._changed: set[str] = set()
        self._stale = False
        self._is_whole = True

    def _fold_again(self) -> None:
        log = self._dossier.log or ReviewLog()
        self._take(replace(self._dossier, log=replace(log, acts=tuple(self._acts.by_id.values()))))

    def _is_refolded(self, id: str) -> bool:
        """Fold one claim again; False if that needs the whole dossier."""
        if id not in self._readings:
            return False
        folding = ClaimFold(self._acts, self._text_of, self._folded.sources)
        claims = folding.claims(self._readings[id])
        if [claim.id for claim in claims] != [id] or claims[0].within in self._folded.parts:
            return False
        self._claims[id] = claims[0]
        self._digests.update(folding.digests)
        self._changed.discard(id)
        return True

    def _text_of(self, document: str) -> str | None:
        return self._documents[document].text if document in self._documents else None

    def _note_change(self, act: ReviewAct) -> None:
        """Note which claims an act changes; with some acts, it can be any. The whole is folded again when asked for."""
        self._is_whole = False
        seen: set[str] = set()
        while act.undoes is not None and act.undoes in self._acts.by_id and act.id not in seen:
            seen.add(act.id)
            act = self._acts.by_id[act.undoes]
        if act.act not in _ON_ONE_CLAIM:
            self._stale, self._news = True, None
            return
        ids = {target.id for target in act.claims}
        self._changed |= ids
        if self._news is not None:
            self._news |= ids

    def _new_claim(self, claim: Claim) -> Claim:
        """Return a claim with its id, which tells it from those with the same words at other places."""
        mention = claim.source.mention.exact if claim.source.mention else None
        words = (mention, claim.cue.exact, [part.exact for part in claim.content])
        there = {each.id: each for each in self.dossier.claims}
        for repeated in range(len(there) + 1):
            id = claim_id(claim.document, *words, repeated)
            if id not in there:
                return replace(claim, id=id)
            if there[id].cue == claim.cue and there[id].content == claim.content:
                raise ClaimsError("the dossier has this claim already", id)
        raise AssertionError  # More ids than claims are free.

    def _refuse_within(self, outer: str | None, claim: Claim) -> None:
        """Refuse a claim around another that is none of its article, or lies within it."""
        seen: set[str] = set()
        while outer is not None and outer != NOT_WITHIN and outer not in seen:
            seen.add(outer)
            around = self.claim(outer)
            if outer == claim.id or around.document != claim.document:
                remedy = "Name another claim of its article, or none"
                raise ClaimsError(f"the claim {claim.id} cannot be part of {around.id}", remedy=remedy)
            outer = around.within

    def _document(self, id: str) -> Document:
        if id not in self._documents:
            raise ClaimsError(f"the dossier has no article {id!r}")
        return self._documents[id]

    def _seen(self, id: str, *more: Span) -> ClaimSeen:
        claim = self.claim(id)
        document = self._documents.get(claim.document)
        quote = None if document is None else quote_of(claim, document.text, *more)
        return ClaimSeen(id, claim.document, self._digests.get(id) or seen_digest(claim), quote)

    def _record(self, act: ActKind, *, by: str | None = None, at: str | None = None, **about: Any) -> ReviewAct:
        draft = ReviewAct(id="", act=act, by=by or self.by, at=at or self._at(), **about)
        made = signed(draft, self._acts)
        self._acts.add(made)
        self.new.append(made)
        self._note_change(made)
        return made


def signed(draft: ReviewAct, acts: Acts) -> ReviewAct:
    """Return an act with the acts that it follows and with its id.

    Args:
        draft: The act without both.
        acts: All acts so far.
    """
    draft = replace(draft, after=acts.standing_before(draft))
    record = to_record(draft)
    occurrence = 0
    while (id := act_id(record, occurrence)) in acts.by_id:
        occurrence += 1
    return replace(draft, id=id)


def source_meant(claim: Claim) -> SourceSeen | None:
    """Return a claim's source, in all documents if its name means the same everywhere; None if it has no name."""
    source = claim.source
    if source.name is None:
        return None
    return SourceSeen(source.name, source.kind, claim.document if source.kind in _NOBODY_ELSE else None)


def told_apart(claims: Iterable[Claim]) -> list[SourceSeen]:
    """Return the different sources of claims, in their order; one name in several documents is one source in each.

    Raises:
        ClaimsError: if there are not at least two, or the article does not name one.
    """
    claims = list(claims)
    sources = list(dict.fromkeys(map(source_meant, claims)))
    if len(sources) == 1 and sources[0] is not None:
        name = sources[0]
        sources = [replace(name, document=document) for document in dict.fromkeys(claim.document for claim in claims)]
    known = [source for source in sources if source is not None]
    if len(known) < max(2, len(sources)):
        raise ClaimsError(
            "the claims do not have two sources that can be told apart",
            remedy="Name claims of both, with names or in different articles; --source corrects the name of a source",
        )
    return known


def _new_parts(claim: Claim, correction: Correction) -> Correction:
    """Return a correction without the parts that already read so."""
    reads = {"source": claim.source, "cue": claim.cue, "content": claim.content, "mode": claim.mode, "act": claim.act}
    reads["within"] = claim.within or NOT_WITHIN
    facets = claim.facets
    if facets is not None:
        reads |= {name: getattr(facets, name) for name in ("figures", "times", "places", "parties")}
        reads["events"] = () if facets.event is None else (facets.event,)
    same = [part for part in corrected_parts(correction) if part in reads and getattr(correction, part) == reads[part]]
    return replace(correction, **dict.fromkeys(same))


def _spans(correction: Correction) -> Iterable[Span]:
    """Yield the words of a correction, so that its passage includes them."""
    if correction.source is not None and correction.source.mention is not None:
        yield correction.source.mention
    if correction.cue is not None:
        yield correction.cue
    yield from correction.content or ()
    for name in ("figures", "times", "places", "parties", "events"):
        yield from (each.span for each in getattr(correction, name) or ())
