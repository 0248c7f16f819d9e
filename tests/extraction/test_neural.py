from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.extraction.neural.arithmetic import gelu, normalised, softmax
from claims.extraction.neural.encoder import Encoder
from claims.extraction.neural.extractor import Extraction, Model, joined, nested, piece_ids
from claims.extraction.neural.features import cue_flags, mode_features, near
from claims.extraction.neural.network import Network
from claims.extraction.neural.signals import Placed
from claims.extraction.neural.words import units
from tests.extraction import tiny

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL = tiny.model()
TEXT = st.lists(st.sampled_from(["قال", "زيد", "إن", '"نعم"', "،", "\n", "نعم.", "أن"]), max_size=60).map(" ".join)


@given(TEXT)
@example('زيد قال زيد إن قال "نعم" زيد')
@example('"نعم" : نعم. زيد قال نعم. قال')
@settings(max_examples=40, deadline=None)
def test_claims_are_well_formed(text: str) -> None:
    found = MODEL.extract(text)
    assert found == sorted(found, key=lambda claim: (claim.cue, claim.content))
    for claim in found:
        spans = [claim.cue, *claim.content, *([claim.source] if claim.source else [])]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(text[start:end].strip() == text[start:end] for start, end in spans)
        ordered = sorted(spans)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered))
        assert 0 <= claim.confidence <= 1
        assert 0 <= claim.source_confidence <= 1
        assert claim.within is None or found[claim.within] != claim


def test_the_same_text_gives_the_same_claims() -> None:
    text = 'قال زيد إن "نعم" نعم. قال زيد إن نعم\n' * 10
    assert MODEL.extract(text)
    assert tiny.model().extract(text) == MODEL.extract(text)


def test_a_text_that_reports_nothing_is_not_read() -> None:
    assert MODEL.extract("نعم نعم\n\nنعم") == []
    assert MODEL.extract("") == []


def test_time_grows_with_the_length_of_the_text() -> None:
    times = []
    for count in (500, 2000):
        start = time.process_time()
        MODEL.extract("قال أن " * count)
        times.append(time.process_time() - start)
    assert times[1] < 16 * times[0] + 0.1


def test_an_encoder_in_eight_bits_is_near_the_same_layers_in_full() -> None:
    base = tiny.base(3)
    sequence = np.array([0, 8, 7, 6, 5, 4, 3, 1])
    full = base.embedded(sequence)
    for seed in (4, 3):  # the base's own layer, then that of the language
        full = _in_full(full, tiny.layer(seed), heads=4)
    found = Encoder(base, tiny.upper(3)).states(sequence)
    similarity = (found * full).sum(1) / np.linalg.norm(found, axis=1) / np.linalg.norm(full, axis=1)
    assert similarity.min() > 0.99


def _in_full(x: NDArray[np.float32], layer: dict[str, NDArray[np.float32]], heads: int) -> NDArray[np.float32]:
    """A layer of BERT, written down once more."""

    def linear(values: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        return values @ layer[f"{name}.w"].T + layer[f"{name}.b"]

    def split(values: NDArray[np.float32]) -> NDArray[np.float32]:
        return values.reshape(len(values), heads, -1).transpose(1, 0, 2)

    q, k, v = (split(linear(x, name)) for name in "qkv")
    weights = softmax(q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1]))
    mixed = (weights @ v).transpose(1, 0, 2).reshape(x.shape)
    x = normalised(x + linear(mixed, "ao"), layer["aln.w"], layer["aln.b"])
    return normalised(x + linear(gelu(linear(x, "fi")), "fo"), layer["oln.w"], layer["oln.b"])


def test_weights_of_another_encoder_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be used with tiny/1"):
        Model({}, {"base": "other/1"}, b"", tiny.Said(), tiny.base())


def test_a_unit_of_more_pieces_than_the_encoder_takes_is_read_by_first_pieces() -> None:
    (unit,) = units("قالوا وكتبوا وسمعوا")
    ids, starts = piece_ids(unit, tiny.base(longest=8))
    assert (len(ids), starts.tolist()) == (8, [1, 3, 5, 7])


