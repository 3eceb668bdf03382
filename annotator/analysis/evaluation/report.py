"""What an evaluation found, as JSON and as a table for people."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """The scores of one kind of findings over one file."""

    kind: str
    """attribution, commitment, hedges or entities."""
    numbers: Mapping[str, object]
    lines: tuple[str, ...]
    """The table for people, line by line."""

    def as_json(self) -> dict[str, object]:
        """Everything that was counted; shares from 0 to 1."""
        return {"kind": self.kind, **self.numbers}

    def as_text(self) -> str:
        return "\n".join(self.lines)
