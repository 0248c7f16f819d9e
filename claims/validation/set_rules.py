"""The rules that need a whole set of records: truth to each other.

A set is a dossier, or one file. Each record is looked at once, as it comes; what depends on a record that has not come
yet is put aside and settled at the end.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.model.ids import claim_id
from claims.validation.fast_path import first_id
from claims.validation.findings import Problem
from claims.validation.schema_messages import shown
from claims.validation.spill_file import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from claims.validation.article_text import Article
    from claims.validation.claim_rules import View
    from claims.validation.kept_file_rules import Kept

__all__ = ["ClaimSet", "DocumentSet", "Later"]

_OCCURRENCES = 64
_DEEPEST = 1000


class Later(NamedTuple):
    """A question that only the end of the set can answer; `problem` stands if it is answered badly."""

    question: str
    claim: str
    other: str
    document: str
    start: int
    end: int
    problem: Problem


class ClaimSet:
    """The claims of one set.

    Attributes:
        unclaimed: The documents that no claim was of so far, with the lines of their records.
        knows: Whether the set has a document of an id; None where the set does not say which documents it has.
        tongues: The language of each document that is known.
        gone: The claims that are known to have been in the set once.
    """

    def __init__(self, knows: Callable[[str], bool | None], tongues: Mapping[str, str]) -> None:
        """Begin a set; `knows` and `tongues` tell of its documents."""
        self.knows = knows
        self.tongues = tongues
        self.gone: set[str] = set()
        self.ids = Ledger()
        self.kinds = Ledger()
        self.unnamed = Ledger()
        self.unclaimed: dict[str, int] = {}

    def check(self, claim: View, where: int) -> tuple[list[Problem], list[Later]]:
        """What is wrong with one more claim, and what is to be asked at the end; `where` is its line or number."""
        later: list[Later] = []
        found: list[Problem] = []
        for rule in (
            self._unknown_document,
            self._id_not_derived,
            self._duplicate_id,
            self._within,
            self._kind_conflict,
        ):
            for each in rule(claim, where):
                if isinstance(each, Later):
                    later.append(each)
                else:
                    found.append(each)
        found += self._unnamed_without_note(claim)
        found += self._own_language(claim)
        return found, later

    def claimed(self, document: str) -> None:
        """Note that a document of the set has a claim; documents that the set does not list are not kept in mind."""
        if document in self.unclaimed:
            del self.unclaimed[document]

    def settle(self, question: Later) -> Problem | None:
        """The answer to a question that was put aside."""
        if question.question == "order":
            return self._out_of_order(question)
        other = self.ids.get(question.other)
        if question.question == "named":
            return None if other or question.other in self.gone else question.problem
        if other is None:
            return question.problem
        if self._comes_back(question.claim, question.other):
            path = question.problem.path
            return Problem("E305", path, f'the claim is, through "{question.other}", a part of itself')
        return self._outside(question, other)

    def close(self) -> None:
        """Give back what the set holds."""
        for ledger in (self.ids, self.kinds, self.unnamed):
            ledger.close()

    def _unknown_document(self, claim: View, _: int) -> Iterable[Problem]:
        if claim.broken and claim.is_broken(("document",)):
            return ()
        document = claim.record["document"]
        self.claimed(document)
        if self.knows(document) is False:
            return (Problem("E303", ("document",), f"there is no document {shown(document)}"),)
        return ()

    def _id_not_derived(self, claim: View, _: int) -> Iterable[Problem | Later]:
        if not claim.whole or claim.misquoted:
            return ()
        words = _words(claim.record)
        return () if claim.record["id"] == first_id(*words) else self._other_id(claim.record, words)

    def _other_id(
        self, record: Mapping[str, Any], words: tuple[str, str | None, str, list[str]]
    ) -> Iterator[Problem | Later]:
        ids = [claim_id(*words, occurrence=number) for number in range(_OCCURRENCES)]
        if record["id"] not in ids:
            message = f'the id does not follow from the document and the words of the claim: these give "{ids[0]}"'
            yield Problem("E302", ("id",), message)
        elif (number := ids.index(record["id"])) > 0:
            message = (
                f"the id is that of occurrence {number + 1} of these words, but occurrence {number} comes after it"
            )
            problem = Problem("E302", ("id",), message)
            yield Later("order", record["id"], ids[number - 1], "", record["cue"]["start"], 0, problem)

    def _out_of_order(self, question: Later) -> Problem | None:
        before = self.ids.get(question.other)
        if before is None or int(before[2] or 0) <= question.start:
            return None
        return question.problem

    def _duplicate_id(self, claim: View, where: int) -> Iterable[Problem]:
        if claim.broken and claim.is_broken(("id",)):
            return ()
        record = claim.record
        start, end = claim.extent()
        cue = record["cue"]["start"] if claim.whole else 0
        entry = (where, str(record.get("document")), cue, start, end, str(record.get("within") or ""))
        first = self.ids.add(record["id"], entry)
        if first is None:
            return ()
        return (Problem("E301", ("id",), f"the id {shown(record['id'])} is already that of record {first[0]}"),)

    def _within(self, claim: View, _: int) -> Iterable[Problem | Later]:
        if (claim.broken and claim.is_broken(("within",), ("id",), ("document",))) or claim.record["within"] is None:
            return ()
        return self._inside(claim, claim.record)

    def _inside(self, claim: View, record: Mapping[str, Any]) -> Iterator[Problem | Later]:
        parent = record["within"]
        if parent == record["id"]:
            yield Problem("E305", ("within",), "the claim is said to be a part of itself")
            return
        start, end = claim.extent()
        missing = Problem("E304", ("within",), f'there is no claim "{parent}"')
        question = Later("within", record["id"], parent, record["document"], start, end, missing)
        other = self.ids.get(parent)
        if other is None or other[5]:
            yield question
        elif (problem := self._outside(question, other)) is not None:
            yield problem

    def _outside(self, question: Later, other: tuple[str | int | None, ...]) -> Problem | None:
        path = question.problem.path
        _, document, _, start, end, _ = other
        if document != question.document:
            message = f'the claim "{question.other}" is of another document, {shown(document)}'
            return Problem("E304", path, message)
        if question.start < int(start or 0) or question.end > int(end or 0):
            message = (
                f"the content ({question.start}–{question.end}) is not inside that of "
                f'"{question.other}" ({start}–{end})'
            )
            return Problem("E306", path, message)
        return None

    def _comes_back(self, claim: str, parent: str) -> bool:
        """Whether the claims that `parent` is within lead back to `claim`."""
        for _ in range(_DEEPEST):
            if parent == claim:
                return True
            entry = self.ids.get(parent)
            if entry is None or not entry[5]:
                return False
            parent = str(entry[5])
        return False

    def _kind_conflict(self, claim: View, where: int) -> Iterable[Problem]:
        if claim.broken and claim.is_broken(("source", "name"), ("source", "kind")):
            return ()
        source = claim.record["source"]
        name, kind = source["name"], source["kind"]
        if name is None:
            return ()
        first = self.kinds.add(name, (where, kind))
        if first is None or first[1] == kind:
            return ()
        message = f'{shown(name)} is "{kind}" here, but "{first[1]}" in record {first[0]}: one source has one kind'
        return (Problem("E307", ("source", "kind"), message),)

    def _unnamed_without_note(self, claim: View) -> Iterable[Problem]:
        """W502, once for each source of each document."""
        record = claim.record
        if not claim.whole or record["source"]["kind"] != "unnamed":
            return ()
        review = record.get("review") or {}
        if review.get("note") or review.get("status") == "rejected":
            return ()
        name = record["source"]["name"]
        if self.unnamed.add(f"{record['document']}\n{name}", (1,)) is not None:
            return ()
        message = f"the source {shown(name)} is not named, and no review note says why it is relied on"
        return (Problem("W502", ("source",), message),)

    def _own_language(self, claim: View) -> Iterable[Problem]:
        """W510 translation-same-language."""
        if claim.broken and claim.is_broken(("document",), ("translations",)):
            return
        tongue = self.tongues.get(claim.record["document"])
        for number, each in enumerate(claim.record.get("translations", ())):
            if tongue is not None and each["language"].lower() == tongue.lower():
                message = f'the translation is in "{each["language"]}", which is the language of the document itself'
                yield Problem("W510", ("translations", number, "language"), message)


class DocumentSet:
    """The documents of one set.

    Attributes:
        places: Their ids, with their lines or numbers.
        languages: Each language, with the first document in it.
        tongues: The language of each document.
    """

    def __init__(self, article: Callable[[str], Article | None], kept: Kept | None) -> None:
        """Begin a set; where it is a dossier, `kept` is what it keeps, and each document must have its text."""
        self.article = article
        self.kept = kept
        self.places: dict[str, int] = {}
        self.tongues: dict[str, str] = {}
        self.languages: dict[str, str] = {}

    def check(self, record: Mapping[str, Any], sound: Callable[[str], bool], where: int) -> Iterator[Problem]:
        """What is wrong with one more document; `sound` tells which properties have the right form."""
        if not sound("id"):
            return
        name = record["id"]
        if name in self.places:
            yield Problem("E301", ("id",), f"the id {shown(name)} is already that of record {self.places[name]}")
        self.places.setdefault(name, where)
        if sound("language"):
            self.languages.setdefault(record["language"], name)
            self.tongues.setdefault(name, record["language"])
        yield from self._text(record, sound)
        if self.kept is not None:
            yield from self.kept.check(record, sound)
        if sound("published") and record["published"] is None:
            yield Problem("W501", ("published",), "it is not known when the document was published")

    def _text(self, record: Mapping[str, Any], sound: Callable[[str], bool]) -> Iterator[Problem]:
        name = record["id"]
        article = self.article(name)
        if article is None:
            if self.kept is not None:
                yield Problem("E309", ("id",), f"the document has no text: texts/{name}.txt is missing or not UTF-8")
        elif sound("sha256"):
            digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
            if digest != record["sha256"]:
                message = f"the text of the document has changed: its hash is {digest[:12]}…, the record has another"
                yield Problem("E308", ("sha256",), message)


def _words(record: Mapping[str, Any]) -> tuple[str, str | None, str, list[str]]:
    mention = record["source"]["mention"]
    exact = None if mention is None else mention["exact"]
    return record["document"], exact, record["cue"]["exact"], [part["exact"] for part in record["content"]]
