"""What people and programs see of a run: every kind of input, every format, the exit codes, --fix."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from msgspec.structs import replace

from claims.cli import command
from claims.errors import ClaimsError
from claims.model import claim_from_record
from claims.store import read_dossier
from claims.validation import RULES, Finding
from claims.validation.findings import Spot
from claims.validation.json_positions import scan
from claims.validation.record_input import read_json, read_lines
from claims.validation.record_sets import RecordSet
from claims.validation.reports import Text
from claims.validation.rules import Selection
from claims.validation.schemas import load
from claims.validation.text_lookup import GivenTexts
from claims.workflow.validation import validation_run
from tests.validation import example

SARIF = json.loads((Path(__file__).parent / "data/vendor/sarif/sarif-2.1.0-rtm.5.json").read_text("utf-8"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example in the working folder, as `dossier`."""
    monkeypatch.chdir(tmp_path)
    return example.write(Path("dossier"))


def run(*words: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(command, ["validate", *words], input=stdin)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def misplace(folder: Path) -> None:
    edit(folder / "claims.jsonl", '"start": 4, "end": 39', '"start": 5, "end": 39')


def outcome(result: Result) -> tuple[int, str, str]:
    return result.exit_code, result.stdout, result.stderr


def test_a_right_dossier(folder: Path) -> None:
    code, out, err = outcome(run("dossier"))
    assert (code, out) == (0, "")
    assert err == (
        "24 records in 8 files: no findings\n"
        "checked: 24 records against the schema and each other; words of 8 claims in their texts; "
        "the sheet, rendered again from the records and compared\n"
        "not checked: whether anything said is true, and whether claims are missing\n"
    )


def test_words_that_no_chosen_rule_compares_are_not_said_to_be_compared(folder: Path) -> None:
    checked, _, unchecked = run("dossier", "--ignore", "E203").stderr.partition("\nnot checked: ")
    assert "words of" not in checked
    assert unchecked.startswith("words of 8 claims in their texts; 1 rule that was left out (E203)")


def test_what_was_not_checked_is_said(folder: Path) -> None:
    (folder / "factsheet.md").unlink()
    shutil.rmtree(folder / "texts")
    claims = run("dossier/claims.jsonl", "--select", "E1").stderr
    assert "not checked: words of 8 claims, which have no text here; articles and sheet, which only a " in claims
    assert re.search(r"; \d+ rules that were left out \(E001, E002, E003, …\); whether anything said is true", claims)
    for rules, said in {
        "E1": "8 records against the schema\n",
        "E3": "8 records against each other\n",
        "E204": "8 records by the chosen rules alone\n",
    }.items():
        assert f"checked: {said}" in run("dossier/claims.jsonl", "--select", rules).stderr
    assert "; the sheet" not in run("dossier", "--ignore", "E").stderr.partition("\nnot checked: ")[0]


def test_one_record_is_named_in_the_singular(folder: Path) -> None:
    first, *_ = (folder / "claims.jsonl").read_text("utf-8").splitlines()
    Path("one.jsonl").write_text(first + "\n", encoding="utf-8")
    assert "checked: 1 record against" in run("one.jsonl").stderr
    assert "not checked: words of 1 claim, which has no text here; " in run("one.jsonl").stderr
    assert "; words of 1 claim in its text" in run("one.jsonl", "--texts", "dossier/texts").stderr


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("groups", '"method": "words"'),
        ("origins", '"kind": "agency"'),
        ("changes", '"documents_added": ["port"]'),
    ],
)
def test_relations_are_known_by_their_properties(folder: Path, name: str, wrong: str) -> None:
    path = Path("records.jsonl")
    shutil.copy(folder / f"{name}.jsonl", path)
    code, out, err = outcome(run(str(path)))
    assert (code, out, err.splitlines()[0]) == (0, "", "1 record in 1 file: no findings")
    edit(path, wrong, wrong.partition(":")[0] + ": 7")
    result = run(str(path))
    assert (result.exit_code, result.stderr.count(": error E10")) == (1, 1)
    assert f"records.jsonl:1:{path.read_text('utf-8').index(': 7') + 3}: error E10" in result.stderr


