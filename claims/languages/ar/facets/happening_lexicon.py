"""Load the lexicon of events: verbs, verbal nouns and counted nouns, with their meanings."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from claims.languages.ar.facets.data_tables import primary, table
from claims.languages.ar.facets.facet_words import phrase_table
from claims.model.facets import WHATS, What
from claims.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Happening", "Lexicon", "Noun", "lexicon"]

Light = Literal["light"]
_BEFORE = ("", "و", "ف", "س", "وس", "ل", "ب", "ول", "وب", "ال", "وال", "بال", "فال", "لل", "ولل", "ك")
_NOMINAL_ONLY = frozenset(("ب", "وب", "ال", "وال", "بال", "فال", "لل", "ولل", "ك"))
_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن")


@dataclass(frozen=True, slots=True)
class Happening:
    """A word that says what happened.

    Attributes:
        what: The outcome; `light` if only the counted noun says it (سقط، خلّف).
        lemma: Its entry in the lexicon.
        kind: past, present, masdar, phrase or state.
        prepositions: The prepositions allowed before the number; () if it must follow directly, "-" if it may.
        skip: Number of letters of particles before it, without the article.
        length: Number of words.
        pronoun: The attached object or possessive pronoun, or "".
    """

    what: What | Light
    lemma: str
    kind: str
    prepositions: tuple[str, ...]
    skip: int = 0
    length: int = 1
    pronoun: str = ""

    @property
    def finite(self) -> bool:
        """Whether it is a conjugated verb."""
        return self.kind in {"past", "present"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: its class, the outcome that it implies, and its grammatical number."""

    sort: str
    what: What | None
    number: Literal["singular", "dual", "plural", "dual-or-plural"]


