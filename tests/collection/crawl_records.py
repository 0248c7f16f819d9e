"""Records as crawlers write them into WARC files, byte for byte, also those that the standard does not allow."""

import gzip
import uuid
from collections.abc import Iterable

_HTTP = "application/http; msgtype="


def record(
    kind: str, url: str, block: bytes, media_type: str, further: dict[str, str] | None = None, length: int | None = None
) -> bytes:
    """A record, packed on its own.

    Args:
        kind: Its WARC-Type.
        url: What it is of.
        block: What it holds.
        media_type: Of the block.
        further: Other headers of the record.
        length: What it says of the length of the block; the truth by default.
    """
    named = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {url}")
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{named}>",
        "WARC-Date": "2024-03-01T01:23:45Z",
        "WARC-Target-URI": url,
        "Content-Type": media_type,
        "Content-Length": str(len(block) if length is None else length),
        **(further or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return gzip.compress(f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n", mtime=0)


def response(
    url: str,
    body: bytes,
    headers: Iterable[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),),
    status: str = "HTTP/1.1 200 OK",
    truncated: str | None = None,
) -> bytes:
    """The record of an answer of a server; `truncated` says why the crawler cut it off."""
    cut = {} if truncated is None else {"WARC-Truncated": truncated}
    head = "".join(f"{line}\r\n" for line in (status, *(f"{name}: {value}" for name, value in headers)))
    return record("response", url, head.encode("latin-1") + b"\r\n" + body, _HTTP + "response", cut)


def request(url: str, line: str) -> bytes:
    """The record of a request; its first line is given."""
    return record("request", url, f"{line}\r\nHost: news.example\r\n\r\n".encode(), _HTTP + "request")


def revisit(url: str) -> bytes:
    """The record of a page that had not changed since it was captured before."""
    profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    head = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    return record("revisit", url, head, _HTTP + "response", {"WARC-Profile": profile})


def chunked(body: bytes) -> bytes:
    """A body as servers send it in chunks, of 100 bytes here."""
    pieces = (body[start : start + 100] for start in range(0, len(body), 100))
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
