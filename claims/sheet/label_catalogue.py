"""Create or update a catalogue of the sheet's labels: `python -m claims.sheet.label_catalogue LANG`.

The labels are those of the templates and of `claims.sheet.label_wording`. Existing translations are kept, new labels
are
empty, and unused ones are removed.
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from claims.resources import resource
from claims.sheet import label_wording
from claims.store import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Label", "messages", "updated"]

Label = str | tuple[str, str]
"""A label in English: one form, or singular and plural."""

_LOCALES = Path(__file__).parent / "locales"
_IN_TEMPLATES = {"_": None, "ngettext": (1, 2)}
_IN_WORDING = {"_", "_n"}
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""


def messages() -> set[Label]:
    """Return every label that a sheet can use."""
    return {*_of_templates(), *_of_wording()}


def updated(language: str, before: str = "") -> str:
    """Return the catalogue of a language with every label, in gettext's PO format, sorted by the English labels.

    Args:
        language: A BCP 47 tag.
        before: The existing catalogue; its header is kept, including the plural forms.

    Raises:
        ValueError, babel.UnknownLocaleError: if there is no such language.
    """
    locale = Locale.parse(language, sep="-")
    known = read_po(BytesIO(before.encode("utf-8")), locale=locale, abort_invalid=True)
    catalogue = Catalog(locale)
    # Babel's plural forms for a language can change between its releases.
    catalogue.mime_headers = [("Plural-Forms", known.plural_forms)]
    for label in messages():
        translated = known.get(label if isinstance(label, str) else label[0])
        catalogue.add(label, translated.string if translated is not None else None).flags.clear()
    entries = BytesIO()
    write_po(entries, catalogue, width=0, sort_output=True, omit_header=True)
    header = before.partition("\n\n")[0] + "\n" if before else _header(language, locale)
    return f"{header}\n{entries.getvalue().decode('utf-8').strip()}\n"


def _header(language: str, locale: Locale) -> str:
    return _HEADER.format(language=language, plurals=get_plural(locale).plural_forms)


def _of_templates() -> Iterator[Label]:
    templates = Path(str(resource("templates")))
    for file in sorted(templates.rglob("*.j2")):
        for _, label, *_ in extract("jinja2.ext:babel_extract", BytesIO(file.read_bytes()), _IN_TEMPLATES):
            yield (label[0], label[1]) if isinstance(label, tuple) else label


def _of_wording() -> Iterator[Label]:
    tree = ast.parse(Path(str(label_wording.__file__)).read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _IN_WORDING:
            forms = [ast.literal_eval(each) for each in call.args]
            yield forms[0] if len(forms) == 1 else (forms[0], forms[1])


def _main(languages: list[str]) -> None:
    for language in languages:
        path = _LOCALES / f"{language}.po"
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        write_atomically(path, updated(language, before).encode("utf-8"))


if __name__ == "__main__":
    _main(sys.argv[1:])