def test_cues_are_read_together_as_each_alone() -> None:
    network = Network(tiny.arrays(2, 1))
    words = np.random.default_rng(2).normal(size=(12, 16)).astype(np.float32)
    cues = [(0, 1), (4, 6), (11, 12)]
    flags = [cue_flags(12, cue, []) for cue in cues]
    for cue, flag, together in zip(cues, flags, network.conditioned(words, cues, flags), strict=True):
        (alone,) = network.conditioned(words, [cue], [flag])
        np.testing.assert_allclose(alone.content, together.content, atol=1e-4)
        assert abs(alone.claim - together.claim) < 1e-4


def test_a_far_word_changes_how_a_cue_is_read() -> None:
    network = Network(tiny.arrays(2, 1))
    words = np.random.default_rng(2).normal(size=(60, 16)).astype(np.float32)
    (before,) = network.conditioned(words, [(0, 1)], [cue_flags(60, (0, 1), [])])
    words[55] += np.random.default_rng(3).normal(size=16).astype(np.float32)
    (after,) = network.conditioned(words, [(0, 1)], [cue_flags(60, (0, 1), [])])
    assert np.abs(after.source[1:20] - before.source[1:20]).max() > 1e-3


def test_a_source_of_marks_alone_is_none() -> None:
    text = "قال # إن نعم\n" * 20
    sources = [text[slice(*claim.source)] for claim in MODEL.extract(text) if claim.source]
    assert sources
    assert all(any(c.isalnum() for c in source) for source in sources)


def test_distances_tell_before_from_after() -> None:
    assert near(5, (2, 3)).tolist() == [2, 1, 0, 14, 15]


def test_rules_speak_of_their_own_cue_only() -> None:
    hints = [Placed((1, 2), (2, 3), ((4, 6),))]
    assert cue_flags(6, (1, 2), hints)[:, 1].tolist() == [0, 0, 1, 0, 0, 0]
    assert not cue_flags(6, (3, 4), hints)[:, 1:].any()


def test_a_content_in_marks_is_told_from_one_with_marks() -> None:
    assert mode_features([0, 2, 1, 1, 3], (2, 4)).tolist()[:5] == [1, 1, 0, 1, 1]
    assert mode_features([0, 0, 2, 1, 3], (0, 5)).tolist()[:3] == [np.float32(0.2), 0, 0]


def test_a_claim_is_within_the_smallest_one_around_it() -> None:
    def claim(cue: tuple[int, int], content: tuple[int, int]) -> Extraction:
        return Extraction(cue, None, (content,), "person", "indirect", 1.0, 1.0)

    found = nested(
        [claim((0, 3), (4, 90)), claim((10, 13), (14, 60)), claim((20, 23), (24, 50)), claim((95, 98), (99, 120))]
    )
    assert [c.within for c in found] == [None, 0, 1, None]


def test_two_cues_side_by_side_with_one_content_are_one() -> None:
    (unit,) = units("وأضاف مشيرا إلى أن نعم")
    one = Extraction((0, 5), None, ((19, 22),), "person", "indirect", 1.0, 1.0)
    other = Extraction((6, 11), None, ((19, 22),), "person", "indirect", 1.0, 1.0)
    assert [claim.cue for claim in joined([one, other], unit)] == [(0, 11)]
    named = replace(other, source=(0, 5))
    assert [(claim.cue, claim.source) for claim in joined([one, named], unit)] == [((0, 11), None)]
    apart = Extraction((12, 15), None, ((19, 22),), "person", "indirect", 0.9, 1.0)
    assert joined([one, apart], unit) == [one]
    told = replace(apart, source=(6, 11))
    assert joined([replace(one, source=(16, 18)), told], unit) == [replace(one, source=(16, 18)), told]
    after = replace(apart, cue=(23, 26))
    assert len(joined([one, after], unit)) == 2
