"""What a person does with claims, and that each act can be taken back and done again."""

from collections.abc import Callable

import pytest

from annotator.domain.analysis import Analysis
from annotator.domain.claim import Form, Source, SourceKind, Stance, Tag, Voice
from annotator.domain.decision import Credibility, Origin
from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.text.spans import Span
from annotator.workspace.changes import Change, Changed
from annotator.workspace.claims import Claims
from annotator.workspace.history import History
from annotator.workspace.session import Session


@pytest.fixture
def claims(session: Session) -> Claims:
    return Claims(session)


@pytest.fixture
def history(session: Session) -> History:
    return History(session)


def tags(claims: Claims, article: ArticleId) -> list[Tag | None]:
    return [record.tag for record in claims.of(article)]


def test_nothing_is_decided_until_a_person_says_so(claims: Claims, article: ArticleId) -> None:
    assert tags(claims, article) == [None, None, None]


def test_a_decision_bears_name_and_stands(claims: Claims, article: ArticleId) -> None:
    first = claims.of(article)[0].claim.id
    claims.decide([first], Tag.SOURCED)
    decision = claims.get(first).decision
    assert decision is not None
    assert (decision.tag, decision.person, decision.bulk) == (Tag.SOURCED, "Ada Analyst", False)


def test_deciding_again_adds_to_the_history(claims: Claims, article: ArticleId) -> None:
    first = claims.of(article)[0].claim.id
    claims.decide([first], Tag.SOURCED)
    claims.decide([first], Tag.SPECULATIVE)
    assert [d.tag for d in claims.history(first)] == [Tag.SOURCED, Tag.SPECULATIVE]


def test_deciding_the_same_again_is_no_new_act(
    claims: Claims, article: ArticleId, session: Session
) -> None:
    first = claims.of(article)[0].claim.id
    claims.decide([first], Tag.SOURCED)
    before = len(session.library.journal.entries())
    claims.decide([first], Tag.SOURCED)
    assert len(session.library.journal.entries()) == before


def test_a_tag_keeps_the_note_and_a_note_keeps_the_tag(claims: Claims, article: ArticleId) -> None:
    first = claims.of(article)[0].claim.id
    claims.annotate(first, note="ask the engineer", credibility=Credibility.DOUBTFUL)
    claims.decide([first], Tag.SOURCED)
    claims.annotate(first, wording="The bridge is safe.")
    decision = claims.get(first).decision
    assert decision is not None
    assert (decision.tag, decision.note, decision.credibility, decision.wording) == (
        Tag.SOURCED,
        "ask the engineer",
        Credibility.DOUBTFUL,
        "The bridge is safe.",
    )
    claims.forget_credibility(first)
    claims.annotate(first, wording="")
    decision = claims.get(first).decision
    assert decision is not None
    assert (decision.credibility, decision.wording) == (None, None)


def test_accepting_suggestions_takes_the_sure_ones_as_one_marked_act(
    claims: Claims, article: ArticleId, history: History
) -> None:
    ids = [record.claim.id for record in claims.of(article)]
    assert claims.accept_suggestions(ids, 0.75) == 2
    assert tags(claims, article) == [Tag.SOURCED, None, Tag.SOURCED]
    assert [d.bulk for d in claims.history(ids[0])] == [True]
    history.undo()
    assert tags(claims, article) == [None, None, None]
    assert claims.accept_suggestions(ids, 0.99) == 0
    assert claims.accept_suggestions(ids, 0.9) == 1, "at the bound is sure enough"


def test_a_decided_claim_is_not_accepted_over(claims: Claims, article: ArticleId) -> None:
    ids = [record.claim.id for record in claims.of(article)]
    claims.decide([ids[0]], Tag.REJECTED)
    claims.accept_suggestions(ids, 0)
    assert tags(claims, article) == [Tag.REJECTED, Tag.SPECULATIVE, Tag.SOURCED]


def test_undo_and_redo_walk_the_decisions(
    claims: Claims, article: ArticleId, history: History
) -> None:
    first, second = (record.claim.id for record in claims.of(article)[:2])
    claims.decide([first], Tag.SOURCED)
    claims.decide([second], Tag.UNSOURCED)
    assert history.next_undo() == "tag unsourced"
    history.undo()
    history.undo()
    assert tags(claims, article) == [None, None, None]
    assert history.next_redo() == "tag sourced"
    history.redo()
    history.redo()
    assert tags(claims, article) == [Tag.SOURCED, Tag.UNSOURCED, None]
    assert history.redo() is None


def test_something_new_ends_what_could_be_done_again(
    claims: Claims, article: ArticleId, history: History
) -> None:
    first, second = (record.claim.id for record in claims.of(article)[:2])
    claims.decide([first], Tag.SOURCED)
    history.undo()
    claims.decide([second], Tag.SOURCED)
    assert history.next_redo() == ""
    assert history.redo() is None


def test_views_are_told_what_changed_and_by_whom(
    claims: Claims, article: ArticleId, told: list[Change]
) -> None:
    first = claims.of(article)[0].claim.id
    claims.decide([first], Tag.SOURCED, origin="queue")
    assert Change(Changed.CLAIMS, frozenset({first}), "queue") in told
    assert Change(Changed.HISTORY, frozenset(), "queue") in told


