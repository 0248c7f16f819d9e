"""A document and what it was before: its next version, and in what two versions differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model import Version
from claims.text import paragraphs
from claims.workflow.document_metadata import completed

if TYPE_CHECKING:
    from claims.model import Document

__all__ = ["Difference", "difference", "next_version"]


@dataclass(frozen=True, slots=True)
class Difference:
    """How many paragraphs of a text are new, gone or changed in the next one."""

    added: int = 0
    removed: int = 0
    changed: int = 0

    def __str__(self) -> str:
        """In words: `1 paragraph added, 2 changed`."""
        said = [(self.added, "added"), (self.removed, "removed"), (self.changed, "changed")]
        parts = [f"{number} {what}" for number, what in said if number]
        if not parts:
            return "no paragraph changed"
        noun = "paragraph" if parts[0].startswith("1 ") else "paragraphs"
        number, _, what = parts[0].partition(" ")
        return ", ".join([f"{number} {noun} {what}", *parts[1:]])


def difference(before: str, after: str) -> Difference:
    """In how many paragraphs two texts differ."""
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
    """What a document is now that the article at its place says something else."""
    version = Version(old.sha256, old.published, old.retrieved, old.original)
    fresh = completed(replace(article, id=old.id), old)
    return replace(fresh, also=old.also, earlier=(*old.earlier, version))
