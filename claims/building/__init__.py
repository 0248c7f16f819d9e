"""From articles to their claims, and to a dossier with its fact sheet, in one go; and a dossier that people work on."""

from claims.building.adding import Growth
from claims.building.amending import correct, describe, review, translate
from claims.building.dossier import build
from claims.building.extracting import Extracted, extract, extract_all
from claims.building.report import BuildReport, NothingReadError
from claims.building.sources import Watch
from claims.building.standing import DossierStatus, status

__all__ = [
    "BuildReport",
    "DossierStatus",
    "Extracted",
    "Growth",
    "NothingReadError",
    "Watch",
    "build",
    "correct",
    "describe",
    "extract",
    "extract_all",
    "review",
    "status",
    "translate",
]
