"""Fit the weights with which claims are put together, and score them on dossiers that they were not fitted on.

    python benchmarks/comparing/fit.py [--write]

Logistic regression over the signals of each two claims of `dossiers` that can be of one event, where a person says that
they are of one group or not. All dossiers in one teach what claims of articles on other things have in common, which
are never of one group; they count as much as all others. First each dossier is grouped with the weights of the others
and scored; `--write` then writes the weights fitted on all to `claims/analysis/pair_weights.toml`. Each dossier counts
by the square root of its pairs, so that one with a large group does not decide. The same dossiers give the same
weights, in the digits written.
"""

from __future__ import annotations

import argparse
import math
import sys
import tomllib
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import numpy as np  # noqa: E402
from score import pairs, pointed_to, read  # noqa: E402

from claims.analysis.claim_groups import vectors_of, word_for_word  # noqa: E402
from claims.analysis.claim_profiles import profiles  # noqa: E402
from claims.analysis.clusters import Clusters  # noqa: E402
from claims.analysis.document_topics import Topics  # noqa: E402
from claims.analysis.embeddings import encoder  # noqa: E402
from claims.analysis.origins import origins  # noqa: E402
from claims.analysis.pair_signals import PairSignals, Signals, word_weights  # noqa: E402
from claims.analysis.similarity import Likeness, Weights  # noqa: E402
from claims.analysis.sources import register_sources  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.analysis.claim_profiles import Profile
    from claims.model import Claim, Document

TARGET = HERE.parents[1] / "claims" / "analysis" / "pair_weights.toml"
_PENALTY = 30.0
"""Penalty on the squares of weights of signals scaled to one: few pairs must not give a signal a large weight."""
_STEPS = 100
_OF_MODEL = frozenset({"meaning", "meaning_across", "sentence", "sentence_across"})
_HEAD = """\
# The weights of what two claims have in common (`pair_signals.py`): of their embeddings and words, and of words alone.
# Written by `python benchmarks/comparing/fit.py --write`; do not edit.
"""


class Compared(NamedTuple):
    """Claims that are compared, and the pairs of them that can be of one event, with their signals (a row for each)."""

    profiles: list[Profile]
    between: PairSignals
    numbers: list[tuple[int, int]]
    rows: Any


class Pairs(NamedTuple):
    """The labelled pairs of a dossier.

    Attributes:
        name: Its folder.
        compared: Its claims; those that are word for word the same are one.
        ids: The ids of each.
        together: Whether a person says that the claims of a pair are of one group.
        counted: Whether nobody left that open.
        wanted: The ids of the pairs of claims of one group.
        optional: The ids of the claims of which it is left open.
    """

    name: str
    compared: Compared
    ids: list[list[str]]
    together: Any
    counted: Any
    wanted: set[tuple[str, str]]
    optional: frozenset[str]


class Strangers(NamedTuple):
    """The signals of the pairs of claims of different dossiers, and the names of the two dossiers of each."""

    rows: Any
    names: Any

    def without(self, name: str) -> Any:
        """Return the signals of the pairs that have no claim of a dossier."""
        return self.rows[(self.names != name).all(axis=1)]


_read = cache(read)


def profiled(documents: Sequence[Document], claims: Sequence[Claim]) -> list[Profile]:
    """Return what is compared of claims."""
    register = register_sources(documents, claims, origins(documents))
    return profiles(documents, claims, {claim.id: register.number_of(claim) for claim in claims})


def compared(
    found: list[Profile],
    documents: Sequence[Document],
    numbers: Iterable[tuple[int, int]],
    *,
    with_model: bool,
) -> Compared:
    """Return the signals of those of some pairs of claims that can be of one event."""
    model = encoder() if with_model else None
    signals = PairSignals(found, word_weights(found), Topics(documents), vectors_of(found, model) if model else None)
    likeness = Likeness(found, signals)
    kept = [pair for pair in numbers if not likeness.apart(*pair)]
    return Compared(found, signals, kept, np.array([signals.between(*pair) for pair in kept]))


def strangers(folders: list[Path], *, with_model: bool) -> Strangers:
    """Return the pairs of claims of different dossiers that could be of one event, were all in one dossier."""
    dossiers = {folder.name: _read(folder) for folder in folders}
    documents = [document for dossier in dossiers.values() for document in dossier.documents]
    found = profiled(documents, [claim for dossier in dossiers.values() for claim in dossier.claims])
    of = {document.id: name for name, dossier in dossiers.items() for document in dossier.documents}
    names = [of[profile.claim.document] for profile in found]
    pairs_met = (pair for pair in combinations(range(len(found)), 2) if names[pair[0]] != names[pair[1]])
    told = compared(found, documents, pairs_met, with_model=with_model)
    return Strangers(told.rows, np.array([(names[one], names[other]) for one, other in told.numbers]))


