"""Define the values of a fact sheet: plain and frozen, used by every format and template.

A view contains no markup and no labels. Text from an article, a record or a person is `Words`, so that a format knows
its
language and isolates its direction from the sheet's; plain strings are identifiers and codes.
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
    """Text that somebody wrote; `language` is a BCP 47 tag, None if unknown."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of words in a document.

    Attributes:
        paragraph: Counted from 1; None if the offsets are outside the text.
        start: In code points of the document's text.
        end: Exclusive.
        words: The exact words.
        stands: Whether these words are at these offsets.
    """

    paragraph: int | None
    start: int
    end: int
    words: Words
    stands: bool


@dataclass(frozen=True, slots=True)
class Publication:
    """A document, as cited in a footnote.

    Attributes:
        opening: Its first words, which stand for a title where there is none.
    """

    id: str
    title: Words | None
    publisher: Words | None
    published: str | None
    opening: Words | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """How a claim was found: a rule with its lexicon entry and the tool's version, or a model with its own version.

    Attributes:
        confidence: The model's probability that this is a claim with this content, 0 to 1.
        source_confidence: The model's probability that the source is right, 0 to 1.
    """

    rule: str | None
    entry: Words | None
    version: str
    model: str | None = None
    confidence: float | None = None
    source_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """The evidence of one claim or passage.

    Attributes:
        label: Letters, digits, `-` and `_`; unique in the sheet; for a claim, its id.
        document: None if the record refers to a document that the dossier does not have.
        places: One for each part of the content, in the record's order.
        cue: The words that credit the source; None for a passage that is not attributed.
        mention: The words that name the source in the same sentence; None if it is not named there.
        found: None for manual entries and for passages.
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
    """The claim that contains another one: its id, its source, and whether the sheet lists it as a claim."""

    id: str
    source: Words | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reviewer said of a claim; `at` is an RFC 3339 date-time."""

    said: Literal["accepted", "rejected", "corrected", "noted"]
    by: Words
    at: str
    note: Words | None


@dataclass(frozen=True, slots=True)
class Review:
    """People's decision; `at` is an RFC 3339 date-time.

    Attributes:
        status: `draft` also if reviewers differ.
        opinions: What each reviewer said, if they differ or there are several notes.
        disputed: Whether reviewers differ.
    """

    status: Literal["draft", "accepted", "rejected"]
    by: Words | None
    at: str | None
    note: Words | None
    opinions: tuple[Opinion, ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Grading:
    """A person's grading of a claim by the Admiralty code; `at` is an RFC 3339 date-time.

    Attributes:
        code: Reliability and credibility as usually written, `B3`; `-` for a missing part.
    """

    code: str
    by: Words | None
    at: str | None
    note: Words | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The event type of a claim, by its code, and the words that indicate it."""

    type: str
    words: Words


@dataclass(frozen=True, slots=True)
class Translation:
    """A claim's content in the sheet's language, shown next to the original words and never instead of them.

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
        number: Its position in the sheet, from 1; rejected claims are numbered after the others.
        source: The credited source, in the article's words; None if the article never names it.
        gloss: The translation of a generic source name; None for names and unknown words.
        act: The kind of speech act (`deny`, `announce`, …); None if unknown.
        mode: `direct`, `indirect` or `mixed`: whether the words are in quotation marks in the article.
        parts: The exact words, in the parts separated by source and cue.
        within: The claims that contain this one, innermost first.
        translations: Those in the sheet's language.
        event: Its event type; None if its words do not indicate one.
        grading: A person's grading; None if there is none.
        uncertain: Whether the article may mean another source.
        doubts: What may be misread, and should be checked first: `claim`, `source`, `text`; none if a person has
            decided on the claim.
        relays: Those through whom the source's words reached the article, nearest to the source first.
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
    doubts: tuple[str, ...] = ()
    relays: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A source and its claims in the article's order, without rejected claims.

    Attributes:
        number: Its number in the sheet, from 1, used in all tables.
        name: Its name in its first claim; None if the article never names it.
        named: Whether it has a name, rather than a word for a kind of source (مصدر, تقرير).
        names: All its names in the documents, `name` included.
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
        min: None if the words do not say; `max` likewise.
        bound: `exact`, `about`, `at_least`, `at_most`, `range`, `unknown`.
        stance: The source's speech act if it does not claim the number: `deny`, `warn`, `demand`, …
        words: The exact words, from the event to what is counted.
        unit: What is counted, in the article's words.
        whose: To whom they belong, in the article's words.
        event: The word that says what happened.
        claim: The innermost claim that contains it.
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
    """The range from the lowest to the highest number that sources claim; never a sum.

    Attributes:
        about: Whether one of them is approximate.
        fewer: Whether a source of the lowest number says that it may be fewer (at most).
        more: Whether a source of the highest number says that it may be more (at least).
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
        source: None if the article never names it.
        source_number: The source's number in the sheet's list of sources.
        min: As in each of `figures`; `max`, `bound` and `stance` likewise.
        disputed: Whether the same source also gives a contradicting number.
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
    """The claimed outcomes for one party, source by source.

    Attributes:
        what: `killed`, `injured`, `lost`, …
        party: The known party affected, or the things counted; None for people in general.
        kind: The kind of party, such as `state_force`; None for people in general and for things.
        part: Whether those counted are part of others (children among the dead).
        range: The range of the claimed numbers; None if no number is claimed.
        differ: Whether two sources give contradicting numbers, or one denies another's.
        event: The number of the event in the sheet that its claims report; None if they report none.
        place: The most exact place of that event.
    """

    what: str
    party: Words | None
    kind: str | None
    part: bool
    lines: tuple[FigureLine, ...]
    range: Range | None
    differ: bool
    event: int | None = None
    place: Words | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time named in one claim.

    Attributes:
        edtf: ISO 8601-2; None if neither the text nor the document's date determines it.
        kind: `date`, `time`, `duration`, `set`.
        basis: `text` or `document`: what determined the date; None without a date.
        partial: A date without its year, in EDTF's unspecified digits.
        calendar: `gregorian` or `hijri`, if the words use one.
        duration: ISO 8601.
        about: Whether the words mark it as approximate.
        contradiction: The actual weekday of the date, if the words name another one.
        words: The exact words of the time.
        excerpt: The words of the claim around them; omissions are marked […].
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
    """A place that a name may refer to.

    Attributes:
        country: ISO 3166-1 alpha-2, None if unknown.
        link: Its page at GeoNames.
    """

    name: str
    country: str | None
    link: str


