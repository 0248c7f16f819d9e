"""From articles to their claims, and to a dossier with its fact sheet, in one go; and a dossier that grows."""

from claims.building.adding import Growth
from claims.building.dossier import build
from claims.building.extracting import Extracted, Watch, extract, extract_all
from claims.building.report import BuildReport, NothingReadError

__all__ = ["BuildReport", "Extracted", "Growth", "NothingReadError", "Watch", "build", "extract", "extract_all"]
