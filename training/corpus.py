"""Annotated articles as units of words with what is to be learned of them."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claims.extraction.neural.signals import covered, placed, signals
from claims.extraction.neural.words import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from claims.extraction.neural.signals import Language, Placed
    from claims.extraction.neural.words import Unit

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article; `outlet` is who published it, "" where that is not told."""

    id: str
    outlet: str
    text: str
    claims: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A claim by the words of its unit; `content` reaches from its first word to its last."""

    cue: Range
    source: Range | None
    content: Range
    kind: str
    mode: str
    optional: bool


@dataclass(slots=True)
class Example:
    """A unit with what is known of its words, and its claims."""

    article: str
    unit: Unit
    signals: NDArray[np.float32]
    hints: list[Placed]
    may_report: bool
    targets: list[Target] = field(default_factory=list)


def read(folder: Path, patch: Mapping[str, Any] | None = None) -> list[Article]:
    """The articles of a folder with `gold.json` and `text/`; `patch` holds corrected claims by article and cue."""
    outlets = {}
    manifest = folder / "manifest.jsonl"
    if manifest.is_file():
        rows = map(json.loads, manifest.read_text("utf-8").splitlines())
        outlets = {row["id"]: outlet(row["outlet"]) for row in rows}
    articles = []
    for name, claims in json.loads((folder / "gold.json").read_text("utf-8")).items():
        text = (folder / "text" / f"{name}.txt").read_text("utf-8")
        fixed = corrected(claims, (patch or {}).get(name, {}))
        articles.append(Article(name, outlets.get(name, ""), text, tuple(fixed)))
    return articles


def annotated(annotations: Path, pools: Sequence[Path]) -> list[Article]:
    """The articles of pools of texts that a file of annotations names, with their claims.

    Args:
        annotations: `id`, `sha256` of the text and `claims` a line.
        pools: Files with `id` and `text` a line, and `outlet` where it is known.

    Raises:
        ValueError: where the pools lack an article, or its text is another than the one that was annotated.
    """
    rows = {row["id"]: row for pool in pools for row in map(json.loads, pool.read_text("utf-8").splitlines())}
    articles = []
    for line in annotations.read_text("utf-8").splitlines():
        marked = json.loads(line)
        row = rows.get(marked["id"])
        if row is None or _digest(row["text"]) != marked["sha256"]:
            files = ", ".join(map(str, pools))
            raise ValueError(f"{files}: no article {marked['id']} with the text that {annotations} was written on")
        articles.append(Article(row["id"], outlet(row.get("outlet", "")), row["text"], tuple(marked["claims"])))
    return articles


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def corrected(claims: Iterable[Mapping[str, Any]], patch: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Claims with a patch applied: by "start-end" of the cue, other values of its fields, or null to drop it."""
    found: list[Mapping[str, Any]] = []
    for claim in claims:
        key = "-".join(map(str, claim["cue"]))
        if key not in patch:
            found.append(claim)
        elif patch[key] is not None:
            found.append({**claim, **patch[key]})
    return found


def outlet(name: str) -> str:
    """An outlet without what a manifest says of it in brackets (CNN Arabic (2009) is CNN Arabic)."""
    return re.sub(r"\s*\(.*", "", name).strip().lower()


def manifest(articles: Iterable[Article]) -> list[dict[str, str]]:
    """What a training run was fed: each article's id, outlet and hash."""
    return [{"id": a.id, "outlet": a.outlet, "sha256": _digest(a.text)} for a in articles]


def folds(articles: Sequence[Article], number: int) -> list[set[str]]:
    """Ids of articles in folds of about as many claims each, no outlet in two of them."""
    sizes: dict[str, int] = {}
    for article in articles:
        sizes[article.outlet] = sizes.get(article.outlet, 0) + len(article.claims)
    fold_of: dict[str, int] = {}
    totals = [0] * number
    for name, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        smallest = totals.index(min(totals))
        fold_of[name] = smallest
        totals[smallest] += size
    return [{a.id for a in articles if fold_of[a.outlet] == k} for k in range(number)]


def held_out(folders: Sequence[Sequence[Article]], number: int, fold: int) -> set[str]:
    """Ids of the articles of a fold of the first folder, and of all others whose outlet is in that fold."""
    chosen = folds(folders[0], number)[fold]
    outlets = {a.outlet for a in folders[0] if a.id in chosen}
    return chosen | {a.id for folder in folders[1:] for a in folder if a.outlet and a.outlet in outlets}


def examples(article: Article, language: Language) -> list[Example]:
    """The units of an article, with the claims whose cues stand in them."""
    hints = language.hints(article.text)
    found = []
    for unit in units(article.text, prefixes=language.quotation_prefixes):
        in_unit = placed(unit, hints)
        example = Example(article.id, unit, signals(unit, in_unit, language), in_unit, language.may_report(unit.words))
        example.targets = [t for claim in article.claims if (t := _target(unit, claim)) is not None]
        found.append(example)
    return found


def _target(unit: Unit, claim: Mapping[str, Any]) -> Target | None:
    start, end = unit.offsets[0][0], unit.offsets[-1][1]
    if not start <= claim["cue"][0] < end:
        return None
    cue = covered(unit, tuple(claim["cue"]))
    parts = [part for span in claim["content"] if (part := covered(unit, tuple(span))) is not None]
    if cue is None or not parts:
        return None
    source = covered(unit, tuple(claim["source"])) if claim["source"] else None
    content = min(a for a, _ in parts), max(b for _, b in parts)
    return Target(cue, source, content, claim["kind"], claim["mode"], bool(claim.get("optional")))
