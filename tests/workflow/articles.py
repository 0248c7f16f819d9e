"""Articles and dossiers on disk, as the tests of building make and look at them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from claims.store import dossier_files, read_dossier

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Claim

SPEECH = "قال الوزير إن الحرب انتهت\nقال السفير إن الحدود مفتوحة\n"


def article(folder: Path, name: str = "a.txt", text: str = SPEECH, **metadata: str) -> Path:
    """A file with an article in it, and what is known of it beside."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    sidecar = path.with_suffix(".meta.json")
    if metadata:
        sidecar.write_text(json.dumps(metadata), encoding="utf-8")
    else:
        sidecar.unlink(missing_ok=True)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """All files under a folder, path to content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def change(folder: Path, first: int = 2, **changes: Any) -> tuple[Claim, ...]:
    """Change the first claims that stand in a dossier, as a person would."""
    dossier = read_dossier(folder)
    changed = (*(replace(claim, **changes) for claim in dossier.claims[:first]), *dossier.claims[first:])
    for name, data in dossier_files(replace(dossier, claims=changed)).items():
        (folder / name).write_bytes(data)
    return changed