def pairs_of(folder: Path, *, with_model: bool) -> Pairs:
    """Return the labelled pairs of a dossier."""
    dossier = _read(folder)
    table = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    every = profiled(dossier.documents, dossier.claims)
    same = word_for_word(every)
    ids = [[every[number].claim.id for number in some] for some in same]
    found = [every[some[0]] for some in same]
    told = compared(found, dossier.documents, combinations(range(len(found)), 2), with_model=with_model)
    optional = frozenset(pointed_to(dossier.claims, table.get("optional", ())))
    wanted = pairs((frozenset(pointed_to(dossier.claims, each["claims"])) for each in table["group"]), optional)
    of_claims = [{tuple(sorted(pair)) for pair in product(ids[one], ids[other])} for one, other in told.numbers]
    return Pairs(
        name=folder.name,
        compared=told,
        ids=ids,
        together=np.array([not wanted.isdisjoint(each) for each in of_claims], dtype=float),
        counted=np.array([all(optional.isdisjoint(pair) for pair in each) for each in of_claims]),
        wanted=wanted,
        optional=optional,
    )


def fitted(some: list[Pairs], apart: Any, names: list[str]) -> Weights:
    """Return the weights of the signals with these names, by Newton's method; the others have none.

    `apart` holds the signals of pairs of claims of different dossiers.
    """
    columns = [Signals._fields.index(name) for name in names]
    x = np.concatenate([*(each.compared.rows[each.counted] for each in some), apart])[:, columns]
    y = np.concatenate([*(each.together[each.counted] for each in some), np.zeros(len(apart))])
    share = np.concatenate([np.full(int(each.counted.sum()), each.together.sum() ** -0.5) for each in some])
    share = np.r_[share, np.full(len(apart), share.sum() / len(apart))]
    share *= (len(y) - len(apart)) / share.sum()
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    scaled = np.c_[(x - mean) / spread, np.ones(len(x))]
    penalty = np.r_[np.full(len(columns), _PENALTY), 0.0]
    found = np.zeros(len(columns) + 1)
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-scaled @ found))
        slope = scaled.T @ (share * (likely - y)) + penalty * found
        curve = (scaled * (share * likely * (1 - likely))[:, None]).T @ scaled + np.diag(penalty + 1e-9)
        found -= np.linalg.solve(curve, slope)
    per_unit = found[:-1] / spread
    of = dict(zip(names, per_unit.tolist(), strict=True))
    return Weights(float(found[-1] - per_unit @ mean), Signals(**{name: of.get(name, 0.0) for name in Signals._fields}))


def score(dossier: Pairs, weights: Weights) -> tuple[int, int, int]:
    """Return how many pairs are put together and right, put together, and labelled."""
    told = dossier.compared
    likeness = Likeness(told.profiles, told.between, weights)
    found = [members for members, _ in Clusters(len(dossier.ids)).joined(told.numbers, likeness)]
    ids = ([id for number in members for id in dossier.ids[number]] for members in found)
    put = pairs(ids, dossier.optional)
    return len(put & dossier.wanted), len(put), len(dossier.wanted)


def shown(right: int, put: int, wanted: int) -> str:
    """Return precision and recall in words."""
    return f"pairs precision {right / max(1, put):.3f} ({right} of {put}), recall {right / wanted:.3f} ({wanted})"


def written(method: str, weights: Weights, names: list[str]) -> str:
    """Return the weights as a table of TOML."""
    lines = (f"{name} = {getattr(weights.of, name):.3f}" for name in names)
    return "\n".join((f"\n[{method}]", f"constant = {weights.constant:.3f}", *lines, ""))


def fit(method: str) -> str:
    """Score each dossier with weights fitted on the others; return those fitted on all, as a table of TOML."""
    names = [name for name in Signals._fields if method == "embeddings" or name not in _OF_MODEL]
    folders = sorted((HERE / "dossiers").iterdir())
    known = [pairs_of(folder, with_model=method == "embeddings") for folder in folders]
    others = strangers(folders, with_model=method == "embeddings")
    told = []
    for left_out in known:
        rest = [each for each in known if each is not left_out]
        told.append(score(left_out, fitted(rest, others.without(left_out.name), names)))
        print(f"{method}, {left_out.name}, fitted on the others: {shown(*told[-1])}", flush=True)
    print(f"{method}, all: {shown(*map(sum, zip(*told, strict=True)))}")
    weights = fitted(known, others.rows, names)
    alike = sum(weights.likeness(Signals(*row)) >= Likeness.enough for row in others.rows)
    print(f"{method}: {alike} of {len(others.rows)} pairs of two dossiers read as one")
    for name in names:
        spread = np.concatenate([each.compared.rows[:, Signals._fields.index(name)] for each in known]).std()
        weight = getattr(weights.of, name)
        print(f"  {name} {weight:.2f}, times its spread {weight * spread:.2f}")
    if not math.isfinite(weights.constant):
        raise SystemExit("The weights are no numbers.")
    return written(method, weights, names)


def main() -> None:
    """Read the command line, score and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights that the tool uses")
    options = parser.parse_args()
    tables = [fit(method) for method in ("embeddings", "words")]
    if options.write:
        TARGET.write_text("".join((_HEAD, *tables)), encoding="utf-8")


if __name__ == "__main__":
    main()