@dataclass(frozen=True, slots=True)
class Location:
    """A place that claims name.

    Attributes:
        name: As in the gazetteer if it is known, else as in the article.
        known: Whether the gazetteer has it.
        words: Its names in the claims.
        country: ISO 3166-1 alpha-2.
        coordinates: Degrees north and east (`24.2, 14.6`), WGS 84.
        precision: What the point represents: `place`, `area`, `country`, `estimated`.
        radius: Maximum distance of the place from the point, in whole kilometres.
        relation: The words from which the point is estimated.
        candidates: The possible places of an ambiguous name.
        map: The point on OpenStreetMap; None without a point.
        geo: The point as a `geo:` URI (RFC 5870), with its uncertainty in metres; None without a point.
        link: Its page at GeoNames; None for an unknown place.
        claims: The claims that name it, in the order of the sheet.
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
    """Something that a party is said to have done or suffered: the words of a claim that name it.

    Attributes:
        excerpt: Omissions are marked […].
        figures: The numbers that these words give about the party.
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
        known: Its id among the known parties; None if it is not one.
        words: Its names in the claims.
    """

    name: Words
    kind: str
    romanised: str | None
    known: str | None
    words: tuple[Words, ...]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of an article outside all claims: a whole sentence, or the rest of one that contains claims."""

    words: Words
    whole: bool
    footnote: Footnote


@dataclass(frozen=True, slots=True)
class Outlet:
    """The text of one document that this tool attributes to nobody, in text order.

    Attributes:
        sentences: Whole sentences without a quotation or a word that reports speech.
        reporting: Whole sentences with one: they may hold claims that were not found.
        remainders: The rest of sentences that contain claims.
        doubtful: Whether the text cannot be trusted.
    """

    document: Publication
    sentences: tuple[Passage, ...]
    reporting: tuple[Passage, ...]
    remainders: tuple[Passage, ...]
    doubtful: bool = False


Role = Literal["source", "cue", "content"]
"""The role of a stretch of text in a claim: it names the source, credits it, or is the content."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A claim that a stretch of an article belongs to, with its role."""

    claim: Claim
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article in which no span begins or ends.

    Attributes:
        start: In code points of the document's text.
        end: Exclusive.
        covers: The spans that cover it, by start; none if no claim covers it.
        begins: The claims whose content begins here.
    """

    start: int
    end: int
    words: Words
    covers: tuple[Cover, ...]
    begins: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article without gaps, and the claims that it touches, in text order."""

    segments: tuple[Segment, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article, counted from 1."""

    number: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An article and its metadata; unknown values are None.

    Attributes:
        link: The address as a safe http(s) link; None for any other address.
        file: The path of the text in the dossier.
        checksum: The line for `sha256sum --check`; None if the id cannot be written in one.
        paragraphs: The whole text, with the claims that cover it.
        doubtful: Whether the text that was taken from the original file cannot be trusted.
        opening: Its first words, which stand for a title where there is none.
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
    doubtful: bool = False
    opening: Words | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The totals of the sheet; `claims` and `sources` exclude rejected claims.

    Attributes:
        independent: The number of named sources that are not known to depend on each other.
        unnamed: How many unnamed sources there are at least; 0 if none.
        check_first: The number of claims that may be misread and should be checked first.
    """

    documents: int
    claims: int
    sources: int
    named: int
    independent: int
    unnamed: int
    draft: int
    accepted: int
    rejected: int
    passages: int
    check_first: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that the sheet does not establish: a code, the affected claims or documents, and the total."""

    code: str
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter choice: a code, or an article's or event's id; and words. Both are None for an unidentified source."""

    code: str | None
    words: Words | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter for claims, by its code.

    It is `article`, `incident` (an event of the sheet, in the order of their numbers), `source`, `kind` (of source),
    `status`, `event` (a type), `date`, `place`, `party`, or `content`: whether a claim gives `figures` or `times`, and
    whether to `check` it first.
    """

    code: str
    choices: tuple[Choice, ...]
