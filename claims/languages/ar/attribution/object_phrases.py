"""Parse noun phrases as contents: something denied or announced, an accusation, the action that someone calls for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.claim_head import Stretch, Zone
from claims.languages.ar.attribution.cue_words import is_other_verb
from claims.languages.ar.attribution.subjects import cut_setting, subject
from claims.languages.ar.cue_lexicon import gender_of

if TYPE_CHECKING:
    from claims.languages.ar.attribution.sentence_words import Sentence
    from claims.languages.ar.attribution.tokens import Range

_LONG_QUOTE = 4
_ACCUSED, _ASKED, _DESCRIBED, _PREDICATE, _OBJECT = 12, 40, 10, 12, 30
"""Words within which each of these must begin."""


def noun_phrase(s: Sentence, x: Stretch) -> Zone | None:
    """No clause and no quotation: a noun phrase may be what is claimed, if the verb takes one."""
    cue = x.reading.cue
    if "acc" in cue.frames:
        return _accused(s, x)
    if cue.demands:
        return demanded(s, x)
    if "blame" in cue.frames:
        return _blamed(s, x)
    if x.governed is not None:
        return _before_governed(s, x, x.governed) or _governed(s, x, x.governed)
    at = _first_with(s, x.start, x.stop) if s.grammar.writing.particle_with in cue.governs else None
    if at is not None:
        return _content(s, x, at, at)
    return _plain(s, x)


def _plain(s: Sentence, x: Stretch) -> Zone | None:
    """A noun phrase that no preposition leads."""
    cue = x.reading.cue
    if "two" in cue.frames:
        return _described(s, x)
    if "obj" in cue.frames and not x.reading.pronoun:
        return bare_object(s, x)
    return None


def _content(s: Sentence, x: Stretch, start: int, stop: int) -> Zone:
    return Zone(_who(s, x.subject_start, x.subject_end, stop), start, "np")


def _who(s: Sentence, start: int | None, end: int | None, stop: int) -> Range | None:
    """A subject without its setting."""
    found = subject(s, start, end, stop)
    return cut_setting(s, found) if found else None


def _new(s: Sentence, start: int, end: int, frame: str = "np", content: int | None = None) -> Zone:
    """A content at `end`, or at `content`, whose subject is what stands before it, if that can be one."""
    found = subject(s, start, end, end) if end > start else None
    return Zone(found, end if content is None else content, frame)


# --- governed by a preposition ----------------------------------------------------------------------------------------


def _governed(s: Sentence, x: Stretch, start: int) -> Zone:
    """What the verb's preposition governs: أعلن الوزير عن افتتاح …، هدد الحزب بالانسحاب."""
    written_onto = s.grammar.writing.takes_particle(s.form(start)) and not s.word(start - 1).preposition
    return _content(s, x, start, start if written_onto else start - 1)


def _before_governed(s: Sentence, x: Stretch, governed: int) -> Zone | None:
    """كشف المصدر تفاصيل عن الهجوم، أكد الوزير عدم …، ردا على …: a bare object that stands before the preposition."""
    if "obj" not in x.reading.cue.frames:
        return None
    other = bare_object(s, x)
    if other is not None and any(s.is_comma(k) for k in range(other.start, governed)):
        return other
    at = next((k for k in range(x.start, governed - 1) if s.form(k) in s.grammar.frames.particulars), None)
    return None if at is None else _content(s, x, at, at)


def _first_with(s: Sentence, start: int, stop: int) -> int | None:
    """The first noun with ب that names what is claimed: right after the cue, an event, or a definite plural in ات."""
    writing = s.grammar.writing
    for k in range(start, min(stop, s.last)):
        if not writing.takes_with(s.form(k)):
            continue
        noun = s.form(k)[1:]
        bare = writing.without_article(noun)
        if k == start or s.lexicon[bare].event or (bare != noun and noun.endswith(writing.plural_feminine)):
            return k
    return None


# --- accusations and demands ------------------------------------------------------------------------------------------


def _accused(s: Sentence, x: Stretch) -> Zone | None:
    """اتهم الوزير المعارضين بتدمير …: the accused and the deed."""
    reading, start = x.reading, x.start
    near = range(start, min(x.stop + _ACCUSED, s.last))
    at = next((k for k in near if _is_deed(s, k) and not s.word(k).source), None)
    passive = at == start and reading.cue.act == "accuse" and not reading.pronoun and reading.kind != "participle"
    if at is None or passive:
        return None
    if not reading.pronoun and (_is_addressed(s, x) or _is_alone(s, x, at)):
        return Zone(None, at if reading.cue.act == "demand" else start, "np")
    split = None if reading.pronoun else _object_start(s, start, at)
    if split is None:
        return _content(s, x, at, at)
    return Zone(_who(s, start, split, split) if s.is_nominal(start) else None, split, "np")


def _is_alone(s: Sentence, x: Stretch, stop: int) -> bool:
    """Whether one noun phrase alone, the accused, stands between a joined verb and the deed (واتهم الجيش ب …)."""
    writing = s.grammar.writing
    if x.reading.cue.act != "accuse" or x.reading.prefix != writing.joining:
        return False
    return all(writing.has_article(writing.without_conjunction(s.form(k))) for k in range(x.start, stop))