def test_a_claim_that_was_added_and_later_gone_is_no_finding(folder: Path) -> None:
    path = folder / "changes.jsonl"
    edit(path, '"claims_added": [', f'"claims_added": ["{example.GONE}", "clm-c0c0c0c0c0c0", ')
    assert run("dossier", "--ignore", "E4").stderr.startswith("dossier/changes.jsonl:1:")
    later = {"at": "2024-04-01T09:00:00Z", "claims_gone": ["clm-c0c0c0c0c0c0"]}
    path.write_text(path.read_text("utf-8") + json.dumps(later) + "\n", encoding="utf-8")
    assert run("dossier", "--ignore", "E4").exit_code == 0


def test_text_names_place_rule_record_and_remedy(folder: Path) -> None:
    misplace(folder)
    assert outcome(run("dossier", "--ignore", "E4")) == (
        1,
        "",
        (
            "dossier/claims.jsonl:1:149: error E201 quote-misplaced [clm-1cf96715d745]: the words of source.mention "
            "are not at 5–39: they are at 4–39, and nowhere else\n24 records in 8 files: 1 error, 0 warnings\n"
        ),
    )


def test_warnings_alone_fail_only_a_strict_run(folder: Path) -> None:
    (folder / "factsheet.md").unlink()
    assert run("dossier").exit_code == 0
    assert run("dossier", "--strict").exit_code == 1
    assert outcome(run("dossier", "--strict", "--ignore", "sheet-missing"))[0] == 0


def test_what_is_not_there_is_no_finding_but_a_failure(folder: Path) -> None:
    code, out, err = outcome(run("dossier", "nowhere.jsonl"))
    assert (code, out) == (2, "")
    assert err.startswith("factsheet: error: nowhere.jsonl: cannot read the file: No such file or directory.")
    assert "\n24 records in 8 files: no findings\n" in err


