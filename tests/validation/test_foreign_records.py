"""Records as people and language models send them: read, completed, or their fault named once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from claims.cli import command
from claims.validation.schemas import load_source
from claims.workflow.validation import validation_run

if TYPE_CHECKING:
    from pathlib import Path

    from claims.validation import Finding

TEXT = (
    "قال الوزير سامي العلي إن الطريق مغلق منذ الأحد.\n"
    "وقال مصدر محلي إن الجسر انهار، مضيفا أن السكان بخير.\n"
    "«سنعود غدا»، قال العلي، «ومعنا الدواء».\n"
    "قال شاهد إن النار خمدت. ثم سكت. قال شاهد إن النار خمدت.\n"
)
MINISTER = {"name": "الوزير سامي العلي", "kind": "person"}


def claim(cue: str, *content: str, mention: str | None = None, **more: Any) -> dict[str, Any]:
    source = {**MINISTER, "mention": {"exact": mention} if mention else None}
    parts = [{"exact": part} for part in content]
    return {"document": "a", "source": source, "cue": {"exact": cue}, "content": parts, "mode": "indirect", **more}


CLOSED = claim("قال", "إن الطريق مغلق منذ الأحد", mention="الوزير سامي العلي")
FELL = claim("وقال", "إن الجسر انهار", mention="مصدر محلي", source={"name": "مصدر محلي", "kind": "unnamed", "mention": {"exact": "مصدر محلي"}})  # fmt: skip  # noqa: E501
PARTS = claim("قال", "سنعود غدا", "ومعنا الدواء", mention="العلي", mode="direct")


def written(folder: Path, data: str | bytes, name: str = "claims.jsonl") -> Path:
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "texts" / "a.txt").write_text(TEXT, "utf-8")
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def found(path: Path, *, fix: bool = False) -> list[Finding]:
    return list(validation_run(ignore=["W502"], fix=fix).check(path))


def completed(folder: Path, *records: dict[str, Any]) -> list[dict[str, Any]]:
    path = written(folder, lines(*records))
    assert all(each.fixed for each in found(path, fix=True))
    assert found(path) == []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("record", [CLOSED, FELL, PARTS], ids=["plain", "cue of a clitic", "in parts"])
def test_words_alone_are_completed(tmp_path: Path, record: dict[str, Any]) -> None:
    (whole,) = completed(tmp_path, record)
    for span in (whole["cue"], *whole["content"], whole["source"]["mention"]):
        assert TEXT[span["start"] : span["end"]] == span["exact"]
    assert re.fullmatch("clm-[0-9a-f]{12}", whole["id"])
    assert whole["within"] is None


def test_strings_in_place_of_spans_are_completed(tmp_path: Path) -> None:
    (whole,) = completed(tmp_path, CLOSED | {"cue": "قال", "content": "إن الطريق مغلق منذ الأحد", "source": {**MINISTER, "mention": "الوزير سامي العلي"}})  # fmt: skip  # noqa: E501
    assert whole["content"][0]["start"] == TEXT.index("إن الطريق")


def test_the_only_text_is_that_of_claims_without_a_document(tmp_path: Path) -> None:
    (whole,) = completed(tmp_path, {name: value for name, value in CLOSED.items() if name != "document"})
    assert whole["document"] == "a"


def test_as_many_claims_as_places_are_told_apart_by_order(tmp_path: Path) -> None:
    witness = claim("قال", "إن النار خمدت", source={"name": None, "kind": "unnamed", "mention": {"exact": "شاهد"}})
    one, other = completed(tmp_path, witness, witness)
    assert one["cue"]["start"] < other["cue"]["start"]
    assert one["id"] != other["id"]


def test_a_place_that_is_given_decides(tmp_path: Path) -> None:
    start = TEXT.rindex("إن النار")
    witness = claim("قال", source={"name": None, "kind": "unnamed", "mention": {"exact": "شاهد"}})
    witness["content"] = [{"start": start, "end": start + 13, "exact": "إن النار خمدت"}]
    (whole,) = completed(tmp_path, witness)
    assert whole["cue"]["start"] == TEXT.rindex("قال شاهد")


@pytest.mark.parametrize(
    ("record", "code", "message"),
    [
        (
            claim("قال", "إن النار خمدت", source={"name": None, "kind": "unnamed", "mention": {"exact": "شاهد"}}),
            "E202",
            "may be meant at several places",
        ),
        (claim("قال", "إن الطريق مفتوح"), "E204", "the words of content[0] are not in the article"),
        (CLOSED | {"document": "b"}, "E303", "the words cannot be looked up"),
        (claim("قال", "ومعنا الدواء", "سنعود غدا"), "E207", "stand in another order"),
    ],
)
def test_what_cannot_be_told_is_named_and_left(tmp_path: Path, record: dict[str, Any], code: str, message: str) -> None:
    path = written(tmp_path, lines(record))
    assert any(each.code == code and message in each.message for each in found(path, fix=True))
    assert json.loads(path.read_text("utf-8")) == record


FENCED = "```json\n" + lines(CLOSED, FELL) + "```\n"
SHAPES = {
    "a list in an object": ("claims.json", json.dumps({"claims": [CLOSED, FELL]})),
    "the same in a .jsonl": ("claims.jsonl", json.dumps({"claims": [CLOSED, FELL]}, indent=1)),
    "on one line": ("claims.jsonl", json.dumps({"document": "a", "records": [CLOSED, FELL]})),
    "a list in a .jsonl": ("claims.jsonl", json.dumps([CLOSED, FELL], indent=2)),
    "lines in a .json": ("claims.json", lines(CLOSED, FELL)),
    "fenced": ("claims.jsonl", FENCED),
    "fenced, with words around": ("answer.md", "Here are the claims:\n\n" + FENCED + "\nI hope this helps!\n"),
    "a fenced list": ("claims.json", "~~~\n" + json.dumps([CLOSED, FELL], indent=2) + "\n~~~\n"),
    "with line ends of Windows": ("claims.jsonl", lines(CLOSED, FELL).replace("\n", "\r\n")),
}


@pytest.mark.parametrize(("name", "data"), SHAPES.values(), ids=SHAPES)
def test_every_usual_shape_is_read_and_completed(tmp_path: Path, name: str, data: str) -> None:
    path = written(tmp_path, data, name)
    run = validation_run(ignore=["W502"], fix=True)
    assert all(each.fixed for each in run.check(path))
    again = validation_run(ignore=["W502"])
    assert [*again.check(path)] == []
    assert again.records == 2


OTHERS = {
    "UTF-16": ("claims.jsonl", lines(CLOSED, FELL).encode("utf-16"), "E002", "UTF-16"),
    "UTF-16 without a mark": ("claims.jsonl", lines(CLOSED, FELL).encode("utf-16-be"), "E002", "UTF-16"),
    "UTF-32": ("claims.json", lines(CLOSED, FELL).encode("utf-32"), "E002", "UTF-32"),
    "a table": ("claims.csv", b"id,cue,content\r\n1,said,that\r\n2,said,this\r\n", "E006", "a table (CSV)"),
    "a table by another name": ("claims.txt", b"id;cue;content\n1;said;that\n", "E006", "a table (CSV)"),
    "a web page": ("claims.jsonl", b"<!doctype html>\n<p>no\n<p>no\n", "E006", "HTML or XML"),
    "a spreadsheet": ("claims.xlsx", b"PK\x03\x04" + bytes(99), "E006", "an Excel"),
}


@pytest.mark.parametrize(("name", "data", "code", "message"), OTHERS.values(), ids=OTHERS)
def test_what_holds_no_records_is_named_once(tmp_path: Path, name: str, data: bytes, code: str, message: str) -> None:
    (finding,) = found(written(tmp_path, data, name))
    assert finding.code == code
    assert message in finding.message


def printed(*arguments: str) -> str:
    result = CliRunner().invoke(command, ["schema", *arguments])
    assert result.exit_code == 0
    return result.stdout


def test_what_follows_the_instruction_passes(tmp_path: Path) -> None:
    instruction = printed("--prompt")
    article = re.search('Article "a1": (.*)\n', instruction)
    assert article
    records = [line for line in instruction.splitlines() if line.startswith('{"document": "a1"')]
    assert len(records) == 2
    path = written(tmp_path, "\n".join(records))
    (tmp_path / "texts" / "a1.txt").write_text(article[1], "utf-8")
    assert all(each.fixed for each in found(path, fix=True))
    assert found(path) == []


def test_the_instruction_names_every_kind_and_mode() -> None:
    instruction = printed("--prompt")
    schema = load_source("claim")["properties"]
    for word in (*schema["source"]["properties"]["kind"]["enum"], *schema["mode"]["enum"]):
        assert re.search(rf"\b{word}\b", instruction), word


SPELLED = [
    ("Café fermé", "Cafe\u0301 ferme\u0301", "NFD, the text NFC", '(U+0065 U+0301) where the text has "é" (U+00E9)'),
    ("Cafe\u0301 ferme\u0301", "Café fermé", "NFC, the text NFD", "(U+00E9)"),
    ("zehn Tote", "zehn\u00a0Tote", "NO-BREAK SPACE (U+00A0) where the text has a space", ""),
    ("zehn\u202fTote", "zehn Tote", "NARROW NO-BREAK SPACE (U+202F)", ""),
    ("آمن تماما", "\u0627\u0653من تماما", "U+0653", "U+0622"),
    ("\ufefbم بلا", "لام بلا", "U+FEFB", ""),
    ("في الميناء", "فی المیناء", "U+06CC", "U+064A"),
]


@pytest.mark.parametrize(("text", "words", "first", "second"), SPELLED)
def test_what_looks_the_same_is_told_by_its_codes(
    tmp_path: Path, text: str, words: str, first: str, second: str
) -> None:
    path = written(tmp_path, lines(claim("said", words) | {"id": "clm-000000000000", "within": None}))
    (tmp_path / "texts" / "a.txt").write_text(f"X said {text}.", "utf-8")
    record = json.loads(path.read_text("utf-8"))
    record["cue"] |= {"start": 2, "end": 6}
    record["content"][0] |= {"start": 7, "end": 7 + len(words)}
    path.write_text(lines(record), "utf-8")
    (message,) = [each.message for each in found(path) if each.code == "E203"]
    assert first in message
    assert second in message


@pytest.mark.parametrize("name", ["a line for each article", "a list of articles", "a list in an object"])
def test_claims_that_are_held_by_another_object_are_named_once(tmp_path: Path, name: str) -> None:
    article = {"document": "a", "claims": [CLOSED, FELL]}
    data = {
        "a line for each article": lines(article, article),
        "a list of articles": json.dumps([article, article]),
        "a list in an object": json.dumps({"results": [article, article]}),
    }
    messages = [(each.code, each.message) for each in found(written(tmp_path, data[name]))]
    assert messages == [("E006", "this is no record, but holds 2 in claims: write each of them as one, one a line")] * 2
