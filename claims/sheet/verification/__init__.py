"""Checks a received sheet against the records, and lists what was changed.

It reads the sheet as text and renders it again from the records, independent of how sheets are made.
"""

from claims.sheet.verification.sheet_differences import Difference
from claims.sheet.verification.verdict import Verdict, verify

__all__ = ["Difference", "Verdict", "verify"]
