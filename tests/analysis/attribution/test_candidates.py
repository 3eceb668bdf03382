"""Candidates and cues on sentences of our own: the right stretch is among those weighed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from annotator.analysis.attribution.candidates import content_candidates
from annotator.analysis.attribution.cues import cue_class, cue_span
from annotator.analysis.attribution.source_candidates import source_candidates
from annotator.analysis.lexicon.lexicons import load_cues
from annotator.analysis.parsing.parse_view import ParseView
from annotator.analysis.parsing.quotations import parser_text
from annotator.domain.claim import CueClass

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def view_of(english: Language, text: str) -> ParseView:
    return ParseView(english(parser_text(text)))


def token(view: ParseView, word: str) -> int:
    return view.text.index(word)


def contents(english: Language, text: str, cue: str) -> set[str]:
    view = view_of(english, text)
    return {
        " … ".join(view.doc[a:b].text for a, b in spans)
        for spans in content_candidates(view, token(view, cue))
    }


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The mayor said the bridge was safe.", "said", "the bridge was safe"),
        ("The bridge was safe, the mayor said.", "said", "The bridge was safe"),
        (
            "“The bridge is safe,” she said. “We checked it.”",
            "said",
            "The bridge is safe … We checked it",
        ),
        (
            "“The bridge is safe,” she said. She has run the port for years. “We checked it.”",
            "said",
            "The bridge is safe … We checked it",
        ),
        (
            "“The bridge is safe,” she said. The talk went on. But “we checked it twice.”",
            "said",
            "The bridge is safe … But “we checked it twice",
        ),
        (
            "She said the bridge was safe - a promise that few believed.",
            "said",
            "the bridge was safe",
        ),
        (
            "“The bridge is safe. We checked it,” she said.",
            "said",
            "The bridge is safe. We checked it",
        ),
        ("“Is it safe?” she asked.", "asked", "Is it safe"),
        ("The mayor added: “We checked it twice.”", "added", "We checked it twice"),
        ("The mayor wrote:\n“We checked it twice.”", "wrote", "We checked it twice"),
        (
            "“We checked it twice,” she said.\n“We will check it again.”",
            "said",
            "We checked it twice … We will check it again",
        ),
        (
            "The bridge, the mayor said, had never been safe.",
            "said",
            "The bridge … had never been safe",
        ),
        ("The talks are expected to begin on Monday.", "expected", "to begin on Monday"),
        ("She repeated the claim that the dam is safe.", "claim", "that the dam is safe"),
        (
            "According to the mayor, the bridge is safe.",
            "according",
            "the bridge is safe",
        ),
    ],
)
def test_the_content_is_among_the_candidates(
    english: Language, text: str, cue: str, content: str
) -> None:
    assert content in contents(english, text, cue)


def test_candidates_never_hold_their_own_cue_and_stay_in_order(english: Language) -> None:
    view = view_of(english, "In Vela, the envoy said on Friday, “it will not,” he insisted, hold.")
    for cue in range(view.size):
        if view.sentence_of[cue] < 0:
            continue
        for spans in content_candidates(view, cue):
            assert all(not start <= cue < end for start, end in spans)
            assert all(start < end <= view.size for start, end in spans)
            assert all(a.end < b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Ilse Brandt, the mayor, said it was safe.", "said", "Ilse Brandt, the mayor"),
        ("The mayor opened the road, saying it was safe.", "saying", "The mayor"),
        ("It is safe, according to the port office.", "according", "the port office"),
        ("The mayor's claim that it was safe drew laughter.", "claim", "The mayor's"),
        ("It was called a disgrace by the envoy.", "called", "the envoy"),
    ],
)
def test_the_source_is_among_the_candidates(
    english: Language, text: str, cue: str, source: str
) -> None:
    view = view_of(english, text)
    found = {view.doc[a:b].text for a, b in source_candidates(view, token(view, cue))}
    assert source in found


@pytest.mark.parametrize(
    ("text", "head", "cue"),
    [
        ("The mayor has not yet said it was safe.", "said", "has not yet said"),
        ("It is safe, according to the mayor.", "according", "according to"),
        ("She pointed out that it was safe.", "pointed", "pointed out"),
    ],
)
def test_a_cue_takes_in_what_belongs_to_its_verb(
    english: Language, text: str, head: str, cue: str
) -> None:
    view = view_of(english, text)
    start, end = cue_span(view, token(view, head))
    assert view.doc[start:end].text == cue


@pytest.mark.parametrize(
    ("text", "head", "with_clause", "expected"),
    [
        ("She said it was safe.", "said", True, CueClass.SPEECH),
        ("She decided to leave.", "decided", False, CueClass.INTENTION),
        ("Images confirmed that the road was cut.", "confirmed", True, CueClass.EVIDENCE),
        ("The envoy confirmed that the road was cut.", "confirmed", True, CueClass.SPEECH),
        ("It is safe, according to the mayor.", "according", True, CueClass.SPEECH),
        ("The boats reportedly left.", "reportedly", True, CueClass.HEARSAY),
        ("She harboured that it was safe.", "harboured", True, CueClass.SPEECH),
        ("She harboured a stray dog.", "harboured", False, CueClass.ATTITUDE),
    ],
)
def test_the_class_follows_from_word_and_construction(
    english: Language, text: str, head: str, with_clause: bool, expected: CueClass
) -> None:
    view = view_of(english, text)
    found = cue_class(view, token(view, head), load_cues(), with_clause=with_clause)
    assert found is expected
