"""One measured figure of a benchmark."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure and, where one exists, the baseline of the same run that it is compared with."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None
    """value / baseline (or the other way round for speeds: always "ours over theirs")."""
    target: str = ""
    """What the figure or the ratio should be, such as "ratio <= 2"."""
