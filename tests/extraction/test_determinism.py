"""The same text gives the same records: whatever hash seed and threads, and whatever was read before."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import claims
from claims.model import Document, to_record
from claims.store import dumps

SEED = (Path(__file__).parents[2] / "seeds" / "000_b584874154773aac.txt").read_text("utf-8")
OTHER = "قال وزير الصحة خالد المرزوقي إن 12 شخصا قتلوا في بلدة الزاوية أمس. وأضاف أن فرق الإسعاف نقلت الجرحى إلى غريان."


def lines(*texts: str) -> list[str]:
    documents = [Document.from_text("a", text, "ar", published="2024-02-28") for text in texts]
    return [dumps(to_record(claim)) for document in documents for claim in claims.extract(document)]


SCRIPT = """
import hashlib, sys
from tests.extraction.test_determinism import SEED, lines
print(hashlib.sha256("".join(lines(SEED)).encode()).hexdigest())
"""


@pytest.mark.parametrize(
    "setting",
    [
        {"PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "4", "TZ": "Asia/Tokyo"},
    ],
    ids=["one thread", "four threads"],
)
def test_hash_seed_threads_and_place_make_no_difference(setting: dict[str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **setting},
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    assert ended.stdout.strip() == hashlib.sha256("".join(lines(SEED)).encode()).hexdigest()


def test_what_was_read_before_makes_no_difference() -> None:
    alone = lines(SEED)
    assert lines(OTHER, SEED)[-len(alone) :] == alone
    assert lines(SEED, OTHER, SEED) == [*alone, *lines(OTHER), *alone]
