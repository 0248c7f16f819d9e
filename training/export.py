"""From a trained network to the file of weights that is shipped."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np

from claims.extraction.neural import weights
from training.model import KINDS, MODES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from training.e5 import Checkpoint
    from training.model import Network

_POSITIONS = 512
_LATIN = 9000
"""Pieces of Latin letters that are kept, the most common first."""
_LONGEST_MARK = 3


def kept_pieces(checkpoint: Checkpoint, used: set[int], script: str | None) -> list[int]:
    """The pieces that a language needs: those used, those of its script, numbers and marks, common Latin ones."""
    kept, latin = set(used) | {checkpoint.begin, checkpoint.end, checkpoint.unknown}, []
    for number, piece in enumerate(checkpoint.pieces):
        letters = [c for c in piece if c.isalpha()]
        if script and letters and all(unicodedata.name(c, "").startswith(script) for c in letters):
            kept.add(number)
        elif letters and all(c.isascii() for c in letters):
            latin.append(number)
        elif not letters and len(piece) <= _LONGEST_MARK and all(map(_is_mark, piece)):
            kept.add(number)
    latin.sort(key=lambda n: -float(checkpoint.scores[n]))
    return sorted(kept.union(latin[:_LATIN]))


def _is_mark(c: str) -> bool:
    """Whether a character is a number or mark that stands in Arabic or Latin text."""
    return c == "▁" or ord(c) < 0x700 or 0x2000 <= ord(c) < 0x2100


def write(
    path: Path,
    network: Network,
    checkpoint: Checkpoint,
    *,
    layers: int,
    first: int,
    pieces: Sequence[int],
    config: Mapping[str, Any],
) -> None:
    """Write a network, with the encoder's layers below it and the pieces that it needs."""
    arrays: dict[str, NDArray[Any]] = {}
    trained: dict[str, NDArray[Any]] = {}
    for name, values in network.state_dict().items():
        array = values.detach().numpy()
        if name.startswith("layers."):
            _, number, part, side = name.split(".")
            trained[f"l{first + int(number)}.{part}.{side[0]}"] = array
        else:
            arrays[name] = array
    for name, values in checkpoint.tensors.items():
        kept = not name.startswith("l") or int(name[1:].partition(".")[0]) < layers
        if kept:
            arrays[name] = trained.get(name, values)
    arrays["emb.pos"] = arrays["emb.pos"][:_POSITIONS]
    numbered = {piece: k for k, piece in enumerate(pieces)}
    full = {
        **config,
        "layers": layers,
        "heads": checkpoint.heads,
        "pieces": [checkpoint.pieces[n] for n in pieces],
        "scores": [round(float(checkpoint.scores[n]), 4) for n in pieces],
        "begin": numbered[checkpoint.begin],
        "end": numbered[checkpoint.end],
        "unknown": numbered[checkpoint.unknown],
        "kinds": list(KINDS),
        "modes": list(MODES),
    }
    weights.write(path, arrays, full, checkpoint.table[np.array(pieces)])
