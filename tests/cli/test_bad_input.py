"""Each kind of bad input: all that is said, the exit code, and that nothing is left half-written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from claims.ingest.file_formats import SUFFIXES_IN_WORDS
from tests.cli.conftest import Ended, Run

GOOD = "قال الوزير إن الحرب انتهت وإن الحدود مفتوحة أمام المدنيين.\n"
SAVE = "Save the article's text as a .txt file in UTF-8"
SAY = "Say the right one with --encoding, such as utf-8, utf-16, windows-1256 or iso-8859-6"
ENDS = f"Articles are files that end in {SUFFIXES_IN_WORDS}"
NOTHING = "factsheet: error: no article could be read; nothing was written\n"

BAD_ARTICLES: dict[str, tuple[bytes | None, tuple[str, ...], str]] = {
    "empty": (b"", (), "a.txt: the file is empty. Pass a file with the text of an article"),
    "missing": (None, (), "a.txt: no such file or folder. Check the name"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(100), (), f"a.txt: the file is not text (image/png). {SAVE}"),
    "a PDF by another name": (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        (),
        f"a.txt: the PDF is damaged. {SAVE}",
    ),
    "HTML by another name": (b"<html><p></p>", (), f"a.txt: no article was found in the file. {SAVE}"),
    "a wrong encoding": (
        GOOD.encode("windows-1256"),
        ("--encoding", "utf-8"),
        f"a.txt: the file is not in utf-8: byte 0xde in line 1 is not valid. {SAY}",
    ),
    "an unknown encoding": (GOOD.encode(), ("--encoding", "windows-9"), f"unknown encoding 'windows-9'. {SAY}"),
    "damaged": (
        GOOD.encode() + b"\xff",
        (),
        (
            "a.txt: the file is damaged UTF-8: byte 0xff in line 2 is not valid. "
            "Get the file again from where it came from"
        ),
    ),
    "50 MB": (
        GOOD.encode() * 500_000,
        (),
        "a.txt: the file is larger than 10 MB, too much for one article. Split it into one file per article",
    ),
    "no language tag": (
        GOOD.encode(),
        ("--language", "?"),
        "'?' is not a language tag. Use a BCP 47 tag, such as ar, ar-LY or en",
    ),
}


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("verb", [("build", "--out", "dossier"), ("extract", "--out", "claims.jsonl"), ("extract",)])
@pytest.mark.parametrize(("data", "options", "message"), BAD_ARTICLES.values(), ids=BAD_ARTICLES)
def test_a_bad_article(
    run: Run, here: Path, verb: tuple[str, ...], data: bytes | None, options: tuple[str, ...], message: str
) -> None:
    if data is not None:
        Path("a.txt").write_bytes(data)
    before = files(here)
    assert run(*verb, *options, "a.txt") == Ended(2, "", f"factsheet: error: {message}\n{NOTHING}")
    assert files(here) == before


def test_a_bad_article_among_good_ones(run: Run, here: Path) -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(GOOD, encoding="utf-8")
    Path("in/b.txt").write_bytes(b"")
    error = "factsheet: error: in/b.txt: the file is empty. Pass a file with the text of an article\n"
    built = run("build", "in", "--out", "dossier")
    assert built == Ended(1, "dossier/factsheet.md\n", f"{error}factsheet: 1 claim in 1 article\n")
    extracted = run("extract", "in", "--out", "claims.jsonl")
    assert extracted == Ended(1, "", f"{error}factsheet: 1 of 2 articles could not be read\n")
    assert Path("claims.jsonl").read_bytes() == Path("dossier/claims.jsonl").read_bytes()
    assert run("extract", "in").out == Path("claims.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda: None, f"in: no article in this folder. {ENDS}"),
        (lambda: Path("in/a.odt").write_bytes(b"PK"), f"in: no article in this folder (1 × .odt). {ENDS}"),
        (
            lambda: Path("in/dossier.json").write_bytes(b"{}"),
            "in: the folder is a dossier, not articles. To read its texts again, pass in/texts",
        ),
    ],
)
def test_a_folder_with_nothing_readable(run: Run, here: Path, prepare: Callable[[], None], message: str) -> None:
    Path("in").mkdir()
    prepare()
    before = files(here)
    assert run("build", "in", "--out", "dossier") == Ended(2, "", f"factsheet: error: {message}\n{NOTHING}")
    assert files(here) == before


def test_a_text_with_no_claims_is_said_and_is_no_error(run: Run, here: Path) -> None:
    Path("a.txt").write_text("طقس معتدل في معظم المناطق اليوم.\n", encoding="utf-8")
    assert run("extract", "a.txt") == Ended(0, "", "factsheet: note: a: no claims found\n")
    assert run("build", "a.txt", "--out", "dossier") == Ended(
        0, "dossier/factsheet.md\n", "factsheet: note: a: no claims found\nfactsheet: 0 claims in 1 article\n"
    )
    assert Path("dossier/claims.jsonl").read_bytes() == b""


def test_a_language_without_support_is_said(run: Run, here: Path) -> None:
    Path("a.txt").write_text(
        "Le ministre a déclaré que les discussions entre les deux pays allaient se poursuivre cette semaine.\n",
        encoding="utf-8",
    )
    error = (
        "factsheet: error: a: claims cannot be found in the language 'fr'. Supported: ar, en. "
        "If that is not its language, pass --language\n"
    )
    assert run("extract", "a.txt") == Ended(2, "", error + NOTHING)


def test_an_output_folder_that_exists(run: Run, here: Path) -> None:
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("mine", encoding="utf-8")
    for force in ((), ("--force",), ("--force", "--discard")):
        assert run("build", "a.txt", "--out", "mine", *force) == Ended(
            2, "", "factsheet: error: mine: the folder exists and is not a dossier. Choose another folder for --out\n"
        )
    assert files(here) == ["a.txt", "mine", "mine/notes.txt"]


def test_a_dossier_that_exists(run: Run, here: Path) -> None:
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    run("build", "a.txt", "--out", "dossier")
    before = {name: Path(name).read_bytes() for name in files(here) if Path(name).is_file()}
    assert run("build", "a.txt", "--out", "dossier") == Ended(
        2,
        "",
        "factsheet: error: dossier: a dossier already exists there. Choose another folder for --out, "
        "or pass --add to add articles, or --force to rebuild it and keep its reviews\n",
    )
    assert run("build", "a.txt", "--out", "dossier", "--force").code == 0
    assert {name: Path(name).read_bytes() for name in files(here) if Path(name).is_file()} == before


def test_a_broken_record_among_good_ones(run: Run, here: Path) -> None:
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    run("build", "a.txt", "--out", "dossier")
    with Path("dossier/claims.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "clm-000000000000", \n')
    before = files(here)
    assert run("render", "dossier", "--out", "sheet.md") == Ended(
        2,
        "",
        "factsheet: error: dossier/claims.jsonl:2: the line is not JSON. "
        "Correct or remove the line; `factsheet validate` lists all errors in the file\n",
    )
    validated = run("validate", "dossier")
    assert (validated.code, validated.out) == (1, "")
    assert [line for line in validated.err.splitlines() if line.startswith("dossier/claims.jsonl:")] == [
        "dossier/claims.jsonl:2:27: error E001 not-json: the record is incomplete: it was cut off here"
    ]
    assert files(here) == before


def test_an_output_file_that_cannot_be_written(run: Run, here: Path) -> None:
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    assert run("extract", "a.txt", "--out", "none/claims.jsonl") == Ended(
        2,
        "",
        "factsheet: error: none/claims.jsonl: cannot write the file: No such file or directory. "
        "Check that the folder exists, is writable and has free space\n",
    )


def test_records_are_not_written_over_the_article_or_a_dossiers_claims(run: Run, here: Path) -> None:
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    Path("link.txt").symlink_to("a.txt")
    for out in ("a.txt", "link.txt"):
        error = (
            f"factsheet: error: {out}: the output file is one of the input articles. Choose another file for --out\n"
        )
        assert run("extract", ".", "--out", out) == Ended(2, "", error)
    run("build", "a.txt", "--out", "dossier")
    assert run("extract", "a.txt", "--out", "dossier/claims.jsonl") == Ended(
        2,
        "",
        "factsheet: error: dossier/claims.jsonl: the file holds the claims and reviews of a dossier. "
        "To rebuild it and keep the reviews: factsheet build … --out dossier --force\n",
    )
    assert Path("a.txt").read_text(encoding="utf-8") == GOOD


def test_an_old_encoding_is_read_and_named(run: Run, here: Path) -> None:
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    Path("in").mkdir()
    Path("in/a.txt").write_bytes(GOOD.encode("windows-1256"))
    expected = run("extract", "a.txt").out
    assert expected.count("\n") == 1
    assert run("extract", "in/a.txt") == Ended(0, expected, "factsheet: note: in/a.txt: read as windows-1256\n")


WRONG_USE = {
    "no source": (("extract",), "Missing argument 'SOURCE…'."),
    "no output folder": (("build", "a.txt"), "Missing option '--out'."),
    "discard alone": (
        ("build", "a.txt", "--out", "d", "--discard"),
        "--discard works only together with --add or --force.",
    ),
    "no such command": (("publish",), "No such command 'publish'."),
    "a slip in a command": (("valdate", "."), "No such command 'valdate'. Did you mean validate?"),
    "no such option": (("extract", "a.txt", "--fast"), "No such option"),
    "an option for a command": (("--", "--fast"), "No such option '--fast'."),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_is_explained(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1].startswith(f"Error: {message}")
