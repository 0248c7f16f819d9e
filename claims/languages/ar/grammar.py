"""Define the sections of grammar.toml, the word lists for attribution; the file itself explains each list."""

from __future__ import annotations

from dataclasses import dataclass

from claims.languages.ar.data_sections import Affixes, Folded, Mapped, Phrases, Words  # noqa: TC001 - the loader reads the fields' types
from claims.languages.ar.writing import Writing  # noqa: TC001 - the same


@dataclass(frozen=True, slots=True)
class ClauseMarks:
    """Marks between clauses."""

    commas: Words
    dashes: Words
    name_commas: Words
    bars: Words
    stops: Words


@dataclass(frozen=True, slots=True)
class Clause:
    """Beginnings and connections of clauses."""

    copula: Words
    already: Words
    complementizers: Words
    pronoun_complementizers: Words
    before_other_that: Words
    auxiliaries: Words
    connectors: Words
    relatives: Words
    presentatives: Words
    demonstratives: Words
    result: Words
    afterthought: Words
    negations: Words
    present_negations: Words
    what: Words
    before_nominalised: Words
    openers: Words
    openers_alone: Words
    before_subject: Words
    links: Words
    while_in: Words
    while_time: Words
    likening: Words
    thus: Words
    and_already: Words
    no: Words
    answering_that: Folded
    subordinating: Phrases
    before_deed: Phrases
    linking: Phrases
    answering: Words


@dataclass(frozen=True, slots=True)
class Nominal:
    """Beginnings, parts and ends of noun phrases."""

    prepositions: Words
    pronouns: Words
    not_source: Words
    quantifiers: Words
    light: Words
    asides: Phrases
    complete: Words
    anonymity: Words
    identity: Words
    addressed: Words
    given_names: Affixes
    with_preposition: Words
    governing: Words
    of_names: Words
    tells_of_place: Words
    of_verbs: Words
    deeds: Words
    of_places: Words
    ending_subject: Words
    ending_speaker: Words
    partitive: Folded
    agent: Phrases
    resumptive: Mapped
    resumed: Words
    written_on: Words
    of_speech: Words
    adjectives: Words
    after_adjective: Words


@dataclass(frozen=True, slots=True)
class Setting:
    """Time, place, channel and addressee of a statement."""

    adverbs: Words
    words: Words
    day_times: Words
    times: Words
    days: Words
    inside: Words
    upon: Words
    after_in: Words
    after_on: Words
    addressees: Words


@dataclass(frozen=True, slots=True)
class According:
    """Phrases that credit a source."""

    phrases: Phrases
    governed: Mapped
    before_verb: Phrases
    before_said: Words
    said_in: Folded
    not_said_in_after: Words
    relayed_from: Folded
    after_verb: Words
    ending_source: Words
    contrast: Words
    carrying_on: Words
    in_source: Words
    before_content: Words
    set_off: Words
    standards: Words


@dataclass(frozen=True, slots=True)
class Formulas:
    """Fixed phrases in the outlet's own voice."""

    labels: Words
    outlet: Phrases


@dataclass(frozen=True, slots=True)
class Frames:
    """Words that belong to a cue, besides the lexicon's verbs."""

    documents_in: Words
    coming_in: Words
    document_lemma: str
    relay: Words
    relay_said: Words
    relay_from: Words
    relay_lemma: str
    learned: Words
    learned_from: Words
    learned_lemma: str
    feelings: Words
    feeling_about: Words
    feeling_that: Words
    follow_up: Words
    go_on: Words
    saying: Words
    plain_lemma: str
    described: Words
    blame: Words
    particulars: Words
    carriers: Words
    numerals: Words
    demand: Folded
    accused_of: Words
    lent: Mapped


@dataclass(frozen=True, slots=True)
class Constructions:
    """Words by which a construction shows a cue."""

    verbs: Words
    acts: Words
    attitudes: Words
    further: Words
    ordinary: Words
    unsaid: Words
    prayed_to: Words
    demanding: Words
    states: Words
    claiming: Words
    attacks: Words
    recording: Words
    telling: Words
    speaking: Words
    happenings: Words
    charging: Words
    charges: Words
    refusing: Words
    being: Words
    condemning: Words
    courts: Words
    pleading: Words
    pleaders: Words


@dataclass(frozen=True, slots=True)
class SpelledLetters:
    """Names of Latin letters, and names that are spelled with them."""

    plain: Words
    ambiguous: Words
    names: Phrases


@dataclass(frozen=True, slots=True)
class Morphology:
    """Patterns of verbal nouns."""

    event_shapes: Affixes
    consonant: str
    events: Words


@dataclass(frozen=True, slots=True)
class Homographs:
    """Forms of reporting verbs that are also other words."""

    never: Words
    homographs: Words


@dataclass(frozen=True, slots=True)
class Grammar:
    """All sections."""

    sentence: ClauseMarks
    writing: Writing
    clause: Clause
    nominal: Nominal
    setting: Setting
    according: According
    formulas: Formulas
    frames: Frames
    constructions: Constructions
    spelled: SpelledLetters
    morphology: Morphology
    homographs: Homographs
