"""Recognise and remove the affixes that are attached to Arabic words."""

from __future__ import annotations

from dataclasses import dataclass

from claims.languages.ar.data_sections import Affixes, Folded, Mapped  # noqa: TC001 - the loader reads the fields' types

_SHORTEST_NOUN = 3
"""Minimum length of a noun, in letters: shorter words are particles, from which no affix is removed."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Particles, articles, pronouns and endings, explained in grammar.toml. All methods expect folded words."""

    article: str
    article_after_to: str
    article_after_with: str
    article_prefixes: Affixes
    conjunctions: Affixes
    joining: str
    particle_with: str
    particle_to: str
    noun_particles: Affixes
    future: Affixes
    before_present: Affixes
    attached_pronouns: Affixes
    third_persons: Affixes
    third_singular: Affixes
    feminine: str
    feminine_pronoun: Folded
    stem_endings: Mapped
    nisba: Affixes
    no_nisba: str
    apart: str
    passive: Affixes
    fatha: str
    owners: Affixes
    owners_after_to: Affixes
    own_words: Affixes
    not_of_names: Affixes
    not_before_names: Affixes
    not_owned: str
    dual: str
    plural: str
    plural_oblique: str
    plural_feminine: str
    cut_short: Affixes
    past_feminine: str
    accusative: Affixes
    tanwin: Affixes
    present: str
    verb_beginnings: Affixes

    def has_article(self, form: str) -> bool:
        """Return whether a word begins with the article (الوزير)."""
        return form.startswith(self.article)

    def without_article(self, form: str) -> str:
        """Return a word without its article."""
        return form.removeprefix(self.article)

    def is_definite(self, form: str) -> bool:
        """Return whether a word begins with the article, alone or after a particle (الوزير، للوزير، بالوزير)."""
        return form.startswith((self.article, self.article_after_to, self.article_after_with))

    def has_conjunction(self, form: str) -> bool:
        """Return whether a word's first letter can be a conjunction (وقال)."""
        return form[:1] in self.conjunctions

    def without_conjunction(self, form: str) -> str:
        """Return a word without its attached conjunction; unchanged if it has none."""
        return form[1:] if self.has_conjunction(form) else form

    def is_joined(self, form: str) -> bool:
        """Return whether a word's first letter can be the plain conjunction (والوزير)."""
        return form.startswith(self.joining)

    def takes_with(self, form: str) -> bool:
        """Return whether this word is the particle ب followed by a noun (بتدمير)."""
        return form.startswith(self.particle_with) and len(form) > _SHORTEST_NOUN

    def takes_particle(self, form: str) -> bool:
        """Return whether this word is the particle ب or ل followed by a noun (بتدمير، لتدمير)."""
        return form.startswith((self.particle_with, self.particle_to)) and len(form) > _SHORTEST_NOUN

    def after_to(self, form: str) -> str:
        """Return the bare noun of a word that begins with the particle ل (لتدمير، للتدمير)."""
        return form[2:] if form.startswith(self.article_after_to) else form[1:]

    def with_article(self, text: str) -> str:
        """Words without the particle ل that is written together with their article (للصحيفة: الصحيفة)."""
        return self.article + text[2:] if text.startswith(self.article_after_to) else text

    def is_sound_plural(self, form: str) -> bool:
        """Return whether a word has the ending of a masculine sound plural (مسؤولون، مسؤولين)."""
        return form.endswith((self.plural, self.plural_oblique))

    def definite_plural(self, form: str) -> bool:
        """Return whether a word is a definite sound plural that can be a subject (المسؤولون)."""
        return self.has_article(form) and form.endswith(self.plural)

    def definite_oblique(self, form: str) -> bool:
        """Return whether a word is a definite sound plural that cannot be a subject (المسؤولين)."""
        return self.has_article(form) and form.endswith(self.plural_oblique)
