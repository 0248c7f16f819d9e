"""Score what is put together in labelled dossiers: pairs of claims, and the differences between them.

    python benchmarks/comparing/score.py [DOSSIER…] [--errors]

DOSSIER is a folder with `articles` and `expected.toml`; without one, those of `dossiers` are scored. A `[[group]]` of
`expected.toml` lists the claims that say the same of one event, each as documents and words of its content ("k01 k02:
words" are claims of two documents), and under `differ` in what they differ: `killed`, `injured`, …, `stance`, `time`,
`place`. `optional` are claims that readers may or may not put together with others; their pairs count neither way.

A pair is right if both claims are in one group here; a difference is found if the claims of its group that are
together differ in it, and right if it is of a group that differs in it.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from msgspec.structs import replace  # noqa: E402

from claims.analysis.accounts import accounts  # noqa: E402
from claims.analysis.claim_groups import groups  # noqa: E402
from claims.analysis.embeddings import encoder  # noqa: E402
from claims.analysis.independence import Independence  # noqa: E402
from claims.analysis.origins import origins  # noqa: E402
from claims.analysis.sources import register_sources  # noqa: E402
from claims.model import Dossier, Made  # noqa: E402
from claims.workflow.extraction_run import Extracted, extract_all  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model import Claim


class Expected(NamedTuple):
    """A group as a person reads it: its name, the ids of its claims, and what they differ in."""

    name: str
    claims: frozenset[str]
    differ: frozenset[str]


class Ratio(NamedTuple):
    """How many of how many."""

    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right / self.of:.3f} ({self.right} of {self.of})" if self.of else "none"


def read(folder: Path) -> Dossier:
    """Return the articles of a folder with their claims; nothing has been compared."""
    found = [each for each in extract_all([folder / "articles"]) if isinstance(each, Extracted)]
    documents = tuple(each.document for each in found)
    claims = tuple(claim for each in found for claim in each.claims)
    return Dossier(folder.name, ("ar", "en"), Made("benchmark"), documents, claims)


def pointed_to(claims: Sequence[Claim], pointers: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the innermost claims that pointers mean; what extraction missed is left out."""
    for pointer in pointers:
        where, words = pointer.split(": ", 1)
        for document in where.split():
            holding = [
                claim
                for claim in claims
                if claim.document == document and words in " … ".join(part.exact for part in claim.content)
            ]
            outer = {claim.within for claim in holding}
            inner = [claim for claim in holding if claim.id not in outer]
            if inner:
                yield min(inner, key=lambda claim: sum(len(part.exact) for part in claim.content)).id


def pairs(gathered: Iterable[Iterable[str]], optional: frozenset[str]) -> set[tuple[str, str]]:
    """Return every two claims of one group, without those of optional claims."""
    every = (pair for group in gathered for pair in combinations(sorted(group), 2))
    return {pair for pair in every if optional.isdisjoint(pair)}


def score(folder: Path, dossier: Dossier, *, with_model: bool, errors: bool) -> None:
    """Print the scores of one dossier, grouped with or without embeddings."""
    table: dict[str, Any] = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    shared = origins(dossier.documents)
    register = register_sources(dossier.documents, dossier.claims, shared)
    model = encoder() if with_model else None
    found = groups(dossier.documents, dossier.claims, register, encoder=model)
    dossier = replace(dossier, origins=shared, groups=found)
    optional = frozenset(pointed_to(dossier.claims, table.get("optional", ())))
    expected = [
        Expected(each["name"], frozenset(pointed_to(dossier.claims, each["claims"])), frozenset(each.get("differ", ())))
        for each in table["group"]
    ]
    wanted, put = pairs((each.claims for each in expected), optional), pairs((g.claims for g in found), optional)
    here = [
        (frozenset(account.group.claims), difference.what or difference.facet)
        for account in accounts(dossier, register, Independence(dossier, register))
        for difference in account.differences
    ]
    right = sum(any(what in each.differ and _meet(claims, each.claims) for each in expected) for claims, what in here)
    differing = [(each, what) for each in expected for what in sorted(each.differ)]
    missed = [(each.name, what) for each, what in differing if not any(_is_of(each, what, one) for one in here)]
    print(
        f"{folder.name}, {model.model if model else 'by words'}: "
        f"pairs precision {Ratio(len(wanted & put), len(put))}, recall {Ratio(len(wanted & put), len(wanted))}; "
        f"differences found {Ratio(len(differing) - len(missed), len(differing))}, right {Ratio(right, len(here))}"
    )
    if errors:
        _print_errors(dossier, wanted, put, missed)


def _meet(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) > 1


def _is_of(expected: Expected, what: str, found: tuple[frozenset[str], str]) -> bool:
    return found[1] == what and _meet(found[0], expected.claims)


def _print_errors(
    dossier: Dossier, wanted: set[tuple[str, str]], put: set[tuple[str, str]], missed: Iterable[tuple[str, str]]
) -> None:
    said = {c.id: f"{c.document}: {' … '.join(part.exact for part in c.content)[:80]}" for c in dossier.claims}
    for kind, those in (("wrong", put - wanted), ("missed", wanted - put)):
        for one, other in sorted(those):
            print(f"  {kind}: {said[one]} || {said[other]}")
    for name, what in missed:
        print(f"  difference missed: {name}, {what}")


def main() -> None:
    """Read the command line and score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossiers", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    for folder in options.dossiers or sorted((HERE / "dossiers").iterdir()):
        dossier = read(folder)
        for with_model in (True, False):
            score(folder, dossier, with_model=with_model, errors=options.errors)


if __name__ == "__main__":
    main()
