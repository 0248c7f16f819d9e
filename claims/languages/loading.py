"""Loads a language's data files into plain, frozen values. A language is a folder beside this module."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from claims.errors import ClaimsError
from claims.text.folding import fold_word

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """One lexicon entry: a reporting verb with the frames that it takes.

    Attributes:
        lemma: The verb, vocalised, third person masculine singular of the past.
        act: The speech act that it performs, one of the claim record's `act` values.
        frames: What it takes: `that` (a clause), `quote`, `obj` (a bare noun phrase), `two` (an object and what is
            said of it), `acc` (the accused, then ب), `ask` (the addressee, then a demand), `hope` (a feeling, then a
            clause), or a preposition that governs the content.
    """

    lemma: str
    act: str
    frames: Words


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a written word as a form of a cue.

    Attributes:
        kind: past, present, participle or masdar.
        person: 3ms, 3fs, 3mp … of a finite verb; gender and number of a participle.
        prefix: The conjunction or particle written onto it, or "".
        pronoun: The object or possessive pronoun written onto it, or "".
    """

    cue: Cue
    kind: str
    person: str
    prefix: str
    pronoun: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """Folded word lists; grammar.toml says what each is for."""

    complementizers: Words
    pronoun_complementizers: Words
    before_other_that: Words
    auxiliaries: Words
    copula: Words
    connectors: Words
    relatives: Words
    presentatives: Words
    demonstratives: Words
    result: Words
    prepositions: Words
    pronouns: Words
    not_source: Words
    adverbs: Words
    setting: Words
    setting_after_in: Words
    setting_after_on: Words
    addressees: Words
    standards: Words
    documents_in: Words
    relay: Words
    relay_said: Words
    learned: Words
    feelings: Words
    follow_up: Words
    go_on: Words
    events: Words
    homographs: Words
    never: Words
    quantifiers: Words
    light: Words
    afterthought: Words
    with_preposition: Words
    complete: Words


@dataclass(frozen=True, slots=True)
class Sources:
    """Folded nouns that tell what kind of source a noun phrase names; sources.toml says what each is for."""

    unnamed: Words
    always_unnamed: Words
    group: Words
    organization: Words
    places: Words
    media: Words
    agency: Words
    document: Words
    titles: Words
    last: Words
    last_person: Words
    same: Words
    kin: Words


@dataclass(frozen=True, slots=True)
class Language:
    """All that is known of one language.

    Attributes:
        code: BCP 47.
        sentence_end: Matches the marks that close a sentence.
        according: Phrases that credit a source, as tuples of folded words, longest first.
        governed: The preposition that such a phrase governs, by its last word.
        before_verb: Phrases that make a reporting verb a closing attribution, as tuples of folded words.
        formulas: The outlet's own formulas, as tuples of folded words; `asides`, adverbials of several words, likewise.
        resumptive: Prepositions with a pronoun, and the preposition.
        event: Matches the folded, bare shape of a verbal noun.
    """

    code: str
    sentence_end: re.Pattern[str]
    grammar: Grammar
    sources: Sources
    according: tuple[tuple[str, ...], ...]
    governed: Mapping[str, tuple[str, ...]]
    before_verb: tuple[tuple[str, ...], ...]
    formulas: tuple[tuple[str, ...], ...]
    asides: tuple[tuple[str, ...], ...]
    aside_words: Words
    resumptive: Mapping[str, str]
    event: re.Pattern[str]
    cues: Mapping[str, Cue]
    forms: Mapping[str, tuple[Analysis, ...]]


def supported() -> tuple[str, ...]:
    """The BCP 47 codes of the languages that claims can be found in."""
    folders = (entry for entry in files("claims.languages").iterdir() if entry.is_dir())
    return tuple(sorted(f.name for f in folders if f.joinpath("verb_forms.json").is_file()))


@cache
def language(code: str) -> Language:
    """The language of a BCP 47 tag, its region and script left aside.

    Raises:
        ClaimsError: where there is no data for it.
    """
    primary = code.split("-")[0].lower()
    if primary not in supported():
        raise ClaimsError(
            f"claims cannot be found in the language '{code}'", remedy=f"Supported: {', '.join(supported())}"
        )
    return _load(primary, files("claims.languages").joinpath(primary))


def _load(code: str, folder: Traversable) -> Language:
    grammar = _toml(folder, "grammar.toml")
    sources = _toml(folder, "sources.toml")
    lists = {key: value for section in grammar.values() for key, value in section.items()}
    according = lists["phrases"]
    cues = _cues(folder)
    return Language(
        code=code,
        sentence_end=re.compile(lists["end"]),
        grammar=Grammar(**{f.name: _words(lists[f.name]) for f in fields(Grammar)}),
        sources=_sources(sources),
        according=_phrases(according),
        governed={fold_word(k): tuple(map(fold_word, v)) for k, v in lists["governed"].items()},
        before_verb=_phrases(lists["before_verb"]),
        formulas=_phrases(lists["none"]),
        asides=_phrases(lists["asides"]),
        aside_words=frozenset(phrase[0] for phrase in _phrases(lists["asides"])),
        resumptive={fold_word(k): fold_word(v) for k, v in lists["resumptive"].items()},
        event=_event_pattern(lists["event_shapes"]),
        cues=cues,
        forms=_forms(folder, cues),
    )


def _toml(folder: Traversable, name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))


def _words(words: Iterable[str]) -> Words:
    return frozenset(map(fold_word, words))


def _phrases(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    split = (tuple(fold_word(p).split()) for p in phrases)
    return tuple(sorted(set(split), key=lambda p: (-len(p), p)))


def _sources(data: Mapping[str, Mapping[str, list[str]]]) -> Sources:
    return Sources(
        unnamed=_words(data["unnamed"]["heads"]),
        always_unnamed=_words(data["unnamed"]["always"]),
        group=_words(data["group"]["heads"]),
        organization=_words(data["organization"]["heads"]),
        places=_words(data["organization"]["places"]),
        media=_words(data["media"]["heads"]),
        agency=_words(data["media"]["agency"]),
        document=_words(data["document"]["heads"]),
        titles=_words(data["person"]["titles"]),
        last=_words(data["reference"]["last"]),
        last_person=_words(data["reference"]["last_person"]),
        same=_words(data["reference"]["same"]),
        kin=_words(data["reference"]["kin"]),
    )


def _event_pattern(shapes: Iterable[str]) -> re.Pattern[str]:
    consonant = r"[^\Wاىة]"
    return re.compile("|".join(shape.replace("X", consonant) for shape in shapes))


def _cues(folder: Traversable) -> dict[str, Cue]:
    rows = csv.DictReader(folder.joinpath("verbs.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {row["lemma"]: Cue(row["lemma"], row["act"], _words(row["frames"].split())) for row in rows}


def _forms(folder: Traversable, cues: Mapping[str, Cue]) -> dict[str, tuple[Analysis, ...]]:
    raw = json.loads(folder.joinpath("verb_forms.json").read_text(encoding="utf-8"))
    return {
        form: tuple(Analysis(cues[lemma], kind, person, "", "") for lemma, kind, person in readings)
        for form, readings in raw.items()
    }
