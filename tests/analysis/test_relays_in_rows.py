"""No row counts a relay as a source: relays are built in every construction, around every kind of origin."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.analysis.accounts import accounts
from claims.analysis.independence import Independence
from claims.analysis.origins import origins
from claims.analysis.sources import register_sources
from claims.languages.ar.rule_extractor import RuleExtractor
from claims.model import Claim, Document, Dossier, Group, Made, Relay, Source, Span, claim_id

if TYPE_CHECKING:
    from claims.model import Kind

OUTLETS = ["قناة الأقصى", "صحيفة الشرق", "وكالة رويترز", "وكالة الأناضول", "موقع الخبر", "قناة الحدث"]
NAMED = ["وزارة الصحة", "وزير النقل سالم الهادي", "منظمة أطباء بلا حدود", "المتحدث باسم الجيش أحمد المسماري"]
UNNAMED = ["مصدر أمني", "مصادر محلية", "شهود عيان"]
ARABIC = [
    "ذكرت {outlet} نقلا عن {origin} أن الطريق مغلق.",
    "ذكرت {outlet}، نقلا عن {origin}، أن الطريق مغلق.",
    "أفادت {outlet} نقلا عن {origin} بأن الطريق مغلق.",
    "نقلت {outlet} عن {origin} أن الطريق مغلق.",
    "نقلت {outlet} عن {origin} قوله إن الطريق مغلق.",
    "الطريق مغلق، وفق ما أوردت {outlet} عن {origin}.",
    "الطريق مغلق، حسبما نقلت {outlet} عن {origin}.",
    "الطريق مغلق، بحسب ما ذكرت {outlet} نقلا عن {origin}.",
    "قال {origin} في تصريح ل{outlet} إن الطريق مغلق.",
    "قال {origin}، في مقابلة مع {outlet}، إن الطريق مغلق.",
    "قال {origin}، وفق ما أوردت {outlet}، إن الطريق مغلق.",
    "أعلن {origin} أن الطريق مغلق، بحسب {outlet}.",
    "أكد {origin}، بحسب ما ذكرت {outlet}، أن الطريق مغلق.",
]
NESTED = [
    "نقلت {first} عن {second} أن {origin} أكد أن الطريق مغلق.",
    "ذكرت {first}، نقلا عن {second}، أن {origin} قال إن الطريق مغلق.",
    "نقلت {first} عن {second} قولها إن {origin} أكد أن الطريق مغلق.",
    "أفادت {first} بأن {second} نقلت عن {origin} أن الطريق مغلق.",
]
"""Relays of relays."""
ENGLISH = [
    ("{origin} told {outlet} that the road was closed.", "Reuters", "the road was closed"),
    ("According to {origin}, quoted by {outlet}, the road was closed.", "Anadolu Agency", "the road was closed"),
    ("{outlet} reported, citing {origin}, that the road was closed.", "AFP", "the road was closed"),
    ("The road was closed, {outlet} quoted {origin} as saying.", "Al-Hadath", "The road was closed"),
]
ENGLISH_ORIGINS: dict[str, Kind] = {
    "Health Ministry": "organization",
    "a security source": "unnamed",
    "local sources": "unnamed",
}


@cache
def relayed(sentence: str) -> tuple[Document, tuple[Claim, ...]]:
    """An article of one sentence, and the claims in it that the road is closed."""
    document = Document.from_text(f"d{crc32(sentence.encode())}", sentence, "ar")
    found = RuleExtractor().extract(document)
    return document, tuple(claim for claim in found if any("الطريق مغلق" in part.exact for part in claim.content))


def english(
    pattern: str, outlet: str, content: str, origin: str, *, nested: bool
) -> tuple[Document, tuple[Claim, ...]]:
    """An article of one sentence with the origin's claim; the relay is around it if `nested`, else beside."""
    text = pattern.format(origin=origin, outlet=outlet)
    document = Document.from_text(f"e-{crc32(text.encode())}", text, "en")

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words), words)

    def claim(name: str, kind: Kind, within: str | None = None, relayed_by: tuple[Relay, ...] = ()) -> Claim:
        return Claim(
            id=claim_id(document.id, name, "said", [content], 0),
            document=document.id,
            source=Source(name, kind, span(name)),
            cue=span(name),
            content=(span(content),),
            mode="indirect",
            act="state",
            within=within,
            relayed_by=relayed_by,
        )

    if nested:
        outer = claim(outlet, "media")
        return document, (outer, claim(origin, ENGLISH_ORIGINS[origin], outer.id))
    return document, (
        claim(origin, ENGLISH_ORIGINS[origin], None, (Relay(outlet, span(outlet)),)),
        claim(outlet, "media"),
    )