def test_a_claim_made_by_hand_has_trimmed_words_and_no_suggestion(
    claims: Claims, article: ArticleId, span: Callable[..., Span]
) -> None:
    place = span("nobody has paid for it")
    made = claims.create(article, [Span(place.start - 1, place.end)])
    record = claims.get(made)
    assert record.claim.content == (place,)
    assert (record.origin, record.claim.suggestion) == (Origin.PERSON, None)
    assert record.claim.voice is Voice.AUTHOR
    assert made in [r.claim.id for r in claims.of(article)]


def test_two_claims_may_have_the_same_words(
    claims: Claims, article: ArticleId, span: Callable[..., Span]
) -> None:
    place = span("nobody has paid for it")
    assert claims.create(article, [place]) != claims.create(article, [place])


@pytest.mark.parametrize("content", [[], [Span(3, 3)], [Span(42, 44)]])
def test_a_claim_without_a_word_is_refused(
    claims: Claims, article: ArticleId, content: list[Span]
) -> None:
    with pytest.raises(UserFacingError, match="No word"):
        claims.create(article, content)


def test_a_claim_may_get_other_words_and_its_old_ones_back(
    claims: Claims, article: ArticleId, history: History, span: Callable[..., Span]
) -> None:
    first = claims.of(article)[0].claim
    claims.change_content(first.id, [span("bridge")])
    assert claims.get(first.id).claim.content == (span("bridge"),)
    history.undo()
    assert claims.get(first.id).claim.content == first.content


def test_a_source_set_by_hand_makes_it_a_sources_claim(
    claims: Claims, article: ArticleId, span: Callable[..., Span]
) -> None:
    second = claims.of(article)[1].claim
    source = Source(span("Ada Weaver"), None, "Ada Weaver", SourceKind.NAMED)
    claims.set_source(second.id, source)
    claims.set_cue(second.id, span("said"))
    claim = claims.get(second.id).claim
    assert (claim.source, claim.cue) == (source, span("said"))
    assert (claim.voice, claim.form) == (Voice.SOURCE, Form.INDIRECT)
    claims.set_source(second.id, None)
    claims.set_cue(second.id, None)
    assert claims.get(second.id).claim.voice is Voice.AUTHOR


def test_splitting_and_joining_are_each_others_inverse(
    claims: Claims, article: ArticleId, span: Callable[..., Span]
) -> None:
    first = claims.of(article)[0].claim
    second = claims.split(first.id, span("is safe").start)
    assert claims.get(first.id).claim.content == (span("the bridge 🌉"),)
    assert claims.get(second).claim.content == (span("is safe"),)
    assert claims.get(second).claim.source == first.source
    claims.join(first.id, second)
    assert claims.get(first.id).claim.content == (span("the bridge 🌉"), span("is safe"))
    assert second not in [r.claim.id for r in claims.of(article)]


def test_joined_claims_keep_the_hedges_of_both(
    claims: Claims, article: ArticleId, span: Callable[..., Span]
) -> None:
    first, second, _ = (record.claim.id for record in claims.of(article))
    claims.join(first, second)
    assert claims.get(first).claim.hedges == (span("may"),)


def test_what_a_source_does_is_said_and_taken_back(
    claims: Claims, article: ArticleId, history: History
) -> None:
    first, second, *_ = (record.claim for record in claims.of(article))
    claims.set_stance(first.id, Stance.DENIES)
    assert claims.get(first.id).claim.stance is Stance.DENIES
    claims.set_source(first.id, Source(None, None, "two officials", SourceKind.ANONYMOUS))
    assert claims.get(first.id).claim.stance is Stance.DENIES
    history.undo()
    history.undo()
    assert claims.get(first.id).claim.stance is Stance.ASSERTS
    claims.set_stance(second.id, Stance.DENIES)
    assert claims.get(second.id).claim.voice is Voice.AUTHOR


def test_another_source_leaves_the_form_as_it_was_found(claims: Claims, article: ArticleId) -> None:
    third = claims.of(article)[2].claim
    assert third.form is Form.DIRECT
    claims.set_cue(third.id, None)
    claims.set_source(third.id, Source(None, None, "two officials", SourceKind.ANONYMOUS))
    assert claims.get(third.id).claim.form is Form.DIRECT
    first = claims.of(article)[0].claim
    assert first.attribution is not None
    claims.set_source(first.id, None)
    assert claims.get(first.id).claim.form is Form.INDIRECT


def test_a_removed_claim_comes_back_with_its_decision(
    claims: Claims, article: ArticleId, history: History
) -> None:
    first = claims.of(article)[0].claim.id
    claims.decide([first], Tag.SOURCED)
    claims.remove(first)
    assert first not in [r.claim.id for r in claims.of(article)]
    history.undo()
    assert claims.of(article)[0].tag is Tag.SOURCED


def test_a_new_analysis_leaves_decisions_and_corrections_alone(
    claims: Claims,
    article: ArticleId,
    session: Session,
    analysis: Analysis,
    span: Callable[..., Span],
) -> None:
    first, second = (record.claim.id for record in claims.of(article)[:2])
    claims.decide([first], Tag.REJECTED)
    claims.change_content(second, [span("repair may take years")])
    session.library.findings.store(article, analysis)
    assert claims.get(first).tag is Tag.REJECTED
    assert claims.get(second).claim.content == (span("repair may take years"),)
    assert len(claims.of(article)) == 3
