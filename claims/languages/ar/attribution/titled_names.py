"""Find under which title and full name a text brought someone in before."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.languages.ar.attribution.name_phrases import NamePhrases
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.tokens import Tokens

_FULL_ENOUGH = 3
"""Words of a name that is looked for no further."""
_SHORT_WORD = 3
"""Letters: de, al, bin."""
_ALIKE = 4
"""Letters that two spellings of one word share."""


class TitledNames:
    """The phrases of one text that begin with a title, and those around a family name."""

    def __init__(self, tokens: Tokens, names: Names, phrases: NamePhrases) -> None:
        self._tokens = tokens
        self._lexicon = names.lexicon
        self._phrases = phrases
        self._writing = names.lexicon.language.grammar.writing
        self._in_name_of = names.lexicon.language.sources.reference.in_name_of
        self._demonstratives = names.lexicon.language.grammar.clause.demonstratives
        self._forms = [word.form for word in tokens.words]
        self._firsts = frozenset(first for paragraph in tokens.paragraphs for first, _ in paragraph.sentences)
        self._first_places = {word.stem: k for k, word in reversed([*enumerate(tokens.words)])}
        self._titles: dict[tuple[str, bool], list[tuple[int, Name]]] = {}

    def named_with_title(self, title: str, offset: int) -> tuple[int, Name] | None:
        """The last phrase before an offset that begins with a title, and the offset where it stands."""
        found = self._last_titled(title, offset, demonstrated=False)
        return (self._tokens.starts[found[0]], found[1]) if found else None

    def introduced(self, name: Name, before: int) -> Name | None:
        """The fuller name under which the article brought this source in before, if it did."""
        words = name.words
        if not words or len(words) > _FULL_ENOUGH:
            return None
        noun = next((form for form in name.forms if form not in self._demonstratives), "")
        if self._lexicon[words[0]].source:
            if self._writing.has_article(noun):
                return self._titled(name, before, demonstrated=noun != name.forms[0])
            if self._lexicon[words[-1]].source:
                return None
        found = self._full_name(words, before)
        if found is None and len(words) == _FULL_ENOUGH:
            return self._full_name(words[:-1], before)  # the verb's object was taken in
        return found

    def _titled(self, name: Name, before: int, *, demonstrated: bool) -> Name | None:
        """The title and name that a definite title stands for, unless it says otherwise (الوزير: وزير العدل فلان)."""
        last = self._last_titled(name.words[0], before, demonstrated=demonstrated)
        if last is None:
            return None
        rest = {word[:_ALIKE] for word in name.words[1:]}
        return last[1] if rest <= {word[:_ALIKE] for word in last[1].words} else None

    def _full_name(self, words: tuple[str, ...], before: int) -> Name | None:
        """A person's first name and title, from the first place that has the family name with them."""
        key, end = words[-1], self._tokens.at(before)
        word, first = self._lexicon[key], self._first_places.get(key, end)
        if first >= end or word.source or word.preposition or key in self._in_name_of:
            return None
        found = self._phrases.around(first)
        if found is not None and _tells_more(found, words):
            alike = len(words) > 1 and found.words[0] == words[0]
            return found if alike or self._ends_name(found, key) else None
        start = first - len(words) + 1
        stems = tuple(word.stem for word in self._tokens.words[max(start, 0) : first + 1])
        found = self._phrases.beginning_at(start) if len(words) > 1 and stems == words else None
        person = found is not None and found.kind == "person" and found.titles
        return found if found is not None and person and _tells_more(found, words) else None

    def _ends_name(self, phrase: Name, word: str) -> bool:
        """Whether a word is the last of a name, offices apart (not of كبير المفاوضين السويسريين هاني الورد)."""
        after = phrase.words[phrase.words.index(word) + 1 :][:1] if word in phrase.words else ()
        return all(self._lexicon[other].source for other in after)

    def _last_titled(self, title: str, offset: int, *, demonstrated: bool) -> tuple[int, Name] | None:
        phrases = self._titles.get((title, demonstrated))
        if phrases is None:
            phrases = self._titles[title, demonstrated] = self._titled_phrases(title, demonstrated=demonstrated)
        before = bisect_left(phrases, self._tokens.at(offset), key=itemgetter(0))
        return phrases[before - 1] if before else None

    def _titled_phrases(self, title: str, *, demonstrated: bool) -> list[tuple[int, Name]]:
        """The phrases of several words that begin with a title, each with the token where it begins.

        With an article, the title must go on to a name (الرئيس خالد بحاح), unless someone is pointed to.
        """
        found = []
        for k, form in enumerate(self._forms):
            if not form.endswith(title) or (skip := self._before_title(form, title)) is None:
                continue
            if not demonstrated and self._phrases.is_of_another(k):
                continue
            phrase = self._phrases.beginning_at(k, skip)
            definite = self._writing.is_definite(form[skip:])
            if len(phrase.forms) > 1 and (not definite or demonstrated or self._names_someone(k, phrase)):
                found.append((k, phrase))
        return found

    def _names_someone(self, k: int, phrase: Name) -> bool:
        """Whether a definite title goes on to a name, and begins the phrase (not المتحدث باسم الجيش الجنرال هاني).

        What a sentence begins with is a verb, also where it begins as with an article (التقى المبعوث سالم الهادي).
        """
        before = self._tokens.words[k - 1] if k else None
        led = self._forms[k].startswith(self._writing.article_after_to)
        verb = before is not None and k - 1 in self._firsts and not before.source
        begins = before is None or led or verb or not (before.source or self._writing.has_article(before.form))
        names = self._lexicon[phrase.forms[1]].nominal and not phrase.forms[1].startswith(self._writing.present)
        return begins and names and phrase.named and bool(phrase.titles)

    def _before_title(self, form: str, title: str) -> int | None:
        """How many characters of a word stand before a title, its article apart; None where more than particles do."""
        before = form[: len(form) - len(title)]
        if before in {"", self._writing.article, self._writing.article_after_to}:
            return 0
        particles = self._writing.noun_particles
        if before in particles or before.removesuffix(self._writing.article) in particles:
            return 1
        return None


def _tells_more(phrase: Name, words: tuple[str, ...]) -> bool:
    """Whether a phrase has more words than some words, and all of them that are not very short."""
    return len(phrase.words) > len(words) and all(w in phrase.words or len(w) <= _SHORT_WORD for w in words)
