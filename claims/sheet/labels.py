"""Load the sheet's labels in every language with a catalogue.

English labels are in the code and the templates; every other language is one gettext catalogue in `locales/`, read
directly. To add a language, add a catalogue; no registration is needed.
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
    """The labels of one language, with the locale for its numbers and dates."""

    language: str
    locale: Locale
    catalogue: gettext.NullTranslations

    def text(self, message: str) -> str:
        """Translate a label."""
        return self.catalogue.gettext(message)

    def counted(self, one: str, many: str, number: int) -> str:
        """Translate a label in the plural form for a number."""
        return self.catalogue.ngettext(one, many, number)


def languages() -> tuple[str, ...]:
    """Return the available languages of sheets, sorted."""
    files = (entry.name for entry in resources.files(__package__).joinpath("locales").iterdir())
    return tuple(sorted({SOURCE_LANGUAGE, *(name.removesuffix(".po") for name in files if name.endswith(".po"))}))


@cache
def labels(language: str) -> Labels:
    """Return the labels of a language.

    Raises:
        ClaimsError: if there is no catalogue for it, or it cannot be read.
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
