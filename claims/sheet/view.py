"""What a fact sheet is made of: plain, frozen values that every format and every template reads.

A view holds no markup and no label. Words that come from an article, a record or a person are `Words`, so that a
format knows their language and keeps their direction apart from the sheet's; plain strings are identifiers and codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Actor",
    "Candidate",
    "Choice",
    "Claim",
    "Counts",
    "Cover",
    "Deed",
    "Document",
    "Enclosing",
    "Figure",
    "FigureGroup",
    "FigureLine",
    "Filter",
    "Finding",
    "Footnote",
    "Grading",
    "Limit",
    "Location",
    "Moment",
    "Occurrence",
    "Outlet",
    "Paragraph",
    "Passage",
    "Place",
    "Publication",
    "Range",
    "Review",
    "Segment",
    "Sentence",
    "Source",
    "Translation",
    "Words",
]


@dataclass(frozen=True, slots=True)
class Words:
    """Text that somebody wrote: `language` is a BCP 47 tag, None where nobody said which language it is."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a document.

    Attributes:
        paragraph: Counted from 1; None where the offsets lie outside the text.
        start: In code points of the document's text.
        end: Exclusive.
        words: The exact words.
        stands: Whether these words stand at these offsets.
    """

    paragraph: int | None
    start: int
    end: int
    words: Words
    stands: bool


@dataclass(frozen=True, slots=True)
class Publication:
    """A document, as a footnote cites it."""

    id: str
    title: Words | None
    publisher: Words | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """How a claim was found: a rule with its lexicon entry and the tool's version, or a model with its own version."""

    rule: str | None
    entry: Words | None
    version: str
    model: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """The evidence of one claim or passage.

    Attributes:
        label: Letters, digits, `-` and `_`; unique in the sheet; for a claim, its id.
        document: None where the record names a document that the dossier does not have.
        places: One a part of the content, in the record's order.
        cue: The words that credit the source; None for a passage in the outlet's own voice.
        mention: The words that name the source in the same sentence; None where it names nobody.
        found: None for entries by hand and for passages.
        link: An http(s) address that opens the article at the words; None without an address.
    """

    label: str
    document: Publication | None
    places: tuple[Place, ...]
    cue: Words | None
    mention: Words | None
    found: Finding | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Enclosing:
    """The claim that another one is part of: its id, its source, and whether the sheet lists it as a claim."""

    id: str
    source: Words | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision; `at` is an RFC 3339 date-time."""

    status: Literal["draft", "accepted", "rejected"]
    by: Words | None
    at: str | None
    note: Words | None


@dataclass(frozen=True, slots=True)
class Grading:
    """How far a person trusts a claim, by the Admiralty code; `at` is an RFC 3339 date-time.

    Attributes:
        code: Reliability and credibility as they are written, `B3`; `-` stands for what nobody entered.
    """

    code: str
    by: Words | None
    at: str | None
    note: Words | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The kind of event that a claim is about, by its code, and the words that show it."""

    type: str
    words: Words


