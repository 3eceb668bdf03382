"""The register of sources: seen in articles, kept once a person touched it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.claim import Source, SourceKind
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.workspace.claims import Claims
from annotator.workspace.history import History
from annotator.workspace.register import Register
from annotator.workspace.session import Session


@pytest.fixture
def register(session: Session) -> Register:
    return Register(session)


@pytest.fixture
def second(
    session: Session, make_article: Callable[[str], Article], article: ArticleId, analysis: Analysis
) -> ArticleId:
    """Another article that quotes the same person, under a longer name."""
    text = session.library.articles.get(article).text
    other = make_article(text + "\nThat is all.")
    with session.library.transaction("Ada Analyst", "add an article") as steps:
        steps.add_article(other, other.text.encode())
    session.library.findings.store(other.id, analysis)
    return other.id


def test_a_source_is_listed_with_its_members(register: Register, article: ArticleId) -> None:
    (card,) = register.cards([article])
    assert (card.name, card.kind, card.reliability) == ("Ada Weaver", SourceKind.NAMED, None)
    assert {member for member, _ in card.members} == {article}


def test_the_same_name_in_two_articles_is_one_source(
    register: Register, article: ArticleId, second: ArticleId
) -> None:
    (card,) = register.cards([article, second])
    assert {member for member, _ in card.members} == {article, second}


def test_a_grade_is_kept_for_every_article(
    register: Register, article: ArticleId, second: ArticleId, session: Session
) -> None:
    (card,) = register.cards([article])
    register.grade(card, Reliability.B)
    (other,) = register.cards([second])
    assert other.reliability is Reliability.B
    History(session).undo()
    (other,) = register.cards([second])
    assert other.reliability is None


def test_a_card_may_be_renamed_and_described(register: Register, article: ArticleId) -> None:
    (card,) = register.cards([article])
    register.describe(card, name="Mayor Weaver", descriptor="Elected in May.", notes="asks back")
    (card,) = register.cards([article])
    assert (card.name, card.descriptor, card.notes) == (
        "Mayor Weaver",
        "Elected in May.",
        "asks back",
    )
    register.describe(card, name="  ")
    assert register.cards([article])[0].name == "Mayor Weaver"


def test_merging_and_splitting_are_taken_back(
    register: Register, article: ArticleId, second: ArticleId, session: Session
) -> None:
    (card,) = register.cards([article, second])
    mine = [member for member in card.members if member[0] == second]
    register.split(card, mine, "Another Weaver")
    cards = register.cards([article, second])
    assert [c.name for c in cards] == ["Ada Weaver", "Another Weaver"]
    register.merge(cards[0], cards[1:])
    (merged,) = register.cards([article, second])
    assert merged.members == card.members
    History(session).undo()
    assert len(register.cards([article, second])) == 2
    History(session).undo()
    assert len(register.cards([article, second])) == 1


def test_a_split_must_leave_something_on_both_sides(register: Register, article: ArticleId) -> None:
    (card,) = register.cards([article])
    for members in ([], card.members):
        with pytest.raises(UserFacingError, match="two"):
            register.split(card, members, "Nobody")


def test_touching_nothing_is_no_act(
    register: Register, article: ArticleId, session: Session
) -> None:
    (card,) = register.cards([article])
    before = len(session.library.journal.entries())
    register.grade(replace(card), None)
    assert len(session.library.journal.entries()) == before


def test_a_description_is_graded_renamed_and_merged_like_any_source(
    register: Register, article: ArticleId, session: Session
) -> None:
    claims = Claims(session)
    second = claims.of(article)[1].claim.id
    claims.set_source(second, Source(None, None, "two engineers", SourceKind.ANONYMOUS))
    person, engineers = register.cards([article])
    assert (engineers.name, engineers.kind) == ("two engineers", SourceKind.ANONYMOUS)
    register.grade(engineers, Reliability.C)
    register.describe(engineers, name="Engineers at the bridge")
    assert register.cards([article])[1].reliability is Reliability.C
    register.merge(person, [register.cards([article])[1]])
    (merged,) = register.cards([article])
    assert merged.members == person.members | engineers.members
    History(session).undo()
    assert [card.name for card in register.cards([article])] == [
        "Ada Weaver",
        "Engineers at the bridge",
    ]
