"""Files and pasted text come in, are analysed in their turn, and nothing bad stops the rest."""

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from annotator.domain.claim import Tag
from annotator.errors import UserFacingError
from annotator.storage import Library
from annotator.worker import AnalysisClient
from annotator.workspace.analysing import AnalysisState
from annotator.workspace.changes import Change, Changed
from annotator.workspace.workspace import Workspace

pytestmark = pytest.mark.model

STORY = (
    "The mayor, Ada Weaver, said that the old bridge over the river is safe.\n\n"
    "The repair may take years, and the town has not yet found anybody to pay for it.\n"
)


@pytest.fixture(scope="module")
def client() -> Iterator[AnalysisClient]:
    started = AnalysisClient()
    yield started
    started.close()


@pytest.fixture
def workspace(tmp_path: Path, client: AnalysisClient) -> Iterator[Workspace]:
    opened = Workspace(Library.open(tmp_path / "library.db"), client, "Ada Analyst")
    yield opened
    opened.analyses.cancel()
    opened.intake.close()
    opened.briefings.close()
    opened.library.close()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_file_is_there_to_read_before_it_is_analysed(workspace: Workspace, story: Path) -> None:
    order: list[Changed] = []
    workspace.changes.subscribe(lambda change: order.append(change.kind))
    result = workspace.intake.add_files([story]).future.result(timeout=60)
    (article,) = result.added
    assert "the old bridge" in workspace.articles.get(article).text
    workspace.analyses.request(article).result(timeout=60)
    assert workspace.analyses.state(article) is AnalysisState.DONE
    assert order.index(Changed.ARTICLES) < order.index(Changed.FINDINGS)
    assert any(
        record.claim.source and "Weaver" in record.claim.source.name
        for record in workspace.claims.of(article)
    )


def test_the_same_file_twice_is_one_article(workspace: Workspace, story: Path) -> None:
    first = workspace.intake.add_files([story]).future.result(timeout=60)
    again = workspace.intake.add_files([story]).future.result(timeout=60)
    assert again.known == first.added
    assert len(workspace.articles.ids()) == 1


