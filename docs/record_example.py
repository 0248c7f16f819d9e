"""Writes the record that docs/records.md shows, from the example dossier. Run `make example`."""

import json
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PAGE = CHECKOUT / "docs" / "records.md"
RECORDS = CHECKOUT / "seeds" / "dossier" / "claims.jsonl"

SHOWN_RECORD = 1


def filled(page: str) -> str:
    """The page with the record as it is in the example dossier today."""
    records = RECORDS.read_text(encoding="utf-8").splitlines()
    before, after = page.split("```json\n", 1)
    rest = after.split("```\n", 1)[1]
    return f"{before}```json\n{_pretty(json.loads(records[SHOWN_RECORD]))}```\n{rest}"


def _pretty(record: dict[str, object]) -> str:
    """The record with one line per property."""
    lines = (
        f"  {_json(name)}: {_facets(value) if name == 'facets' else _json(value)}" for name, value in record.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _facets(facets: object) -> str:
    """The facets with one line per facet; facets that the claim has none of stay on the line of their name."""
    if not isinstance(facets, dict):
        return _json(facets)
    kinds = (f"    {_json(kind)}: {_listed(held)}" for kind, held in facets.items())
    return "{\n" + ",\n".join(kinds) + "\n  }"


def _listed(held: object) -> str:
    if not isinstance(held, list) or not held:
        return _json(held)
    return "[\n" + ",\n".join(f"      {_json(each)}" for each in held) + "\n    ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
