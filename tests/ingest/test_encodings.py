import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ClaimsError
from claims.ingest import read
from claims.ingest.text_encoding import decode

SENTENCE = "قال مصدر أمني إن القوات سيطرت على المدينة، وأضاف أن العملية مستمرة حتى مساء الخميس."
QUOTED = "وقال الوزير: «لن نقبل بذلك»، مؤكدا أن الحكومة ماضية في خطتها رغم كل الصعوبات."
SAY = "Say the right one with --encoding, such as utf-8, utf-16, windows-1256 or iso-8859-6"

ARABIC = {
    "utf-8": SENTENCE.encode(),
    "utf-8 with a byte order mark": codecs.BOM_UTF8 + SENTENCE.encode(),
    "utf-16": SENTENCE.encode("utf-16"),
    "utf-16 big-endian with a byte order mark": codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
    "utf-16 without a byte order mark": SENTENCE.encode("utf-16-le"),
    "utf-32": SENTENCE.encode("utf-32"),
    "windows-1256": SENTENCE.encode("windows-1256"),
    "iso-8859-6": SENTENCE.encode("iso-8859-6"),
}


@pytest.mark.parametrize("data", ARABIC.values(), ids=ARABIC)
def test_arabic_is_read_in_whatever_encoding_it_comes(data: bytes) -> None:
    assert decode(data, "article.txt") == SENTENCE


def test_quotation_marks_of_windows_1256_are_kept() -> None:
    assert decode(QUOTED.encode("windows-1256"), "article.txt") == QUOTED


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-8", "utf-16"])
def test_a_headline_is_enough_where_the_encoding_is_said(encoding: str) -> None:
    assert decode("مقتل جنديين".encode(encoding), "article.txt", encoding) == "مقتل جنديين"


REFUSED = {
    "zero bytes": (b"abc\0def\0\0\1\2" * 20, None, "article.txt: the file is not text. "),
    "random bytes": (bytes(range(1, 256)) * 4, None, "article.txt: the file is not text. "),
    "a PDF": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", None, "article.txt: the file is not text (application/pdf). "),
    "a ZIP": (b"PK\x03\x04\x14\x00" + bytes(range(256)), None, "article.txt: the file is not text (application/zip). "),
    "control characters": (b"\x01\x02\x03\x04 ab" * 9, None, "article.txt: the file is not text. "),
}


@pytest.mark.parametrize(("data", "encoding", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_text_is_refused(data: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        decode(data, "article.txt", encoding)
    assert str(caught.value) == message + "Save the article's text as a .txt file in UTF-8"


WRONG = {
    "UTF-8 with a broken letter": (
        f"{SENTENCE}\n{SENTENCE}".encode()[:-3] + b"\xff.",
        None,
        (
            "article.txt: the file is damaged UTF-8: byte 0xff in line 2 is not valid. "
            "Get the file again from where it came from"
        ),
    ),
    "UTF-8 said to be windows-1256": (
        SENTENCE.encode(),
        "windows-1256",
        "article.txt: the file is not in windows-1256: it is UTF-8. Leave --encoding out",
    ),
    "windows-1256 said to be UTF-8": (
        SENTENCE.encode("windows-1256"),
        "utf-8",
        f"article.txt: the file is not in utf-8: byte 0xde in line 1 is not valid. {SAY}",
    ),
    "half a UTF-16 letter": (
        SENTENCE.encode("utf-16")[:-1],
        None,
        f"article.txt: the file is not in utf-16: byte 0x2e in line 1 is not valid. {SAY}",
    ),
    "an encoding that does not exist": (b"abc", "arabic-9", f"unknown encoding 'arabic-9'. {SAY}"),
    "a codec that is no encoding": (b"abc", "base64", f"unknown encoding 'base64'. {SAY}"),
    "an encoding with a zero byte": (b"abc", "utf\0", f"unknown encoding 'utf\\x00'. {SAY}"),
    "bytes that no encoding explains": (
        bytes([0xC3, 0x28, 0xA0, 0xA1, 0xE2, 0x28, 0xA1, 0x20, 0xF0, 0x28, 0x8C, 0xBC]),
        None,
        f"article.txt: the encoding cannot be detected. {SAY}",
    ),
}


@pytest.mark.parametrize(("data", "encoding", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_encoding_is_said(data: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        decode(data, "article.txt", encoding)
    assert str(caught.value) == message


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "windows-1256", "utf-16", "iso-8859-6", "utf-7"]))
def test_any_bytes_give_text_or_a_clear_refusal(data: bytes, encoding: str | None) -> None:
    try:
        text = decode(data, "article.txt", encoding)
    except ClaimsError:
        return
    assert "\0" not in text
    assert text.encode("utf-8").decode("utf-8") == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Co"]), min_size=1))
def test_utf_8_is_always_read_as_utf_8(text: str) -> None:
    assert decode(text.encode("utf-8"), "article.txt") == text.removeprefix("\ufeff")


def test_line_ends_become_one_character(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_bytes(f"{SENTENCE}\r\n{SENTENCE}\r{SENTENCE}\n".encode())
    assert read(article).text == f"{SENTENCE}\n{SENTENCE}\n{SENTENCE}\n"
