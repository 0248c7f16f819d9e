"""Whether a sheet that came from elsewhere is what the records give, and what was changed in it.

It reads sheets as anybody does and makes them again from the records; it knows nothing of how they are made.
"""

from claims.sheet.verification.sheet_differences import Difference
from claims.sheet.verification.verdict import Verdict, verify

__all__ = ["Difference", "Verdict", "verify"]