class Lexicon:
    """The words of one language by their folded forms."""

    def __init__(self, code: str) -> None:
        self.data = table(code, "figures.toml")
        folder = files("claims.languages").joinpath(code)
        rows = csv.DictReader(folder.joinpath("happenings.tsv").read_text("utf-8").splitlines(), delimiter="\t")
        self._entries = {row["lemma"]: row for row in rows}
        self._forms: dict[str, list[list[str]]] = json.loads(folder.joinpath("happening_forms.json").read_text("utf-8"))
        self._nouns = _first(self._all_nouns())
        self._phrases = phrase_table(p for phrases in self.data["phrases"].values() for p in phrases)
        self._phrase_key = {fold_word(p): key for key, phrases in self.data["phrases"].items() for p in phrases}
        self.happenings = lru_cache(maxsize=1 << 14)(self._happenings)
        self._phrases_begun = lru_cache(maxsize=1 << 14)(self._begun)
        self._states = {fold_word(w): what for what, words in self.data["states"].items() for w in words}

    @cache  # noqa: B019 - there is one lexicon a language, and it lives as long as the program
    def words(self, section: str, key: str) -> frozenset[str]:
        """A folded list of words."""
        return frozenset(map(fold_word, self.data[section][key]))

    def has(self, form: str, section: str, key: str) -> bool:
        """Return whether a list contains a folded word."""
        return form in self.words(section, key)

    def _all_nouns(self) -> Iterator[tuple[str, Noun]]:
        for what, lines in self.data["persons"].items():
            for line in lines:
                sort = "bodies" if line in self.data["nouns"]["bodies"] else "people"
                yield from _inflected(line.split(), sort, what)
        for sort, lines in self.data["nouns"].items():
            if sort == "pairs":
                yield from ((fold_word(pair), Noun("people", None, "dual")) for pair in lines)
                continue
            for line in lines:
                yield from _inflected(line.split(), sort, None)

    def noun(self, form: str) -> Noun | None:
        """Return a counted noun by its folded form, without particles."""
        return self._nouns.get(form)

    def state(self, form: str) -> What | None:
        """Return the outcome that an adjective after a noun expresses."""
        return self._states.get(form)

    def _happenings(self, form: str) -> tuple[Happening, ...]:
        """Return the readings of a folded word as a verb or verbal noun, without particles and pronouns."""
        return tuple(self._read_all(form))

    def _read_all(self, form: str) -> Iterator[Happening]:
        for before in _BEFORE:
            if not form.startswith(before) or len(form) - len(before) < 2:
                continue
            rest = form[len(before) :]
            for pronoun in _PRONOUNS:
                stem = rest.removesuffix(pronoun) if pronoun and rest.endswith(pronoun) else rest
                if pronoun and stem == rest:
                    continue
                yield from self._read(stem, before, pronoun)

    def _read(self, stem: str, before: str, pronoun: str) -> Iterator[Happening]:
        if stem + pronoun in self.words("happening_rules", "never"):
            return
        stems = (stem, stem[:-1] + "ه") if pronoun and stem.endswith("ت") else (stem,)
        for lemma, kind in (reading for s in stems for reading in self._forms.get(s, ())):
            if (kind != "masdar" and before in _NOMINAL_ONLY) or (kind != "present" and before in {"س", "وس"}):
                continue
            entry = self._entries[lemma]
            prepositions = tuple(map(fold_word, entry["prepositions"].split()))
            what: Any = entry["what"]
            yield Happening(what, lemma, kind, prepositions, skip=len(before.removesuffix("ال")), pronoun=pronoun)

    def rule(self, happening: Happening, key: str) -> bool:
        """Return whether a rule of figures.toml lists this event's verb."""
        return happening.lemma in self.data["happening_rules"][key]

    def phrase(self, forms: tuple[str, ...]) -> Happening | None:
        """Return the longest event phrase at the beginning of some words; its first word may have particles."""
        for before, phrase in self._phrases_begun(forms[0]):
            if phrase[1:] == forms[1 : len(phrase)]:
                key = self._phrase_key[" ".join(phrase)]
                kept = tuple(map(fold_word, self.data["phrase_prepositions"].get(key, ())))
                what: Any = key if key in WHATS else "other"
                return Happening(what, " ".join(phrase), "phrase", kept, len(before), len(phrase))
        return None

    def _begun(self, form: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the phrases that may begin with a word, each with the particles before it."""
        return tuple(
            (before, phrase)
            for before in ("", "و", "ف", "ب", "ل")
            if form.startswith(before)
            for phrase in self._phrases.get(form[len(before) :], ())
        )

    def fits(self, what: What | Light, noun: Noun | None) -> What | Light | None:
        """Return the outcome adjusted to the noun's class; None if the two are incompatible."""
        if noun is None or what not in WHATS:
            return what
        if noun.sort == "bodies":
            return "killed"
        allowed = self.data["classes"].get(what)
        if noun.sort == "amounts" and allowed is None:
            return None
        if allowed is None or noun.sort in allowed:
            return what
        if noun.sort == "events":
            return "other"
        sort = "people" if noun.sort == "people" else "things"
        changed: What | None = self.data["classes"].get(f"{what}_{sort}")
        return None if noun.sort == "amounts" and changed != "seized" else changed


def _inflected(words: list[str], sort: str, what: Any) -> Iterator[tuple[str, Noun]]:
    """Yield the folded forms of a noun from its singular and plurals; the first reading of a form is kept."""
    singular, *plurals = map(fold_word, words)
    base = singular[:-1] + "ت" if singular.endswith("ه") else singular
    yield singular, Noun(sort, what, "singular")
    yield singular + "ا", Noun(sort, what, "singular")
    for ending in ("ان", "ين"):
        dual = (base[:-1] + "ي" if base.endswith("ي") and len(base) < 5 else base) + ending
        yield dual, Noun(sort, what, "dual-or-plural" if dual in plurals else "dual")
    if base.endswith("ت"):  # Before a genitive: مركبتي نقل.
        yield base + "ي", Noun(sort, what, "dual")
        yield base + "ا", Noun(sort, what, "dual")
    for plural in plurals:
        yield plural, Noun(sort, what, "plural")
        yield plural + "ا", Noun(sort, what, "plural")


def _first(pairs: Iterable[tuple[str, Noun]]) -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for form, noun in pairs:
        found.setdefault(form, noun)
    return found


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language.

    Raises:
        ClaimsError: for a language without data.
    """
    return Lexicon(primary(language))