def _blamed(s: Sentence, x: Stretch) -> Zone | None:
    """حمل الوزير المعارضة مسؤولية …: someone and what he is made to answer for."""
    near = range(x.start, min(x.start + _ACCUSED, s.last))
    at = next((k for k in near if s.form(k) in s.grammar.frames.blame), None)
    if at is None:
        return None
    split = None if x.reading.pronoun or x.reading.kind == "participle" else _object_start(s, x.start, at)
    if split is None or _is_addressed(s, x):
        start = at if x.reading.pronoun else x.start
        return Zone(subject(s, x.start, at, at) if x.reading.pronoun else None, start, "np")
    return Zone(_who(s, x.start, split, split) if s.is_nominal(x.start) else None, split, "np")


def _is_addressed(s: Sentence, x: Stretch) -> bool:
    """Whether the noun after a verb that carries a speaker on is whom it addresses (ودعا الأطراف إلى …)."""
    reading, writing = x.reading, s.grammar.writing
    if reading.kind == "participle":
        return True
    if reading.prefix != writing.joining:
        return False
    if s.form(x.start) in s.grammar.nominal.addressed:
        return True
    feminine = s.tokens.written[x.start].endswith((writing.feminine, writing.plural_feminine))
    return gender_of(reading.person) == "m" and feminine and writing.has_article(s.form(x.start))


def _is_deed(s: Sentence, k: int) -> bool:
    """Whether a word with ب stands there (بتدمير، بأنه)."""
    return s.grammar.writing.takes_with(s.form(k)) or s.form(k) in s.grammar.frames.accused_of


def _object_start(s: Sentence, start: int, stop: int) -> int | None:
    """Where the object begins after a subject: at a quotation, a comma, an accusative plural or after a full name."""
    writing = s.grammar.writing
    for k in range(start + 1, stop):
        before = s.form(k - 1)
        if s.is_open_quote(k) and not s.is_source(k - 1):
            return k
        if s.is_comma(k) and not s.is_setting(k + 1):
            return k + 1
        if writing.definite_oblique(s.form(k)) and not before.endswith(writing.plural_oblique):
            return k
        if writing.has_article(before) and (s.word(k).source or _is_someone(s, k)):
            return k
    return None


def _is_someone(s: Sentence, k: int) -> bool:
    """Whether a definite noun stands there that names sources or those addressed (دعا المجلس السلطات)."""
    definite = s.grammar.writing.has_article(s.form(k))
    sources, noun = s.lexicon.language.sources, s.noun(k).form
    titled = noun in sources.person.titles and noun not in sources.organization.heads
    return definite and ((s.is_source(k) and not titled) or s.form(k) in s.grammar.nominal.addressed)


def demanded(s: Sentence, x: Stretch) -> Zone | None:
    """دعا الوزير الأطراف إلى ضبط النفس، أوصت اللجنة بتأجيل …: the demand, by its preposition."""
    writing, demands = s.grammar.writing, x.reading.cue.demands
    for k in range(x.start, min(x.stop + _ASKED, s.last)):
        form = s.form(k)
        if form == demands != writing.particle_with:
            return Zone(_asking(s, x, k), k + 1, "np")
        if k > x.start and form.startswith(writing.particle_to) and s.lexicon[writing.after_to(form)].event:
            return Zone(_asking(s, x, k), k, "np")
        if demands == writing.particle_with and _is_deed(s, k) and s.lexicon[writing.without_article(form[1:])].event:
            return Zone(_asking(s, x, k), k, "np")
        if k > x.start and "obj" in x.reading.cue.frames and (s.is_event(k) or _is_definite_event(s, k)):
            return Zone(_asking(s, x, k), k, "np")
        if k != x.start and is_other_verb(s, k):
            return None
    return None


def _is_definite_event(s: Sentence, k: int) -> bool:
    writing, form = s.grammar.writing, s.form(k)
    return writing.has_article(form) and s.lexicon[writing.without_article(form)].event


def _asking(s: Sentence, x: Stretch, stop: int) -> Range | None:
    """The subject of a demand, without the addressee that may follow it."""
    if s.grammar.writing.definite_oblique(s.form(x.start)) or _is_addressed(s, x):
        return None
    split = _object_start(s, x.start, stop)
    return _who(s, x.subject_start, split if split is not None else x.subject_end, stop)


# --- an object and what is said of it ---------------------------------------------------------------------------------


def _described(s: Sentence, x: Stretch) -> Zone | None:
    """اعتبر الأمر مشرفا، وصفتها الصحيفة بالتاريخية: an object and what is said of it."""
    start, reading, clause = x.start, x.reading, s.grammar.clause
    if reading.pronoun:
        return _predicate(s, start)
    if reading.kind == "present" and s.form(x.cue - 1) not in clause.relatives:
        return None
    if s.is_event(start) or s.form(start) in clause.demonstratives or s.form(start) in s.grammar.frames.described:
        return Zone(None, start, "np")
    for k in range(start + 1, min(start + _DESCRIBED, s.last)):
        if s.form(k) in clause.demonstratives or s.is_event(k):
            return Zone(subject(s, start, k, k) if s.is_nominal(start) else None, k, "np")
    return Zone(None, start, "np") if s.is_nominal(start) and not s.is_mark(start) else None


