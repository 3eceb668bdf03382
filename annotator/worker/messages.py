"""What passes between the app and its analysis process: plain values, never a spaCy object."""

from dataclasses import dataclass

from annotator.domain.analysis import Analysis, Findings, ModelInfo
from annotator.domain.article import Block
from annotator.errors import Told


@dataclass(frozen=True, slots=True)
class Analyse:
    """Analyse a text; the number comes back with every answer."""

    number: int
    text: str
    blocks: tuple[Block, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Cancel:
    number: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Leave when nothing is under way."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded."""

    model: ModelInfo


@dataclass(frozen=True, slots=True)
class Found:
    number: int
    findings: Findings


@dataclass(frozen=True, slots=True)
class Done:
    number: int
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class Cancelled:
    number: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A failure of one analysis, or of loading the model when `number` is None.

    `bug` holds the frames of an unexpected exception, without its message, which could
    quote the document; it is empty for what a person can mend.
    """

    number: int | None
    message: Told
    hint: Told
    bug: str = ""


type Request = Analyse | Cancel | Stop
type Answer = Ready | Found | Done | Cancelled | Failed
