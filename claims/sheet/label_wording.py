"""Define the English wording of codes in records: speech acts, kinds, modes, states, limits.

Every sentence about a claim names its source, and no verb implies that the claim is true: a source "affirms" where the
record's act is `confirm`, and no claim is presented as a fact that was "disclosed". `{source}` is the credited source.
"""

from __future__ import annotations

__all__ = [
    "ABOUT_ANNOTATIONS",
    "ABOUT_PLACES",
    "ABOUT_RANGE",
    "ACTS",
    "BOUNDS",
    "COUNTED_BY_TOTAL",
    "CREDIBILITIES",
    "DATELINE",
    "DAY_PARTS",
    "EVENTS",
    "FACETS",
    "INTERVALS",
    "KINDS",
    "LIMITS",
    "MAP",
    "MAP_CLAIMS",
    "MAP_IMAGE",
    "MODES",
    "NOTES_ON_TIME",
    "NO_SOURCE",
    "PARTY_KINDS",
    "PHASES",
    "PRECISIONS",
    "PURPOSE",
    "RANGES",
    "RELIABILITIES",
    "REVIEWED",
    "STANCES",
    "STATUSES",
    "TIMELINE",
    "TRANSLATED",
    "UNKNOWN_ACT",
    "WHATS",
    "WITHIN",
    "WITHIN_ANOTHER",
]


def _(message: str) -> str:
    """Mark a label for the catalogues; it is translated where it is rendered."""
    return message


def _n(one: str, many: str) -> tuple[str, str]:
    return one, many


UNKNOWN_ACT = _("%(source)s is credited with this claim:")

ACTS = {
    "state": _("%(source)s said:"),
    "add": _("%(source)s added:"),
    "explain": _("%(source)s said by way of explanation:"),
    "confirm": _("%(source)s affirmed:"),
    "deny": _("%(source)s denied:"),
    "concede": _("%(source)s made this concession:"),
    "announce": _("%(source)s announced:"),
    "reveal": _("%(source)s made this disclosure:"),
    "warn": _("%(source)s warned:"),
    "accuse": _("%(source)s made this accusation:"),
    "demand": _("%(source)s demanded:"),
    "promise": _("%(source)s promised:"),
    "believe": _("%(source)s expressed this view:"),
    "expect": _("%(source)s voiced this expectation:"),
    "praise": _("%(source)s praised:"),
    "condemn": _("%(source)s condemned:"),
    "report": _("%(source)s reported:"),
    "attribute": _("According to %(source)s:"),
}

KINDS = {
    "person": _("named person"),
    "unnamed": _("unnamed source"),
    "group": _("group of people"),
    "organization": _("organisation"),
    "media": _("media outlet"),
    "document": _("document"),
}

MODES = {
    "direct": _("in quotation marks in the article"),
    "indirect": _("in the article’s wording"),
    "mixed": _("partly in quotation marks in the article"),
}

STATUSES = {
    "draft": _("draft, not reviewed"),
    "accepted": _("accepted in review"),
    "rejected": _("rejected in review"),
}

TRANSLATED = {
    "human": _("translated by a person"),
    "machine": _("translated by a program"),
    "machine_edited": _("translated by a program, corrected by a person"),
}

WHATS = {
    "killed": _("killed"),
    "injured": _("injured"),
    "missing": _("missing"),
    "lost": _("lost"),
    "captured": _("captured or arrested"),
    "released": _("released"),
    "displaced": _("displaced"),
    "evacuated": _("evacuated"),
    "rescued": _("rescued"),
    "destroyed": _("destroyed"),
    "damaged": _("damaged"),
    "seized": _("seized"),
    "returned": _("returned"),
    "participating": _("taking part"),
    "other": _("other"),
}

BOUNDS = {
    "exact": _("%(number)s"),
    "about": _("about %(number)s"),
    "at_least": _("at least %(number)s"),
    "at_most": _("at most %(number)s"),
    "range": _("%(min)s to %(max)s"),
    "unknown": _("number not given"),
}
ABOUT_RANGE = _("about %(min)s to %(max)s")
RANGES = {"more": _("%(number)s or more"), "fewer": _("%(number)s or fewer")}

STANCES = {
    "deny": _("denied"),
    "warn": _("in a warning"),
    "demand": _("in a demand"),
    "promise": _("in a promise"),
    "expect": _("in an expectation"),
}
"""The source's speech act, for figures that are not claimed."""

