"""Run the neural network of the name tagger in NumPy, with spaCy's results but several times faster.

The weights are spaCy's, as saved by `name_tagger_training`: hashed embeddings of a word and of its shape, four
convolutions over three words, and a parser that opens and closes names. Four optimisations make it fast:

- The product of each embedding table with the next layer is computed once. The layer's output for a word depends only
on
  the word, so it is cached.
- A convolution sees one word on each side, so the result for a word depends on four words on each side and no others.
  Text is therefore processed in pieces of bounded size, and a paragraph can be split anywhere without changing the
  result.
- The matrices are too small for parallel computation, so a single thread is used. The result therefore does not depend
  on the number of processors.
- Outside a name, the parser's choice does not depend on earlier choices. It is computed for all words at once, and the
  possible names are then followed in parallel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from claims.extraction.neural.single_thread import single_thread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language
    from thinc.model import Model

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

__all__ = ["NameNetwork"]

_MOST_WORDS = 1 << 15
"""How many words' vectors are kept at most; 12 MB."""
_PIECE = 1024
"""Number of rows computed at a time, so that the data stays in the processor's cache."""
_TINY = np.float32(1e-8)


@dataclass(frozen=True, slots=True)
class _Maxout:
    """A maxout layer of three pieces followed by layer normalisation; `weights` holds one piece after the other."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, maxout: Model[Any, Any], norm: Model[Any, Any]) -> _Maxout:
        """The layer of a trained model."""
        weights, bias = _weights(maxout, "W"), _weights(maxout, "b")
        flat = weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])
        return cls(
            np.ascontiguousarray(flat.T), bias.T.reshape(-1).copy(), _weights(norm, "G"), _weights(norm, "b")
        )  # fmt: skip

    def ended(self, product: Floats) -> Floats:
        """Return the output, given the product of the input with the weights."""
        product += self.bias
        width = len(self.gain)
        most = np.maximum(product[:, :width], product[:, width : 2 * width])
        np.maximum(most, product[:, 2 * width :], out=most)
        most -= most.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", most, most) / np.float32(width) + _TINY
        most *= (1 / np.sqrt(spread))[:, None]
        most *= self.gain
        most += self.shift
        return most


class _Words:
    """The network's output for single words, computed once for each word."""

    def __init__(
        self, nlp: Language, tables: Sequence[Model[Any, Any]], columns: Sequence[int], mixer: _Maxout
    ) -> None:
        from spacy.strings import get_string_id

        self._identity = get_string_id
        vocab: Any = nlp.vocab
        self._getters = [vocab.lex_attr_getters[column] for column in columns]
        self._seeds = [table.attrs["seed"] for table in tables]
        self._sizes = [len(_weights(table, "E")) for table in tables]
        self._hash = tables[0].ops.hash
        parts = np.split(mixer.weights, len(tables))
        self._products = [_weights(table, "E") @ part for table, part in zip(tables, parts, strict=True)]
        self._mixer = mixer
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[str, int] = {}
        self._vectors: Floats = np.zeros((256, len(self._mixer.gain)), np.float32)

    def vectors(self, forms: Sequence[str]) -> Floats:
        """Return a row for each word."""
        rows = self._rows
        new = [form for form in dict.fromkeys(forms) if form not in rows]
        if len(rows) + len(new) > _MOST_WORDS:
            self._forget()
            rows, new = self._rows, list(dict.fromkeys(forms))
        if new:
            first = len(rows)
            rows.update(zip(new, range(first, first + len(new)), strict=True))
            while len(self._vectors) < len(rows):
                self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
            self._vectors[first : len(rows)] = self._computed(new)
        return self._vectors[np.fromiter(map(rows.__getitem__, forms), np.intp, len(forms))]

    def _computed(self, forms: Sequence[str]) -> Floats:
        total = np.zeros((len(forms), len(self._mixer.bias)), np.float32)
        for getter, seed, size, product in zip(self._getters, self._seeds, self._sizes, self._products, strict=True):
            ids: Any = np.fromiter((self._identity(getter(form)) for form in forms), np.uint64, len(forms))
            for keys in (self._hash(ids, seed) % size).T:
                total += product[keys]
        return self._mixer.ended(total)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Consecutive words, without line ends.

    Attributes:
        indices: The index of each word in the text.
        last: Whether each word is the last one of its paragraph.
        vectors: The output of the convolutions and the next layer for each word.
    """

    indices: Integers
    last: NDArray[np.bool_]
    vectors: Floats


@dataclass(frozen=True, slots=True)
class _Open:
    """A name that continues in the next piece: its start, its type, and the parser's features of it."""

    first: int
    type: int
    opening: Floats
    before: Floats


