"""Who passed a claim on, in every construction: the claim is the origin's, and the record says who relayed it."""

from __future__ import annotations

import pytest

from claims.languages.ar.learned import learned_extractor
from claims.languages.ar.rule_extractor import RuleExtractor
from claims.model import Claim, Document

MINISTER = "وزير النقل سالم الهادي"

RELAYED = [
    ("ذكرت قناة الأقصى نقلا عن وزارة الصحة أن الطريق مغلق.", "وزارة الصحة", ["قناة الأقصى"]),
    ("ذكرت قناة الأقصى، نقلا عن وزارة الصحة، أن الطريق مغلق.", "وزارة الصحة", ["قناة الأقصى"]),
    ("وقالت وكالة الأنباء الرسمية، نقلا عن بيان للجيش، إن الطريق مغلق.", "بيان للجيش", ["وكالة الأنباء الرسمية"]),
    ("نقلت صحيفة الشرق عن مصدر أمني قوله إن الطريق مغلق.", "مصدر أمني", ["صحيفة الشرق"]),
    ("نقلت صحيفة الشرق، عن مصدر أمني، أن الطريق مغلق.", "مصدر أمني", ["صحيفة الشرق"]),
    (f"ونقلت وكالة رويترز عن {MINISTER} أن الطريق مغلق.", MINISTER, ["وكالة رويترز"]),
    (f'نقل موقع الخبر عن {MINISTER}: "الطريق مغلق".', MINISTER, ["موقع الخبر"]),
    (f"الطريق مغلق، وفق ما أوردت وكالة الأناضول عن {MINISTER}.", MINISTER, ["وكالة الأناضول"]),
    (f"الطريق مغلق، حسبما نقلت وكالة الأناضول عن {MINISTER}.", MINISTER, ["وكالة الأناضول"]),
    (f"الطريق مغلق، بحسب ما ذكرت صحيفة الشرق نقلا عن {MINISTER}.", MINISTER, ["صحيفة الشرق"]),
    (f"الطريق مغلق، بحسب ما ذكرت صحيفة الشرق، نقلا عن {MINISTER}.", MINISTER, ["صحيفة الشرق"]),
    (f"الطريق مغلق، بحسب وكالة رويترز نقلا عن {MINISTER}.", MINISTER, ["وكالة رويترز"]),
    (f"قال {MINISTER} لوكالة رويترز إن الطريق مغلق.", MINISTER, ["وكالة رويترز"]),
    (f"قال {MINISTER}، لوكالة رويترز، إن الطريق مغلق.", MINISTER, ["وكالة رويترز"]),
    (f"قال {MINISTER} لرويترز إن الطريق مغلق.", MINISTER, ["رويترز"]),
    (f"قال {MINISTER} في تصريح لقناة الحدث إن الطريق مغلق.", MINISTER, ["قناة الحدث"]),
    (f'قال {MINISTER} لإذاعة "صوت اليوم" إن الطريق مغلق.', MINISTER, ['إذاعة "صوت اليوم"']),
    (f'قال {MINISTER} في تصريح لقناة "المغاربية" إن الطريق مغلق.', MINISTER, ['قناة "المغاربية"']),
    (f"قال {MINISTER}، في مقابلة مع قناة الحدث، إن الطريق مغلق.", MINISTER, ["قناة الحدث"]),
    (
        f"قال {MINISTER} في حديث إلى وكالة الأنباء الإيرانية (إرنا) إن الطريق مغلق.",
        MINISTER,
        ["وكالة الأنباء الإيرانية (إرنا)"],
    ),
    ("أعلن الجيش في بيان نقلته وكالة سانا أن الطريق مغلق.", "الجيش", ["وكالة سانا"]),
    ("أكدت مصادر لصحيفة الشرق أن الطريق مغلق.", "مصادر", ["صحيفة الشرق"]),
    (
        "أفادت صحيفة الشرق نقلا عن قناة الحدث عن مصدر أمني أن الطريق مغلق.",
        "مصدر أمني",
        ["صحيفة الشرق", "قناة الحدث"],
    ),
]

NOT_RELAYED = [
    f"قال {MINISTER} إن صحيفة الشرق أغلقت.",
    f"قال {MINISTER} للصحفيين إن الطريق مغلق.",
    f"كتب {MINISTER} على موقع تويتر أن الطريق مغلق.",
    "ذكرت صحيفة الشرق أن الطريق مغلق.",
    f"أعلن {MINISTER} عن إغلاق الطريق.",
]


@pytest.mark.parametrize(("text", "origin", "relays"), RELAYED, ids=[text for text, _, _ in RELAYED])
def test_the_claim_is_the_origins_and_says_who_relayed_it(text: str, origin: str, relays: list[str]) -> None:
    claim = next(c for c in _claims(text) if c.source.name == origin)
    assert [part.exact for part in claim.content] == ["الطريق مغلق"]
    assert [relay.name for relay in claim.relayed_by] == relays
    for relay in claim.relayed_by:
        assert relay.mention is not None
        assert text[relay.mention.start : relay.mention.end] == relay.mention.exact


@pytest.mark.parametrize("text", NOT_RELAYED)
def test_no_relay_is_made_up(text: str) -> None:
    assert [claim.relayed_by for claim in _claims(text)] in ([()], [])


def test_a_relay_has_the_full_name_that_the_article_gave_it() -> None:
    first, second = _claims("ذكرت صحيفة الشرق أن المدينة هادئة.\nوقال مصدر أمني للصحيفة إن الطريق مغلق.")
    assert first.relayed_by == ()
    assert [(relay.name, relay.mention and relay.mention.exact) for relay in second.relayed_by] == [
        ("صحيفة الشرق", "للصحيفة")
    ]


QUOTED: list[tuple[str, str, str]] = [
    (
        "وزار الرئيس كريم الطحان المدينة. ونقلت وكالات الأنباء قوله إن الطريق مغلق.",
        "الرئيس كريم الطحان",
        "وكالات الأنباء",
    ),
    (
        "وقال النائب سامر الحلبي إن الجسر مغلق. ونقلت عنه صحيفة الشرق قوله إن الطريق مغلق.",
        "النائب سامر الحلبي",
        "صحيفة الشرق",
    ),
    (
        "وقالت النائبة رنا السالم إن الجسر مغلق. ونقل موقع الخبر قولها: «الطريق مغلق».",
        "النائبة رنا السالم",
        "موقع الخبر",
    ),
    (
        "وقال النائب سامر الحلبي إن الجسر مغلق. ونقلت صحيفة الشرق عنه قوله إن الطريق مغلق.",
        "النائب سامر الحلبي",
        "صحيفة الشرق",
    ),
]


@pytest.mark.parametrize(("text", "name", "relay"), QUOTED, ids=[text for text, _, _ in QUOTED])
def test_who_is_quoted_by_a_pronoun_is_the_source(text: str, name: str, relay: str) -> None:
    last = learned_extractor().extract(Document.from_text("a", text, "ar"))[-1]
    assert (last.source.mention, last.source.name, [r.name for r in last.relayed_by]) == (None, name, [relay])


def test_an_outlet_that_quotes_another_still_makes_its_own_claim() -> None:
    claims = _claims("ذكرت قناة الأقصى، نقلا عن وزارة الصحة، أن الطريق مغلق.")
    assert [claim.source.name for claim in claims] == ["قناة الأقصى", "وزارة الصحة"]
    assert claims[0].content == claims[1].content


def _claims(text: str) -> list[Claim]:
    return RuleExtractor().extract(Document.from_text("relayed", text, "ar"))
