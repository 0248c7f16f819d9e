"""Writes what the README shows of the example, its sheet's excerpt and a record, from the example as it is built today.

Run `make example`, which builds the example and calls this.
"""

import json
import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
README = CHECKOUT / "README.md"
DOSSIER = CHECKOUT / "seeds" / "dossier"

EXCERPT = re.compile(r"(?<=<!-- excerpt of seeds/dossier/factsheet.md -->\n).*(?=<!-- end of excerpt -->)", re.DOTALL)
RECORD = re.compile(r"(?<=## A claim's record\n\n```json\n).*?(?=```\n)", re.DOTALL)
SHOWN_CLAIMS = (4, 9)
SHOWN_RECORD = 1


def filled(readme: str) -> str:
    """The README with its excerpt and its record as the example has them."""
    sheet = (DOSSIER / "factsheet.md").read_text(encoding="utf-8")
    records = (DOSSIER / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    excerpt = "\n" + "\n\n".join(_excerpt(sheet.rstrip("\n").split("\n\n"))) + "\n\n"
    record = _pretty(json.loads(records[SHOWN_RECORD]))
    return RECORD.sub(lambda _: record, EXCERPT.sub(lambda _: excerpt, readme))


def _excerpt(sheet: list[str]) -> list[str]:
    """Who claims how much, two claims under their sources' names, and the footnotes of these."""
    table = next(paragraph for paragraph in sheet if paragraph.startswith("| Source |"))
    claims = [_claim(sheet, number) for number in SHOWN_CLAIMS]
    marks = re.findall(r"\[\^clm-\w+\]", "".join(paragraph for claim in claims for paragraph in claim))
    notes = [paragraph for mark in marks for paragraph in sheet if paragraph.startswith(f"{mark}:")]
    return [table, *(paragraph for claim in claims for paragraph in ("…", *claim)), "…", *notes]


def _claim(sheet: list[str], number: int) -> list[str]:
    """The heading of a claim's source and the paragraphs of the claim: all up to the next claim or heading."""
    start = next(place for place, paragraph in enumerate(sheet) if paragraph.startswith(f"**{number}.**"))
    heading = next(paragraph for paragraph in reversed(sheet[:start]) if paragraph.startswith("### "))
    after = (place for place in range(start + 1, len(sheet)) if re.match(r"\*\*\d+\.\*\*|#", sheet[place]))
    return [heading, "…", *sheet[start : next(after)]]


def _pretty(record: dict[str, object]) -> str:
    """The record with a line for each property."""
    lines = (
        f"  {_json(name)}: {_facets(value) if name == 'facets' else _json(value)}" for name, value in record.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _facets(facets: object) -> str:
    """The facets with a line for each, the kinds that a claim has none of left as they are."""
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
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
