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
    "DOUBTS",
    "EVENTS",
    "FACETS",
    "INTERVALS",
    "KINDS",
    "LIMITS",
    "LISTED",
    "MAP",
    "MAP_CLAIMS",
    "MAP_IMAGE",
    "MODES",
    "NOTES_ON_TIME",
    "NO_SOURCE",
    "PARTED",
    "PARTY_KINDS",
    "PHASES",
    "PRECISIONS",
    "PURPOSE",
    "RANGES",
    "RELIABILITIES",
    "REVIEWED",
    "SEPARATORS",
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
    "estimate": _("%(source)s estimated:"),
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
    "corrected": _("corrected in another way"),
    "noted": _("remark"),
}

DOUBTS = {
    "claim": _("the claim may be misread"),
    "source": _("the source may be misread"),
    "text": _("the text was not read with certainty; compare the words with the file"),
}
"""What to check first in a claim. It is the reading that is in doubt, not whether the source can be relied on."""

TRANSLATED = {
    "human": _("translated by a person"),
    "machine": _("translated by a program"),
    "machine_edited": _("translated by a program, corrected by a person"),
}

WHATS = {
    "killed": _("killed"),
    "injured": _("injured"),
    "missing": _("missing"),
    "lost": _("casualties or losses"),
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
    "no year": _("%(date)s, year unknown"),
}

