"""Reduce claims to profiles (words, figures, time, place) for comparison."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.analysis.claim_sentences import ClaimSentences
from claims.analysis.comparison_data import language
from claims.analysis.comparison_words import concept, content_words, is_negated, is_on_the_way, plain_words, stem
from claims.analysis.document_scenes import Scenes
from claims.analysis.event_reports import event_reports, gathered_in_documents
from claims.analysis.events import TOLLS, setting_of, surroundings
from claims.analysis.name_matching import consonants
from claims.analysis.outcomes import outcome_of
from claims.analysis.sentence_places import places_of_sentences
from claims.model.edtf import extent
from claims.model.event_types import EVENT_TYPES
from claims.model.facets import Facets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.analysis.event_reports import Gathering
    from claims.analysis.events import Setting
    from claims.analysis.outcomes import Outcome
    from claims.model import Claim, Document, Span
    from claims.model.facets import Figure, Place
    from claims.model.geography import Spot

__all__ = ["Profile", "profiles"]

_FEWEST_WORDS = 2
"""Minimum number of words that a claim without figures needs outside the claims nested in it."""
_FEWEST_SOUNDS = 3
"""Minimum number of consonants of a word of a name: fewer match by chance, so that the word itself must be the same."""
_FIRST_WORDS = 60
"""Number of characters that hold the first words of a claim."""
_DISTINCTIVE, _COUNTABLE = 10, 2
"""Minimum of a number that can identify what claims are about: of things of any sort, and of an outcome of an event."""
_APART = {"=militant": "militant", "=official": "official", "=perpetrator": "official"}
"""Sorts of people whose total is another than that of all people: an attack's victims, and the attackers killed. One
word for officials (مسؤولين) is that for those who are responsible, too."""
_VAGUE_EVENTS = frozenset({"other", "attack", "statement_of_intent"})
_COUNTED = frozenset(
    {"killed", "injured", "missing", "lost", "captured", "released", "displaced", "evacuated", "rescued"}
)
"""Counts of people affected; other counts say too little about which event they belong to."""
_FORCE = {"demand": "demand", "expect": "expect", "praise": "praise", "condemn": "judge"}
"""Speech acts that do not state a fact, by their class. Warnings mostly tell of a danger that is there."""
_KINDRED = {"Explosions/Remote violence": "fighting", "Battles": "fighting", "Riots": "protest", "Protests": "protest"}


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim's own words and facets, without those of the claims nested in it.

    Attributes:
        claim: The record.
        source: The number of its source in the register; claims of one source share it.
        text: Its words, as input for an embedding model; `sentence`: those of its sentence.
        language: BCP 47 tag.
        words: The stems of its words and the ids of known parties; distinct, sorted.
        named: Those of its words that belong to the names of places.
        force: How the proposition is put forward: stated, demanded, expected or judged.
        happened: What is counted: `killed`, `injured`, ….
        counts_things: Whether it counts what no event does to people, such as shells.
        totals: What it gives a total of; not "dozens", nor a number that its source in the same document exceeds.
        victims: The sorts of people that its totals count apart from others: militants, officials.
        numbers: What its figures count, with their exact numbers, without small ones.
        denies: Whether its source denies it.
        refuses: Whether it says that something is not so: a denial, or a sentence with a negation; not both at once.
        none_of: What it says that there was none of: the words after "any", if they are not for a kind of place.
        speaker: The consonants of the words of its source's name, without offices.
        accused: The consonants of its words, if it accuses; else nothing.
        fate: Whether it says what became of one person.
        event: The family of its event types; None if its words leave that open.
        type: Its event type; None as well if it is not specific.
        outcome: Which of two opposite outcomes it tells; None if none.
        mishap: Whether it tells of what may be an accident: a fire, an explosion.
        is_placed: Whether it names a place; `is_dated`: a day.
        setting: Its time and place; what a claim does not name, it takes from the event that its document tells
            there, a place first from its sentence and last from its document.
        occasion: The number of the event that its document tells there; None if it tells of none.
        published: The first day on which its document can have been published.
        countries: The countries of its places, sorted.
        scene: The GeoNames id, or name, of the place in which its document is set.
    """

    claim: Claim
    source: int
    text: str
    sentence: str
    language: str
    words: tuple[str, ...]
    named: frozenset[str]
    force: str
    happened: frozenset[str]
    counts_things: bool
    totals: frozenset[str]
    victims: frozenset[str]
    numbers: frozenset[tuple[str, int]]
    denies: bool
    refuses: bool
    none_of: frozenset[str]
    speaker: frozenset[str]
    accused: frozenset[str]
    fate: bool
    event: str | None
    type: str | None
    outcome: Outcome | None
    mishap: bool
    is_placed: bool
    is_dated: bool
    setting: Setting
    occasion: int | None
    published: int | None
    countries: tuple[str, ...]
    scene: str


