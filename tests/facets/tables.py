"""Reads the tables of cases: what stands at the margin is given, what is indented under it is expected."""

from pathlib import Path

DATA = Path(__file__).parent / "data"


def cases(name: str) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Each given line with the rows expected of it, split at the bars."""
    found: list[tuple[str, list[tuple[str, ...]]]] = []
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[-1][1].append(tuple(cell.strip() for cell in line.split("|")))
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


def number(cell: str) -> int | None:
    """A number, or None where the table says -."""
    return None if cell == "-" else int(cell)