class NameNetwork:
    """Finds names in words."""

    def __init__(self, nlp: Language) -> None:
        pipes: dict[str, Any] = dict(nlp.pipeline)
        tok2vec, ner = pipes["tok2vec"].model, pipes["ner"]
        embed = tok2vec.layers[0]
        maxouts = [
            _Maxout.of(*pair) for pair in zip(_nodes(tok2vec, "maxout"), _nodes(tok2vec, "layernorm"), strict=True)
        ]
        mixer, *self._layers = maxouts
        columns = next(_nodes(embed, "extract_features")).attrs["columns"]
        self._words = _Words(nlp, list(_nodes(embed, "hashembed")), [_attribute(c) for c in columns], mixer)
        self._reach = len(self._layers)
        parser = ner.model
        linear = next(node for node in parser.layers[0].walk() if node.name == "linear")
        self._narrow, self._narrow_bias = _weights(linear, "W").T.copy(), _weights(linear, "b")
        self._load_parser(parser, [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)])

    def _load_parser(self, parser: Model[Any, Any], moves: Sequence[str]) -> None:
        lower, upper = parser.get_ref("lower"), parser.get_ref("upper")
        weights, bias = _weights(lower, "W"), _weights(lower, "b")  # feature, output, piece, input
        features = weights.shape[0]
        piecewise = weights.transpose(0, 2, 1, 3).reshape(features, -1, weights.shape[3])
        self._features = [np.ascontiguousarray(each.T) for each in piecewise]
        self._hidden_bias = bias.T.reshape(-1).copy()
        padding = _weights(lower, "pad")[0].transpose(0, 2, 1).reshape(features, -1)
        self._closed = padding[1] + padding[2] + self._hidden_bias
        # The move U- stands for existing annotations, of which there are none.
        outside = [i for i, move in enumerate(moves) if move[0] in "BUO" and move != "U-"]
        scores, score_bias = _weights(upper, "W"), _weights(upper, "b")
        self._outside, self._outside_bias = scores[outside].T.copy(), score_bias[outside]
        self._single = np.array([moves[i][0] != "B" for i in outside])
        self._labels = tuple(move[2:] for move in moves if move.startswith("B-"))
        numbers = {label: number for number, label in enumerate(self._labels)}
        self._types = np.array([numbers.get(moves[i][2:], -1) for i in outside])
        inner, last = ([moves.index(f"{kind}-{label}") for label in self._labels] for kind in "IL")
        self._inner, self._inner_bias = scores[inner], score_bias[inner]
        self._last, self._last_bias = scores[last], score_bias[last]

    def names(self, forms: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        r"""Yield the names in folded words: the index of the first word, of the one after the last, and the type.

        Names are in the order of the text and apart. A line end ("\n") ends a paragraph, and no name goes over it.
        """
        going: _Open | None = None
        for start in range(0, len(forms), _PIECE):
            with single_thread():
                piece = self._piece(forms, start, min(start + _PIECE, len(forms)))
                found, going = self._parsed(piece, going) if len(piece.indices) else ([], going)
            yield from found

    def _piece(self, forms: Sequence[str], start: int, stop: int) -> _Piece:
        """Return the words from `start` to `stop`, computed with the surrounding words on which they depend."""
        first, after = max(0, start - self._reach), min(len(forms), stop + self._reach)
        breaks = np.fromiter((form == "\n" for form in forms[first:after]), np.bool_, after - first)
        rows = np.cumsum(np.where(breaks, self._reach, 1)) - 1 + self._reach
        inputs = np.zeros((rows[-1] + 1 + self._reach, len(self._narrow)), np.float32)
        inputs[rows[~breaks]] = self._words.vectors([form for form in forms[first:after] if form != "\n"])
        kept = np.arange(start - first, stop - first)
        kept = kept[~breaks[kept]]
        ends = np.append(breaks[1:], after == len(forms))
        vectors = self._convolved(inputs)[rows[kept]] @ self._narrow + self._narrow_bias
        return _Piece(kept + first, ends[kept], vectors)

    def _convolved(self, rows: Floats) -> Floats:
        size, width = rows.shape
        window = np.zeros((size, 3 * width), np.float32)
        for layer in self._layers:
            window[1:, :width] = rows[:-1]
            window[:, width : 2 * width] = rows
            window[:-1, 2 * width :] = rows[1:]
            rows = rows + layer.ended(window @ layer.weights)
        return rows

    def _parsed(self, piece: _Piece, going: _Open | None) -> tuple[list[tuple[int, int, str]], _Open | None]:
        """Return the names that end in a piece, and the one that continues."""
        here, opening, before = (piece.vectors @ weights for weights in self._features)
        chosen = self._chosen(piece, here)
        starts = np.flatnonzero(~self._single[chosen])
        types = self._types[chosen]
        previous = np.concatenate([np.zeros_like(before[:1]), before[:-1]])
        at, kinds, openings = starts + 1, types[starts], opening[starts]
        if going is not None:  # One more name, which begins before this piece.
            previous[0] = going.before
            at, kinds = np.append(at, 0), np.append(kinds, going.type)
            openings = np.concatenate([openings, going.opening[None]])
        ends = self._ends(piece, here + self._hidden_bias + previous, at, kinds, openings)
        ending = dict(zip(starts.tolist(), ends.tolist(), strict=False))
        indices, found, free = piece.indices, [], 0
        if going is not None:
            free = int(ends[-1])
            if free < 0:
                return [], _Open(going.first, going.type, going.opening, before[-1])
            found.append((going.first, int(indices[free - 1]) + 1, self._labels[going.type]))
        for start in np.flatnonzero(types >= 0).tolist():
            if start < free:
                continue
            free = ending.get(start, start + 1)
            if free < 0:
                return found, _Open(int(indices[start]), int(types[start]), opening[start], before[-1])
            found.append((int(indices[start]), int(indices[free - 1]) + 1, self._labels[types[start]]))
        return found, None

    def _chosen(self, piece: _Piece, here: Floats) -> Integers:
        """Return the parser's move for each word outside names, as an index in its list of such moves."""
        scores = _most(here + self._closed) @ self._outside + self._outside_bias
        scores[np.ix_(piece.last, ~self._single)] = -np.inf  # A name of several words does not fit there.
        chosen: Integers = scores.argmax(axis=1)
        return chosen

    def _ends(self, piece: _Piece, before: Floats, at: Integers, kinds: Integers, openings: Floats) -> Integers:
        """Return the last word of each name that is open at the words `at`; -1 if it is beyond the piece."""
        ends = np.full(len(at), -1)
        left = np.flatnonzero(at < len(piece.indices))
        while len(left):
            now, kind = at[left], kinds[left]
            hidden = _most(before[now] + openings[left])
            more = np.einsum("ij,ij->i", hidden, self._inner[kind]) + self._inner_bias[kind]
            last = np.einsum("ij,ij->i", hidden, self._last[kind]) + self._last_bias[kind]
            over = (last > more) | piece.last[now]
            ends[left[over]] = now[over] + 1
            left = left[~over]
            at[left] += 1
            left = left[at[left] < len(piece.indices)]
        return ends


def _most(pieces: Floats) -> Floats:
    """Return the greater of the two pieces of each output."""
    half = pieces.shape[1] // 2
    return np.maximum(pieces[:, :half], pieces[:, half:])


def _weights(model: Model[Any, Any], name: str) -> Floats:
    weights: Floats = np.asarray(model.get_param(name), np.float32)
    return weights


def _nodes(model: Model[Any, Any], name: str) -> Iterator[Model[Any, Any]]:
    return (node for node in model.walk() if node.name == name)


def _attribute(column: int | str) -> int:
    from spacy.attrs import intify_attr  # type: ignore[import-not-found]

    return int(intify_attr(column))
