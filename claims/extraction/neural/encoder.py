"""A transformer encoder (BERT's architecture) in eight bits: what each piece means in its unit.

Its lower layers are those of a pretrained encoder and the same for all languages (`Base`); each language brings the
layers above them. Both are ONNX graphs, which onnxruntime computes. Weights keep seven bits and the values of each
piece eight, so that no sum of products overflows on processors without instructions for them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from claims.extraction.neural.arithmetic import normalised
from claims.extraction.neural.pieces import Pieces
from claims.extraction.neural.runtime import onnxruntime
from claims.extraction.neural.weights import Rows, stored_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Session = Any
    """An `InferenceSession` of onnxruntime, which has no types."""

SHIPPED = Path(__file__).parent / "weights" / "encoder.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """What the encoders of all languages have in common.

    Attributes:
        name: The pretrained encoder and its version; a language's layers were trained on one and fit no other.
        pieces: Cuts words into pieces.
        begin: The id of the piece before each sequence, `end` of the one after it.
        table: The pieces' embeddings.
        positions: What is added to them, by place.
        norm: Weight and bias of the normalisation that follows.
        graph: The lower layers, an ONNX model from `x` to `y`, both (pieces, width).
    """

    name: str
    pieces: Pieces
    begin: int
    end: int
    table: Rows
    positions: Array
    norm: tuple[Array, Array]
    graph: bytes

    @classmethod
    def load(cls, path: Path) -> Base:
        """The base in a file."""
        with np.load(path, allow_pickle=False) as stored:
            return cls.of(json.loads(stored["config"].tobytes()), stored)

    @classmethod
    def of(cls, config: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Base:
        """The base of a configuration and its arrays."""
        return cls(
            name=config["name"],
            pieces=Pieces(config["pieces"], config["scores"], config["unknown"]),
            begin=config["begin"],
            end=config["end"],
            table=Rows(arrays["table.packed"], arrays["table.scales"]),
            positions=arrays["positions"].astype(np.float32),
            norm=(arrays["norm.weight"], arrays["norm.bias"]),
            graph=arrays["graph"].tobytes(),
        )

    @property
    def longest(self) -> int:
        """Pieces of the longest sequence."""
        return len(self.positions)

    def session(self) -> Session:
        """The lower layers made ready to run, once for all languages."""
        return _lower_session(self)

    def embedded(self, sequence: NDArray[np.int64]) -> Array:
        """The embeddings of a sequence of pieces, with their places."""
        return normalised(self.table[sequence] + self.positions[: len(sequence)], *self.norm)


def write_base(path: Path, config: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write what `Base.load` reads."""
    np.savez_compressed(path, allow_pickle=False, config=stored_json(config), **arrays)


@cache
def _lower_session(base: Base) -> Session:
    return session(base.graph)


@cache
def shipped_base() -> Base:
    """The base that the package ships, loaded once for all languages."""
    return Base.load(SHIPPED)


class Encoder:
    """The base's layers and a language's."""

    def __init__(self, base: Base, upper: bytes) -> None:
        self._base = base
        self._parts = [base.session(), session(upper)]

    def states(self, sequence: NDArray[np.int64]) -> Array:
        """The last layer's states of a sequence of pieces: a row a piece."""
        return computed(self._base.embedded(sequence), self._parts)


def computed(values: Array, parts: Sequence[Session]) -> Array:
    """What graphs, one after the other, make of values."""
    for part in parts:
        values = part.run(None, {"x": values})[0]
    return values


def session(graph: bytes) -> Session:
    """A graph made ready to run in one thread: the same sums in the same order."""
    options = onnxruntime().SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime().InferenceSession(graph, options, providers=["CPUExecutionProvider"])
