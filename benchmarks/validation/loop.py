"""Validates JSON Lines with jsonschema in a loop: python loop.py SCHEMA RECORDS."""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

schema, records = sys.argv[1:]
validator = Draft202012Validator(
    json.loads(Path(schema).read_text("utf-8")), format_checker=Draft202012Validator.FORMAT_CHECKER
)
wrong = 0
with Path(records).open(encoding="utf-8") as lines:
    for line in lines:
        wrong += any(True for _ in validator.iter_errors(json.loads(line)))
print(f"{wrong} records with errors")
sys.exit(1 if wrong else 0)