def test_a_bad_file_is_listed_and_the_others_come_in(
    workspace: Workspace, story: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    progress: list[tuple[int, int]] = []
    paths = [tmp_path / "empty.txt", tmp_path / "gone.txt", story]
    result = workspace.intake.add_files(
        paths, lambda done, total: progress.append((done, total))
    ).future.result(timeout=60)
    assert [failed.path.name for failed in result.failures] == ["empty.txt", "gone.txt"]
    assert all(failed.error.hint for failed in result.failures)
    assert len(result.added) == 1
    assert progress == [(1, 3), (2, 3), (3, 3)]


def test_an_import_can_be_stopped_and_keeps_what_came_in(
    workspace: Workspace, tmp_path: Path
) -> None:
    for number in range(30):
        (tmp_path / f"story{number}.txt").write_text(f"{STORY}{number}", encoding="utf-8")
    seen = threading.Event()
    started = workspace.intake.add_files([tmp_path], lambda *_: seen.set())
    assert seen.wait(60)
    started.cancel()
    result = started.future.result(timeout=60)
    assert result.cancelled
    assert 0 < len(workspace.articles.ids()) == len(result.added) < 30


def test_stopping_an_import_that_waits_leaves_the_one_before_it_alone(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        for number in range(12):
            (folder / f"{number}.txt").write_text(f"{STORY}{folder.name} {number}", "utf-8")
    seen = threading.Event()
    running = workspace.intake.add_files([first], lambda *_: seen.set())
    waiting = workspace.intake.add_files([second])
    assert seen.wait(60)
    for _ in range(50):  # somebody impatient
        waiting.cancel()
    result = running.future.result(timeout=60)
    assert (len(result.added), result.failures, result.cancelled) == (12, [], False)
    stopped = waiting.future.result(timeout=60)
    assert (stopped.added, stopped.cancelled) == ([], True)


def test_closing_stops_an_import_and_keeps_what_came_in(
    tmp_path: Path, client: AnalysisClient
) -> None:
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text(f"{STORY}{number}", encoding="utf-8")
    library = tmp_path / "closed.db"
    workspace = Workspace(Library.open(library), client, "Ada Analyst")
    seen = threading.Event()
    started = workspace.intake.add_files([tmp_path], lambda *_: seen.set())
    assert seen.wait(60)
    workspace.analyses.cancel()
    workspace.intake.close()
    workspace.library.close()
    result = started.future.result(timeout=0)
    assert result.cancelled
    with Library.open(library) as again:
        assert 0 < again.articles.count() == len(result.added) < 200


def test_pasted_text_is_an_article(workspace: Workspace) -> None:
    article = workspace.intake.paste(STORY).result(timeout=60)
    assert "Ada Weaver" in workspace.articles.get(article).text


def test_nothing_pasted_is_told(workspace: Workspace) -> None:
    with pytest.raises(UserFacingError, match="pasted"):
        workspace.intake.paste("  \n ").result(timeout=60)


def test_the_article_being_read_overtakes_the_others(workspace: Workspace, tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"story{number}.txt").write_text(f"{STORY}{number}", encoding="utf-8")
    result = workspace.intake.add_files([tmp_path]).future.result(timeout=60)
    done: list[str] = []
    wanted = result.added[-1]

    def note(change: Change) -> None:
        if change.kind is Changed.FINDINGS:
            done.extend(change.ids)

    workspace.changes.subscribe(note)
    workspace.analyses.request(wanted, first=True).result(timeout=60)
    last = [workspace.analyses.request(article) for article in result.added]
    for future in last:
        future.result(timeout=60)
    assert wanted in done[:3]


def test_what_was_interrupted_is_analysed_after_a_restart(
    workspace: Workspace, story: Path
) -> None:
    result = workspace.intake.add_files([story]).future.result(timeout=60)
    workspace.analyses.cancel()
    workspace.analyses.request_missing()
    workspace.analyses.request(result.added[0]).result(timeout=60)
    assert workspace.claims.of(result.added[0])


def test_a_cancelled_analysis_leaves_the_article_unanalysed(
    workspace: Workspace, story: Path
) -> None:
    long = story.with_name("long.txt")
    long.write_text(STORY * 3_000, encoding="utf-8")
    (article,) = workspace.intake.add_files([long]).future.result(timeout=60).added
    future = workspace.analyses.request(article)
    workspace.analyses.cancel(article)
    with pytest.raises(CancelledError):
        future.result(timeout=60)
    assert workspace.claims.of(article) == ()


def test_an_import_can_be_undone_and_done_again(workspace: Workspace, story: Path) -> None:
    (article,) = workspace.intake.add_files([story]).future.result(timeout=60).added
    workspace.analyses.request(article).result(timeout=60)
    claim = workspace.claims.of(article)[0].claim.id
    workspace.claims.decide([claim], Tag.SOURCED)
    workspace.history.undo()
    workspace.history.undo()
    assert workspace.articles.ids() == ()
    workspace.history.redo()
    workspace.history.redo()
    assert workspace.articles.ids() == (article,)
    assert workspace.claims.get(claim).tag is Tag.SOURCED


def test_files_larger_than_allowed_are_refused_and_read_once_they_are_allowed(
    workspace: Workspace, tmp_path: Path
) -> None:
    large = tmp_path / "large.txt"
    large.write_text("A line about the harbour.\n" * 60_000, encoding="utf-8")
    workspace.intake.allow(1)
    refused = workspace.intake.add_files([large]).future.result(timeout=120)
    assert [failure.path for failure in refused.failures] == [large]
    assert "1 MB" in str(refused.failures[0].error)
    workspace.intake.allow(2)
    taken = workspace.intake.add_files([large]).future.result(timeout=120)
    assert len(taken.added) == 1
