"""The training loop."""

from __future__ import annotations

import copy
import logging
import math
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.data import batches, cues, mode_inputs, within
from training.model import KINDS, MODES, Cues, Network, gold_score, partition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from training.corpus import Target
    from training.data import Prepared
    from training.model import Batch, Shape

_log = logging.getLogger(__name__)
_WRONG_CUES = 2
"""Cues of a unit that are none, at most, which the network learns to refuse."""
_SUSPECT = 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Attributes:
        together: Pieces of a batch.
    """

    epochs: int = 4
    together: int = 3000
    rate: float = 1.5e-3
    encoder_rate: float = 1e-4
    decay: float = 0.02
    forget_hints: float = 0.1
    averaging: float = 0.99
    seed: int = 1


def train(
    prepared: Sequence[Prepared], shape: Shape, layers: Sequence[Mapping[str, NDArray[Any]]], plan: Plan
) -> Network:
    """A network trained on some units, its weights averaged over the last steps.

    Args:
        prepared: The units, with the states that the lowest of `layers` takes.
        shape: Sizes of the heads.
        layers: The encoder's layers that are trained on, as they were pretrained.
        plan: How to train.
    """
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)  # noqa: S311 - an order to train in, no secret
    network = Network(shape, len(layers))
    for layer, tensors in zip(network.layers, layers, strict=True):
        layer.fill(tensors)  # type: ignore[operator]
    average = copy.deepcopy(network).eval()
    optimizer = _optimizer(network, plan)
    total = plan.epochs * sum(1 for _ in batches(prepared, plan.together, random.Random(plan.seed)))  # noqa: S311
    step = 0
    for epoch in range(plan.epochs):
        network.train()
        start, sums = time.perf_counter(), np.zeros(6)
        for batch, chosen in batches(prepared, plan.together, chance):
            _set_rates(optimizer, step / total)
            losses = _losses(network, batch, chosen, chance, plan)
            optimizer.zero_grad()
            losses.sum().backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            _averaged(average, network, min(plan.averaging, step / (step + 10)))
            sums += losses.detach().numpy()
        shown = " ".join(f"{name} {value:.1f}" for name, value in zip(_NAMES, sums, strict=True))
        _log.info("epoch %d: %s; %.0f s", epoch, shown, time.perf_counter() - start)
    return average


_NAMES = ("cue", "claim", "source", "content", "kind", "mode")


def _optimizer(network: Network, plan: Plan) -> torch.optim.Optimizer:
    encoder = list(network.layers.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known]
    groups = [{"params": heads, "lr": plan.rate, "peak": plan.rate, "weight_decay": plan.decay}]
    if encoder:
        groups.append({"params": encoder, "lr": 0.0, "peak": plan.encoder_rate, "weight_decay": plan.decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def _set_rates(optimizer: torch.optim.Optimizer, done: float) -> None:
    """Warm up over a twentieth, then fall along a cosine."""
    factor = done / 0.06 if done < 0.06 else 0.5 * (1 + math.cos(math.pi * (done - 0.06) / 0.94))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(factor, 0.01)


def _averaged(average: Network, network: Network, keep: float) -> None:
    with torch.no_grad():
        for ours, theirs in zip(average.parameters(), network.parameters(), strict=True):
            ours.lerp_(theirs, 1 - keep)


def word_states(network: Network, batch: Batch) -> Tensor:
    """The states of words: those of their first pieces beside the mean over their pieces."""
    states = batch.pieces
    if len(network.layers):
        states = network.encoded(states, batch.piece_mask).float()
    width = states.shape[2]
    first = states.gather(1, batch.first[..., None].expand(-1, -1, width))
    total = functional.pad(states.cumsum(1), (0, 0, 1, 0))
    reach = (batch.last - batch.first).clamp(min=1)[..., None]
    mean = (
        total.gather(1, batch.last[..., None].expand(-1, -1, width))
        - total.gather(1, batch.first[..., None].expand(-1, -1, width))
    ) / reach
    return torch.cat([first, mean], -1)


def _losses(network: Network, batch: Batch, chosen: Sequence[Prepared], chance: random.Random, plan: Plan) -> Tensor:
    forgotten = [chance.random() < plan.forget_hints for _ in chosen]
    batch = _without_hints(batch, forgotten, network.training)
    with _half_precision():
        h = network.words(word_states(network, batch), batch.signals, batch.forms, batch.mask)
        cue_scores = network.cue(h).float()
    cue_loss = _cue_loss(cue_scores, batch, chosen)
    gold = [(k, t) for k, p in enumerate(chosen) for t in p.example.targets]
    wrong = _wrong_cues(cue_scores.detach(), chosen, chance)
    where = [(k, t.cue) for k, t in gold] + wrong
    if not where:
        return torch.stack([cue_loss, *[cue_loss * 0] * 5])
    asked = cues(chosen, where)
    asked.flags[[forgotten[k] for k, _ in where], :, 1:] = 0
    with _half_precision():
        z, spans, cue, verdict = (part.float() for part in network.conditioned(h, batch.mask, asked))
    right = torch.tensor([1.0] * len(gold) + [0.0] * len(wrong))
    claim_loss = functional.binary_cross_entropy_with_logits(verdict[:, 1], right, reduction="sum")
    rest = _span_losses(network, chosen, gold, (z, spans, cue, verdict), asked)
    scale = 0.05
    return torch.stack([cue_loss * scale, claim_loss * scale, *(loss * scale for loss in rest)])


def _half_precision() -> torch.autocast:
    """bfloat16 where the processor multiplies it; without AVX-512 it is emulated and takes four times as long."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.backends.cpu.get_cpu_capability() == "AVX512")


