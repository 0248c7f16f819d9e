"""The desk: what a reviewer sees of a dossier, and what each of their acts does."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from claims.desk.article_pieces import pieces
from claims.desk.correction_form import Draft, Outer, correction, draft_of, new_draft, told
from claims.desk.form_values import known_of
from claims.desk.page_view import Article, Card, EventTie, Item, Opened, Tally, card, status_of, words_of
from claims.desk.review_queue import Choice, ReviewQueue
from claims.desk.source_register import SourceGroup, Tie, chosen, groups, separated, ties
from claims.desk.split_form import Parts, split_told
from claims.errors import ClaimsError
from claims.model import RELIABILITIES
from claims.review import Grade, doubts, graded
from claims.review_log import event_pairs
from claims.sheet.view import Words
from claims.workflow import check_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.model import Claim, Document
    from claims.review import ReviewSession
    from claims.workflow import OpenReview

__all__ = ["ChangedError", "Desk", "Fields"]

Fields = Sequence[tuple[str, str]]
"""The names and values of a form."""
_WINDOW = 30
"""Number of claims of the queue that are shown."""
_MOST_SERVED = 100_000
_IS_NEW = ("new", "yes")
"""The field of a form that adds a claim."""


class ChangedError(ClaimsError):
    """A claim reads otherwise than the reviewer saw it, so that the act was not recorded."""


class Desk:
    """One reviewer's desk. Its methods may be called from several threads."""

    def __init__(self, review: OpenReview) -> None:
        """Set up the desk.

        Args:
            review: The open dossier.
        """
        self.review = review
        self._turn = threading.RLock()
        self._edition = -1
        self._done: list[tuple[str, ...]] = []
        self._served: set[tuple[str, str]] = set()
        with review.reading() as session:
            self._queue_of(session)

    def look(self, choice: Choice) -> Opened:
        """Return the page for a choice."""
        with self._turn, self.review.reading() as session:
            return self._opened(session, choice)

    def decide(
        self, choice: Choice, decision: Literal["accept", "reject"], *, seen: str, note: str | None = None
    ) -> Opened:
        """Accept or reject the claim at which a choice is, and go on to the next.

        Args:
            choice: The choice.
            decision: The decision.
            seen: The digest of the claim as the reviewer saw it.
            note: The reason.

        Raises:
            ChangedError: if the claim reads otherwise by now.
            ClaimsError: if there is no such claim, or the act cannot be written.
        """
        with self._turn, self.review.acting() as session:
            queue = self._queue_of(session)
            following = queue.after(choice, choice.claim)
            self._refuse_changed(session, choice.claim, seen)
            self._done.append((session.decide(choice.claim, decision, note or None).id,))
        return self.look(choice.at(following.id if following is not None else choice.claim))

    def note(self, choice: Choice, text: str, *, seen: str) -> Opened:
        """Write a note on the claim at which a choice is, and stay there; see `decide`."""
        if not text:
            raise ClaimsError("the note is empty")
        with self._turn, self.review.acting() as session:
            self._refuse_changed(session, choice.claim, seen)
            self._done.append((session.note(choice.claim, text).id,))
        return self.look(choice)

    def accept_seen(self, choice: Choice, seen: Iterable[tuple[str, str]]) -> tuple[int, Opened]:
        """Accept claims that were on screen, each as it was shown there.

        Args:
            choice: The choice.
            seen: The ids of the claims with their digests.

        Returns:
            The number of claims that are now accepted; those that were decided or changed meanwhile are left out.

        Raises:
            ClaimsError: if the desk never showed one of them, or the acts cannot be written.
        """
        wanted = list(dict.fromkeys(seen))
        if any(each not in self._served for each in wanted):
            raise ClaimsError("only claims that this desk has shown can be accepted together")
        count = 0
        with self._turn, self.review.acting() as session:
            queue = self._queue_of(session)
            for id, digest in wanted:
                claim = queue.claims.get(id)
                if claim is not None and status_of(claim) == "draft" and session.seen(id) == digest:
                    self._done.append((session.decide(id, "accept").id,))
                    count += 1
        return count, self.look(choice.at(""))

    def draft(self, choice: Choice, fields: Fields = (), *, is_new: bool = False) -> tuple[Opened, Draft]:
        """Return a draft that corrects the claim at which a choice is, or adds one to the article; records nothing.

        Args:
            choice: The choice.
            fields: The form of the draft so far, with the button that was pressed; none to begin.
            is_new: Whether to begin a claim that was missed.

        Raises:
            ClaimsError: if there is no such claim or article, or the form cannot be understood.
        """
        with self._turn, self.review.reading() as session:
            before, document = self._drafted(session, choice, is_new=is_new or _IS_NEW in fields)
            if fields:
                draft = told(document, fields, before)
            else:
                draft = new_draft(document.id) if before is None else draft_of(before)
            return self._opened(session, choice, draft), draft

    def save(self, choice: Choice, fields: Fields, *, seen: str, note: str | None = None) -> tuple[str, Opened]:
        """Record a draft as a correction or an added claim.

        Args:
            choice: The choice.
            fields: The form of the draft.
            seen: The digest of the claim as the reviewer saw it.
            note: The reason.

        Returns:
            What was done, `corrected`, `unchanged` or `added`, and the page with the claim.

        Raises:
            ChangedError: if the claim reads otherwise by now.
            ClaimsError: if words are missing, or this cannot be written.
        """
        with self._turn, self.review.acting() as session:
            claim, document = self._drafted(session, choice, is_new=_IS_NEW in fields)
            draft = told(document, fields, claim)
            if claim is None:
                id = session.add(document.id, correction(draft, None, document), note or None)
                self._done.append((session.new[-1].id,))
                done, choice = "added", choice.at(id)
            else:
                self._refuse_changed(session, claim.id, seen)
                act = session.correct(claim.id, correction(draft, claim, document), note or None)
                self._done += [] if act is None else [(act.id,)]
                done = "unchanged" if act is None else "corrected"
        return done, self.look(choice)

    def outer(self, draft: Draft, id: str) -> tuple[Outer, ...]:
        """Return the claims of a draft's article that may contain it; `id` is that of the claim it corrects."""
        with self._turn, self.review.reading() as session:
            queue = self._queue_of(session)
            found = []
            for number, each in enumerate(self._own.get(draft.document, ()), start=1):
                if each != id or draft.is_new:
                    source, parts = words_of(queue.claims[each], self._documents.get(draft.document))
                    found.append(Outer(each, number, source, parts[0]))
            return tuple(found)

    def parts(self, choice: Choice, fields: Fields = ()) -> tuple[Opened, Parts]:
        """Return the claims into which the one at which a choice is would be split; records nothing.

        Args:
            choice: The choice.
            fields: The form so far, with the button that was pressed; none to begin.

        Raises:
            ClaimsError: if there is no such claim, or the form cannot be understood.
        """
        with self._turn, self.review.reading() as session:
            claim, document = self._edited(self._queue_of(session), choice)
            return self._opened(session, choice), split_told(document, fields, claim)

    def split(self, choice: Choice, fields: Fields, *, seen: str, note: str | None = None) -> tuple[str, Opened]:
        """Split the claim at which a choice is, and show the first of the new ones; see `save`."""
        with self._turn, self.review.acting() as session:
            claim, document = self._edited(self._queue_of(session), choice)
            self._refuse_changed(session, claim.id, seen)
            self._done.append((session.split(claim.id, split_told(document, fields, claim), note or None).id,))
            first = session.parts(claim.id)[0]
        return "split", self.look(choice.at(first))

    def grade(self, choice: Choice, reliability: str, credibility: str, *, seen: str) -> Opened:
        """Grade the source and the information of the claim at which a choice is, and stay there.

        Args:
            choice: The choice.
            reliability: Of the source, A to F; empty for no grade.
            credibility: Of the information, 1 to 6; empty for no grade.
            seen: The digest of the claim as the reviewer saw it.

        Raises:
            ChangedError: if the claim reads otherwise by now.
            ClaimsError: if it is no grade, or this cannot be written.
        """
        known_of(reliability, ("", *RELIABILITIES), "reliability")
        known_of(credibility, ("", *"123456"), "credibility")
        wanted = Grade.of(reliability + credibility) if reliability + credibility else Grade()
        with self._turn, self.review.acting() as session:
            self._refuse_changed(session, choice.claim, seen)
            before = session.claim(choice.claim).grading
            letter, digit = (before.reliability, before.credibility) if before is not None else (None, None)
            if wanted.reliability is None and letter is not None:
                session.withdraw("grade_source", choice.claim)
            if wanted.credibility is None and digit is not None:
                session.withdraw("grade_claim", choice.claim)
            new_letter = wanted.reliability if wanted.reliability != letter else None
            new_digit = wanted.credibility if wanted.credibility != digit else None
            graded(session, choice.claim, Grade(new_letter, new_digit))
            self._done.append(tuple(act.id for act in session.new))
        return self.look(choice)

    def tie_event(self, choice: Choice, *, same: bool, seen: str) -> Opened:
        """Say that the claim at which a choice is and the marked one are about one event, or are not; stay there.

        Raises:
            ChangedError: if the claim reads otherwise by now.
            ClaimsError: if no other claim is marked, or this cannot be written.
        """
        with self._turn, self.review.acting() as session:
            self._refuse_changed(session, choice.claim, seen)
            if choice.marked in ("", choice.claim) or choice.marked not in self._queue_of(session).claims:
                raise ClaimsError("no other claim is marked", remedy="Mark a claim, then go to the other one")
            self._done.append((session.same_event((choice.marked, choice.claim), same=same).id,))
        return self.look(choice)

    def _drafted(self, session: ReviewSession, choice: Choice, *, is_new: bool) -> tuple[Claim | None, Document]:
        """Return the claim of a draft, None if it is new, and its article."""
        queue = self._queue_of(session)
        if not is_new:
            return self._edited(queue, choice)
        document = self._looked_at(choice, queue.shown(choice))
        if document is None:
            raise ClaimsError("there is no article here", remedy="Choose one in the filters")
        return None, document

    def _looked_at(self, choice: Choice, claim: Claim | None) -> Document | None:
        """Return the article that is shown: that of the claim, else the one that was chosen, or the first of all."""
        if claim is not None:
            return self._documents.get(claim.document)
        first = "" if self._own else next(iter(self._documents), "")
        return self._documents.get(choice.article or first)

    def _edited(self, queue: ReviewQueue, choice: Choice) -> tuple[Claim, Document]:
        claim = queue.shown(choice)
        document = self._documents.get(claim.document) if claim is not None else None
        if claim is None or document is None:
            raise ClaimsError("there is no claim here whose article is at hand")
        return claim, document

    def sources(self) -> tuple[tuple[SourceGroup, ...], tuple[Tie, ...]]:
        """Return every source with its mentions, and what reviewers said of names."""
        with self._turn, self.review.reading() as session:
            return groups(session.dossier), ties(session.acts)

    def tie(self, values: Sequence[str], keep: str, *, same: bool) -> None:
        """Say that names are of one source, or of different ones.

        Args:
            values: The sources as a form has them.
            keep: The source whose name all of them get.
            same: Whether they are one source.

        Raises:
            ClaimsError: if fewer than two are named, or this cannot be written.
        """
        with self._turn, self.review.acting() as session:
            sources = chosen(session.dossier, values, keep)
            act = session.merge_sources(sources) if same else session.keep_apart(sources)
            self._done.append((act.id,))

    def separate(self, ids: Sequence[str], name: str) -> None:
        """Say that some claims of a source are of another one, under another name.

        Args:
            ids: The ids of the claims.
            name: The name of their source.

        Raises:
            ClaimsError: if they are not some of one source's claims, the name is not another one, or this cannot be
                written.
        """
        with self._turn, self.review.acting() as session:
            sources, corrections = separated(session.dossier, ids, name)
            for id, wanted in corrections.items():
                session.correct(id, wanted)
            session.keep_apart(sources)
            self._done.append(tuple(act.id for act in session.new))

    def untie(self, act: str) -> None:
        """Withdraw what a reviewer said of names.

        Raises:
            ClaimsError: if no such act counts, or this cannot be written.
        """
        with self._turn, self.review.acting() as session:
            if act not in {tie.act for tie in ties(session.acts)}:
                raise ClaimsError("this was withdrawn already")
            session.undo(act)

    def undo(self, choice: Choice) -> Opened:
        """Withdraw what the reviewer did last and still counts, and go to the claim that it was about.

        Raises:
            ClaimsError: if there is nothing, or this cannot be written.
        """
        with self._turn, self.review.acting() as session:
            latest: list[str] = []
            while self._done and not latest:
                latest = [id for id in self._done.pop() if session.acts.counts(id)]
            if not latest and session.last_own is not None:
                latest = [session.last_own.id]
            if not latest:
                raise ClaimsError("there is nothing to undo")
            for id in reversed(latest):
                session.undo(id)
            about = session.acts.by_id[latest[0]].claims
        return self.look(choice.at(about[0].id) if about else choice)

    def _queue_of(self, session: ReviewSession) -> ReviewQueue:
        """Return the queue, up to date with the session."""
        if self._edition != self.review.edition:
            self._queue = ReviewQueue(session)
            self._documents = {document.id: document for document in session.dossier.documents}
            self._own = _by_document(session.dossier.claims)
            self._titles = tuple((each.id, _title(each)) for each in session.dossier.documents)
            self._below = check_below(session.dossier)
            self._edition = self.review.edition
        elif self._queue.update(session):
            self._own = _by_document(session.dossier.claims)
        return self._queue

    def _opened(self, session: ReviewSession, choice: Choice, draft: Draft | None = None) -> Opened:
        queue = self._queue_of(session)
        claim = queue.shown(choice)
        choice = choice.at(claim.id if claim is not None else "")
        items = tuple(self._items(session, choice, queue.window(choice, choice.claim, _WINDOW)))
        before, after = queue.before(choice, choice.claim), queue.after(choice, choice.claim)
        document = self._looked_at(choice, claim)
        article = None if document is None else self._article(document, claim, draft)
        return Opened(
            choice=choice,
            choice_address=choice.address,
            hidden=choice.fields,
            tally=Tally(queue.count(choice), len(queue.claims)),
            items=items,
            card=None if claim is None else self._card(session, choice, claim),
            marked=self._item(session, choice, queue.claims[choice.marked]) if choice.marked in queue.claims else None,
            marking=choice.marking("" if choice.marked == choice.claim else choice.claim).address,
            article=article,
            previous=choice.at(before.id).address if before is not None else None,
            following=choice.at(after.id).address if after is not None else None,
            articles=self._titles,
            edition=self._edition,
            addresses={} if article is None else {id: choice.at(id).address for id in article.shown.claims},
        )

    def _items(self, session: ReviewSession, choice: Choice, claims: Iterable[Claim]) -> Iterator[Item]:
        if len(self._served) > _MOST_SERVED:
            self._served.clear()
        for claim in claims:
            item = self._item(session, choice, claim)
            self._served.add((item.id, item.seen))
            yield item

    def _item(self, session: ReviewSession, choice: Choice, claim: Claim) -> Item:
        source, parts = words_of(claim, self._documents.get(claim.document))
        return Item(
            id=claim.id,
            address=choice.at(claim.id).address,
            source=source,
            parts=parts,
            status=status_of(claim),
            doubtful=bool(doubts(claim, self._below, self._documents.get(claim.document))),
            seen=session.seen(claim.id),
            is_current=claim.id == choice.claim,
        )

    def _card(self, session: ReviewSession, choice: Choice, claim: Claim) -> Card:
        document = self._documents.get(claim.document)
        told = self._event_ties(session, choice, claim)
        in_doubt = doubts(claim, self._below, document)
        return card(claim, document, seen=session.seen(claim.id), doubts=in_doubt, ties=tuple(told))

    def _event_ties(self, session: ReviewSession, choice: Choice, claim: Claim) -> Iterator[EventTie]:
        """Yield what reviewers say of a claim's event, with each other claim."""
        for act in session.acts.together(claim.id):
            for pair in event_pairs(act):
                other = pair[pair[0] == claim.id]
                if claim.id in pair and other in self._queue.claims and act in session.acts.standing("event", *pair):
                    item = self._item(session, choice, self._queue.claims[other])
                    yield EventTie(act.act == "same_event", act.by, item)

    def _article(self, document: Document, claim: Claim | None, draft: Draft | None) -> Article:
        others = [self._queue.claims[id] for id in self._own.get(document.id, ()) if id in self._queue.claims]
        return Article(
            id=document.id,
            title=Words(document.title, document.language) if document.title else None,
            publisher=document.publisher,
            published=document.published,
            language=document.language,
            shown=pieces(document.text, others, claim, draft.claim() if draft is not None else claim),
        )

    @staticmethod
    def _refuse_changed(session: ReviewSession, id: str, seen: str) -> None:
        if session.seen(id) != seen:
            raise ChangedError(
                "this claim reads otherwise now than when you saw it; nothing was recorded",
                id,
                "Read it again, then decide",
            )


def _by_document(claims: Iterable[Claim]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim in claims:
        found.setdefault(claim.document, []).append(claim.id)
    return found


def _title(document: Document) -> str:
    return document.title or document.id
