"""The library's `validate`: what it finds, in any order and formatting, and what it costs a caller to be wrong."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import claims
from claims.errors import ClaimsError
from claims.model import Claim, Source, Span, claim_from_record, claim_id, derived_ids, to_record
from claims.validation import Run, claim_decoder, record_sets, set_rules, validate
from claims.validation.article_text import Article
from claims.validation.claim_view import ClaimView
from claims.validation.findings import Problem
from claims.validation.record_input import read_json, read_lines
from claims.validation.record_sets import RecordSet
from claims.validation.rule_registry import CLAIM_RULES, SET_RULES, claim_rule
from claims.validation.rules import RULES, Rule, Selection
from claims.validation.spill_file import Ledger, Spool
from claims.validation.text_lookup import GivenTexts
from tests.validation import example

DOSSIER = example.dossier()
RECORDS = [to_record(each) for each in DOSSIER.claims]
DOCUMENTS = [to_record(each) for each in DOSSIER.documents]
TEXTS = {each.id: each.text for each in DOSSIER.documents}
ALL = [*DOCUMENTS, *RECORDS]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.validation.claim_set import ClaimSet

Spans = list[tuple[int, tuple[str | int, ...]]]


def spans() -> Spans:
    """The number of a record and the path of a span in it, for every span."""
    found: Spans = []
    for number, record in enumerate(RECORDS):
        found.append((number, ("cue",)))
        if record["source"]["mention"]:
            found.append((number, ("source", "mention")))
        found += [(number, ("content", part)) for part in range(len(record["content"]))]
    return found


def at(record: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        record = record[step]
    return record


def copies() -> list[dict[str, Any]]:
    copied: list[dict[str, Any]] = json.loads(json.dumps(RECORDS))
    return copied


def codes(records: list[dict[str, Any]], texts: dict[str, str] = TEXTS) -> list[str]:
    return [finding.code for finding in validate(records, texts)]


def test_the_package_says_the_same() -> None:
    assert claims.validate is validate


@given(st.permutations(ALL))
def test_right_records_have_no_findings_in_any_order(records: list[dict[str, Any]]) -> None:
    assert codes(records) == []


@st.composite
def written(draw: st.DrawFn) -> tuple[str, bool]:
    """The records as some program may write them: as a list or a line each, spaced and escaped one way or another."""

    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            names = draw(st.permutations(sorted(value)))
            return {name: shuffled(value[name]) for name in names}
        return [shuffled(each) for each in value] if isinstance(value, list) else value

    records = shuffled(ALL)
    ascii_only = draw(st.booleans())
    separators = draw(st.sampled_from([(",", ":"), (", ", ": "), (" , ", " :\t")]))
    if draw(st.booleans()):
        return json.dumps(records, ensure_ascii=ascii_only, indent=draw(st.sampled_from([None, 1, 4]))), True
    ends = draw(st.sampled_from(["\n", "\r\n", "\n\n"]))
    return ends.join(json.dumps(each, ensure_ascii=ascii_only, separators=separators) for each in records), False


@settings(max_examples=40)
@given(written())
def test_right_records_have_no_findings_in_any_formatting(case: tuple[str, bool]) -> None:
    text, whole = case
    stream = io.BytesIO(text.encode())
    items = read_json(stream) if whole else read_lines(stream)
    checked = RecordSet(GivenTexts(TEXTS), Selection())
    assert [*checked.check(items), *checked.finish()] == []
    assert checked.count == len(ALL)


@given(st.sampled_from(spans()), st.integers(0, 10**6), st.characters(codec="utf-8"))
def test_any_changed_character_of_a_quotation_is_found(which: tuple[int, Any], place: int, character: str) -> None:
    records = copies()
    number, path = which
    span = at(records[number], path)
    index = place % len(span["exact"])
    changed = span["exact"][:index] + character + span["exact"][index + 1 :]
    if changed == span["exact"]:
        return
    span["exact"] = changed
    found = [finding for finding in validate(records, TEXTS) if finding.index == number]
    assert {finding.code for finding in found} & {"E201", "E202", "E203", "E204"}


@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 10**6), st.characters(codec="utf-8"))
def test_any_changed_character_of_a_text_is_found(name: str, place: int, character: str) -> None:
    text = TEXTS[name]
    index = place % len(text)
    changed = text[:index] + character + text[index + 1 :]
    expected = [] if changed == text else ["E308"]
    assert [code for code in codes(ALL, {**TEXTS, name: changed}) if code == "E308"] == expected


@given(st.sampled_from(spans()), st.integers(-3, 3), st.integers(-3, 3))
def test_any_slipped_offset_is_found(which: tuple[int, Any], start: int, end: int) -> None:
    records = copies()
    span = at(records[which[0]], which[1])
    span["start"] += start
    span["end"] += end
    found = {finding.code for finding in validate(records, TEXTS) if finding.index == which[0]}
    if (start, end) == (0, 0):
        assert found == set()
    else:
        assert found & {"E106", "E201", "E202", "E205"}


def asked(view: ClaimView) -> list[Problem]:
    """What the rules about one claim find."""
    return [problem for rule in CLAIM_RULES for problem in rule(view)]


def both(record: dict[str, Any]) -> tuple[list[Problem], list[Problem]]:
    """What the rules find in a claim of right form, and in the same claim of which another property is wrong."""
    claim = claim_decoder.converted(record)
    assert claim is not None
    article = Article(TEXTS[record["document"]])
    partly = ClaimView.of_record({**record, "colour": "red"}, [("colour",)])
    partly.article = article
    return asked(ClaimView(claim, article)), asked(partly)


@given(st.sampled_from(spans()), st.text(max_size=8), st.integers(-9, 300), st.integers(-9, 300))
def test_a_record_of_wrong_form_is_asked_about_as_one_of_right_form(
    which: tuple[int, Any], words: str, start: int, end: int
) -> None:
    record = copies()[which[0]]
    at(record, which[1]).update(start=abs(start), end=abs(end) + 1, exact=words or "x")
    whole, partly = both(record)
    assert whole == partly


@pytest.fixture
def toy_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that finds something in every claim."""

    def toy(view: ClaimView) -> list[Problem]:
        return [Problem("W999", ("mode",), f"the mode is {view.claim.mode}")]

    def counted(view: ClaimView, claims: ClaimSet, where: int) -> list[Problem]:
        return [Problem("W999", ("id",), f"claim at {where}")]

    monkeypatch.setitem(RULES, "W999", Rule("W999", "toy", "Claim is a toy."))
    monkeypatch.setattr(record_sets, "CLAIM_RULES", [*CLAIM_RULES, toy])
    monkeypatch.setattr(record_sets, "SET_RULES", [*SET_RULES, counted])