NOTES_ON_TIME = {
    "about": _("described as approximate"),
    "hijri": _("Hijri calendar"),
    "document": _("based on the article’s date"),
    "contradiction": _("⚠ the article names another weekday; the date falls on %(weekday)s"),
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

PHASES = {"early": _("at the beginning"), "middle": _("in the middle"), "late": _("at the end")}

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
    "area": _("centre of an area"),
    "country": _("centre of a country"),
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

FACETS = {
    "stance": _("whether it happened"),
    "outcome": _("how it ended"),
    "figure": _("number"),
    "time": _("time"),
    "place": _("place"),
}
"""The facets in which the claims of a group can differ."""

LIMITS: dict[str, tuple[str, str | tuple[str, str]]] = {
    "truth": (
        _("Whether the claims are true."),
        _("The sheet shows who claims what, and in which words. It does not establish what happened."),
    ),
    "no-documents": (_("Anything at all."), _("The dossier contains no articles.")),
    "one-document": (_("Whether anyone else says the same."), _("Everything here comes from a single article.")),
    "several-documents": (
        _("Whether the articles are independent of each other."),
        _("No shared text was found between them, but they may still rely on the same report and reword it."),
    ),
    "shared-origin": (
        _("Whether the other articles are independent of each other."),
        _n(
            "%(count)s of %(total)s articles shares its text with another one; the rest may still rely on the "
            "same report.",
            "%(count)s of %(total)s articles share text with others, and each such set counts as one origin; the "
            "rest may still rely on the same report.",
        ),
    ),
    "same-claims": (
        _("That all claims in a row of “Who agrees, who differs” mean the same."),
        _n(
            "%(count)s row was matched by similar wording, and by time, place and topic.",
            "%(count)s rows were matched by similar wording, and by time, place and topic.",
        ),
    ),
    "unnamed-sources": (
        _("Who the unnamed sources are."),
        _n(
            "%(count)s of %(total)s claims comes from a source that the article does not name.",
            "%(count)s of %(total)s claims come from sources that the article does not name.",
        ),
    ),
    "no-source": (
        _("The source of every claim."),
        _n(
            "For %(count)s of %(total)s claims, no source could be identified in the article.",
            "For %(count)s of %(total)s claims, no source could be identified in the article.",
        ),
    ),
    "second-hand": (
        _("What was said first-hand."),
        _n(
            "%(count)s of %(total)s claims is known only through another source’s claim.",
            "%(count)s of %(total)s claims are known only through another source’s claim.",
        ),
    ),
    "reported-speech": (
        _("The sources’ own words."),
        _n(
            "%(count)s of %(total)s claims is reported speech, wholly or partly: the wording is the article’s.",
            "%(count)s of %(total)s claims are reported speech, wholly or partly: the wording is the article’s.",
        ),
    ),
    "doubtful-text": (
        _("That the text is what the original file shows."),
        _n(
            "The text of %(count)s of %(total)s articles is unreliable: compare it with the original file.",
            "The texts of %(count)s of %(total)s articles are unreliable: compare them with the original files.",
        ),
    ),
    "unknown-date": (
        _("When it was published."),
        _n(
            "The publication date is unknown, so “today” or “Thursday” in the text stays undated.",
            "The publication date is unknown for %(count)s of %(total)s articles, so “today” or “Thursday” in "
            "them stays undated.",
        ),
    ),
    "no-address": (
        _("How the text reads on the original page."),
        _n(
            "No web address is known; the quotations refer to the stored text.",
            "No web address is known for %(count)s of %(total)s articles; their quotations refer to the stored texts.",
        ),
    ),
    "no-review": (
        _("That a person has confirmed the extraction."),
        _n(
            "The only claim is a draft that has not been reviewed.",
            "All %(count)s claims are drafts that have not been reviewed.",
        ),
    ),
    "some-unreviewed": (
        _("That a person has confirmed all of it."),
        _n(
            "%(count)s of %(total)s claims is a draft that has not been reviewed.",
            "%(count)s of %(total)s claims are drafts that have not been reviewed.",
        ),
    ),
    "completeness": (
        _("That no claim was missed."),
        _("Text that was not recognised as a claim is listed as not attributed by this tool."),
    ),
}
"""For each limit, what is not established, and why: one form, or singular and plural."""

COUNTED_BY_TOTAL = frozenset({"unknown-date", "no-address"})
"""Limits that give the number of all documents, not of the affected ones."""

MAP = {
    "title": _("Map of the places named in the claims"),
    "caption": _(
        "Places named in the claims. Points come from the gazetteer or are estimated from the words; that "
        "something happened there is what the claims say."
    ),
    "area": _("centre of an area, which may extend to the dots"),
    "estimated": _("estimated from the words, within the dashes"),
    "whole": _("country named as a whole"),
    "absent": _("outside this map"),
    "region": _("too large to be drawn"),
    "far": _("Places far from these:"),
    "credits": _("Outlines and borders: Natural Earth (public domain). Points: GeoNames (CC BY 4.0), or estimated."),
}
MAP_IMAGE = _n(
    "Map of %(num)s place named in the claims, with its number in the table.",
    "Map of %(num)s places named in the claims, with their numbers in the table.",
)
MAP_CLAIMS = _n("claim %(numbers)s", "claims %(numbers)s")

TIMELINE = {
    "title": _("Timeline of what the claims say"),
    "caption": _("When events are said to have happened, each according to its source."),
    "exact": _("time range given by the words"),
    "about": _("approximate or uncertain"),
    "open": _("end not stated"),
    "break": _("break in the time axis"),
}

NO_SOURCE = _("An unidentified source")
SEPARATORS = LISTED, PARTED = _(", "), _("; ")
"""What stands between the items of a list. No format gives these characters a meaning."""
WITHIN = _("Within the claim of %(source)s:")
WITHIN_ANOTHER = _("Within another claim:")
PURPOSE = _(
    "Who claims what, in whose words, and where in the article. Nothing here is stated as fact: every statement "
    "is a claim of the source it is listed under, or of the outlet."
)
ABOUT_PLACES = _(
    "Places named in the claims. Points come from the gazetteer or are estimated from the words; that something "
    "happened there is what the claims say."
)
ABOUT_EVENTS = _(
    "Events as claims report them. Points are the most exact places that the claims name; that something happened "
    "there is what the claims say."
)
REVIEWERS_DIFFER = _("reviewers differ")
ABOUT_ANNOTATIONS = _("Positions of the claims’ words")
DATELINE = _("Place: %(name)s")

REVIEWED = _(
    "A person has confirmed that the article credits these words to this source. This does not mean that they are true."
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
