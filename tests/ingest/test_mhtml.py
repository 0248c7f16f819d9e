from pathlib import Path

import pytest

from claims.errors import ClaimsError
from claims.ingest import read
from tests.ingest.made import TEXT, page, saved

FRAME = page("إعلان طويل عن عرض خاص لا يتكرر في كل يوم، سارعوا بالاتصال على الأرقام الظاهرة أمامكم.")


def mhtml(*, location: str = "https://n.example/2021/page", charset: str = "utf-8") -> bytes:
    """As Chrome writes it, though with a frame before the page, which Chrome puts first."""
    import quopri

    html = quopri.encodestring(page().encode(charset)).decode("ascii")
    frame = quopri.encodestring(FRAME.encode()).decode("ascii")
    return f"""From: <Saved by Blink>
Snapshot-Content-Location: {location}
Subject: =?utf-8?Q?=D8=AE=D8=A8=D8=B1?=
Date: Wed, 6 Jan 2021 09:30:00 +0200
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----MultipartBoundary--x"

------MultipartBoundary--x
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: cid:frame-1@mhtml.blink

{frame}
------MultipartBoundary--x
Content-Type: text/html; charset={charset}
Content-Transfer-Encoding: quoted-printable
Content-Location: https://n.example/2021/page

{html}
------MultipartBoundary--x
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://n.example/a.png

iVBORw0KGgo=
------MultipartBoundary--x--
""".replace("\n", "\r\n").encode("ascii")


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.txt"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_the_page_is_read_and_not_its_frames(tmp_path: Path, name: str, charset: str) -> None:
    document = read(saved(tmp_path / name, mhtml(charset=charset)))
    assert document.text == TEXT
    assert (document.url, document.retrieved) == ("https://n.example/2021/page", "2021-01-06T09:30:00+02:00")
    assert [(one.field, one.found) for one in document.provenance] == [
        ("url", "archive"),
        ("retrieved", "archive"),
        ("language", "page"),
    ]
    assert document.original is not None
    assert document.original.media_type == "multipart/related"
    assert document.original.file.endswith(".mhtml")
    assert document.raw == mhtml(charset=charset)


def test_a_message_without_a_page_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.mhtml", b"Subject: hello\r\nContent-Type: text/plain\r\n\r\nhello")
    with pytest.raises(ClaimsError, match="no page in this MHTML file"):
        read(path)
