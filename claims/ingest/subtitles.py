"""Subtitles (SRT, WebVTT): what is said, in paragraphs."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.ingest import text_encoding
from claims.ingest.readings import Extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.ingest.readings import Hints

__all__ = ["extract"]

_PAUSE = 3
"""Seconds of silence after which a paragraph begins."""
_TAG = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_SOUND = re.compile(r"[\[(♪♫][^\[\]()]*[\])♪♫]?")
_TURN = re.compile(r"^\s*(?:[-–—]|>>)\s*")


def extract(data: bytes, hints: Hints) -> Extract:
    """The words of subtitles, without times, markup and descriptions of sounds.

    A paragraph begins where somebody else speaks, as far as the subtitles say so, or after a pause.

    Raises:
        ClaimsError: if the file holds none.
    """
    import webvtt

    text = text_encoding.decode(data, hints.where, hints.encoding).lstrip("\ufeff\r\n ")
    kind = "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        captions = webvtt.from_buffer(io.StringIO(text.replace("\r\n", "\n")), format=kind).captions
    except webvtt.errors.MalformedFileError as error:
        raise ClaimsError(
            "the subtitles are damaged", hints.where, "Save what is said as a .txt file in UTF-8"
        ) from error
    paragraphs = [" ".join(words) for words in _paragraphs(captions) if words]
    return Extract("".join(f"{words}\n\n" for words in paragraphs).removesuffix("\n"))


def _paragraphs(captions: Iterable[Any]) -> Iterator[list[str]]:
    words: list[str] = []
    until, voice, last = 0.0, None, ""
    for caption in captions:
        if caption.start_in_seconds - until >= _PAUSE or caption.voice != voice:
            yield words
            words = [f"{caption.voice}:"] if caption.voice and caption.voice != voice else []
        until, voice = caption.end_in_seconds, caption.voice
        for line in caption.text.split("\n"):
            plain = " ".join(_TAG.sub("", line).split())
            if not plain or plain == last or _SOUND.fullmatch(plain):
                continue  # automatic subtitles show a line again while the next one comes in
            last = plain
            if _TURN.match(plain):
                yield words
                words = []
            words.append(_TURN.sub("", plain))
    yield words