@pytest.mark.usefixtures("toy_rule")
def test_a_rule_that_is_registered_is_asked_about_records_that_are_otherwise_right(tmp_path: Path) -> None:
    expected = [("W999", claim["id"], path) for claim in RECORDS for path in ("id", "mode")]
    assert sorted((each.code, each.record, each.path) for each in validate(ALL, TEXTS)) == sorted(expected)
    folder = example.write(tmp_path / "dossier")
    found = [(each.code, each.record, each.path) for each in Run().check(folder / "claims.jsonl")]
    assert found == expected


def test_registering_a_rule_adds_it_to_those_that_are_asked() -> None:
    before = list(CLAIM_RULES)
    try:

        @claim_rule("E204", "quote-altered")
        def toy(view: ClaimView) -> list[Problem]:
            return []

        assert [*before, toy] == CLAIM_RULES
    finally:
        CLAIM_RULES[:] = before
    with pytest.raises(ClaimsError, match='there is no rule "E999"'):
        claim_rule("E999")


_SPANS = frozenset({"span", "unit", "whose", "event", "relation", "mention", "cue"})


def held(value: Any) -> Iterator[dict[str, Any]]:
    """Every span in a value, and every property that may hold one, as a holder and the property's name."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in _SPANS and not isinstance(inner, str):
                yield {"holder": value, "name": name}
            yield from held(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from held(inner)


def test_the_rules_see_every_span() -> None:
    for number in (0, 7):
        record = copies()[number]
        record["relayed_by"] = [{"name": "وكالة", "mention": record["cue"]}, {"name": "قناة", "mention": None}]
        claim = claim_decoder.converted(record)
        assert claim is not None
        view = ClaimView(claim, None)
        spans = {view.path(number): to_record(span) for number, span in enumerate(view.spans)}
        assert all(at(record, path) == span for path, span in spans.items())
        places = [place for place in held(record) if place["name"] != "event" or "what" in place["holder"]]
        written = [place["holder"][place["name"]] for place in places]
        count = sum(span is not None for span in written) + len(record["content"])
        assert len(spans) == count


remarks = st.none() | st.text(st.sampled_from("aب \u200f\u200d\u202e\u00ad\n"), min_size=1)
names = st.none() | st.just("ليلى")


@given(remarks, remarks, names, remarks, st.sampled_from(["en", "ar", "AR", "ar-LY"]))
def test_the_rules_see_every_remark(
    note: str | None, graded: str | None, by: str | None, words: str | None, language: str
) -> None:
    record = copies()[5]
    record["review"]["note"] = note
    record["grading"].update(note=graded, by=by)
    record["translations"][0].update(text=words or "x", language=language)
    document = DOCUMENTS[0]
    hidden = [each for each in (note, graded, words) if each and set(each) & set("\u200f\u202e\u00ad")]
    expected = ["W504"] * len(hidden) + ["W505"] * (by is None) + ["W510"] * (language.lower() == "ar")
    assert sorted(codes([document, record])) == sorted(expected)


readings = {
    "min": st.none() | st.integers(0, 3),
    "max": st.none() | st.integers(0, 3),
    "bound": st.sampled_from(["exact", "about", "at_least", "at_most", "range", "unknown"]),
    "edtf": st.none() | st.sampled_from(["2024-02-28", "2024-02-30", "2024-02", "2024-02-28/2024-02-27", "x"]),
    "partial": st.none() | st.sampled_from(["XXXX-02-28", "XXXX-02-30"]),
    "weekday": st.none() | st.sampled_from(["wednesday", "thursday"]),
    "contradiction": st.none() | st.sampled_from(["wednesday", "thursday"]),
    "country": st.none() | st.sampled_from(["LY", "FR", "ZZ"]),
    "lat": st.none() | st.floats(-90, 90),
    "lon": st.none() | st.floats(-180, 180),
}


@given(st.data())
def test_readings_of_a_record_of_wrong_form_are_asked_about_all_the_same(data: st.DataObject) -> None:
    record = copies()[data.draw(st.sampled_from([0, 7]))]
    name = data.draw(st.sampled_from(sorted(readings)))
    for facet in (*record["facets"]["figures"], *record["facets"]["times"], *record["facets"]["places"]):
        if name in facet:
            facet[name] = data.draw(readings[name])
    whole, partly = both(record)
    assert whole == partly


def test_a_finding_says_which_record_and_which_value() -> None:
    records = copies()
    records[1]["cue"]["exact"] = "واضاف"
    (finding,) = validate(records, TEXTS)
    assert (finding.code, finding.name, finding.severity) == ("E203", "quote-altered", "error")
    assert (finding.index, finding.record, finding.path) == (1, RECORDS[1]["id"], "cue.exact")
    assert (finding.file, finding.line, finding.column) == (None, None, None)
    assert finding.message == (
        'the words of cue are spelled or spaced differently in the text, at 83–88: "ا" where the text has "أ" (U+0623)'
    )


def test_findings_come_as_they_are_found() -> None:
    def endless() -> Any:
        while True:
            yield {"id": "x"}

    assert next(validate(endless(), {})).index == 0


@pytest.mark.parametrize(
    ("value", "code"),
    [("\ud800", "E004"), (float("nan"), "E104"), ({1, 2}, "E001"), (10**400, "E005"), (object(), "E001")],
)
def test_what_no_file_can_hold_is_a_finding(value: object, code: str) -> None:
    record = {**RECORDS[0], "mode": value}
    assert code in codes([record])


def test_rules_are_chosen_by_code_start_or_name() -> None:
    records = copies()
    records[0]["cue"]["start"] = 1
    records[4]["review"]["note"] = None
    assert [each.code for each in validate(records, TEXTS, select=["E2"])] == ["E202"]
    assert [each.code for each in validate(records, TEXTS, ignore=["quote-ambiguous"])] == ["W502"]
    with pytest.raises(ClaimsError, match=r'there is no rule "quote-altred"\. Did you mean "quote-altered"\?'):
        validate(records, TEXTS, select=["quote-altred"])


def test_an_unnamed_source_is_asked_about_once_a_document() -> None:
    records = copies()
    for record in records:
        record["review"]["note"] = None
    found = [(each.code, each.index) for each in validate(records, TEXTS)]
    assert found == [("W502", 3), ("W502", 4)]


def test_a_claim_whose_text_is_not_given_is_found() -> None:
    assert codes(RECORDS[:1], {}) == ["E303"]


def test_checking_loads_neither_spacy_nor_templates() -> None:
    program = (
        "import sys, json, claims.validation as c; "
        "list(c.validate([{'id': 1, 'cue': 2}], {})); "
        "print(sorted({'spacy', 'jinja2', 'thinc', 'numpy', 'babel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


def test_a_ledger_remembers_more_than_it_holds() -> None:
    ledger = Ledger(held=3)
    plain: dict[str, tuple[int, str]] = {}
    one = (1, "x")
    assert [ledger.add("one", one), ledger.add("one", one)] == [None, one]
    for number in range(50):
        name = f"name {number * 7 % 20}"
        assert ledger.add(name, (number, "x")) == plain.get(name)
        plain.setdefault(name, (number, "x"))
    assert {name: ledger.get(name) for name in plain} == plain
    assert ledger.get("another") is None
    ledger.close()


def test_a_spool_gives_back_what_was_put_aside() -> None:
    spool: Spool[tuple[int, str]] = Spool(held=2)
    for number in range(7):
        spool.append((number, "ع"))
    assert list(spool) == [(number, "ع") for number in range(7)]


@given(
    st.text(st.characters(codec="utf-8")),
    st.none() | st.text(st.characters(codec="utf-8")),
    st.lists(st.text(st.characters(codec="utf-8"))),
)
def test_the_quick_id_is_the_id(document: str, mention: str | None, content: list[str]) -> None:
    assert set_rules.first_id((document, mention, "قال", tuple(content))) == claim_id(
        document, mention, "قال", content, 0
    )


def repeated(count: int) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The claims that the same sentence makes when it stands so many times on one line, and the text."""
    sentence = "قال مصدر أمني إن الطريق مغلق. "
    mention, cue, content = "مصدر أمني", "قال", "الطريق مغلق"

    def span(words: str, at: int) -> Span:
        start = at + sentence.index(words)
        return Span(start, start + len(words), words)

    claims = [
        Claim("", "d", Source(mention, "unnamed", span(mention, at)), span(cue, at), (span(content, at),), "indirect")
        for at in range(0, count * len(sentence), len(sentence))
    ]
    named = [to_record(replace(claim, id=id)) for claim, id in zip(claims, derived_ids(claims), strict=True)]
    return named, {"d": sentence * count}


