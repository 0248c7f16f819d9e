"""Nearest neighbours of embeddings, in a process of their own: what is loaded decides whether it survives."""

import subprocess
import sys
from importlib.util import find_spec

import pytest


def test_extraction_can_follow_a_comparison() -> None:
    if find_spec("usearch") is None:  # Loading it here would crash tests that load onnxruntime later.
        pytest.skip("the extra embeddings is not installed")
    program = (
        "import numpy\n"
        "from claims.analysis.candidate_pairs import neighbours\n"
        "print(neighbours(numpy.eye(2, dtype=numpy.float32)))\n"
        "import onnxruntime\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=100, check=False)
    assert (done.returncode, done.stdout) == (0, "{(0, 1)}\n"), done.stderr
