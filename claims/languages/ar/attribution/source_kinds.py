"""Classify the source that a noun phrase names: person, unnamed, group, organization, media or document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.languages.ar.attribution.source_names import Name
    from claims.languages.ar.attribution.word_knowledge import Words

Forms = Sequence[str]
"""The folded words of a phrase."""
_OF_PEOPLE = frozenset({"person", "unnamed"})
Given = frozenset[str]
"""Those of them that fold to a preposition, but are spelled as a given name (علي)."""


def kind_of(forms: Forms, lexicon: Words, given: Given = frozenset()) -> str:
    """The kind that the first noun of a phrase tells, demonstratives apart."""
    if not forms:
        return "unnamed"
    sources = lexicon.language.sources
    first = lexicon[forms[0]].stem
    if first in sources.unnamed.always:
        return "unnamed"
    demonstratives = lexicon.language.grammar.clause.demonstratives
    head = next((lexicon[f].stem for f in forms if f not in demonstratives), first)
    named = has_name(forms, lexicon, given)
    told = _speaks_as(forms, head, lexicon) or _listed(forms, head, lexicon, named)
    return told or _person(forms, head, lexicon, named)


def _speaks_as(forms: Forms, head: str, lexicon: Words) -> str | None:
    """What a name tells before its noun does: an agency, a country, a foreign name, the title of a document."""
    sources = lexicon.language.sources
    if head in sources.media.agency and head not in sources.media.heads:
        return "media"
    if forms[0] in sources.organization.places or _is_foreign(forms[0]):
        return "organization"
    return "document" if _is_titled_document(forms, head, lexicon) else None


def _is_foreign(form: str) -> bool:
    """Whether a word is written in Latin letters."""
    return form.isascii() and form.isalpha()


def _is_titled_document(forms: Forms, head: str, lexicon: Words) -> bool:
    """Whether a document's noun follows an unknown, indefinite one (مسودة اتفاق)."""
    if len(forms) == 1 or lexicon[head].source or lexicon.language.grammar.writing.has_article(forms[0]):
        return False
    return forms[1] == lexicon[forms[1]].stem and forms[1] in lexicon.language.sources.document.heads


def _listed(forms: Forms, head: str, lexicon: Words, named: bool) -> str | None:
    """What the noun tells that no title is: an outlet, a group, a document, a body."""
    sources = lexicon.language.sources
    is_wire = head == sources.media.wire
    shared = head in sources.media.heads & sources.organization.heads and _is_network_of_people(forms, lexicon)
    if (
        head in sources.media.heads
        and not shared
        and (not is_wire or any(f in sources.media.agency for f in forms[1:]))
    ):
        return "media"
    if head in sources.group.heads and head not in sources.organization.heads:
        return "group"
    if head in sources.document.heads:
        return "document"
    named_title = head in sources.person.titles and named
    return "organization" if is_wire or (head in sources.organization.heads and not named_title) else None


def _is_network_of_people(forms: Forms, lexicon: Words) -> bool:
    """Whether a noun of outlets and bodies goes on to people, a country or a purpose, and to no word of the press."""
    sources, writing = lexicon.language.sources, lexicon.language.grammar.writing
    if len(forms) == 1 or any(lexicon[form].stem in sources.media.press for form in forms[1:]):
        return False
    second = forms[1]
    people = lexicon[second].stem in sources.group.heads | sources.organization.heads
    return people or any(writing.has_article(f) or writing.takes_particle(f) for f in forms[1:])


def _person(forms: Forms, head: str, lexicon: Words, named: bool) -> str:
    """People: with a name or an article they are someone, in the plural a group."""
    sources, writing = lexicon.language.sources, lexicon.language.grammar.writing
    definite, plural = writing.has_article(forms[0]), head.endswith(writing.plural)
    if head in sources.person.titles or head in sources.unnamed.heads:
        someone = named or (definite and not plural) or head not in sources.unnamed.heads
        return "person" if someone else "unnamed"
    oblique = [f.endswith(writing.plural_oblique) for f in forms[:2]]
    origin = forms[0].endswith(tuple(adjective + writing.plural_oblique for adjective in writing.nisba))
    described = plural and len(forms) > 1 and forms[1].endswith(writing.plural)
    several = described or head.removesuffix(writing.plural) in sources.person.titles - {head}
    return "group" if several or (definite and (plural or origin or oblique == [True, True])) else "person"


def checked_kind(kind: str, name: Name, meant: Name, lexicon: Words) -> str:
    """The kind of source that a model took a mention's words for, if grammar does not tell otherwise.

    Who is meant by a family name (سند: النائب سالم سند) or by الأخيرة is of the kind that the full name tells; a
    network of people is no outlet.
    """
    if not name.words:
        return kind
    sources, noun = lexicon.language.sources, name.words[0]
    surname = kind not in _OF_PEOPLE and name.guessed and meant.named and bool(meant.titles)
    if name.forms[-1] in sources.reference.latter or surname:
        return meant.kind
    both = noun in sources.media.heads & sources.organization.heads and len(name.words) > 1
    if both and kind in {"media", "organization"}:
        return name.kind
    return _of_number(kind, name, lexicon)


