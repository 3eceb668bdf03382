"""How sure the analysis may be of a finding: its own signs, weighed by how often they held.

A handful of signs for each question, joined by a logistic function whose weights were fitted on
annotated files that nothing else was learned from. So a confidence of 0.9 means: of a hundred such
findings about ninety were right.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from annotator import resources
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

FOLDER, CARD = "confidence", "card.json"
FORMAT = 1

type Signs = Mapping[str, float]


class Question(StrEnum):
    """What a finding may be wrong about."""

    ATTRIBUTION = "attribution"
    """Is this told by somebody, with about this content?"""
    VOICE = "voice"
    """Is this the author's own word?"""
    OPEN = "open"
    """Does the author leave open what this hedged statement tells?"""
    SURE = "sure"
    """Does the author take for sure what this flat statement tells?"""


@dataclass(frozen=True, slots=True)
class Confidence:
    """The fitted weights of the signs."""

    weights: Mapping[Question, Signs]

    def chance(self, question: Question, signs: Signs) -> float:
        """How likely the answer is yes, 0 to 1."""
        weights = self.weights[question]
        score = sum(weights.get(name, 0.0) * value for name, value in signs.items())
        return 1.0 / (1.0 + math.exp(-score))

    def of_attribution(self, probability: float) -> float:
        """How likely an attribution is right that its finder gives `probability`."""
        return self.chance(Question.ATTRIBUTION, attribution_signs(probability))

    def of_statement(self, voice: Signs, certainty: Signs, *, hedged: bool) -> float:
        """How likely a statement is the author's own and as open, or as sure, as it seems."""
        asked = Question.OPEN if hedged else Question.SURE
        return self.chance(Question.VOICE, voice) * self.chance(asked, certainty)


def attribution_signs(probability: float) -> Signs:
    """The finder's own probability, as log odds."""
    kept = min(max(probability, 1e-3), 1.0 - 1e-3)
    return {"always": 1.0, "odds": math.log(kept / (1.0 - kept))}


def signs(present: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """Those that are present, and the one that always is."""
    return {"always": 1.0, **{name: 1.0 for name, there in present if there}}


@cache
def load_confidence(folder: Path | None = None) -> Confidence:
    """The weights in `folder`, or those that ship.

    Raises UserFacingError when they are missing or cannot be read.
    """
    path = (folder or resources.folder() / "models" / FOLDER) / CARD
    try:
        card = json.loads(path.read_text("utf-8"))
        _check_format(card["format"])
        return Confidence(
            {
                question: {str(k): float(v) for k, v in card["weights"][question].items()}
                for question in Question
            }
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise UserFacingError(
            phrase(
                "The confidence model {path} cannot be used: {problem}.",
                path=str(path),
                problem=str(problem),
            ),
            phrase("Fit it again, or reinstall the program."),
        ) from problem


def _check_format(found: object) -> None:
    if found != FORMAT:
        raise ValueError(f"its format is {found}, not {FORMAT}")
