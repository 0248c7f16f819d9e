"""Define the sections of sources.toml, the words that determine the kind of a source; the file explains each list."""

from __future__ import annotations

from dataclasses import dataclass

from claims.languages.ar.data_sections import Affixes, Folded, Mapped, Words  # noqa: TC001 - the loader reads the fields' types


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Sources that the article does not name."""

    heads: Words
    plurals: Words
    always: Words


@dataclass(frozen=True, slots=True)
class Group:
    """Groups of people."""

    heads: Words


@dataclass(frozen=True, slots=True)
class Organization:
    """Bodies, and countries and capitals that stand for their governments."""

    heads: Words
    masculine: Words
    either: Words
    of_someone: Words
    places: Words
    ministries: Words
    ministry: Folded
    capitals: Mapped


@dataclass(frozen=True, slots=True)
class Media:
    """Outlets and news agencies."""

    heads: Words
    press: Words
    wire: Folded
    agency: Words


@dataclass(frozen=True, slots=True)
class Documents:
    """Texts, pictures and figures."""

    heads: Words


@dataclass(frozen=True, slots=True)
class Person:
    """Titles and offices; those of them that are part of a name; and those that are told by rank."""

    titles: Words
    descriptions: Words
    offices: Words
    courtesies: Words
    ranks: Words
    men: Words
    women: Words
    either: Words
    kunya: Words
    honours: Mapped


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer back."""

    last: Words
    last_person: Words
    same: Words
    latter: Words
    others: Words
    one_of_two: Words
    one_of: Words
    told_of: Words
    received: Words
    people: Words
    incomplete: Words
    spokesmen: Words
    alike: Mapped
    in_name_of: Words
    beside: Words
    sides: Words
    kin: Words
    companions: Words


@dataclass(frozen=True, slots=True)
class NoName:
    """Words that no name of a source holds, and given names that are spelled like a verb."""

    verbs: Words
    words: Words
    names: Words


@dataclass(frozen=True, slots=True)
class RelayWords:
    """Who passes on what others said, and the words around them."""

    quoting: Words
    media: Words
    agencies: Words
    through: Words
    platforms: Words
    published: Words
    verbs: Words


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one name is spelled in several ways."""

    vowels: str
    endings: Affixes
    together: Affixes
    parts: Words
    no_name: Affixes


@dataclass(frozen=True, slots=True)
class Sources:
    """All sections."""

    unnamed: Unnamed
    group: Group
    organization: Organization
    media: Media
    document: Documents
    person: Person
    reference: Reference
    no_name: NoName
    relay: RelayWords
    spelling: Spelling

    def heads(self) -> Words:
        """All bare nouns for sources."""
        heads = (self.unnamed, self.group, self.organization, self.media, self.document)
        return self.person.titles.union(*(section.heads for section in heads))

    def companions(self) -> Words:
        """All bare nouns that tell with a pronoun by whose side someone is."""
        return self.person.titles.union(self.unnamed.heads, self.reference.kin, self.reference.companions)
