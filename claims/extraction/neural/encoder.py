"""A transformer encoder (BERT's architecture) in NumPy: what each word means in its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from claims.extraction.neural.weights import Rows

_TOGETHER = 768
"""Pieces that are multiplied at once."""


class Encoder:
    """The lower layers of a pretrained encoder."""

    def __init__(self, arrays: Mapping[str, NDArray[np.float32]], table: Rows, *, layers: int, heads: int) -> None:
        self._table = table
        self._heads = heads
        self._positions = arrays["emb.pos"] + arrays["emb.type"][0]
        self._norm = arrays["emb.ln.w"], arrays["emb.ln.b"]
        self._layers = [_Layer(arrays, f"l{number}.", heads) for number in range(layers)]

    def states(self, sequences: Iterable[NDArray[np.int64]]) -> Iterator[NDArray[np.float32]]:
        """The last layer's states of each sequence of pieces, in order; only those of one batch are in memory."""
        for batch in _batches(sequences):
            yield from np.split(self._encoded(batch), np.cumsum([len(sequence) for sequence in batch])[:-1])

    def _encoded(self, sequences: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
        """The states of some sequences, one after the other in one matrix, so that each weight is read once."""
        lengths = [len(s) for s in sequences]
        states = self._table[np.concatenate(sequences)]
        states += np.concatenate([self._positions[:length] for length in lengths])
        states = normalised(states, *self._norm)
        for layer in self._layers:
            states = layer(states, lengths)
        return states


class _Layer:
    def __init__(self, arrays: Mapping[str, NDArray[np.float32]], prefix: str, heads: int) -> None:
        def part(name: str) -> NDArray[np.float32]:
            return arrays[prefix + name]

        scale = np.float32((part("q.w").shape[0] // heads) ** -0.5)
        self._heads = heads
        self._qkv = np.concatenate([part("q.w") * scale, part("k.w"), part("v.w")]).T.copy()
        self._qkv_bias = np.concatenate([part("q.b") * scale, part("k.b"), part("v.b")])
        self._out, self._out_bias = part("ao.w").T.copy(), part("ao.b")
        self._inner, self._inner_bias = part("fi.w").T.copy(), part("fi.b")
        self._outer, self._outer_bias = part("fo.w").T.copy(), part("fo.b")
        self._first = part("aln.w"), part("aln.b")
        self._second = part("oln.w"), part("oln.b")

    def __call__(self, states: NDArray[np.float32], lengths: Sequence[int]) -> NDArray[np.float32]:
        qkv = states @ self._qkv
        qkv += self._qkv_bias
        mixed = self._attended(qkv, lengths) @ self._out
        mixed += self._out_bias
        mixed += states
        states = normalised(mixed, *self._first)
        inner = states @ self._inner
        inner += self._inner_bias
        changed = gelu(inner) @ self._outer
        changed += self._outer_bias
        changed += states
        return normalised(changed, *self._second)

    def _attended(self, qkv: NDArray[np.float32], lengths: Sequence[int]) -> NDArray[np.float32]:
        parts = []
        start = 0
        for length in lengths:
            piece = qkv[start : start + length].reshape(length, 3, self._heads, -1).transpose(1, 2, 0, 3)
            weights = softmax(piece[0] @ piece[1].transpose(0, 2, 1))
            parts.append((weights @ piece[2]).transpose(1, 0, 2).reshape(length, -1))
            start += length
        return np.concatenate(parts)


def _batches(sequences: Iterable[NDArray[np.int64]]) -> Iterator[list[NDArray[np.int64]]]:
    """The sequences that are encoded together."""
    batch: list[NDArray[np.int64]] = []
    size = 0
    for sequence in sequences:
        if batch and size + len(sequence) > _TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(sequence)
        size += len(sequence)
    if batch:
        yield batch


def normalised(
    values: NDArray[np.float32], weight: NDArray[np.float32], bias: NDArray[np.float32], epsilon: float = 1e-12
) -> NDArray[np.float32]:
    """Each row with mean 0 and variance 1, then scaled and shifted."""
    centred: NDArray[np.float32] = values - values.mean(-1, keepdims=True)
    variance = np.einsum("...i,...i->...", centred, centred)[..., None] / np.float32(values.shape[-1])
    centred *= 1 / np.sqrt(variance + np.float32(epsilon))
    centred *= weight
    centred += bias
    return centred


def gelu(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The Gaussian error linear unit, by its tangent approximation."""
    inner: NDArray[np.float32] = values * values
    inner *= np.float32(0.044715)
    inner += 1
    inner *= values
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += 1
    inner *= values
    inner *= np.float32(0.5)
    return inner


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weights that are positive and sum to 1, along the last axis."""
    weights: NDArray[np.float32] = np.exp(scores - scores.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    return weights
