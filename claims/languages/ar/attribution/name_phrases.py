"""Phrases that name someone, read around one of their words: where they begin, where they end, what is cut off.

The learned extent of a phrase is a first reading. Grammar says what no name holds: a verb, a second person, the body
that someone works for.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.companions import companion_in
from claims.languages.ar.attribution.source_kinds import is_completed

if TYPE_CHECKING:
    from claims.languages.ar.attribution.clause_words import ClauseWords
    from claims.languages.ar.attribution.name_extents import NameExtents
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.tokens import Range, Tokens

_GIVEN_NAMES = 3
"""Words of a name before the family name, where no title leads to it."""
_GIVEN = 2
_PRESENT = 4
"""Letters of the present of a verb of three radicals."""
_FUTURE = 4
"""Letters of a future, which has more."""
_LONG_WORD = 5
"""Letters of a word whose ending tells a verb."""
_NAME_MARKS = frozenset("()-–")


class NamePhrases:
    """The naming phrases of one text, each read once."""

    def __init__(self, tokens: Tokens, names: Names, extents: NameExtents, clauses: ClauseWords) -> None:
        self._tokens = tokens
        self._names = names
        self._extents = extents
        self._clauses = clauses
        self._lexicon = names.lexicon
        self._language = names.lexicon.language
        self._writing = self._language.grammar.writing
        self._feminine = self._writing.feminine_pronoun
        self._titles = self._language.sources.person.titles
        self._places = self._language.sources.organization.places
        sources = self._language.sources
        self._bodies = sources.organization.heads | sources.group.heads
        self._ranks = frozenset(chain.from_iterable(self._language.sources.person.honours.values()))
        self._forms = {word.form for word in tokens.words}
        self._tells_ya = any(word.endswith(self._writing.nisba) for word in tokens.written)
        self._closing = frozenset(tokens.quotes.values())
        self._starts = _paragraphs_and_cells(tokens)
        self._around: dict[int, Name | None] = {}
        self._from: dict[tuple[int, int], Name] = {}

    def around(self, k: int) -> Name | None:
        """The phrase that names a person around a token, office included; None where it names a body they are of."""
        if k not in self._around:
            start, end = self._extents.around(self._tokens, k, self._paragraph(k))
            self._around[k] = self._trimmed(start, end, k)
        return self._around[k]

    def beginning_at(self, k: int, skip: int = 0) -> Name:
        """The noun phrase that begins at a token, without its first `skip` characters."""
        if (k, skip) not in self._from:
            end = self._extents.end_after(self._tokens, k, self._paragraph(k))
            end = next((m for m in range(k + 1, end) if self._breaks(m) or self._is_past(m)), end)
            if not self.is_title(k):
                end = next((m for m in range(k + 1, end) if self._follows_noun(k, m) or self._follows_body(k, m)), end)
            if self._tokens.words[k].stem in self._language.sources.unnamed.heads:
                end = next((m for m in range(k + 2, end) if self._follows_unnamed(k, m)), end)
            if self.is_title(k) or self._tokens.words[k].stem in self._ranks:
                end = next((m for m in range(k + 2, end) if self._follows_name(k, m)), end)
            while end > k + 1 and self._ends_no_name(end - 1):
                end -= 1
            self._from[k, skip] = self._text(k, end, skip)
        return self._from[k, skip]

    def _follows_unnamed(self, k: int, m: int) -> bool:
        """Whether a deed or a number stands after someone of a place or body: a verb's object.

        أكد طبيب في المستشفى / وصول الجرحى.
        """
        word, before = self._tokens.words[m], self._tokens.words[m - 1]
        if self._writing.has_article(self._tokens.words[k].form) or not self._writing.has_article(before.form):
            return False
        told = any(map(self._is_preposition, range(k + 1, m)))
        return told and (word.event or word.form[:1].isdecimal())

    def _ends_no_name(self, k: int) -> bool:
        """Whether a name cannot end with a word: a comma, a preposition, an opening mark."""
        return self._tokens.words[k].comma or self._is_preposition(k) or k in self._tokens.quotes

    def is_of_another(self, k: int) -> bool:
        """Whether a title completes another one's office, so that the name after it is not its (مساعد وزير النقل)."""
        before = self._tokens.words[k - 1]
        return k > 0 and self.is_title(k) and is_completed(before.form, before.stem, self._lexicon)

    def is_title(self, k: int) -> bool:
        """Whether a word is a title or office, a particle written onto it or not."""
        word = self._tokens.words[k]
        particle = word.form[:1] in self._writing.noun_particles
        return word.form in self._titles or word.stem in self._titles or (particle and word.form[1:] in self._titles)

    def _paragraph(self, k: int) -> Range:
        """The paragraph around a token, or the cell of a table's row: no name goes on in the next one."""
        place = bisect_right(self._starts, k)
        return self._starts[place - 1], self._starts[place] if place < len(self._starts) else len(self._tokens.words)

    def _text(self, start: int, end: int, skip: int) -> Name:
        """The name in a token range, without a closing mark whose opening mark lies before it."""
        tokens = self._tokens
        if end - 1 in self._closing and not any(tokens.quotes.get(k) == end - 1 for k in range(start, end)):
            end = max(end - 1, start + 1)
        end = self._bracketed(start, end)
        text = tokens.text[tokens.starts[start] + skip : tokens.end(end - 1)]
        return self._names[text if skip else self._writing.with_article(text)]

    def _bracketed(self, start: int, end: int) -> int:
        """The end of a name with the bracket closed that it holds, or before that bracket."""
        forms = [word.form for word in self._tokens.words[start : end + 1]]
        if "(" not in forms[: end - start] or ")" in forms[: end - start]:
            return end
        return end + 1 if forms[-1] == ")" else max(start + forms.index("("), start + 1)

    # --- people -------------------------------------------------------------------------------------------------------

    def _trimmed(self, start: int, end: int, anchor: int) -> Name | None:
        """A phrase from its first title on, or from its given name, without what cannot belong to a name."""
        start = self._left_edge(start, anchor)
        title = next((k for k in range(start, anchor) if self.is_title(k) and not self._is_whose(k)), None)
        if title is not None:
            title = self._last_person_from(title, anchor)
        if title is not None and not self._leads_to(title, anchor):
            return None
        if title is None:
            start, title = self._begins_untitled(self._given_names(start, anchor))
        else:
            start = title
        end = self._right_edge(anchor, end, None if title is not None and self._is_kin(title) else title)
        return self._text(start, end, self._particle(start, title))

    def _is_whose(self, k: int) -> bool:
        """Whether a title with a pronoun stands before another one, which its office or its verb's object begins.

        نائبه وزير الدفاع سالم الهادي; وطالب والده رئيس البلدية سالم الهادي.
        """
        return k + 1 < len(self._tokens.words) and self.is_title(k + 1) and self._is_companion(k)

    def _is_companion(self, k: int) -> bool:
        return bool(companion_in(self._tokens.written[k : k + 1], self._lexicon))

    def _begins_untitled(self, start: int) -> tuple[int, int | None]:
        """Where a name without a title begins, with the noun that tells by somebody else who it is; where that stands.

        نظيره الأردني سالم الهادي.
        """
        k = start - 1
        while k > 0 and self._writing.has_article(self._tokens.words[k].form) and self._is_origin(k):
            k -= 1
        return (k, k) if k >= 0 and self._is_companion(k) else (start, None)

    def _last_person_from(self, title: int, anchor: int) -> int:
        """The title of the last person from a title to a name (الوزير سالم الهادي والنائب كريم …: والنائب)."""
        for k in range(title + 1, anchor):
            joined = self._writing.has_conjunction(self._tokens.words[k].form) and not self._tokens.words[k].source
            joined = k > title + 1 and joined and self._is_joined_title(k) and self._text(title, k, 0).named
            if joined or self._begins_another(k) or self._is_second_title(title, k):
                title = k
        return title

    def _is_second_title(self, title: int, k: int) -> bool:
        """Whether a title and name follow those of somebody else: a bare title, or one of the other gender."""
        if not self.is_title(k) or k <= title + 1:
            return False
        bare = self._writing.has_article(self._tokens.words[title].form) and self._is_title_and_name(k)
        return (bare or self._is_of_other_gender(title, k)) and self._text(title, k, 0).named

    def _begins_another(self, k: int) -> bool:
        """Whether a noun with a pronoun begins somebody else than the title before it (التقى الرئيس نظيره السوداني)."""
        if not self._is_companion(k) or self.is_title(k + 1):
            return False
        before = self._tokens.words[k - 1]
        return before.form not in self._language.sources.reference.in_name_of and not is_completed(
            before.form, before.stem, self._lexicon
        )

    def _is_joined_title(self, k: int) -> bool:
        """Whether a word is a title with a conjunction or particle before it (والنائب، بالملك)."""
        form = self._tokens.words[k].form
        if form.startswith(self._writing.article_after_to):
            return self._lexicon[form].stem in self._titles
        rest = form[1:]
        return rest in self._titles or (self._writing.has_article(rest) and self._lexicon[rest].stem in self._titles)

    def _follows_name(self, title: int, k: int) -> bool:
        """Whether a noun is the object of a verb rather than part of a title and name before it.

        زار وزير الصحة سامي الورد المستشفى، ترأس الوزير سامي الورد اجتماعا.
        """
        before = self._tokens.words[k - 1]
        if self.is_title(k - 1) or self._lexicon[before.stem].source or before.mark:
            return False
        return self._can_be_object(title, k) and self._text(title, k, 0).named

    def _can_be_object(self, title: int, k: int) -> bool:
        """Whether a word is no surname and no office of the one whose title stands at `title`."""
        word = self._tokens.words[k]
        if self.is_title(k):
            another = self._is_of_other_gender(title, k) or self._is_office_in_full(title) or self._is_title_and_name(k)
            return another and not self._is_kin(k)
        if self._writing.has_article(word.form):
            return not self._is_origin(k) and not self._is_family_name(title, k)
        after_name = k - title > _GIVEN and all(self._may_be_surname(m) for m in (k - 2, k - 1))
        body = self._tokens.words[k].stem in self._language.sources.organization.heads
        family = self._writing.has_article(self._tokens.words[k - 1].form)
        object_ = family and word.form.endswith(self._writing.accusative)
        ends = body or object_ or self._is_future(k)
        return self._is_accusative_noun(k) or self._is_deed_with(k) or (after_name and ends)

    def _is_of_other_gender(self, title: int, k: int) -> bool:
        """Whether two titles tell a man and a woman (استقبل الرئيس سالم الهادي / رئيسة الحكومة)."""
        ends = [self._tokens.words[at].form.endswith(self._feminine) for at in (title, k)]
        either = self._language.sources.person.either | self._language.sources.person.men
        return ends[0] != ends[1] and either.isdisjoint(self._tokens.words[at].stem for at in (title, k))

    def _is_future(self, k: int) -> bool:
        """Whether a word has the shape of a future (سيتوجه), as foreign names have, too."""
        form = self._tokens.words[k].form
        return form.startswith(self._writing.future) and len(form) > _FUTURE

    def _is_title_and_name(self, k: int) -> bool:
        """Whether a definite title and two names of somebody begin here (الوزير سالم الهادي / النائب كريم الورد)."""
        if not self._writing.has_article(self._tokens.words[k].form) or k + 2 >= len(self._tokens.words):
            return False
        return self._may_be_name(k + 1) and self._may_be_surname(k + 2) | self._is_family_name(k, k + 2)

    def _is_deed_with(self, k: int) -> bool:
        """Whether a word tells how something was done (باستمرار)."""
        form = self._tokens.words[k].form
        return self._writing.takes_with(form) and self._lexicon[form[1:]].event

    def _is_family_name(self, title: int, k: int) -> bool:
        """Whether a word follows the first word of a name that a title leads to (الوزير سامي الورد)."""
        given = next((m for m in range(title + 1, k) if self._may_be_name(m) and not self._is_joined_noun(m)), k)
        before = self._tokens.words[k - 1].form
        return k == given + 1 or before in self._language.sources.spelling.parts

    def _is_joined_noun(self, k: int) -> bool:
        """Whether a word has a conjunction before its article (والحريات)."""
        form = self._tokens.words[k].form
        return self._writing.has_conjunction(form) and self._writing.has_article(form[1:])

    def _is_origin(self, k: int) -> bool:
        """Whether a word ends as adjectives and surnames of origin do, and not in another letter (المستشفى)."""
        other = self._tells_ya and self._tokens.written[k].endswith(self._writing.no_nisba)
        return self._tokens.words[k].form.endswith(self._writing.nisba) and not other

    def _is_office_in_full(self, title: int) -> bool:
        """Whether a title goes on to what it is of, so that no second one follows the name (وزير الصحة; اللواء)."""
        word, after = self._tokens.words[title], self._tokens.words[title + 1 : title + 2]
        if self._writing.has_article(word.form) or word.stem in self._language.sources.person.courtesies:
            return False
        return bool(after) and self._writing.has_article(after[0].form)

    def _is_accusative_noun(self, k: int) -> bool:
        """Whether a word has the ending of an indefinite object, and is a noun that no name is (وفدا، اجتماعًا)."""
        form, written = self._tokens.words[k].form, self._tokens.written[k]
        if written.endswith(self._writing.tanwin):
            return True
        noun = next((form.removesuffix(ending) for ending in self._writing.accusative if form.endswith(ending)), "")
        known = self._lexicon[noun].source or self._lexicon[noun].event
        return bool(noun) and (known or not self._forms.isdisjoint({noun, self._writing.article + noun}))

    def _follows_noun(self, k: int, m: int) -> bool:
        """Whether a word stands apart from the body or document before it: a time, an object, someone else.

        محكمة إسرائيلية / الشاعرة; بيان / مساء أمس; التحالف / المبادرات.
        """
        words, writing = self._tokens.words, self._writing
        word, before, setting = words[m], words[m - 1], self._language.grammar.setting
        after = words[m + 1].form if m + 1 < len(words) else ""
        if word.form in setting.days or (word.form in setting.day_times and after in setting.days):
            return True
        if self._is_joined_noun(m) or (writing.has_conjunction(word.form) and word.form[1:] in self._places):
            return self._is_beside(k, m)
        if not writing.has_article(word.form):
            return False
        if m > k + 1:
            feminine = words[k].form.endswith((self._feminine, writing.plural_feminine))
            ending = writing.nisba[1] if feminine and before.form not in setting.inside else writing.nisba
            adjective = not writing.is_definite(before.form) and before.form.endswith(ending)
            return adjective and not writing.has_article(words[k].form) and not before.source
        if not writing.has_article(words[k].form) or word.form.endswith(writing.nisba):
            return False
        return self.is_title(m) or word.form.endswith(writing.plural_feminine) or self._is_event_noun(word.form)

    def _follows_body(self, k: int, m: int) -> bool:
        """Whether a word stands after the name of the body or group at `k`, which a definite noun has ended.

        القيادي في حزب الإصلاح / سالم الهادي, فاز نادي النورس / على ضيفه; but جامعة الملك فهد.
        """
        words, writing = self._tokens.words, self._writing
        word, before = words[m], words[m - 1]
        if self._tokens.words[k].stem not in self._bodies or self.is_title(m - 1):
            return False
        if word.form in self._language.grammar.nominal.of_verbs:
            return self._is_complete(k, m)
        if not (writing.is_definite(before.form) or before.form in self._places):
            return False
        if self._is_preposition(m - 2) and self._is_done_with(m):
            return True
        goes_on = word.mark or word.preposition or not word.form[:1].isalpha() or writing.is_definite(word.form)
        owned = self._tokens.written[m].endswith(writing.third_persons) or self._is_deed_with(m)
        return not (goes_on or writing.has_conjunction(word.form) or (writing.takes_particle(word.form) and not owned))

    def _is_complete(self, k: int, m: int) -> bool:
        """Whether a definite noun is or completes that of a body at `k` before `m`, and takes no preposition itself.

        الحكومة / أمام البرلمان, نقابة المعلمين / ضد القرار; but هيئة الإشراف على السجون, اللجنة المشرفة على السجون.
        """
        definite_head = self._writing.has_article(self._tokens.words[k].form)
        if m == k + 1 or definite_head:
            return m == k + 1 and definite_head
        before, writing = self._tokens.words[m - 1], self._writing
        definite = writing.is_definite(before.form) or before.form in self._places or (m - 1) in self._closing
        nominal = self._language.grammar.nominal
        deed = self._lexicon[before.stem].event or any(r.kind == "masdar" for r in before.readings)
        governs = deed or before.stem in nominal.with_preposition | nominal.deeds
        return definite and not governs

    def _is_done_with(self, m: int) -> bool:
        """Whether a word with the particle ب names no place (في طرابلس / بسجن فلان)."""
        form = self._tokens.words[m].form
        place = form[1:] in self._places or self._lexicon[form[1:]].source
        return self._writing.takes_with(form) and not (place or self._writing.is_definite(form))

    def _is_beside(self, k: int, m: int) -> bool:
        """Whether a joined noun is a body beside the definite one at `k`, and not part of what that one is for.

        الولايات المتحدة / والمجتمع الدولي; but الهيئة العامة للغذاء والدواء, اللجنة الأمنية والعسكرية.
        """
        words, writing = self._tokens.words, self._writing
        definite = writing.has_article(words[k].form) or self._is_joined_noun(k)
        plain = all(writing.has_article(words[n].form) for n in range(k + 1, m))
        return definite and plain and not words[m].form.endswith(writing.nisba)

    def _is_event_noun(self, form: str) -> bool:
        """Whether a word with an article names a deed (الترويج), and has not the shape of an adjective (المناوئة)."""
        return self._lexicon[self._writing.without_article(form)].event and not form.endswith(self._feminine)

    def _given_names(self, start: int, anchor: int) -> int:
        """Where the given names begin, if no title leads to the family name at `anchor`."""
        first, start = start, anchor
        while start > max(first, anchor - _GIVEN_NAMES) and self._is_like_name(start - 1):
            start -= 1
        return start

    def _is_like_name(self, k: int) -> bool:
        """Whether a word can be a given name, or the phrase was found to begin with it and its shape allows that."""
        word, written = self._tokens.words[k], self._tokens.written[k]
        if word.mark or self._is_preposition(k) or word.source or word.event or self._clauses.breaks(word.form):
            return False
        if self._is_present_before_subject(k):
            return False
        named = word.form in self._language.sources.no_name.names
        allowed = named or not word.form.startswith(self._language.sources.spelling.no_name)
        return allowed and word.form[:1].isalpha() and not written.endswith(self._writing.not_of_names)

    def _is_present_before_subject(self, k: int) -> bool:
        """Whether a word has the shape of a present verb, and its subject after it (يقلب المعماري الصور)."""
        words = self._tokens.words
        form = words[k].form
        if len(form) != _PRESENT or not form.startswith(self._writing.present):
            return False
        name = form in self._language.sources.no_name.names
        return not name and k + 1 < len(words) and self._writing.has_article(words[k + 1].form)

    def _left_edge(self, start: int, anchor: int) -> int:
        """How far back the phrase can reach: to the last verb, clause, setting or second comma before `anchor`."""
        commas = 0
        for k in range(anchor - 1, start - 1, -1):
            word = self._tokens.words[k]
            commas += word.comma
            if word.comma and self._begins_clause(k + 1):
                return k + 1
            joined = k < anchor - 1 and self._joins(k + 1)
            if commas > 1 or joined or self._breaks(k) or (self._tokens.quotes.get(k, -1) > anchor + _GIVEN_NAMES):
                return k + 1
        return start

    def _begins_clause(self, k: int) -> bool:
        """Whether a word after a comma is a verb with a conjunction (سالم الهادي، ورد النائب …)."""
        form = self._tokens.words[k].form
        joined = self._writing.is_joined(form) and not self._writing.has_article(form[1:])
        return joined and not self.is_title(k) and any(r.finite and r.third for r in self._tokens.words[k].readings)

    def _joins(self, k: int) -> bool:
        """Whether a title with a conjunction begins someone else after a name (جون كيري والرئيس أوباما)."""
        form, before = self._tokens.words[k].form, self._tokens.words[k - 1]
        if not (self._writing.has_conjunction(form) or self._writing.takes_particle(form)):
            return False
        if before.mark or before.source or self._writing.has_article(before.form) or self._is_preposition(k - 1):
            return False
        return self._is_joined_title(k)

    def _right_edge(self, anchor: int, end: int, title: int | None) -> int:
        """Where the phrase ends: after the name, or after the office that follows it.

        `title` is where the title stands that leads to the name; None where none does.
        """
        words, titled = self._tokens.words, title is not None
        k = anchor + 1
        while k < end and self._may_be_surname(k) and not self._is_definite_pair(k, end):
            k += 1
        k = self._extents.whole(self._tokens, k, len(words))
        if k < end and k in self._closing:
            k += 1
        if k < len(words) and words[k].comma and not titled and self._is_office(k + 1, after_comma=True):
            return self._office_end(k + 1, max(end, k + 2))
        if k >= end or not self._is_office(k, after_comma=False, titled=titled):
            return k
        if title is not None and (self._is_office_in_full(title) or self._is_companion(title)):
            return k
        return self._office_end(k, end)

    def _office_end(self, office: int, end: int) -> int:
        """Where an office ends that stands after a name and a comma (ناصر الهادي، وزير الشؤون الاجتماعية)."""
        last = max(end, self._extents.end_after(self._tokens, office, self._paragraph(office)))
        return next((m for m in range(office, last) if self._breaks(m) or self._tokens.words[m].comma), last)

    def _is_definite_pair(self, k: int, end: int) -> bool:
        """Whether two words with articles follow each other, as in an office (محمد حسين المفتي العام)."""
        pair = self._tokens.words[k : min(k + 2, end)]
        return len(pair) > 1 and all(self._writing.has_article(word.form) for word in pair)

    def _is_office(self, k: int, *, after_comma: bool, titled: bool = False) -> bool:
        """Whether an office begins here that belongs to the name before it."""
        if k >= len(self._tokens.words):
            return False
        word = self._tokens.words[k]
        if after_comma:
            office = word.form in self._titles or (self._writing.has_article(word.form) and word.stem in self._titles)
            return office and not self._is_someone_else(k)
        if self._writing.has_article(word.form):
            if titled and self.is_title(k):
                return not self._is_title_and_name(k)
            return self.is_title(k) or word.form.endswith(self._writing.nisba)
        return not titled and word.form in self._titles

    def _is_someone_else(self, title: int) -> bool:
        """Whether a title after a comma goes on to a name of its own (…، الوزير سالم الهادي)."""
        spoken_for = (
            self._writing.takes_particle(self._tokens.words[title + 1].form)
            if title + 1 < len(self._tokens.words)
            else True
        )
        return not spoken_for and self._text(title, self._office_end(title, title + 1), 0).named

    def _leads_to(self, title: int, anchor: int) -> bool:
        """Whether the words from a title lead to the name at `anchor`: not to a body that someone belongs to."""
        words = self._tokens.words
        last = next((k for k in range(anchor - 1, title, -1) if self._is_preposition(k)), None)
        if words[anchor - 1].form in self._language.sources.reference.in_name_of:
            return False
        if last is None:
            return True
        between = range(last + 1, anchor)
        places = self._language.sources.organization.places
        return any(
            words[k].comma or self._writing.has_article(words[k].form) or words[k].form in places or self.is_title(k)
            for k in between
        )

    def _breaks(self, k: int) -> bool:
        """Whether a word cannot stand within a name and office: a verb, a complementizer, a relative, a full stop."""
        word = self._tokens.words[k]
        if word.mark:
            return not (word.comma or k in self._tokens.quotes or k in self._closing or word.form in _NAME_MARKS)
        if word.form in self._writing.conjunctions:
            return k + 1 < len(self._tokens.words) and self.is_title(k + 1)
        return self._clauses.breaks(word.form) and not self.is_title(k) and not self._is_given_name(k)

    def _is_given_name(self, k: int) -> bool:
        """Whether a word like a verb is a given name after a title (المهندس يعرب القضاة)."""
        forms = [word.form for word in self._tokens.words[max(k - 1, 0) : k + 2]]
        return len(forms) > _GIVEN and self._clauses.is_given_name(*forms)

    def _is_past(self, k: int) -> bool:
        """Whether a word has the shape of a past with a feminine subject (اعتمدت), which is no noun."""
        form = self._tokens.words[k].form
        if self._writing.has_article(form) or form in self._language.sources.organization.places:
            return False
        shaped = len(form) >= _LONG_WORD and form.endswith(self._writing.past_feminine)
        return shaped and not form.endswith(self._writing.plural_feminine)

    def _is_kin(self, k: int) -> bool:
        """Whether a title is part of a name (ابن رودس، أبو مازن)."""
        sources = self._language.sources
        return self._tokens.words[k].stem in sources.reference.kin | sources.person.kunya

    def _is_preposition(self, k: int) -> bool:
        """Whether a word is a preposition, and no given name that folds to one (علي)."""
        if not self._tokens.words[k].preposition:
            return False
        name = self._tokens.written[k] in self._language.grammar.nominal.given_names
        return not (name and self._tokens.spells_apart)

    def _may_be_name(self, k: int) -> bool:
        """Whether a word can be a given name by its shape."""
        word, written = self._tokens.words[k], self._tokens.written[k]
        if word.mark or self._is_preposition(k) or word.source or word.event or self._clauses.breaks(word.form):
            return False
        if word.form in self._language.sources.no_name.names:
            return True
        return not word.form.startswith(self._writing.not_before_names) and not written.endswith(
            self._writing.not_of_names
        )

    def _may_be_surname(self, k: int) -> bool:
        """Whether a word can be one name more after a name (محمد حسين العبيدي)."""
        word = self._tokens.words[k]
        if word.mark or self._is_preposition(k) or word.source or self._clauses.breaks(word.form):
            return False
        if self._writing.takes_particle(word.form) and self._lexicon[word.form[1:]].event:
            return False
        return self._is_origin(k) if self._writing.has_article(word.form) else self._may_be_name(k)

    def _particle(self, k: int, title: int | None) -> int:
        """How many characters of the first word are a particle or conjunction (للوزير: none is, لوزير: one)."""
        form = self._tokens.words[k].form
        if title is None:
            return int(self._writing.takes_particle(form) and len(form) > _GIVEN_NAMES and form[1:] in self._forms)
        if form in self._titles or self._writing.has_article(form):
            return 0
        rest = form[1:]
        if self._writing.has_conjunction(form) and (rest in self._titles or self._writing.has_article(rest)):
            return 1
        return int(form[:1] in self._writing.noun_particles and rest in self._titles)


def _paragraphs_and_cells(tokens: Tokens) -> list[int]:
    """Where paragraphs begin, and what follows a tab in them."""
    starts = {p.sentences[0][0] for p in tokens.paragraphs if p.sentences}
    at = tokens.text.find("\t")
    while at >= 0:
        starts.add(tokens.at(at))
        at = tokens.text.find("\t", at + 1)
    return sorted(starts - {len(tokens.words)})