def _without_hints(batch: Batch, forgotten: Sequence[bool], training: bool) -> Batch:
    from claims.extraction.neural.signals import hint_columns

    if training and any(forgotten):
        batch.signals[torch.tensor(forgotten), :, hint_columns()] = 0
    return batch


def _cue_loss(scores: Tensor, batch: Batch, chosen: Sequence[Prepared]) -> Tensor:
    wanted = torch.zeros_like(scores)
    for k, p in enumerate(chosen):
        for target in p.example.targets:
            wanted[k, target.cue[0], 0] = 1
            wanted[k, target.cue[0] + 1 : target.cue[1], 1] = 1
    loss = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (loss * batch.mask).sum()


def _wrong_cues(scores: Tensor, chosen: Sequence[Prepared], chance: random.Random) -> list[tuple[int, tuple[int, int]]]:
    """Words that pass for cues, or that the rules take for some, and are none."""
    likely = torch.sigmoid(scores[..., 0]).numpy()
    found = []
    for k, p in enumerate(chosen):
        right = {word for t in p.example.targets for word in range(*t.cue)}
        suspects = [hint.cue for hint in p.example.hints]
        suspects += [(int(w), int(w) + 1) for w in np.flatnonzero(likely[k, : len(p.first)] > _SUSPECT)]
        wrong = sorted({span for span in suspects if right.isdisjoint(range(*span))})
        found += [(k, span) for span in (wrong if len(wrong) <= _WRONG_CUES else chance.sample(wrong, _WRONG_CUES))]
    return found


def _span_losses(
    network: Network,
    chosen: Sequence[Prepared],
    gold: Sequence[tuple[int, Target]],
    found: tuple[Tensor, Tensor, Tensor, Tensor],
    asked: Cues,
) -> list[Tensor]:
    n = len(gold)
    if not n:
        zero = found[1].sum() * 0
        return [zero] * 4
    z, spans, cue, verdict = (part[:n] for part in found)
    mask = asked.mask[:n]
    flat = mask[..., 0]
    spans = spans * mask
    sizes = [len(chosen[k].first) for k, _ in gold]
    content = torch.tensor([within(size, t.cue, t.content) for size, (_, t) in zip(sizes, gold, strict=True)])
    content_loss = (partition(spans[..., 3:], flat) - gold_score(spans[..., 3:], content)).sum()
    named = torch.tensor([t.source is not None for _, t in gold])
    source = torch.tensor(
        [within(size, t.cue, t.source) if t.source else (0, 1) for size, (_, t) in zip(sizes, gold, strict=True)]
    )
    every = torch.logaddexp(partition(spans[..., :3], flat), verdict[:, 0])
    picked = torch.where(named, gold_score(spans[..., :3], source), verdict[:, 0])
    source_loss = (every - picked).sum()
    words = torch.arange(z.shape[1])[None]
    in_source = ((words >= source[:, :1]) & (words < source[:, 1:]) & named[:, None]).float()
    in_content = ((words >= content[:, :1]) & (words < content[:, 1:])).float()
    kinds = torch.tensor([KINDS.index(t.kind) for _, t in gold])
    modes = torch.tensor([MODES.index(t.mode) for _, t in gold])
    kind_scores = network.kinds(z, cue, in_source, mask)
    kind_loss = (
        functional.cross_entropy(kind_scores[named], kinds[named], reduction="sum") if named.any() else source_loss * 0
    )
    features = mode_inputs(chosen, [(k, t.content) for k, t in gold])
    mode_loss = functional.cross_entropy(network.modes(z, in_content, features, mask), modes, reduction="sum")
    return [source_loss, content_loss, kind_loss * 0.5, mode_loss * 0.5]
