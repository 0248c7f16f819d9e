"""Find the answers of interviews: the layout tells questions from answers, the title or lead who is asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.extraction.layout_claims import Question, StructuralClaim
from claims.languages.ar.attribution.clause_words import ClauseWords
from claims.languages.ar.attribution.name_extents import NameExtents
from claims.languages.ar.attribution.source_resolution import Resolver
from claims.languages.ar.genres.genre_words import genre_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from claims.extraction.attributions import Offsets
    from claims.extraction.source_mentions import Mention
    from claims.languages.ar.attribution.source_names import Names
    from claims.languages.ar.attribution.tokens import Range
    from claims.languages.ar.genres.genre_words import InterviewWords
    from claims.languages.ar.genres.lines import Line, Lines

RULE = "interview"

_SEPARATORS = frozenset(":/.-–ـ)")
_MARKS = frozenset("-–—•●▪*◾◼■▶►♦○◦_=")
_LABEL = 3
_ANSWER = 3
"""Words of the shortest answer that states something."""
_MARKED_PAIRS, _PLAIN_QUESTIONS, _NAMED_TURNS = 2, 3, 2
"""Pairs of question and answer that make an interview, where marks, nothing or names tell them apart."""
_QUESTION = 50
"""Words of the longest question."""
_LEAD = 6
"""Lines before the first question at most."""
_NAME = 6


@dataclass(frozen=True, slots=True)
class _Turn:
    """A line of an interview.

    Attributes:
        question: Whether it asks.
        label: The tokens that mark the turn; None for a line without a mark.
        first: Where the words begin.
        name: The tokens that name the one who speaks, where the label is a name.
    """

    line: Line
    question: bool
    label: Range | None
    first: int
    name: Range | None = None


def interview_claims(lines: Lines, names: Names, mentions: Sequence[Mention]) -> Iterator[StructuralClaim]:
    """The answers of an interview, a claim for each paragraph.

    Args:
        lines: The article.
        names: What is known of names.
        mentions: The sources of the claims found so far, for who speaks in the lead.
    """
    turns = _turns(lines)
    if not turns:
        return
    first = next(turn.line for turn in turns if turn.question)
    lead = [line for line in lines if line.last <= first.first]
    talk = _talk(lines, lead[:_LEAD])
    asked = _asked(lines, names, lead[:_LEAD]) or (_quoted(lines, names, lead, mentions) if talk else None)
    for turn in turns:
        cue = turn.label or talk
        if turn.question or cue is None or not (said := lines.said(turn.line, turn.first)):
            continue
        if sum(not w.mark for w in lines.tokens.words[turn.first : turn.line.last]) < _ANSWER:
            continue
        source = lines.tokens.offsets(turn.name) if turn.name else None
        yield StructuralClaim(RULE, lines.tokens.offsets(cue), *said, source, source or asked)


def questions(lines: Lines) -> list[Question]:
    """The questions of an interview: nobody claims what is asked."""
    return [
        Question(lines.tokens.offsets((turn.line.first, turn.line.last)), _label_offsets(lines, turn))
        for turn in _turns(lines)
        if turn.question
    ]


def _label_offsets(lines: Lines, turn: _Turn) -> Offsets | None:
    if turn.label is None:
        return None
    return lines.tokens.offsets((turn.name[0] if turn.name else turn.label[0], turn.label[1]))


def _turns(lines: Lines) -> list[_Turn]:
    return _labelled(lines) or _named(lines) or _marked(lines) or _plain(lines)


# --- layouts ----------------------------------------------------------------------------------------------------------


def _labelled(lines: Lines) -> list[_Turn]:
    """Turns that begin with a letter or word for question and answer (س: …، ج: …)."""
    words = genre_words().interview
    turns = _followed(lines, [_label(lines, line, words) or _mark(lines, line) for line in lines])
    labels = {turn.question for turn in turns if turn.label and not _is_mark(lines, turn.label)}
    return turns if labels == {True, False} else []


def _label(lines: Lines, line: Line, words: InterviewWords) -> _Turn | None:
    start = lines.marks(line)
    if start >= line.last:
        return None
    form = lines.form(start).rstrip("0123456789٠١٢٣٤٥٦٧٨٩")
    end = start + 1
    if end < line.last and lines.form(end).isdecimal():
        end += 1
    if form not in words.questions | words.answers or end >= line.last or lines.form(end) not in _SEPARATORS:
        return None
    return _Turn(line, form in words.questions, (start, end + 1), end + 1)


def _mark(lines: Lines, line: Line) -> _Turn | None:
    """A turn that begins with a mark: a question where it ends as one."""
    end = line.first
    while end < line.last and lines.form(end) in _MARKS:
        end += 1
    if end == line.first or end >= line.last:
        return None
    return _Turn(line, _asks(lines, line), (line.first, end), end)


def _is_mark(lines: Lines, label: Range) -> bool:
    return lines.form(label[0]) in _MARKS


def _asks(lines: Lines, line: Line) -> bool:
    return lines.word_count(line) <= _QUESTION and (lines.ends_with(line, "؟") or lines.ends_with(line, "?"))


def _marked(lines: Lines) -> list[_Turn]:
    """Turns of which the questions have one mark and the answers another or none (• …؟ ●● …)."""
    starts = [_mark(lines, line) for line in lines]
    pairs = [
        (question, after)
        for question, after in pairwise(starts)
        if question and question.question and not (after and after.question)
    ]
    if len(pairs) < _MARKED_PAIRS:
        return []
    asking = _text(lines, pairs[0][0])
    answering = {_text(lines, answer) for _, answer in pairs if answer}
    if asking in answering or any(_text(lines, question) != asking for question, _ in pairs):
        return []
    return _followed(lines, starts)


def _text(lines: Lines, turn: _Turn) -> str:
    return "".join(lines.forms(turn.label)) if turn.label else ""


def _followed(lines: Lines, starts: Sequence[_Turn | None]) -> list[_Turn]:
    """The turns from the first question on, with the lines that carry an answer on, until the outlet speaks."""
    turns: list[_Turn] = []
    last = max((k for k, start in enumerate(starts) if start), default=0)
    for k, (line, start) in enumerate(zip(lines, starts, strict=True)):
        if start and (turns or start.question):
            turns.append(start)
        elif turns and _outlet_speaks(lines, line, k > last):
            break
        elif turns and not _asks(lines, line):
            turns.append(_Turn(line, False, _carried(turns), line.first))
    return turns


def _carried(turns: Sequence[_Turn]) -> Range | None:
    """The label of the answer that a line carries on; of the question, where answers have none."""
    return turns[-1].label


def _outlet_speaks(lines: Lines, line: Line, after_all: bool) -> bool:
    """Whether a line closes the interview; what is noted (يذكر أن) may be the speaker's own as long as turns follow."""
    words, start = genre_words().interview, lines.marks(line)
    if start < line.last and lines.form(start) in words.closings:
        return True
    return after_all and lines.begins(line, words.notes)


