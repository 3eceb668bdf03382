"""The parse is the same whether the pipeline was made faster or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.parsing.quick_parsing import quicken
from annotator.analysis.parsing.remembering_matcher import RememberingMatcher
from annotator.analysis.pipeline import bare

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_TEXT = (
    "The harbour master said he hadn't seen nuthin' of 'em since Tuesday. “Who's that?” Ms Lind "
    "asked. Do you know whether the quay, which they themselves had built, will be closed? "
    "It 's what I 'd have done; the ships' owners are n't amused.\n\nEach other's word was that of "
    "the U.S. envoy: 12,000 tonnes were lost, and nobody's to blame 🚢."
)
_PATTERNS = (
    [{"TAG": "NN"}],
    [{"TAG": "NN", "LOWER": "ship"}],
    [{"LOWER": {"IN": ["ship", "quay"]}, "TAG": {"IN": ["NN", "NNS"]}}],
    [{"LOWER": {"REGEX": "^sh"}}],
    [{"LOWER": {"NOT_IN": ["ship"]}, "TAG": "VB"}],
    [{"IS_SPACE": True}],
    [{"LOWER": "ship"}, {"TAG": "VB"}],
    [{"TAG": "NN", "OP": "+"}],
    [{"LENGTH": 4}],
)
_WORDS = st.tuples(
    st.sampled_from(["ship", "Ship", "shore", "quay", "sink", "\n"]),
    st.sampled_from(["NN", "NNS", "VB", ""]),
)


@pytest.fixture(scope="module")
def pipelines() -> tuple[Language, Language]:
    quick = bare()
    quicken(quick)
    return bare(), quick


def test_the_same_is_found(pipelines: tuple[Language, Language]) -> None:
    usual, quick = (nlp(_TEXT) for nlp in pipelines)
    assert _annotation(quick) == _annotation(usual)
    assert usual.has_annotation("DEP")


def _annotation(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.lemma_, t.ent_type_, t.ent_iob_)
        for t in doc
    ]


@given(
    patterns=st.lists(st.sampled_from(_PATTERNS), min_size=1),
    documents=st.lists(st.lists(_WORDS, max_size=6), max_size=4),
)
def test_every_pattern_matches_where_it_did(
    patterns: list[list[dict[str, object]]], documents: list[list[tuple[str, str]]]
) -> None:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    vocab = Vocab()
    ruler = AttributeRuler(vocab)
    for pattern in patterns:
        ruler.add([pattern], {"POS": "X"})
    remembering = RememberingMatcher(ruler)
    for words in documents:
        doc = Doc(vocab, [word for word, _ in words], tags=[tag for _, tag in words])
        usual = ruler.matcher(doc, allow_missing=True)
        assert sorted(remembering(doc)) == sorted(usual)


def test_a_pipeline_without_models_stays_as_it_is() -> None:
    import spacy

    nlp = spacy.blank("en")
    quicken(nlp)
    assert [token.text for token in nlp("As before.")] == ["As", "before", "."]
