"""The network's heads in NumPy: which words are cues, and for each cue how likely each span is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from claims.extraction.neural.arithmetic import gelu, normalised, sigmoid, softmax
from claims.extraction.neural.features import near, window

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float32]

Range = tuple[int, int]
_HEADS = 4
"""Of the attention among the words around a cue."""
_OF_ALL_WORDS = frozenset({"states.weight", "signals.weight"})
"""Weights by which all words of a unit are multiplied: kept column by column, in which order the product needs them."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one cue.

    Attributes:
        first: The word of the unit with which the window begins that was read; all else counts from there.
        words: The words in the light of this cue.
        source: Scores of a span's start, end and inside at each word; `content` likewise.
        none: The score of no source; `claim` that of its being a claim (log odds).
        cue: A summary of the cue.
    """

    first: int
    words: Array
    source: Array
    content: Array
    none: float
    claim: float
    cue: Array


class Network:
    """The heads, with one or more sets of weights whose scores are averaged."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = {name: np.asfortranarray(a) if name in _OF_ALL_WORDS else a for name, a in arrays.items()}
        self._trunk = _blocks(arrays, "trunk")
        self._spans = _blocks(arrays, "spans")
        self._across = _Attention(arrays, "across")

    def words(self, states: Array, signals: Array, forms: NDArray[np.int64]) -> Array:
        """What each word is, from its states, signals and form."""
        x = self._linear("states", self._norm("states_norm", states))
        x += signals @ self._arrays["signals.weight"].T
        x += self._arrays["forms.weight"][forms]
        for block in self._trunk:
            x = block(x)
        return self._norm("trunk_norm", x)

    def cues(self, words: Array) -> Array:
        """For each word the probability that a cue begins with it, and that it goes on."""
        return sigmoid(self._linear("cue", words))

    def conditioned(self, words: Array, cues: Sequence[Range], flags: Sequence[Array]) -> list[Scores]:
        """The scores of some cues of one unit, each over the words around it (`features.window`)."""
        size, mean = len(words), words.mean(0)
        found: list[Scores] = []
        for alike in _by_length([window(size, cue) for cue in cues]):
            windows = [window(size, cues[k]) for k in alike]
            found += self._read(words, mean, [cues[k] for k in alike], windows, [flags[k] for k in alike])
        return found

    def _read(
        self, words: Array, mean: Array, cues: Sequence[Range], windows: Sequence[Range], flags: Sequence[Array]
    ) -> list[Scores]:
        """The scores of cues whose windows are of one length."""
        size = len(words)
        summaries = np.stack([np.concatenate([words[a], words[b - 1], mean]) for a, b in cues])
        scale, shift = np.split(self._linear("film", summaries)[:, None], 2, axis=2)
        z = np.stack([words[a:b] for a, b in windows]) * (1 + scale) + shift
        places = [near(size, cue)[a:b] for cue, (a, b) in zip(cues, windows, strict=True)]
        z += self._arrays["near.weight"][np.stack(places)]
        z += np.stack([f[a:b] for f, (a, b) in zip(flags, windows, strict=True)]) @ self._arrays["cue_flags.weight"].T
        for number, block in enumerate(self._spans):
            z = block(z)
            if number == 0:
                z = self._across(z)
        z = self._norm("spans_norm", z)
        scores = self._linear("span", z)
        first = z[np.arange(len(cues)), [cue[0] - a for cue, (a, _) in zip(cues, windows, strict=True)]]
        whole = gelu(self._linear("whole", np.concatenate([summaries, z.max(1), first], -1)))
        verdict = self._linear("verdict", whole)
        return [
            Scores(
                windows[k][0],
                z[k],
                scores[k, :, :3],
                scores[k, :, 3:],
                float(verdict[k, 0]),
                float(verdict[k, 1]),
                summaries[k],
            )
            for k in range(len(cues))
        ]

    def kinds(self, scores: Scores, source: Range | None) -> Array:
        """The probability of each kind of source."""
        width = scores.words.shape[1]
        mean = first = np.zeros(width, np.float32)
        if source is not None:
            inside = scores.words[source[0] - scores.first : source[1] - scores.first]
            mean, first = inside.mean(0), inside[0]
        whole = gelu(self._linear("source", np.concatenate([scores.cue, mean, first])))
        return softmax(self._linear("kind", whole))

    def modes(self, scores: Scores, content: Range, features: Array) -> Array:
        """The probability of each mode; of a content that goes on beyond the window, by the words within."""
        mean = scores.words[max(content[0] - scores.first, 0) : content[1] - scores.first].mean(0)
        return softmax(self._linear("mode", np.concatenate([gelu(self._linear("quoted", features)), mean])))

    def _linear(self, name: str, x: Array) -> Array:
        y: Array = x @ self._arrays[f"{name}.weight"].T + self._arrays[f"{name}.bias"]
        return y

    def _norm(self, name: str, x: Array) -> Array:
        return normalised(x, self._arrays[f"{name}.weight"], self._arrays[f"{name}.bias"], 1e-5)