def profiles(documents: Sequence[Document], claims: Sequence[Claim], source_of: dict[str, int]) -> list[Profile]:
    """Return profiles of the claims in the order given, except claims that only relay another claim."""
    by_id = {document.id: document for document in documents}
    inner: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.within:
            inner[claim.within].append(claim)
    scenes = Scenes(documents, claims)
    greatest = _greatest_tolls(claims, source_of)
    sentences = ClaimSentences(documents)
    around = places_of_sentences(documents, claims, sentences)
    told = list(enumerate(gathered_in_documents(event_reports(claims, places=around), by_id)))
    occasions = {report.claim.id: each for each in told for report in each[1].reports}
    made = (
        _profile(
            claim,
            by_id.get(claim.document),
            inner[claim.id],
            source=source_of.get(claim.id, -1),
            where=scenes.told_of(claim.document),
            sentence=sentences.text(claim),
            around=around.get(claim.id, ()),
            occasion=occasions.get(claim.id),
            published=scenes.date(by_id[claim.document]) if claim.document in by_id else None,
            greatest=greatest[claim.document, source_of.get(claim.id, -1)],
        )
        for claim in claims
    )
    return [profile for profile in made if profile]


def _profile(
    claim: Claim,
    document: Document | None,
    inner: Sequence[Claim],
    *,
    source: int,
    where: Place | None,
    sentence: str,
    around: tuple[Spot, ...],
    occasion: tuple[int, Gathering] | None,
    published: str | None,
    greatest: Mapping[str, int],
) -> Profile | None:
    tag = document.language if document else ""
    own = list(_without(claim, inner))
    facets = claim.facets.within(*((start, end) for start, end, _ in own)) if claim.facets else Facets()
    if claim.facets and claim.facets.event and not facets.event and not inner:
        facets = replace(facets, event=claim.facets.event)
    text = " ".join(words for _, _, words in own)
    stems = content_words(text, tag)
    happened = frozenset(figure.what for figure in facets.figures if figure.what in _COUNTED and not figure.is_part)
    tolls = _tolls(facets)
    if len(stems) < _FEWEST_WORDS and not (stems and happened):
        return None
    dates = tuple(time for time in facets.times if time.kind == "date")
    on_the_way = [place for place in facets.places if is_on_the_way(place, claim.content, tag)]
    named = replace(facets, times=dates, places=tuple(each for each in facets.places if each not in on_the_way))
    setting = setting_of(named, document, published)
    setting = setting._replace(
        spots=(*setting.spots, *(spot for each in on_the_way for spot in surroundings(each, on_the_way=True)))
    )
    is_placed, is_dated = bool(setting.spots), bool(setting.days)
    setting = _completed(setting._replace(spots=setting.spots or around), occasion, where)
    first = extent(published)
    parties = {f"&{party.known}" for party in facets.parties if party.known}
    return Profile(
        claim=claim,
        source=source,
        text=text,
        sentence=sentence,
        language=tag.partition("-")[0].lower(),
        words=tuple(sorted({*stems, *parties})),
        named=frozenset(word for place in facets.places for word in content_words(place.span.exact, tag)),
        force=_force(claim, text, tag),
        happened=happened,
        counts_things=any(figure.what == "other" for figure in facets.figures),
        totals=frozenset(what for what, number in tolls.items() if number >= greatest.get(what, 0)),
        victims=_victims(facets.figures, tag),
        numbers=_numbers(facets.figures),
        denies=claim.act == "deny",
        refuses=(claim.act == "deny") != is_negated(claim, tag),
        none_of=_after_any(text, tag),
        speaker=_sounds(claim.source.name or "", tag),
        accused=_sounds(text, tag) if claim.act == "accuse" else frozenset(),
        fate=any(figure.what in TOLLS and figure.is_of_person for figure in facets.figures),
        event=_family(facets),
        type=facets.event.type if facets.event and facets.event.type not in _VAGUE_EVENTS else None,
        outcome=outcome_of(claim, tag),
        mishap=facets.event is not None and facets.event.is_mishap,
        is_placed=is_placed,
        is_dated=is_dated,
        setting=setting,
        occasion=occasion[0] if occasion else None,
        published=first.first if first else None,
        countries=tuple(sorted({each.country for each in setting.spots if each.country})),
        scene=str(where.geonames or where.name) if where else "",
    )


