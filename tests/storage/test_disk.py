"""A full disk at any write and a folder that turns read-only: told in words, nothing half done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.decision import Decision
from annotator.storage import Library, LibraryError, LibraryFullError, LibraryReadOnlyError
from annotator.storage.keeping.backups import backups_of

resource = pytest.importorskip("resource", reason="limits on files need POSIX")


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Makes every write behind `size` bytes of any file fail, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def written(library: Library) -> int:
    """How long the log is that every write goes to first."""
    return library.path.with_name(f"{library.path.name}-wal").stat().st_size


@pytest.fixture
def acts(
    library: Library,
    analysed: Article,
    analysis: Analysis,
    make_article: Callable[..., Article],
    make_decision: Callable[..., Decision],
) -> dict[str, Callable[[], object]]:
    """Everything that writes, by name."""
    claim = library.claims.of(analysed.id)[0].claim.id
    other = make_article("A long story\n" + "of many words " * 4_000)

    def decide() -> None:
        with library.transaction("Ada", "decide", payload={"c": claim}, inverse={}) as change:
            change.decide(make_decision(claim, note="n" * 9_000))

    return {
        "add": lambda: library.articles.add(other, other.text.encode(), person="Ada"),
        "analyse": lambda: library.findings.store(analysed.id, replace(analysis, claims=())),
        "decide": decide,
        "remember": lambda: library.settings.set("position", "x" * 9_000),
        "purge": lambda: library.purge(analysed.id, person="Ada"),
    }


def state(library: Library) -> object:
    """All that a person would miss."""
    ids = library.articles.ids()
    return (
        [library.articles.get(id_) for id_ in ids],
        [library.claims.of(id_) for id_ in ids],
        library.journal.entries(),
        library.settings.get("position"),
    )


@pytest.mark.parametrize("name", ["add", "analyse", "decide", "remember", "purge"])
def test_a_disk_full_at_any_write_loses_nothing(
    library: Library, acts: dict[str, Callable[[], object]], name: str
) -> None:
    before = state(library)
    told: list[LibraryError] = []
    for room in range(0, 2_000_000, 2_500 if name != "add" else 20_000):
        with files_no_longer_than(written(library) + room):
            try:
                acts[name]()
            except LibraryError as error:
                told.append(error)
            else:
                break
        assert state(library) == before
    assert told, "the disk was never full"
    assert all(library.path.name in str(error.message) and error.hint for error in told)
    assert state(library) != before
    library.close()
    with Library.open(library.path) as again:
        assert again.check().sound


@pytest.mark.parametrize("name", ["add", "decide"])
def test_a_library_at_its_largest_says_that_the_disk_is_full(
    library: Library, acts: dict[str, Callable[[], object]], name: str
) -> None:
    before = state(library)
    with library._store.driver() as connection:
        connection.execute("PRAGMA max_page_count=1")
    with pytest.raises(LibraryFullError, match="no room on the disk"):
        acts[name]()
    assert state(library) == before


@pytest.mark.parametrize("way", ["backup", "export"])
def test_a_copy_that_finds_the_disk_full_leaves_nothing(
    library: Library, acts: dict[str, Callable[[], object]], tmp_path: Path, way: str
) -> None:
    acts["add"]()
    target = tmp_path / "copy.annotator"
    target.write_bytes(b"older")
    copy = library.backup if way == "backup" else library.export_to
    for room in (0, 5_000, 50_000, 100_000):
        with files_no_longer_than(room), pytest.raises(LibraryError):
            copy(target)
        assert target.read_bytes() == b"older"
        assert [file.name for file in tmp_path.glob("copy*")] == [target.name]
    copy(target)
    with Library.open(target, read_only=True) as whole:
        assert whole.check().sound


def test_a_scheduled_backup_that_fails_keeps_the_earlier_ones(
    library: Library, stored: Article
) -> None:
    kept = library.backups.make(keep=1)
    with files_no_longer_than(10_000), pytest.raises(LibraryError):
        library.backups.make(keep=1)
    assert [backup.path for backup in backups_of(library.path)] == [kept.path]


def test_a_restore_that_finds_the_disk_full_keeps_the_present(
    library: Library, stored: Article
) -> None:
    backup = library.backups.make()
    library.settings.set("position", 7)
    library.close()
    with files_no_longer_than(10_000), pytest.raises(LibraryError):
        Library.restore(backup.path, library.path)
    with Library.open(library.path) as again:
        assert again.settings.get("position") == 7


def test_no_room_for_a_new_library_is_told_and_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "library.annotator"
    for room in (0, 100, 4_096, 40_000, 100_000):
        with files_no_longer_than(room), pytest.raises(LibraryError):
            Library.open(path)
    with Library.open(path) as library:
        assert library.check().sound


def test_a_library_that_turns_read_only_says_so(
    library: Library, acts: dict[str, Callable[[], object]]
) -> None:
    before = state(library)
    with library._store.driver() as connection:
        connection.execute("PRAGMA query_only=ON")
    for act in acts.values():
        with pytest.raises(LibraryReadOnlyError, match="cannot be written to"):
            act()
    assert state(library) == before


def test_another_program_that_holds_the_file_is_told(
    library: Library, stored: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3
    from contextlib import closing

    from annotator.storage import LibraryBusyError

    with library._store.driver() as connection:
        connection.execute("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusyError, match="Another program"):
            library.settings.set("x", 1)
        assert library.articles.contains(stored.id)
        other.execute("ROLLBACK")
    library.settings.set("x", 1)
