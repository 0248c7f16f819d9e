"""Batches for training: cached states of the layers that stay as they are, signals, forms, and targets."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from claims.extraction.neural.encoder import computed
from claims.extraction.neural.features import cue_flags, mode_features, near, window
from training.model import Batch, Cues

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from claims.extraction.neural.encoder import Base
    from claims.extraction.neural.signals import Language
    from training.corpus import Example

Range = tuple[int, int]

_COMMON = 3
"""Occurrences that make a form worth an embedding."""


@dataclass(slots=True)
class Prepared:
    """An example with its pieces: which of them are each word's, and their states below the trained layers."""

    example: Example
    states: NDArray[np.float16]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    forms: NDArray[np.int64]


def vocabulary(examples: Sequence[Example], language: Language, limit: int = 3000) -> list[str]:
    """The most common folded forms of the examples."""
    counts = Counter(language.folded(word) for example in examples for word in example.unit.words)
    common = [(form, n) for form, n in counts.items() if n >= _COMMON]
    return [form for form, _ in sorted(common, key=lambda item: (-item[1], item[0]))[:limit]]


def lower_states(ids: Sequence[NDArray[np.int64]], base: Base, cache: Path | None) -> list[NDArray[np.float16]]:
    """The states that the base gives sequences; kept in a folder, if there is one, by what they are states of."""
    bounds = np.cumsum([len(s) for s in ids])[:-1]
    flat = np.concatenate(ids).astype(np.int32)
    key = hashlib.sha256(base.graph + flat.tobytes() + bounds.tobytes()).hexdigest()[:12]
    kept = cache / f"states-{key}.npy" if cache is not None else None
    if kept is not None and kept.is_file():
        return list(np.split(np.load(kept, mmap_mode="r"), bounds))
    lower = [base.session()]
    states = np.concatenate([computed(base.embedded(sequence), lower).astype(np.float16) for sequence in ids])
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, states)
    return list(np.split(states, bounds))


def batches(
    prepared: Sequence[Prepared], size: int, chance: random.Random | None = None
) -> Iterator[tuple[Batch, list[Prepared]]]:
    """Batches of about `size` pieces, of units of like length; shuffled where `chance` is given."""
    order = list(range(len(prepared)))
    if chance is not None:
        chance.shuffle(order)
        order.sort(key=lambda k: len(prepared[k].states) // 12 + chance.random())
    else:
        order.sort(key=lambda k: len(prepared[k].states))
    groups: list[list[int]] = [[]]
    longest = 0
    for k in order:
        longest = max(longest, len(prepared[k].states))
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
            longest = len(prepared[k].states)
        groups[-1].append(k)
    if chance is not None:
        chance.shuffle(groups)
    for group in groups:
        chosen = [prepared[k] for k in group]
        yield collated(chosen), chosen


def collated(chosen: Sequence[Prepared]) -> Batch:
    """Units as tensors of one length."""
    n = len(chosen)
    t = max(len(p.states) for p in chosen)
    w = max(len(p.first) for p in chosen)
    pieces = np.zeros((n, t, chosen[0].states.shape[1]), np.float32)
    piece_mask = np.zeros((n, t), bool)
    first, last, forms = (np.zeros((n, w), np.int64) for _ in range(3))
    signals = np.zeros((n, w, chosen[0].example.signals.shape[1]), np.float32)
    mask = np.zeros((n, w, 1), np.float32)
    for k, p in enumerate(chosen):
        size = len(p.first)
        pieces[k, : len(p.states)] = p.states
        piece_mask[k, : len(p.states)] = True
        first[k, :size], last[k, :size], forms[k, :size] = p.first, p.last, p.forms
        signals[k, :size] = p.example.signals
        mask[k, :size] = 1
    return Batch(
        torch.from_numpy(pieces),
        torch.from_numpy(piece_mask),
        torch.from_numpy(first),
        torch.from_numpy(last),
        torch.from_numpy(signals),
        torch.from_numpy(forms),
        torch.from_numpy(mask),
    )


def cues(chosen: Sequence[Prepared], where: Sequence[tuple[int, Range]]) -> Cues:
    """Cues (unit of the batch, words) with the words around them, as tensors."""
    windows = [window(len(chosen[unit].first), span) for unit, span in where]
    width = max(b - a for a, b in windows)
    flags = np.zeros((len(where), width, 4), np.float32)
    distance, words = np.zeros((len(where), width), np.int64), np.zeros((len(where), width), np.int64)
    mask = np.zeros((len(where), width, 1), np.float32)
    spans = np.zeros((len(where), 2), np.int64)
    for k, ((unit, span), (a, b)) in enumerate(zip(where, windows, strict=True)):
        size = len(chosen[unit].first)
        flags[k, : b - a] = cue_flags(size, span, chosen[unit].example.hints)[a:b]
        distance[k, : b - a] = near(size, span)[a:b]
        words[k, : b - a] = range(a, b)
        mask[k, : b - a] = 1
        spans[k] = span[0] - a, span[1] - a
    as_tensor = torch.from_numpy
    units = torch.tensor([unit for unit, _ in where])
    return Cues(units, *map(as_tensor, (words, mask, spans, flags, distance)))


def within(size: int, cue: Range, span: Range) -> Range:
    """A span by its place in the window of a cue, clipped to it; where it lies outside, the word next to it."""
    a, b = window(size, cue)
    first, last = max(span[0], a), min(span[1], b)
    if first >= last:
        first = min(max(span[0], a), b - 1)
        last = first + 1
    return first - a, last - a


def mode_inputs(chosen: Sequence[Prepared], where: Sequence[tuple[int, Range]]) -> torch.Tensor:
    """How the content of each claim is quoted."""
    rows = [mode_features(chosen[unit].example.unit.quoted, span) for unit, span in where]
    return torch.from_numpy(np.stack(rows))
