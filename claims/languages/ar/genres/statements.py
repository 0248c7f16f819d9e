"""Find statements that are given in full: who issued them, and the lines up to their end (نص البيان:)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction.layout_claims import StructuralClaim
from claims.languages.ar.attribution.name_extents import NameExtents
from claims.languages.ar.attribution.source_kinds import kind_of
from claims.languages.ar.genres.genre_words import genre_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.languages.ar.attribution.tokens import Range
    from claims.languages.ar.genres.lines import Line, Lines

RULE = "statement"

_CLAUSE = 40
"""Words before the colon in which the statement is introduced."""
_PHRASE = 12
"""Words from the phrase that introduces it to the colon."""
_HEADING, _SIGNATURE, _SHORT = 16, 10, 4
"""Words of the longest heading and signature, and of a line that states something."""
_ISSUER = 12
_LINES = 60
"""Lines of the longest statement."""
_RELATIVES = (["الذي"], ["التي"])
_BODIES = frozenset({"organization", "group", "person", "unnamed"})


@dataclass(frozen=True, slots=True)
class _Opening:
    """What introduces a statement, by tokens: its cue, its issuer, and whether it is a heading."""

    cue: Range
    issuer: Range | None
    heading: bool


def statement_claims(lines: Lines) -> Iterator[StructuralClaim]:
    """The paragraphs of each statement, a claim each, credited to its issuer."""
    number = 0
    while number < len(lines):
        opening = _introduced(lines, lines[number]) or _heading(lines, lines[number])
        number += 1
        if opening is not None:
            body, signature, number = _body(lines, number, introduced=not opening.heading)
            yield from _claims(lines, opening, body, signature)


def _claims(lines: Lines, opening: _Opening, body: list[Line], signature: Range | None) -> Iterator[StructuralClaim]:
    issuer = opening.issuer or signature
    if issuer is None or (opening.heading and not (signature or _speaks_for_itself(lines, body))):
        return
    source = lines.tokens.offsets(issuer)
    for line in body:
        if said := lines.said(line, lines.marks(line)):
            yield StructuralClaim(RULE, lines.tokens.offsets(opening.cue), *said, source, source)


def _speaks_for_itself(lines: Lines, body: list[Line]) -> bool:
    """Whether a statement has the issuer's own voice (قواتنا، نؤكد)."""
    own = genre_words().statement.own_voice
    return any(form in own for line in body for form in lines.forms((line.first, line.last)))


# --- what introduces a statement --------------------------------------------------------------------------------------


def _introduced(lines: Lines, line: Line) -> _Opening | None:
    """A line that ends by introducing the statement, with a colon (أصدر المجلس بيانا جاء فيه ما يلي:)."""
    words, last = genre_words().statement, line.last - 1
    if last <= line.first or lines.form(last) != ":":
        return None
    clause = max(line.first, last - _CLAUSE), last
    phrase = lines.find((max(clause[0], last - _PHRASE), last), words.introductions)
    if phrase is None or words.nouns.isdisjoint(lines.forms(clause)):
        return None
    named = _whose(lines, line, phrase[1] - 1, last) if lines.form(phrase[1] - 1) in words.headings else None
    if named is not None and named[1] == last:
        return _Opening(phrase, named, heading=False)
    if not _leads_to_colon(lines, (phrase[1], last)):
        return None
    issuer = _issuer(lines, line, (clause[0], phrase[1])) or _document(lines, clause)
    cue = phrase[0], last
    if issuer is not None and issuer[0] < cue[1] and cue[0] < issuer[1]:
        cue = last, last + 1  # the phrase holds the source's name: the colon attributes
    return _Opening(cue, issuer, heading=False)


def _leads_to_colon(lines: Lines, rest: Range) -> bool:
    """Whether nothing but what tells how a statement follows, or how it came, stands before the colon."""
    forms = list(lines.forms(rest))
    return forms[:1] in _RELATIVES or genre_words().statement.following.issuperset(forms)


def _document(lines: Lines, clause: Range) -> Range | None:
    """The statement itself, where the clause does not say whose it is (نص البيان)."""
    nouns = genre_words().statement.nouns
    noun = next((k for k in range(clause[1] - 1, clause[0] - 1, -1) if lines.form(k) in nouns), None)
    if noun is None:
        return None
    end = NameExtents(lines.lexicon).end_after(lines.tokens, noun, (noun, clause[1]))
    stop = next((k for k in range(noun + 1, end) if lines.tokens.words[k].mark), end)
    return noun, stop


def _issuer(lines: Lines, line: Line, clause: Range) -> Range | None:
    """Who issues a statement: the subject of the verb, or the one whose statement it is called."""
    words = genre_words().statement
    verb = next((k for k in range(*clause) if lines.form(k) in words.issued), None)
    if verb is not None:
        ends = (k for k in range(verb + 1, min(verb + _ISSUER + 1, clause[1])) if _ends_subject(lines, line, k))
        end = next(ends, None)
        if end is not None and (subject := _body_named(lines, line, (verb + 1, end))):
            return subject
    noun = next((k for k in range(clause[1] - 1, clause[0] - 1, -1) if lines.form(k) in words.headings), None)
    return None if noun is None else _whose(lines, line, noun, clause[1])


def _ends_subject(lines: Lines, line: Line, k: int) -> bool:
    word = lines.tokens.words[k]
    if word.form in genre_words().statement.nouns or word.comma or word.preposition:
        return True
    return lines.sentence(line).is_setting(k)


def _whose(lines: Lines, line: Line, noun: int, last: int) -> Range | None:
    """The issuer after the noun (بيان صادر عن …، بيان مشترك لـ …، بيان وزارة …)."""
    words, i = genre_words().statement, noun + 1
    while i < last and (lines.form(i) in words.adjectives or lines.form(i).isdecimal() or lines.form(i) in "()"):
        i += 1
    by = next((p for p in words.issued_by if tuple(lines.forms((i, i + len(p)))) == p), ())
    return _body_named(lines, line, _extent(lines, i + len(by), last))


