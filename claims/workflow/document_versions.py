"""Create and compare versions of a document, and merge their metadata.

Metadata entered by a person is always kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from claims.model import Version
from claims.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Document, Provenance

__all__ = [
    "KNOWN",
    "PERSON",
    "Difference",
    "completed",
    "difference",
    "entered",
    "filled",
    "next_version",
    "predates",
    "with_earlier",
    "with_entries",
]

KNOWN = ("title", "author", "publisher", "url", "published", "retrieved", "dateline")
"""The metadata that may be missing; the language never is."""
PERSON = "person"
"""The provenance of metadata that a person entered into the dossier."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The number of paragraphs added, removed or changed in the next version of a text."""

    added: int = 0
    removed: int = 0
    changed: int = 0

    def __str__(self) -> str:
        """Describe the difference: `1 paragraph added, 2 changed`."""
        said = [(self.added, "added"), (self.removed, "removed"), (self.changed, "changed")]
        parts = [f"{number} {what}" for number, what in said if number]
        if not parts:
            return "no paragraph changed"
        noun = "paragraph" if parts[0].startswith("1 ") else "paragraphs"
        number, _, what = parts[0].partition(" ")
        return ", ".join([f"{number} {noun} {what}", *parts[1:]])


def difference(before: str, after: str) -> Difference:
    """Count the paragraphs in which two texts differ."""
    added = removed = changed = 0
    old, new = ([text[start:end] for start, end in paragraphs(text)] for text in (before, after))
    for _, start, end, other_start, other_end in _unequal(old, new):
        gone, come = end - start, other_end - other_start
        changed += min(gone, come)
        removed += max(0, gone - come)
        added += max(0, come - gone)
    return Difference(added, removed, changed)


def _unequal(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [code for code in codes if code[0] != "equal"]


def next_version(old: Document, article: Document) -> Document:
    """Return the next version of a document, with the text of the article."""
    version = Version(old.sha256, old.published, old.retrieved, old.original)
    fresh = completed(replace(article, id=old.id), old)
    return replace(fresh, also=old.also, earlier=(*old.earlier, version))


def predates(article: Document, document: Document) -> bool:
    """Return whether an article was captured before a document, as far as both moments are known."""
    one, other = (_moment(each.retrieved) for each in (article, document))
    return one is not None and other is not None and one < other


def with_earlier(document: Document, article: Document) -> Document:
    """Return the document with the article among its earlier versions, in the order of capture."""
    version = Version(article.sha256, article.published, article.retrieved, article.original)
    later = [k for k, known in enumerate(document.earlier) if _before(version, known)]
    at = later[0] if later else len(document.earlier)
    earlier = (*document.earlier[:at], version, *document.earlier[at:])
    return replace(document, earlier=earlier, superseded=(*document.superseded, article))


def _before(one: Version, other: Version) -> bool:
    first, second = _moment(one.retrieved), _moment(other.retrieved)
    return first is not None and second is not None and first < second


def _moment(said: str | None) -> datetime | None:
    """Return the moment of a capture; None if it is unknown, or only its day is known."""
    try:
        moment = datetime.fromisoformat(said or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def with_entries(document: Document, old: Document) -> Document:
    """Return the document with the metadata that a person entered for its earlier version."""
    return _taken(document, old, entered(old))


def filled(document: Document, other: Document) -> Document:
    """Fill in missing metadata from `other`; values that a person marked as unknown stay unknown."""
    closed = entered(document)
    names = (name for name in KNOWN if getattr(document, name) is None and name not in closed)
    return _taken(document, other, [name for name in names if getattr(other, name) is not None])


def completed(document: Document, old: Document) -> Document:
    """Return the document with its earlier manual entries, and earlier metadata that is missing now."""
    return filled(with_entries(document, old), old)


def entered(document: Document) -> list[str]:
    """Return the properties that a person entered, including those marked as unknown."""
    return [origin.field for origin in document.provenance if origin.found == PERSON]


def _taken(document: Document, old: Document, names: Iterable[str]) -> Document:
    """Copy these properties and their provenance from the other document."""
    chosen = dict.fromkeys(names)
    if not chosen:
        return document
    values: dict[str, Any] = {name: getattr(old, name) for name in chosen}
    provenance: list[Provenance] = [
        *(origin for origin in document.provenance if origin.field not in chosen),
        *(origin for origin in old.provenance if origin.field in chosen),
    ]
    return replace(document, **values, provenance=tuple(provenance))
