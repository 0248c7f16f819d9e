"""From articles to their claims, and to a dossier with its fact sheet, in one go; and a dossier that people work on.

Each name is loaded when it is first used, so that checking records does not load what reads articles.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.workflow.addition import Growth as Growth
    from claims.workflow.amendment import correct as correct
    from claims.workflow.amendment import describe as describe
    from claims.workflow.amendment import review as review
    from claims.workflow.amendment import translate as translate
    from claims.workflow.article_sources import Watch as Watch
    from claims.workflow.build_report import BuildReport as BuildReport
    from claims.workflow.build_report import NothingReadError as NothingReadError
    from claims.workflow.dossier_build import build as build
    from claims.workflow.dossier_status import DossierStatus as DossierStatus
    from claims.workflow.dossier_status import status as status
    from claims.workflow.extraction_run import Extracted as Extracted
    from claims.workflow.extraction_run import extract as extract
    from claims.workflow.extraction_run import extract_all as extract_all

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

_HOMES = {
    "BuildReport": "claims.workflow.build_report",
    "DossierStatus": "claims.workflow.dossier_status",
    "Extracted": "claims.workflow.extraction_run",
    "Growth": "claims.workflow.addition",
    "NothingReadError": "claims.workflow.build_report",
    "Watch": "claims.workflow.article_sources",
    "build": "claims.workflow.dossier_build",
    "correct": "claims.workflow.amendment",
    "describe": "claims.workflow.amendment",
    "extract": "claims.workflow.extraction_run",
    "extract_all": "claims.workflow.extraction_run",
    "review": "claims.workflow.amendment",
    "status": "claims.workflow.dossier_status",
    "translate": "claims.workflow.amendment",
}


def __getattr__(name: str) -> Any:  # the type checkers read the imports above
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
