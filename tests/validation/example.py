"""A dossier in which everything is right: nested and direct claims, contents in parts, words that come twice.

It has been graded and translated, has grown, and keeps the page that a text was taken from and what that said before.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.extraction.claim_facets import with_facets
from claims.model import (
    Change,
    Claim,
    Document,
    Dossier,
    Found,
    Grading,
    Group,
    Made,
    Origin,
    Original,
    Review,
    Source,
    Span,
    Translation,
    Version,
    derived_ids,
    digest,
    in_order,
)
from claims.model.facets import Facets, Figure, Party, Place, Time
from claims.store import dossier_files, read_dossier

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Kind, Mode

HOSPITAL = (
    "قال المتحدث باسم وزارة الصحة سامي العلي إن المستشفى استقبل 12 جريحا مساء الأربعاء.\n"
    "وأضاف العلي: «لم تسجل أي وفاة حتى الآن»، مشيرا إلى أن طبيبا أكد أن الأدوية كافية.\n"
    "وذكر مصدر طبي أن سيارتي إسعاف تعطلتا.\n"
    "«سنفتح الطريق غدا»، قال مدير البلدية، «ونعيد الكهرباء قبل المساء».\n"
    "وذكر مصدر طبي أن سيارتي إسعاف تعطلتا.\n"
)
PORT = "أعلنت هيئة الموانئ استئناف الملاحة في الميناء القديم صباح اليوم.\n"
PAGE = f"<p>{HOSPITAL}</p>\n".encode()
BEFORE = HOSPITAL.replace("12 جريحا", "10 جرحى")
GRADED = Grading("B", 2, "ليلى حداد", "2024-03-01T09:45:00Z", "كان مصيبا من قبل")
ENGLISH = Translation(
    "en", "We will open the road tomorrow and restore power", "Leila Haddad", "human", "2024-03-02T08:00:00Z"
)
GONE = "clm-b0b0b0b0b0b0"
ACCEPTED = Review("accepted", "ليلى حداد", "2024-03-01T09:30:00Z", "راجعته مع التسجيل")
FOUND = Found(rule="verb-clause", cue="قال", version="0.1.0")


def span(text: str, words: str, after: int = 0) -> Span:
    """Where some words stand in a text, from an offset on."""
    start = text.index(words, after)
    return Span.of(text, start, start + len(words))


def claim(
    text: str, document: str, name: str, kind: Kind, mention: str | None, cue: str, content: list[str], mode: Mode,
    after: int = 0,
) -> Claim:  # fmt: skip
    """A claim by its words, looked for from an offset on."""
    named = None if mention is None else span(text, mention, after)
    parts = tuple(span(text, words, after) for words in content)
    return Claim(
        "", document, Source(name, kind, named), span(text, cue, after), parts, mode, act="state", found=FOUND,
        review=ACCEPTED,
    )  # fmt: skip


def hospital_facets() -> Facets:
    """What the first claim says: twelve injured on Wednesday evening."""
    injured, evening = span(HOSPITAL, "12 جريحا"), span(HOSPITAL, "مساء الأربعاء")
    wounded = span(HOSPITAL, "جريحا")
    return Facets(
        (Figure(injured, "injured", 12, 12, "exact", wounded, None, None, "noun.counted"),),
        (
            Time(
                evening, "2024-02-28", "time", "document", None, None, "wednesday", "evening", None, None, None, False,
                None, "date/weekday",
            ),
        ),
    )  # fmt: skip


def port_facets() -> Facets:
    """What a person reads in the last claim, which the tool did not find: the old port."""
    port = span(PORT, "الميناء القديم")
    return Facets(
        places=(Place(port, "الميناء القديم", None, "LY", 32.9, 13.2, "place", 1.0),),
        parties=(Party(port, "الميناء القديم", "organization"),),
    )


def dossier() -> Dossier:
    """The dossier; its claims are numbered 1 to 8 in this order in claims.jsonl."""
    in_hospital = partial(claim, HOSPITAL, "hospital")
    speaker = "المتحدث باسم وزارة الصحة سامي العلي"
    second, third = HOSPITAL.index("وأضاف"), HOSPITAL.index("وذكر")
    fourth = HOSPITAL.index("«سنفتح")
    last = HOSPITAL.rindex("وذكر")
    ambulances = ["سيارتي إسعاف تعطلتا"]
    claims = [
        in_hospital(speaker, "person", speaker, "قال", ["المستشفى استقبل 12 جريحا مساء الأربعاء"], "indirect"),
        in_hospital(speaker, "person", "العلي", "وأضاف", ["لم تسجل أي وفاة حتى الآن"], "direct", second),
        in_hospital(speaker, "person", None, "مشيرا", ["طبيبا أكد أن الأدوية كافية"], "indirect", second),
        in_hospital("طبيب", "unnamed", "طبيبا", "أكد", ["الأدوية كافية"], "indirect", second),
        in_hospital("مصدر طبي", "unnamed", "مصدر طبي", "وذكر", ambulances, "indirect", third),
        in_hospital(
            "مدير البلدية", "person", "مدير البلدية", "قال",
            ["سنفتح الطريق غدا", "ونعيد الكهرباء قبل المساء"], "direct", fourth,
        ),
        in_hospital("مصدر طبي", "unnamed", "مصدر طبي", "وذكر", ambulances, "indirect", last),
        claim(
            PORT, "port", "هيئة الموانئ", "organization", "هيئة الموانئ", "أعلنت",
            ["استئناف الملاحة في الميناء القديم صباح اليوم"], "indirect",
        ),
    ]  # fmt: skip
    identified = [replace(each, id=name) for each, name in zip(claims, derived_ids(claims), strict=True)]
    identified[0] = replace(identified[0], facets=hospital_facets())
    identified[-1] = replace(identified[-1], facets=port_facets(), found=None)
    identified[3] = replace(identified[3], within=identified[2].id)
    identified[5] = replace(identified[5], grading=GRADED, translations=(ENGLISH,))
    page = Original("originals/hospital.html", hashlib.sha256(PAGE).hexdigest(), "text/html")
    documents = (
        Document.from_text(
            "hospital",
            HOSPITAL,
            "ar",
            title="المستشفى",
            published="2024-02-28",
            original=page,
            raw=PAGE,
            earlier=(Version(digest(BEFORE), "2024-02-27"),),
        ),
        Document.from_text("port", PORT, "ar", url="https://news.example/port", published="2024-02"),
    )
    return Dossier(
        "تجربة", ("ar",), Made("0.1.0"), documents, in_order(documents, [*map(_read, identified)]),
        origins=(Origin("org-0b7d2e3f9a1c", ("hospital", "port"), "agency", "hospital", "رويترز", None, "0.1.0"),),
        groups=(Group("grp-0b7d2e3f9a1c", (identified[4].id, identified[6].id), "words", None, 1.0, "0.1.0"),),
        changes=(Change("2024-03-01T09:00:00Z", ("port",), ("hospital",), (identified[7].id,), (GONE,)),),
    )  # fmt: skip


def _read(claim: Claim) -> Claim:
    """The claim with the readings of its words, if the tool found it and has read none."""
    if claim.facets is not None or claim.found is None:
        return claim
    return with_facets(Document.from_text("hospital", HOSPITAL, "ar", published="2024-02-28"), [claim])[0]


def without_places(found: Dossier) -> Dossier:
    """The dossier whose claims name no place."""
    bare = (replace(each, facets=replace(each.facets, places=())) if each.facets else each for each in found.claims)
    return replace(found, claims=tuple(bare))


def write(folder: Path, made: Dossier | None = None) -> Path:
    """Write a dossier, else this one, with its sheet; what reviewers did is in their own file."""
    from claims.sheet.formats import write as sheet_files
    from claims.workflow import migrate

    made = made or dossier()
    files = {**dossier_files(made), f"earlier/hospital.{digest(BEFORE)[:12]}.txt": BEFORE.encode()}
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    migrate(folder, by="ليلى حداد")
    for name, data in sheet_files(read_dossier(folder)).items():
        (folder / name).write_bytes(data)
    return folder