@dataclass(frozen=True, slots=True)
class Translation:
    """A claim's content in the sheet's language; shown beside the original words, never for them.

    Attributes:
        how: `human`, `machine`, or `machine_edited`: by a program, then corrected by a person.
        at: An RFC 3339 date-time.
    """

    words: Words
    by: Words
    how: str
    at: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one source.

    Attributes:
        number: Its place in the sheet, from 1; rejected claims count on after the others.
        source: Who is credited, in the article's words; None where the article never says who.
        gloss: What a generic source name means in the sheet's language; None for names and unknown words.
        act: The kind of speech act (`deny`, `announce`, …); None where it is not known.
        mode: `direct`, `indirect` or `mixed`: whether the words stand in quotation marks in the article.
        parts: The exact words, in the parts that source and cue divide them into.
        within: The claims that this one is part of, the innermost first.
        translations: Those in the sheet's language.
        event: What it is about; None where its words do not show that.
        grading: What a person entered; None where nobody did.
        uncertain: Whether the article may mean another source.
    """

    id: str
    number: int
    kind: str
    source: Words | None
    gloss: str | None
    act: str | None
    mode: str
    parts: tuple[Words, ...]
    translations: tuple[Translation, ...]
    within: tuple[Enclosing, ...]
    event: Occurrence | None
    review: Review
    footnote: Footnote
    grading: Grading | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A source and its claims in the article's order; rejected claims are not among them.

    Attributes:
        number: Its place in the sheet, from 1; every table that names the source has the same.
        name: As its first claim names it; None for claims whose source the article never says.
        named: Whether the name is more than a word for a sort of source (مصدر, تقرير).
        names: All ways in which the documents name it, `name` among them.
        documents: The ids of the documents that credit it.
    """

    number: int
    name: Words | None
    gloss: str | None
    kind: str
    named: bool
    names: tuple[Words, ...]
    documents: tuple[str, ...]
    claims: tuple[Claim, ...]
    accepted: int
    draft: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a claim.

    Attributes:
        what: What happened: `killed`, `injured`, `lost`, …
        min: None where the words do not say; `max` likewise.
        bound: `exact`, `about`, `at_least`, `at_most`, `range`, `unknown`.
        stance: What the source does with the number, where it does not claim it: `deny`, `warn`, `demand`, …
        words: The exact words, from the event to what is counted.
        unit: What is counted, in the article's words.
        whose: Of whom they are, in the article's words.
        event: The word that says what happened.
        claim: The claim that holds it: the innermost, where one is part of another.
    """

    what: str
    min: int | None
    max: int | None
    bound: str
    stance: str | None
    words: Words
    unit: Words | None
    whose: Words | None
    event: Words | None
    claim: Claim


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from the smallest to the greatest that somebody claims; never a sum.

    Attributes:
        about: Whether one of them is approximate.
        fewer: Whether somebody says that it may be fewer (at most).
        more: Whether somebody says that it may be more (at least).
    """

    min: int
    max: int
    about: bool
    fewer: bool
    more: bool


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One number of one source, and every claim that gives it.

    Attributes:
        source: None where the article never says who.
        source_number: Of the source, as in the sheet's list of sources.
        min: As in each of `figures`; `max`, `bound` and `stance` likewise.
        disputed: Whether the same source also gives a number that this one cannot be.
        figures: In the order of the sheet.
    """

    source: Words | None
    source_number: int
    gloss: str | None
    min: int | None
    max: int | None
    bound: str
    stance: str | None
    disputed: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """What is claimed to have happened to one party, source by source.

    Attributes:
        what: `killed`, `injured`, `lost`, …
        party: To whom; where the words do not say of whom they are, what is counted; None where neither is said.
        range: Over what the sources claim; None where no number is claimed.
        differ: Whether two sources give numbers that cannot both be, or one denies another's.
    """

    what: str
    party: Words | None
    lines: tuple[FigureLine, ...]
    range: Range | None
    differ: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is said to have been, in one claim.

    Attributes:
        edtf: ISO 8601-2; None where neither the text nor the document's date fixes it.
        kind: `date`, `time`, `duration`, `set`.
        basis: `text` or `document`: what fixed the date; None where nothing does.
        partial: A date without its year, in EDTF's unspecified digits.
        calendar: `gregorian` or `hijri`, where the words use one.
        duration: ISO 8601.
        about: Whether the words say that it is approximate.
        contradiction: The weekday of the date, where the words name another one.
        words: The exact words of the time.
        excerpt: The words of the claim around them; what is left out is marked […].
    """

    edtf: str | None
    kind: str
    basis: str | None
    partial: str | None
    calendar: str | None
    weekday: str | None
    part: str | None
    phase: str | None
    clock: str | None
    duration: str | None
    about: bool
    contradiction: str | None
    words: Words
    excerpt: Words
    claim: Claim


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes:
        country: ISO 3166-1 alpha-2, None where it is not known.
        link: Its page at GeoNames.
    """

    name: str
    country: str | None
    link: str


@dataclass(frozen=True, slots=True)
class Location:
    """A place that claims name.

    Attributes:
        name: As the gazetteer writes it where it knows the place, else as the article does.
        known: Whether the gazetteer knows it.
        words: The ways the claims name it.
        country: ISO 3166-1 alpha-2.
        coordinates: Degrees north and east (`24.2, 14.6`), WGS 84.
        precision: What the point stands for: `place`, `area`, `country`, `estimated`.
        radius: How far from the point it may be, in whole kilometres.
        relation: The words that the point is estimated from.
        candidates: What an ambiguous name may mean.
        map: The point on OpenStreetMap; None without a point.
        geo: The point as a `geo:` URI (RFC 5870), with how far it may be off in metres; None without a point.
        link: Its page at GeoNames; None for a place that is not known.
        claims: That name it, in the order of the sheet.
    """

    name: Words
    known: bool
    words: tuple[Words, ...]
    country: str | None
    coordinates: str | None
    precision: str | None
    radius: int | None
    relation: Words | None
    candidates: tuple[Candidate, ...]
    map: str | None
    geo: str | None
    link: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """What a party is said to have done or suffered: the words of a claim that name it.

    Attributes:
        excerpt: What is left out is marked […].
        figures: The numbers that these words give of the party.
    """

    excerpt: Words
    figures: tuple[Figure, ...]
    claim: Claim


@dataclass(frozen=True, slots=True)
class Actor:
    """A party that claims name.

    Attributes:
        kind: `state`, `state_force`, `armed_group`, `organization`, `person`, `civilians`, `media`.
        romanised: The name in Latin letters.
        known: Its id among the known parties; None where it is not one.
        words: The ways the claims name it.
    """

    name: Words
    kind: str
    romanised: str | None
    known: str | None
    words: tuple[Words, ...]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands in an article outside every claim: a whole sentence, or what is left of one that holds claims."""

    words: Words
    whole: bool
    footnote: Footnote


