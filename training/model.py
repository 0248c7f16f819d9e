"""The network in PyTorch, for training; `claims.extraction.neural` computes the same in NumPy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from claims.extraction.neural.features import NEAR
from training.graph import WEIGHT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


KINDS = ("person", "unnamed", "group", "organization", "media", "document")
_LOW = -1e4
MODES = ("direct", "indirect", "mixed")


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network."""

    signals: int
    forms: int
    states: int = 768
    width: int = 160
    inner: int = 192
    trunk: tuple[int, ...] = (1, 3, 9)
    spans: tuple[int, ...] = (1, 3, 9)
    attention: int = 4
    dropout: float = 0.25
    forget_forms: float = 0.0
    cue_flags: int = 4
    mode_features: int = 8


class Dropout(nn.Module):
    """Drops whole channels of a unit, which costs far less than words one by one."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """Compute the layer."""
        if not self.training or not self.rate:
            return x
        shape = (x.shape[0], 1, x.shape[2]) if x.dim() == 3 else x.shape
        kept = (torch.rand(shape) >= self.rate).to(x.dtype) / (1 - self.rate)
        return x * kept


def rounded(part: nn.Linear, x: Tensor) -> Tensor:
    """A linear part whose weights are rounded as `training.graph.quantised` rounds them; gradients pass unchanged."""
    weight = part.weight
    with torch.no_grad():
        scales = (weight.abs().amax(1, keepdim=True) / WEIGHT_LIMIT).clamp(min=1e-9)
        change = torch.round(weight / scales) * scales - weight
    return functional.linear(x, weight + change, part.bias)


class Layer(nn.Module):
    """A layer of BERT."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.dropout = Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Compute the layer."""
        n, t, w = x.shape
        q, k, v = (rounded(part, x).view(n, t, self.heads, -1).transpose(1, 2) for part in (self.q, self.k, self.v))
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        x = self.aln(x + self.dropout(rounded(self.ao, mixed.transpose(1, 2).reshape(n, t, w))))
        inner = functional.gelu(rounded(self.fi, x), approximate="tanh")
        result: Tensor = self.oln(x + self.dropout(rounded(self.fo, inner)))
        return result

    def tensors(self) -> dict[str, NDArray[Any]]:
        """The layer's weights, as `fill` takes them."""
        parts = ("q", "k", "v", "ao", "fi", "fo", "aln", "oln")
        named = {
            f"{name}.{side[0]}": getattr(getattr(self, name), side) for name in parts for side in ("weight", "bias")
        }
        return {name: values.detach().numpy() for name, values in named.items()}

    def fill(self, tensors: Mapping[str, NDArray[Any]]) -> None:
        """Take a pretrained layer's weights."""
        for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
            part = getattr(self, name)
            part.weight.data.copy_(torch.from_numpy(tensors[f"{name}.w"]))
            part.bias.data.copy_(torch.from_numpy(tensors[f"{name}.b"]))


class Block(nn.Module):
    """A convolution over three words, with a residual."""

    def __init__(self, width: int, inner: int, dilation: int, dropout: float) -> None:
        super().__init__()
        self.dilation = dilation
        self.norm = nn.LayerNorm(width)
        self.conv = nn.Linear(3 * width, inner)
        self.out = nn.Linear(inner, width)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Compute the layer."""
        y = self.norm(x) * mask
        d = self.dilation
        left = functional.pad(y, (0, 0, d, 0))[:, : y.shape[1]]
        right = functional.pad(y, (0, 0, 0, d))[:, d:]
        y = functional.gelu(self.conv(torch.cat([left, y, right], -1)), approximate="tanh")
        result: Tensor = x + self.out(self.dropout(y))
        return result


class Attention(nn.Module):
    """Each word takes from all others, with a residual."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Compute the layer."""
        n, t, w = x.shape
        q, k, v = self.qkv(self.norm(x)).view(n, t, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :, 0] > 0)
        result: Tensor = x + self.out(self.dropout(mixed.transpose(1, 2).reshape(n, t, w)))
        return result


@dataclass(slots=True)
class Cues:
    """Cues in a batch of units.

    Attributes:
        unit: Which unit of the batch; `words` which words of it are looked at, `mask` whether they are any.
        span: The cue by its place among these words, the end exclusive.
        flags: What hints say of each of these words for this cue.
        near: Each word's bucket of distance to the cue.
    """

    unit: Tensor
    words: Tensor
    mask: Tensor
    span: Tensor
    flags: Tensor
    near: Tensor


