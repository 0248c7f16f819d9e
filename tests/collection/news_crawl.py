"""A WARC in the form of Common Crawl News: what its crawler writes, with articles made up for the tests."""

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

NAME = "CC-NEWS-20240301012345-00001.warc.gz"

_ARABIC = (
    "قال المتحدث باسم وزارة الصحة سالم الهادي إن خمسة أشخاص أصيبوا في انهيار مبنى قرب الميناء مساء الخميس.",
    "وأضاف الهادي أن فرق الإنقاذ ما زالت تبحث عن ثلاثة مفقودين تحت الأنقاض منذ صباح اليوم.",
)
_ENGLISH = (
    "Health Minister Laila Haddad said on Thursday that five people were hurt when a building fell down near the port.",
    "She added that rescue teams were still looking for three people who had been missing since the morning.",
)
_GERMAN = (
    "Die Sprecherin der Feuerwehr teilte am Donnerstag mit, dass bei dem Brand am Hafen niemand verletzt wurde.",
    "Sie fügte hinzu, dass die Ursache des Feuers noch immer nicht bekannt sei und weiter untersucht werde.",
)


def _page(language: str, title: str, *paragraphs: str) -> bytes:
    words = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    meta = '<meta property="article:published_time" content="2024-02-29T18:30:00+00:00">'
    head = f"<head><meta charset='utf-8'><title>{title}</title>{meta}</head>"
    body = f"<body><article><h1>{title}</h1>{words}</article></body>"
    return f"<!DOCTYPE html><html lang='{language}'>{head}{body}</html>".encode()


PAGES = {
    "https://arabic.example/news/1": ("200 OK", _page("ar", "انهيار مبنى قرب الميناء", *_ARABIC)),
    "https://english.example/port": ("200 OK", _page("en", "Building collapses near the port", *_ENGLISH)),
    "https://german.example/brand": ("200 OK", _page("de", "Brand am Hafen", *_GERMAN)),
    "https://english.example/": ("200 OK", _page("en", "Front page", "News", "Sport")),
    "https://english.example/gone": ("404 Not Found", b"gone"),
    "https://english.example/moved": ("301 Moved Permanently", b""),
}


def warc() -> bytes:
    """Each request and its response, packed record by record; the bodies are unpacked, and their headers renamed."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True, warc_version="1.0")
    crawler = {"software": "StormCrawler 1.18 http://stormcrawler.net/", "description": "News crawl for Common Crawl"}
    writer.write_record(writer.create_warcinfo_record(NAME, crawler))
    for url, (status, body) in PAGES.items():
        host, _, path = url.removeprefix("https://").partition("/")
        asked = StatusAndHeaders(
            f"GET /{path} HTTP/1.1", [("Host", host), ("Accept-Encoding", "gzip")], is_http_request=True
        )
        answered = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("X-Crawler-Content-Encoding", "gzip"),
            ("X-Crawler-Transfer-Encoding", "chunked"),
            ("X-Crawler-Content-Length", str(len(body) // 3)),
            ("Content-Length", str(len(body))),
        ]
        dated = {"WARC-Date": "2024-03-01T01:23:45Z", "WARC-IP-Address": "192.0.2.7"}
        request = writer.create_warc_record(url, "request", http_headers=asked, warc_headers_dict=dict(dated))
        response = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, answered, protocol="HTTP/1.1"),
            warc_headers_dict=dict(dated),
        )
        writer.write_request_response_pair(request, response)
        for record in (request, response):
            record.raw_stream.close()
    return file.getvalue()
