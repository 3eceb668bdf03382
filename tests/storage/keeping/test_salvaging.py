"""Damaged pages: what can be read is read, what is lost is said, the last backup is offered."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.domain.decision import Decision
from annotator.domain.ids import ClaimId
from annotator.storage import Library, LibraryDamagedError, LibraryError, SearchQuery
from annotator.storage.keeping.checking import ProblemKind

PAGE = 4096
STORIES = 40


@dataclass
class Desk:
    """A closed library and what is in it."""

    path: Path
    articles: dict[str, Article]
    decisions: dict[ClaimId, Decision]

    def damage(self, *pages: int) -> None:
        data = bytearray(self.path.read_bytes())
        for page in pages:
            data[page * PAGE : (page + 1) * PAGE] = b"\xa5" * PAGE
        self.path.write_bytes(data)

    @property
    def pages(self) -> int:
        return self.path.stat().st_size // PAGE


@pytest.fixture(scope="module")
def prepared(
    tmp_path_factory: pytest.TempPathFactory,
    make_article: Callable[..., Article],
    make_decision: Callable[..., Decision],
    analysis: Analysis,
) -> Desk:
    articles: dict[str, Article] = {}
    decisions: dict[ClaimId, Decision] = {}
    path = tmp_path_factory.mktemp("prepared") / "library.annotator"
    with Library.open(path) as library:
        for number in range(STORIES):
            article = make_article(
                f"Story {number}\n" + f"Pier {number} is closed until further notice. " * 90,
                trailer="\n",
            )
            library.articles.add(article, article.text.encode() + b"\n", person="Ada")
            library.findings.store(article.id, analysis)
            claim = library.claims.of(article.id)[0].claim.id
            decision = make_decision(claim, Tag.SPECULATIVE, note=f"note {number}")
            with library.transaction("Ada", "decide") as change:
                change.decide(decision)
            articles[article.id] = article
            decisions[claim] = decision
    return Desk(path, articles, decisions)


@pytest.fixture
def desk(prepared: Desk, path: Path) -> Desk:
    path.parent.mkdir()
    path.write_bytes(prepared.path.read_bytes())
    return Desk(path, prepared.articles, prepared.decisions)


@pytest.mark.parametrize("seed", range(8))
def test_what_can_be_read_is_saved_as_it_was(desk: Desk, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 -- any page will do
    desk.damage(*(draw.randrange(60, desk.pages) for _ in range(3)))
    saved = tmp_path / "saved.annotator"
    report = Library.salvage(desk.path, saved)
    assert report.articles >= STORIES - 8
    # A single page may hold most of the decisions: what is not there is told.
    lost = {loss.what: loss.lost for loss in report.losses}
    assert report.decisions == STORIES - lost.get("decisions", 0)
    with Library.open(saved) as library:
        assert library.articles.count() == report.articles
        for id_ in library.articles.ids():
            assert library.articles.get(id_).text == desk.articles[id_].text
        for claim, decision in desk.decisions.items():
            for stored in library.claims.history(claim):
                assert stored == decision
        named = library.search.find(SearchQuery(entity="Ana Brook", limit=STORIES))
        known = {id_ for id_ in library.articles.ids() if library.findings.entities(id_)}
        assert {hit.article for hit in named} == known
        problems = library.check().problems
        assert {problem.kind for problem in problems} <= {ProblemKind.JOURNAL, ProblemKind.LINK}
        library.settings.set("works", 1)


def test_every_page_may_be_the_damaged_one(desk: Desk, tmp_path: Path) -> None:
    whole = desk.path.read_bytes()
    lost = refused = 0
    for page in range(0, desk.pages, 3):
        desk.path.write_bytes(whole)
        desk.damage(page)
        saved = tmp_path / f"saved-{page}.annotator"
        try:
            report = Library.salvage(desk.path, saved)
        except LibraryDamagedError:
            refused += 1
            assert not saved.exists()
            continue
        lost += bool(report.losses)
        with Library.open(saved) as library:
            for id_ in library.articles.ids():
                assert library.articles.get(id_).text == desk.articles[id_].text
    assert refused <= 4
    assert lost


def test_a_library_with_a_damaged_page_opens_and_says_what_is_lost(desk: Desk) -> None:
    with Library.open(desk.path) as library:
        library.backups.make()
    text = next(
        page
        for page in range(desk.pages // 2, desk.pages)
        if b"Pier 17 is closed" in desk.path.read_bytes()[page * PAGE : (page + 1) * PAGE]
    )
    desk.damage(text)
    lost: list[str] = []
    with Library.open(desk.path) as library:
        for id_, article in desk.articles.items():
            try:
                assert library.articles.get(id_).text == article.text
            except LibraryDamagedError:
                lost.append(id_)
        report = library.check()
    assert 0 < len(lost) < 6
    assert ProblemKind.FILE in {problem.kind for problem in report.problems}
    assert set(lost) <= {problem.article for problem in report.problems if problem.article}
    saved = desk.path.with_name("saved.annotator")
    salvaged = Library.salvage(desk.path, saved)
    assert salvaged.losses
    assert salvaged.last_backup is not None
    assert salvaged.articles >= STORIES - len(lost)
    Library.restore(salvaged.last_backup.path, desk.path)
    with Library.open(desk.path) as library:
        assert library.check().sound
        assert library.articles.count() == STORIES


def test_a_sound_library_is_salvaged_without_loss(desk: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "saved.annotator"
    report = Library.salvage(desk.path, saved)
    assert report.losses == ()
    assert (report.articles, report.decisions) == (STORIES, STORIES)
    with Library.open(saved) as library, Library.open(desk.path) as before:
        assert library.check().sound
        assert library.articles.rows() == before.articles.rows()
        for id_ in desk.articles:
            assert library.claims.of(id_) == before.claims.of(id_)


def test_nothing_to_salvage_is_told(tmp_path: Path, desk: Desk) -> None:
    rubbish = tmp_path / "rubbish"
    rubbish.write_bytes(b"\x00" * 20_000)
    saved = tmp_path / "saved.annotator"
    with pytest.raises(LibraryDamagedError):
        Library.salvage(rubbish, saved)
    assert not saved.exists()
    with pytest.raises(LibraryError, match="already"):
        Library.salvage(rubbish, desk.path)
    with Library.open(desk.path) as library:
        assert library.articles.count() == STORIES


@pytest.mark.parametrize("beginning", [b"\x00" * PAGE, b"SQLite format 3\x00" + b"\xa5" * 4080])
def test_a_library_whose_beginning_is_lost_offers_the_last_backup(
    desk: Desk, beginning: bytes
) -> None:
    with Library.open(desk.path) as library:
        backup = library.backups.make()
    damaged = beginning + desk.path.read_bytes()[PAGE:]
    desk.path.write_bytes(damaged)
    with pytest.raises(LibraryDamagedError) as told:
        Library.open(desk.path)
    assert str(backup.path) in str(told.value.hint)
    assert desk.path.read_bytes() == damaged


def test_a_page_of_the_schema_that_is_lost_is_told(desk: Desk) -> None:
    data = bytearray(desk.path.read_bytes())
    data[100:PAGE] = b"\xa5" * (PAGE - 100)
    desk.path.write_bytes(data)
    with pytest.raises(LibraryDamagedError), Library.open(desk.path) as library:
        library.articles.count()
