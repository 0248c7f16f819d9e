"""Records to files and back: nothing lost, nothing half-written, ids that follow the words."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import (
    ACTS,
    KINDS,
    MODES,
    STATUSES,
    Checks,
    Claim,
    Document,
    Dossier,
    Found,
    Grading,
    Made,
    Relay,
    Review,
    Source,
    Span,
    claim_from_record,
    claim_id,
    derived_ids,
    document_from_record,
    in_order,
    is_document_id,
    to_record,
)
from claims.model.facets import (
    BOUNDS,
    DAY_PARTS,
    PHASES,
    TIME_KINDS,
    WEEKDAYS,
    WHATS,
    Candidate,
    Event,
    Facets,
    Figure,
    Party,
    Place,
    Time,
)
from claims.store import dossier_files, dumps, encode, read_dossier, read_jsonl, write_atomically, write_jsonl

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "قال مصدر أمني إن الطريق مغلق.\nوأضاف المصدر أن الدوريات منتشرة."
EMPTY: dict[str, object] = {"figures": [], "times": [], "places": [], "parties": []}
PLACE = {"span": {"start": 0, "end": 1, "exact": "x"}, "name": "x", "geonames": None, "country": None, "lon": 1}
TIME = {"span": {"start": 0, "end": 1, "exact": "x"}, "edtf": None}
CUE, MENTION, CONTENT = Span.of(TEXT, 0, 3), Span.of(TEXT, 4, 13), Span.of(TEXT, 17, 28)

FOUND = Found(rule="verb", cue="قال", version="0.1")


def a_claim(**changes: object) -> Claim:
    source = Source("مصدر أمني", "unnamed", MENTION)
    claim = Claim("", "doc", source, CUE, (CONTENT,), "indirect", act="state", found=FOUND)
    identified = replace(claim, id=derived_ids([claim])[0])
    return replace(identified, **changes)


def a_dossier() -> Dossier:
    document = Document.from_text("doc", TEXT, "ar", title="الطريق", published="2023-05")
    return Dossier("ملف", ("ar",), Made("0.1.0"), (document,), (a_claim(),), Checks(None, ("W501",)))


def write(folder: Path, dossier: Dossier) -> Path:
    for name, data in dossier_files(dossier).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / name, data)
    return folder


def test_a_span_holds_the_slice() -> None:
    assert CUE.exact == "قال"
    assert MENTION.exact == "مصدر أمني"
    assert CONTENT.exact == "الطريق مغلق"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span.of(TEXT, start, end)


def test_the_record_of_a_claim_has_its_keys_in_order() -> None:
    assert json.dumps(to_record(a_claim()), ensure_ascii=False) == (
        '{"id": "clm-c6c0a2fbe665", "document": "doc", "source": {"name": "مصدر أمني", "kind": "unnamed", '
        '"mention": {"start": 4, "end": 13, "exact": "مصدر أمني"}}, "cue": {"start": 0, "end": 3, "exact": "قال"}, '
        '"content": [{"start": 17, "end": 28, "exact": "الطريق مغلق"}], "mode": "indirect", "within": null, '
        '"act": "state", "found": {"rule": "verb", "cue": "قال", "version": "0.1"}, "facets": null}'
    )


def test_the_record_of_a_document_leaves_the_text_out() -> None:
    record = to_record(Document.from_text("doc", TEXT, "ar", title="الطريق"))
    assert list(record) == [
        "id", "sha256", "language", "title", "author", "publisher", "url", "published", "retrieved", "dateline",
        "also", "original", "provenance", "earlier",
    ]  # fmt: skip
    assert record["title"] == "الطريق"
    assert record["author"] is None


spans = st.builds(lambda at, words: Span(at, at + len(words), words), st.integers(0, 10**6), st.text(min_size=1))
texts = st.text(st.characters(codec="utf-8"))
words = st.text(st.characters(codec="utf-8"), min_size=1)
maybe = st.none() | words
numbers = st.none() | st.integers(0, 10**12)
reals = st.none() | st.floats(-90, 90)
shares = st.floats(0, 1)
weekdays = st.none() | st.sampled_from(WEEKDAYS)
figures = st.builds(
    Figure, spans, st.sampled_from(WHATS), numbers, numbers, st.sampled_from(BOUNDS), st.none() | spans,
    st.none() | spans, st.none() | spans, words,
)  # fmt: skip
times = st.builds(
    Time, spans, maybe, st.sampled_from(TIME_KINDS), st.sampled_from(["text", "document", None]), maybe,
    st.sampled_from(["gregorian", "hijri", None]), weekdays, st.none() | st.sampled_from(DAY_PARTS),
    st.none() | st.sampled_from(PHASES), maybe, maybe, st.booleans(), weekdays, words,
)  # fmt: skip
candidates = st.builds(Candidate, st.integers(1, 10**7), words, maybe)
places = st.builds(
    Place, spans, words, numbers, maybe, reals, reals, st.sampled_from(["place", "estimated", None]), reals,
    st.none() | spans, st.lists(candidates, max_size=2).map(tuple), words,
)  # fmt: skip
parties = st.builds(Party, spans, words, st.sampled_from(["state_force", "person"]), maybe, maybe, words)
events = st.builds(Event, spans, words, words)


def several(facets: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(facets, max_size=2).map(tuple)


claims = st.builds(
    Claim,
    id=texts,
    document=texts,
    source=st.builds(Source, st.none() | texts, st.sampled_from(KINDS), st.none() | spans, st.booleans()),
    cue=spans,
    content=st.lists(spans, min_size=1, max_size=3).map(tuple),
    mode=st.sampled_from(MODES),
    within=st.none() | texts,
    act=st.none() | st.sampled_from(ACTS),
    found=st.none()
    | st.builds(Found, rule=words, cue=words, version=words)
    | st.builds(Found, model=words, version=words, confidence=shares, source_confidence=st.none() | shares),
    facets=st.none()
    | st.builds(
        Facets,
        several(figures),
        several(times),
        several(places),
        several(parties),
        st.none() | events,
    ),
    review=st.builds(Review, st.sampled_from(STATUSES), st.none() | texts, st.none() | texts, st.none() | texts),
    relayed_by=several(st.builds(Relay, words, st.none() | spans)),
)


@given(claims)
def test_any_claim_comes_back_as_it_was(claim: Claim) -> None:
    line = dumps(to_record(claim))
    assert "\n" not in line
    assert claim_from_record(json.loads(line)) == claim


def test_a_claim_of_the_core_alone_is_read() -> None:
    record = to_record(a_claim())
    for name in ("act", "found", "facets"):
        del record[name]
    assert claim_from_record(record) == a_claim(act=None, found=None)


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        ({"cue": None}, "claim clm-c6c0a2fbe665, cue: is not a JSON object"),
        ({"cue": {"start": "0", "end": 3, "exact": "قال"}}, "the property 'start' is not a whole number"),
        ({"cue": {"start": True, "end": 3, "exact": "قال"}}, "the property 'start' is not a whole number"),
        ({"mode": "spoken"}, "the property 'mode' is not one of direct, indirect, mixed"),
        ({"content": []}, "the property 'content' is not a list of at least one span"),
        ({"facets": []}, "claim clm-c6c0a2fbe665, facets: is not a JSON object"),
        ({"facets": {"figures": [1]}}, "claim clm-c6c0a2fbe665, facets, figures[0]: is not a JSON object"),
        ({"facets": {"figures": [{}]}}, "claim clm-c6c0a2fbe665, facets, figures[0]: lacks the property 'span'"),
        ({"cue": {"start": 0.5, "end": 3, "exact": "قال"}}, "the property 'start' is not a whole number"),
        ({"cue": {"start": -1, "end": 3, "exact": "قال"}}, "the property 'start' is not a whole number"),
        ({"act": 1}, "the property 'act' is not one of accuse, add,"),
        ({"review": None}, "claim clm-c6c0a2fbe665, review: is not a JSON object"),
        ({"found": 1}, "claim clm-c6c0a2fbe665, found: is not a JSON object or null"),
        ({"found": {"version": "1", "confidence": 2}}, "found: the property 'confidence' is not a number from 0 to 1"),
        ({"relayed_by": ["x"]}, "claim clm-c6c0a2fbe665, relayed_by[0]: is not a JSON object"),
        ({"colour - at `$.x`": 1}, "has no property 'colour - at `$.x`'"),
        ({"\ud800": 1}, "holds a name that is not Unicode text"),
        ({"facets": {**EMPTY, "parties": 1}}, "the property 'parties' is not a list"),
        ({"facets": {**EMPTY, "places": [{**PLACE, "lat": "24"}]}}, "the property 'lat' is not a number or null"),
        ({"facets": {**EMPTY, "times": [{**TIME, "about": 1}]}}, "the property 'about' is not true or false"),
        ({"colour": "red"}, "has no property 'colour'"),
    ],
)
def test_what_is_no_claim_is_refused_in_words(damage: dict[str, object], complaint: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        claim_from_record({**to_record(a_claim()), **damage})
    assert complaint in str(caught.value)
    assert str(caught.value).endswith("wrong with the records")


def whole_as_floats(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: whole_as_floats(part) for name, part in value.items()}
    if isinstance(value, list):
        return [whole_as_floats(part) for part in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def test_whole_numbers_may_be_written_as_floats() -> None:
    claim = a_claim(grading=Grading("B", 3), facets=Facets((Figure(CONTENT, "killed", 4, 5, "range"),)))
    read = claim_from_record(whole_as_floats(to_record(claim)))
    assert read == claim
    assert repr(read) == repr(claim)


def test_what_only_some_claims_have_is_left_out_of_the_others() -> None:
    relayed = a_claim(relayed_by=(Relay("وكالة", None),), source=Source("مصدر", "unnamed", None, uncertain=True))
    record = to_record(relayed)
    assert record["relayed_by"] == [{"name": "وكالة", "mention": None}]
    assert record["source"]["uncertain"] is True
    learned = a_claim(found=Found(model="m", version="2", confidence=0.5))
    assert to_record(learned)["found"] == {"model": "m", "version": "2", "confidence": 0.5}


def test_documents_are_equal_whether_their_originals_are_at_hand_or_not() -> None:
    document = a_dossier().documents[0]
    with_bytes = replace(document, raw=b"x")
    assert with_bytes == document
    assert hash(with_bytes) == hash(document)
    assert replace(document, text="x") != document
    assert TEXT not in repr(document)


def test_a_claim_id_is_made_of_words_not_offsets() -> None:
    assert claim_id("doc", "مصدر أمني", "قال", ["الطريق مغلق"], 0) == "clm-c6c0a2fbe665"
    moved = a_claim(cue=replace(CUE, start=90, end=93))
    assert derived_ids([moved]) == [a_claim().id]


def test_claims_of_the_same_words_are_numbered_in_text_order() -> None:
    later = a_claim(cue=Span(200, 203, "قال"))
    first, second = derived_ids([a_claim(), later])
    assert first == a_claim().id
    assert second != first
    assert derived_ids([later, a_claim()]) == [second, first]


def test_claims_are_ordered_by_document_then_text() -> None:
    documents = [Document.from_text(name, TEXT, "ar") for name in ("b", "a")]
    late, early = a_claim(document="a", cue=Span(9, 12, "قال")), a_claim(document="a")
    other = a_claim(document="b", cue=Span(50, 53, "قال"))
    assert in_order(documents, [late, early, other]) == (other, early, late)


@pytest.mark.parametrize("name", ["000_b58", "تقرير 12", "a.b", "x" * 120])
def test_ids_that_a_file_can_have(name: str) -> None:
    assert is_document_id(name)


@pytest.mark.parametrize("name", ["", "../a", "a/b", "a\\b", ".hidden", "a\n", "a\x00", "C:x", "x" * 121, " a"])
def test_ids_that_no_file_should_have(name: str) -> None:
    assert not is_document_id(name)


def test_a_dossier_comes_back_as_it_was(tmp_path: Path) -> None:
    dossier = a_dossier()
    assert list(dossier_files(dossier)) == ["dossier.json", "texts/doc.txt", "documents.jsonl", "claims.jsonl"]
    assert read_dossier(write(tmp_path, dossier)) == dossier
    assert (tmp_path / "texts/doc.txt").read_bytes() == TEXT.encode()
    assert "الطريق" in (tmp_path / "claims.jsonl").read_text("utf-8")


def test_an_id_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    escaping = replace(a_dossier(), documents=(replace(a_dossier().documents[0], id="../x"),))
    with pytest.raises(ClaimsError, match=r"'\.\./x' is not a valid file name"):
        dossier_files(escaping)
    folder = write(tmp_path, a_dossier())
    write_jsonl(folder / "documents.jsonl", [to_record(escaping.documents[0])])
    with pytest.raises(ClaimsError, match="not a name that a file can have"):
        read_dossier(folder)


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("dossier.json", b"{", "dossier.json: the file is not JSON"),
        ("dossier.json", b"[]", "dossier.json: is not a JSON object"),
        ("dossier.json", b"\xff", "dossier.json: the file is not UTF-8 text"),
        ("claims.jsonl", b'{"id": 1}\n', "claims.jsonl: claim 1: the property 'id' is not a string"),
        ("claims.jsonl", b"\n\n{]\n", "claims.jsonl:3: the line is not JSON"),
        ("claims.jsonl", b"[1]\n", "claims.jsonl:1: the line is not a JSON object"),
        ("claims.jsonl", b'"\xff"\n', "claims.jsonl:1: the line is not UTF-8 text"),
        ("claims.jsonl", b"[" * 100_000 + b"\n", "claims.jsonl:1: the line is not JSON"),
        ("texts/doc.txt", None, "doc.txt: cannot read the file: No such file or directory"),
        ("dossier.json", None, "it is not a dossier"),
    ],
)
def test_a_broken_dossier_is_refused_in_words(tmp_path: Path, name: str, data: bytes | None, complaint: str) -> None:
    folder = write(tmp_path, a_dossier())
    if data is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(data)
    with pytest.raises(ClaimsError) as caught:
        read_dossier(folder)
    assert complaint in str(caught.value)


def test_lines_are_split_at_line_feeds_alone(tmp_path: Path) -> None:
    records = [{"id": "a\u2028b\x85c"}, {"id": "ثان"}]
    write_jsonl(tmp_path / "r.jsonl", records)
    assert list(read_jsonl(tmp_path / "r.jsonl")) == records


@pytest.mark.parametrize("value", [float("nan"), "\ud800", b"bytes"])
def test_what_json_cannot_say_is_not_written(tmp_path: Path, value: object) -> None:
    path = tmp_path / "r.jsonl"
    write_jsonl(path, [{"id": "old"}])
    with pytest.raises(ClaimsError, match="record r1: the record cannot be written"):
        write_jsonl(path, [{"id": "new"}, {"id": "r1", "value": value}])
    assert list(read_jsonl(path)) == [{"id": "old"}]


def test_a_write_keeps_mode_and_links_and_leaves_no_litter(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "real.txt"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "f"
    target.write_bytes(b"old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ClaimsError, match="cannot write the file: No space left on device"):
        write_atomically(target, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("f", b"old")]


def test_a_write_into_no_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(ClaimsError, match="cannot write the file: No such file or directory"):
        write_atomically(tmp_path / "none" / "f", b"")


def test_records_are_encoded_with_every_line_ended() -> None:
    assert encode([{"a": "ب"}, {"c": 1}]) == '{"a": "ب"}\n{"c": 1}\n'.encode()


def test_a_document_record_comes_back() -> None:
    document = a_dossier().documents[0]
    assert document_from_record(to_record(document), TEXT) == document


def test_an_error_says_what_where_and_what_next() -> None:
    assert str(ClaimsError("the file is empty", "a.txt", "Give another")) == "a.txt: the file is empty. Give another"
    assert str(ClaimsError("nothing to do")) == "nothing to do"
