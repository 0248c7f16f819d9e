"""The words by which English names and describes sources, as sets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claims.languages.en.cue_lexicon import lexicon

_CLOSED = (
    "that", "question", "as", "pronoun", "object_pronoun", "determiner", "preposition", "coordinator", "subordinator",
    "be", "have", "do", "modal", "negation", "by", "to", "of", "for", "on", "with",
)  # fmt: skip
"""Classes of the cue lexicon with which no name begins."""


@dataclass(frozen=True, slots=True)
class NamingWords:
    """Sets of words in lower case; see the comments in `naming_words.toml`.

    Attributes:
        pronouns: The class of each pronoun: masculine, feminine, plural, thing, speaker, other, relative.
        given: The gender of given names: m or f.
        gendered: The gender that a title or noun tells: m or f.
        people: Singular nouns of people, titles among them.
        function: Words of closed classes, and others with which no name begins.
        verbal: Auxiliary verbs.
    """

    pronouns: dict[str, str]
    given: dict[str, str]
    gendered: dict[str, str]
    titles: frozenset[str]
    abbreviated: frozenset[str]
    surnames: frozenset[str]
    offices: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    body_names: frozenset[str]
    media: frozenset[str]
    media_names: frozenset[str]
    media_heads: frozenset[str]
    own_bodies: frozenset[str]
    armed: frozenset[str]
    outlets: frozenset[str]
    papers: frozenset[str]
    stations: frozenset[str]
    places: frozenset[str]
    towns: frozenset[str]
    states: frozenset[str]
    days: frozenset[str]
    documents: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    possessives: frozenset[str]
    also: frozenset[str]
    quantities: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    coordinators: frozenset[str]
    function: frozenset[str]
    particles: frozenset[str]
    endings: frozenset[str]
    plurals: frozenset[str]
    singulars: frozenset[str]
    verbal: frozenset[str]
    describing: frozenset[str]
    agents: tuple[str, ...]
    relations: frozenset[str]
    anonymous: frozenset[str]
    refusing: frozenset[str]
    month_names: frozenset[str]
    body_endings: frozenset[str]
    watchers: frozenset[str]
    about: frozenset[str]
    told: frozenset[str]
    quoting: frozenset[str]
    passed_on: frozenset[str]
    talk: frozenset[str]

    def singular(self, word: str) -> str:
        """A noun in the singular, as far as its spelling tells."""
        irregular = {"men": "man", "women": "woman", "children": "child", "people": "people", "data": "data"}
        if word in irregular or word in self.singulars or not word.endswith("s") or word.endswith(("ss", "us", "is")):
            return self._of_men(word) if word not in irregular else irregular[word]
        if word.endswith("ies"):
            return word[:-3] + "y"
        return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]

    @staticmethod
    def _of_men(word: str) -> str:
        """spokesmen: spokesman."""
        return word[:-2] + "an" if word.endswith("men") and len(word) > len("women") else word

    def is_plural(self, word: str) -> bool:
        """Whether a noun is a plural, as far as its spelling tells."""
        return word in self.plurals or (word not in self.singulars and self.singular(word) != word)


@cache
def naming_words() -> NamingWords:
    """The words in this package's folder, read once."""
    folder = files("claims.languages.en.attribution")
    read = tomllib.loads(folder.joinpath("naming_words.toml").read_text("utf-8"))
    names = tomllib.loads(folder.joinpath("given_names.toml").read_text("utf-8"))
    grammar, persons, bodies = read["grammar"], read["persons"], read["bodies"]
    titles = frozenset(persons["titles"])
    prepositions, coordinators = frozenset(grammar["prepositions"]), frozenset(grammar["coordinators"])
    classes = lexicon().classes
    function = frozenset().union(grammar["function"], prepositions, coordinators, *(classes[name] for name in _CLOSED))
    pronouns = {word: name for name, some in read["pronouns"].items() for word in some}
    people = frozenset(read["people"]["nouns"])
    return NamingWords(
        pronouns=pronouns,
        given={name: sex[0] for sex in ("masculine", "feminine") for name in names[sex].split()},
        gendered={word: sex[0] for sex in ("masculine", "feminine") for word in persons[sex]},
        titles=titles | people,
        abbreviated=frozenset(persons["abbreviated"]),
        surnames=frozenset(persons["surnames"]),
        offices=frozenset(persons["offices"]),
        people=titles | people | frozenset(persons["masculine"]) | frozenset(persons["feminine"]),
        bodies=frozenset(bodies["heads"]) | frozenset(bodies["names"]),
        body_names=frozenset(bodies["names"]),
        media=frozenset(bodies["media"]),
        media_names=frozenset(bodies["media_names"]),
        media_heads=frozenset(bodies["media_heads"]),
        own_bodies=frozenset(bodies["own_bodies"]),
        armed=frozenset(bodies["armed"]),
        outlets=frozenset(bodies["outlets"]),
        places=frozenset(bodies["places"]),
        papers=frozenset(bodies["papers"]),
        stations=frozenset(bodies["stations"]),
        towns=frozenset(bodies["towns"]),
        states=frozenset(bodies["states"]),
        days=frozenset(grammar["days"]),
        documents=frozenset(read["documents"]["nouns"]),
        definite=frozenset(grammar["definite"]),
        indefinite=frozenset(grammar["indefinite"]),
        possessives=frozenset(grammar["possessives"]),
        also=frozenset(grammar["also"]),
        quantities=frozenset(grammar["quantities"]),
        prepositions=prepositions,
        relatives=frozenset(grammar["relatives"]),
        coordinators=coordinators,
        function=function | frozenset(pronouns) | frozenset(grammar["possessives"]) | frozenset(grammar["definite"]),
        particles=frozenset(grammar["name_particles"]),
        endings=frozenset(grammar["name_endings"]),
        plurals=frozenset(grammar["plurals"]),
        singulars=frozenset(grammar["singulars"]),
        verbal=frozenset().union(*(classes[name] for name in ("be", "have", "do", "modal"))) - {"s", "m"},
        describing=frozenset(persons["describing"]),
        agents=tuple(persons["agents"]),
        relations=frozenset(persons["relations"]),
        anonymous=frozenset(persons["anonymous"]),
        refusing=frozenset(persons["refusing"]),
        month_names=frozenset(persons["month_names"]),
        body_endings=frozenset(bodies["endings"]),
        watchers=frozenset(bodies["watchers"]),
        about=frozenset(read["documents"]["about"]),
        **{name: frozenset(some) for name, some in read["relays"].items()},
    )
