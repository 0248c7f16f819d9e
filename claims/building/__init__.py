"""From articles to their claims, and to a dossier with its fact sheet, in one go."""

from claims.building.dossier import BuildReport, NothingReadError, build
from claims.building.extracting import Extracted, Watch, extract, extract_all

__all__ = ["BuildReport", "Extracted", "NothingReadError", "Watch", "build", "extract", "extract_all"]
