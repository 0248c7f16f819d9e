"""Word documents whose words stand in other places than plain runs: what a reader sees with all changes accepted."""

import io
import logging
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
_DOCUMENT = """<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{}</w:body></w:document>"""


def words(body: str) -> str:
    """The text of a Word document with this body."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", _DOCUMENT.format(body))
    found = extract(file.getvalue(), Hints("made.docx"))
    assert not found.known  # no properties, no title
    return found.text


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
START = '<w:vMerge w:val="restart"/>'
BOX = "<w:txbxContent>" + paragraph(run("In the box.")) + "</w:txbxContent>"
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
    "breaks": (paragraph("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>"), "One\ntwo three\n"),
}


@pytest.mark.parametrize(("body", "text"), BODIES.values(), ids=list(BODIES))
def test_a_word_document_is_read_as_it_looks_with_all_changes_accepted(body: str, text: str) -> None:
    assert words(body) == text


def test_what_is_left_out_is_named(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "claims.ingest.docx")
    words(paragraph(run("12 ", "<w:strike/>"), run("10 dead"), '<w:r><w:footnoteReference w:id="1"/></w:r>'))
    assert caplog.messages == ["left out of the text: footnotes, struck-out words"]
