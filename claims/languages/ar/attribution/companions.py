"""Nouns that tell by someone else who is meant: شقيقه، محاميها، نظيره، المتحدث باسمه.

The pronoun stands for somebody told of before, who is therefore the one that these words do not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.word_knowledge import Words

_WEAK = ("و", "ي", "ا")
"""How أخ and أب end before a pronoun."""


def companion_in(written: Sequence[str], lexicon: Words) -> str:
    """The folded noun at the beginning of a phrase that has a pronoun of the third person; "" where none has.

    `written` are the phrase's words as they are written: folded, زوجة and زوجه are one.
    """
    if not written:
        return ""
    first = fold_word(written[0])
    writing = lexicon.language.grammar.writing
    if len(written) > 1 and writing.has_article(first) and _speaks_for(fold_word(written[1]), lexicon):
        return lexicon[first].stem
    if written[0].endswith(writing.feminine):
        return ""
    joined = first[1:] if writing.has_conjunction(first) else ""
    return _owned(first, lexicon) or _owned(joined, lexicon)


def kind_of_companion(noun: str, lexicon: Words) -> str:
    """The kind of source that such a noun tells where no name follows it."""
    return "group" if noun in lexicon.language.sources.group.heads else "unnamed"


def _speaks_for(form: str, lexicon: Words) -> bool:
    """Whether a word tells in whose name someone speaks by a pronoun (باسمه)."""
    names = lexicon.language.sources.reference.in_name_of
    return any(_without_pronoun(form, pronoun) in names for pronoun in lexicon.language.grammar.writing.third_persons)


def _owned(form: str, lexicon: Words) -> str:
    """The noun of people in a word that ends in a pronoun."""
    for pronoun in lexicon.language.grammar.writing.third_persons:
        noun = _without_pronoun(form, pronoun)
        for spelled in (noun, _unbound(noun, lexicon), noun[:-1] if noun.endswith(_WEAK) else ""):
            if spelled and spelled in lexicon.language.companions:
                return spelled
    return ""


def _without_pronoun(form: str, pronoun: str) -> str:
    return form.removesuffix(pronoun) if form.endswith(pronoun) else ""


def _unbound(noun: str, lexicon: Words) -> str:
    """A noun with the feminine ending that it has without a pronoun (زوجت: زوجة)."""
    writing = lexicon.language.grammar.writing
    bound = writing.past_feminine
    return noun.removesuffix(bound) + writing.feminine_pronoun if noun.endswith(bound) else ""
