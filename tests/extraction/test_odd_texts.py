"""No text is too odd: whatever characters an article holds, claims and facets are read without an error."""

from __future__ import annotations

import sys
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.claim_facets import with_facets
from claims.languages.ar.rule_extractor import RuleExtractor
from claims.model import Document
from claims.workflow import extract

CHARACTERS: dict[str, list[str]] = {}
for code in range(sys.maxunicode + 1):
    if category(chr(code)) not in {"Cs", "Cn", "Co"}:
        CHARACTERS.setdefault(category(chr(code)), []).append(chr(code))
DIGITS = [c for kind in ("Nd", "Nl", "No") for c in CHARACTERS[kind] if c.isdigit() or c.isnumeric()]
WORDS = """
قال أضاف مضيفا أن إن وفقا بحسب لمصدر الوزير محمد في من يوم الأحد الساعة مساء عام أبريل هـ قبل بعد نحو أكثر بين إلى و مئة
ألف مليون أشخاص جندي جنود مدنيين قتلت قتل أصيب وإصابة ثلاثة عشر بالمئة كيلومترا شمال مدينة طرابلس بغداد الجيش قوات تنظيم
""".split()  # noqa: SIM905 - a text is easier to read than a list
MARKS = [*"()[]«»\"“”'،؛؟:.…-–%/\n", *"\u0651\u064e\u0640\u2066\u2069\u202e\u200f\ufeff"]
ANY = st.sampled_from(sorted(CHARACTERS)).flatmap(lambda kind: st.sampled_from(CHARACTERS[kind]))
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(DIGITS), st.sampled_from(MARKS), ANY)
SENTENCES = (
    "قال المتحدث إنه قتل {0} جنود و{0} مدنيين (¹).",
    "قال المتحدث إن {0} جنود قتلوا يوم {0} أبريل {0}{0}{0}{0}.",
    "وأضاف الوزير أن المباراة انتهت 3-{0} بعد الساعة {0} مساء في 2024.",
    "وفقا لمصدر ({0}) قتل {0}.5 ألف {0} شخص، {0}٪ منهم في عام ١٤٤{0} هـ.",
    "قال {0} إن {0}{0} أصيبوا قبل {0} أيام على بعد {0} كيلومترا.",
)


def read(text: str) -> None:
    document = Document.from_text(id="a", text=text, language="ar", published="2024-05-06")
    for claim in extract(document):
        for span in (claim.cue, *claim.content):
            assert text[span.start : span.end] == span.exact


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sign_for_a_number(sentence: str) -> None:
    read("\n".join(sentence.format(sign) for sign in DIGITS[::3] + list("¹²³⁴½¼①⑴")))


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("number", ["9" * 5000, "9" + ",999" * 2000, "0." + "9" * 5000, "99999999999999", "٩" * 5000])
def test_a_number_of_any_length(sentence: str, number: str) -> None:
    read(sentence.format(number))


@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]))
@settings(max_examples=150, deadline=None)
def test_any_text(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    if text.strip():
        read("قال المتحدث إن " + text)


def test_a_text_longer_than_any_article_is_read_in_stretches() -> None:
    sentence = "قال محمد السعدي إن الطريق مغلق، مضيفا أن السعدي غادر طرابلس.\n"
    text = sentence * 5000  # beyond `LONGEST`
    document = Document.from_text(id="a", text=text, language="ar", published="2024-05-06")
    claims = with_facets(document, RuleExtractor().extract(document))
    assert len(claims) >= 5000
    assert len({claim.id for claim in claims}) == len(claims)
    for claim in (*claims[:3], *claims[-3:]):
        assert text[claim.cue.start : claim.cue.end] == claim.cue.exact
    places = [place.span for claim in claims if claim.facets for place in claim.facets.places]
    assert len(places) >= 5000
    assert {text[span.start : span.end] for span in places} == {"طرابلس"}
    outer = {claim.id: claim for claim in claims}
    for claim in claims:
        if claim.within is not None:
            assert outer[claim.within].content[0].start <= claim.cue.start
