"""Apply the rules for each kind of record, and locate the findings in the file."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson

from claims.store.dossier_folder import TEXTS_FOLDER
from claims.validation import (
    claim_decoder,
    claim_rules,  # noqa: F401  # imported, it registers its rules
    facet_rules,  # noqa: F401  # the same
    reading_rules,
    schema_messages,
    set_rules,
)
from claims.validation.claim_set import ClaimSet, Later
from claims.validation.claim_view import ClaimView
from claims.validation.document_rules import DocumentSet
from claims.validation.findings import Edit, Finding, Problem, Spot, readable
from claims.validation.json_positions import Positions, scan
from claims.validation.kept_file_rules import Kept
from claims.validation.record_input import Item
from claims.validation.relation_rules import MEMBERS, RelationSet
from claims.validation.review_rules import ReviewSet, in_claims
from claims.validation.rule_registry import CLAIM_RULES, SET_RULES
from claims.validation.schemas import load
from claims.validation.spill_file import Spool
from claims.validation.text_lookup import FolderTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path as Folder

    from claims.model import Claim
    from claims.validation.article_text import Article
    from claims.validation.rules import Selection
    from claims.validation.text_lookup import Texts

__all__ = ["RecordSet", "given"]

_CLAIM_MARKS = frozenset({"cue", "content", "source", "mode", "within"})
_DOCUMENT_MARKS = frozenset({"sha256", "language", "publisher", "published", "retrieved", "url"})
_DOSSIER_MARKS = frozenset({"made", "languages"})
_ACT_MARKS = frozenset({"act", "by", "at"})
_GROUP_MARKS = frozenset({"claims", "method"})
_ORIGIN_MARKS = frozenset({"documents", "first", "agency"})
_CHANGE_MARKS = frozenset({"documents_added", "documents_updated", "claims_added", "claims_gone"})


_AS_READ = (set_rules.id_not_derived, reading_rules.reading_differs)
"""Rules for a claim as it was read, also if reviewers changed it."""


class RecordSet:
    """Records that are checked against each other: those of one dossier, or of one file.

    Attributes:
        texts: The texts to compare spans with.
        documents: The ids in `documents.jsonl`, with their lines; empty if there is no such file.
        count: The number of records checked.
        compared: The number of claims whose words were compared with a text; `alone`: of those without one.
    """

    def __init__(self, texts: Texts, selection: Selection, dossier: Folder | None = None) -> None:
        """Create an empty set; with `dossier` (a folder), documents must have texts, and claims must have documents."""
        self.texts = texts
        self.selection = selection
        self.kept = None if dossier is None else Kept(dossier)
        self.documents = DocumentSet(texts, self.kept)
        self.claims = ClaimSet(
            self._knows, self.documents.tongues, self.documents.dates, has_reviews=dossier is not None
        )
        self.reviews = ReviewSet(self._text_of)
        self._relations = RelationSet(self._knows, self.claims.gone, whole=dossier is not None)
        self.count = 0
        self.compared = self.alone = 0
        self._later: Spool[tuple[Later, Finding]] = Spool()
        self._warned = False
        self._document: str | None = None
        self._article: Article | None = None
        self._found: dict[int, tuple[list[Problem], list[Later]]] = {}

    def check(self, items: Iterable[Item], file: str | None = None, sort: str | None = None) -> Iterator[Finding]:
        """Yield the findings of each record, in the order of the records and, within one, of the file.

        Args:
            items: The records as read.
            file: The name to report.
            sort: claim, document or dossier; None to detect it from each record's properties.
        """
        for item in items:
            place = self._place(item)
            if place in self._found:  # On a line that `refused` has checked.
                problems, later = self._found.pop(place)
            else:
                self.count += 1
                problems, later = self._problems(item, sort, file)
            if later:
                self._later_findings(item, later, file)
            if problems:
                yield from located(item, [each for each in problems if each.code in self.selection], file)

    def finish(self) -> Iterator[Finding]:
        """Yield the findings that need the complete set, in the order of the records."""
        for question, finding in self._later:
            problem = self.claims.settle(question)
            if problem is not None and problem.code in self.selection:
                yield Finding(
                    problem.code, problem.message, finding.file, finding.line, finding.column, finding.record,
                    finding.path, finding.index, spot=finding.spot,
                )  # fmt: skip
        if "W511" in self.selection:
            yield from self._changed_files()
        self.claims.close()

    def _changed_files(self) -> Iterator[Finding]:
        """Yield one W511 for each thing that other programs changed in files, however many files there are."""
        place = self.texts.folder if isinstance(self.texts, FolderTexts) else None
        changed = [(f"{TEXTS_FOLDER}/{name}.txt", what) for name, what in self.texts.changed.items()]
        changed += [] if self.kept is None else self.kept.changed.items()
        for what, number in Counter(what for _, what in changed).items():
            first = next(name for name, each in changed if each == what)
            files = f"1 file ({first})" if number == 1 else f"{number} files (such as {first})"
            message = (
                f"the {what} of {files} changed after the dossier was written, as git with core.autocrlf or an editor "
                "does; they were read as they were. Restore them: see `factsheet validate --explain W511`"
            )
            yield Finding("W511", message, None if place is None else str(place), 1, 1)

    def refused(self, lines: list[bytes], number: int) -> Iterator[int]:
        """Yield the indices of JSON lines to read again in order to locate their problems; the others are finished.

        These are lines without a well-formed claim, and claims in which a rule found a problem.

        Args:
            lines: Consecutive lines.
            number: The number of the first.
        """
        for place, claim in enumerate(claim_decoder.decoded(lines)):
            if claim is None:
                yield place
                continue
            self.count += 1
            problems, later = self._reviewed(claim, partial(orjson.loads, lines[place]), number + place)
            if problems or later:
                self._found[number + place] = problems, later
                yield place

    def _article_of(self, document: str) -> Article | None:
        if document != self._document:  # Claims are mostly sorted by document.
            self._document, self._article = document, self.texts.article(document)
        return self._article

    def _knows(self, document: str) -> bool | None:
        if document in self.documents.places:
            return True
        if self.kept is not None:
            return False
        return self.texts.article(document) is not None if self.texts.at_hand else None

    def _problems(self, item: Item, sort: str | None, file: str | None) -> tuple[list[Problem], list[Later]]:
        found = list(item.problems)
        if not item.usable:
            return found, []
        record = item.value
        if not isinstance(record, dict):
            return [
                Problem("E006", (), f"a record must be an object in {{ }}, but this is {schema_messages.shown(record)}")
            ], []
        if (name := _holds_records(record)) is not None:
            message = (
                f"this is no record, but holds {len(record[name])} in {name}: write each of them as one, one a line"
            )
            return [*found, Problem("E006", (), message)], []
        sort = sort or _sort(record)
        place = self._place(item)
        if sort == "claim":
            problems, later = self._claim(record, place)
            return found + problems, later
        wrong = schema_messages.problems(load(sort), record)
        found += wrong
        broken = [problem.path for problem in wrong]

        def sound(name: str) -> bool:
            there = name in record or not wrong  # a name that is misspelt is reported, and not as missing
            return there and not any(not path or path[0] == name for path in broken)

        if sort == "document":
            found += self.documents.check(record, sound, place)
        if sort == "review" and not found:
            found += self.reviews.check(record, item, file)
        later = []
        if sort in {*MEMBERS, "change"}:
            related, later = self._relations.check(sort, record, sound, place)
            found += related
        return found, later

    def _claim(self, record: Mapping[str, Any], place: int) -> tuple[list[Problem], list[Later]]:
        """Return the problems of a claim record: of its form, and those found by rules in its well-formed parts."""
        claim = claim_decoder.converted(record)
        if claim is not None:
            return self._reviewed(claim, lambda: record, place)
        wrong = schema_messages.problems(load("claim"), record)
        view = ClaimView.of_record(record, [problem.path for problem in wrong])
        self.reviews.meet(view.claim.id)
        if view.claim.document is not None:
            view.article = self._article_of(view.claim.document)
        problems, later = self._asked(view, place)
        return wrong + problems, later

    def _reviewed(
        self, claim: Any, record: Callable[[], Mapping[str, Any]], place: int
    ) -> tuple[list[Problem], list[Later]]:
        """Return the problems of a well-formed claim, as reviewers left it."""
        read = ClaimView(claim, self._article_of(claim.document))
        folded = self.reviews.claims(claim, record)
        found, later = ([], []) if folded else self._asked(read, place)
        for each in folded or ():
            view = ClaimView(each, read.article)
            view.follows_words = False  # The id is that of the words as read.
            problems, questions = self._asked(view, place)
            found += problems if _same_words(each, claim) else [one._replace(moves=()) for one in problems]
            later += questions
            read.misquoted |= view.misquoted
        for rule in _AS_READ if folded else ():
            for answer in rule(read, self.claims, place):
                if isinstance(answer, Later):
                    later.append(answer)
                elif answer not in found:  # The reviewed claim has the same readings.
                    found.append(answer)
        if self.kept is not None:
            found += in_claims(claim)
        return found, later

    def reviewed(self) -> Iterator[Finding]:
        """Yield the findings in claims that reviewers added, and acts that no longer fit; call after all claims."""
        for claim, item, file in self.reviews.added():
            view = ClaimView(claim, self._article_of(claim.document))
            view.follows_words = False
            problems, later = self._asked(view, self._place(item))
            self._later_findings(item, later, file)
            whole = [Problem(each.code, (), each.message) for each in problems if each.code in self.selection]
            yield from located(item, whole, file)
        for problem, item, file in self.reviews.unfit():
            if problem.code in self.selection:
                yield from located(item, [problem], file)

    def _text_of(self, document: str) -> str | None:
        article = self._article_of(document)
        return None if article is None else article.text

    def _asked(self, view: ClaimView, place: int) -> tuple[list[Problem], list[Later]]:
        """Return the problems that rules find in a claim, and the checks postponed to the end of the set."""
        found: list[Problem] = []
        if view.article is None:
            self.alone += 1
        else:
            self.compared += 1
        if not self.texts.at_hand and not self._warned:
            self._warned = True
            found.append(_UNCHECKED)
        for claim_rule in CLAIM_RULES:
            if problems := claim_rule(view):
                found += problems
        later: list[Later] = []
        for set_rule in SET_RULES:
            for each in set_rule(view, self.claims, place) or ():
                if isinstance(each, Later):
                    later.append(each)
                else:
                    found.append(each)
        return found, later

    def _place(self, item: Item) -> int:
        """Return how messages refer to another record: by its line, or by its number."""
        return item.index + 1 if item.origin is None else item.origin.line

    def _later_findings(self, item: Item, questions: list[Later], file: str | None) -> None:
        for question in questions:
            (finding,) = located(item, [question.problem], file)
            self._later.append((question, finding))


_UNCHECKED = Problem(
    "W506",
    ("document",),
    "quotations were not checked because there are no texts: pass their folder with --texts",
)


def _same_words(claim: Claim, read: Any) -> bool:
    """Return whether a claim has the spans of the line it was read from, which can then be moved."""
    ours, theirs = ((each.cue, *each.content) for each in (claim, read))
    return [(each.start, each.end) for each in ours] == [(each.start, each.end) for each in theirs]


def given(records: Iterable[Mapping[str, Any]]) -> Iterator[Item]:
    """Yield records held in memory as if they had been read from a file."""
    for index, record in enumerate(records):
        try:
            value = orjson.loads(orjson.dumps(record))
        except (TypeError, ValueError) as error:
            code = "E004" if "surrogate" in str(error) else "E005" if "64-bit" in str(error) else "E001"
            problem = Problem(code, (), f"the record cannot be written as JSON: {error}")
            yield Item(index, None, record, problems=(problem,), usable=False)
        else:
            yield Item(index, None, value)


def located(item: Item, problems: Iterable[Problem], file: str | None) -> Iterator[Finding]:
    """Yield one record's problems as findings, in the order of their places in the file."""
    record = item.value.get("id") if isinstance(item.value, dict) else None
    name = record if isinstance(record, str) else None
    problems = list(problems)
    positions = _scanned(item, problems)
    findings = [_finding(item, positions, problem, file, name) for problem in problems]
    yield from sorted(findings, key=_in_file)


