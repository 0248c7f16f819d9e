"""The records: what a claim, a document and a dossier are. Offsets count Unicode code points, end exclusive."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model.facets import Facets
    from claims.model.relations import Change, Group, Origin

__all__ = [
    "ACTS",
    "KINDS",
    "MODES",
    "RELIABILITIES",
    "STATUSES",
    "TRANSLATED",
    "Act",
    "Checks",
    "Claim",
    "Document",
    "Dossier",
    "Found",
    "Grading",
    "Kind",
    "Made",
    "Mode",
    "Original",
    "Provenance",
    "Reliability",
    "Review",
    "Source",
    "Span",
    "Status",
    "Translated",
    "Translation",
    "Version",
    "digest",
]

Kind = Literal["person", "unnamed", "group", "organization", "media", "document"]
Mode = Literal["direct", "indirect", "mixed"]
Status = Literal["draft", "accepted", "rejected"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Translated = Literal["human", "machine", "machine_edited"]
Act = Literal[
    "state",
    "add",
    "explain",
    "confirm",
    "deny",
    "concede",
    "announce",
    "reveal",
    "warn",
    "accuse",
    "demand",
    "promise",
    "believe",
    "expect",
    "praise",
    "condemn",
    "report",
    "attribute",
]

KINDS: tuple[Kind, ...] = get_args(Kind)
MODES: tuple[Mode, ...] = get_args(Mode)
STATUSES: tuple[Status, ...] = get_args(Status)
ACTS: tuple[Act, ...] = get_args(Act)
RELIABILITIES: tuple[Reliability, ...] = get_args(Reliability)
TRANSLATED: tuple[Translated, ...] = get_args(Translated)


def digest(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of a document's text, with the words that stand there."""

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`.

        Raises:
            ValueError: where the offsets are not an ordered pair inside the text.
        """
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"no span {start}-{end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Source:
    """Who is credited.

    Attributes:
        name: As the article first names them in full; None only where it never says who.
        kind: What sort of source it is.
        mention: The words of this sentence that name them; None where the sentence names nobody.
    """

    name: str | None
    kind: Kind
    mention: Span | None


@dataclass(frozen=True, slots=True)
class Found:
    """How the extractor found a claim: the rule, the lexicon entry (its lemma) and the tool's version."""

    rule: str
    cue: str
    version: str


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision on a claim; `at` is an RFC 3339 date-time."""

    status: Status = "draft"
    by: str | None = None
    at: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Grading:
    """How far a person trusts a claim, by the Admiralty code (NATO AJP-2.1); `at` is an RFC 3339 date-time.

    Attributes:
        reliability: Of the source: A (completely reliable) to E (unreliable), F where it cannot be judged.
        credibility: Of what is said: 1 (confirmed by others) to 5 (improbable), 6 where it cannot be judged.
    """

    reliability: Reliability | None = None
    credibility: int | None = None
    by: str | None = None
    at: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A claim's content in another language, which stands beside the original words and never for them.

    Attributes:
        language: A BCP 47 tag.
        by: Who made it: a person, a team, a program with its version.
        how: By a person, by a program, or by a program and then corrected by a person.
        at: An RFC 3339 date-time.
    """

    language: str
    text: str
    by: str
    how: Translated
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that a document credits to a source, with the words that do so.

    Attributes:
        within: The id of the claim that this one is a part of.
        facets: The figures, times, places and parties in its content, and the event that it is about; None where
            nobody has looked for them.
    """

    id: str
    document: str
    source: Source
    cue: Span
    content: tuple[Span, ...]
    mode: Mode
    within: str | None = None
    act: Act | None = None
    found: Found | None = None
    facets: Facets | None = None
    review: Review = Review()
    grading: Grading | None = None
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a text was taken from, byte for byte as it came.

    Attributes:
        file: Its path in the dossier's folder.
        sha256: Of its bytes.
        media_type: What it is, such as `text/html`.
    """

    file: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where something that is known of a document comes from.

    Attributes:
        field: Which property of the document.
        found: Where it stands: `json-ld`, `opengraph`, `meta`, `byline`, `sidecar`, `person`, …
        by: The person who entered it; `at` is when, an RFC 3339 date-time.
    """

    field: str
    found: str
    by: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What a document was before it was changed where it was published; its text lies in `earlier/`."""

    sha256: str
    published: str | None = None
    retrieved: str | None = None
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article: its text, and what is known about it. What is not known is None, never guessed.

    Attributes:
        sha256: Of the text's UTF-8 bytes.
        language: A BCP 47 tag.
        published: YYYY, YYYY-MM, YYYY-MM-DD (EDTF level 0) or an RFC 3339 date-time; `retrieved` likewise.
        dateline: The place as the article writes it.
        also: Other addresses at which the very same text was found.
        provenance: Where the properties above come from.
        earlier: What it was before, the oldest first.
        text: What all offsets count in; kept in a file of its own, not in the record.
        raw: The bytes of `original`, where the document was just read from it; kept in a file of its own.
    """

    id: str
    sha256: str
    language: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    dateline: str | None = None
    also: tuple[str, ...] = ()
    original: Original | None = None
    provenance: tuple[Provenance, ...] = ()
    earlier: tuple[Version, ...] = ()
    text: str = field(default="", repr=False, metadata={"record": False})
    raw: bytes = field(default=b"", repr=False, compare=False, metadata={"record": False})

    @classmethod
    def from_text(cls, id: str, text: str, language: str, **metadata: Any) -> Document:  # the fields, by their names
        """A document of `text` with its hash computed; `metadata` is any of the other fields, by name."""
        return cls(id=id, sha256=digest(text), language=language, text=text, **metadata)


@dataclass(frozen=True, slots=True)
class Made:
    """Which tool made a dossier, in which version."""

    version: str
    by: str = "claims-factsheet"


@dataclass(frozen=True, slots=True)
class Checks:
    """Which validation rules a dossier asks for, by code or short name; `select` of None means all."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """Documents and the claims found in them; a folder on disk.

    Attributes:
        origins: Documents that are not independent of each other.
        groups: Claims of several documents that say the same.
        changes: What was added when, the oldest first.
    """

    title: str | None
    languages: tuple[str, ...]
    made: Made
    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    checks: Checks | None = None
    origins: tuple[Origin, ...] = ()
    groups: tuple[Group, ...] = ()
    changes: tuple[Change, ...] = ()

    @classmethod
    def read(cls, folder: str | Path) -> Dossier:
        """The dossier that lies in `folder`.

        Raises:
            ClaimsError: where a file is missing or cannot be read as what it should be; says which and what to do.
        """
        from claims.store.dossier_folder import read_dossier  # which imports this module

        return read_dossier(folder)