class Network(nn.Module):
    """Tags cues, then finds the spans of each cue."""

    def __init__(self, shape: Shape, layers: int = 0, width: int = 384, heads: int = 12) -> None:
        super().__init__()
        self.shape = shape
        self.layers = nn.ModuleList(Layer(width, 4 * width, heads) for _ in range(layers))
        w = shape.width
        self.states_norm = nn.LayerNorm(shape.states)
        self.states = nn.Linear(shape.states, w)
        self.signals = nn.Linear(shape.signals, w, bias=False)
        self.forms = nn.Embedding(shape.forms + 1, w)
        nn.init.normal_(self.forms.weight, std=0.02)
        self.dropout = Dropout(shape.dropout)
        self.trunk = nn.ModuleList(Block(w, shape.inner, d, shape.dropout) for d in shape.trunk)
        self.trunk_norm = nn.LayerNorm(w)
        self.cue = nn.Linear(w, 2)
        self.film = nn.Linear(3 * w, 2 * w)
        self.near = nn.Embedding(2 * len(NEAR) + 1, w)
        nn.init.normal_(self.near.weight, std=0.1)
        self.cue_flags = nn.Linear(shape.cue_flags, w, bias=False)
        self.spans = nn.ModuleList(Block(w, shape.inner, d, shape.dropout) for d in shape.spans)
        self.across = Attention(w, shape.attention, shape.dropout)
        self.spans_norm = nn.LayerNorm(w)
        self.span = nn.Linear(w, 6)
        self.whole = nn.Linear(5 * w, w)
        self.verdict = nn.Linear(w, 2)
        self.source = nn.Linear(5 * w, w)
        self.kind = nn.Linear(w, len(KINDS))
        self.quoted = nn.Linear(shape.mode_features, 16)
        self.mode = nn.Linear(16 + w, len(MODES))

    def encoded(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """The states of pieces after the layers that are trained."""
        for layer in self.layers:
            pieces = layer(pieces, mask)
        return pieces

    def words(self, states: Tensor, signals: Tensor, forms: Tensor, mask: Tensor) -> Tensor:
        """What each word is, from its states, signals and form."""
        if self.training and self.shape.forget_forms:
            forms = forms * (torch.rand(forms.shape) >= self.shape.forget_forms)
        x = self.states(self.states_norm(states)) + self.signals(signals) + self.forms(forms)
        x = self.dropout(x) * mask
        for block in self.trunk:
            x = block(x, mask)
        result: Tensor = self.trunk_norm(x) * mask
        return result

    def conditioned(self, words: Tensor, mask: Tensor, cues: Cues) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """For each cue: the words in its light, six scores a word, a summary, and the scores of none and of a claim."""
        rows = torch.arange(len(cues.unit))
        mean = (words.sum(1) / mask.sum(1))[cues.unit]
        h, m = words[cues.unit[:, None], cues.words], cues.mask
        first, last = h[rows, cues.span[:, 0]], h[rows, cues.span[:, 1] - 1]
        cue = torch.cat([first, last, mean], -1)
        scale, shift = self.film(cue)[:, None].chunk(2, -1)
        z = (h * (1 + scale) + shift + self.near(cues.near) + self.cue_flags(cues.flags)) * m
        z = self.dropout(z)
        for number, block in enumerate(self.spans):
            z = block(z, m)
            if number == 0:
                z = self.across(z, m)
        z = self.spans_norm(z) * m
        peak = z.masked_fill(m == 0, -1e4).max(1).values
        z_first = z[rows, cues.span[:, 0]]
        whole = functional.gelu(self.whole(torch.cat([cue, peak, z_first], -1)), approximate="tanh")
        return z, self.span(z), cue, self.verdict(self.dropout(whole))

    def kinds(self, z: Tensor, cue: Tensor, source: Tensor, mask: Tensor) -> Tensor:
        """Scores of the kinds, from the source's words (all zero where there is none)."""
        inside = source[..., None] * mask
        mean = (z * inside).sum(1) / inside.sum(1).clamp(min=1)
        first = z[torch.arange(len(z)), source.float().argmax(1)] * (source.sum(1, keepdim=True) > 0)
        result: Tensor = self.kind(
            self.dropout(functional.gelu(self.source(torch.cat([cue, mean, first], -1)), approximate="tanh"))
        )
        return result

    def modes(self, z: Tensor, content: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Scores of the modes, from the content's words and how they are quoted."""
        inside = content[..., None] * mask
        mean = (z * inside).sum(1) / inside.sum(1).clamp(min=1)
        result: Tensor = self.mode(torch.cat([functional.gelu(self.quoted(features), approximate="tanh"), mean], -1))
        return result


def partition(scores: Tensor, mask: Tensor) -> Tensor:
    """Log of the summed exponentials of the scores of all spans; scores are of start, end and inside, word by word."""
    start, end, inside = scores.unbind(-1)
    total = torch.cumsum(inside * mask, 1)
    opened = torch.logcumsumexp((start - total + inside * mask).masked_fill(mask == 0, _LOW), 1)
    return torch.logsumexp((opened + end + total).masked_fill(mask == 0, _LOW), 1)


def gold_score(scores: Tensor, span: Tensor) -> Tensor:
    """The score of one span for each row; the end is exclusive."""
    start, end, inside = scores.unbind(-1)
    rows = torch.arange(len(span))
    total = functional.pad(torch.cumsum(inside, 1), (1, 0))
    covered = total[rows, span[:, 1]] - total[rows, span[:, 0]]
    return start[rows, span[:, 0]] + end[rows, span[:, 1] - 1] + covered


@dataclass(slots=True)
class Batch:
    """Units padded to one length, and their claims."""

    pieces: Tensor
    piece_mask: Tensor
    first: Tensor
    last: Tensor
    signals: Tensor
    forms: Tensor
    mask: Tensor
