"""An encrypted library: as able as a plain one, and nothing to be read without its passphrase."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.decision import Decision
from annotator.storage import (
    Library,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryNewerError,
    SearchQuery,
)
from annotator.storage.file import encryption
from annotator.storage.file.encryption import PAGE_BYTES, Key, cipher_driver
from annotator.storage.file.engine import connect
from annotator.storage.file.faults import PassphraseNeededError, PassphraseWrongError
from annotator.storage.file.schema import CURRENT, Schema
from annotator.storage.file.unlocking import unlocked
from annotator.storage.keeping.backups import backups_of
from annotator.storage.keeping.opening import open_file

SECRET = "Höhle 7 – nur für uns"  # noqa: S105
TRAILER = " Copyright of the Quay"
SENTENCE = b"the harbour would open"
WORDS = (SENTENCE, b"Harbour reopens", b"Ana Brook", b"heard on the pier", b"CREATE TABLE")


@pytest.fixture(autouse=True)
def quick_keys(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys made in no time; what they are made for is the same."""
    if "own_rounds" not in request.keywords:
        monkeypatch.setattr(encryption, "ROUNDS", 100)


@pytest.fixture
def article(make_article: Callable[..., Article]) -> Article:
    """Its original is more than its text, so that it is kept, too."""
    return make_article(trailer=TRAILER, publisher="The Quay", language="en")


@pytest.fixture
def fill(
    article: Article, analysis: Analysis, make_decision: Callable[..., Decision]
) -> Callable[[Library], None]:
    """Puts an article, its findings, a note and a setting in."""

    def fill(library: Library) -> None:
        library.articles.add(article, (article.text + TRAILER).encode(), person="Ada")
        library.findings.store(article.id, analysis)
        claim = library.claims.of(article.id)[0].claim.id
        with library.transaction("Ada", "decide", payload={"claim": claim}, inverse={}) as change:
            change.decide(make_decision(claim, note="heard on the pier"))
        library.settings.set("folder", "heard on the pier")

    return fill


@pytest.fixture
def secret(path: Path, fill: Callable[[Library], None]) -> Iterator[Library]:
    """An open encrypted library with something in it."""
    with Library.open(path, passphrase=SECRET) as library:
        fill(library)
        yield library


