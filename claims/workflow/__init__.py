"""From articles to their claims, and to a dossier with its fact sheet, in one go; and a dossier that people work on."""

from claims.workflow.addition import Growth
from claims.workflow.amendment import correct, describe, review, translate
from claims.workflow.article_sources import Watch
from claims.workflow.build_report import BuildReport, NothingReadError
from claims.workflow.dossier_build import build
from claims.workflow.dossier_status import DossierStatus, status
from claims.workflow.extraction_run import Extracted, extract, extract_all

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
