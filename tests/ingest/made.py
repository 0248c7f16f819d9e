"""Files as other programs make them, for the tests."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PARAGRAPHS = (
    "قال مصدر أمني إن القوات سيطرت على المدينة بعد اشتباكات استمرت يومين، وأسفرت عن مقتل خمسة مسلحين على الأقل.",
    "وأضاف المصدر أن العملية مستمرة حتى تأمين الطرق المؤدية إلى المطار، مشيرا إلى أن السكان بدؤوا العودة إلى بيوتهم.",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"


def page(*paragraphs: str, head: str = "", menu: str = "<nav><a href='/'>الرئيسية</a></nav>") -> str:
    words = "".join(f"<p>{words}</p>" for words in paragraphs or PARAGRAPHS)
    return f"<!DOCTYPE html><html lang='ar'><head>{head}</head><body>{menu}<article>{words}</article></body></html>"


@dataclass
class Answer:
    """A server's answer to the request of a page."""

    url: str
    body: bytes = field(default_factory=lambda: page().encode())
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    status: str = "200 OK"
    date: str = "2021-01-06T07:00:00Z"


def warc(answers: Iterable[Answer | str], *, packed: bool = True) -> bytes:
    """A WARC of these answers; a mere address stands for one that was captured before and did not change."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "a test"}))
    for answer in answers:
        if isinstance(answer, str):
            record = writer.create_revisit_record(answer, "sha1:AAAA", answer, "2020-01-01T00:00:00Z")
        else:
            record = writer.create_warc_record(
                answer.url,
                "response",
                payload=io.BytesIO(answer.body),
                http_headers=StatusAndHeaders(answer.status, list(answer.headers.items()), protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": answer.date},
            )
        writer.write_record(record)
        record.raw_stream.close()
    return file.getvalue()


def wacz(members: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """A WACZ of these members; its WARC files packed once more, or stored as they are, as the standard has it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package"}))
        for name, data in members.items():
            plain = stored and name.startswith("archive/")
            archive.writestr(name, data, zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def saved(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
