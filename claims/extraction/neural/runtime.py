"""Load onnxruntime so that it reports nothing about the people who use this package.

Its official builds send events about models and processors to their maker and keep an identifier of the machine, unless
they are told otherwise. What people read and how they use this package goes nowhere, so each module that needs the
library gets it from here.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import Any

__all__ = ["onnxruntime"]


@cache
def onnxruntime() -> Any:
    """The library onnxruntime, without its telemetry."""
    # Only the variable keeps it from sending its first event, and only before the import.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    library = import_module("onnxruntime")
    # Some builds for Windows do not read the variable, and a program that uses this package may have loaded it before.
    library.disable_telemetry_events()
    return library
