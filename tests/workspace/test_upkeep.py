"""Backups by themselves, and deleting for good."""

from collections.abc import Iterator

import pytest

from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.storage import Library
from annotator.workspace.changes import Change, Changed
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
