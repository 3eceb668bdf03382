"""What a source does with a claim: a denial is none of its claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.analysis.analyser import Analyser
from annotator.analysis.attribution.stance import stance_of
from annotator.analysis.lexicon.stance_lexicon import StanceLexicon, load_stances
from annotator.analysis.parsing.extensions import RawAttribution, TokenSpan
from annotator.analysis.parsing.quotations import parser_text
from annotator.domain.claim import CueClass, Stance
from annotator.errors import UserFacingError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ASSERTS, DENIES, DOUBTS, OPEN = Stance


def tied(doc: Doc, cue: str, content: str, source: str = "") -> RawAttribution:
    """An attribution over these words of `doc`."""

    def tokens(words: str) -> TokenSpan:
        start = doc.text.index(words)
        span = doc.char_span(start, start + len(words), alignment_mode="expand")
        return TokenSpan(span.start, span.end)

    head = tokens(cue)
    who = tokens(source) if source else None
    return RawAttribution((tokens(content),), who, head, head.end - 1, CueClass.SPEECH, 0.9)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "cue", "content", "stance"),
    [
        ("Brandt denied that two boats had left.", "denied", "that two boats had left", DENIES),
        ("The mayor denied having taken money.", "denied", "having taken money", DENIES),
        ("Officials disputed claims that it was unsafe.", "disputed", "claims that it", DENIES),
        ("The claim that he lied was rejected by Ana Brook.", "rejected", "The claim", DENIES),
        ("Brook ruled out that the fire had been set.", "ruled", "that the fire", DENIES),
        ("She ruled it out entirely, Brook said.", "ruled", "it", DENIES),
        ("Not only did he deny that he had lied, he laughed.", "deny", "that he had", DENIES),
        ("The army issued a denial that it had fired.", "issued", "that it had fired", DENIES),
        ("The mayor denied saying that taxes would rise.", "saying", "that taxes", DENIES),
        ("Analysts doubt that the mine will open.", "doubt", "that the mine", DOUBTS),
        ("Dr. Lund questioned whether the sums were right.", "questioned", "whether", DOUBTS),
        ("Mr. Okafor does not believe that prices will fall.", "believe", "that prices", DOUBTS),
        ("The board cast doubt on reports that it would open.", "cast", "reports that", DOUBTS),
        ("The court has no evidence that he lied.", "evidence", "that he lied", DOUBTS),
        ("It would neither confirm nor deny its authenticity.", "confirm", "its", OPEN),
        ("It would neither confirm nor deny its authenticity.", "deny", "its", OPEN),
        ("It declined to confirm or deny its authenticity.", "deny", "its", OPEN),
        ("The minister did not say whether it would open.", "say", "whether it", OPEN),
        ("The bank did not deny that it had lost money.", "deny", "that it had", OPEN),
        ("Police did not rule out that the fire had been set.", "rule", "that the fire", OPEN),
        ("Brook could not independently verify that it fell.", "verify", "that it fell", OPEN),
        ("The envoy declined to confirm that the talks failed.", "confirm", "that the", OPEN),
        ("The envoy stopped short of saying that it was over.", "saying", "that it was", OPEN),
        ("The army was unable to say that the road was safe.", "say", "that the road", OPEN),
        ("He left without saying that it was over.", "saying", "that it was over", OPEN),
        ("Nobody in the ministry confirmed that he had left.", "confirmed", "that he", OPEN),
        ("Reporters asked whether the road was safe.", "asked", "whether the road", OPEN),
        ("The mayor said that the bridge was not safe.", "said", "that the bridge", ASSERTS),
        ("He declined to speak and said that it was over.", "said", "that it was over", ASSERTS),
        ("The general has no doubt that it will hold.", "doubt", "that it will hold", ASSERTS),
        ("The company dismissed the memo as a forgery.", "dismissed", "the memo as a", ASSERTS),
        ("The council denied them a permit.", "denied", "a permit", ASSERTS),
        ("The police questioned Ana Brook about the fire.", "questioned", "Ana", ASSERTS),
        ("She could not resist saying that it was late.", "saying", "that it was", ASSERTS),
        ("“We have done no wrong,” Brook denied.", "denied", "“We have done no wrong", ASSERTS),
    ],
)
def test_a_source_asserts_denies_doubts_or_leaves_open(
    english: Language, text: str, cue: str, content: str, stance: Stance
) -> None:
    doc = english(parser_text(text))
    assert stance_of(doc, tied(doc, cue, content), load_stances()) is stance


@pytest.mark.model
def test_whose_claim_is_denied_by_another_has_made_it(english: Language) -> None:
    doc = english(parser_text("The army denied the rebels' claim that it had shelled the village."))
    theirs = tied(doc, "claim", "that it had shelled", "the rebels")
    army = tied(doc, "claim", "that it had shelled", "The army")
    assert stance_of(doc, theirs, load_stances()) is ASSERTS
    assert stance_of(doc, army, load_stances()) is DENIES


@pytest.mark.model
def test_the_reason_of_the_suggestion_says_who_denies_it(analyser: Analyser) -> None:
    text = "Tomasz Wrona denied that two patrol boats had left the port."
    (claim,) = analyser.analyse(text).claims
    suggestion = claim.suggestion
    assert claim.stance is Stance.DENIES
    assert suggestion is not None
    assert "Tomasz Wrona denies it (“denied”)." in str(suggestion.reason)


@pytest.fixture(scope="module")
def shipped() -> StanceLexicon:
    return load_stances()


@pytest.mark.parametrize(
    ("lemma", "pos", "stance"),
    [
        ("deny", "VERB", Stance.DENIES),
        ("denial", "NOUN", Stance.DENIES),
        ("doubt", "VERB", Stance.DOUBTS),
        ("sceptical", "ADJ", Stance.DOUBTS),
        ("decline", "VERB", Stance.OPEN),
        ("say", "VERB", Stance.ASSERTS),
        ("deny", "NOUN", Stance.ASSERTS),
    ],
)
def test_a_word_has_the_stance_a_reader_expects(
    shipped: StanceLexicon, lemma: str, pos: str, stance: Stance
) -> None:
    assert shipped.stance(lemma, pos) is stance


def test_the_users_own_file_adds_words_and_wins(tmp_path: Path) -> None:
    (tmp_path / "stances.toml").write_text(
        '[denies]\nverbs = "poohpooh"\nphrases = ["laugh off"]\n[asserts]\nverbs = "question"\n',
        "utf-8",
    )
    lexicon = load_stances(tmp_path)
    assert lexicon.stance("poohpooh", "VERB") is Stance.DENIES
    assert lexicon.phrases["laugh", "off"] is Stance.DENIES
    assert lexicon.stance("question", "VERB") is Stance.ASSERTS
    assert lexicon.stance("deny", "VERB") is Stance.DENIES


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[denies\n", "cannot be read"),
        ('[refuses]\nverbs = "say"\n', "not known: refuses verbs"),
        ('[denies]\npronouns = "he"\n', "not known: denies pronouns"),
        ("[denies]\nverbs = 5\n", "neither words nor a list"),
        ('denies = "say"\n', "not known: denies"),
    ],
)
def test_a_slip_in_the_users_file_is_told_with_its_path(
    tmp_path: Path, content: str, told: str
) -> None:
    (tmp_path / "stances.toml").write_text(content, "utf-8")
    with pytest.raises(UserFacingError, match=told) as caught:
        load_stances(tmp_path)
    assert str(tmp_path) in str(caught.value.message)
    assert caught.value.hint