def _completed(setting: Setting, occasion: tuple[int, Gathering] | None, where: Place | None) -> Setting:
    """Return a claim's setting with the time and place of the event told there, a place else of its document."""
    days, spots = setting.days, setting.spots
    if occasion:
        days = days or tuple(dict.fromkeys(occasion[1].days))
        spots = spots or tuple(dict.fromkeys(each for each in occasion[1].spots if each.point))
    return setting._replace(days=days, spots=spots or (surroundings(where) if where else ()))


def _after_any(text: str, tag: str) -> frozenset[str]:
    data, words = language(tag), plain_words(text)
    after = (word for before, word in pairwise(words) if before in data.any and word not in data.outcomes.places)
    return frozenset(each for word in after for each in content_words(word, tag))


def _sounds(text: str, tag: str) -> frozenset[str]:
    """Return the consonants of words, without those of offices and bodies, by which names in two scripts meet."""
    data = language(tag)
    named = (word for word in plain_words(text) if word not in data.stop and word not in data.titles)
    told = ((consonants(word), word) for word in named if concept(word, data) is None)
    return frozenset(sound if len(sound) >= _FEWEST_SOUNDS else stem(word, tag) for sound, word in told)


def _force(claim: Claim, text: str, tag: str) -> str:
    first = plain_words(text[:_FIRST_WORDS])[:2]
    return "judge" if not language(tag).judging.isdisjoint(first) else _FORCE.get(claim.act or "", "state")


def _numbers(figures: Sequence[Figure]) -> frozenset[tuple[str, int]]:
    """Return the numbers that can identify a claim; those of a part only if it does not give the whole."""
    wholes = {figure.what for figure in figures if not figure.is_part}
    return frozenset(
        (figure.what, figure.min)
        for figure in figures
        if figure.min
        and figure.min >= (_DISTINCTIVE if figure.what == "other" else _COUNTABLE)
        and not (figure.is_part and figure.what in wholes)
    )


def _victims(figures: Iterable[Figure], tag: str) -> frozenset[str]:
    """Return the sorts of people in the figures whose total is none of all people: three gunmen killed."""
    counted = (f.unit.exact for f in figures if f.what in TOLLS and f.unit is not None)
    return frozenset(_APART[word] for unit in counted for word in content_words(unit, tag) if word in _APART)


def _tolls(facets: Facets) -> dict[str, int]:
    """Return the greatest number of each toll that is more than a part of another figure.

    A single death is none: whoever speaks of a person's death has not counted.
    """
    found: dict[str, int] = {}
    for figure in facets.figures:
        number = figure.min if figure.min is not None else figure.max
        if figure.what in TOLLS and number and number > 1 and not figure.is_part:
            found[figure.what] = max(number, found.get(figure.what, 0))
    return found


def _greatest_tolls(claims: Iterable[Claim], source_of: Mapping[str, int]) -> Mapping[tuple[str, int], dict[str, int]]:
    """Return the greatest tolls by document and source: a smaller number of the same source is a part of it."""
    found: defaultdict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for claim in claims:
        known = found[claim.document, source_of.get(claim.id, -1)]
        for what, number in _tolls(claim.facets or Facets()).items():
            known[what] = max(number, known.get(what, 0))
    return found


def _without(claim: Claim, inner: Sequence[Claim]) -> Iterator[tuple[int, int, str]]:
    """Yield the pieces of a claim's content outside nested claims, their cues and their sources."""
    holes = sorted((span.start, span.end) for each in inner for span in _spans(each))
    for part in claim.content:
        at = part.start
        for start, end in [*holes, (part.end, part.end)]:
            if at < min(start, part.end):
                stop = min(start, part.end)
                yield at, stop, part.exact[at - part.start : stop - part.start]
            at = max(at, end)


def _spans(claim: Claim) -> Iterator[Span]:
    yield claim.cue
    yield from claim.content
    if claim.source.mention:
        yield claim.source.mention


def _family(facets: Facets) -> str | None:
    event = facets.event
    if event is None or event.type in _VAGUE_EVENTS:
        return None
    coded = EVENT_TYPES.get(event.type)
    if coded is None:
        return None
    # Reports use "battle" and "bombardment" for the same fighting, but "arrest" and "agreement" never overlap.
    return event.type if coded[0] == "Strategic developments" else _KINDRED.get(coded[0], coded[0])
