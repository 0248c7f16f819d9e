"""`python -m training.base TEXTS… --out FILE`: make the part of the encoder that all languages share.

It holds the embeddings of the pieces that the scripts of our languages need, and the lowest layers of
multilingual-e5-small. TEXTS are files of JSON lines with a `text` each, or folders of texts: the pieces that they use
are kept besides the most common ones. To make it again means to train every language again.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claims.extraction.neural.encoder import SHIPPED, write_base
from claims.extraction.neural.pieces import Pieces
from claims.extraction.neural.weights import packed
from claims.extraction.neural.words import units
from training import e5, graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from training.e5 import Checkpoint

NAME = "multilingual-e5-small/1"
LAYERS = 4
_SCRIPT = "ARABIC"
_LATIN = 16000
"""Pieces of Latin letters that are kept, the most common first, besides those that the texts use."""
_POSITIONS = 512
_LONGEST_MARK = 3


def main() -> int:
    """Write the base."""
    parser = argparse.ArgumentParser(prog="python -m training.base", description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED, metavar="FILE")
    options = parser.parse_args()
    checkpoint = e5.load(e5.shipped())
    kept = kept_pieces(checkpoint, used_pieces(checkpoint, _texts(options.texts)))
    numbered = {piece: k for k, piece in enumerate(kept)}
    config = {
        "name": NAME,
        "pieces": [checkpoint.pieces[n] for n in kept],
        "scores": [round(float(checkpoint.scores[n]), 4) for n in kept],
        "begin": numbered[checkpoint.begin],
        "end": numbered[checkpoint.end],
        "unknown": numbered[checkpoint.unknown],
    }
    tensors = checkpoint.tensors
    codes, scales = packed(checkpoint.table[np.array(kept)])
    layers = [e5.layer(checkpoint, number) for number in range(LAYERS)]
    arrays = {
        "table.packed": codes,
        "table.scales": scales,
        "positions": (tensors["emb.pos"][:_POSITIONS] + tensors["emb.type"][0]).astype(np.float16),
        "norm.weight": tensors["emb.ln.w"],
        "norm.bias": tensors["emb.ln.b"],
        "graph": np.frombuffer(graph.graph(layers, checkpoint.heads), np.uint8),
    }
    write_base(options.out, config, arrays)
    return 0


def used_pieces(checkpoint: Checkpoint, texts: Iterable[str]) -> set[int]:
    """The pieces that texts use."""
    pieces = Pieces(checkpoint.pieces, checkpoint.scores.tolist(), checkpoint.unknown)
    words = {pair for text in texts for unit in units(text) for pair in zip(unit.words, unit.spaced, strict=True)}
    return {piece for word, spaced in words for piece in pieces.of(word, spaced=spaced)}


def kept_pieces(checkpoint: Checkpoint, used: set[int]) -> list[int]:
    """The pieces that are kept: those used, all of the Arabic script, numbers and marks, common Latin ones."""
    kept, latin = set(used) | {checkpoint.begin, checkpoint.end, checkpoint.unknown}, []
    for number, piece in enumerate(checkpoint.pieces):
        letters = [c for c in piece if c.isalpha()]
        if letters and all(unicodedata.name(c, "").startswith(_SCRIPT) for c in letters):
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


def _texts(places: Iterable[Path]) -> Iterator[str]:
    for place in places:
        if place.is_dir():
            yield from (file.read_text("utf-8") for file in sorted(place.rglob("*.txt")))
        else:
            yield from (json.loads(line)["text"] for line in place.read_text("utf-8").splitlines())


if __name__ == "__main__":
    sys.exit(main())
