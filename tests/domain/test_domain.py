"""The words of the domain: identities, markings, and what a claim says of itself."""

import pytest

from annotator.domain.claim import Attribution, Claim, CueClass, Form, Source, SourceKind, Voice
from annotator.domain.decision import ClaimRecord, Origin
from annotator.domain.ids import ArticleId, ClaimId, article_id, claim_id
from annotator.domain.marking import TLP, Marking, parse_marking
from annotator.errors import UserFacingError
from annotator.text.spans import Span


def test_the_same_bytes_are_the_same_article() -> None:
    assert article_id(b"The dam holds.") == article_id(b"The dam holds.")
    assert article_id(b"The dam holds.") != article_id(b"The dam holds!")
    assert len(article_id(b"")) == 16


def test_a_claim_is_known_by_its_article_and_place() -> None:
    here = claim_id(ArticleId("a"), [Span(0, 4)])
    assert here == claim_id(ArticleId("a"), [Span(0, 4)])
    assert (
        len({here, claim_id(ArticleId("b"), [Span(0, 4)]), claim_id(ArticleId("a"), [Span(0, 5)])})
        == 3
    )


def test_a_claim_without_attribution_is_in_the_authors_voice() -> None:
    claim = Claim(ClaimId("c1"), (Span(0, 4),), None, (), None)
    assert (claim.voice, claim.form) == (Voice.AUTHOR, Form.NONE)
    assert claim.source is claim.cue is claim.cue_class is None


def test_a_claim_with_attribution_shows_it() -> None:
    source = Source(Span(9, 12), None, "Ada", SourceKind.NAMED)
    tie = Attribution(source, Span(5, 8), CueClass.SPEECH, Form.DIRECT)
    claim = Claim(ClaimId("c1"), (Span(0, 4),), tie, (), None)
    assert (claim.voice, claim.form, claim.source) == (Voice.SOURCE, Form.DIRECT, source)
    assert (claim.cue, claim.cue_class) == (Span(5, 8), CueClass.SPEECH)


def test_a_suggestion_is_no_decision() -> None:
    claim = Claim(ClaimId("c1"), (Span(0, 4),), None, (), None)
    assert ClaimRecord(claim, ArticleId("a"), Origin.MACHINE, None).tag is None


@pytest.mark.parametrize("given_label", ["TLP:AMBER", "tlp: amber", "amber"])
def test_tlp_markings_are_known_however_written(given_label: str) -> None:
    assert parse_marking(given_label) == TLP["TLP:AMBER"]


def test_an_organisation_may_have_its_own_marking() -> None:
    assert parse_marking("DESK ONLY") == Marking("DESK ONLY", "#000000", "#FFFFFF")
    assert parse_marking("DESK ONLY=#00ff00").colour == "#00ff00"


@pytest.mark.parametrize("bad", ["", "  ", "DESK=green", "=#00ff00"])
def test_a_marking_that_is_none_is_told_so(bad: str) -> None:
    with pytest.raises(UserFacingError) as caught:
        parse_marking(bad)
    assert caught.value.hint
