"""The next file is read while the one before is kept, and every result finds its file."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from annotator.errors import UserFacingError
from annotator.ingest import ReadFile
from annotator.workspace.reading_ahead import ReadingAhead

FILES = [Path(name) for name in ("one", "two", "three")]


@pytest.fixture
def thread() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


class Reading:
    """Reads names; a bad one fails."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.second = threading.Event()

    def __call__(self, path: Path) -> ReadFile:
        self.begun.append(path.name)
        if path.name == "two":
            self.second.set()
        if path.name == "bad":
            raise UserFacingError("It is bad.", "Try another.")
        return cast(ReadFile, path.name)


def test_files_come_in_their_order(thread: ThreadPoolExecutor) -> None:
    with ReadingAhead(thread, Reading(), FILES) as reads:
        assert [reads.next() for _ in FILES] == ["one", "two", "three"]
        with pytest.raises(IndexError):
            reads.next()


def test_the_next_is_read_while_the_first_is_kept(thread: ThreadPoolExecutor) -> None:
    reading = Reading()
    with ReadingAhead(thread, reading, FILES) as reads:
        reads.next()
        assert reading.second.wait(timeout=10)
        assert reading.begun == ["one", "two"]


def test_a_bad_file_fails_in_its_turn_and_the_rest_go_on(thread: ThreadPoolExecutor) -> None:
    with ReadingAhead(thread, Reading(), [FILES[0], Path("bad"), FILES[2]]) as reads:
        assert reads.next() == "one"
        with pytest.raises(UserFacingError, match="bad"):
            reads.next()
        assert reads.next() == "three"


def test_leaving_early_ends_the_reading_even_of_a_bad_one(thread: ThreadPoolExecutor) -> None:
    reading = Reading()
    with ReadingAhead(thread, reading, [FILES[0], Path("bad"), FILES[2]]) as reads:
        reads.next()
    thread.submit(lambda: None).result(timeout=10)
    assert "three" not in reading.begun