def _in_file(finding: Finding) -> tuple[int, int, str]:
    return finding.line or 0, finding.column or 0, finding.code


def _scanned(item: Item, problems: list[Problem]) -> Positions | None:
    if item.origin is None or not item.usable:
        return None
    wanted = [problem.path for problem in problems]
    wanted += [path for problem in problems for path, _ in problem.moves]
    return scan(item.origin.raw, wanted)


def _finding(
    item: Item, positions: Positions | None, problem: Problem, file: str | None, record: str | None
) -> Finding:
    spot = _spot(item, positions, problem)
    return Finding(
        code=problem.code,
        message=problem.message,
        file=file,
        line=spot.line if spot else None,
        column=spot.column if spot else None,
        record=record,
        path=readable(problem.path),
        index=item.index,
        spot=spot,
        edits=_edits(item, positions, problem),
    )


def _spot(item: Item, positions: Positions | None, problem: Problem) -> Spot | None:
    if item.origin is None:
        return None
    if problem.within is not None:
        return item.origin.spot(*problem.within)
    place = positions.of(problem.path, key=problem.key) if positions else None
    start, end = place or (0, 1)
    raw = item.origin.raw
    if raw[start : start + 1] in ("{", "["):
        end = start + 1  # The opening bracket stands for the whole object.
    return item.origin.spot(start, end)