INTERVALS = {
    "closed": _("from %(first)s to %(last)s"),
    "open end": _("since %(date)s"),
    "open start": _("until %(date)s"),
    "~": _("about %(date)s"),
    "?": _("%(date)s, uncertain"),
    "%": _("about %(date)s, uncertain"),
    "no year": _("%(date)s, year not known"),
}

NOTES_ON_TIME = {
    "about": _("approximate in the words"),
    "hijri": _("by the Hijri calendar"),
    "document": _("reckoned from the document’s date"),
    "contradiction": _("⚠ the words name another weekday: the date falls on %(weekday)s"),
}

DAY_PARTS = {
    "dawn": _("at dawn"),
    "morning": _("in the morning"),
    "noon": _("at noon"),
    "afternoon": _("in the afternoon"),
    "evening": _("in the evening"),
    "night": _("at night"),
    "midnight": _("at midnight"),
    "day": _("by day"),
}

PHASES = {"early": _("at its beginning"), "middle": _("in its middle"), "late": _("at its end")}

PARTY_KINDS = {
    "state": _("state"),
    "state_force": _("state force"),
    "armed_group": _("armed group"),
    "organization": _("organisation"),
    "person": _("person"),
    "civilians": _("civilians"),
    "media": _("media outlet"),
}

PRECISIONS = {
    "place": _("the place itself"),
    "area": _("middle of an area"),
    "country": _("middle of a country"),
    "estimated": _("⚠ estimated"),
}

EVENTS = {
    "armed_clash": _("armed clash"),
    "territory_regained": _("territory retaken"),
    "territory_overtaken": _("territory taken"),
    "chemical_weapon": _("chemical weapon"),
    "air_strike": _("air or drone strike"),
    "suicide_bomb": _("suicide bomb"),
    "shelling": _("shelling, artillery or missile attack"),
    "landmine_ied": _("remote explosive, landmine or IED"),
    "grenade": _("grenade"),
    "sexual_violence": _("sexual violence"),
    "attack": _("attack"),
    "abduction": _("abduction or forced disappearance"),
    "peaceful_protest": _("peaceful protest"),
    "excessive_force": _("excessive force against protesters"),
    "violent_demonstration": _("violent demonstration"),
    "agreement": _("agreement"),
    "arrest": _("arrest"),
    "group_change": _("change to a group or its activity"),
    "disrupted_weapons": _("disrupted weapons use"),
    "base_established": _("headquarters or base established"),
    "looting_destruction": _("looting or destruction of property"),
    "territory_transferred": _("withdrawal"),
    "displacement": _("displacement"),
    "other": _("other"),
    "statement_of_intent": _("statement of intent"),
}

FACETS = {"stance": _("whether it is so"), "figure": _("number"), "time": _("time"), "place": _("place")}
"""The facets in which the claims of a group can differ."""

