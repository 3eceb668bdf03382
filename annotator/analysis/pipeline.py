"""The user's spaCy pipeline with our components behind its own."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.analysis.model_files import find_model
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

if TYPE_CHECKING:
    from spacy.language import Language

# Components of common pipelines that nothing here reads.
_UNREAD = ("senter", "entity_linker", "textcat", "textcat_multilabel", "sentencizer")

_OURS = {
    "annotator_paragraphs": "parsing.paragraph_starts",
    "annotator_quotations": "parsing.quotations",
    "annotator_attribution": "attribution.component",
    "annotator_grammar": "attribution.grammar",
    "annotator_nesting": "attribution.nesting",
    "annotator_entities": "entities.repair",
    "annotator_hedges": "certainty.hedges",
    "annotator_events": "certainty.events",
    "annotator_statements": "certainty.statements",
}
"""Our components in the order of their running, and the module that registers each."""


_WITH_FOLDER = frozenset(
    {"annotator_entities", "annotator_attribution", "annotator_hedges", "annotator_events"}
)
"""Those that read the user's own lists."""


_ENGLISH_ONLY = frozenset(
    {
        "annotator_grammar",
        "annotator_nesting",
        "annotator_hedges",
        "annotator_events",
        "annotator_statements",
    }
)
"""Those that know English grammar and English words alone."""


def build(
    model: str | None = None, user_folder: Path | None = None, last: str | None = None
) -> Language:
    """The pipeline `model` with our components added, up to the one named `last`.

    `user_folder` holds the user's lexicons. Raises UserFacingError when the pipeline is
    missing, damaged or made for another version of spaCy.
    """
    nlp = _loaded(find_model(model))
    import_module("annotator.analysis.parsing.quick_parsing").quicken(nlp)
    for component, module in _OURS.items():
        import_module(f"annotator.analysis.{module}")
        if component in _ENGLISH_ONLY and nlp.lang != "en":
            continue
        if component != "annotator_paragraphs":
            own = {"folder": str(user_folder)} if user_folder and component in _WITH_FOLDER else {}
            nlp.add_pipe(component, config=own)
        elif "parser" in nlp.pipe_names:
            nlp.add_pipe(component, before="parser")
        if component == last:
            break
    return nlp


def bare(model: str | None = None) -> Language:
    """The pipeline `model` as we use it, without anything of ours: what speed is compared with.

    Raises UserFacingError as `build`.
    """
    return _loaded(find_model(model))


def plain() -> Language:
    """For text in a language that no pipeline is loaded for: direct quotations, nothing else."""
    import spacy

    for module in ("parsing.quotations", "attribution.component"):
        import_module(f"annotator.analysis.{module}")
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("annotator_quotations")
    nlp.add_pipe("annotator_attribution")
    return nlp


def parser_with_hedges(model: str | None = None) -> Language:
    """Only what certainty is read from: parse and hedges. Raises UserFacingError as `build`."""
    nlp = _loaded(find_model(model))
    import_module("annotator.analysis.certainty.hedges")
    if "ner" in nlp.pipe_names:
        nlp.remove_pipe("ner")
    nlp.add_pipe("annotator_hedges")
    return nlp


def _loaded(path: Path) -> Language:
    """The pipeline in `path`, without what nothing here reads."""
    import warnings

    import spacy

    try:
        with warnings.catch_warnings():
            # A pipeline trained for a neighbouring version loads with a warning on stderr.
            warnings.simplefilter("ignore", UserWarning)
            return spacy.load(path, exclude=_UNREAD)
    except (OSError, ValueError, ImportError) as problem:
        raise UserFacingError(
            phrase(
                "The language model in {path} cannot be loaded: {problem}",
                path=str(path),
                problem=_first_line(problem),
            ),
            phrase("Reinstall it, or choose another one in the settings."),
        ) from problem


def _first_line(problem: Exception) -> str:
    return str(problem).strip().split("\n", 1)[0][:200]
