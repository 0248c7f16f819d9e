"""The small things that a sheet is made of: characters, dates, links, glosses, labels."""

from __future__ import annotations

import json
import re
from importlib import resources
from io import StringIO
from pathlib import Path
from typing import Any, get_args

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from claims.analysis.relays import NOT_CLAIMED
from claims.errors import ClaimsError
from claims.extraction import language
from claims.model import ACTS, KINDS, MODES, STATUSES
from claims.model.event_types import EVENT_TYPES
from claims.model.facets import BOUNDS, DAY_PARTS, PHASES, WEEKDAYS, WHATS, PartyKind, Precision
from claims.sheet import label_wording, languages
from claims.sheet.date_labels import date_and_time_in_words, weekday_in_words
from claims.sheet.label_catalogue import messages, updated
from claims.sheet.labels import SOURCE_LANGUAGE, labels
from claims.sheet.limits import LIMITS
from claims.sheet.safe_links import Directive, directive, find, is_geo, safe_address, with_fragment
from claims.sheet.text_direction import direction
from claims.sheet.visible_characters import visible

DATA = Path(__file__).parent / "data"


# Characters


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u202c", "a⟨U+202E⟩b⟨U+202C⟩"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("a\u200bb\ufeff\u00ad\u2060", "a⟨U+200B⟩b⟨U+FEFF⟩⟨U+00AD⟩⟨U+2060⟩"),
        ("\x00\x1b[31m\x7f\x9b", "⟨U+0000⟩⟨U+001B⟩[31m⟨U+007F⟩⟨U+009B⟩"),
        ("\U000e0041\U000e0100", "⟨U+E0041⟩⟨U+E0100⟩"),
        ("\u3164\u115f\u034f", "⟨U+3164⟩⟨U+115F⟩⟨U+034F⟩"),
        ("a\ud800", "a⟨U+D800⟩"),
        ("می\u200cخواهم\u200f \u200e\u061c", "می\u200cخواهم\u200f \u200e\u061c"),
        ("\u06dd٣\u0600", "\u06dd٣\u0600"),
        ("قَالَ", "قَالَ"),
        ("a\r\nb\tc\u2028d\x85e", "a  b c d e"),
        ("\u00a0", "\u00a0"),
    ],
)
def test_what_no_reader_sees_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible(shown) == shown


# Dates