def _edits(item: Item, positions: Positions | None, problem: Problem) -> tuple[Edit, ...]:
    if not problem.moves or positions is None or item.origin is None:
        return ()
    edits = []
    for path, value in problem.moves:
        spot = item.origin.spot(*positions.values[path])
        edits.append(Edit(spot.line, spot.column, spot.length, value))
    return tuple(edits)


def _holds_records(record: Mapping[str, Any]) -> str | None:
    """Return the name of the list of claims in an object that is none itself: {"document": "a", "claims": [{…}]}."""
    if "content" in record or "cue" in record:
        return None
    lists = ((name, part) for name, part in record.items() if isinstance(part, list) and part)
    return next((name for name, part in lists if all(isinstance(e, dict) and "content" in e for e in part)), None)


def _sort(record: Mapping[str, Any]) -> str:
    """Guess the kind of a record from its properties."""
    names = record.keys()
    if names & _CLAIM_MARKS:
        return "claim"
    if "made" in names or (names & _DOSSIER_MARKS and "id" not in names):
        return "dossier"
    if names & _CHANGE_MARKS or names == {"at"}:
        return "change"
    marked = {"review": names >= _ACT_MARKS, "group": names & _GROUP_MARKS, "origin": names & _ORIGIN_MARKS}
    found = next((sort for sort, is_one in marked.items() if is_one), None)
    return found or ("document" if names & _DOCUMENT_MARKS else "claim")
