"""Word documents (DOCX, DOCM): the text as it reads with all tracked changes accepted."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.ingest import decompression, html_charset, html_cleaning, metadata_values, mhtml, zip_archive
from claims.ingest.readings import Extract, Hints, Known
from claims.ingest.word_body import WordBody
from claims.ingest.word_styles import WORD, WordStyles

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["extract"]

_NO_WORD_DOCUMENT = "the file is not a Word document"
_SAVE = "Save the article's text as a .txt file in UTF-8"
_log = logging.getLogger(__name__)
_RELATIONS = "_rels/.rels"
_STRICT, _USUAL = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/"), rb"http://schemas.openxmlformats.org/\1/2006/"
"""Names in Strict Open XML (ISO 29500), and the same as Word usually writes them."""
_NAMED = (".xml", ".rels")
_PAGES = ("text/html", "application/xhtml+xml")
_SAVED_PAGES = ("message/rfc822", "multipart/related", "application/x-mimearchive")


def extract(data: bytes, hints: Hints) -> Extract:
    """The text of a Word document, one block per paragraph or table row, with its properties.

    Insertions, moved text, content controls, fields' results, text boxes and embedded pages are read; deletions,
    struck-out and hidden text are not. What is left out and could matter (footnotes, comments, struck-out words,
    headers) is named in a log message.

    Raises:
        ClaimsError: if it is damaged, or unpacks to more than an article can have.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.package import Package

    package = Package.open(io.BytesIO(_usual(data, hints.where)))
    has_properties = any(rel.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for rel in package.rels.values())
    known = _properties(package.core_properties) if has_properties else {}
    main = package.main_document_part
    body = _tree(main.blob).find(f"{WORD}body")
    if body is None:
        raise ClaimsError(_NO_WORD_DOCUMENT, hints.where, _SAVE)
    styles = next((_tree(part.blob) for part in _parts(main, RELATIONSHIP_TYPE.STYLES)), None)
    reader = WordBody(WordStyles(styles), lambda id: _embedded(main, id, hints))
    blocks = metadata_values.without_head([block for block in reader.blocks(body) if block], known)
    margins = [part for kind in ("HEADER", "FOOTER") for part in _parts(main, getattr(RELATIONSHIP_TYPE, kind))]
    if any(_has_words(_tree(part.blob)) for part in margins):
        reader.left_out.add("headers and footers")
    if reader.left_out:
        _log.info("left out of the text: %s", ", ".join(sorted(reader.left_out)))
    return Extract("".join(f"{block}\n\n" for block in blocks).removesuffix("\n"), known)


def _tree(data: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _parts(main: Any, kind: str) -> Iterator[Any]:
    """The files of the package to which the main one refers as being of a kind."""
    for relation in main.rels.values():
        if relation.reltype == kind and not relation.is_external:
            yield relation.target_part


def _has_words(margin: Any) -> bool:
    """Whether there is more in a header or footer than numbers of pages."""
    return any(letter.isalpha() for text in margin.iter(f"{WORD}t") for letter in text.text or "")


def _embedded(main: Any, id: str, hints: Hints) -> list[str] | None:
    """The blocks of a page or text that is embedded whole; None for one of another kind, or none."""
    relation = main.rels.get(id)
    if relation is None or relation.is_external:
        return None
    data, media_type = relation.target_part.blob, relation.target_part.content_type.partition(";")[0].lower()
    if media_type == "text/plain":
        return [" ".join(line.split()) for line in html_charset.decode(data, hints).splitlines()]
    if media_type in _SAVED_PAGES:
        data, charset = mhtml.page_in(data, hints.where)
    elif media_type in _PAGES:
        charset = None
    else:
        return None
    source = html_charset.decode(data, Hints(hints.where, charset=charset))
    return html_cleaning.blocks_of_fragment(source)


def _properties(properties: Any) -> dict[str, Known]:
    values = {
        "title": metadata_values.property_title(properties.title),
        "author": metadata_values.property_author(properties.author),
    }
    return {field: Known(value, "properties") for field, value in values.items() if value}


def _usual(data: bytes, where: str) -> bytes:
    """The file, with the names that Word usually writes if it has those of Strict Open XML.

    A file whose declared size is too large is refused; the real size is limited while unpacking.
    """
    file = io.BytesIO(data)
    budget = decompression.Budget(file, where)
    with zip_archive.opened(file, where) as archive:
        for member in archive.infolist():
            budget.spend(member.file_size)
        if "[Content_Types].xml" not in archive.namelist():
            raise ClaimsError(_NO_WORD_DOCUMENT, where, _SAVE)
        with suppress(KeyError):
            if _STRICT.search(archive.read(_RELATIONS)):
                return _renamed(archive)
    return data


def _renamed(strict: zipfile.ZipFile) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as usual:
        for name in strict.namelist():
            content = strict.read(name)
            usual.writestr(name, _STRICT.sub(_USUAL, content) if name.lower().endswith(_NAMED) else content)
    return file.getvalue()
