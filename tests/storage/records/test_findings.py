"""A new analysis finds its claims again, adds, hides, and never touches what a person did."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Suggestion, Tag
from annotator.domain.decision import ClaimRecord, Decision, Origin
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ClaimId, EntityId, article_id, claim_id
from annotator.domain.phrase import verbatim
from annotator.errors import UserFacingError
from annotator.storage import Library
from annotator.storage.records.matching import match_spans
from annotator.text.spans import Span, Spans, jaccard


def words(library: Library, article: Article, *, hidden: bool = False) -> list[str]:
    return [
        article.text[record.claim.content[0].start : record.claim.content[0].end]
        for record in library.claims.of(article.id, hidden=hidden)
    ]


def test_the_same_analysis_again_changes_nothing(
    library: Library, analysed: Article, analysis: Analysis
) -> None:
    before = library.claims.of(analysed.id)
    change = library.findings.store(analysed.id, analysis)
    assert (change.added, change.hidden) == ((), ())
    assert set(change.kept) == {record.claim.id for record in before}
    assert library.claims.of(analysed.id) == before


def test_a_claim_found_with_other_ends_keeps_id_and_spans_and_gets_the_new_suggestion(
    library: Library, analysed: Article, analysis: Analysis, make_claim: Callable[..., Claim]
) -> None:
    before = library.claims.of(analysed.id)[0].claim
    wider = make_claim("said the harbour would open on Monday.", tag=Tag.SPECULATIVE)
    change = library.findings.store(analysed.id, replace(analysis, claims=(wider,)))
    assert change.kept == (before.id,)
    assert len(change.hidden) == 2
    (record,) = library.claims.of(analysed.id)
    assert (record.claim.id, record.claim.content) == (before.id, before.content)
    assert record.claim.suggestion == wider.suggestion
    assert record.claim.attribution is None


def test_what_vanished_is_hidden_and_comes_back_under_its_id(
    library: Library, analysed: Article, analysis: Analysis
) -> None:
    before = library.claims.of(analysed.id)
    library.findings.store(analysed.id, replace(analysis, claims=()))
    assert library.claims.of(analysed.id) == ()
    assert len(words(library, analysed, hidden=True)) == 3
    (row,) = library.articles.rows()
    assert row.claims == 0
    library.findings.store(analysed.id, analysis)
    assert library.claims.of(analysed.id) == before


def test_a_decided_claim_stays_though_no_longer_found(
    library: Library, analysed: Article, analysis: Analysis, decide: Callable[..., Decision]
) -> None:
    claim = library.claims.of(analysed.id)[1].claim
    decision = decide(claim.id, Tag.SPECULATIVE)
    change = library.findings.store(analysed.id, replace(analysis, claims=()))
    assert change.kept == (claim.id,)
    (record,) = library.claims.of(analysed.id)
    assert (record.claim, record.decision) == (claim, decision)


def test_a_decided_claim_keeps_what_it_said_and_shows_the_new_suggestion(
    library: Library,
    analysed: Article,
    analysis: Analysis,
    decide: Callable[..., Decision],
    make_claim: Callable[..., Claim],
) -> None:
    claim = library.claims.of(analysed.id)[0].claim
    decide(claim.id)
    other = make_claim("the harbour would open on Monday", tag=Tag.UNSOURCED)
    library.findings.store(analysed.id, replace(analysis, claims=(other,)))
    (record,) = library.claims.of(analysed.id)
    assert record.claim == replace(claim, suggestion=other.suggestion)
    assert record.tag is Tag.SOURCED


def test_a_claim_made_by_hand_stays(
    library: Library, analysed: Article, analysis: Analysis, span_of: Callable[..., Span]
) -> None:
    content = (span_of("minister Ana Brook"),)
    made = Claim(claim_id(analysed.id, content), content, None, (), None)
    with library.transaction("Ada", "claim") as change:
        change.put_claim(ClaimRecord(made, analysed.id, Origin.PERSON, None))
    library.findings.store(analysed.id, replace(analysis, claims=()))
    (record,) = library.claims.of(analysed.id)
    assert (record.claim, record.origin) == (made, Origin.PERSON)


def test_a_claim_moved_by_hand_is_not_found_a_second_time_where_it_was(
    library: Library, analysed: Article, analysis: Analysis, span_of: Callable[..., Span]
) -> None:
    claim = library.claims.of(analysed.id)[2].claim
    moved = replace(claim, content=(span_of("two officials hinted"),))
    with library.transaction("Ada", "move") as change:
        change.change_claim(moved)
    result = library.findings.store(analysed.id, analysis)
    assert result.added == ()
    assert library.claims.get(claim.id).claim == moved


def test_a_claim_that_a_person_removed_stays_removed(
    library: Library, analysed: Article, analysis: Analysis
) -> None:
    claim = library.claims.of(analysed.id)[2].claim
    with library.transaction("Ada", "hide") as change:
        change.hide_claim(claim.id)
    library.findings.store(analysed.id, analysis)
    assert claim.id not in {record.claim.id for record in library.claims.of(analysed.id)}
    with library.transaction("Ada", "show") as change:
        change.hide_claim(claim.id, hidden=False)
    assert claim in [record.claim for record in library.claims.of(analysed.id)]


def test_nested_claims_point_at_permanent_ids(
    library: Library, stored: Article, analysis: Analysis, make_claim: Callable[..., Claim]
) -> None:
    inner = replace(make_claim("harbour would open", "c2"), parent=ClaimId("c1"))
    outer = make_claim("the harbour would open on Monday. It may stay", "c1")
    library.findings.store(stored.id, replace(analysis, claims=(outer, inner)))
    first, second = (record.claim for record in library.claims.of(stored.id))
    assert second.parent == first.id == claim_id(stored.id, outer.content)


def test_a_failed_store_keeps_what_was(
    library: Library, analysed: Article, analysis: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.claims.of(analysed.id)

    def fail(*_: object) -> None:
        raise OSError("power")

    monkeypatch.setattr("annotator.storage.records.findings.recount", fail)
    with pytest.raises(OSError, match="power"):
        library.findings.store(analysed.id, replace(analysis, claims=(), entities=()))
    assert library.claims.of(analysed.id) == before
    assert library.findings.entities(analysed.id) == analysis.entities


def test_findings_for_an_unknown_article_are_refused(library: Library, analysis: Analysis) -> None:
    with pytest.raises(UserFacingError, match="no article"):
        library.findings.store(article_id(b"other"), analysis)


def test_findings_of_another_model_are_not_cached(
    library: Library, analysed: Article, analysis: Analysis
) -> None:
    assert library.findings.cached(analysed.text_sha256, analysis.model)
    for other in (
        replace(analysis.model, version="2"),
        replace(analysis.model, components="rules 2"),
        replace(analysis.model, sha256="00"),
    ):
        assert not library.findings.cached(analysed.text_sha256, other)
    assert not library.findings.cached("0" * 64, analysis.model)


def entity(id_: str, name: str, *mentions: Span) -> Entity:
    return Entity(EntityId(id_), name, EntityKind.PERSON, (name,), mentions)


def test_an_entity_found_again_keeps_its_id_and_its_claims_follow(
    library: Library,
    analysed: Article,
    analysis: Analysis,
    span_of: Callable[..., Span],
    make_claim: Callable[..., Claim],
) -> None:
    fuller = entity("e7", "Ana B. Brook", span_of("minister Ana Brook"))
    other = entity("e1", "officials", span_of("two officials"))
    claim = make_claim(
        "the harbour would open on Monday", "c1", entity="e7", source="minister Ana Brook"
    )
    library.findings.store(
        analysed.id, replace(analysis, entities=(other, fuller), claims=(claim,))
    )
    entities = {entity.name: entity.id for entity in library.findings.entities(analysed.id)}
    assert entities["Ana B. Brook"] == "e1"
    assert entities["officials"] not in {"e1", None}
    (record,) = library.claims.of(analysed.id)
    assert record.claim.source is not None
    assert record.claim.source.entity == "e1"


def test_a_persons_entity_stays_and_a_vanished_one_goes(
    library: Library, analysed: Article, analysis: Analysis, span_of: Callable[..., Span]
) -> None:
    mine = entity("e2", "The harbour", span_of("the harbour"))
    with library.transaction("Ada", "entity") as change:
        change.put_entity(analysed.id, mine)
    library.findings.store(analysed.id, replace(analysis, entities=(), claims=()))
    # The claim that is hidden now still names e1, so that it can come back as it was.
    assert {found.id for found in library.findings.entities(analysed.id)} == {"e1", "e2"}
    with library.transaction("Ada", "entity") as change:
        change.remove_entity(analysed.id, mine.id)
    assert mine not in library.findings.entities(analysed.id)


def test_a_changed_entity_is_not_changed_back(
    library: Library, analysed: Article, analysis: Analysis
) -> None:
    (found,) = library.findings.entities(analysed.id)
    renamed = replace(found, name="Minister Brook", names=("Ana Brook", "Minister Brook"))
    with library.transaction("Ada", "rename") as change:
        change.put_entity(analysed.id, renamed)
    library.findings.store(analysed.id, analysis)
    assert library.findings.entities(analysed.id) == (renamed,)


spans = st.lists(
    st.tuples(st.integers(0, 120), st.integers(1, 40)).map(lambda p: (Span(p[0], p[0] + p[1]),)),
    max_size=12,
)


@given(known=spans, found=spans)
def test_matches_are_close_and_used_once(known: list[Spans], found: list[Spans]) -> None:
    named = dict(enumerate(known))
    matched = match_spans(named, found)
    assert len(set(matched.values())) == len(matched)
    for place, key in matched.items():
        assert jaccard(found[place], named[key]) >= 0.5
    for place, content in enumerate(found):
        for key, other in named.items():
            if jaccard(content, other) >= 0.5:
                assert place in matched or key in matched.values()


@given(known=spans)
def test_what_is_found_again_is_itself(known: list[Spans]) -> None:
    distinct = list(dict.fromkeys(known))
    matched = match_spans(dict(enumerate(distinct)), distinct)
    assert matched == {place: place for place in range(len(distinct))}


def test_suggestions_are_versioned(library: Library, analysed: Article, analysis: Analysis) -> None:
    again = replace(
        analysis,
        claims=tuple(
            replace(claim, suggestion=Suggestion(Tag.SPECULATIVE, verbatim("Seen anew."), 0.1))
            for claim in analysis.claims
        ),
    )
    library.findings.store(analysed.id, again)
    with library._store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM suggestion").scalar_one()
    assert kept == 6
    assert {
        str(r.claim.suggestion.reason) for r in library.claims.of(analysed.id) if r.claim.suggestion
    } == {"Seen anew."}
