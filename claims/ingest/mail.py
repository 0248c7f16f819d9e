"""Mail (EML): the text of the message, such as a press release or a newsletter, without its attachments."""

from __future__ import annotations

import logging
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.ingest import hard_wrapping, html_cleaning, metadata_values, text_encoding, web_page
from claims.ingest.readings import Extract, Hints, Known

if TYPE_CHECKING:
    from email.message import MIMEPart

__all__ = ["extract"]

_log = logging.getLogger(__name__)
_MOST_PARTS = 2_000
_PASSED_ON = re.compile(r"^\s*((re|fwd?|tr|rv|aw|wg|إعادة توجيه|رد)\s*:\s*)+", re.IGNORECASE)
_LENGTH = re.compile(rb"(\d{1,12})[ \t]*\r?\n")
_SIGNATURE = re.compile(r"^-- ?$.*", re.MULTILINE | re.DOTALL)
# A message whose plain text only says that there is more.
_TOO_SHORT = 200


def extract(data: bytes, hints: Hints) -> Extract:
    """The text of a message and its metadata; attachments are named in a log message.

    The plain text is read, or the page where there is none, or more in it. Subject, sender and date become title,
    author and date of publication; of a message that was passed on, the date says only when it was retrieved.

    Raises:
        ClaimsError: if the message has no text.
    """
    if data.count(b"\n--") > _MOST_PARTS:
        raise ClaimsError("the message has too many parts", hints.where, "Save its text as a .txt file in UTF-8")
    message: EmailMessage = message_from_bytes(_message(data.lstrip()), policy=policy.default)
    return _of(message, hints)


def _of(message: EmailMessage, hints: Hints) -> Extract:
    plain, page = (_body(message, kind, hints) for kind in ("plain", "html"))
    text = hard_wrapping.unwrapped(_SIGNATURE.sub("", plain)).strip()
    if len(text) < _TOO_SHORT and page:
        shown = _shown(page, hints)
        text = shown if len(shown) > 2 * len(text) else text
    if len(text) < _TOO_SHORT and (passed_on := _attached(message)):
        return _of(passed_on, hints)
    if not text:
        raise ClaimsError("the message has no text", hints.where, "Save the attached article itself")
    for name in (part.get_filename() for part in message.iter_attachments()):
        _log.info("left out of the text: attachment %s", name or "without a name")
    return Extract(text.strip() + "\n", _known(message))


def _attached(message: EmailMessage) -> EmailMessage | None:
    """The message that another one only passes on, as an attachment."""
    for part in message.iter_attachments():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            return inner if isinstance(inner, EmailMessage) else None
    return None


def _message(data: bytes) -> bytes:
    """The message in a file; Apple's begins with a line that says how many bytes it has, and ends with a list."""
    counted = _LENGTH.match(data)
    return data[counted.end() :][: int(counted[1])] if counted else data


def _body(message: EmailMessage, kind: str, hints: Hints) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        payload = part.get_payload(decode=True)
        text = text_encoding.decode(payload, hints.where, hints.encoding) if isinstance(payload, bytes) else ""
    text = text.replace("\r\n", "\n")
    return _flowed(text, part) if part.get_param("format") == "flowed" else text


def _flowed(text: str, part: MIMEPart) -> str:
    """The paragraphs of text that a mail program wrapped (RFC 3676): a blank at a line's end says that it goes on."""
    gone = "" if str(part.get_param("delsp")).lower() == "yes" else " "
    return re.sub(r"(?<!^--) \n(?!>)", gone, text, flags=re.MULTILINE)


def _shown(page: str, hints: Hints) -> str:
    """The article in a message's page, or all its paragraphs where no article stands out."""
    text = web_page.of_html(page, hints).text
    blocks = html_cleaning.blocks_of_fragment(page)
    whole = "\n\n".join(blocks)
    return text if 2 * len(text) > len(whole) else whole


def _known(message: EmailMessage) -> dict[str, Known]:
    subject = str(message.get("Subject", ""))
    passed_on = _PASSED_ON.match(subject)
    sender = message.get("From")
    names = [address.display_name for address in sender.addresses] if sender is not None else []
    sent = metadata_values.moment(str(message.get("Date", "")))
    values = {
        "title": metadata_values.line(_PASSED_ON.sub("", subject)),
        "author": None if passed_on else metadata_values.person(next(iter(names), None)),
        "url": metadata_values.address(str(message.get("Archived-At", "")).strip("<> ")),
        "retrieved" if passed_on else "published": sent,
    }
    return {field: Known(value, "properties") for field, value in values.items() if value}
