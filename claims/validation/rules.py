"""Every rule: its code, its short name, how grave it is, and what it demands in one sentence.

The first digit says what a rule holds records to: 0 JSON, 1 the schema, 2 the text, 3 each other, 4 the sheet,
5 good practice, 6 the readings of facets. E is an error, W a warning. Each has its page in docs/rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from claims.errors import ClaimsError
from claims.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RULES", "Rule", "Selection", "Severity", "explain", "find"]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `demand` is the sentence that holds where the rule is kept."""

    code: str
    name: str
    demand: str

    @property
    def severity(self) -> Severity:
        """How grave a breach is: a warning alone does not fail a run."""
        return "error" if self.code.startswith("E") else "warning"


RULES: dict[str, Rule] = {
    code: Rule(code, name, demand)
    for code, name, demand in [
        ("E001", "not-json", "Every record is JSON as RFC 8259 defines it, whole, one a line in a .jsonl file."),
        ("E002", "not-utf8", "Every file is UTF-8 without a byte order mark."),
        ("E003", "duplicate-key", "An object names each of its properties once."),
        ("E004", "lone-surrogate", "Strings hold whole characters, not half of a surrogate pair."),
        ("E005", "beyond-limits", "A record stays within what any tool can read: its length, depth and numbers."),
        ("E006", "not-a-record", "What stands in a file of records is a JSON object."),
        ("E007", "broken-gzip", "A .gz file can be unpacked to its end."),
        ("E101", "missing-property", "A record has every property that its schema requires."),
        ("E102", "unknown-property", "A record has no property that its schema does not know."),
        ("E103", "wrong-type", "A property's value is of the type that its schema says."),
        ("E104", "unknown-value", "A property with a fixed list of values has one of them."),
        ("E105", "malformed", "An id, hash, date, address or language tag is written as the schema says."),
        ("E106", "out-of-range", "A number, text or list is neither too small nor too large."),
        ("E201", "quote-misplaced", "A span's words stand at its offsets: these stand once, elsewhere."),
        ("E202", "quote-ambiguous", "A span's words stand at its offsets: these stand in several other places."),
        (
            "E203",
            "quote-altered",
            "A span's words are the text's, letter for letter: these are spelt or spaced otherwise.",
        ),
        ("E204", "quote-not-in-text", "A span's words are the text's: these are not in the article."),
        ("E205", "span-reversed", "A span ends after it starts."),
        ("E206", "spans-overlap", "Source, cue and the parts of the content do not overlap."),
        ("E207", "content-order", "The parts of a content stand in the text's order."),
        ("E208", "content-blank", "A content says something: it has letters or digits."),
        ("E209", "direct-unquoted", "Direct content stands inside quotation marks."),
        ("E210", "facet-outside", "A facet stands inside its claim's content."),
        ("E301", "duplicate-id", "No two records have the same id."),
        ("E302", "id-not-derived", "A claim's id follows from its document and its words."),
        ("E303", "unknown-document", "The document that a record names is there."),
        (
            "E304",
            "unknown-claim",
            "The claim that a record names is there; one that `within` names, in the same document.",
        ),
        ("E305", "within-cycle", "No claim is, through `within`, a part of itself."),
        ("E306", "within-outside", "A claim within another stands inside the other's content."),
        ("E307", "kind-conflict", "One source name has one kind."),
        ("E308", "text-changed", "A document's text, now and earlier, is the one whose hash its record holds."),
        ("E309", "text-missing", "A document has its text in texts/, and its earlier ones in earlier/."),
        ("E310", "text-orphan", "A text in texts/ or earlier/ has its document record."),
        ("E311", "languages-differ", "A dossier lists the languages of its documents, and no others."),
        ("E312", "file-missing", "A dossier has its dossier.json, documents.jsonl and claims.jsonl."),
        ("E313", "original-missing", "The file that a document's text was taken from is there."),
        ("E314", "original-changed", "The file that a text was taken from is the one whose hash the record holds."),
        ("E315", "original-orphan", "A file in originals/ is named by a document record."),
        ("E316", "in-two-sets", "A claim is in one group at most, and a document of one origin."),
        ("E317", "first-not-listed", "The document that an origin says was first is one of its documents."),
        ("E401", "sheet-stale", "The fact sheet is what the records render to today."),
        ("E402", "sheet-lacks-claim", "The fact sheet has every claim of the records."),
        ("E403", "sheet-extra-claim", "The fact sheet has no claim that the records lack."),
        ("E404", "sheet-quote-edited", "The fact sheet quotes the records' exact words."),
        ("E601", "figure-bound", "A figure's limits fit each other and how the figure is said to be bound."),
        ("E602", "edtf-unreadable", "A date is written as EDTF says, and there is such a day."),
        (
            "E603",
            "weekday-conflict",
            "A date falls on the weekday that its words name, or it is noted that it does not.",
        ),
        ("E604", "place-outside-country", "The point of a place lies in the country that the place is said to be in."),
        ("W501", "unknown-date", "It is known when a document was published."),
        ("W502", "unnamed-without-note", "A reviewer has noted why an unnamed source is relied on."),
        ("W503", "draft-in-sheet", "The claims of a fact sheet have been reviewed."),
        ("W504", "hidden-character", "No span, translation or note has bidirectional or invisible control characters."),
        ("W505", "review-unsigned", "A review that accepts or rejects, or a grading, says who decided, and when."),
        ("W506", "spans-unchecked", "The texts are at hand, so that spans can be checked."),
        ("W507", "document-without-claims", "A document has claims."),
        ("W508", "sheet-missing", "A dossier has its fact sheet."),
        ("W509", "weekday-contradicted", "The article's weekdays and dates agree."),
        ("W510", "translation-same-language", "A translation is into another language than the document's."),
    ]
}

_BY_NAME = {rule.name: rule for rule in RULES.values()}


def find(word: str) -> Rule:
    """The rule of this code or short name.

    Raises:
        ClaimsError: where there is none, with the nearest.
    """
    rule = RULES.get(word.upper()) or _BY_NAME.get(word.lower())
    if rule is None:
        raise _unknown(word)
    return rule


def explain(word: str) -> str:
    """The page (Markdown) of the rule of this code or short name.

    Raises:
        ClaimsError: where there is no such rule.
    """
    return resource("rules").joinpath(f"{find(word).code}.md").read_text(encoding="utf-8")


class Selection:
    """Which rules a run reports."""

    def __init__(self, select: Iterable[str] | None = None, ignore: Iterable[str] = ()) -> None:
        """Choose rules by code, start of a code, or short name; `select` of None means all.

        Raises:
            ClaimsError: where a word names no rule.
        """
        chosen = set(RULES) if select is None else _codes(select)
        self.codes = frozenset(chosen - _codes(ignore))

    def __contains__(self, code: str) -> bool:
        return code in self.codes


def _codes(words: Iterable[str]) -> set[str]:
    return {code for word in words for code in _matching(word)}


def _matching(word: str) -> list[str]:
    if word.lower() in _BY_NAME:
        return [_BY_NAME[word.lower()].code]
    codes = [code for code in RULES if code.startswith(word.upper())] if word else []
    if not codes:
        raise _unknown(word)
    return codes


def _unknown(word: str) -> ClaimsError:
    near = get_close_matches(word.lower(), _BY_NAME, 1) or get_close_matches(word.upper(), RULES, 1)
    hint = f'Did you mean "{near[0]}"? ' if near and not re.fullmatch("[EW][0-9]+", word.upper()) else ""
    return ClaimsError(f'there is no rule "{word}"', remedy=f"{hint}`factsheet validate --rules` lists them all")