@pytest.mark.parametrize(
    ("written", "english", "arabic"),
    [
        ("2019", "2019", "2019"),
        ("2019-03", "March 2019", "مارس 2019"),
        ("2019-03-07", "March 7, 2019", "7 مارس 2019"),
        ("2019-03-07T14:05:59+02:00", "March 7, 2019 14:05 UTC+02:00", "7 مارس 2019 14:05 UTC+02:00"),
        ("2019-03-07T23:59:00.5Z", "March 7, 2019 23:59 UTC", "7 مارس 2019 23:59 UTC"),
        ("0079-08-24", "August 24, 79", "24 أغسطس 79"),
        ("2019-02-30", "2019-02-30", "2019-02-30"),
        ("2019-13", "2019-13", "2019-13"),
        ("2019-03-07T25:00:00Z", "2019-03-07T25:00:00Z", "2019-03-07T25:00:00Z"),
        ("٢٠١٩", "٢٠١٩", "٢٠١٩"),
        ("last Thursday", "last Thursday", "last Thursday"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(written: str, english: str, arabic: str) -> None:
    assert " ".join(filter(None, date_and_time_in_words(written, Locale("en")))) == english
    assert " ".join(filter(None, date_and_time_in_words(written, Locale("ar")))) == arabic


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("ar", "rtl"),
        ("ar-LY", "rtl"),
        ("fa", "rtl"),
        ("en", "ltr"),
        ("en-GB", "ltr"),
        ("und", "auto"),
        ("xx-yy-zz", "auto"),
        ("", "auto"),
        (None, "auto"),
    ],
)
def test_the_direction_of_a_language(tag: str | None, way: str) -> None:
    assert direction(tag) == way


# Links


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://x.example/a", "https://x.example/a"),
        ("HTTP://x.example", "http://x.example"),
        ("https://x.example:8443/a?b=1&c=2#d", "https://x.example:8443/a?b=1&c=2#d"),
        ("https://x.example/خبر?س=1", "https://x.example/%D8%AE%D8%A8%D8%B1?%D8%B3=1"),
        ("https://موقع.example/", "https://xn--4gbrim.example/"),
        ('https://x.example/a b"<c>\\|`', "https://x.example/a%20b%22%3Cc%3E%5C%7C%60"),
        ("https://[::1]/", "https://[::1]/"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//x.example/", None),
        ("x.example", None),
        ("https://", None),
        ("https:///a", None),
        ("https://good.example@evil.example/", None),
        ("https://x.example:99999/", None),
        ("https://x.example:port/", None),
        ("https://[x/", None),
        ("https://x.example/\u202egpj", None),
        ("https://x.example/\n", None),
        ("https://x exa.mple/", None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_web_addresses_are_safe(address: str | None, safe: str | None) -> None:
    assert safe_address(address) == safe


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("geo:24.2,14.6", True),
        ("geo:-24,-114.6;u=10000", True),
        ("geo:24.2,14.6;u=1e3", False),
        ("geo:24.2,14.6)", False),
        ("geo:24.2,14.6\n", False),
        ("geo:٢٤,14", False),
        ("GEO:24.2,14.6", False),
        (None, False),
    ],
)
def test_a_geo_address_is_of_numbers_alone(address: str | None, plain: bool) -> None:
    assert is_geo(address) is plain


@pytest.mark.parametrize(
    ("text", "words", "occurrence", "expected"),
    [
        ("one two three", "two", 0, "text=two"),
        ("well-known, A&B", "well-known, A&B", 0, "text=well%2Dknown%2C%20A%26B"),
        ("he said, she said", "said", 0, "text=said"),
        ("he said, she said", "said", 1, "text=she-,said"),
        ("يقال: نعم. قال: لا", "قال", 1, "text=%D9%82%D8%A7%D9%84"),
    ],
)
def test_a_fragment_names_the_words(text: str, words: str, occurrence: int, expected: str) -> None:
    starts = [match.start() for match in re.finditer(re.escape(words), text)]
    start = starts[occurrence]
    address = with_fragment("https://x.example/", text, [(start, start + len(words))])
    assert address == f"https://x.example/#:~:{expected}"


def test_a_long_quotation_is_named_by_its_ends() -> None:
    text = "before " + " ".join(f"word{number}" for number in range(60)) + " after"
    found = directive(text, 7, len(text) - 6)
    assert found == Directive("", "word0 word1 word2 word3", "word56 word57 word58 word59", "")


def test_words_of_two_paragraphs_are_named_by_their_ends() -> None:
    text = "first one here\nand the second\n"
    assert directive(text, 6, 21) == Directive("", "one here", "and the", "")


def test_a_fragment_joins_the_one_that_the_address_has() -> None:
    assert (
        with_fragment("https://x.example/#part", "a b", [(0, 1), (2, 3)]) == "https://x.example/#part:~:text=a&text=b"
    )


def test_no_words_no_fragment() -> None:
    assert with_fragment("https://x.example/", "  ", [(0, 2)]) == "https://x.example/"
    assert with_fragment("mailto:a@b.example", "a", [(0, 1)]) is None


@given(st.data())
def test_a_fragment_leads_to_its_words_or_to_the_first_of_their_kind(data: st.DataObject) -> None:
    words = data.draw(
        st.lists(
            st.sampled_from(["قال", "المصدر", "إن", "said", "A&B", "x-y", "نعم،", "\n", "“لا”"]),
            min_size=1,
            max_size=60,
        )
    )
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = directive(text, start, end)
    if not text[start:end].strip():
        assert found is None
        return
    assert found is not None
    place = find(text, found)
    assert place is not None
    first, last = (part for part in (found.start.split()[0], (found.end or found.start).split()[-1]))
    assert text[place[0] : place[1]].startswith(first)
    assert text[place[0] : place[1]].endswith(last)
    if len(set(words)) == len(words):
        wanted = text[start:end]
        assert place[0] <= start + len(wanted) - len(wanted.lstrip())
        assert place[1] >= start + len(wanted.rstrip())


# Glosses

GLOSSES = json.loads((DATA / "glosses.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "gloss"), GLOSSES.items(), ids=GLOSSES)
def test_a_generic_source_has_a_gloss_and_a_name_has_none(name: str, gloss: str | None) -> None:
    table = language("ar").glossaries.get("en")
    assert table is not None
    assert table.gloss(name) == gloss


ENGLISH_GLOSSES = [
    ("officials", "مسؤولون"),
    ("A military official", "مسؤول عسكري"),
    ("Senior US military officials", "مسؤولون عسكريون أمريكيون كبار"),
    ("The Libyan army", "الجيش الليبي"),
    ("the authorities", "السلطات"),
    ("unnamed sources", "مصادر مجهولة"),
    ("a spokeswoman", "متحدثة"),
    ("the military", "الجيش"),
    ("John Kirby", None),
    ("a military official in Tripoli", None),
]


@pytest.mark.parametrize(("name", "gloss"), ENGLISH_GLOSSES)
def test_english_names_of_generic_sources_have_arabic_glosses(name: str, gloss: str | None) -> None:
    assert language("en").glossaries["ar"].gloss(name) == gloss


def test_an_english_name_with_a_definite_article_is_definite() -> None:
    table = language("en").glossaries["ar"]
    assert [table.is_definite(name) for name in ("The officials", "officials", "a source")] == [True, False, False]


def test_there_are_glossaries_for_what_there_are_files_for() -> None:
    assert set(language("ar").glossaries) == {"en"}
    assert set(language("en").glossaries) == {"ar"}
    assert language("../ar").glossaries == {}


def test_every_word_of_the_glossary_can_be_found() -> None:
    data = json.loads(resources.files("claims.languages.ar").joinpath("glosses", "en.json").read_text(encoding="utf-8"))
    table = language("ar").glossaries.get("en")
    assert table is not None
    for entry in data["nouns"]:
        written = [form for forms in entry.get("forms", {}).values() for form in forms]
        if "stem" in entry:
            written = [entry["stem"] + data["endings"][entry["endings"]]["one"][0]]
        for form in written:
            assert table.gloss(form), f"{form} stands for two things"
    for entry in data["adjectives"]:
        form = entry["stem"] if "stem" in entry else entry["forms"][0]
        assert table.gloss(f"مصدر {form}") == f"{entry['gloss']} source"
    assert len(data["nouns"]) > 100
    assert len(data["adjectives"]) > 100


# Labels


TRANSLATED = [language for language in languages() if language != SOURCE_LANGUAGE]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_label_is_translated_and_nothing_else_is(language: str) -> None:
    text = resources.files("claims.sheet").joinpath("locales", f"{language}.po").read_text(encoding="utf-8")
    catalogue = read_po(StringIO(text), locale=language, abort_invalid=True)
    entries: list[Any] = [entry for entry in catalogue if entry.id]
    translated = {entry.id: entry for entry in entries}
    assert len(messages()) > 80
    assert set(translated) == messages()
    for source, entry in translated.items():
        assert not entry.fuzzy
        originals = source if isinstance(source, tuple) else (source,)
        forms = entry.string if isinstance(source, tuple) else (entry.string,)
        assert len(forms) == (catalogue.num_plurals if isinstance(source, tuple) else 1)
        allowed = set(re.findall(r"%\(\w+\)s", " ".join(originals)))
        for form in forms:
            used = re.findall(r"%\(\w+\)s|%", form)
            assert form
            assert set(used) <= allowed, form
            assert isinstance(source, tuple) or sorted(used) == sorted(allowed), form


def test_a_catalogue_brought_up_to_date_keeps_what_is_translated_adds_what_is_new_and_drops_the_rest() -> None:
    before = (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgid "Accepted"\nmsgstr "Accepté"\n\nmsgid "Nobody says this"\nmsgstr "Personne"\n'
    )
    after = updated("fr", before)
    assert after.startswith(before.partition("\n\n")[0] + "\n\n")
    catalogue = read_po(StringIO(after), locale="fr", abort_invalid=True)
    assert {entry.id for entry in catalogue if entry.id} == messages()
    assert [entry.id for entry in catalogue if entry.id and "".join(entry.string or "")] == ["Accepted"]
    assert updated("fr", after) == after


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_catalogue_keeps_the_plural_forms_of_its_header(count: int) -> None:
    header = f'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Plural-Forms: nplurals={count}; plural=0;\\n"\n'
    forms = "".join(f'msgstr[{form}] "{form}: %(num)s"\n' for form in range(count))
    after = updated("fr", f'{header}\nmsgid "%(num)s claim"\nmsgid_plural "%(num)s claims"\n{forms}')
    assert after.startswith(f"{header}\n")
    assert forms in after
    assert re.findall(r"^msgstr\[(\d+)\]", after, re.MULTILINE)[-1] == str(count - 1)
    assert updated("fr", after) == after


def test_a_catalogue_begins_with_the_plural_forms_of_its_language() -> None:
    begun = updated("ru")
    assert '"Language: ru\\n"' in begun
    assert "nplurals=4" in begun or "nplurals=3" in begun
    assert "#" not in begun.partition("msgid")[0]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "لا أقوال"),
        (1, "قول واحد"),
        (2, "قولان"),
        (3, "%(num)s أقوال"),
        (10, "%(num)s أقوال"),
        (11, "%(num)s قولًا"),
        (99, "%(num)s قولًا"),
        (100, "%(num)s قول"),
        (102, "%(num)s قول"),
        (103, "%(num)s أقوال"),
        (111, "%(num)s قولًا"),
    ],
)
def test_arabic_has_six_plurals(number: int, said: str) -> None:
    assert labels("ar").counted("%(num)s claim", "%(num)s claims", number) == said


