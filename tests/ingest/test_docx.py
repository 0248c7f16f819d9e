"""Word documents whose words stand in other places than plain runs: what a reader sees with all changes accepted."""

import io
import logging
import re
import zipfile

import pytest

from claims.ingest.docx import extract
from claims.ingest.readings import Hints

_CONTENT_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""  # noqa: E501
_RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""  # noqa: E501
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = """xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:symbol="http://schemas.microsoft.com/office/word/2015/wordml/symex\""""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = {"styles.xml": "styles", "header1.xml": "header"}
_MEDIA_TYPES = {".html": "text/html", ".mht": "message/rfc822", ".txt": "text/plain", ".docx": "application/msword"}


def words(body: str, **parts: str) -> str:
    """The text of a Word document with this body and these further files, by name (`styles_xml` is `styles.xml`)."""
    found = extract(document(body, **parts), Hints("made.docx"))
    assert not found.known  # no properties, no title
    return found.text


def document(body: str, **parts: str) -> bytes:
    """A Word document, see `words`."""
    named = {name.replace("_", "."): content for name, content in parts.items()}
    types = "".join(f'<Default Extension="{end[1:]}" ContentType="{kind}"/>' for end, kind in _MEDIA_TYPES.items())
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{_KINDS.get(name, "aFChunk")}" Target="{name}"/>' for name in named
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES.replace("</Types>", f"{types}</Types>"))
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'
        )
        for name, content in named.items():
            archive.writestr(f"word/{name}", content)
    return file.getvalue()


