"""The records: what a claim, a document and a dossier are. Offsets count Unicode code points, end exclusive."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal, get_args

from msgspec import Meta, Struct

from claims.model.facets import Facets
from claims.model.relations import Change, Group, Origin
from claims.model.span import Span

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
    "Relay",
    "Reliability",
    "Review",
    "SheetLook",
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


_Share = Annotated[float, Meta(ge=0, le=1)]


def digest(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class Source(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Who is credited.

    Attributes:
        name: As the article first names them in full; None only where it never says who.
        kind: What sort of source it is.
        mention: The words of this sentence that name them; None where the sentence names nobody.
        uncertain: Whether the tool could not tell which of several sources named before is meant.
    """

    name: str | None
    kind: Kind
    mention: Span | None
    uncertain: bool = False


class Relay(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One through whom a source's words came to the document: "Al-Wasat reported, quoting Reuters, that …".

    Attributes:
        name: As the article first names them in full.
        mention: The words that name them; None where the sentence does not.
    """

    name: str
    mention: Span | None


class Found(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What found a claim: a rule with its lexicon entry, or a model with its confidence.

    Attributes:
        rule: The name of the rule; None where a model found the claim.
        cue: The lexicon's entry that matched, by its lemma.
        model: The name of the model; None where a rule found the claim.
        version: Of the tool for a rule, of the model for a model.
        confidence: How likely the model holds the claim to be one, 0 to 1.
        source_confidence: How likely it holds the source to be the right one, 0 to 1.
    """

    rule: str | None = None
    cue: str | None = None
    model: str | None = None
    version: str
    confidence: _Share | None = None
    source_confidence: _Share | None = None


class Review(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A person's decision on a claim; `at` is an RFC 3339 date-time."""

    status: Status = "draft"
    by: str | None = None
    at: str | None = None
    note: str | None = None


class Grading(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """How far a person trusts a claim, by the Admiralty code (NATO AJP-2.1); `at` is an RFC 3339 date-time.

    Attributes:
        reliability: Of the source: A (completely reliable) to E (unreliable), F where it cannot be judged.
        credibility: Of what is said: 1 (confirmed by others) to 5 (improbable), 6 where it cannot be judged.
    """

    reliability: Reliability | None = None
    credibility: Annotated[int, Meta(ge=0)] | None = None
    by: str | None = None
    at: str | None = None
    note: str | None = None


class Translation(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
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


class Claim(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One proposition that a document credits to a source, with the words that do so.

    Attributes:
        within: The id of the claim that this one is a part of.
        facets: The figures, times, places and parties in its content, and the event that it is about; None where
            nobody has looked for them.
        relayed_by: Through whom the source's words came to the document, from the outlet outwards to the origin.
    """

    id: str
    document: str
    source: Source
    cue: Span
    content: Annotated[tuple[Span, ...], Meta(min_length=1)]
    mode: Mode
    within: str | None = None
    act: Act | None = None
    found: Found | None = None
    facets: Facets | None = None
    review: Review = Review()
    grading: Grading | None = None
    translations: tuple[Translation, ...] = ()
    relayed_by: tuple[Relay, ...] = ()


class Original(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The file that a text was taken from, byte for byte as it came.

    Attributes:
        file: Its path in the dossier's folder.
        sha256: Of its bytes.
        media_type: What it is, such as `text/html`.
    """

    file: str
    sha256: str
    media_type: str


class Provenance(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
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


class Version(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What a document was before it was changed where it was published; its text lies in `earlier/`."""

    sha256: str
    published: str | None = None
    retrieved: str | None = None
    original: Original | None = None


class DocumentRecord(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What is known about an article. What is not known is None, never guessed.

    Attributes:
        sha256: Of the text's UTF-8 bytes.
        language: A BCP 47 tag.
        published: YYYY, YYYY-MM, YYYY-MM-DD (EDTF level 0) or an RFC 3339 date-time; `retrieved` likewise.
        dateline: The place as the article writes it.
        also: Other addresses at which the very same text was found.
        provenance: Where the properties above come from.
        earlier: What it was before, the oldest first.
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


class Document(DocumentRecord, frozen=True, gc=False, eq=False):
    """An article: what is known about it, and its text.

    Attributes:
        text: What all offsets count in; kept in a file of its own, not in the record.
        raw: The bytes of `original`, where the document was just read from it; kept in a file of its own. Documents
            that differ in nothing else are equal.
    """

    text: str = ""
    raw: bytes = b""

    @classmethod
    def from_text(cls, id: str, text: str, language: str, **metadata: Any) -> Document:  # the fields, by their names
        """A document of `text` with its hash computed; `metadata` is any of the other fields, by name."""
        return cls(id=id, sha256=digest(text), language=language, text=text, **metadata)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return self.text == other.text and all(
            getattr(self, name) == getattr(other, name) for name in DocumentRecord.__struct_fields__
        )

    def __hash__(self) -> int:
        return hash((self.id, self.sha256))

    def __repr__(self) -> str:
        known = ", ".join(f"{name}={getattr(self, name)!r}" for name in DocumentRecord.__struct_fields__)
        return f"Document({known})"


class Made(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Which tool made a dossier, in which version."""

    version: str
    by: str = "claims-factsheet"


class Checks(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Which validation rules a dossier asks for, by code or short name; `select` of None means all."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


class SheetLook(Struct, frozen=True, forbid_unknown_fields=True):
    """How the sheet of a dossier is rendered.

    Attributes:
        language: Of its labels, a BCP 47 tag.
        template: The path of a Jinja2 template, from the dossier's folder; None for the one that is shipped.
    """

    language: str
    template: str | None = None


class Dossier(Struct, frozen=True, gc=False):
    """Documents and the claims found in them; a folder on disk.

    Attributes:
        sheet: How its sheet is rendered; None where no sheet was rendered yet, or that is not known.
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
    sheet: SheetLook | None = None
