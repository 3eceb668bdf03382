"""Verb forms, for telling speech cues without a language model."""

import pytest

from annotator.analysis.parsing.inflection import verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("stay", {"stay", "stays", "stayed", "staying"}),
        ("argue", {"argue", "argues", "argued", "arguing"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("warn", {"warn", "warns", "warned", "warning"}),
        ("write", {"write", "writes", "wrote", "written", "writing"}),
    ],
)
def test_forms_are_those_of_english(verb: str, forms: set[str]) -> None:
    assert verb_forms(verb) == forms
