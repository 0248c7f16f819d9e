"""Text from elsewhere as it may be shown on a terminal: nothing in it is obeyed."""

from __future__ import annotations

import re

__all__ = ["printable"]

_BIDI = "\u202a-\u202e\u2066-\u2069\u206a-\u206f"
# Control characters (C0, DEL, C1), line and paragraph separators, bidirectional embeddings, overrides and isolates, and
# lone surrogates, which stand for bytes of a name that are not UTF-8 and would be written as these.
_OBEYED = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff]")


def printable(text: str) -> str:
    r"""The text on one line, with what a terminal would obey written as `\u001b`.

    Titles, ids, paths, messages of libraries: whatever a person is shown that came from a file goes through here.
    """
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
