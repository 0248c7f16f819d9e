"""Run complete tasks: extract claims from articles, build a dossier with its fact sheet, and update it.

Each name is imported at first use, so that a review does not load the code that reads articles.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.workflow.addition import Growth as Growth
    from claims.workflow.amendment import correct as correct
    from claims.workflow.amendment import describe as describe
    from claims.workflow.amendment import render_again as render_again
    from claims.workflow.amendment import translate as translate
    from claims.workflow.dossier_build import BuildReport as BuildReport
    from claims.workflow.dossier_build import NothingReadError as NothingReadError
    from claims.workflow.dossier_build import build as build
    from claims.workflow.dossier_build import build_from as build_from
    from claims.workflow.dossier_status import DossierStatus as DossierStatus
    from claims.workflow.dossier_status import status as status
    from claims.workflow.extraction_run import Extracted as Extracted
    from claims.workflow.extraction_run import Watch as Watch
    from claims.workflow.extraction_run import extract as extract
    from claims.workflow.extraction_run import extract_all as extract_all
    from claims.workflow.migration import migrate as migrate
    from claims.workflow.open_review import OpenReview as OpenReview
    from claims.workflow.review_entry import Judgement as Judgement
    from claims.workflow.review_entry import amend as amend
    from claims.workflow.review_entry import enter as enter
    from claims.workflow.review_entry import judge as judge
    from claims.workflow.review_entry import refuse_missing as refuse_missing
    from claims.workflow.review_entry import review as review
    from claims.workflow.review_entry import reviewing as reviewing
    from claims.workflow.sheet_update import check_below as check_below
    from claims.workflow.sheet_update import is_current as is_current
    from claims.workflow.sheet_update import own_look as own_look
    from claims.workflow.sheet_update import wanted_look as wanted_look

_HOMES = {
    "BuildReport": "dossier_build",
    "DossierStatus": "dossier_status",
    "Extracted": "extraction_run",
    "Growth": "addition",
    "Judgement": "review_entry",
    "NothingReadError": "dossier_build",
    "OpenReview": "open_review",
    "Watch": "extraction_run",
    "amend": "review_entry",
    "build": "dossier_build",
    "build_from": "dossier_build",
    "check_below": "sheet_update",
    "correct": "amendment",
    "describe": "amendment",
    "enter": "review_entry",
    "extract": "extraction_run",
    "extract_all": "extraction_run",
    "is_current": "sheet_update",
    "judge": "review_entry",
    "migrate": "migration",
    "own_look": "sheet_update",
    "refuse_missing": "review_entry",
    "render_again": "amendment",
    "review": "review_entry",
    "reviewing": "review_entry",
    "status": "dossier_status",
    "translate": "amendment",
    "wanted_look": "sheet_update",
}
__all__ = [
    "BuildReport",
    "DossierStatus",
    "Extracted",
    "Growth",
    "Judgement",
    "NothingReadError",
    "OpenReview",
    "Watch",
    "amend",
    "build",
    "build_from",
    "check_below",
    "correct",
    "describe",
    "enter",
    "extract",
    "extract_all",
    "is_current",
    "judge",
    "migrate",
    "own_look",
    "render_again",
    "review",
    "reviewing",
    "status",
    "translate",
    "wanted_look",
]


def __getattr__(name: str) -> Any:  # Type checkers use the imports above.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