def test_a_folder_without_records(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    code, _, err = outcome(run(str(tmp_path)))
    assert code == 2
    assert "the folder has no records. Name a dossier (a folder with dossier.json)" in err


def test_a_folder_of_dossiers_and_files(folder: Path) -> None:
    shutil.copytree(folder, "all/b")
    shutil.copy(folder / "claims.jsonl", "all/a.jsonl")
    misplace(Path("all/b"))
    code, _, err = outcome(run("all", "--texts", "dossier/texts", "--ignore", "E4"))
    assert code == 1
    assert [line.split(":")[0] for line in err.splitlines()[:-1]] == ["all/b/claims.jsonl"]
    assert err.endswith("32 records in 9 files: 1 error, 0 warnings\n")


def test_standard_input_as_lines_as_json_and_packed(folder: Path) -> None:
    lines = (folder / "claims.jsonl").read_bytes()
    whole = json.dumps([json.loads(line) for line in lines.splitlines()], indent=1).encode()
    for data in (lines, whole, gzip.compress(lines), gzip.compress(whole)):
        code, out, err = outcome(run("-", "--texts", "dossier/texts", stdin=data))
        assert (code, out, err.splitlines()[0]) == (0, "", "8 records in 1 file: no findings")


def test_without_texts_it_is_said_that_spans_were_not_checked(folder: Path) -> None:
    code, _, err = outcome(run("-", stdin=(folder / "claims.jsonl").read_bytes()))
    assert code == 0
    assert err.startswith("<stdin>:1:40: warning W506 spans-unchecked [clm-1cf96715d745]: quotations were not checked")
    assert "8 records in 1 file: 0 errors, 1 warning\n" in err


@pytest.mark.parametrize("path", ["packed.jsonl.gz", "-"])
def test_packed_records_are_unpacked_in_the_worker_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("this process unpacks")

    data = gzip.compress((folder / "claims.jsonl").read_bytes())
    Path("packed.jsonl.gz").write_bytes(data)
    monkeypatch.setattr(gzip, "GzipFile", never)
    assert outcome(run(path, "--texts", "dossier/texts", stdin=data))[0] == 0


def test_records_that_unpack_to_far_more_than_their_size_are_named(folder: Path) -> None:
    packed = folder / "claims.jsonl.gz"
    packed.write_bytes(gzip.compress(b"\n" * 250_000_000))
    code, _, err = outcome(run(str(packed)))
    assert code == 1
    assert "E007 broken-gzip" in err
    assert "the file unpacks to more than 100 times its size" in err


@pytest.mark.parametrize("indent", [None, 1, "\t"])
def test_a_json_file_gives_line_and_column_of_the_value(folder: Path, indent: Any) -> None:
    records = [json.loads(line) for line in (folder / "claims.jsonl").read_text("utf-8").splitlines()]
    records[5]["content"][1]["exact"] = "شيء لم يقله أحد"
    text = json.dumps(records, indent=indent, ensure_ascii=False)
    Path("dossier/more.json").write_text(text, encoding="utf-8")
    before = text[: text.index('"شيء لم')]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    _, _, err = outcome(run("dossier/more.json"))
    assert err.startswith(f"dossier/more.json:{line}:{column}: error E204 quote-not-in-text [{records[5]['id']}]")


def test_the_rules_of_a_dossier_and_the_options_that_precede_them(folder: Path) -> None:
    misplace(folder)
    edit(
        folder / "dossier.json",
        '"version": "0.1.0"\n  }',
        '"version": "0.1.0"\n  },\n  "checks": {"ignore": ["E2", "E4"]}',
    )
    assert run("dossier").exit_code == 0
    assert run("dossier", "--ignore", "W5").exit_code == 1
    assert run("dossier", "--select", "E1").exit_code == 0


def test_an_unknown_rule_is_refused(folder: Path) -> None:
    assert outcome(run("dossier", "--select", "E299")) == (
        2,
        "",
        'factsheet: error: there is no rule "E299". `factsheet validate --rules` lists them all\n',
    )


def test_no_path_teaches() -> None:
    code, _, err = outcome(run())
    assert code == 2
    assert "Pass a dossier or a file of records" in err


@pytest.mark.parametrize("packed", [False, True])
def test_fix_moves_offsets_and_nothing_else(folder: Path, packed: bool) -> None:
    path = folder / "claims.jsonl"
    right = path.read_bytes()
    misplace(folder)
    edit(path, '"start": 83, "end": 88', '"start": 1, "end": 3')
    if packed:
        path = path.rename(folder / "claims.jsonl.gz")
        path.write_bytes(gzip.compress(path.read_bytes()))
    code, _, err = outcome(run(str(path), "--fix"))
    assert code == 0
    assert [line.split(": ")[1].split(" ")[:2] for line in err.splitlines()[:2]] == [["fixed", "E201"]] * 2
    assert "0 errors, 0 warnings, 2 fixed\n" in err
    assert (gzip.decompress(path.read_bytes()) if packed else path.read_bytes()) == right
    assert outcome(run(str(path)))[0] == 0


def test_fix_keeps_the_formatting_of_json(folder: Path) -> None:
    records = [json.loads(line) for line in (folder / "claims.jsonl").read_text("utf-8").splitlines()]
    path = folder / "more.json"
    right = json.dumps(records, indent=3, ensure_ascii=False)
    path.write_text(right.replace('"start": 4,', '"start":   5,', 1), encoding="utf-8")
    assert run(str(path), "--fix").exit_code == 0
    assert path.read_text("utf-8") == right.replace('"start": 4,', '"start":   4,', 1)


def test_fix_guesses_nothing(folder: Path) -> None:
    path = folder / "claims.jsonl"
    edit(path, '"start": 165, "end": 169', '"start": 100, "end": 104')  # a word that comes twice
    edit(path, '"exact": "أعلنت"', '"exact": "اعلنت"')  # a word in another spelling
    before = path.read_bytes()
    assert run("dossier", "--fix").exit_code == 1
    assert path.read_bytes() == before


def test_standard_input_cannot_be_fixed() -> None:
    assert run("-", "--fix", stdin=b"{}").exit_code == 2


def test_json_is_one_object(folder: Path) -> None:
    misplace(folder)
    code, out, err = outcome(run("dossier", "--format", "json", "--ignore", "E4"))
    assert (code, err) == (1, "")
    report = json.loads(out)
    numbers = {name: value for name, value in report["summary"].items() if isinstance(value, int)}
    assert numbers == {"errors": 1, "warnings": 0, "fixed": 0, "records": 24, "files": 8}
    assert report["summary"]["checked"][0] == "24 records against the schema and each other"
    assert report["summary"]["unchecked"][0] == "the sheet"
    assert report["summary"]["unchecked"][1] == "4 rules that were left out (E401, E402, E403, …)"
    (finding,) = report["findings"]
    assert finding.pop("message").startswith("the words of source.mention")
    assert finding == {
        "file": "dossier/claims.jsonl", "line": 1, "column": 149, "code": "E201", "name": "quote-misplaced",
        "severity": "error", "record": "clm-1cf96715d745", "path": "source.mention.start", "index": 0, "fixed": False,
    }  # fmt: skip


@pytest.mark.parametrize("broken", [False, True])
def test_sarif_passes_its_schema(folder: Path, broken: bool) -> None:
    if broken:
        misplace(folder)
        edit(folder / "claims.jsonl", '"mode": "direct"', '"mode": "quoted", "\\ud83d": "\\ud83d"')
        edit(folder / "documents.jsonl", '"published": "2024-02-28"', '"published": null')
    code, out, _ = outcome(run("dossier", "--format", "sarif"))
    assert code == int(broken)
    log = json.loads(out)
    assert list(Draft4Validator(SARIF).iter_errors(log)) == []
    (job,) = log["runs"]
    assert [rule["id"] for rule in job["tool"]["driver"]["rules"]] == list(RULES)
    assert {result["ruleId"] for result in job["results"]} == (
        {"W501", "W513", "E201", "E004", "E401", "E605"} if broken else set()
    )
    if broken:
        result = next(each for each in job["results"] if each["ruleId"] == "E201")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "dossier/claims.jsonl"
        assert place["region"] == {"startLine": 1, "startColumn": 149, "endColumn": 150}
        assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "4"}