class _Block:
    """A convolution over three words, with a residual."""

    def __init__(self, arrays: Mapping[str, Array], prefix: str, dilation: int) -> None:
        self._norm = arrays[f"{prefix}.norm.weight"], arrays[f"{prefix}.norm.bias"]
        self._conv, self._conv_bias = arrays[f"{prefix}.conv.weight"].T.copy(), arrays[f"{prefix}.conv.bias"]
        self._out, self._out_bias = arrays[f"{prefix}.out.weight"].T.copy(), arrays[f"{prefix}.out.bias"]
        self._dilation = dilation

    def __call__(self, x: Array) -> Array:
        y = normalised(x, *self._norm, 1e-5)
        size, width, d = y.shape[-2], y.shape[-1], self._dilation
        near_by = np.zeros((*y.shape[:-1], 3 * width), np.float32)
        near_by[..., d:, :width] = y[..., : max(0, size - d), :]
        near_by[..., width : 2 * width] = y
        near_by[..., : max(0, size - d), 2 * width :] = y[..., d:, :]
        inner = gelu(near_by @ self._conv + self._conv_bias)
        result: Array = x + (inner @ self._out + self._out_bias)
        return result


class _Attention:
    """Each word takes from all others, with a residual."""

    def __init__(self, arrays: Mapping[str, Array], prefix: str) -> None:
        self._norm = arrays[f"{prefix}.norm.weight"], arrays[f"{prefix}.norm.bias"]
        self._qkv, self._qkv_bias = arrays[f"{prefix}.qkv.weight"].T.copy(), arrays[f"{prefix}.qkv.bias"]
        self._out, self._out_bias = arrays[f"{prefix}.out.weight"].T.copy(), arrays[f"{prefix}.out.bias"]

    def __call__(self, x: Array) -> Array:
        cues, size, width = x.shape
        qkv = normalised(x, *self._norm, 1e-5) @ self._qkv + self._qkv_bias
        q, k, v = qkv.reshape(cues, size, 3, _HEADS, -1).transpose(2, 0, 3, 1, 4)
        weights = softmax(q @ k.transpose(0, 1, 3, 2) * np.float32((width // _HEADS) ** -0.5))
        mixed = (weights @ v).transpose(0, 2, 1, 3).reshape(cues, size, width)
        result: Array = x + (mixed @ self._out + self._out_bias)
        return result


def _by_length(windows: Sequence[Range]) -> list[list[int]]:
    """Runs of windows of one length, in their order."""
    runs: list[list[int]] = []
    for k, (a, b) in enumerate(windows):
        if runs and windows[runs[-1][0]][1] - windows[runs[-1][0]][0] == b - a:
            runs[-1].append(k)
        else:
            runs.append([k])
    return runs


def _blocks(arrays: Mapping[str, Array], name: str) -> list[_Block]:
    """The blocks of a part; dilation grows threefold from block to block."""
    found: list[_Block] = []
    while f"{name}.{len(found)}.conv.weight" in arrays:
        found.append(_Block(arrays, f"{name}.{len(found)}", 3 ** len(found)))
    return found
