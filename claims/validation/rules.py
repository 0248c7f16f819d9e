"""List all rules: code, short name, severity, and the defect in one sentence.

The first digit is what a rule compares records with: 0 JSON, 1 the schema, 2 the text, 3 each other, 4 the sheet,
5 good practice, 6 the readings of facets. E is an error, W a warning. Each has its page in docs/rules.

The functions that check the rules are registered in `claims.validation.rule_registry`.
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
    """A rule; `title` is the sentence that states the defect."""

    code: str
    name: str
    title: str

    @property
    def severity(self) -> Severity:
        """The severity of a violation; warnings alone do not fail a run."""
        return "error" if self.code.startswith("E") else "warning"


RULES: dict[str, Rule] = {
    code: Rule(code, name, title)
    for code, name, title in [
        ("E001", "not-json", "Record is not valid JSON (RFC 8259), or is cut off."),
        ("E002", "not-utf8", "File is not UTF-8, or begins with a byte order mark."),
        ("E003", "duplicate-key", "Object has the same property twice."),
        ("E004", "lone-surrogate", "String holds half of a surrogate pair."),
        ("E005", "beyond-limits", "Record is too long, too deeply nested, or has a number that is too large."),
        ("E006", "not-a-record", "Record is not a JSON object."),
        ("E007", "broken-gzip", "Compressed file (.gz) is damaged."),
        ("E101", "missing-property", "Required property is missing."),
        ("E102", "unknown-property", "Property is not in the schema."),
        ("E103", "wrong-type", "Value has the wrong type."),
        ("E104", "unknown-value", "Value is not in the list of allowed values."),
        ("E105", "malformed", "Id, hash, date, address or language tag is malformed."),
        ("E106", "out-of-range", "Number, text or list is too small or too large."),
        ("E201", "quote-misplaced", "Quoted text is not at its offsets; it occurs once elsewhere in the article."),
        (
            "E202",
            "quote-ambiguous",
            "Quoted text is not at its offsets; it occurs several times elsewhere in the article.",
        ),
        ("E203", "quote-altered", "Quoted text is spelled or spaced differently in the article."),
        ("E204", "quote-not-in-text", "Quoted text not found in the article."),
        ("E205", "span-reversed", "Span ends before it starts, or is empty."),
        ("E206", "spans-overlap", "Source, cue or content overlap."),
        ("E207", "content-order", "Content parts are not in text order."),
        ("E208", "content-blank", "Content has neither letters nor digits."),
        ("E209", "direct-unquoted", "Direct content is not inside quotation marks."),
        ("E210", "facet-outside", "Facet is outside the claim's content."),
        ("E301", "duplicate-id", "Two records have the same id."),
        ("E302", "id-not-derived", "Claim id does not match the document and the claim's words."),
        ("E303", "unknown-document", "Document not found."),
        ("E304", "unknown-claim", "Claim not found, or in another document."),
        ("E305", "within-cycle", "Claim is part of itself."),
        ("E306", "within-outside", "Inner claim is outside the content of the claim that it is part of."),
        ("E307", "kind-conflict", "One source name has two kinds."),
        ("E308", "text-changed", "Document text does not match its hash."),
        ("E309", "text-missing", "Document text is missing."),
        ("E310", "text-orphan", "Text file belongs to no document."),
        ("E311", "languages-differ", "Listed languages differ from those of the documents."),
        ("E312", "file-missing", "Dossier lacks a file."),
        ("E313", "original-missing", "Original file is missing."),
        ("E314", "original-changed", "Original file does not match its hash."),
        ("E315", "original-orphan", "Original file belongs to no document."),
        ("E316", "in-two-sets", "Claim is in two groups, or document in two origins."),
        ("E317", "first-not-listed", "First document of an origin is not one of its documents."),
        ("E318", "review-in-claims", "Reviews are in claims.jsonl, where earlier versions kept them."),
        ("E319", "act-altered", "A reviewer's act was changed after it was recorded."),
        ("E401", "sheet-stale", "Fact sheet is out of date or was edited."),
        ("E402", "sheet-lacks-claim", "Fact sheet lacks a claim of the records."),
        ("E403", "sheet-extra-claim", "Fact sheet has a claim that is not in the records."),
        ("E404", "sheet-quote-edited", "Quotation in the fact sheet differs from the record."),
        ("E601", "figure-bound", "Minimum, maximum and bound of a figure contradict each other."),
        ("E602", "edtf-unreadable", "Date is not valid EDTF, or there is no such day."),
        ("E603", "weekday-conflict", "Date falls on another weekday than the one in the words."),
        ("E604", "place-outside-country", "Coordinates of a place are outside its country."),
        ("E605", "reading-not-in-words", "Reading differs from what its words say."),
        ("W501", "unknown-date", "Publication date is unknown."),
        ("W502", "unnamed-without-note", "Unnamed source has no reviewer's note."),
        ("W503", "draft-in-sheet", "Fact sheet shows claims that nobody has reviewed."),
        ("W504", "hidden-character", "Span, translation or note has invisible or bidirectional control characters."),
        ("W505", "review-unsigned", "Review or grading does not say who decided, or when."),
        ("W506", "spans-unchecked", "No texts, so quotations were not checked."),
        ("W507", "document-without-claims", "Document has no claims."),
        ("W508", "sheet-missing", "Dossier has no fact sheet."),
        ("W509", "weekday-contradicted", "Article contradicts itself about a weekday."),
        ("W510", "translation-same-language", "Translation is into the document's own language."),
        (
            "W511",
            "files-changed",
            "Line ends or encoding of files have changed; they are read as they were.",
        ),
        ("W512", "unportable-id", "Document id cannot be a file name everywhere, or changes how text is shown."),
        ("W513", "act-unfit", "A reviewer's act no longer fits the records, so it is not applied."),
        ("W514", "reviewers-differ", "Reviewers differ on a claim, and nobody has decided."),
        ("W515", "text-untrusted", "Words of a document's file were not read with certainty."),
    ]
}

_BY_NAME = {rule.name: rule for rule in RULES.values()}


def find(word: str) -> Rule:
    """Return the rule with this code or short name.

    Raises:
        ClaimsError: if there is none; suggests the most similar one.
    """
    rule = RULES.get(word.upper()) or _BY_NAME.get(word.lower())
    if rule is None:
        raise _unknown(word)
    return rule


def explain(word: str) -> str:
    """Return the page (Markdown) of the rule with this code or short name.

    Raises:
        ClaimsError: if there is no such rule.
    """
    return resource("rules").joinpath(f"{find(word).code}.md").read_text(encoding="utf-8")


class Selection:
    """The rules that a run reports."""

    def __init__(self, select: Iterable[str] | None = None, ignore: Iterable[str] = ()) -> None:
        """Select rules by code, start of a code, or short name; `select` of None means all.

        Raises:
            ClaimsError: if a word matches no rule.
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
