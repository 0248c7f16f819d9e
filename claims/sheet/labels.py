"""The sheet's own words, in every language that has a catalogue.

English is written in the code and the templates; each other language is one gettext catalogue in `locales/`, read as
it is. A new catalogue is a new language: there is nothing else to register.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO, StringIO

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from claims.errors import ClaimsError

__all__ = ["SOURCE_LANGUAGE", "Labels", "labels", "languages"]

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, eq=False)
class Labels:
    """The labels of one language, with the locale that says how it writes numbers and dates."""

    language: str
    locale: Locale
    catalogue: gettext.NullTranslations

    def text(self, message: str) -> str:
        """A label in this language."""
        return self.catalogue.gettext(message)

    def counted(self, one: str, many: str, number: int) -> str:
        """A label in the plural form that a number takes in this language."""
        return self.catalogue.ngettext(one, many, number)


def languages() -> tuple[str, ...]:
    """The languages that a sheet can be written in, sorted."""
    files = (entry.name for entry in resources.files(__package__).joinpath("locales").iterdir())
    return tuple(sorted({SOURCE_LANGUAGE, *(name.removesuffix(".po") for name in files if name.endswith(".po"))}))


@cache
def labels(language: str) -> Labels:
    """The labels of a language.

    Raises:
        ClaimsError: where no catalogue holds it, or its catalogue cannot be read.
    """
    if language not in languages():
        raise ClaimsError(
            f"no labels in the language {language!r}",
            remedy=f"Choose one of: {', '.join(languages())}",
        )
    try:
        return Labels(language, Locale.parse(language, sep="-"), _catalogue(language))
    except (UnknownLocaleError, ValueError, PoFileError, SyntaxError) as error:
        raise ClaimsError(f"the labels cannot be read: {error}", where=f"locales/{language}.po") from error


def _catalogue(language: str) -> gettext.NullTranslations:
    file = resources.files(__package__).joinpath("locales", f"{language}.po")
    if not file.is_file():
        return gettext.NullTranslations()
    text = StringIO(file.read_text(encoding="utf-8"))
    catalogue = read_po(text, locale=language.replace("-", "_"), abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
