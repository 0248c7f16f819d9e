"""Export the events that claims report as JSON Lines, one event a line: `schema/event.schema.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from claims.sheet.event_data import event_record
from claims.sheet.plain_labels import encoded

if TYPE_CHECKING:
    from claims.sheet.formats import Material

__all__ = ["write"]


def write(material: Material) -> dict[str, bytes]:
    """Return the events in the order of the sheet."""
    lines = (json.dumps(event_record(event), ensure_ascii=False, allow_nan=False) for event in material.sheet.events)
    return {f"{material.name}-events.jsonl": encoded("".join(f"{line}\n" for line in lines))}