def _plain(lines: Lines) -> list[_Turn]:
    """Questions that stand in lines of their own and the line after each, where the lead speaks of an interview."""
    asking = [_asks(lines, line) and lines.marks(line) == line.first for line in lines]
    first = next((k for k, asks in enumerate(asking) if asks), len(asking))
    if sum(asking) < _PLAIN_QUESTIONS or not 0 < first <= _LEAD or not _talk(lines, [lines[k] for k in range(first)]):
        return []
    turns = []
    for k in range(first, len(lines)):
        if asking[k]:
            turns.append(_Turn(lines[k], True, None, lines[k].first))
        elif asking[k - 1]:
            turns.append(_Turn(lines[k], False, None, lines[k].first))
    return turns


def _named(lines: Lines) -> list[_Turn]:
    """Turns that begin with the name of the outlet or of those who are asked, and a colon.

    One name asks twice and more, and mostly; whoever speaks twice and never asks, answers.
    """
    starts = [_name_label(lines, line) for line in lines]
    by_name: dict[str, list[_Turn]] = defaultdict(list)
    for turn in starts:
        if turn is not None:
            by_name[_who(lines, turn)].append(turn)
    often = {who: turns for who, turns in by_name.items() if len(turns) >= _NAMED_TURNS}
    asked = {who: sum(turn.question for turn in turns) for who, turns in often.items()}
    asking = [who for who, turns in often.items() if asked[who] >= _NAMED_TURNS and 2 * asked[who] > len(turns)]
    answering = {who for who in often if not asked[who]}
    if len(asking) != 1 or not answering:
        return []
    return _named_turns(lines, starts, asking[0], answering)