@dataclass(frozen=True, slots=True)
class Outlet:
    """What one document states in its own voice, in the article's order."""

    document: Publication
    sentences: tuple[Passage, ...]
    remainders: tuple[Passage, ...]


Role = Literal["source", "cue", "content"]
"""What a stretch of an article is to a claim: it names the source, credits it, or is what is claimed."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A claim that a stretch of an article belongs to, and as what."""

    claim: Claim
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article in which no span begins or ends.

    Attributes:
        start: In code points of the document's text.
        end: Exclusive.
        covers: Every span over it, by where it begins; none where the article speaks in its own voice.
        begins: The claims whose content begins here.
    """

    start: int
    end: int
    words: Words
    covers: tuple[Cover, ...]
    begins: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article without a gap, and the claims that it touches in the order of the text."""

    segments: tuple[Segment, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article, counted from 1."""

    number: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An article and what is known about it; what is not known is None.

    Attributes:
        link: The address as an http(s) link that is safe to write; None for any other address.
        file: Where the dossier keeps the text.
        checksum: The line that `sha256sum --check` reads; None where the id cannot stand in one.
        paragraphs: The whole text, with the claims that cover it.
    """

    id: str
    title: Words | None
    author: Words | None
    publisher: Words | None
    language: str
    dateline: Words | None
    published: str | None
    retrieved: str | None
    url: Words | None
    link: str | None
    sha256: str
    file: str
    checksum: str | None
    claims: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each; `claims` and `sources` leave rejected claims out.

    Attributes:
        independent: How many sources that have a name are not known to depend on each other.
        unnamed: Whether there are others without a name, who are one at least.
    """

    documents: int
    claims: int
    sources: int
    named: int
    independent: int
    unnamed: bool
    draft: int
    accepted: int
    rejected: int
    passages: int


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that the sheet does not establish: a code, and how many claims or documents it touches, of how many."""

    code: str
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that claims have in common: a code or words, both None for a source that is not identified."""

    code: str | None
    words: Words | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What claims can be sifted by: `source`, `status`, `event`, `place`, `party`, or `content`.

    The choices of `content` are whether a claim gives `figures` or `times`.
    """

    code: str
    choices: tuple[Choice, ...]