def test_github_commands_cannot_be_broken_out_of(folder: Path) -> None:
    edit(folder / "claims.jsonl", '"mode": "indirect"', '"mode": "x%0A::error::\\n::stop-commands::"')
    _, out, _ = outcome(run("dossier", "--format", "github", "--ignore", "E4"))
    first, last = out.splitlines()
    assert first.startswith("::error file=dossier/claims.jsonl,line=1,col=")
    assert ',title=E104 unknown-value::[clm-1cf96715d745] mode is "x%250A::error::\\n::stop' in first
    assert last == "::notice title=factsheet validate::24 records in 8 files: 1 error, 0 warnings"


def test_github_says_what_a_clean_run_checked(folder: Path) -> None:
    _, out, _ = outcome(run("dossier", "--format", "github", "--ignore", "E4"))
    assert out.startswith("::notice title=factsheet validate::24 records in 8 files: no findings%0Achecked: 24 ")
    assert "%0Anot checked: the sheet; 4 rules that were left out " in out


def test_a_terminal_sees_the_value_marked_and_no_control_characters() -> None:
    out = io.StringIO()
    spot = Spot(1, 9, 3, '{"mode": "x\u202e"}', 9)
    finding = Finding("E104", "mode is \x1b[31m", "a\nb.json", 1, 10, "clm-\u202e", spot=spot)
    Text(out, colour=True).finding(finding)
    assert out.getvalue() == (
        "\x1b[1ma\\u000ab.json:1:10\x1b[0m: \x1b[31merror\x1b[0m \x1b[1mE104\x1b[0m unknown-value [clm-\\u202e]: "
        'mode is \\u001b[31m\n    {"mode": \x1b[7m"x\\u202e\x1b[0m"}\n'
    )


