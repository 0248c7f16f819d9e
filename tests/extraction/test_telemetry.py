"""onnxruntime reports to its maker by default; this package keeps it from doing so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import claims

PACKAGE = Path(claims.__file__).parent
LOADED = re.compile(r"^\s*(?:from|import) onnxruntime|[\"']onnxruntime[\"'.]", re.MULTILINE)
EXTRACTION = "from claims.extraction.neural.encoder import shipped_base\nshipped_base().session()\n"
COMPARISON = (
    "import numpy\n"
    "from claims.analysis.candidate_pairs import neighbours\n"
    "neighbours(numpy.eye(2, dtype=numpy.float32))\n"
)


def test_one_module_alone_loads_it() -> None:
    found = [f.relative_to(PACKAGE).as_posix() for f in PACKAGE.rglob("*.py") if LOADED.search(f.read_text("utf-8"))]
    assert found == ["extraction/neural/runtime.py"]


@pytest.mark.parametrize("program", [EXTRACTION, COMPARISON], ids=["extraction", "comparison"])
def test_it_keeps_no_identifier_of_the_machine(program: str, tmp_path: Path) -> None:
    if program == COMPARISON and find_spec("usearch") is None:
        pytest.skip("the extra embeddings is not installed")
    unset = {"ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME"}
    environment = {key: value for key, value in os.environ.items() if key not in unset} | {"HOME": str(tmp_path)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*")) == []