def row(articles: list[tuple[Document, tuple[Claim, ...]]]) -> tuple[int, bool]:
    """How many named independent sources one row of all these claims counts, and whether there are unnamed ones."""
    documents = tuple(document for document, _ in articles)
    claims = tuple(dict.fromkeys(claim for _, some in articles for claim in some))
    group = Group("grp-000000000000", tuple(claim.id for claim in claims), "hand", None, None, "0")
    known = origins(documents)
    dossier = Dossier(None, ("ar", "en"), Made("0"), documents, claims, origins=known, groups=(group,))
    register = register_sources(documents, claims, known)
    (account,) = accounts(dossier, register, Independence(dossier, register))
    return account.independent, account.unnamed > 0


def found_in(sentence: str) -> tuple[Document, tuple[Claim, ...]]:
    document, claims = relayed(sentence)
    assert claims, f"no claim in {sentence}"
    return document, claims


@pytest.mark.parametrize("origin", [*NAMED, *UNNAMED])
@pytest.mark.parametrize("construction", ARABIC)
def test_a_relay_and_its_origin_are_at_most_the_origin(construction: str, origin: str) -> None:
    two = [found_in(construction.format(outlet=outlet, origin=origin)) for outlet in OUTLETS[:2]]
    assert row(two)[0] <= (origin in NAMED)


@pytest.mark.parametrize("origin", [*NAMED, *UNNAMED])
@pytest.mark.parametrize("construction", NESTED)
def test_two_outlets_that_relay_one_after_the_other_add_nothing(construction: str, origin: str) -> None:
    told = [
        found_in(construction.format(first=first, second=second, origin=origin))
        for first, second in [OUTLETS[:2], OUTLETS[2:4]]
    ]
    assert row(told)[0] <= (origin in NAMED)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([*NAMED, *UNNAMED]),
    st.lists(st.tuples(st.sampled_from(ARABIC), st.sampled_from(OUTLETS)), min_size=2, max_size=5, unique=True),
)
def test_however_many_relay_one_origin_it_stays_one(origin: str, told: list[tuple[str, str]]) -> None:
    articles = [found_in(construction.format(outlet=outlet, origin=origin)) for construction, outlet in told]
    assert row(articles)[0] <= (origin in NAMED)


@pytest.mark.parametrize("nested", [True, False], ids=["around", "beside"])
@pytest.mark.parametrize("origin", list(ENGLISH_ORIGINS))
@pytest.mark.parametrize(("pattern", "outlet", "content"), ENGLISH)
def test_a_relay_in_english_is_none_either(pattern: str, outlet: str, content: str, origin: str, nested: bool) -> None:
    article = english(pattern, outlet, content, origin, nested=nested)
    assert row([article])[0] == (ENGLISH_ORIGINS[origin] != "unnamed")


def test_an_outlet_that_is_credited_for_what_it_published_adds_nothing() -> None:
    published, claims = found_in("قال مصدر أمني إن الطريق مغلق.")
    published = replace(published, publisher="قناة الأقصى")
    citing = found_in("ذكرت قناة الأقصى أن الطريق مغلق.")
    assert row([(published, claims), citing]) == (0, True)


@pytest.mark.parametrize(("one", "other"), list(combinations(NAMED[:3], 2)))
def test_two_origins_stay_two_whoever_relays_them(one: str, other: str) -> None:
    told = [found_in(ARABIC[0].format(outlet=OUTLETS[0], origin=origin)) for origin in (one, other)]
    assert row(told)[0] == 2


def test_who_speaks_of_reports_has_counted_nothing() -> None:
    counted = found_in("قالت وزارة الصحة إن الطريق مغلق.")
    heard = found_in("قال وزير النقل سالم الهادي إن تقارير تفيد بأن الطريق مغلق.")
    assert row([counted, heard]) == (1, True)
