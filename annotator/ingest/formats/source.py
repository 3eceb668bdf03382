"""The bytes that a format's reader is given."""

from dataclasses import dataclass
from pathlib import PurePath

from annotator.ingest.limits import Limits


@dataclass(frozen=True, slots=True)
class SourceBytes:
    """A file's bytes with its name and the limits that stand."""

    name: str
    content: bytes
    limits: Limits
    pasted: bool = False

    @property
    def extension(self) -> str:
        """Lower case, with its dot; empty without one."""
        return PurePath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        return PurePath(self.name).stem