def test_plain_text_has_no_colour(folder: Path) -> None:
    misplace(folder)
    assert "\x1b" not in run("dossier").stderr


@pytest.mark.parametrize("word", ["E203", "e203", "quote-altered"])
def test_a_rule_is_explained(word: str) -> None:
    code, out, err = outcome(run("--explain", word))
    assert (code, err) == (0, "")
    assert out.startswith("# E203 quote-altered\n")


def test_all_rules_are_listed() -> None:
    lines = run("--rules").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.code, rule.name] for rule in RULES.values()]


def test_the_schemas_are_printed() -> None:
    shown = CliRunner().invoke(command, ["schema", "claim"])
    assert json.loads(shown.stdout)["$id"] == "urn:claims-factsheet:schema:claim"
    assert CliRunner().invoke(command, ["schema", "clam"]).exit_code == 2
    assert [line.split()[0] for line in CliRunner().invoke(command, ["schema"]).stdout.splitlines()] == [
        "claim", "document", "dossier", "group", "origin", "change", "review", "event",
    ]  # fmt: skip


def test_two_runs_say_the_same(folder: Path) -> None:
    misplace(folder)
    (folder / "texts/other.txt").write_text("x")
    assert run("dossier").stderr == run("dossier").stderr


def test_a_dossier_that_was_read_is_one_that_passes(folder: Path) -> None:
    assert replace(read_dossier(folder), log=None) == example.dossier()


def findings(data: bytes, *, whole: bool) -> list[Finding]:
    items = (read_json if whole else read_lines)(io.BytesIO(data))
    checked = RecordSet(GivenTexts({"hospital": example.HOSPITAL}), Selection())
    return [*checked.check(items, "f"), *checked.finish()]


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "document", "source", "cue", "content", "within", "review", "sha256"]), inner
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300)
@given(
    st.binary(max_size=80) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")), st.booleans()
)
def test_arbitrary_bytes_never_break_the_readers(data: bytes, whole: bool) -> None:
    for finding in findings(data, whole=whole):
        assert finding.code in RULES
        assert (finding.line or 0) >= 1
        assert (finding.column or 0) >= 1


@settings(max_examples=120)
@given(json_like, st.booleans(), st.integers(0, 200))
def test_arbitrary_json_never_breaks_the_rules(value: Any, whole: bool, cut: int) -> None:
    text = json.dumps(value)
    for data in (text, text[:cut]):
        for finding in findings(data.encode(), whole=whole):
            assert finding.code in RULES
            assert (finding.line or 0) >= 1


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("mark", ["[", '{"a":', '[{"a":'])
def test_depth_is_refused_in_words(whole: bool, mark: str) -> None:
    found = findings((mark * 200_000).encode(), whole=whole)
    assert {each.code for each in found} <= {"E001", "E005", "E006"}
    assert len(found) >= 1


def test_a_line_beyond_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    good = json.dumps({"id": "clm-000000000000"}).encode()
    data = b'{"id": "' + b"x" * 5_000_000 + b'"}\n' + good + b"\n"
    items = list(read_lines(io.BytesIO(data), limit=1_000_000))
    assert [[problem.code for problem in item.problems] for item in items] == [["E005"], []]
    assert items[1].origin is not None
    assert items[1].origin.line == 2
    assert [each.problems[0].code for each in read_json(io.BytesIO(data), limit=1_000_000)] == ["E005"]


def test_positions_are_those_of_the_parser() -> None:
    text = '{"a": [1, {"ب": "x\\"y"}], "a" : null , "c":{}}'
    found = scan(text)
    spelled = {path: text[start:end] for path, (start, end) in found.values.items()}
    assert spelled == {
        (): text, ("a",): "null", ("a", 0): "1", ("a", 1): '{"ب": "x\\"y"}', ("a", 1, "ب"): '"x\\"y"', ("c",): "{}",
    }  # fmt: skip
    assert [(path, text[start:end]) for path, (start, end) in found.repeated] == [(("a",), '"a"')]


