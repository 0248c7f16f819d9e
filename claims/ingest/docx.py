"""Word documents (DOCX)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.ingest import decompression, metadata_values, zip_archive
from claims.ingest.readings import Extract, Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Hints

__all__ = ["extract"]


def extract(data: bytes, hints: Hints) -> Extract:
    """The text of a Word document, a paragraph or a table's row a block; and what its properties say.

    Raises:
        ClaimsError: where it is damaged, or unpacks to more than an article can have.
    """
    import docx

    _refuse_bomb(data, hints.where)
    document = docx.Document(io.BytesIO(data))
    title = metadata_values.property_title(document.core_properties.title)
    author = metadata_values.property_author(document.core_properties.author)
    values = {"title": title, "author": author}
    known = {field: Known(value, "properties") for field, value in values.items() if value}
    blocks = metadata_values.without_head([block for block in _blocks(document) if block], known)
    return Extract("".join(f"{block}\n\n" for block in blocks).removesuffix("\n"), known)


def _refuse_bomb(data: bytes, where: str) -> None:
    """Refuse what says that it unpacks to too much; that it says the truth is seen to where it is unpacked."""
    file = io.BytesIO(data)
    budget = decompression.Budget(file, where)
    with zip_archive.opened(file, where) as archive:
        for member in archive.infolist():
            budget.spend(member.file_size)
        if "[Content_Types].xml" not in archive.namelist():
            raise ClaimsError("the file is no Word document", where, "Save the article's text as a .txt file in UTF-8")


def _blocks(container: Any) -> Iterator[str]:
    from docx.table import Table

    for item in container.iter_inner_content():
        if isinstance(item, Table):
            yield from ("\t".join(_words(cell.text) for cell in row.cells) for row in item.rows)
        else:
            yield "\n".join(words for line in item.text.split("\n") if (words := _words(line)))


def _words(text: str) -> str:
    return " ".join(text.split())