def _predicate(s: Sentence, start: int) -> Zone | None:
    """After a verb that carries its object: the subject, then the predicate, indefinite, quoted or with ب."""
    for k in range(start, min(start + _PREDICATE, s.last)):
        if s.is_open_quote(k) and (k > start or s.close_of(k) - k > _LONG_QUOTE):
            goes_on = s.grammar.writing.is_joined(s.form(s.close_of(k) + 1))
            return _new(s, start, k, "np" if goes_on else "quote")
        if k > start and _is_deed(s, k):
            return _predicate_with(s, start, k)
        if k > start and not s.is_mark(k) and (_is_indefinite(s, k) or s.is_event(k)):
            return _new(s, start, k)
        if s.is_comma(k):
            break
    if s.is_nominal(start) and start + 1 < s.last and not s.is_mark(start + 1):
        return _new(s, start, start + 1)
    return None


def _predicate_with(s: Sentence, start: int, k: int) -> Zone:
    """وصفها الوزير بالتاريخية، وصفها ب "التاريخية": the particle alone is not part of what is said."""
    if s.form(k) != s.grammar.writing.particle_with:
        return _new(s, start, k)
    return _new(s, start, k, "quote" if s.is_open_quote(k + 1) else "np", k + 1)


def _is_indefinite(s: Sentence, k: int) -> bool:
    """Whether a word has the ending of the indefinite accusative (مشرفا)."""
    writing = s.grammar.writing
    return not writing.has_article(s.form(k)) and s.tokens.written[k].endswith(writing.accusative)


# --- a bare object ----------------------------------------------------------------------------------------------------


def bare_object(s: Sentence, x: Stretch) -> Zone | None:
    """نفى ارتكاب أي مخالفات، أكدت الوزارة وفاة شخصين: a bare object."""
    start = x.start
    if x.reading.kind == "participle" and s.is_nominal(start) and not s.is_mark(start):
        return Zone(None, start, "np")
    setting = False
    for k in range(start, min(s.last, start + _OBJECT)):
        setting = (setting or _opens_setting(s, k)) and not s.is_comma(k)
        if setting or _is_passed_over(s, start, k):
            continue
        if _is_set_off(s, start, k):
            return Zone(cut_setting(s, (start, k)) if s.is_nominal(start) else None, k, "np")
        if _begins_object(s, k) and (k == start or _closes_subject(s, k - 1)):
            return Zone(_object_subject(s, start, k), k, "np")
        if is_other_verb(s, k):
            return None
    definite = s.is_nominal(start) and s.grammar.writing.has_article(s.form(start))
    return Zone(None, start, "np") if x.reading.cue.act == "deny" and definite else None


def _opens_setting(s: Sentence, k: int) -> bool:
    """Whether a preposition begins a setting of several words, up to the next comma."""
    return s.word(k).preposition and s.is_setting(k) and s.aside_end(k) is None


def _is_passed_over(s: Sentence, start: int, k: int) -> bool:
    """Whether no object can begin with the word: a mark, or a noun after any preposition but the agent's (من قبل)."""
    if s.is_mark(k) and not (s.is_comma(k) or s.is_open_quote(k)):
        return True
    governed = k > start and s.word(k - 1).preposition
    return governed and not any(s.matches(k - len(agent), agent) for agent in s.grammar.nominal.agent)


def _is_set_off(s: Sentence, start: int, k: int) -> bool:
    """Whether a definite event follows a comma after the subject (أعلنت الوزارة، أمس، الإفراج عن …)."""
    return k > start + 1 and s.is_comma(k - 1) and _is_definite_event(s, k)


def _begins_object(s: Sentence, k: int) -> bool:
    """Whether an event, what or a demonstrative without a speaker stands there (وفاة، ما، هذه الأنباء)."""
    clause = s.grammar.clause
    if s.is_event(k) or s.form(k) in clause.what or s.form(k) in s.grammar.frames.numerals or s.form(k)[:1].isdecimal():
        return True
    if _is_indefinite(s, k) and s.lexicon[s.form(k)[:-1]].event:
        return True
    return s.form(k) in clause.demonstratives and not s.is_source(k + 1)


def _closes_subject(s: Sentence, k: int) -> bool:
    """Whether a subject can be complete after this word: a definite noun, a name, a bracket or a comma."""
    if s.grammar.writing.is_definite(s.form(k)) or s.is_mark(k) or not s.word(k).source:
        return True
    return s.word(k - 1).source and s.form(k).endswith(s.grammar.writing.nisba)  # شبكة حقوقية


def _object_subject(s: Sentence, start: int, k: int) -> Range | None:
    found = subject(s, start, k, k) if k > start and s.is_nominal(start) else None
    return cut_setting(s, found) if found else None
