"""Scores of attributions: what counts as right, and the same numbers as the reference."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.analysis.gold.reading import GoldArticle, GoldAttribution
from annotator.analysis.gold.scoring import ScoredText, score
from annotator.text.spans import Span, Spans

TEXT = (
    'The mayor said the old bridge is safe. "We checked it twice," he added. '
    "According to divers, “parts” of it are rusty."
)


def spans_of(*phrases: str) -> Spans:
    return tuple(Span(TEXT.index(p), TEXT.index(p) + len(p)) for p in phrases)


def attribution(content: str, source: str = "", cue: str = "") -> GoldAttribution:
    return GoldAttribution(
        spans_of(content),
        spans_of(source) if source else (),
        spans_of(cue) if cue else (),
    )


GOLD = (
    attribution("the old bridge is safe", "The mayor", "said"),
    attribution("We checked it twice", "he", "added"),
    attribution("“parts” of it are rusty", "divers", "According to"),
)
ARTICLE = GoldArticle("bridge", TEXT, GOLD)


def test_the_annotation_itself_scores_full_marks() -> None:
    scores = score([ARTICLE], {"bridge": list(GOLD)})
    assert scores.content.f1 == scores.content_and_source.f1 == scores.all_three.f1 == 1.0
    assert scores.exact.f1 == scores.words.f1 == 1.0


def test_nothing_found_scores_nothing() -> None:
    scores = score([ARTICLE], {})
    assert scores.content.f1 == 0.0
    assert scores.as_json()["gold"] == 3


def test_half_the_words_are_enough_for_a_content_and_less_is_not() -> None:
    half = score([ARTICLE], {"bridge": [attribution("bridge is safe", "mayor")]})
    assert half.counts["found"] == 1
    less = score([ARTICLE], {"bridge": [attribution("is safe", "mayor")]})
    assert less.counts["found"] == 0


def test_a_wrong_source_counts_for_the_content_alone() -> None:
    scores = score([ARTICLE], {"bridge": [attribution("the old bridge is safe", "divers", "said")]})
    assert (scores.counts["found"], scores.counts["sourced"]) == (1, 0)


def test_a_light_word_in_common_makes_no_source_right() -> None:
    wrong = GoldAttribution(GOLD[0].content, spans_of("The"), ())
    scores = score([ARTICLE], {"bridge": [wrong]})
    assert scores.counts["sourced"] == 0


def test_no_source_is_right_only_where_there_is_none() -> None:
    nobody = GoldArticle("bridge", TEXT, (attribution("the old bridge is safe"),))
    found = {"bridge": [attribution("the old bridge is safe")]}
    assert score([nobody], found).counts["sourced"] == 1
    assert score([ARTICLE], found).counts["sourced"] == 0


def test_each_content_is_matched_once() -> None:
    twice = [attribution("the old bridge is safe"), attribution("old bridge is safe")]
    scores = score([ARTICLE], {"bridge": twice})
    assert (scores.counts["found"], scores.counts["system"]) == (1, 2)


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("the old bridge is safe", "indirect"),
        ("We checked it twice", "direct"),
        ("“parts” of it are rusty", "mixed"),
    ],
)
def test_the_form_follows_from_the_marks(phrase: str, form: str) -> None:
    assert ScoredText(TEXT).form(spans_of(phrase)) == form


def test_speech_cues_are_counted_by_their_words() -> None:
    scores = score([ARTICLE], {"bridge": [GOLD[0]]}, frozenset({"said", "added"}))
    assert (scores.counts["speech"], scores.counts["speech_found"]) == (2, 1)


@pytest.mark.skipif("EVALUATE" not in os.environ, reason="EVALUATE names no reference script")
def test_the_numbers_are_those_of_the_reference(tmp_path: Path) -> None:
    found = [
        attribution("old bridge is safe", "mayor", "said"),
        attribution("checked it twice", "divers", "added"),
        attribution("it are rusty", "divers", "According"),
        attribution("The mayor"),
    ]
    gold, system, out = tmp_path / "g.jsonl", tmp_path / "s.jsonl", tmp_path / "o.json"
    rows = [{"content": a.content, "source": a.source or None, "cue": a.cue or None} for a in GOLD]
    gold.write_text(
        json.dumps({"doc_id": "bridge", "text": TEXT, "attributions": rows}) + "\n", "utf-8"
    )
    system.write_text(
        "".join(
            json.dumps(
                {
                    "doc_id": "bridge",
                    "content": a.content,
                    "source": a.source or None,
                    "cue": a.cue or None,
                }
            )
            + "\n"
            for a in found
        ),
        "utf-8",
    )
    script = os.environ["EVALUATE"]
    subprocess.run([sys.executable, script, gold, system, "--json", out], check=True)
    reference = json.loads(out.read_text("utf-8"))
    reference = next(iter(reference.values())) if "gold" not in reference else reference
    ours = score([ARTICLE], {"bridge": found}).as_json()
    names = {
        "source right": "source acc",
        "source exact": "source exact",
        "no source right": "source null acc",
        "cue right": "cue acc",
    }
    for name, value in ours.items():
        if name == "speech cues found":
            continue
        theirs = reference[names.get(name, name)]
        if name != "types":
            assert value == pytest.approx(theirs), name
            continue
        for form, numbers in ours["types"].items():  # type: ignore[attr-defined]
            for key, number in numbers.items():
                assert number == pytest.approx(theirs[form][key]), (form, key)
