"""Copies are whole, kept in number, and can take the library's place."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.domain.article import Article
from annotator.domain.decision import Decision
from annotator.storage import Library, LibraryBusyError, LibraryDamagedError, LibraryError
from annotator.storage.keeping.backups import BackupKind, backups_of, new_backup_path


def test_a_backup_holds_everything_and_is_private(
    library: Library, analysed: Article, decide: Callable[..., Decision], tmp_path: Path
) -> None:
    claim = library.claims.of(analysed.id)[0].claim.id
    decision = decide(claim)
    copy = tmp_path / "copy.annotator"
    library.backup(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("copy.annotator?*"))
    with Library.open(copy, read_only=True) as backup:
        assert backup.claims.get(claim).decision == decision
        assert backup.articles.get(analysed.id) == analysed


def test_a_backup_made_while_a_change_is_under_way_has_none_of_it(
    library: Library, stored: Article, make_article: Callable[..., Article], tmp_path: Path
) -> None:
    other = make_article("Another story")
    copy = tmp_path / "copy.annotator"
    with library.transaction("Ada", "add") as change:
        change.add_article(other, other.text.encode())
        library.backup(copy)
    with Library.open(copy) as backup:
        assert backup.articles.ids() == (stored.id,)
    assert library.articles.contains(other.id)


def test_only_the_last_of_each_kind_are_kept(library: Library, stored: Article) -> None:
    asked = library.backups.make(BackupKind.ASKED)
    made = [library.backups.make(BackupKind.SCHEDULED, keep=2) for _ in range(4)]
    assert [backup.path for backup in library.backups.all()] == [
        made[3].path,
        made[2].path,
        asked.path,
    ]


def test_a_scheduled_backup_is_made_when_the_last_is_old(library: Library, stored: Article) -> None:
    first = library.backups.make_if_due()
    assert first is not None
    assert library.backups.make_if_due() is None
    assert library.backups.make_if_due(every=timedelta(0)) is not None


def test_a_backup_from_the_future_does_not_stop_the_schedule(
    library: Library, stored: Article
) -> None:
    made = library.backups.make(BackupKind.SCHEDULED)
    ahead = (datetime.now(UTC) + timedelta(days=400)).strftime("%Y%m%dT%H%M%S%fZ")
    made.path.rename(made.path.with_name(f"{library.path.name}.{ahead}.scheduled.backup"))
    assert library.backups.make_if_due() is not None


def test_files_of_others_are_no_backups(library: Library, stored: Article) -> None:
    library.backups.make()
    folder = library.path.parent / "backups"
    for name in ("notes.txt", "other.annotator.20260101T000000000000Z.asked.backup"):
        (folder / name).write_text("x")
    assert len(library.backups.all()) == 1


def test_a_damaged_library_pushes_out_no_good_backup(
    path: Path, library: Library, stored: Article, make_article: Callable[..., Article]
) -> None:
    for number in range(30):
        article = make_article(f"Story {number}\n" + f"filler {number} " * 300)
        library.articles.add(article, article.text.encode())
    good = library.backups.make(keep=1)
    library.close()
    data = bytearray(path.read_bytes())
    middle = len(data) * 3 // 4  # Behind the pages that opening reads.
    for place in range(middle, middle + 4 * 4096):
        data[place] = 0x5A
    path.write_bytes(data)
    with Library.open(path) as damaged, pytest.raises(LibraryDamagedError, match="damaged"):
        damaged.backups.make(keep=1)
    assert [backup.path for backup in backups_of(path)] == [good.path]


def test_restoring_brings_back_the_past_and_keeps_the_present(
    path: Path,
    library: Library,
    analysed: Article,
    decide: Callable[..., Decision],
    make_article: Callable[..., Article],
) -> None:
    backup = library.backups.make()
    claim = library.claims.of(analysed.id)[0].claim.id
    decision = decide(claim)
    library.close()
    kept = Library.restore(backup.path, path)
    with Library.open(path) as past:
        assert past.claims.get(claim).decision is None
        assert past.check().sound
    assert kept is not None
    with Library.open(kept, read_only=True) as present:
        assert present.claims.get(claim).decision == decision


def test_an_open_library_is_not_replaced(path: Path, library: Library, stored: Article) -> None:
    backup = library.backups.make()
    with pytest.raises(LibraryBusyError, match="is open by"):
        Library.restore(backup.path, path)
    assert library.articles.contains(stored.id)


@pytest.mark.parametrize("content", [b"", b"not a library", b"SQLite format 3\x00" + b"\x00" * 200])
def test_what_is_no_library_is_not_restored(
    path: Path, library: Library, stored: Article, tmp_path: Path, content: bytes
) -> None:
    library.close()
    before = path.read_bytes()
    wrong = tmp_path / "wrong.backup"
    wrong.write_bytes(content)
    with pytest.raises(LibraryDamagedError):
        Library.restore(wrong, path)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.part"))


def test_a_truncated_backup_is_not_restored(
    path: Path, library: Library, stored: Article, tmp_path: Path
) -> None:
    backup = library.backups.make()
    library.close()
    before = path.read_bytes()
    backup.path.write_bytes(backup.path.read_bytes()[:-8192])
    with pytest.raises(LibraryDamagedError):
        Library.restore(backup.path, path)
    assert path.read_bytes() == before


def test_a_damaged_library_is_replaced_and_kept_with_its_log(
    path: Path, library: Library, stored: Article
) -> None:
    backup = library.backups.make()
    library.close()
    path.write_bytes(b"rubbish" * 1000)
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(b"log")
    kept = Library.restore(backup.path, path)
    assert kept is not None
    assert kept.read_bytes() == b"rubbish" * 1000
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"log"
    with Library.open(path) as restored:
        assert restored.articles.contains(stored.id)
        assert restored.check().sound


def test_a_log_left_behind_is_not_read_into_what_was_restored(
    path: Path, library: Library, stored: Article, make_article: Callable[..., Article]
) -> None:
    """A log is valid by itself: SQLite would play it back into whatever lies beside it."""
    backup = library.backups.make()
    later = make_article("Later story\n" + "words of later " * 500)
    library.articles.add(later, later.text.encode())
    log = path.with_name(f"{path.name}-wal")
    left = log.read_bytes()
    library.close()
    path.write_bytes(b"rubbish" * 1000)
    log.write_bytes(left)
    Library.restore(backup.path, path)
    with Library.open(path) as restored:
        assert restored.articles.ids() == (stored.id,)
        assert restored.check().sound


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux what is open")
@pytest.mark.parametrize("copy", ["backup", "export_to"])
def test_a_copy_is_on_the_disk_before_it_takes_its_name_and_its_name_after(
    library: Library, stored: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copy: str
) -> None:
    """Else a power cut leaves an empty file under the name of the older copy."""
    target = tmp_path / "copy.annotator"
    flushed: list[tuple[str, bool]] = []
    real = os.fsync

    def note(descriptor: int) -> None:
        name = Path(f"/proc/self/fd/{descriptor}").readlink().name
        flushed.append((name, target.exists()))
        real(descriptor)

    monkeypatch.setattr("annotator.storage.keeping.copying.os.fsync", note)
    getattr(library, copy)(target)
    assert flushed == [("copy.annotator.part", False), (tmp_path.name, True)]


def test_a_whole_library_travels_as_one_file(
    library: Library, analysed: Article, decide: Callable[..., Decision], tmp_path: Path
) -> None:
    claim = library.claims.of(analysed.id)[0].claim.id
    decision = decide(claim)
    file, elsewhere = tmp_path / "desk.annotator", tmp_path / "there" / "library.annotator"
    library.export_to(file)
    Library.import_from(file, elsewhere)
    with Library.open(elsewhere) as there:
        assert there.claims.get(claim).decision == decision
        assert there.check().sound
    with pytest.raises(LibraryError, match="already"):
        Library.import_from(file, elsewhere)


def test_a_copy_that_is_cancelled_leaves_nothing(
    library: Library, stored: Article, tmp_path: Path
) -> None:
    class CancelError(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        raise CancelError

    copy = tmp_path / "copy.annotator"
    copy.write_bytes(b"older")
    with pytest.raises(CancelError):
        library.backup(copy, cancel)
    assert copy.read_bytes() == b"older"
    assert [file.name for file in tmp_path.glob("copy*")] == ["copy.annotator"]
    assert library.articles.contains(stored.id)


def _by_backup(library: Library, to: Path) -> None:
    library.backup(to)


def _by_export(library: Library, to: Path) -> None:
    library.export_to(to)


@pytest.mark.parametrize("copy", [_by_backup, _by_export])
def test_a_copy_never_takes_the_place_of_the_library_itself(
    path: Path, library: Library, stored: Article, copy: Callable[[Library, Path], None]
) -> None:
    by_another_name = path.parent / ".." / path.parent.name / path.name
    for name in (path, by_another_name):
        with pytest.raises(LibraryError, match="the library itself"):
            copy(library, name)
    library.close()
    with Library.open(path) as again:
        assert again.articles.contains(stored.id)
        assert again.check().sound


@pytest.mark.parametrize("copy", [_by_backup, _by_export])
def test_a_copy_never_takes_the_place_of_a_library_in_use(
    library: Library,
    stored: Article,
    make_article: Callable[..., Article],
    tmp_path: Path,
    copy: Callable[[Library, Path], None],
) -> None:
    article = make_article("Somebody else's story")
    with Library.open(tmp_path / "other.annotator") as other:
        other.articles.add(article, article.text.encode())
        with pytest.raises(LibraryBusyError, match="in use"):
            copy(library, other.path)
        assert other.articles.contains(article.id)
    Library.open(other.path, read_only=True).close()
    copy(library, other.path)  # closed, it is a file like any other
    with Library.open(other.path) as copied:
        assert copied.articles.ids() == (stored.id,)


def test_a_copy_never_takes_the_place_of_a_library_just_opened(
    library: Library, stored: Article, tmp_path: Path
) -> None:
    """Its log may still be empty; what it is given next would be lost."""
    with (
        Library.open(tmp_path / "other.annotator") as other,
        pytest.raises(LibraryBusyError, match="in use"),
    ):
        library.backup(other.path)


def test_a_library_in_use_is_no_backup(path: Path, library: Library, stored: Article) -> None:
    """What was last done in it stands in its log alone, and would be missing."""
    elsewhere = path.with_name("elsewhere.annotator")
    with pytest.raises(LibraryBusyError, match="in use"):
        Library.restore(path, elsewhere)
    assert not elsewhere.exists()
    library.close()
    Library.restore(path, elsewhere)
    with Library.open(elsewhere) as there:
        assert there.articles.contains(stored.id)


def test_a_backup_is_one_file_that_any_reader_opens(library: Library, stored: Article) -> None:
    backup = library.backups.make()
    with closing(sqlite3.connect(f"file:{backup.path}?mode=ro&immutable=1", uri=True)) as plain:
        assert plain.execute("SELECT count(*) FROM article").fetchone() == (1,)
    # Bytes 18 and 19 of the format: no log beside it, so that it opens from a read-only disk.
    assert backup.path.read_bytes()[18:20] == b"\x01\x01"


def test_names_of_backups_sort_by_time(path: Path) -> None:
    first = new_backup_path(path, BackupKind.ASKED)
    second = new_backup_path(path, BackupKind.ASKED)
    assert first.name < second.name