LIMITS: dict[str, tuple[str, str | tuple[str, str]]] = {
    "truth": (
        _("Whether the claims are true."),
        _("The sheet shows who claims what, and in which words. What happened is another question."),
    ),
    "no-documents": (_("Anything at all."), _("The dossier holds no document.")),
    "one-document": (_("Whether anybody else says the same."), _("Everything here comes from a single document.")),
    "several-documents": (
        _("Whether the documents are independent of each other."),
        _("No shared text is recorded between them; they can still rely on one report in words of their own."),
    ),
    "shared-origin": (
        _("Whether the other documents are independent of each other."),
        _n(
            "%(count)s of %(total)s documents shares its text with another one; the rest can still rely on one report.",
            "%(count)s of %(total)s documents share their text with others and count as one origin each time; "
            "the rest can still rely on one report in words of their own.",
        ),
    ),
    "same-claims": (
        _("That claims in one row mean the same."),
        _n(
            "%(count)s row is put together by how alike the words are and by when, where and what they are about.",
            "%(count)s rows are put together by how alike the words are and by when, where and what they are about.",
        ),
    ),
    "unnamed-sources": (
        _("Who the unnamed sources are."),
        _n(
            "%(count)s claim of %(total)s comes from a source that the article does not name.",
            "%(count)s claims of %(total)s come from sources that the article does not name.",
        ),
    ),
    "no-source": (
        _("Who makes every claim."),
        _n(
            "For %(count)s claim of %(total)s no source could be traced in the article.",
            "For %(count)s claims of %(total)s no source could be traced in the article.",
        ),
    ),
    "second-hand": (
        _("What was said at first hand."),
        _n(
            "%(count)s claim of %(total)s is known only through the claim of another source.",
            "%(count)s claims of %(total)s are known only through the claim of another source.",
        ),
    ),
    "reported-speech": (
        _("The sources’ own words."),
        _n(
            "%(count)s claim of %(total)s is reported speech, wholly or in part: the article words it.",
            "%(count)s claims of %(total)s are reported speech, wholly or in part: the article words them.",
        ),
    ),
    "unknown-date": (
        _("When it was published."),
        _n(
            "The date of publication is not known, so “today” or “Thursday” in the text stays undated.",
            "The date of publication is not known for %(count)s of %(total)s documents, "
            "so “today” or “Thursday” in them stays undated.",
        ),
    ),
    "no-address": (
        _("How the text reads where it appeared."),
        _n(
            "No web address is known; the quotations hold for the stored text.",
            "No web address is known for %(count)s of %(total)s documents; their quotations hold for the stored texts.",
        ),
    ),
    "no-review": (
        _("That a person agrees with the reading."),
        _n(
            "The only claim is a draft: nobody has reviewed it yet.",
            "All %(count)s claims are drafts: nobody has reviewed them yet.",
        ),
    ),
    "some-unreviewed": (
        _("That a person agrees with all of it."),
        _n(
            "%(count)s claim of %(total)s is a draft that nobody has reviewed.",
            "%(count)s claims of %(total)s are drafts that nobody has reviewed.",
        ),
    ),
    "completeness": (
        _("That no claim was missed."),
        _("What was not recognised as a claim stands under the outlet’s own voice."),
    ),
}
"""For each limit, what is not established, and why: one form, or singular and plural."""

COUNTED_BY_TOTAL = frozenset({"unknown-date", "no-address"})
"""Limits that give the number of all documents, not of the affected ones."""

MAP = {
    "title": _("Map of the places that the claims name"),
    "caption": _(
        "Places that the claims name. A point is where the gazetteer has the name, or an estimate from the words; that "
        "something happened there is what the claims say."
    ),
    "area": _("middle of an area, which may reach to the dots"),
    "estimated": _("estimated from the words, within the dashes"),
    "whole": _("country named as a whole"),
    "absent": _("outside this map"),
    "credits": _(
        "Outlines and borders as Natural Earth draws them (public domain). Points: GeoNames (CC BY 4.0), or estimated."
    ),
}
MAP_IMAGE = _n(
    "Map of %(num)s place that the claims name, with its number in the table.",
    "Map of %(num)s places that the claims name, with their numbers in the table.",
)
MAP_CLAIMS = _n("claim %(numbers)s", "claims %(numbers)s")

TIMELINE = {
    "title": _("Timeline of what the claims say"),
    "caption": _("When something is said to have happened, each as the claim of its source."),
    "exact": _("as long as the words leave it open"),
    "about": _("approximate or uncertain"),
    "open": _("end not said"),
    "break": _("time left out"),
}

NO_SOURCE = _("A source that is not identified")
WITHIN = _("Within the claim of %(source)s:")
WITHIN_ANOTHER = _("Within another claim:")
PURPOSE = _(
    "Who claims what, in whose words, and where it stands. Nothing here is stated as a fact: every statement is the "
    "claim of the source it stands under, or of the outlet."
)
ABOUT_PLACES = _(
    "Places that the claims name. A point is where the gazetteer has the name, or an estimate from the words; that "
    "something happened there is what the claims say."
)
ABOUT_ANNOTATIONS = _("Where the words of the claims stand")
DATELINE = _("Place: %(name)s")

REVIEWED = _(
    "A person has confirmed that the document credits these words to this source. Whether what they say is true is not "
    "said by that."
)

RELIABILITIES = {
    "A": _("completely reliable"),
    "B": _("usually reliable"),
    "C": _("fairly reliable"),
    "D": _("not usually reliable"),
    "E": _("unreliable"),
    "F": _("reliability cannot be judged"),
}

CREDIBILITIES = {
    1: _("confirmed by other sources"),
    2: _("probably true"),
    3: _("possibly true"),
    4: _("doubtful"),
    5: _("improbable"),
    6: _("truth cannot be judged"),
}
"""The grades of the Admiralty code (NATO AJP-2.1): of a source, and of what it says."""