def _of_number(kind: str, name: Name, lexicon: Words) -> str:
    """A kind, if number does not tell otherwise: one in the singular is no group, one in the plural no person."""
    sources, noun = lexicon.language.sources, name.companion or name.words[0]
    companion = bool(name.companion) and (
        len(name.words) == 1 or name.forms[1] in lexicon.language.grammar.clause.relatives
    )
    if companion and kind in {"group", "person"}:
        return name.kind
    people = noun in sources.person.titles | sources.unnamed.heads | lexicon.language.companions
    if kind == "group" and people and name.kind in _OF_PEOPLE and not _is_plural(name, noun, lexicon):
        return name.kind
    unknown = kind == "organization" and noun not in sources.organization.heads
    if (kind == "person" or unknown) and name.kind == "group" and not name.named:
        return "group"
    place = kind == "person" and len(name.words) == 1 and name.forms[0] in sources.organization.places
    return "organization" if place else kind


def _is_plural(name: Name, noun: str, lexicon: Words) -> bool:
    """Whether the noun of a name, or one that is joined to it, tells of several people."""
    writing = lexicon.language.grammar.writing
    several = (
        writing.is_sound_plural(noun) or noun.endswith(writing.dual) or noun in lexicon.language.sources.person.either
    )
    return several or any(writing.is_joined(form) and lexicon[form[1:]].source for form in name.forms[1:])


def has_name(forms: Forms, lexicon: Words, given: Given = frozenset()) -> bool:
    """Whether a phrase that begins with a title goes on to a name: two words in a row that are no known nouns."""
    if not forms:
        return False
    relatives, partitive = lexicon.language.grammar.clause.relatives, lexicon.language.grammar.nominal.partitive
    grammar = lexicon.language.grammar
    stops = grammar.clause.negations | grammar.nominal.anonymity
    end = next((i for i, f in enumerate(forms) if f in stops or (f in relatives and f != partitive)), len(forms))
    speaks_for = lexicon[forms[0]].stem in lexicon.language.sources.reference.spokesmen
    in_name_of = lexicon.language.sources.reference.in_name_of if speaks_for else frozenset()
    plain = [i for i in range(1, end) if _may_be_name(forms[i], lexicon, given) and forms[i] not in in_name_of]
    if plain[:1] == [1] and lexicon.language.grammar.writing.has_article(forms[0]):
        return True
    if any(forms[i] in lexicon.language.sources.spelling.parts for i in range(1, end - 1)):
        return True
    adjacent = any(b - a == 1 for a, b in pairwise(plain))
    return adjacent or (bool(plain) and plain[-1] == end - 2)


def _may_be_name(form: str, lexicon: Words, given: Given) -> bool:
    writing, word = lexicon.language.grammar.writing, lexicon[form]
    if form in given:
        return True
    if writing.is_definite(form) or word.preposition or form.endswith(writing.feminine_pronoun):
        return False
    if writing.takes_particle(form) and lexicon[form[1:]].source:
        return False
    return not lexicon[word.stem].source


def titles_in(forms: Forms, words: Sequence[str], lexicon: Words) -> frozenset[str]:
    """The titles that a name gives someone, without those of others whom it tells of (مستشار الرئيس: مستشار).

    `words` are the same words as they are compared; where some were left out, all titles are given.
    """
    titles = lexicon.language.sources.person.titles
    places = [k for k, word in enumerate(words) if word in titles]
    alike = len(forms) == len(words)
    return frozenset(words[k] for k in places if not (alike and k and _is_of_another(forms, words, k, lexicon)))


def _is_of_another(forms: Forms, words: Sequence[str], k: int, lexicon: Words) -> bool:
    """Whether a title in a name is somebody else's: after a particle, or after a noun that it completes."""
    grammar, before = lexicon.language.grammar, forms[k - 1]
    if forms[k].startswith(grammar.writing.article_after_to) or is_completed(before, words[k - 1], lexicon):
        return True
    led = before in lexicon.language.sources.reference.beside or lexicon[before].preposition
    return led and before not in grammar.nominal.given_names


def is_completed(form: str, word: str, lexicon: Words) -> bool:
    """Whether a title after a word tells for whom someone works (مساعد وزير, باسم وزير), and is not that one's own.

    `form` is the word folded, `word` as it is compared.
    """
    sources = lexicon.language.sources
    if word in sources.reference.in_name_of:
        return True
    title = word in sources.person.titles and word not in sources.person.courtesies
    return (title or word in sources.organization.of_someone) and not lexicon.language.grammar.writing.has_article(form)


def is_guess(text: str, stems: Sequence[str], lexicon: Words) -> bool:
    """Whether nothing that we know of a name tells what sort of source it is; `text` is folded."""
    sources = lexicon.language.sources
    if text in sources.organization.places or _is_foreign(text):
        return False
    return not any(lexicon[stem].source or stem in sources.media.agency for stem in stems)
