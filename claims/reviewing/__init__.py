"""People's corrections: claims that come back from an annotation tool become reviews of the records."""

from claims.reviewing.brat import from_brat
from claims.reviewing.corrections import Corrections

__all__ = ["Corrections", "from_brat"]