def test_memory_stays_bounded_over_a_long_file(tmp_path: Path) -> None:
    """What is held for each record does not grow with what a record holds: 24 MB pass through a few."""
    import tracemalloc

    record = json.dumps({**json.loads('{"id": "clm-000000000000"}'), "x": "ع" * 200_000}, ensure_ascii=False)
    path = tmp_path / "long.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for _ in range(60):
            file.write(record + "\n")
    tracemalloc.start()
    assert sum(1 for _ in validation_run().check(path)) > 60
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000


def test_a_run_reports_how_far_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, int, float | None]] = []
    lines = (folder / "claims.jsonl").read_text("utf-8")
    Path("long.jsonl").write_text(lines * 300, encoding="utf-8")
    for _ in validation_run(ignore=["E3"], watch=lambda *step: seen.append(step)).check("long.jsonl"):
        pass
    counts = [records for _, records, _ in seen]
    assert counts[0] == 0
    assert counts == sorted(set(counts))
    assert counts[1] <= 2048
    assert 2000 < counts[-1] < 3000
    shares = [share or 0 for _, _, share in seen]
    assert shares == sorted(shares)
    assert shares[-1] <= 1


def test_rules_must_exist_before_anything_is_read() -> None:
    with pytest.raises(ClaimsError, match='there is no rule "nothing"'):
        validation_run(select=["nothing"])


def test_a_record_with_a_hundred_thousand_faults_is_told_in_bounded_time() -> None:
    many = json.dumps({"content": [1] * 100_000, "cue": {"start": 0, "end": 1, "exact": "x"}})
    found = findings(many.encode(), whole=False)
    assert 100 < len(found) <= 1100
    white = b"[" + b" " * 3_000_000 + b"1]"
    assert [each.code for each in findings(white, whole=True)] == ["E006"]


def test_an_edited_line_of_a_list_is_its_own_claims_alone(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "seeds" / "dossier", tmp_path / "dossier")
    sheet = tmp_path / "dossier" / "factsheet.md"
    lines = sheet.read_text("utf-8").split("\n")
    items = [n for n, line in enumerate(lines) if line.startswith("- ") and "[^clm-" in line]
    edited = next(n for n in items if n + 1 in items and n - 1 in items)
    lines[edited] = lines[edited].replace("»", "!»", 1)
    sheet.write_text("\n".join(lines), "utf-8")
    [label] = re.findall(r"\[\^(clm-\w+)\]", lines[edited])
    found = [each for each in validation_run().check(tmp_path / "dossier") if each.code == "E404"]
    assert [(each.line, each.record) for each in found] == [(edited + 1, label)]


