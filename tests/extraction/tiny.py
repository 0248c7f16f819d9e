"""A network of random weights, small enough to make in a test, and a language that knows a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from claims.extraction.neural.encoder import Base
from claims.extraction.neural.extractor import Model
from claims.extraction.neural.features import NEAR
from claims.extraction.neural.signals import NO_BOUNDS, Bounds, Constructed, Hint, width
from claims.extraction.neural.weights import packed
from training.graph import graph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

PIECES = ["<s>", "</s>", "<unk>", "▁", *'اأإآبتةثجحخدذرزسشصضطظعغفقكلمنهوىيئءؤ،.:"', "▁قال", "▁أن", "▁إن"]
_STATES, _WIDTH, _INNER, _HEADS = 32, 16, 24, 4


class Said:
    """Knows one verb, and lets rules say that it is a cue, with the word after it as the source."""

    width = 1
    quotation_prefixes = None

    def flags(self, words: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[word == "قال"] for word in words], np.float32)

    def may_report(self, words: Sequence[str]) -> bool:
        return "قال" in words

    def hints(self, text: str) -> list[Hint]:
        found, at = [], text.find("قال ")
        while at >= 0:
            found.append(Hint((at, at + 3), None, ()))
            at = text.find("قال ", at + 1)
        return found

    def bounds(self, words: Sequence[str], quoted: Sequence[int]) -> Bounds:
        return NO_BOUNDS

    def is_credible(
        self, words: Sequence[str], cue: tuple[int, int], source: tuple[int, int] | None, content: tuple[int, int]
    ) -> bool:
        return True

    def content_limit(self, words: Sequence[str], quoted: Sequence[int], cue: tuple[int, int]) -> int | None:
        return None

    def constructed(self, words: Sequence[str], quoted: Sequence[int]) -> list[Constructed]:
        return []

    def folded(self, word: str) -> str:
        return word


def model(seed: int = 0, claim_threshold: float = 0.0) -> Model:
    """A model that finds claims at random, though always the same."""
    language = Said()
    config: dict[str, Any] = {
        "name": "tiny",
        "version": "1",
        "base": "tiny/1",
        "forms": ["قال"],
        "kinds": ["person", "unnamed", "group", "organization", "media", "document"],
        "modes": ["direct", "indirect", "mixed"],
        "cue_threshold": 0.3,
        "claim_threshold": claim_threshold,
        "calibration": {"claim": [0.5, 0.5, 0.1, 0.0], "source": [1.0, 0.0]},
    }
    return Model(arrays(seed, width(language)), config, upper(seed), language, base(seed))


def base(seed: int = 0, longest: int = 512) -> Base:
    """A base of random weights with one layer."""
    chance = np.random.default_rng(seed)
    codes, scales = packed(chance.normal(size=(len(PIECES), _STATES)).astype(np.float32))
    config = {
        "name": "tiny/1",
        "pieces": PIECES,
        "scores": [-float(k + 1) for k in range(len(PIECES))],
        "begin": 0,
        "end": 1,
        "unknown": 2,
    }
    ones = np.ones(_STATES, np.float32)
    graph_bytes = np.frombuffer(upper(seed + 1), np.uint8)
    positions = chance.normal(size=(longest, _STATES)).astype(np.float32)
    kept: dict[str, NDArray[Any]] = {
        "table.packed": codes,
        "table.scales": scales,
        "norm.weight": ones,
        "norm.bias": 0 * ones,
    }
    return Base.of(config, {**kept, "positions": positions, "graph": graph_bytes})


def upper(seed: int) -> bytes:
    """A layer of random weights as a graph."""
    return graph([layer(seed)], _HEADS)


def layer(seed: int) -> dict[str, NDArray[np.float32]]:
    """Random weights of a layer."""
    shapes: dict[str, tuple[int, ...]] = {
        "q": (_STATES, _STATES),
        "k": (_STATES, _STATES),
        "v": (_STATES, _STATES),
        "ao": (_STATES, _STATES),
        "fi": (4 * _STATES, _STATES),
        "fo": (_STATES, 4 * _STATES),
        "aln": (_STATES,),
        "oln": (_STATES,),
    }
    return _drawn(shapes, ("w", "b"), np.random.default_rng(seed))


def arrays(seed: int, signals: int) -> dict[str, NDArray[np.float32]]:
    """Random weights of the heads."""
    heads: dict[str, tuple[int, ...]] = {
        "states_norm": (2 * _STATES,),
        "states": (_WIDTH, 2 * _STATES),
        "signals": (_WIDTH, signals),
        "forms": (2, _WIDTH),
        "near": (2 * len(NEAR) + 1, _WIDTH),
        "cue_flags": (_WIDTH, 4),
        "cue": (2, _WIDTH),
        "film": (2 * _WIDTH, 3 * _WIDTH),
        "span": (6, _WIDTH),
        "whole": (_WIDTH, 5 * _WIDTH),
        "verdict": (2, _WIDTH),
        "source": (_WIDTH, 5 * _WIDTH),
        "kind": (6, _WIDTH),
        "quoted": (16, 8),
        "mode": (3, 16 + _WIDTH),
        "trunk_norm": (_WIDTH,),
        "spans_norm": (_WIDTH,),
        "across.norm": (_WIDTH,),
        "across.qkv": (3 * _WIDTH, _WIDTH),
        "across.out": (_WIDTH, _WIDTH),
    }
    for part in ("trunk", "spans"):
        for number in range(2):
            heads[f"{part}.{number}.norm"] = (_WIDTH,)
            heads[f"{part}.{number}.conv"] = (_INNER, 3 * _WIDTH)
            heads[f"{part}.{number}.out"] = (_WIDTH, _INNER)
    return _drawn(heads, ("weight", "bias"), np.random.default_rng(seed))


def _drawn(
    shapes: Mapping[str, tuple[int, ...]], sides: tuple[str, str], chance: np.random.Generator
) -> dict[str, NDArray[np.float32]]:
    found: dict[str, NDArray[np.float32]] = {}
    for name, shape in shapes.items():
        spread = 1.0 if len(shape) == 1 else 2.0 * shape[-1] ** -0.5
        found[f"{name}.{sides[0]}"] = (chance.normal(size=shape) * spread).astype(np.float32)
        found[f"{name}.{sides[1]}"] = (chance.normal(size=shape[:1]) * 0.3).astype(np.float32)
    return found