def test_a_language_without_a_catalogue_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(ClaimsError, match=r"^no labels in the language 'xx'\. Choose one of: ar, en$"):
        labels("xx")
    with pytest.raises(ClaimsError):
        labels("../ar")


def test_every_code_of_a_record_has_its_words() -> None:
    assert tuple(label_wording.ACTS) == ACTS
    assert set(label_wording.KINDS) == set(KINDS)
    assert set(label_wording.MODES) == set(MODES)
    assert set(label_wording.STATUSES) == {*STATUSES, "corrected", "noted"}
    assert tuple(label_wording.LIMITS) == LIMITS


def test_every_code_of_a_facet_has_its_words() -> None:
    assert tuple(label_wording.WHATS) == WHATS
    assert tuple(label_wording.BOUNDS) == BOUNDS
    assert tuple(label_wording.DAY_PARTS) == DAY_PARTS
    assert tuple(label_wording.PHASES) == PHASES
    assert tuple(label_wording.PARTY_KINDS) == get_args(PartyKind)
    assert tuple(label_wording.PRECISIONS) == get_args(Precision)
    assert set(label_wording.STANCES) == set(NOT_CLAIMED)
    assert set(label_wording.EVENTS) == set(EVENT_TYPES)
    assert all(weekday_in_words(day, Locale("ar")) != day for day in WEEKDAYS)


def test_every_wording_of_a_claim_names_its_source() -> None:
    assert all(
        message.count("%(source)s") == 1 for message in (*label_wording.ACTS.values(), label_wording.UNKNOWN_ACT)
    )
