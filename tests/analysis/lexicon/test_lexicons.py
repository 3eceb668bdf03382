"""The cue lexicon: what ships, what the user adds, and what a slip in the file leads to."""

from pathlib import Path

import pytest

from annotator.analysis.lexicon.lexicons import CueLexicon, load_cues
from annotator.domain.claim import CueClass
from annotator.errors import UserFacingError


@pytest.fixture(scope="module")
def shipped() -> CueLexicon:
    return load_cues()


@pytest.mark.parametrize(
    ("lemma", "pos", "cue_class"),
    [
        ("say", "VERB", CueClass.SPEECH),
        ("believe", "VERB", CueClass.BELIEF),
        ("show", "VERB", CueClass.EVIDENCE),
        ("data", "NOUN", CueClass.EVIDENCE),
        ("imagery", "NOUN", CueClass.EVIDENCE),
        ("reportedly", "ADV", CueClass.HEARSAY),
        ("intend", "VERB", CueClass.INTENTION),
        ("applaud", "VERB", CueClass.SPEECH),
        ("endorse", "VERB", CueClass.ATTITUDE),
        ("ordain", "VERB", CueClass.DECREE),
    ],
)
def test_words_have_the_class_a_reader_expects(
    shipped: CueLexicon, lemma: str, pos: str, cue_class: CueClass
) -> None:
    assert shipped.classes(lemma, pos)[0] is cue_class


def test_a_word_counts_only_in_its_part_of_speech(shipped: CueLexicon) -> None:
    assert shipped.classes("data", "VERB") == ()
    assert shipped.classes("harbour", "NOUN") == ()


def test_every_class_has_verbs_or_phrases(shipped: CueLexicon) -> None:
    for cue_class in CueClass:
        assert shipped.words_of(cue_class, "verbs") or cue_class in shipped.phrases.values()


def test_the_users_own_file_adds_words_and_wins(tmp_path: Path) -> None:
    (tmp_path / "cues.toml").write_text(
        '[hearsay]\nverbs = "say grapevine"\nphrases = ["the word is"]\n', "utf-8"
    )
    lexicon = load_cues(tmp_path)
    assert lexicon.classes("say", "VERB")[0] is CueClass.HEARSAY
    assert lexicon.classes("grapevine", "VERB") == (CueClass.HEARSAY,)
    assert lexicon.phrases["the", "word", "is"] is CueClass.HEARSAY
    assert lexicon.classes("tell", "VERB")[0] is CueClass.SPEECH


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[hearsay\n", "cannot be read"),
        ('[gossip]\nverbs = "say"\n', "gossip"),
        ('[speech]\npronouns = "he"\n', "part that is not known"),
        ("[speech]\nverbs = 5\n", "neither words nor a list"),
        ("[speech]\nverbs = [1]\n", "neither words nor a list"),
        ('speech = "say"\n', "part that is not known"),
    ],
)
def test_a_slip_in_the_users_file_is_told_with_its_path(
    tmp_path: Path, content: str, told: str
) -> None:
    (tmp_path / "cues.toml").write_text(content, "utf-8")
    with pytest.raises(UserFacingError, match=told) as caught:
        load_cues(tmp_path)
    assert str(tmp_path) in str(caught.value.message)
    assert caught.value.hint


def test_a_folder_without_such_a_file_changes_nothing(tmp_path: Path, shipped: CueLexicon) -> None:
    assert load_cues(tmp_path) == shipped
