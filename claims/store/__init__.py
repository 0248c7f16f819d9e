"""A dossier on disk: JSON Lines, atomic writes, locks."""

from claims.store.atomic_write import write_atomically
from claims.store.claim_lines import ClaimLines
from claims.store.dossier_folder import (
    CHANGES_FILE,
    CLAIMS_FILE,
    DOCUMENTS_FILE,
    EARLIER_FOLDER,
    GROUPS_FILE,
    HEADER_FILE,
    MAP_FILE,
    ORIGINALS_FOLDER,
    ORIGINS_FILE,
    RECORD_FILES,
    SHEET_FILE,
    TEXTS_FOLDER,
    changed_files,
    dossier_files,
    dossier_paths,
    earlier_file,
    in_order,
    read_dossier,
)
from claims.store.json_lines import dumps, encode, placed_records, read_jsonl, write_jsonl

__all__ = [
    "CHANGES_FILE",
    "CLAIMS_FILE",
    "DOCUMENTS_FILE",
    "EARLIER_FOLDER",
    "GROUPS_FILE",
    "HEADER_FILE",
    "MAP_FILE",
    "ORIGINALS_FOLDER",
    "ORIGINS_FILE",
    "RECORD_FILES",
    "SHEET_FILE",
    "TEXTS_FOLDER",
    "ClaimLines",
    "changed_files",
    "dossier_files",
    "dossier_paths",
    "dumps",
    "earlier_file",
    "encode",
    "in_order",
    "placed_records",
    "read_dossier",
    "read_jsonl",
    "write_atomically",
    "write_jsonl",
]
