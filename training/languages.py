"""What the training of each language takes: what it is told of words, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claims.languages.ar.signals import ArabicSignals
from claims.languages.en.signals import EnglishSignals

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.extraction.neural.signals import Language

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Training:
    """How the model of a language is trained.

    Attributes:
        code: The language, as in its files' names.
        version: The version of the model that is trained next.
        signals: Creates what tells the model of words.
    """

    code: str
    version: str
    signals: Callable[[], Language]

    @property
    def name(self) -> str:
        """The model's name."""
        return f"attribution-{self.code}"

    @property
    def annotations(self) -> Path:
        """Claims of articles of the pool."""
        return HERE / f"{self.code}.annotations.jsonl"

    @property
    def patch(self) -> Path:
        """Corrections of annotations; need not exist."""
        return HERE / f"{self.code}.patch.json"

    @property
    def calibration(self) -> Path:
        """What was calibrated on articles held out; need not exist."""
        return HERE / f"{self.code}.calibration.json"

    @property
    def manifest(self) -> Path:
        """What the shipped model was trained on."""
        return HERE / f"{self.code}.manifest.jsonl"


TRAININGS = {
    training.code: training for training in (Training("ar", "3", ArabicSignals), Training("en", "1", EnglishSignals))
}
