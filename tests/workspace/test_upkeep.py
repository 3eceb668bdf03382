"""Backups by themselves, and deleting for good."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.storage import Library
from annotator.text.spans import Span
from annotator.workspace.briefing_desk import BriefingDesk
from annotator.workspace.changes import Change, Changed
from annotator.workspace.claims import Claims
from annotator.workspace.history import History
from annotator.workspace.register import Register
from annotator.workspace.reviews import Reviewed, Reviews
from annotator.workspace.session import Session
from annotator.workspace.upkeep import Upkeep


@pytest.fixture
def upkeep(session: Session) -> Iterator[Upkeep]:
    made = Upkeep(session)
    yield made
    made.close()


def test_a_backup_is_made_once_a_day(upkeep: Upkeep, library: Library, article: ArticleId) -> None:
    assert upkeep.back_up_if_due().result(timeout=30)
    assert not upkeep.back_up_if_due().result(timeout=30)
    (backup,) = library.backups.all()
    with Library.open(backup.path, read_only=True) as copy:
        assert copy.articles.ids() == (article,)


def test_what_is_deleted_for_good_is_gone_and_the_views_hear_of_it(
    upkeep: Upkeep, library: Library, article: ArticleId, told: list[Change]
) -> None:
    upkeep.delete_for_good(article).result(timeout=30)
    assert library.articles.ids() == ()
    with pytest.raises(UserFacingError):
        library.articles.get(article)
    assert Change(Changed.ARTICLES, frozenset({article})) in told
    assert library.journal.verify().sound


OTHER = "Dockers fear for their jobs.\nThe pier might close in the winter."


@pytest.fixture
def reviewed(
    session: Session,
    article: ArticleId,
    make_article: Callable[[str], Article],
    tmp_path: Path,
) -> Reviewed:
    """The review of a briefing on the article and another: the supervisor has reworded both."""
    other = make_article(OTHER)
    session.library.articles.add(other, OTHER.encode())
    start = OTHER.index("The pier")
    Claims(session).create(other.id, [Span(start, len(OTHER) - 1)])
    desk = BriefingDesk(session, Register(session))
    try:
        plan = desk.start("Bridge and pier", [article, other.id])
        exported = desk.export(plan, tmp_path / "brief.docx").result(timeout=60)
    finally:
        desk.close()
    with zipfile.ZipFile(exported) as old, zipfile.ZipFile(tmp_path / "back.docx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"take years", b"take decades")
                content = content.replace(b"might close", b"will hardly close")
            new.writestr(name, content)
    return Reviews(session).read(tmp_path / "back.docx")


@pytest.mark.parametrize("verdict", ["accept", "decline", "decline and undo"])
def test_no_word_of_what_is_deleted_for_good_stays_in_the_file(
    upkeep: Upkeep, session: Session, article: ArticleId, reviewed: Reviewed, verdict: str
) -> None:
    """Exports and reviews quote the articles, too."""
    settle = getattr(Reviews(session), verdict.split(maxsplit=1)[0])
    mine, others = [], []
    for item in reviewed.review.items:
        (mine if "years" in item.before else others).append(item)
    assert mine
    assert others
    for items in (mine, others):
        settle(reviewed, items)
    if "undo" in verdict:
        History(session).undo()
        History(session).undo()
    upkeep.delete_for_good(article).result(timeout=30)
    assert session.library.check().sound
    if "undo" not in verdict:  # of the other article everything is there
        assert History(session).next_undo() == f"{verdict} a review"
    session.library.close()
    (content,) = (session.library.path.parent).glob(session.library.path.name)
    kept = content.read_bytes()
    for words in ("take years", "take decades", "the bridge"):
        assert words.encode() not in kept
    assert b"might close" in kept


def test_what_was_done_to_an_article_deleted_for_good_is_not_offered_again(
    upkeep: Upkeep, session: Session, article: ArticleId
) -> None:
    claims, history = Claims(session), History(session)
    claims.decide([claims.of(article)[0].claim.id], Tag.SOURCED)
    history.undo()
    assert history.next_redo() == "tag sourced"
    upkeep.delete_for_good(article).result(timeout=30)
    assert (history.next_undo(), history.next_redo()) == ("", "")
    assert history.redo() is None