def _name_label(lines: Lines, line: Line) -> _Turn | None:
    """A turn that begins with at most a few words and a colon."""
    start = lines.marks(line)
    colon = next((k for k in range(start + 1, min(start + _NAME, line.last)) if lines.form(k) == ":"), None)
    if colon is None or colon + 1 >= line.last:
        return None
    first = colon + 1
    while first < line.last and lines.form(first) in _MARKS:
        first += 1
    return _Turn(line, _asks(lines, line), (colon, colon + 1), first, (start, colon))


def _who(lines: Lines, turn: _Turn) -> str:
    return " ".join(lines.forms(turn.name)) if turn.name else ""


def _named_turns(lines: Lines, starts: Sequence[_Turn | None], asking: str, answering: Set[str]) -> list[_Turn]:
    """The turns of those who ask and answer, with the lines that carry an answer on; not after a further name."""
    turns: list[_Turn] = []
    answer: _Turn | None = None
    last = max(k for k, start in enumerate(starts) if start)
    for k, (line, start) in enumerate(zip(lines, starts, strict=True)):
        if start and _who(lines, start) == asking:
            answer = None
            turns.append(replace(start, question=True))
        elif start:
            answer = start if _who(lines, start) in answering else None
            turns += [answer] if answer else []
        elif turns and _outlet_speaks(lines, line, k > last):
            break
        elif answer:
            turns.append(replace(answer, line=line, first=line.first))
    return turns


# --- who is asked -----------------------------------------------------------------------------------------------------


def _talk(lines: Lines, lead: Sequence[Line]) -> Range | None:
    """The last word of the lead that says that this is an interview."""
    talks = genre_words().interview.talks
    places = (k for line in reversed(lead) for k in range(line.last - 1, line.first - 1, -1) if lines.form(k) in talks)
    place = next(places, None)
    return None if place is None else (place, place + 1)


def _asked(lines: Lines, names: Names, lead: Sequence[Line]) -> Offsets | None:
    """The words of the title or lead that name the one who is asked (حوار خاص مع …)."""
    words, extents, clauses = genre_words().interview, NameExtents(lines.lexicon), ClauseWords(lines.lexicon)
    for line in lead:
        for k in range(line.first, line.last - 1):
            if lines.form(k) not in words.talks:
                continue
            with_ = next(
                (m for m in range(k + 1, min(k + _LABEL + 1, line.last - 1)) if lines.form(m) in words.with_), None
            )
            if with_ is None or with_ + 1 in lines.tokens.quotes:
                continue
            start, end = extents.around(lines.tokens, with_ + 1, (with_ + 1, line.last))
            while end > start and lines.tokens.words[end - 1].mark and end - 1 not in lines.tokens.quotes.values():
                end -= 1
            end = next((m for m in range(start + 1, end) if _ends_name(lines, clauses, m)), end)
            span = lines.tokens.offsets((start, end)) if start < end else None
            if span and names[lines.tokens.text[slice(*span)]].kind in {"person", "unnamed"}:
                return span
    return None


def _ends_name(lines: Lines, clauses: ClauseWords, k: int) -> bool:
    form = lines.form(k)
    return form in lines.lexicon.language.grammar.nominal.anonymity or clauses.breaks(form)


def _quoted(lines: Lines, names: Names, lead: Sequence[Line], mentions: Sequence[Mention]) -> Offsets | None:
    """The one person whom the lead quotes; None where it quotes several or none."""
    end = lines.tokens.end(lead[-1].last - 1) if lead else 0
    quoted = [mention for mention in mentions if mention.position < end]
    if not quoted:
        return None
    who = Resolver(lines.tokens, names).resolve(quoted)
    people = [each for each in who if each.kind == "person" and each.name and each.mention]
    if len({each.name for each in people}) != 1 or any(each.uncertain for each in people):
        return None
    return people[0].mention