def as_floats(value: Any) -> Any:
    """The value with every whole number written as 4.0."""
    if isinstance(value, dict):
        return {name: as_floats(part) for name, part in value.items()}
    if isinstance(value, list):
        return [as_floats(part) for part in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def whole_numbers(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of the whole numbers in a value."""
    if isinstance(value, dict):
        return [found for name, part in value.items() for found in whole_numbers(part, (*path, name))]
    if isinstance(value, list):
        return [found for number, part in enumerate(value) for found in whole_numbers(part, (*path, number))]
    return [path] if isinstance(value, int) and not isinstance(value, bool) else []


def rewrite(path: Path, records: list[Any]) -> None:
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records), encoding="utf-8")


def test_whole_numbers_written_as_floats_are_whole_numbers(folder: Path) -> None:
    path = folder / "claims.jsonl"
    rewrite(path, [as_floats(json.loads(line)) for line in path.read_text("utf-8").splitlines()])
    assert outcome(run("dossier"))[0] == 0
    assert replace(read_dossier(folder), log=None) == example.dossier()
    assert outcome(run("dossier", "--fix"))[0] == 0


@pytest.mark.parametrize("name", ["start", "end", "min", "max"])
def test_any_whole_number_may_be_written_as_a_float_also_in_a_record_with_findings(folder: Path, name: str) -> None:
    path = folder / "claims.jsonl"
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    places = [(record, place) for record in records for place in whole_numbers(record) if place[-1] == name]
    assert places
    for record, place in places:
        target: Any = record
        for step in place[:-1]:
            target = target[step]
        target[name] = float(target[name])
    records[0]["mode"] = "spoken"
    rewrite(path, records)
    code, _, err = outcome(run("dossier/claims.jsonl"))
    assert (code, err.count("error E"), err.count("E104")) == (1, 1, 1)


def test_every_whole_number_of_a_record_may_be_written_as_a_float() -> None:
    record = load("claim").document["examples"][0]
    assert {place[-1] for place in whole_numbers(record)} == {"start", "end", "min", "max", "geonames", "credibility"}
    assert load("claim").is_valid(as_floats(record))
    assert claim_from_record(as_floats(record)) == claim_from_record(record)


def test_offsets_written_as_floats_are_moved(folder: Path) -> None:
    path = folder / "claims.jsonl"
    before = path.read_text("utf-8")
    edit(path, '"start": 4, "end": 39', '"start": 5.0, "end": 40.0')
    assert "fixed" in run("dossier", "--fix").stderr
    assert path.read_text("utf-8") == before
    edit(path, '"start": 4, "end": 39', '"start": 4.5, "end": 39')
    assert "expected a whole number" in run("dossier").stderr


MADE = {"by": "a", "version": "1"}
HEADERS: list[tuple[object, str]] = [
    ([], "the record is a list: expected an object"),
    ([{"title": None, "languages": ["ar"], "made": MADE}], "the record is a list: expected an object"),
    (None, "the record is null: expected an object"),
    ("x", 'the record is "x": expected an object'),
    (7, "the record is 7: expected an object"),
    (True, "the record is true: expected an object"),
    ({}, 'the record has no "title"'),
    ({"title": 1, "languages": ["ar"], "made": MADE}, "title is 1: expected a text"),
    ({"title": None, "languages": None, "made": MADE}, "languages is null: expected a list"),
    ({"title": None, "languages": "ar", "made": MADE}, 'languages is "ar": expected a list'),
    ({"title": None, "languages": [1], "made": MADE}, "languages[0] is 1: expected a text"),
    ({"title": None, "languages": ["ar"], "made": []}, "made is a list: expected an object"),
    ({"title": None, "languages": ["ar"], "made": {"by": 1, "version": "1"}}, "made.by is 1: expected a text"),
    ({"title": None, "languages": ["ar"], "made": MADE, "checks": []}, "checks is a list: expected an object"),
    ({"title": None, "languages": ["ar"], "made": MADE, "checks": {"select": "E"}}, "checks.select is"),
    ({"title": None, "languages": ["ar"], "made": MADE, "checks": {"ignore": [1]}}, "checks.ignore[0] is 1"),
]


@pytest.mark.parametrize(("header", "complaint"), HEADERS, ids=lambda value: json.dumps(value)[:60])
def test_a_header_of_wrong_form_is_a_finding_and_is_refused_in_words(
    folder: Path, header: object, complaint: str
) -> None:
    (folder / "dossier.json").write_text(json.dumps(header), encoding="utf-8")
    code, _, err = outcome(run("dossier"))
    assert code == 1
    assert "dossier/dossier.json:1:" in err
    assert complaint in err
    with pytest.raises(ClaimsError, match=r"^dossier/dossier\.json: ") as caught:
        read_dossier(folder)
    assert caught.value.remedy


def test_a_document_whose_property_is_misspelt_is_a_finding(folder: Path) -> None:
    path = folder / "documents.jsonl"
    path.write_text(path.read_text("utf-8").replace('"sha256"', '"shaa256"', 1), encoding="utf-8")
    codes = [each.code for each in validation_run().check(folder) if each.file == str(path) and each.line == 1]
    assert codes[0] == "E102"