def _extent(lines: Lines, start: int, last: int) -> Range:
    if start >= last:
        return start, start
    return start, NameExtents(lines.lexicon).around(lines.tokens, start, (start, last))[1]


def _body_named(lines: Lines, line: Line, span: Range) -> Range | None:
    """A token range, if it names a body, a group or a person."""
    first, last = lines.sentence(line).trim(*span)
    if first >= last or not lines.tokens.words[first].nominal:
        return None
    head = lines.lexicon.language.grammar.writing.without_article(lines.form(first))
    forms = [word.form for word in lines.tokens.words[first:last] if not word.mark]
    known = lines.lexicon[head].source or lines.form(first) in lines.lexicon.language.sources.organization.places
    return (first, last) if known and kind_of(forms, lines.lexicon) in _BODIES else None


def _heading(lines: Lines, line: Line) -> _Opening | None:
    """A line that is the heading of a statement (بيان صادر عن القيادة العامة)."""
    words, first = genre_words().statement, lines.marks(line)
    if first < line.last and lines.form(first) in words.full_text:
        first += 1
    if first >= line.last or lines.form(first) not in words.headings or lines.word_count(line) > _HEADING:
        return None
    if lines.form(line.last - 1) in ".؟?!" or ":" in lines.forms((first, line.last - 1)) or _reports(lines, line):
        return None
    issuer = _whose(lines, line, first, line.last)
    if issuer is None and not _is_bare(lines, (first + 1, line.last)):
        return None
    cue = lines.sentence(line).trim(lines.marks(line), issuer[0] if issuer else line.last)
    return _Opening(cue, issuer, heading=True)


def _is_bare(lines: Lines, span: Range) -> bool:
    """Whether a heading says no more than that it is a statement (بيان رقم 5)."""
    adjectives = genre_words().statement.adjectives
    return all(w.form in adjectives or w.mark or w.form.isdecimal() for w in lines.tokens.words[slice(*span)])


def _reports(lines: Lines, line: Line) -> bool:
    """Whether a line has a finite verb of reporting."""
    return any(cue.reading.finite for cue in lines.head(line).cue_words.values())


# --- where it ends ----------------------------------------------------------------------------------------------------


def _body(lines: Lines, number: int, *, introduced: bool) -> tuple[list[Line], Range | None, int]:
    """The lines of a statement that begins at a line, its signature, and the line after it.

    What follows a colon is the statement, even where it begins as the outlet would go on.
    """
    body: list[Line] = []
    quoted = False
    for k in range(number, min(number + _LINES, len(lines))):
        line = lines[k]
        if not quoted and (signature := _signature(lines, line)) is not None:
            return body, signature, k + 1
        if lines.begins(line, genre_words().statement.skipped):
            continue
        certain = quoted or (introduced and not body and lines.word_count(line) >= _SHORT)
        if not certain and (_ends(lines, line) or _introduced(lines, line) or _heading(lines, line)):
            return body, _late_signature(lines, k), k
        body.append(line)
        if len(body) == 1:
            quoted = lines.form(line.first) in '«“"”' and line.first in lines.tokens.quotes
        if quoted and lines.form(_last_word(lines, line)) in '»”"':
            return body, None, k + 1
    return body, None, min(number + _LINES, len(lines))


def _last_word(lines: Lines, line: Line) -> int:
    last = line.last - 1
    return last - 1 if lines.form(last) == "." and last > line.first else last


def _late_signature(lines: Lines, number: int) -> Range | None:
    """The signature after a closing formula: in the next line (والله ولي التوفيق), or after its colon (الموقعون: …)."""
    line = lines[number]
    if not lines.begins(line, genre_words().statement.endings):
        return None
    colon = next((k for k in range(line.first, line.last - 1) if lines.form(k) == ":"), None)
    if colon is not None:
        return _body_named(lines, line, (colon + 1, line.last))
    return _signature(lines, lines[number + 1]) if number + 1 < len(lines) else None


def _signature(lines: Lines, line: Line) -> Range | None:
    """The name of a body, alone in a line without a full stop."""
    if lines.word_count(line) > _SIGNATURE or lines.form(line.last - 1) in ".؟?!:…" or _reports(lines, line):
        return None
    first = lines.marks(line)
    named = _body_named(lines, line, (first, line.last))
    if named is None:
        return None
    whole = _extent(lines, named[0], line.last)[1] >= named[1] - 1
    plain = not any(lines.tokens.words[k].that or lines.tokens.words[k].comma for k in range(*named))
    return named if whole and plain else None


def _ends(lines: Lines, line: Line) -> bool:
    """Whether a line is no part of the statement: a closing formula, a heading, or the outlet's own voice."""
    words = genre_words().statement
    if lines.begins(line, words.endings) or lines.begins(line, words.returns):
        return True
    if lines.word_count(line) < _SHORT:
        return True
    heading = lines.word_count(line) <= _SIGNATURE and not any(lines.tokens.words[k].mark for k in (line.last - 1,))
    return (heading and not _speaks_for_itself(lines, [line])) or _is_reported(lines, line)


def _is_reported(lines: Lines, line: Line) -> bool:
    """Whether a line reports in the past tense, or reports the statement itself (وقالت الوزارة، وأضاف البيان)."""
    first = lines.marks(line)
    for k, cue in lines.head(line).cue_words.items():
        if cue.reading.kind == "past" and k == first:
            return True
        if cue.reading.finite and lines.form(min(k + 1, line.last - 1)) in genre_words().statement.nouns:
            return True
    return False
