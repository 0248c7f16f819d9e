"""What the formats that programs read have in common: labels without markup, and files of JSON."""

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
    """Says labels as plain text; whoever writes them into a file escapes them for that file."""
    return Speaker(labels, str, _text)


def _text(words: Words) -> Markup:
    return Markup(words.text)  # noqa: S704  # never becomes markup: the formats are plain text


def text_of(words: Words | None) -> str | None:
    """The text of words that there may be."""
    return None if words is None else words.text


def content_of(claim: Claim) -> str:
    """The exact words of a claim; what stands between its parts in the article is marked as left out."""
    return _LEFT_OUT.join(part.text for part in claim.parts)


def source_name(claim: Claim, speaker: Speaker) -> str:
    """Who is credited, with what a generic name means in the labels' language."""
    if claim.source is None:
        return str(speaker.label(label_wording.NO_SOURCE))
    return f"{claim.source.text} ({claim.gloss})" if claim.gloss else claim.source.text


def credited(claim: Claim, speaker: Speaker) -> str:
    """The words that make a claim one of its source, and of those around it: "According to …:"."""
    around = [
        speaker.label(label_wording.WITHIN, source=outer.source)
        if outer.source
        else speaker.label(label_wording.WITHIN_ANOTHER)
        for outer in reversed(claim.within)
    ]
    return " ".join([*around, speaker.credited(claim, Markup(source_name(claim, speaker)))])  # noqa: S704  # plain text


def known(**values: Any) -> dict[str, Any]:
    """The values that are known, by their names: null and the empty list are left out."""
    return {name: value for name, value in values.items() if value not in (None, [], {})}


def as_json(value: Any) -> bytes:
    """A file of JSON that people can read too, in UTF-8."""
    return encoded(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n")


def encoded(text: str) -> bytes:
    r"""The text in UTF-8; half a surrogate pair, which UTF-8 has no form for, is written out as `\ud800`."""
    return text.encode("utf-8", "backslashreplace")
