"""The formats that programs read: each is what its own standard says, and says nothing of its own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geojson
import pytest
from jsonschema import Draft7Validator
from msgspec.structs import replace
from pyld import jsonld
from rdflib import SDO

from claims.errors import ClaimsError
from claims.model import Claim, Document, Dossier, Grading, Opinion, Review, Span, Translation
from claims.sheet.formats import FORMATS, write
from tests.sheet.making import coast, coast_dossier, dossier, example, reviewed

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN = Path(__file__).parent / "data" / "formats"
VENDORED = Path(__file__).parent / "data" / "vendored"
BY_LANGUAGE = ("json-ld", "csl", "csv", "figures-csv", "geojson")
ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
SCHEMA_ORG = "http://schema.org/"


def read(found: Dossier, form: str, lang: str = "en") -> Any:
    """The one file of a JSON format."""
    (data,) = write(found, form, lang=lang).values()
    return json.loads(data)


def rows(found: Dossier, form: str = "csv", lang: str = "en") -> list[dict[str, str]]:
    (data,) = write(found, form, lang=lang).values()
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def rich() -> Dossier:
    """Everything that a record can say, with a web address."""
    article, claims = coast(
        url="https://coast.example/المقال?a=1",
        title="المياه",
        author="ه. سالم",
        publisher="الساحل",
        published="2024-03-01T10:00:00Z",
        retrieved="2024-03",
        dateline="بنغازي",
    )
    review = Review("accepted", "هدى", "2024-03-03T10:00:00Z", "read twice")
    grading = Grading("B", 2, "هدى", "2024-03-03T11:00:00Z", "two others say so")
    translation = Translation("en", "water is back", "Huda", "human", "2024-03-03T12:00:00Z")
    modes: Any = ("direct", "indirect", "mixed")
    told = [
        replace(claim, mode=modes[n % 3], review=review, grading=grading, translations=(translation,))
        for n, claim in enumerate(claims)
    ]
    return dossier(article, claims=told, title="Coast")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("form", BY_LANGUAGE)
def test_the_example_is_the_one_that_was_read_line_by_line(form: str, language: str) -> None:
    for name, data in write(example(), form, lang=language, name="example").items():
        stem, _, suffix = name.partition(".")
        assert data == (GOLDEN / f"{stem}.{language}.{suffix}").read_bytes()


def test_the_example_s_annotations_are_those_that_were_read() -> None:
    files = write(example(), "brat")
    assert sorted(files) == sorted(path.name for path in (GOLDEN / "brat").iterdir())
    for name, data in files.items():
        assert data == (GOLDEN / "brat" / name).read_bytes()


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "pdf"])
def test_a_dossier_without_anything_has_a_file_in_every_format(form: str) -> None:
    assert write(replace(example(), documents=(), claims=()), form)


class TestJsonLd:
    """Linked data."""

    @staticmethod
    def expanded(document: Any) -> list[dict[str, Any]]:
        """The graph with every term spelled out; no context is fetched."""
        contexts = {
            "https://schema.org/": {"@context": {"@vocab": SCHEMA_ORG, "type": "@type", "id": "@id"}},
            ANNOTATIONS: json.loads((VENDORED / "anno.jsonld").read_text(encoding="utf-8")),
        }

        def load(url: str, _: object = None) -> dict[str, Any]:
            return {"contextUrl": None, "documentUrl": url, "document": contexts[url]}

        graph: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": load})
        return graph

    def nodes(self, found: Dossier) -> Iterator[dict[str, Any]]:
        def inside(value: Any) -> Iterator[dict[str, Any]]:
            for each in value if isinstance(value, list) else value.values() if isinstance(value, dict) else []:
                yield from inside(each)
            if isinstance(value, dict):
                yield value

        yield from inside(self.expanded(read(found, "json-ld")))

    @pytest.mark.parametrize("found", [rich(), example(), coast_dossier()], ids=["rich", "example", "coast"])
    def test_every_term_is_one_of_schema_org_or_of_the_annotation_vocabulary(self, found: Dossier) -> None:
        types = [node.get("@type", []) for node in self.nodes(found)]
        terms = {term for each in types for term in ([each] if isinstance(each, str) else each)}
        terms |= {term for node in self.nodes(found) for term in node}
        ours = {term.removeprefix(SCHEMA_ORG) for term in terms if term.startswith(SCHEMA_ORG)}
        assert ours >= {"Dataset", "Claim", "Quotation", "NewsArticle", "appearance", "text", "author"}
        assert [term for term in sorted(ours) if term not in SDO] == []
        others = {term for term in terms if not term.startswith(("@", SCHEMA_ORG))}
        vocabularies = ("http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/",
                        "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#",
                        "http://www.w3.org/2001/XMLSchema#", "http://xmlns.com/foaf/")  # fmt: skip
        assert [term for term in sorted(others) if not term.startswith(vocabularies)] == []

    def test_what_a_source_says_is_a_claim_and_nothing_else(self) -> None:
        words = [span.exact for claim in rich().claims for span in claim.content]
        for node in self.nodes(rich()):
            for text in node.get(f"{SCHEMA_ORG}text", []):
                if text["@value"] in words:
                    assert node["@type"] in ([f"{SCHEMA_ORG}Claim"], [f"{SCHEMA_ORG}Quotation"])

    def test_each_claim_names_its_source_and_the_document_it_appears_in(self) -> None:
        graph = read(rich(), "json-ld")["@graph"]
        claims = {node["identifier"]: node for node in graph if node.get("@type") == "Claim"}
        (article,) = [node for node in graph if node.get("@type") == "NewsArticle"]
        assert article["@id"] == article["url"] == "https://coast.example/%D8%A7%D9%84%D9%85%D9%82%D8%A7%D9%84?a=1"
        for record in rich().claims:
            node = claims[record.id]
            assert node["author"]["name"] == record.source.name
            assert node["appearance"]["isPartOf"] == {"@id": article["@id"]}
            assert node["appearance"]["text"] == " […] ".join(span.exact for span in record.content)
            assert ("spokenByCharacter" in node["appearance"]) == (record.mode == "direct")
            assert ("isPartOf" in node) == (record.within is not None)
            assert node["description"].endswith(":")

    def test_only_what_a_person_decided_is_a_review(self) -> None:
        graph = read(example(), "json-ld")["@graph"]
        assert not [node for node in graph if node.get("@type") == "ClaimReview"]
        graph = read(rich(), "json-ld")["@graph"]
        reviews = [node for node in graph if node.get("@type") == "ClaimReview"]
        assert len(reviews) == 2 * len(rich().claims)
        reading, grading = reviews[:2]
        assert "reviewRating" not in reading
        assert "does not mean that they are true" in reading["reviewBody"]
        assert reading["author"] == {"name": "هدى"}
        assert [(each["ratingValue"], each["alternateName"]) for each in grading["reviewRating"]] == [
            (2, "probably true"),
            ("B", "usually reliable"),
        ]

    def test_what_cannot_be_judged_has_no_number(self) -> None:
        claims = [replace(rich().claims[0], grading=Grading("F", 6, "هدى"))]
        graph = read(replace(rich(), claims=tuple(claims)), "json-ld")["@graph"]
        (grading,) = [node for node in graph if "reviewRating" in node]
        assert [each.get("ratingValue") for each in grading["reviewRating"]] == [None, None]

    def test_rejected_claims_are_no_part_of_it(self) -> None:
        found = reviewed(coast_dossier(), c1=Review("rejected", "هدى"))
        assert found.claims[0].id not in json.dumps(read(found, "json-ld"))
        assert found.claims[1].id in json.dumps(read(found, "json-ld"))

    @pytest.mark.parametrize("found", [rich(), example()], ids=["rich", "example"])
    def test_every_span_has_an_annotation_that_finds_it_both_ways(self, found: Dossier) -> None:
        collection = read(found, "json-ld")["@graph"][-1]
        items = collection["first"]["items"]
        assert collection["total"] == len(items)
        assert len({each["id"] for each in items}) == len(items)
        (document,) = found.documents
        annotated = set()
        for item in items:
            text, *pages = item["target"]
            position, quotation = text["selector"]
            start, end = position["start"], position["end"]
            assert document.text[start:end] == quotation["exact"]
            around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
            assert document.text[max(0, start - 32) : end + 32] == around
            assert [each["selector"]["type"] for each in pages] == ["TextQuoteSelector"] * bool(document.url)
            annotated.add((start, end))
        spans = {(s.start, s.end) for c in found.claims for s in (c.cue, *c.content, c.source.mention) if s}
        assert spans <= annotated

    def test_a_text_is_named_by_its_hash(self) -> None:
        import base64

        name = read(example(), "json-ld")["@graph"][-1]["first"]["items"][0]["target"][0]["source"]
        digest = base64.urlsafe_b64decode(name.removeprefix("ni:///sha-256;") + "=").hex()
        assert digest == example().documents[0].sha256


class TestCsl:
    """References."""

    SCHEMA = json.loads((VENDORED / "csl-data.json").read_text(encoding="utf-8"))

    @pytest.mark.parametrize("found", [rich(), example(), coast_dossier()], ids=["rich", "example", "coast"])
    def test_it_is_what_the_schema_of_csl_allows(self, found: Dossier) -> None:
        assert [error.message for error in Draft7Validator(self.SCHEMA).iter_errors(read(found, "csl"))] == []

    def test_what_is_known_of_a_document_is_in_its_reference(self) -> None:
        (item,) = read(rich(), "csl")
        assert item["type"] == "article-newspaper"
        assert item["title"] == "المياه"
        assert item["author"] == [{"literal": "ه. سالم"}]
        assert item["container-title"] == "الساحل"
        assert item["issued"] == {"date-parts": [[2024, 3, 1]]}
        assert item["accessed"] == {"date-parts": [[2024, 3]]}
        assert item["language"] == "ar"
        assert "بنغازي" in item["note"]
        assert item["note"].endswith(f"SHA-256: {rich().documents[0].sha256}")

    def test_what_is_not_known_is_left_out(self) -> None:
        (item,) = read(coast_dossier(), "csl")
        assert set(item) == {"id", "type", "language", "note"}

    @pytest.mark.parametrize(
        ("written", "date"),
        [
            ("2024", {"date-parts": [[2024]]}),
            ("2024-02-30", {"literal": "2024-02-30"}),
            ("yesterday", {"literal": "yesterday"}),
            ("0000", {"literal": "0000"}),
        ],
    )
    def test_a_date_is_as_exact_as_it_is_known(self, written: str, date: dict[str, Any]) -> None:
        (item,) = read(coast_dossier(published=written), "csl")
        assert item["issued"] == date

    def test_a_page_without_a_publisher_is_a_web_page(self) -> None:
        (item,) = read(coast_dossier(url="https://coast.example/1"), "csl")
        assert (item["type"], item["URL"]) == ("webpage", "https://coast.example/1")


class TestCsv:
    """Tables for spreadsheets."""

    def test_a_claim_is_a_row_with_who_says_it(self) -> None:
        found = rich()
        told = rows(found)
        assert len(told) == len(found.claims)
        by_id = {row["claim_id"]: row for row in told}
        for claim in found.claims:
            row = by_id[claim.id]
            assert (row["source"], row["words"]) == (claim.source.name, claim.content[0].exact)
            assert str(claim.source.name) in row["credited"]
            assert (int(row["start"]), int(row["end"])) == (claim.content[0].start, claim.content[-1].end)
            assert (row["status"], row["reviewed_by"], row["reliability"], row["credibility"]) == (
                "accepted",
                "هدى",
                "B",
                "2",
            )
            assert (row["translation"], row["translated_by"]) == ("water is back", "Huda")
        assert {row["translation"] for row in rows(found, lang="ar")} == {""}

    def test_a_denial_is_never_read_without_its_verb(self) -> None:
        (row,) = [row for row in rows(coast_dossier()) if row["act"] == "deny"]
        assert row["credited"].endswith("denied:")

    def test_rejected_claims_come_last_and_say_so(self) -> None:
        told = rows(reviewed(coast_dossier(), c1=Review("rejected", "هدى")))
        assert [row["status"] for row in told] == ["draft"] * 5 + ["rejected"]

    def test_a_claim_on_which_reviewers_differ_says_so(self) -> None:
        said = (("Huda", "accepted"), ("Omar", "rejected"))
        opinions = tuple(Opinion(by, f"2024-03-14T0{at}:00:00Z", each) for at, (by, each) in enumerate(said))  # type: ignore[arg-type]
        told = rows(reviewed(coast_dossier(), c1=Review("draft", opinions=opinions)))
        assert {row["reviewers_differ"] for row in told if row["claim_id"] == told[0]["claim_id"]} == {"yes"}
        assert {row["reviewers_differ"] for row in told[1:]} == {"no"}

    def test_excel_reads_it_as_utf_8_and_other_readers_as_rfc_4180(self) -> None:
        (data,) = write(coast_dossier(), "csv").values()
        assert data.startswith(b"\xef\xbb\xbfnumber,claim_id,")
        assert data.count(b"\r\n") == data.count(b"\n") == 7

    def test_figures_are_those_of_the_sheet_each_with_its_claim(self) -> None:
        told = rows(example(), "figures-csv")
        assert [(row["what"], row["min"], row["max"], row["bound"], row["claim_id"]) for row in told] == [
            ("killed", "10", "10", "exact", "clm-6fda1918d39b"),
            ("injured", "", "", "unknown", "clm-6fda1918d39b"),
            ("lost", "4", "4", "exact", "clm-6fda1918d39b"),
        ]
        assert all(row["credited"] for row in told)


class TestGeoJson:
    """Places."""

    @staticmethod
    def loaded(found: Dossier) -> Any:
        (data,) = write(found, "geojson").values()
        return geojson.loads(data.decode("utf-8"))

    def test_it_is_geojson_with_longitude_first(self) -> None:
        collection = self.loaded(example())
        assert collection.is_valid
        assert not collection.errors()
        (place,) = [each for each in collection.features if each.properties["name"] == "Al Qaţrūn"]
        assert place.geometry == {"type": "Point", "coordinates": [14.6486, 24.9514]}

    def test_estimates_are_marked_and_say_what_they_are_made_from(self) -> None:
        (place,) = [each for each in self.loaded(example()).features if each.properties["estimated"]]
        assert place.properties["estimated_from"] == "جنوب القطرون بحوالي 80 كم"
        assert place.properties["radius_km"] == 33
        assert place.properties["geonames"] is None

    def test_a_place_without_a_point_has_none(self) -> None:
        found = example()
        claims = []
        for claim in found.claims:
            places = claim.facets.places if claim.facets else ()
            unknown = tuple(replace(each, lat=None, lon=None) for each in places)
            claims.append(replace(claim, facets=replace(claim.facets, places=unknown) if claim.facets else None))
        collection = self.loaded(replace(found, claims=tuple(claims)))
        assert collection.is_valid
        assert len(collection.features) > 5
        assert all(each.geometry is None for each in collection.features)

    def test_every_feature_has_the_same_columns_and_its_claims_with_their_sources(self) -> None:
        features = self.loaded(example()).features
        assert len({tuple(each.properties) for each in features}) == 1
        for feature in features:
            assert feature.properties["claims"]
            for claim in feature.properties["claims"]:
                assert claim["source"] in feature.properties["sources"]
                assert claim["credited"]
                assert claim["status"] == "draft"


def test_an_id_that_cannot_be_a_file_s_name_is_refused_where_files_are_named_after_it() -> None:
    article = Document.from_text("../up", "قال سالم.\n", "ar")
    with pytest.raises(ClaimsError, match="is not a valid file name"):
        write(dossier(article, claims=[]), "brat")


def test_half_a_surrogate_pair_is_written_out() -> None:
    article, claims = coast()
    broken: Claim = replace(claims[0], content=(Span(0, 1, "\ud800"),))
    for form in BY_LANGUAGE:
        for data in write(dossier(article, claims=[broken]), form).values():
            assert data.decode("utf-8")
    graph = read(dossier(article, claims=[broken]), "json-ld")["@graph"]
    assert [node["text"] for node in graph if node.get("@type") == "Claim"] == ["\ud800"]


@pytest.mark.parametrize("form", ["geojson", "json-ld", "csl", "csv", "figures-csv"])
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
    ],
)
def test_the_address_of_an_invalid_record_is_not_passed_on(form: str, address: str) -> None:
    """Programs make links of addresses; a record whose address is none is still written without it."""
    invalid = replace(rich(), documents=tuple(replace(one, url=address) for one in rich().documents))
    (data,) = write(invalid, form, lang="en").values()
    assert b"alert" not in data
    assert b"script" not in data.replace(b"description", b"").lower()
