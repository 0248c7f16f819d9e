"""Read and change single claims in claims.jsonl without parsing the others.

A dossier of a thousand articles has thousands of claims, and a decision on one of them changes one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from claims.errors import ClaimsError
from claims.model.json_records import claim_from_record, to_record
from claims.store.json_lines import bounded_lines, dumps, read_line

if TYPE_CHECKING:
    from collections.abc import KeysView, Mapping
    from pathlib import Path

    from claims.model.records import Claim

__all__ = ["ClaimLines"]


class _Named(msgspec.Struct):
    id: str


class ClaimLines:
    """The lines of a claims.jsonl, of which only the ids are parsed."""

    def __init__(self, data: bytes, name: str) -> None:
        """Parse the ids.

        Args:
            data: The content of the file.
            name: The file's name, for messages.

        Raises:
            ClaimsError: at the first line that is not a claim record, with its number.
        """
        self._name = name
        self._lines = data.split(b"\n")
        named = msgspec.json.Decoder(_Named)
        self._numbers: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            if line.strip():
                try:
                    id = named.decode(line).id
                except (msgspec.MsgspecError, UnicodeError):
                    id = self._claim(number).id
                self._numbers.setdefault(id, []).append(number)

    @classmethod
    def read(cls, path: Path) -> ClaimLines:
        """Read a file.

        Raises:
            ClaimsError: if it cannot be read, or if a line is not a claim record or longer than one.
        """
        try:
            with path.open("rb") as file:
                return cls(b"".join(bounded_lines(file, str(path))), str(path))
        except OSError as error:
            raise ClaimsError(f"cannot read the file: {error.strerror or error}", where=str(path)) from error

    def __len__(self) -> int:
        """The number of claims."""
        return sum(map(len, self._numbers.values()))

    @property
    def ids(self) -> KeysView[str]:
        """The distinct ids of the claims, in the order of the lines."""
        return self._numbers.keys()

    def claims(self, id: str) -> list[Claim]:
        """Return the claims with this id; more than one only in an invalid file.

        Raises:
            ClaimsError: if one is not a claim record.
        """
        return [self._claim(number) for number in self._numbers[id]]

    def changed(self, claims: Mapping[str, list[Claim]]) -> bytes:
        """Return the file's bytes with these claims replaced (as many for each id); all other lines are unchanged."""
        lines = list(self._lines)
        for id, own in claims.items():
            for number, claim in zip(self._numbers[id], own, strict=True):
                end = b"\r" if lines[number].endswith(b"\r") else b""
                lines[number] = dumps(to_record(claim)).encode("utf-8") + end
        return b"\n".join(lines)

    def _claim(self, number: int) -> Claim:
        place = f"{self._name}:{number + 1}"
        record = read_line(self._lines[number], place)
        try:
            return claim_from_record(record)
        except ClaimsError as error:
            raise ClaimsError(error.what, f"{place}: {error.where}", error.remedy) from None
