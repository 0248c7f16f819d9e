"""Files of weights: an `.npz` archive with small integers and scales in place of floating-point numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_BLOCK = 32


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of four-bit rows: read row by row, since a text needs few of them."""

    packed: NDArray[np.uint8]
    scales: NDArray[np.float16]

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Some rows, as floating-point numbers."""
        return unpacked(self.packed[rows], self.scales[rows])


def packed(values: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Rows in four bits with a scale for each block of 32 numbers (Q4_0)."""
    blocks = values.reshape(len(values), -1, _BLOCK)
    extreme = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)[..., 0]
    scales = (extreme / -8).astype(np.float16)
    divisor = np.where(scales == 0, 1, scales).astype(np.float32)[..., None]
    codes = np.clip(np.rint(blocks / divisor) + 8, 0, 15).astype(np.uint8)
    both = codes[..., : _BLOCK // 2] | codes[..., _BLOCK // 2 :] << 4
    return both.reshape(len(values), -1), scales


def unpacked(rows: NDArray[np.uint8], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    """The rows that `packed` made smaller."""
    both = rows.reshape(*scales.shape, _BLOCK // 2)
    codes = np.concatenate([both & 15, both >> 4], axis=-1).astype(np.float32) - 8
    return (codes * scales.astype(np.float32)[..., None]).reshape(len(rows), -1)


def write(path: Path, arrays: Mapping[str, NDArray[Any]], config: Mapping[str, Any], upper: bytes) -> None:
    """Write a language's weights: matrices in eight bits with a scale a row, vectors whole, its layers as a graph."""
    stored: dict[str, NDArray[Any]] = {"config": stored_json(config), "upper": np.frombuffer(upper, np.uint8)}
    for name, values in arrays.items():
        if values.ndim == 1 or values.size < 4096:
            stored[f"{name}.whole"] = values.astype(np.float16 if values.ndim > 1 else np.float32)
            continue
        rows = values.reshape(len(values), -1)
        scales = np.abs(rows).max(1) / 127
        divisor = np.where(scales == 0, 1, scales)[:, None]
        stored[f"{name}.codes"] = np.rint(rows / divisor).astype(np.int8).reshape(values.shape)
        stored[f"{name}.scales"] = scales.astype(np.float32)
    np.savez_compressed(path, allow_pickle=False, **stored)


def stored_json(config: Mapping[str, Any]) -> NDArray[np.uint8]:
    """A configuration as an array of bytes."""
    return np.frombuffer(json.dumps(config, ensure_ascii=False, sort_keys=True).encode("utf-8"), np.uint8)


def read(path: Path) -> tuple[dict[str, NDArray[np.float32]], dict[str, Any], bytes]:
    """The arrays of a file of weights, its configuration, and the graph of its layers."""
    arrays: dict[str, NDArray[np.float32]] = {}
    with np.load(path, allow_pickle=False) as stored:
        config = json.loads(stored["config"].tobytes())
        for key in stored.files:
            name, _, form = key.rpartition(".")
            if form == "whole":
                arrays[name] = stored[key].astype(np.float32)
            elif form == "codes":
                codes = stored[key].astype(np.float32)
                scales = stored[f"{name}.scales"]
                arrays[name] = codes * scales.reshape(-1, *[1] * (codes.ndim - 1))
        return arrays, config, stored["upper"].tobytes()
