"""Makes a collection of sources, or goes on with one: plans the shards, has an engine run them, and cleans up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from claims.collection import folder
from claims.collection.libraries import required
from claims.collection.shard_files import Tally
from claims.collection.shard_records import collect_shard, extract, give_up
from claims.collection.shards import Settings, shards, sources_of
from claims.ingest import article_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from claims.collection.shard_records import Extract
    from claims.collection.shards import Shard, Source

    Watch: TypeAlias = "Callable[[Progress], None]"
    Engine: TypeAlias = "Callable[..., Iterator[tuple[Shard, Tally | None]]]"

__all__ = ["ENGINES", "Collected", "Progress", "collect"]

ENGINES = ("local", "ray", "spark")
_DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        shards: How many are done in this run; `tally` counts their articles.
        done: Bytes of the sources that were worked on in this run.
        skipped: Bytes of the sources of which an earlier run made records.
        total: Bytes of the sources.
    """

    shards: int
    tally: Tally
    done: int
    skipped: int
    total: int


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run did.

    Attributes:
        made: Shards that were made, and `tally` what is in them.
        skipped: Shards that were complete before.
        removed: Shards whose articles are no longer in the source.
        lost: Shards that were given up.
        whole: What is in the collection now, with that of other sources.
    """

    made: int
    skipped: int
    removed: int
    lost: int
    tally: Tally
    whole: Tally


def collect(
    sources: Iterable[Path],
    out: Path,
    *,
    engine: str | Engine = "local",
    settings: Settings = _DEFAULT,
    workers: int | None = None,
    address: str | None = None,
    extract: Extract = extract,
    watch: Watch | None = None,
) -> Collected:
    """Write the records of all articles in `sources` into the folder of a collection.

    What an earlier run completed is skipped; what was collected of these sources and is no longer there is removed.

    Args:
        sources: Files and folders of articles.
        out: The folder of the collection; made if it does not exist.
        engine: One of `ENGINES`, or a function like those of `claims.collection.engines`.
        settings: What the records depend on besides the articles.
        workers: How many processes work at the same time; by default as many as there are cores.
        address: The cluster, if the engine has one: that of a head node of Ray, or of a master of Spark.
        extract: Finds the claims of a document; a function of a module, so that it can be sent to other processes.
        watch: Called after each shard.

    Raises:
        ClaimsError: if a source or the folder cannot be used, or the library of the engine is not installed.
    """
    required("pyarrow", "collections")
    named = sources_of(sources)
    with folder.held(out):
        folder.prepare(out, named, settings)
        run = _Run(out, named, settings, watch)
        options = {"workers": workers, **({} if address is None else {"address": address})}
        run.work(_named(engine) if isinstance(engine, str) else engine, extract, options)
        return run.ended()


def _named(engine: str) -> Engine:
    """The function of an engine."""
    found: Engine = import_module(f"claims.collection.engines.{engine}").run
    return found


@dataclass
class _Run:
    out: Path
    sources: list[Source]
    settings: Settings
    watch: Watch | None
    complete: dict[str, folder.Marker] = field(default_factory=dict)
    planned: set[str] = field(default_factory=set)
    skipped: int = 0
    made: int = 0
    lost: int = 0
    tally: Tally = field(default_factory=Tally)
    bytes_skipped: int = 0
    bytes_done: int = 0

    def work(self, run: Engine, extract: Extract, options: dict[str, Any]) -> None:
        """Have an engine work on what is not complete."""
        total = sum(map(_size, self.sources))
        self.complete = folder.markers(self.out)
        worked = partial(_worked, out=self.out.absolute(), extract=extract)  # workers may run in another folder
        for shard, tally in run(self._incomplete(), worked, self.out, **options):
            if tally is None:
                self.lost += 1
                self.tally += give_up(shard, self.out)
            else:
                self.tally += tally
            self.made += 1
            self.bytes_done += shard.size
            if self.watch is not None:
                self.watch(Progress(self.made, self.tally, self.bytes_done, self.bytes_skipped, total))

    def _incomplete(self) -> Iterator[Shard]:
        """The shards of all sources that an earlier run did not complete."""
        for source in self.sources:
            for shard in shards(source, self.settings):
                self.planned.add(shard.key)
                marker = self.complete.get(shard.key)
                if marker is None or marker.lost:
                    yield shard
                else:
                    self.skipped += 1
                    self.bytes_skipped += shard.size

    def ended(self) -> Collected:
        """Remove the shards of articles that are no longer in the sources, and count."""
        now = folder.markers(self.out)
        names = {source.name for source in self.sources}
        gone = [key for key, one in now.items() if one.source in names and key not in self.planned]
        folder.discard(self.out, gone)
        rest = [one for key, one in now.items() if key not in gone]
        whole = sum((Tally(one.articles, one.claims, one.findings) for one in rest), Tally())
        return Collected(self.made, self.skipped, len(gone), self.lost, self.tally, whole)


def _worked(shard: Shard, deadly: frozenset[int], *, out: Path, extract: Extract) -> Tally:
    return collect_shard(shard, out, extract=extract, deadly=deadly)


def _size(source: Source) -> int:
    """Bytes of a source's files."""
    total = 0
    for path in article_paths.articles(source.path):
        try:
            total += path.stat().st_size  # type: ignore[union-attr]
        except (OSError, AttributeError):
            continue
    return total
