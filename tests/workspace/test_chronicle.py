"""The history tells of every act what it was on."""

from collections.abc import Callable

import pytest

from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.domain.decision import Reliability
from annotator.domain.entity import EntityKind
from annotator.domain.ids import ArticleId, EntityId
from annotator.storage import Library
from annotator.text.spans import Span
from annotator.workspace.articles import Articles
from annotator.workspace.briefing_desk import BriefingDesk
from annotator.workspace.chronicle import Act, Chronicle, On
from annotator.workspace.claims import Claims
from annotator.workspace.history import History
from annotator.workspace.names import Names
from annotator.workspace.register import Register
from annotator.workspace.session import Session


@pytest.fixture
def chronicle(session: Session) -> Chronicle:
    return Chronicle(session)


def last(chronicle: Chronicle) -> Act:
    return chronicle.acts([chronicle.newest()])[0]


def test_a_decision_tells_the_words_of_its_claim(
    chronicle: Chronicle, session: Session, article: ArticleId
) -> None:
    claim = Claims(session).of(article)[0].claim.id
    Claims(session).decide([claim], Tag.SOURCED)
    act = last(chronicle)
    assert (act.action, act.person) == ("tag sourced", "Ada Analyst")
    assert act.subject.words == ("the bridge 🌉 is safe",)
    assert (act.subject.title, act.subject.more) == ("The bridge", 0)
    assert (act.subject.claim, act.subject.article) == (claim, article)


def test_an_act_on_many_tells_the_first_and_how_many_more(
    chronicle: Chronicle, session: Session, article: ArticleId
) -> None:
    Claims(session).accept_suggestions([r.claim.id for r in Claims(session).of(article)], 0.5)
    act = last(chronicle)
    assert act.bulk
    assert (act.subject.words, act.subject.more) == (("the bridge 🌉 is safe",), 2)


def test_an_act_on_thousands_is_read_no_further_than_its_first(
    chronicle: Chronicle, session: Session, article: ArticleId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.storage.journal.journal._READ_WHOLE", 100)
    Claims(session).accept_suggestions([r.claim.id for r in Claims(session).of(article)], 0.5)
    subject = last(chronicle).subject
    assert (subject.words, subject.more) == (("the bridge 🌉 is safe",), 2)
    (line,) = session.library.journal.lines([chronicle.newest()])
    assert line.payload is not None
    edits = line.payload["edits"]
    assert isinstance(edits, list)
    assert len(edits) == 1


def test_taking_back_tells_what_and_on_what(
    chronicle: Chronicle, session: Session, article: ArticleId
) -> None:
    claim = Claims(session).of(article)[1].claim.id
    Claims(session).decide([claim], Tag.SPECULATIVE)
    History(session).undo()
    undone = last(chronicle)
    History(session).redo()
    again = last(chronicle)
    assert (undone.action, undone.takes_back) == ("undo", "tag speculative")
    assert (again.action, again.takes_back) == ("redo", "tag speculative")
    assert undone.subject.words == again.subject.words == ("The repair may take years",)


def test_spans_names_sources_labels_and_briefings_are_told(
    chronicle: Chronicle,
    session: Session,
    article: ArticleId,
    span: Callable[..., Span],
) -> None:
    claims, names, register = Claims(session), Names(session, Register(session)), Register(session)
    claims.create(article, [span("nobody has paid for it")])
    assert last(chronicle).subject.words == ("nobody has paid for it",)
    names.make(article, span("bridge"), EntityKind.OTHER)
    made = last(chronicle).subject
    assert (made.on, made.words, made.title) == (On.NAME, ("bridge",), "The bridge")
    register.grade(register.card_of(article, EntityId("e1")), Reliability.B)
    assert (last(chronicle).subject.on, last(chronicle).subject.words) == (
        On.SOURCE,
        ("Ada Weaver",),
    )
    Articles(session).label(article, ["bridges"])
    labelled = last(chronicle).subject
    assert (labelled.on, labelled.words, labelled.article) == (
        On.ARTICLE,
        ("The bridge",),
        article,
    )
    BriefingDesk(session, register).start("Bridges this week", [article])
    briefing = last(chronicle).subject
    assert (briefing.on, briefing.words) == (On.BRIEFING, ("Bridges this week",))


def test_a_removed_claim_is_told_but_leads_nowhere(
    chronicle: Chronicle, session: Session, article: ArticleId
) -> None:
    claim = Claims(session).of(article)[0].claim.id
    Claims(session).remove(claim)
    subject = last(chronicle).subject
    assert subject.words == ("the bridge 🌉 is safe",)
    assert subject.claim is None


def test_a_deleted_article_is_told_until_it_is_deleted_for_good(
    chronicle: Chronicle, session: Session, library: Library, article: ArticleId
) -> None:
    claim = Claims(session).of(article)[0].claim.id
    Claims(session).decide([claim], Tag.SOURCED)
    Articles(session).remove([article])
    removed = last(chronicle).subject
    assert (removed.words, removed.article) == (("The bridge",), None)
    library.purge(article, person="Ada Analyst")
    acts = chronicle.acts(range(1, chronicle.newest() + 1))
    assert acts[-1].action == "delete for good"
    assert {act.subject.on for act in acts[1:]} == {On.FORGOTTEN}
    assert all(not act.subject.words and not act.subject.title for act in acts)


def test_a_claim_in_an_article_that_came_back_leads_there_again(
    chronicle: Chronicle, session: Session, article: ArticleId
) -> None:
    claim = Claims(session).of(article)[0].claim.id
    Claims(session).decide([claim], Tag.SOURCED)
    Articles(session).remove([article])
    History(session).undo()
    acts = chronicle.acts(range(1, chronicle.newest() + 1))
    (tagged,) = [act for act in acts if act.action == "tag sourced"]
    assert tagged.subject.claim == claim


def test_very_long_words_are_read_in_part(
    chronicle: Chronicle, session: Session, make_article: Callable[[str], Article]
) -> None:
    text = "It is said. " * 2000
    stored = make_article(text.strip())
    with session.library.transaction("Ada", "add an article") as steps:
        steps.add_article(stored, text.encode())
    Claims(session).create(stored.id, [Span(3, 20_000)])
    (words,) = last(chronicle).subject.words
    assert words.startswith("is said. It is said.")
    assert len(words) <= 300
