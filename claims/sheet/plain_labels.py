"""Share helpers of the machine-readable formats: labels without markup, and JSON files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from claims.sheet import label_wording
from claims.sheet.localization import Speaker

if TYPE_CHECKING:
    from claims.sheet.labels import Labels
    from claims.sheet.view import Claim, Words

__all__ = ["as_json", "content_of", "credited", "encoded", "known", "plain_speaker", "source_name", "text_of"]

_LEFT_OUT = " […] "


def plain_speaker(labels: Labels) -> Speaker:
    """Return a speaker for plain text; the caller escapes it for its file format."""
    return Speaker(labels, str, _text)


def _text(words: Words) -> Markup:
    return Markup(words.text)  # noqa: S704  # never becomes markup: the formats are plain text


def text_of(words: Words | None) -> str | None:
    """Return the text of words, or None."""
    return None if words is None else words.text


def content_of(claim: Claim) -> str:
    """Return the exact words of a claim; omissions between its parts are marked."""
    return _LEFT_OUT.join(part.text for part in claim.parts)


def source_name(claim: Claim, speaker: Speaker) -> str:
    """Return the name of the source, with the translation of a generic name into the labels' language."""
    if claim.source is None:
        return str(speaker.label(label_wording.NO_SOURCE))
    return f"{claim.source.text} ({claim.gloss})" if claim.gloss else claim.source.text


def credited(claim: Claim, speaker: Speaker) -> str:
    """Return the words that attribute a claim to its source and to those of enclosing claims: "According to …:"."""
    around = [
        speaker.label(label_wording.WITHIN, source=outer.source)
        if outer.source
        else speaker.label(label_wording.WITHIN_ANOTHER)
        for outer in reversed(claim.within)
    ]
    return " ".join([*around, speaker.credited(claim, Markup(source_name(claim, speaker)))])  # noqa: S704  # plain text


def known(**values: Any) -> dict[str, Any]:
    """Return the known values by name, without null and empty lists."""
    return {name: value for name, value in values.items() if value not in (None, [], {})}


def as_json(value: Any) -> bytes:
    """Return a readable JSON file in UTF-8."""
    return encoded(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n")


def encoded(text: str) -> bytes:
    r"""Encode the text in UTF-8; a lone surrogate, which UTF-8 cannot express, is written as `\ud800`."""
    return text.encode("utf-8", "backslashreplace")