def strict(data: bytes) -> bytes:
    """A document as Word saves it as Strict Open XML, with the names of ISO 29500 for elements and relations."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            usual = rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/"
            target.writestr(name, re.sub(usual, rb"http://purl.oclc.org/ooxml/\1/", source.read(name)))
    return made.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*parts: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(parts)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MERGEFIELD toll</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("seven") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
EMPTY = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
BEGUN = '<w:hMerge w:val="restart"/>'
START = '<w:vMerge w:val="restart"/>'
BOX = "<w:txbxContent>" + paragraph(run("In the box.")) + "</w:txbxContent>"
RAISED = '<w:vertAlign w:val="superscript"/>'
BODIES = {
    "inserted": (paragraph(run("He will "), f"<w:ins>{run('not ')}</w:ins>", run("resign.")), "He will not resign.\n"),
    "deleted": (
        paragraph(run("He will "), "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>", run("resign.")),
        "He will resign.\n",
    ),
    "inserted paragraph": (f"<w:ins>{paragraph(run('New.'))}</w:ins>{paragraph(run('Old.'))}", "New.\n\nOld.\n"),
    "deleted paragraph mark": (
        paragraph(run("One "), properties="<w:rPr><w:del/></w:rPr>") + paragraph(run("sentence.")),
        "One sentence.\n",
    ),
    "moved": (
        paragraph(f"<w:moveFrom>{run('Moved.')}</w:moveFrom>", run("Stays."))
        + paragraph(f"<w:moveTo>{run('Moved.')}</w:moveTo>"),
        "Stays.\n\nMoved.\n",
    ),
    "content control in a line": (
        paragraph(run("He will "), f"<w:sdt><w:sdtContent>{run('not ')}</w:sdtContent></w:sdt>", run("go.")),
        "He will not go.\n",
    ),
    "content control around paragraphs": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('One.'))}{paragraph(run('Two.'))}</w:sdtContent></w:sdt>",
        "One.\n\nTwo.\n",
    ),
    "link": (paragraph(run("See "), f"<w:hyperlink>{run('the report')}</w:hyperlink>", run(".")), "See the report.\n"),
    "simple field": (paragraph(f'<w:fldSimple w:instr="X">{run("seven")}</w:fldSimple>', run(" dead")), "seven dead\n"),
    "field": (paragraph(FIELD, run(" dead")), "seven dead\n"),
    "text box once": (
        paragraph(
            run("Beside."),
            f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
            "</mc:AlternateContent></w:r>",
        ),
        "Beside.\n\nIn the box.\n",
    ),
    "merged cells": (
        (
            f"<w:tbl><w:tr>{cell('ministry', START)}{cell('5')}</w:tr>"
            f"<w:tr>{cell('', '<w:vMerge/>')}{cell('4')}</w:tr></w:tbl>"
        ),
        "ministry\t5\n\n4\n",
    ),
    "deleted row": (
        f"<w:tbl><w:tr>{cell('kept')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}</w:tr></w:tbl>",
        "kept\n",
    ),
    "struck out": (paragraph(run("12 ", "<w:strike/>"), run("10 dead")), "10 dead\n"),
    "not struck out": (paragraph(run("12 ", '<w:strike w:val="0"/>'), run("dead")), "12 dead\n"),
    "hidden": (paragraph(run("Shown."), run(" Hidden.", "<w:vanish/>")), "Shown.\n"),
    "a field in the code of another": (
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>',
            FIELD,
            '<w:r><w:instrText> = 7 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            run("Many were hurt."),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        "Many were hurt.\n",
    ),
    "a field that does not end": (
        paragraph(run("One"), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + paragraph(run("Two.")),
        "One\n\nTwo.\n",
    ),
    "empty content controls": (
        EMPTY.format(paragraph(run("Click here."))) + paragraph(run("Filled."), EMPTY.format(run("Click here."))),
        "Filled.\n",
    ),
    "a face that older programs show otherwise": (
        paragraph(
            run("He smiled "),
            '<w:r><mc:AlternateContent><mc:Choice><symbol:symEx symbol:char="1F60A"/></mc:Choice>'
            "<mc:Fallback><w:t>\U0001f60a</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        ),
        "He smiled \U0001f60a\n",
    ),
    "paragraphs that older programs show otherwise": (
        (
            f"<mc:AlternateContent><mc:Choice>{paragraph(run('One.'))}</mc:Choice>"
            f"<mc:Fallback>{paragraph(run('One.'))}</mc:Fallback></mc:AlternateContent>{paragraph(run('Two.'))}"
        ),
        "One.\n\nTwo.\n",
    ),
    "deleted cell": (f"<w:tbl><w:tr>{cell('kept')}{cell('gone', '<w:cellDel/>')}</w:tr></w:tbl>", "kept\n"),
    "cells merged from side to side": (
        f"<w:tbl><w:tr>{cell('a', BEGUN)}{cell('x', '<w:hMerge/>')}{cell('b')}</w:tr></w:tbl>",
        "a\tb\n",
    ),
    "list of a form": (
        paragraph(
            run("Region: "),
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="Aden"/><w:listEntry w:val="Taiz"/></w:ddList></w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        "Region: Taiz\n",
    ),
    "large initial": (
        paragraph(run("T"), properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
        + paragraph(run("he minister said so.")),
        "The minister said so.\n",
    ),
    "heading in the line of its text": (
        paragraph(run("Toll."), properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + paragraph(run(" Five died.")),
        "Toll. Five died.\n",
    ),
    "mark of a note above the line": (
        paragraph(
            run("killed 12"), run("3", RAISED), run(" on 5 km"), run("٢", RAISED), run(", on the 4"), run("th", RAISED)
        ),
        "killed 12³ on 5 km², on the 4th\n",
    ),
    "table that arranges paragraphs": (
        (
            f"<w:tbl><w:tr><w:tc>{paragraph(run('The minister said that the road was closed.'))}"
            f"{paragraph(run('He added that it would open soon.'))}</w:tc>{cell('Press office')}</w:tr></w:tbl>"
        ),
        "The minister said that the road was closed.\n\nHe added that it would open soon.\n\nPress office\n",
    ),
    "table in a table": (
        (
            f"<w:tbl><w:tr><w:tc>{paragraph(run('Toll'))}<w:tbl><w:tr>{cell('Aden')}{cell('5')}</w:tr></w:tbl></w:tc>"
            "</w:tr></w:tbl>"
        ),
        "Toll\n\nAden\t5\n",
    ),
    "breaks": (paragraph("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>"), "One\ntwo three\n"),
}


@pytest.mark.parametrize(("body", "text"), BODIES.values(), ids=list(BODIES))
def test_a_word_document_is_read_as_it_looks_with_all_changes_accepted(body: str, text: str) -> None:
    assert words(body) == text


def test_what_is_left_out_is_named(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "claims.ingest.docx")
    words(paragraph(run("12 ", "<w:strike/>"), run("10 dead"), '<w:r><w:footnoteReference w:id="1"/></w:r>'))
    assert caplog.messages == ["left out of the text: footnotes, struck-out words"]


STYLES = f"""<w:styles {_SPACES}>
<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="AlsoGone"><w:basedOn w:val="Gone"/></w:style>
<w:style w:type="paragraph" w:default="1" w:styleId="Usual"><w:rPr><w:strike w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"""
SECRET = '<w:pStyle w:val="Secret"/>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(run("12 ", '<w:rStyle w:val="Gone"/>'), run("10 dead")), "10 dead\n"),
        (paragraph(run("12 ", '<w:rStyle w:val="AlsoGone"/>'), run("10 dead")), "10 dead\n"),
        (paragraph(run("12", '<w:rStyle w:val="Gone"/><w:strike w:val="0"/>'), run(" dead")), "12 dead\n"),
        (paragraph(run("To the editor: cut this."), properties=SECRET) + paragraph(run("Shown.")), "Shown.\n"),
        (paragraph(run("a"), run("Shown.", '<w:vanish w:val="0"/>'), properties=SECRET), "Shown.\n"),
    ],
)
def test_styles_hide_and_strike_out_as_the_words_own_properties_do(body: str, text: str) -> None:
    assert words(body, styles_xml=STYLES) == text


MHT = """MIME-Version: 1.0
Content-Type: multipart/related; boundary=x

