"""`factsheet facets`: one facet a line, of whole documents."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli import command

ARTICLE = "قتل 10 عناصر من المسلحين في مدينة سبها مساء الخميس.\n"


def run(*arguments: str, given: str = "") -> tuple[int, str, str]:
    ended = CliRunner().invoke(command, ["facets", *arguments], input=given.encode())
    return ended.exit_code, ended.stdout, ended.stderr


def test_each_facet_is_a_line_with_its_document_and_kind(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    code, out, err = run(str(tmp_path / "one.txt"), "--language", "ar")
    records = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert "قتل 10 عناصر" in out
    assert {r["document"] for r in records} == {"one"}
    assert [(r["facet"], r["span"]["exact"]) for r in records if r["facet"] in {"figure", "time"}] == [
        ("figure", "قتل 10 عناصر"),
        ("time", "مساء الخميس"),
    ]
    assert all(ARTICLE[r["span"]["start"] : r["span"]["end"]] == r["span"]["exact"] for r in records)
    assert all(r["rule"] for r in records)


def test_the_documents_date_resolves_its_times(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "one.meta.json").write_text('{"language": "ar", "published": "2024-03-15"}', "utf-8")
    _, out, _ = run(str(tmp_path / "one.txt"))
    [time] = [r for r in map(json.loads, out.splitlines()) if r["facet"] == "time"]
    assert (time["edtf"], time["basis"]) == ("2024-03-14", "document")


def test_out_writes_a_file_and_never_over_an_article(tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text(ARTICLE, "utf-8")
    code, out, _ = run(str(article), "--language", "ar", "--out", str(tmp_path / "facets.jsonl"))
    assert (code, out) == (0, "")
    assert (tmp_path / "facets.jsonl").read_text("utf-8").count("\n") >= 2
    code, out, err = run(str(article), "--out", str(article))
    assert (code, out) == (2, "")
    assert "the output file is one of the input articles" in err
    assert article.read_text("utf-8") == ARTICLE


@pytest.mark.parametrize(("sources", "code"), [(["one.txt", "gone.txt"], 1), (["gone.txt"], 2)])
def test_what_cannot_be_read_is_told_and_counts(tmp_path: Path, sources: list[str], code: int) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    ended, _, err = run(*(str(tmp_path / name) for name in sources), "--language", "ar")
    assert ended == code
    assert "gone.txt" in err


def test_a_language_without_data_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Dix combattants ont été tués jeudi.", "utf-8")
    code, out, err = run(str(tmp_path / "one.txt"), "--language", "fr")
    assert (code, out) == (2, "")
    assert "facets cannot be found in the language 'fr'" in err


def test_a_detected_encoding_and_a_wrong_language_are_told(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(ARTICLE.encode("windows-1256"))
    (tmp_path / "other.txt").write_text(
        "Dix combattants ont été tués jeudi près du vieux port de la ville, selon la police.", "utf-8"
    )
    code, out, err = run(str(tmp_path / "old.txt"), str(tmp_path / "other.txt"))
    assert code == 1
    assert "قتل 10 عناصر" in out
    assert "old.txt" in err
    assert "windows-1256" in err.lower()
    assert "If that is not its language, pass --language" in err
    assert "1 of 2 articles could not be read" in err
