"""Names corrected by hand: each act whole, undoable, and left alone by the next analysis."""

from collections.abc import Callable

import pytest

from annotator.domain.analysis import Analysis
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, EntityId
from annotator.errors import UserFacingError
from annotator.text.spans import Span
from annotator.workspace.history import History
from annotator.workspace.names import Names
from annotator.workspace.register import Register
from annotator.workspace.session import Session

type SpanOf = Callable[..., Span]


@pytest.fixture
def names(session: Session) -> Names:
    return Names(session, Register(session))


def shown(session: Session, article: ArticleId) -> list[Entity]:
    return list(session.library.findings.entities(article))


def state(session: Session, article: ArticleId) -> tuple[object, ...]:
    """All that a person sees of names, claims and sources."""
    library = session.library
    claims = [(r.claim.id, r.claim.source) for r in library.claims.of(article)]
    cards = [(card.name, card.members) for card in Register(session).cards([article])]
    return shown(session, article), claims, cards


@pytest.fixture
def mayor(names: Names, article: ArticleId, span: SpanOf) -> EntityId:
    """A name of its own for "Mayor", as when the analysis had found two."""
    return names.make(article, span("Mayor"), EntityKind.OTHER)


def test_words_become_a_name_and_the_same_words_another_mention(
    names: Names, article: ArticleId, session: Session, span: SpanOf
) -> None:
    made = names.make(article, span("the bridge"), EntityKind.PLACE)
    again = names.make(article, span("The repair "), EntityKind.OTHER)
    found = {entity.id: entity for entity in shown(session, article)}
    assert (found[made].name, found[made].kind) == ("the bridge", EntityKind.PLACE)
    assert found[again].mentions == (span("The repair"),)
    assert names.make(article, span("Ada Weaver"), EntityKind.PERSON) == "e1"
    with pytest.raises(UserFacingError, match="No words"):
        names.make(article, Span(5, 5), EntityKind.PLACE)


@pytest.mark.parametrize(
    "act",
    [
        lambda names, article, span: names.change_kind(article, EntityId("e1"), EntityKind.ORG),
        lambda names, article, span: names.rename(article, EntityId("e1"), "A. Weaver"),
        lambda names, article, span: names.set_ends(
            article, EntityId("e1"), span("Ada Weaver"), span("Mayor Ada Weaver")
        ),
        lambda names, article, span: names.remove(article, EntityId("e1")),
        lambda names, article, span: names.drop_mention(
            article, EntityId("e1"), span("Ada Weaver")
        ),
        lambda names, article, span: names.make(article, span("bridge"), EntityKind.PLACE),
    ],
)
def test_every_correction_is_one_act_that_undo_takes_back_and_analysis_leaves(
    *,
    act: Callable[[Names, ArticleId, SpanOf], object],
    names: Names,
    article: ArticleId,
    session: Session,
    span: SpanOf,
    analysis: Analysis,
) -> None:
    before, entries = state(session, article), len(session.library.journal.entries())
    act(names, article, span)
    after = state(session, article)
    assert after != before
    assert len(session.library.journal.entries()) == entries + 1
    session.library.findings.store(article, analysis)
    assert shown(session, article) == after[0]
    History(session).undo()
    assert shown(session, article) == before[0]
    History(session).redo()
    assert shown(session, article) == after[0]


def test_a_new_name_is_borne_by_its_claims_without_closing_them_to_the_analysis(
    names: Names, article: ArticleId, session: Session, analysis: Analysis
) -> None:
    names.rename(article, EntityId("e1"), "Mayor A. Weaver")
    first = session.library.claims.of(article)[0].claim
    assert first.source is not None
    assert first.source.name == "Mayor A. Weaver"
    assert Register(session).cards([article])[0].name == "Mayor A. Weaver"
    change = session.library.findings.store(article, analysis)
    assert first.id in change.kept


def test_two_names_become_one_with_their_claims_and_sources(
    *,
    names: Names,
    article: ArticleId,
    session: Session,
    mayor: EntityId,
    span: SpanOf,
    analysis: Analysis,
) -> None:
    before = state(session, article)
    names.unite(article, mayor, [EntityId("e1")])
    (entity,) = shown(session, article)
    assert (entity.id, entity.mentions) == (mayor, (span("Mayor"), span("Ada Weaver")))
    sources = [r.claim.source for r in session.library.claims.of(article) if r.claim.source]
    assert {source.entity for source in sources} == {mayor}
    (card,) = Register(session).cards([article])
    assert card.members == {(article, mayor)}
    session.library.findings.store(article, analysis)
    assert shown(session, article) == [entity]
    History(session).undo()
    assert state(session, article) == before


def test_mentions_are_parted_from_a_name_into_another_source(
    names: Names, article: ArticleId, session: Session, mayor: EntityId, span: SpanOf
) -> None:
    names.unite(article, EntityId("e1"), [mayor])
    before = state(session, article)
    fresh = names.part(article, EntityId("e1"), [span("Ada Weaver")])
    found = {entity.id: entity for entity in shown(session, article)}
    assert found[fresh].names == ("Ada Weaver",)
    assert found[EntityId("e1")].mentions == (span("Mayor"),)
    first, _, third = (r.claim.source for r in session.library.claims.of(article))
    assert first is not None
    assert third is not None
    assert (first.entity, third.entity) == (fresh, "e1")
    assert len(Register(session).cards([article])) == 2
    History(session).undo()
    assert state(session, article) == before
    with pytest.raises(UserFacingError, match="two"):
        names.part(article, EntityId("e1"), [])


def test_what_is_no_name_leaves_its_claims_the_words(
    names: Names, article: ArticleId, session: Session
) -> None:
    names.remove(article, EntityId("e1"))
    first = session.library.claims.of(article)[0].claim.source
    assert first is not None
    assert (first.entity, first.name) == (None, "Ada Weaver")
    with pytest.raises(UserFacingError, match="gone"):
        names.change_kind(article, EntityId("e1"), EntityKind.ORG)
