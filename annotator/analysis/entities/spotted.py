"""A stretch of a document taken for the name of something, while it is being repaired."""

from typing import NamedTuple


class Spotted(NamedTuple):
    """Token positions, end exclusive, and the pipeline's label."""

    start: int
    end: int
    label: str
