"""Counts of right, found and wanted, and what follows from them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.analysis.gold.reading import read_lines


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings are right, how many were made, how many were wanted."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        total = self.found + self.wanted
        return 2 * self.right / total if total else 0.0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.right + other.right, self.found + other.found, self.wanted + other.wanted
        )

    def as_json(self) -> dict[str, float | int]:
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "right": self.right,
            "found": self.found,
            "wanted": self.wanted,
        }

    def line(self, name: str) -> str:
        """One line of the table for people, in percent."""
        return (
            f"{name:24} P {100 * self.precision:5.1f}  R {100 * self.recall:5.1f}  "
            f"F1 {100 * self.f1:5.1f}   ({self.right} of {self.found} found, {self.wanted} wanted)"
        )


def write_rows(path: Path | None, rows: Iterable[Mapping[str, object]]) -> None:
    """Keep what was found as JSON lines, when `path` is given."""
    if path is not None:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def rows_by_id(path: Path) -> dict[str, dict[str, object]]:
    """What was kept, by document. Raises UserFacingError when it cannot be read."""
    return {str(row.get("doc_id")): row for _, row in read_lines(path)}
