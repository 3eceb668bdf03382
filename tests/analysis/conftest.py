"""What the tests of the analysis share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.analysis.analyser import Analyser
from annotator.analysis.lexicon.gazetteer import Gazetteer
from annotator.analysis.lexicon.stance_lexicon import load_stances
from annotator.analysis.pipeline import build
from annotator.domain.analysis import ModelInfo

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def english() -> Language:
    """The shipped pipeline with all our components; loaded once."""
    return build()


@pytest.fixture(scope="session")
def analyser(english: Language) -> Analyser:
    """What a caller gets from `load`, over the pipeline already loaded."""
    info = ModelInfo("en_test", "1", "0" * 64, "test")
    return Analyser(english, info, Gazetteer(), load_stances())