@pytest.mark.parametrize(
    "order",
    [
        lambda records: records,
        lambda records: records[::-1],
        lambda records: random.Random(0).sample(records, len(records)),
        lambda records: records[::2],
        lambda records: records[100:],
    ],
    ids=["in order", "backwards", "shuffled", "every other", "the last"],
)
def test_claims_that_are_repeated_have_ids_of_their_own(order: Any) -> None:
    records, texts = repeated(200)
    assert len({record["id"] for record in records}) == 200
    assert [each for each in validate(order(records), texts, ignore=["W"]) if each.code != "W502"] == []


def test_ids_stay_when_other_words_are_added_around_them() -> None:
    records, texts = repeated(70)
    before = "خبر آخر. "
    moved = json.loads(json.dumps(records))
    for record in moved:
        for each in (record["source"]["mention"], record["cue"], record["content"][0]):
            each.update(start=each["start"] + len(before), end=each["end"] + len(before))
    assert derived_ids([claim_from_record(record) for record in moved]) == [record["id"] for record in records]
    assert list(validate(moved, {"d": before + texts["d"]}, ignore=["W"])) == []


def test_ids_of_repeated_claims_that_changed_places_are_found() -> None:
    records, texts = repeated(90)
    records[80]["id"], records[81]["id"] = records[81]["id"], records[80]["id"]
    found = list(validate(records, texts, ignore=["W"]))
    assert {(each.code, each.index) for each in found} <= {("E302", 80), ("E302", 81), ("E302", 82)}
    assert found
    records[80]["id"] = "clm-000000000000"
    assert ("E302", 80) in {(each.code, each.index) for each in validate(records, texts, ignore=["W"])}
