"""Names that are spelled letter by letter, some of whose letters are written like particles (سي إن إن)."""

from __future__ import annotations

import pytest

from claims.languages.ar.attribution.source_names import arabic_names
from claims.languages.ar.learned import learned_extractor

NAMES = [
    ("قال لشبكة سي إن إن إن المدينة هادئة", ["سي إن إن"]),
    ("قال لشبكة سي إن إن أن المدينة هادئة", ["سي إن إن"]),
    ("وذكرت إن بي سي نيوز أن الطريق مغلق", ["إن بي سي"]),
    ("قال لشبكة سي إن بي سي إن السوق متقلبة", ["سي إن بي سي"]),
    ("قال لإذاعة إن بي آر إن الطريق مغلق", ["إن بي آر"]),
    ("نقلت وكالة إيه إن آي عن مصدر", ["إيه إن آي"]),
    ("وقالت لبي بي سي إن ابنها بخير", ["لبي بي سي"]),
    ("أفادت قناة سي بي إس في تقرير", ["سي بي إس"]),
    ("قال لوكالة إيه بي سي إن الجسر مغلق، ونقلت عنه سي إن إن ذلك", ["إيه بي سي", "سي إن إن"]),
    ("قال إن في المدينة جسرا", []),
    ("قال الوزير إن بي رغبة في السفر", []),
    ("جلس دي ميستورا في المقعد", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[text for text, _ in NAMES])
def test_the_letters_of_a_name_are_found(text: str, names: list[str]) -> None:
    words = text.replace("،", " ،").split()
    lexicon = arabic_names().lexicon
    known = lexicon.read(words)
    found = lexicon.spelled(known)
    assert [" ".join(words[slice(*place)]) for place in found] == names
    assert not any(word.that or word.preposition for place in found for word in known[slice(*place)])


CLAIMS = [
    ("صرح مسؤول في البنتاغون لشبكة سي إن إن أن واشنطن تدرس إرسال حاملة طائرات.", "شبكة سي إن إن"),
    ("قال ضابط رفيع لشبكة إن بي سي نيوز إن الجيش يستعد لعملية برية.", "شبكة إن بي سي"),
    ("قالت مسؤولة في المصرف لشبكة سي إن بي سي إن الفائدة سترتفع قريبا.", "شبكة سي إن بي سي"),
    ("قال طبيب في المستشفى لإذاعة إن بي آر إن الأدوية نفدت منذ يومين.", "إذاعة إن بي آر"),
    ("قال قائد في الشرطة لوكالة إيه إن آي إن المهاجمين فروا نحو الحدود.", "وكالة إيه إن آي"),
]


@pytest.mark.parametrize(("text", "relay"), CLAIMS, ids=[relay for _, relay in CLAIMS])
def test_a_spelled_name_is_no_part_of_what_is_said(text: str, relay: str) -> None:
    [claim] = learned_extractor().find(text)
    complementizer = " أن " if " أن واشنطن" in text else " إن "
    assert text[slice(*claim.content[0])] == text.rsplit(complementizer, 1)[1].rstrip(".")
    assert [name for name, _ in claim.relayed_by] == [relay]
