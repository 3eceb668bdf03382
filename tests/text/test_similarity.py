"""Near-duplicates are found by their signatures, and cut ones by what they hold."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.similarity import SIGNATURE_LENGTH, containment, resemblance, signature

HEADS = ("har", "bor", "cren", "dul", "fes")
WORDS = [head + tail for head in HEADS for tail in ("", "ta", "mi", "lo", "sen")]


def story(seed: int, length: int = 600) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 (repeatable)
    return [chance.choice(WORDS) + str(chance.randrange(40)) for _ in range(length)]


def test_a_text_resembles_itself_whatever_its_case_and_punctuation():
    text = " ".join(story(1))
    assert resemblance(signature(text), signature(text.upper().replace(" ", ",\n"))) == 1.0


def test_the_same_wire_story_with_another_head_and_tail_is_a_near_duplicate():
    words = story(1)
    elsewhere = ["another", "headline", "by", "somebody", *words[:550], "copyright", "elsewhere"]
    assert resemblance(signature(" ".join(words)), signature(" ".join(elsewhere))) > 0.8


def test_stories_about_the_same_things_in_other_words_are_not():
    first, second = signature(" ".join(story(1))), signature(" ".join(story(2)))
    assert resemblance(first, second) < 0.1


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_resemblance_estimates_the_shared_phrases(share):
    errors = []
    for seed in range(12):
        words = story(seed, 800)
        other = words[: int(800 * share)] + story(seed + 100, 800)[int(800 * share) :]
        phrases = [{tuple(w[i : i + 4]) for i in range(len(w) - 3)} for w in (words, other)]
        true = len(phrases[0] & phrases[1]) / len(phrases[0] | phrases[1])
        errors.append(resemblance(signature(" ".join(words)), signature(" ".join(other))) - true)
    assert abs(sum(errors) / len(errors)) < 0.04
    assert max(map(abs, errors)) < 0.16


def test_a_signature_is_the_same_on_every_machine():
    assert signature("The harbour is closed.")[:3] == signature("the HARBOUR is closed")[:3]
    assert sum(signature("The harbour of Port Alba is closed today.")) % 1_000_003 == PINNED


PINNED = 567048


@pytest.mark.parametrize("text", ["", " \n", "—!…"])
def test_texts_without_words_resemble_nothing(text):
    assert signature(text) == ()
    assert resemblance(signature(text), signature("words")) == 0.0


@given(st.text())
def test_every_text_with_words_has_a_whole_signature_that_fits_32_bits(text):
    signed = signature(text)
    assert len(signed) in (0, SIGNATURE_LENGTH)
    assert all(0 <= number < 2**32 for number in signed)
    assert resemblance(signed, signed) == (1.0 if signed else 0.0)


def test_a_story_is_held_by_the_longer_one_that_it_stands_in():
    words, more = story(1, 100), story(2, 500)
    longer = " ".join([*more[:200], *words, *more[200:]])
    assert containment(" ".join(words).upper(), longer) > 0.95
    assert containment(longer, " ".join(words)) == containment(" ".join(words), longer)
    assert containment(" ".join(words), " ".join(more)) < 0.05
    assert containment("", longer) == 0.0
