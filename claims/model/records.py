"""Define the records: claim and document. Offsets count Unicode code points, end exclusive."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal, get_args

from msgspec import Meta, Struct

from claims.model.facets import Facets
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
    "ExtractionLimits",
    "Found",
    "Grading",
    "Kind",
    "Made",
    "Mode",
    "Opinion",
    "Original",
    "Provenance",
    "Relay",
    "Reliability",
    "Review",
    "Said",
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
Said = Literal["accepted", "rejected", "corrected", "noted"]
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
    "estimate",
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
    """Return the SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class Source(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """The source to which a claim is attributed.

    Attributes:
        name: Its first full name in the article; None if the article never names it.
        kind: The kind of source.
        mention: The words in this sentence that name it; None if the sentence does not.
        uncertain: Whether several sources named before could be meant.
    """

    name: str | None
    kind: Kind
    mention: Span | None
    uncertain: bool = False


class Relay(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """An intermediary through whom a source's words reached the document: "Al-Wasat reported, quoting Reuters, that …".

    Attributes:
        name: Its first full name in the article.
        mention: The words that name it; None if the sentence does not.
    """

    name: str
    mention: Span | None


class Found(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a claim was found: a rule with its lexicon entry, or a model with its confidence.

    Attributes:
        rule: The name of the rule; None if a model found the claim.
        cue: The lemma of the matching lexicon entry.
        model: The name of the model; None if a rule found the claim.
        version: The version of the tool (for a rule) or of the model.
        confidence: The model's probability that this is a claim, 0 to 1.
        source_confidence: The model's probability that the source is right, 0 to 1.
        rivals: The names of others in the article who may be the source, the likeliest first.
    """

    rule: str | None = None
    cue: str | None = None
    model: str | None = None
    version: str
    confidence: _Share | None = None
    source_confidence: _Share | None = None
    rivals: tuple[str, ...] = ()


class Opinion(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What one reviewer said of a claim; `at` is an RFC 3339 date-time.

    Attributes:
        said: The decision, or a correction from which another reviewer's differs; `noted` for a note alone.
        note: The reason, the note, or what the claim should read.
    """

    by: str
    at: str
    said: Said
    note: str | None = None


class Review(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """People's decision on a claim; `at` is an RFC 3339 date-time.

    Attributes:
        status: `draft` if nobody has decided, or if reviewers differ.
        opinions: What each reviewer said, if they differ or there are several notes; the latest last.
    """

    status: Status = "draft"
    by: str | None = None
    at: str | None = None
    note: str | None = None
    opinions: tuple[Opinion, ...] = ()

    @property
    def is_disputed(self) -> bool:
        """Whether reviewers differ on what the claim reads, or on whether it matches the article."""
        said = {opinion.said for opinion in self.opinions}
        return "corrected" in said or {"accepted", "rejected"} <= said


class Grading(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A person's grading of a claim by the Admiralty code (NATO AJP-2.1); `at` is an RFC 3339 date-time.

    Attributes:
        reliability: Of the source: A (completely reliable) to E (unreliable), F (cannot be judged).
        credibility: Of the information: 1 (confirmed by other sources) to 5 (improbable), 6 (cannot be judged).
    """

    reliability: Reliability | None = None
    credibility: Annotated[int, Meta(ge=0)] | None = None
    by: str | None = None
    at: str | None = None
    note: str | None = None


class Translation(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A claim's content in another language, shown next to the original words and never instead of them.

    Attributes:
        language: A BCP 47 tag.
        by: The translator: a person, a team, or a program with its version.
        how: By a person, by a program, or by a program and then corrected by a person.
        at: An RFC 3339 date-time.
    """

    language: str
    text: str
    by: str
    how: Translated
    at: str | None = None


class Claim(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A proposition that a document attributes to a source, with the words that attribute it.

    Attributes:
        within: The id of the claim that contains this one.
        facets: The figures, times, places and parties in its content, and its event; None if not extracted yet.
        relayed_by: The intermediaries of the source's words, from the outlet to the origin.
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
    """The file from which a text was extracted, unchanged.

    Attributes:
        file: Its path in the dossier's folder.
        sha256: Of its bytes.
        media_type: Its media type, such as `text/html`.
    """

    file: str
    sha256: str
    media_type: str


class Provenance(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The origin of a document's property.

    Attributes:
        field: The name of the property.
        found: Where its value was found: `json-ld`, `opengraph`, `meta`, `byline`, `sidecar`, `person`, …
        by: The person who entered it; `at` is the time of entry, an RFC 3339 date-time.
    """

    field: str
    found: str
    by: str | None = None
    at: str | None = None


class Version(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """An earlier version of a document that its publisher changed later; its text is kept in `earlier/`."""

    sha256: str
    published: str | None = None
    retrieved: str | None = None
    original: Original | None = None


class DocumentRecord(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The metadata of an article. Unknown values are None, never guessed.

    Attributes:
        sha256: Of the text's UTF-8 bytes.
        language: A BCP 47 tag.
        published: YYYY, YYYY-MM, YYYY-MM-DD (EDTF level 0) or an RFC 3339 date-time; `retrieved` likewise.
        dateline: The place as the article writes it.
        also: Other addresses at which exactly the same text was found.
        provenance: The origins of the properties above.
        earlier: Its earlier versions, oldest first.
        text_doubts: Why the text that was taken from the original cannot be trusted: `fonts`, `words`.
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
    text_doubts: tuple[str, ...] = ()


class Document(DocumentRecord, frozen=True, gc=False, eq=False):
    """An article: its metadata and its text.

    Attributes:
        text: The text in which all offsets count; kept in a file of its own, not in the record.
        raw: The bytes of `original`, if the document was just read from it; kept in a file of its own and ignored when
            documents are compared.
        superseded: The documents of `earlier`, if they were just read as well; their texts and originals are kept in
            files of their own. Ignored when documents are compared.
    """

    text: str = ""
    raw: bytes = b""
    superseded: tuple[Document, ...] = ()

    @classmethod
    def from_text(cls, id: str, text: str, language: str, **metadata: Any) -> Document:  # the fields, by their names
        """Return a document with this text and its computed hash; `metadata` sets any other fields by name."""
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
    """The tool that made a dossier, with its version."""

    version: str
    by: str = "claims-factsheet"


class Checks(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """The validation rules of a dossier, by code or short name; `select` of None means all rules."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


class ExtractionLimits(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Which of the claims that were found belong to a dossier.

    Attributes:
        min_confidence: The least confidence of a claim that a model found, 0 to 1.
    """

    min_confidence: _Share


class SheetLook(Struct, frozen=True, forbid_unknown_fields=True):
    """How the sheet of a dossier is rendered.

    Attributes:
        language: The language of the labels, a BCP 47 tag.
        template: The path of a Jinja2 template, relative to the dossier's folder; None for the built-in one.
        check_below: The confidence below which a claim is marked "check first", 0 to 1; None for the default.
    """

    language: str
    template: str | None = None
    check_below: _Share | None = None