def readable(folder: Path) -> list[str]:
    """The files below `folder` in which words of the library can be read."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(word in file.read_bytes() for word in WORDS)]


def all_there(library: Library, article: Article) -> bool:
    (record, *_) = library.claims.of(article.id)
    return (
        library.check().sound
        and library.articles.get(article.id) == article
        and record.decision is not None
        and record.decision.note == "heard on the pier"
        and bool(library.search.find(SearchQuery(words="harbour")))
    )


def overwrite(path: Path, at: int, content: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(content)


def test_everything_works_behind_a_passphrase(
    secret: Library, article: Article, tmp_path: Path
) -> None:
    assert secret.encrypted
    assert all_there(secret, article)
    secret.backups.make()
    secret.backup(tmp_path / "copy.annotator")
    secret.export_to(tmp_path / "whole.annotator")
    secret.close()
    copies = (secret.path, backups_of(secret.path)[0].path, *tmp_path.glob("*.annotator"))
    assert len(copies) == 4
    for copy in copies:
        with Library.open(copy, passphrase=SECRET) as library:
            assert all_there(library, article)
    with Library.open(secret.path, passphrase=SECRET) as library:
        library.purge(article.id, person="Ada")
        assert library.check().sound


def test_no_word_can_be_read_in_any_file(
    secret: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(elsewhere))
    secret.backups.make()
    secret.export_to(tmp_path / "whole.annotator")
    secret.settings.set("folder", "heard on the pier again")
    assert secret.path.with_name(f"{secret.path.name}-wal").stat().st_size > 0
    assert secret.path.with_name(f"{secret.path.name}-shm").exists()
    assert readable(tmp_path) == []
    secret.search.rebuild()
    secret.close()
    assert readable(tmp_path) == []
    # The test can fail: without a passphrase the words are there.
    Library.change_passphrase(secret.path, SECRET, "")
    assert secret.path.name in readable(tmp_path)


_KILLED = """
import os, sys
from pathlib import Path
from annotator.storage.file import encryption
from annotator.storage import Library
encryption.ROUNDS = 100
library = Library.open(Path(sys.argv[1]), passphrase=sys.argv[2])
library.settings.set("folder", "heard on the pier " * 400)
os._exit(9)
"""


def test_what_a_killed_program_leaves_cannot_be_read_and_is_not_lost(
    secret: Library, article: Article, tmp_path: Path
) -> None:
    secret.close()
    subprocess.run([sys.executable, "-c", _KILLED, secret.path, SECRET], check=False, timeout=60)
    assert secret.path.with_name(f"{secret.path.name}-wal").stat().st_size > 0
    assert readable(tmp_path) == []
    with Library.open(secret.path, passphrase=SECRET) as library:
        assert str(library.settings.get("folder")).startswith("heard on the pier heard")
        assert all_there(library, article)


@pytest.mark.own_rounds
def test_any_sqlcipher_opens_it_with_the_passphrase_alone(path: Path, article: Article) -> None:
    with Library.open(path, passphrase=SECRET) as library:
        library.articles.add(article, (article.text + TRAILER).encode(), person="Ada")
    with closing(cipher_driver().connect(str(path))) as other:
        other.execute(f"PRAGMA key = '{SECRET}'")
        assert other.execute("SELECT title FROM article").fetchall() == [("Harbour reopens",)]


def test_the_same_words_typed_otherwise_are_the_same_passphrase(path: Path) -> None:
    Library.open(path, passphrase="Ho\u0308hle").close()
    Library.open(path, passphrase="H\u00f6hle").close()


@pytest.mark.parametrize(
    ("given", "error"), [("", PassphraseNeededError), ("höhle 7", PassphraseWrongError)]
)
def test_without_the_passphrase_it_is_refused_and_untouched(
    secret: Library, given: str, error: type[LibraryError]
) -> None:
    secret.close()
    before = {file: file.read_bytes() for file in secret.path.parent.iterdir() if file.is_file()}
    for read_only in (True, False):
        with pytest.raises(error, match=r"library\.annotator") as told:
            Library.open(secret.path, passphrase=given, read_only=read_only)
        assert told.value.hint
    assert {
        file: file.read_bytes() for file in secret.path.parent.iterdir() if file.is_file()
    } == before


def test_a_second_opening_in_the_same_program_needs_it_too(secret: Library) -> None:
    with pytest.raises(PassphraseNeededError):
        Library.open(secret.path)
    with pytest.raises(PassphraseWrongError):
        Library.open(secret.path, passphrase="other")
    with Library.open(secret.path, passphrase=SECRET) as second:
        assert second.read_only
        assert second.holder


def test_damage_is_told_apart_from_a_wrong_passphrase(secret: Library, article: Article) -> None:
    kept = secret.backups.make()
    secret.close()
    overwrite(secret.path, 300, bytes(60))
    with pytest.raises(LibraryDamagedError) as told:
        Library.open(secret.path, passphrase=SECRET)
    assert str(kept.path) in str(told.value.hint)
    with pytest.raises(PassphraseWrongError):
        Library.open(secret.path, passphrase="other")
    Library.restore(kept.path, secret.path, SECRET)
    with Library.open(secret.path, passphrase=SECRET) as library:
        assert all_there(library, article)


def test_a_lost_salt_is_no_obstacle_for_a_backup(secret: Library, article: Article) -> None:
    kept = secret.backups.make()
    secret.close()
    overwrite(secret.path, 0, os.urandom(16))
    with pytest.raises(PassphraseWrongError, match="does not open") as told:
        Library.open(secret.path, passphrase=SECRET)
    assert "restore the last backup" in str(told.value.hint)
    Library.restore(kept.path, secret.path, SECRET)
    with Library.open(secret.path, passphrase=SECRET) as library:
        assert all_there(library, article)


@pytest.mark.parametrize("lost", [bytes(PAGE_BYTES), b"nothing but text " * 241])
def test_a_lost_first_page_is_damage_whatever_the_passphrase(secret: Library, lost: bytes) -> None:
    kept = secret.backups.make()
    secret.close()
    overwrite(secret.path, 0, lost[:PAGE_BYTES])
    for given in (SECRET, "other"):
        with pytest.raises(LibraryDamagedError) as told:
            Library.open(secret.path, passphrase=given)
        assert str(kept.path) in str(told.value.hint)


def lose_the_originals(library: Path, key: Key | None) -> None:
    """Loses the first page of the table of originals."""
    with closing(connect(library, key, untouched=True)) as connection:
        page = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'original'"
        ).fetchone()[0]
    overwrite(library, (page - 1) * PAGE_BYTES, bytes(30))


def test_a_damaged_page_is_found_named_and_salvaged_around(
    secret: Library, article: Article, tmp_path: Path
) -> None:
    secret.close()
    lose_the_originals(secret.path, unlocked(secret.path, SECRET))
    with Library.open(secret.path, passphrase=SECRET) as library:
        report = library.check()
        assert any("HMAC verification failed for page" in p.message for p in report.problems)
        assert library.articles.get(article.id) == article
        with pytest.raises(LibraryError):
            library.export_to(tmp_path / "whole.annotator")
    saved = tmp_path / "saved.annotator"
    report_of_loss = Library.salvage(secret.path, saved, SECRET)
    assert (report_of_loss.articles, report_of_loss.decisions) == (1, 1)
    assert [loss.what for loss in report_of_loss.losses] == ["originals"]
    assert readable(tmp_path) == []
    with Library.open(saved, passphrase=SECRET) as library:
        assert library.claims.of(article.id)[0].decision is not None


def test_a_library_from_a_newer_version_is_refused_and_untouched(
    secret: Library, tmp_path: Path
) -> None:
    secret.close()
    before = secret.path.read_bytes()
    older = Schema(CURRENT.version - 1, CURRENT.scripts)
    with pytest.raises(LibraryNewerError):
        open_file(secret.path, passphrase=SECRET, schema=older)
    assert secret.path.read_bytes() == before
    assert not secret.path.with_name(f"{secret.path.name}-wal").exists()


# Changing it


@pytest.fixture
def plain(path: Path, fill: Callable[[Library], None]) -> Path:
    """A plain library that is closed, with a backup."""
    with Library.open(path) as library:
        fill(library)
        library.backups.make()
    return path


def test_a_library_and_its_backups_are_encrypted_and_nothing_plain_is_left(
    plain: Path, article: Article, tmp_path: Path
) -> None:
    with plain.open("rb") as old:
        assert Library.change_passphrase(plain, "", SECRET).files == 2
        if sys.platform != "win32":
            # What lay there was overwritten, not only let go of.
            assert not any(word in old.read() for word in WORDS)
    assert readable(tmp_path) == []
    for file in (plain, backups_of(plain)[0].path):
        with pytest.raises(PassphraseNeededError):
            Library.open(file)
        with Library.open(file, passphrase=SECRET) as library:
            assert all_there(library, article)
        if sys.platform != "win32":
            assert file.stat().st_mode & 0o777 == 0o600


def test_another_passphrase_takes_the_place_of_the_old_in_backups_too(
    secret: Library, article: Article
) -> None:
    kept = secret.backups.make()
    with pytest.raises(LibraryBusyError):
        Library.change_passphrase(secret.path, SECRET, "another")
    secret.close()
    with pytest.raises(PassphraseWrongError):
        Library.change_passphrase(secret.path, "no", "another")
    Library.change_passphrase(secret.path, SECRET, "another")
    for file in (secret.path, kept.path):
        with pytest.raises(PassphraseWrongError):
            Library.open(file, passphrase=SECRET)
        with Library.open(file, passphrase="another") as library:
            assert all_there(library, article)


def test_the_passphrase_can_be_taken_away(secret: Library, article: Article) -> None:
    kept = secret.backups.make()
    secret.close()
    Library.change_passphrase(secret.path, SECRET, "")
    for file in (secret.path, kept.path):
        with Library.open(file) as library:
            assert not library.encrypted
            assert all_there(library, article)


def test_a_backup_that_cannot_be_read_is_named_and_left(plain: Path) -> None:
    backup = backups_of(plain)[0].path
    overwrite(backup, 0, b"x" * 200)
    changed = Library.change_passphrase(plain, "", SECRET)
    assert (changed.files, changed.left) == (1, (backup,))


def test_a_change_that_was_stopped_before_the_backups_is_finished_at_the_next_start(
    plain: Path, article: Article, tmp_path: Path
) -> None:
    def stop(done: int, todo: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Library.change_passphrase(plain, "", SECRET, stop)
    assert readable(tmp_path) == [backups_of(plain)[0].path.name]
    with Library.open(plain, passphrase=SECRET) as library:
        assert all_there(library, article)
        assert readable(tmp_path) == []


def test_a_disk_full_while_encrypting_changes_nothing(
    plain: Path, article: Article, tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource", reason="limits on files need POSIX")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    backups = sorted(file.name for file in (plain.parent / "backups").iterdir())
    for room in (0, 5_000, 50_000, 100_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            with pytest.raises(LibraryError):
                Library.change_passphrase(plain, "", SECRET)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert not list(plain.parent.glob("*.part*"))
        assert sorted(file.name for file in (plain.parent / "backups").iterdir()) == backups
    with Library.open(plain) as library:
        assert all_there(library, article)


def test_a_damaged_library_is_not_encrypted(plain: Path) -> None:
    lose_the_originals(plain, None)
    before = plain.read_bytes()
    with pytest.raises(LibraryDamagedError):
        Library.change_passphrase(plain, "", SECRET)
    # Only the log of changes was folded in, which the header tells.
    assert plain.read_bytes()[100:] == before[100:]


# Copies in its place


def test_a_plain_copy_that_takes_an_encrypted_place_is_encrypted(
    plain: Path, article: Article, tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere" / "plain.annotator"
    copy.parent.mkdir()
    shutil.copyfile(plain, copy)
    Library.change_passphrase(plain, "", SECRET)
    with pytest.raises(PassphraseNeededError):
        Library.restore(copy, plain)
    kept = Library.restore(copy, plain, SECRET)
    assert readable(plain.parent) == []
    assert kept is not None
    for file in (plain, kept):
        with Library.open(file, passphrase=SECRET) as library:
            assert all_there(library, article)


def test_an_encrypted_export_becomes_a_new_library(
    secret: Library, article: Article, tmp_path: Path
) -> None:
    export = tmp_path / "whole.annotator"
    secret.export_to(export)
    new = tmp_path / "new" / "library.annotator"
    with pytest.raises(PassphraseWrongError):
        Library.import_from(export, new, "no")
    assert not new.exists()
    Library.import_from(export, new, SECRET)
    with Library.open(new, passphrase=SECRET) as library:
        assert all_there(library, article)


def test_a_plain_library_never_loads_the_cipher(library: Library) -> None:
    library.close()
    code = (
        "import sys; from pathlib import Path; from annotator.storage import Library;"
        "Library.open(Path(sys.argv[1])).close(); print('sqlcipher3' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(library.path)],
        check=True,
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    assert said.stdout.strip() == "False"


def test_a_key_is_never_shown(secret: Library) -> None:
    key = secret._store.key
    assert key is not None
    assert key.raw.hex() not in repr(key)
    with pytest.raises(sqlite3.DatabaseError), closing(sqlite3.connect(secret.path)) as plain:
        plain.execute("SELECT * FROM article")
