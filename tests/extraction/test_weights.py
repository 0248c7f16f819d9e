from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from claims.extraction.neural.weights import Rows, packed, read, unpacked, write

if TYPE_CHECKING:
    from pathlib import Path


def test_four_bits_are_near_and_stay_as_they_are_when_packed_again() -> None:
    values = np.random.default_rng(0).normal(size=(50, 64)).astype(np.float32)
    once = unpacked(*packed(values))
    assert np.abs(once - values).max() < 0.5
    assert np.array_equal(unpacked(*packed(once)), once)
    rows = np.array([1, 3])
    assert np.array_equal(Rows(*packed(values))[rows], once[rows])


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    arrays = {"big": chance.normal(size=(80, 64)).astype(np.float32), "small": np.ones(7, np.float32)}
    write(tmp_path / "w.npz", arrays, {"name": "ق"}, b"graph")
    found, config, upper = read(tmp_path / "w.npz")
    assert upper == b"graph"
    assert config == {"name": "ق"}
    assert np.array_equal(found["small"], arrays["small"])
    assert np.abs(found["big"] - arrays["big"]).max() < 0.03


def test_the_same_weights_make_the_same_bytes(tmp_path: Path) -> None:
    arrays = {"big": np.random.default_rng(1).normal(size=(80, 64)).astype(np.float32)}
    for name in ("a.npz", "b.npz"):
        write(tmp_path / name, arrays, {"b": 1, "a": 2}, b"graph")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
