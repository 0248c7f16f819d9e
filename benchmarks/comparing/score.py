"""Score what is put together in labelled dossiers: documents of one origin, claims, their differences and sources.

    python benchmarks/comparing/score.py [DOSSIER…] [--errors]

DOSSIER is a folder with `articles` and `expected.toml`; without one, those of `dossiers` are scored. A `[[group]]` of
`expected.toml` lists the claims that say the same of one event, each as documents and words of its content ("k01 k02:
words" are claims of two documents), and under `differ` in what they differ: `killed`, `injured`, …, `stance`,
`outcome`, `time`, `place`. `optional` are claims that readers may or may not put together with others; their pairs
count neither way.

A pair is right if both claims are in one group here; a difference is found if the claims of its group that are
together differ in it, and right if it is of a group that differs in it.

`origins` lists the documents that come from one report; a pair of documents is right if both are in one of these lists.
`independent` and `unnamed` of a group say how many named sources of its claims are not known to depend on each other,
and whether there are unnamed ones; they are asked of the group as labelled, so that grouping does not matter.
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
from claims.model import Dossier, Group, Made  # noqa: E402
from claims.workflow.extraction_run import Extracted, extract_all  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model import Claim, Origin


class Expected(NamedTuple):
    """A group as a person reads it: its name, the ids of its claims, what they differ in, and whose they are.

    `voices` are the number of named sources that do not depend on each other, and whether there are unnamed ones; None
    where this is not labelled.
    """

    name: str
    claims: frozenset[str]
    differ: frozenset[str]
    voices: tuple[int, bool] | None = None


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
    """Yield the ids of the innermost claims that pointers mean; what extraction missed is left out.

    Claims of the same words are one to readers: those of a source and of who relays it.
    """
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
            sizes = {claim.id: sum(len(part.exact) for part in claim.content) for claim in inner}
            yield from (id for id, size in sizes.items() if size == min(sizes.values()))


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
        Expected(
            each["name"],
            frozenset(pointed_to(dossier.claims, each["claims"])),
            frozenset(each.get("differ", ())),
            (each["independent"], each["unnamed"]) if "independent" in each else None,
        )
        for each in table["group"]
    ]
    wanted, put = pairs((each.claims for each in expected), optional), pairs((g.claims for g in found), optional)
    here = [
        (frozenset(account.group.claims), difference.what if difference.facet == "figure" else difference.facet)
        for account in accounts(dossier, register, Independence(dossier, register))
        for difference in account.differences
    ]
    wrong = [
        (claims, what)
        for claims, what in here
        if not any(what in each.differ and _meet(claims, each.claims) for each in expected)
    ]
    right = len(here) - len(wrong)
    differing = [(each, what) for each in expected for what in sorted(each.differ)]
    missed = [(each.name, what) for each, what in differing if not any(_is_of(each, what, one) for one in here)]
    print(
        f"{folder.name}, {model.model if model else 'by words'}: "
        f"pairs precision {Ratio(len(wanted & put), len(put))}, recall {Ratio(len(wanted & put), len(wanted))}; "
        f"differences found {Ratio(len(differing) - len(missed), len(differing))}, right {Ratio(right, len(here))}"
    )
    if errors:
        _print_errors(dossier, wanted, put, missed)
        said = {claim.id: f"{claim.document}: {claim.content[0].exact[:40]}" for claim in dossier.claims}
        for claims, what in wrong:
            print(f"  difference wrong: {what}, {' || '.join(said[id] for id in sorted(claims))}")


def score_origins(folder: Path, dossier: Dossier, *, errors: bool) -> None:
    """Print how many pairs of documents of one origin are found, and how many groups' sources are counted right."""
    table: dict[str, Any] = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    if "origins" not in table:
        return
    shared = origins(dossier.documents)
    wanted, put = pairs(table["origins"], frozenset()), pairs((each.documents for each in shared), frozenset())
    right = len(wanted & put)
    print(f"{folder.name}: origins precision {Ratio(right, len(put))}, recall {Ratio(right, len(wanted))}", end="")
    counted = {}
    for each in table["group"]:
        claims = tuple(dict.fromkeys(pointed_to(dossier.claims, each["claims"])))
        if "independent" in each and claims:
            counted[each["name"]] = (each["independent"], each["unnamed"]), _voices(dossier, shared, claims)
    told = [name for name, (expected, found) in counted.items() if expected == found]
    print(f"; sources of a group counted right {Ratio(len(told), len(counted))}")
    if errors:
        for kind, those in (("wrong", put - wanted), ("missed", wanted - put)):
            print("".join(f"  origin {kind}: {one} {other}\n" for one, other in sorted(those)), end="")
        for name, (expected, found) in counted.items():
            if expected != found:
                print(f"  sources of {name}: {found}, not {expected}")


def _voices(dossier: Dossier, shared: tuple[Origin, ...], claims: tuple[str, ...]) -> tuple[int, bool]:
    """Return how many named independent sources some claims have, and whether there are unnamed ones."""
    group = Group("grp-000000000000", claims, "hand", None, None, "0")
    register = register_sources(dossier.documents, dossier.claims, shared)
    whole = replace(dossier, origins=shared, groups=(group,))
    voices = Independence(whole, register).voices([claim for claim in dossier.claims if claim.id in claims])
    return len(voices.named), bool(voices.unnamed)


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
        score_origins(folder, dossier, errors=options.errors)
        for with_model in (True, False):
            score(folder, dossier, with_model=with_model, errors=options.errors)


if __name__ == "__main__":
    main()
