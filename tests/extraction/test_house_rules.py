"""Where knowledge about a language may stand: in its folder, and nowhere else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import claims

PACKAGE = Path(claims.__file__).parent
ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
BY_NAME = re.compile(r"^\s*(?:from|import) claims\.languages|[\"']claims\.languages\.\w+[\"']", re.MULTILINE)
# Letters of the script that are no rule of the language.
EXCEPTIONS = {
    "text/folding.py": "one spelling for letters that Unicode has several of",
    "text/quotations.py": "the letter-like sign that stretches a line (tatweel)",
    "ingest/visual_order.py": "the ligature of a PDF's glyphs",
    "ingest/pdf.py": "words for a page's number: reading files comes before any language is known",
    "ingest/front_matter.py": "names that people give to fields",
    "ingest/table_columns.py": "names that people give to columns",
    "ingest/hard_wrapping.py": "what mail programs put before the lines of a message's head",
    "ingest/html_cleaning.py": "what follows an hour on a live page, as AM and PM do",
    "ingest/mail.py": "what mail programs put before a subject",
    "ingest/mistaken_letters.py": "letters that a wrong decoding gives",
    "ingest/text_doubts.py": "letters by their place in a word, which show a text that a PDF's fonts spoil",
    "text/paragraphs.py": "the letters by which the items of a list are counted, of two scripts",
    "text/guillemets.py": "the letter-like sign that stretches a line (tatweel)",
    "text/double_marks.py": "the letter-like sign that stretches a line (tatweel)",
    "validation/misquotation.py": "ranges of combining marks, of every script",
}


def modules() -> list[Path]:
    return [file for file in PACKAGE.rglob("*.py") if "languages" not in file.relative_to(PACKAGE).parts]


def literals(file: Path) -> list[str]:
    """The string literals of a module that are no docstrings or comments."""
    tree = ast.parse(file.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


def test_arabic_words_stand_in_the_folder_of_arabic_alone() -> None:
    found = {str(f.relative_to(PACKAGE)) for f in modules() if any(ARABIC.search(text) for text in literals(f))}
    assert found == EXCEPTIONS.keys()


def test_no_module_outside_imports_a_language_by_name() -> None:
    found = [str(file.relative_to(PACKAGE)) for file in modules() if BY_NAME.search(file.read_text("utf-8"))]
    assert found == []


def test_text_imports_nothing_above_it() -> None:
    for file in (PACKAGE / "text").glob("*.py"):
        imported = re.findall(r"^\s*(?:from|import) (claims[\w.]*)", file.read_text("utf-8"), re.MULTILINE)
        assert all(name.startswith("claims.text") for name in imported), file.name


def test_digits_are_those_that_int_reads() -> None:
    found = [file.name for file in PACKAGE.rglob("*.py") if ".isdigit()" in file.read_text("utf-8")]
    assert found == [], "isdigit is true of ² and ①, which int refuses: use isdecimal"
