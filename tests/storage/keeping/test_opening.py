"""Opening: who may write, what is refused, what is left untouched."""

import json
import os
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from annotator.domain.article import Article
from annotator.storage import (
    Library,
    LibraryDamagedError,
    LibraryError,
    LibraryNewerError,
    LibraryReadOnlyError,
)
from annotator.storage.file.schema import APPLICATION_ID, SCHEMA_VERSION

HOLD = """
import sys
from pathlib import Path
from annotator.storage import Library
with Library.open(Path(sys.argv[1])) as library:
    print("read-only" if library.read_only else "writing", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the library open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "writing"
        yield process
        process.kill()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_second_to_open_it_reads_and_says_who_has_it(
    path: Path, library: Library, stored: Article
) -> None:
    library.close()
    with held_elsewhere(path) as holder, Library.open(path) as second:
        assert second.read_only
        assert second.holder is not None
        assert second.holder.pid == holder.pid
        assert second.holder.host == socket.gethostname()
        assert str(second.holder) in str(second.why_read_only)
        assert second.articles.get(stored.id) == stored
        assert not second.articles.add(stored, stored.text.encode())
        with pytest.raises(LibraryReadOnlyError, match="open for reading only"):
            second.settings.set("x", 1)


def test_a_second_in_the_same_process_reads_too(
    path: Path, library: Library, stored: Article
) -> None:
    with Library.open(path) as second:
        assert second.read_only
        assert second.holder is not None
        assert second.holder.pid == os.getpid()
        assert second.articles.contains(stored.id)
    assert not library.read_only
    library.settings.set("after", 1)


def test_the_reader_sees_what_the_writer_saves(
    path: Path, library: Library, make_article: Callable[..., Article]
) -> None:
    with Library.open(path) as second:
        article = make_article("News")
        library.articles.add(article, b"News")
        assert second.articles.contains(article.id)


def test_a_killed_holder_is_no_obstacle(path: Path, library: Library) -> None:
    library.close()
    with held_elsewhere(path) as holder:
        holder.kill()
        holder.wait()
        with Library.open(path) as next_one:
            assert not next_one.read_only


def test_a_stale_lock_file_is_no_obstacle(path: Path, library: Library) -> None:
    library.close()
    stale = {"person": "Eve", "host": "old", "pid": 1, "since": "2020-01-01T00:00:00+00:00"}
    path.with_name(f"{path.name}.lock").write_text(json.dumps(stale) * 3)
    with Library.open(path) as next_one:
        assert not next_one.read_only


def test_a_library_of_a_newer_version_is_refused_and_untouched(
    path: Path, library: Library, stored: Article
) -> None:
    library.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    path.with_name(f"{path.name}.lock").unlink()
    before = files(path.parent)
    for read_only in (False, True):
        with pytest.raises(LibraryNewerError, match="newer version"):
            Library.open(path, read_only=read_only)
    after = files(path.parent)
    assert after.pop(f"{path.name}.lock", b"") == b""
    assert after == before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"just text", "not an Annotator library"),
        (b"PK\x03\x04" + b"\x00" * 500, "not an Annotator library"),
        (b"SQLite format 3\x00", "not an Annotator library"),
    ],
)
def test_another_file_is_refused_and_untouched(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(content)
    with pytest.raises(LibraryDamagedError, match=says):
        Library.open(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine(x)")
    before = path.read_bytes()
    with pytest.raises(LibraryDamagedError, match="another program"):
        Library.open(path)
    assert path.read_bytes() == before


def test_reading_a_library_that_is_not_there_makes_none(path: Path) -> None:
    with pytest.raises(LibraryError, match="no library"):
        Library.open(path, read_only=True)
    assert not path.parent.exists()


def test_a_folder_in_its_place_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        Library.open(tmp_path)


def test_a_file_in_place_of_its_folder_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="cannot be made"):
        Library.open(tmp_path / "file" / "library.annotator")


def test_names_with_odd_letters_work(tmp_path: Path) -> None:
    path = tmp_path / "a b%20?#&é" / "lib?mode=ro&x=%41#.annotator"
    with Library.open(path) as library:
        library.settings.set("x", 1)
    assert path.exists()
    with Library.open(path, read_only=True) as library:
        assert library.settings.get("x") == 1


def test_the_header_tells_what_it_is(path: Path, library: Library) -> None:
    library.close()
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72]) == APPLICATION_ID
    assert int.from_bytes(header[60:64]) == SCHEMA_VERSION


def test_a_library_that_others_could_read_is_made_private(path: Path, library: Library) -> None:
    library.close()
    path.chmod(0o644)
    Library.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_closing_leaves_one_file_and_its_lock(
    path: Path, library: Library, stored: Article
) -> None:
    library.close()
    library.close()
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


def test_leaving_a_block_by_an_error_closes_the_library(path: Path) -> None:
    with pytest.raises(KeyError), Library.open(path):
        raise KeyError
    with Library.open(path) as again:
        assert not again.read_only


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs to become another user")
def test_a_folder_that_may_only_be_read_opens_for_reading(
    path: Path, library: Library, stored: Article
) -> None:
    library.close()
    for folder in path.parents:
        if "pytest-of-" in str(folder):
            folder.chmod(0o755)
    path.chmod(0o644)
    code = f"""
import os
from pathlib import Path
from annotator.storage import Library, LibraryReadOnlyError
os.setgid(65534); os.setuid(65534)
with Library.open(Path({str(path)!r})) as library:
    assert library.read_only and library.why_read_only, library.why_read_only
    assert library.articles.count() == 1
    try:
        library.settings.set("x", 1)
    except LibraryReadOnlyError as error:
        print(error)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "write-protected" in said.stdout, said.stderr
