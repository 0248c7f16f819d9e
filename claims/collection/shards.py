"""Divides sources into shards: which articles are read together, and under which key their records are kept.

That follows from the files and the settings alone, never from the number of workers. A file that is added changes the
shard it falls into and no other.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import claims
from claims.collection.tables import FORMAT
from claims.errors import ClaimsError
from claims.ingest import Unreadable, article_paths, document_ids, file_formats, file_parts, sidecar
from claims.ingest.file_parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["MOST", "Input", "Settings", "Shard", "Source", "shards", "sources_of"]

MOST = 250
"""Articles in a shard: half a minute of work, which is what a killed worker loses."""
_DIVIDED = tuple(
    suffix
    for kind in (
        file_formats.WARC,
        file_formats.WACZ,
        file_formats.JSONL,
        file_formats.PARQUET,
        file_formats.TABLE,
    )
    for suffix in kind.suffixes
)
_SMALL = 64_000
"""Bytes of a file of many articles that is not divided."""
_HEAVY = 16_000_000
"""Bytes of the files of a shard after which it gets no further ones."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the records depend on besides the articles.

    Attributes:
        language: BCP 47 tag of all articles; from their metadata, or detected, by default.
        encoding: Their encoding; detected by default.
        most: Articles in a shard.
    """

    language: str | None = None
    encoding: str | None = None
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Source:
    """A file or folder of articles, with the name under which the collection knows it."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Input:
    """A file of a shard, or a part of it.

    Attributes:
        file: Its path, beginning with the name of the source.
        path: Where it is on this machine.
        digest: Of its bytes, and of the metadata beside it.
        size: Its bytes, by which progress is measured.
        problem: What is wrong and what to do, if it cannot be read at all.
    """

    file: str
    path: Path
    part: Part = field(default_factory=Part)
    digest: str = ""
    size: int = 0
    problem: tuple[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """Articles that are read together.

    Attributes:
        source: The name of the source.
        inputs: Their files.
        key: The name of its files in the collection.
    """

    source: str
    inputs: tuple[Input, ...]
    settings: Settings
    key: str = field(init=False)

    def __post_init__(self) -> None:
        told = [
            *(FORMAT, claims.__version__, self.settings.language, self.settings.encoding, self.source),
            [(one.file, *astuple(one.part), one.digest, one.problem) for one in self.inputs],
        ]
        encoded = json.dumps(told).encode()
        object.__setattr__(self, "key", hashlib.sha256(encoded).hexdigest()[:24])

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(one.size for one in self.inputs)


def sources_of(paths: Iterable[Path]) -> list[Source]:
    """Return the sources at these paths, by name.

    Raises:
        ClaimsError: if there is nothing at a path, two have the same name, or one is standard input.
    """
    found: dict[str, Source] = {}
    for path in paths:
        if str(path) == article_paths.STDIN:
            raise ClaimsError("a collection cannot be made of standard input", remedy="Save it as a file")
        if not path.exists():
            raise ClaimsError("no such file or folder", article_paths.name(path), "Check the name")
        name = document_ids.spelled(path.resolve().name)
        if name in found:
            raise ClaimsError(
                f"two sources have the name {name!r}",
                article_paths.name(path),
                "Pass the folder that contains both, or rename one",
            )
        found[name] = Source(name, path.absolute())
    return sorted(found.values(), key=lambda source: source.name)


def shards(source: Source, settings: Settings) -> Iterator[Shard]:
    """Yield the shards of a source, in the order of its files.

    Raises:
        ClaimsError: if there is no article in it.
    """
    group: list[Input] = []
    for found in article_paths.articles(source.path):
        for one in _inputs(found, source, settings):
            if one.part.unit != "file":
                yield Shard(source.name, (one,), settings)
                continue
            group.append(one)
            if _is_full(group, settings.most):
                yield Shard(source.name, tuple(group), settings)
                group = []
    if group:
        yield Shard(source.name, tuple(group), settings)


def _is_full(group: list[Input], most: int) -> bool:
    """Whether a shard of whole files ends here; the last file's name decides, so that others may come and go."""
    name = hashlib.sha256(_encoded(group[-1].file)).digest()
    ends = int.from_bytes(name[:8], "big") % max(1, most // 2) == 0
    return ends or len(group) >= most or sum(one.size for one in group) >= _HEAVY


def _encoded(name: str) -> bytes:
    """A path as bytes, whatever it holds."""
    return name.encode("utf-8", "surrogatepass")


def _inputs(found: str | Path | Unreadable, source: Source, settings: Settings) -> Iterator[Input]:
    if isinstance(found, Unreadable):
        yield Input(_relative(found.where, source), source.path, problem=(found.error.what, found.error.remedy))
        return
    path = Path(found)
    file = _relative(path, source)
    whole = ""
    try:
        for part, size in _parts(path, file, settings.most):
            if part.unit != "bytes":
                whole = whole or _digest(path, Part())
            yield Input(file, path, part, whole or _digest(path, part), size)
    except (ClaimsError, OSError) as error:
        what = error.what if isinstance(error, ClaimsError) else f"cannot be read: {error.strerror or error}"
        yield Input(file, path, problem=(what, error.remedy if isinstance(error, ClaimsError) else None))


def _parts(path: Path, file: str, most: int) -> Iterator[tuple[Part, int]]:
    """The parts of a file, with their sizes in bytes, by which progress is measured."""
    size = path.stat().st_size
    divided = path.name.lower().endswith(_DIVIDED) and size >= _SMALL
    found = file_parts.parts(path, file, most) if divided else iter([Part()])
    for part in found:
        if part.unit == "bytes":
            yield part, part.end - part.start
        elif part.unit == "file":
            yield part, size
        else:  # of these there are few
            several = [part, *found]
            yield from ((one, size * (one.end - one.start) // several[-1].end) for one in several)


def _digest(path: Path, part: Part) -> str:
    own = file_parts.digest(path, part)
    beside = sidecar.path_of(path)
    return own + file_parts.digest(beside, Part()) if beside.is_file() else own


def _relative(path: str | Path, source: Source) -> str:
    """The path of a file, beginning with the name of its source."""
    named = document_ids.spelled(Path(path))
    root = document_ids.spelled(source.path)
    return source.name + Path(named.removeprefix(root)).as_posix().removeprefix(".") if named != root else source.name