--x
Content-Type: text/html

<p>Two.</p>
--x--
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [("chunk_html", "<html><body><p>Two.</p></body></html>"), ("chunk_mht", MHT), ("chunk_txt", "Two.")],
)
def test_pages_that_other_programs_embed_are_read_in_their_place(name: str, content: str) -> None:
    chunk = f'<w:altChunk r:id="{name.replace("_", ".")}"/>'
    assert (
        words(paragraph(run("One.")) + chunk + paragraph(run("Three.")), **{name: content})
        == "One.\n\nTwo.\n\nThree.\n"
    )


def test_what_stands_in_other_files_of_a_document_is_named(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "claims.ingest.docx")
    body = paragraph(run("Body."), "<w:r><w:drawing><c:chart/></w:drawing></w:r>") + '<w:altChunk r:id="chunk.docx"/>'
    header = f"<w:hdr {_SPACES}>{paragraph(run('Ministry of Health'))}</w:hdr>"
    assert words(body, chunk_docx="PK", header1_xml=header) == "Body.\n"
    assert caplog.messages == ["left out of the text: charts, documents in this one, headers and footers"]


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (
            paragraph(
                run("The work will "), f"<w:ins>{run('not ')}</w:ins>", f"<w:del>{run('')}</w:del>", run("go on.")
            ),
            {},
        ),
        (paragraph(run("12 ", '<w:rStyle w:val="Gone"/>'), run("10 dead")), {"styles_xml": STYLES}),
        (
            paragraph(run("One.")) + '<w:altChunk r:id="chunk.html"/>',
            {"chunk_html": "<html><body><p>Two.</p></body></html>"},
        ),
        (f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>" + paragraph(run("c")), {}),
    ],
    ids=["tracked changes", "styles", "an embedded page", "a table"],
)
def test_strict_open_xml_reads_as_the_ordinary_kind(body: str, parts: dict[str, str]) -> None:
    data = document(body, **parts)
    plain = extract(data, Hints("made.docx"))
    assert strict(data) != data
    assert extract(strict(data), Hints("made.docx")) == plain


def test_strict_open_xml_keeps_its_properties() -> None:
    from docx import Document

    made, file = Document(), io.BytesIO()
    made.core_properties.title = "The bridge reopens"
    made.add_paragraph("The minister said that the bridge was open.")
    made.save(file)
    found = extract(strict(file.getvalue()), Hints("made.docx"))
    assert found.known["title"].value == "The bridge reopens"
    assert found.text == "The minister said that the bridge was open.\n"
