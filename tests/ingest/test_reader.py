"""Reading through the child: what the app gets, and what it is told when it gets nothing."""

import hashlib
import os
import signal
import sys
import threading
import time
from multiprocessing.context import SpawnProcess
from pathlib import Path

import psutil
import pytest

from annotator.domain.ids import article_id
from annotator.errors import UserFacingError
from annotator.ingest import Limits, Reader, read, read_pasted
from annotator.ingest.process import ReadingProcess
from annotator.text.normalise import NORMALISER

WORDS = "The talks ended on Tuesday without an agreement, two officials said."


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(WORDS, encoding="utf-8")
    return path


def test_an_article_carries_its_provenance(story, reader):
    read_file = reader.read(story)
    article = read_file.article
    assert read_file.original == WORDS.encode()
    assert article.id == article_id(WORDS.encode())
    assert article.text == WORDS
    assert article.sha256 == hashlib.sha256(WORDS.encode()).hexdigest()
    assert article.text_sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert article.normaliser == NORMALISER
    assert article.file_name == "story.txt"
    assert article.media_type == "text/plain"
    assert article.accessed.endswith("+00:00")


def test_the_same_bytes_are_the_same_article_under_any_name(story, tmp_path, reader):
    other = tmp_path / "copy.text"
    other.write_bytes(story.read_bytes())
    assert reader.read(other).article.id == reader.read(story).article.id


def test_one_file_can_be_read_without_a_reader(story):
    assert read(story).article.text == WORDS


def test_pasted_rich_text_keeps_its_paragraphs_and_its_html(reader):
    html = "<meta charset='utf-8'><h2>Talks</h2><p>One <b>bold</b> word.</p><ul><li>an item</ul>"
    read_file = reader.read_pasted("Talks One bold word.", html)
    assert read_file.article.text == "Talks\nOne bold word.\nan item"
    assert [block.kind.value for block in read_file.article.blocks] == ["headline", "body", "list"]
    assert read_file.original == html.encode()
    assert read_file.article.file_name == ""


def test_pasted_text_can_be_read_without_a_reader():
    assert read_pasted(WORDS).article.text == WORDS


def test_pasted_html_without_words_leaves_the_text(reader):
    read_file = reader.read_pasted(WORDS, "<img src='https://x.example/a.png'>")
    assert read_file.article.text == WORDS
    assert read_file.article.media_type == "text/plain"


@pytest.mark.parametrize("pasted", [("", ""), (" \n", "  "), ("\u200b", "")])
def test_pasting_nothing_says_so(pasted, reader):
    with pytest.raises(UserFacingError, match="What was pasted holds no text"):
        reader.read_pasted(*pasted)


def test_an_absent_file_says_so(tmp_path, reader):
    with pytest.raises(UserFacingError, match=r"“gone\.txt” was not found") as told:
        reader.read(tmp_path / "gone.txt")
    assert told.value.hint


def test_a_folder_says_so(tmp_path, reader):
    with pytest.raises(UserFacingError, match="is a folder"):
        reader.read(tmp_path)


def test_an_empty_file_says_so(tmp_path, reader):
    path = tmp_path / "empty.pdf"
    path.touch()
    with pytest.raises(UserFacingError, match=r"“empty\.pdf” is empty"):
        reader.read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
def test_a_pipe_without_a_writer_does_not_keep_the_app_waiting(tmp_path, reader):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(UserFacingError, match="is not a file"):
        reader.read(path)


@pytest.mark.skipif(sys.platform != "linux", reason="a device of Linux")
def test_a_device_is_not_read(reader):
    with pytest.raises(UserFacingError, match="is not a file"):
        reader.read(Path("/dev/zero"))


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_a_file_that_may_not_be_read_says_so(story, reader):
    story.chmod(0)
    with pytest.raises(UserFacingError, match="may not be read"):
        reader.read(story)


def test_a_file_above_the_limit_is_refused_unread(tmp_path, reader):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # sparse: takes no disk
    started = time.monotonic()
    with pytest.raises(UserFacingError, match="larger than 100 MB"):
        reader.read(path)
    assert time.monotonic() - started < 1


def test_the_limit_on_size_can_be_set(story):
    with (
        Reader(Limits(file_bytes=20)) as strict,
        pytest.raises(UserFacingError, match="larger than"),
    ):
        strict.read(story)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows forbids such names")
@pytest.mark.parametrize(
    "name",
    ["two\nlines.txt", "a" * 251 + ".txt", b"caf\xe9.txt", "\u202eevil.txt", "tab\there.txt"],
)
def test_odd_names_are_read_and_shown_in_one_line(name, tmp_path, reader):
    folder = os.fsencode(tmp_path / "x")[:-1]
    path = Path(os.fsdecode(folder + os.fsencode(name)))
    path.write_text(WORDS, encoding="utf-8")
    article = reader.read(path).article
    assert article.text == WORDS
    article.file_name.encode()
    assert "\n" not in article.title
    path.write_bytes(b"\x00" * 100)
    with pytest.raises(UserFacingError) as told:
        reader.read(path)
    str(told.value.message).encode()
    assert "\n" not in str(told.value.message)
    assert "\u202e" not in str(told.value.message)
    assert len(str(told.value.message)) < 200


def test_one_child_serves_many_files(story):
    with Reader() as own:
        own.start()
        first = own.child_pid
        own.read(story)
        own.read(story)
        assert own.child_pid == first
    assert own.child_pid is None


def test_the_child_lets_the_window_go_first(story):
    with Reader() as reader:
        reader.read(story)
        assert psutil.Process(reader.child_pid).nice() > psutil.Process().nice()


def test_a_child_that_dies_is_replaced_and_the_file_after_it_is_read(story):
    with Reader() as own:
        own.start()
        child = own.child_pid or 0
        # Held, so that it is alive when the file is given to it, and dies over it.
        os.kill(child, signal.SIGSTOP)
        threading.Timer(0.5, os.kill, (child, signal.SIGKILL)).start()
        with pytest.raises(UserFacingError, match="broke the program that reads it"):
            own.read(story)
        assert own.read(story).article.text == WORDS


def test_closing_ends_the_child(story):
    with Reader() as own:
        own.read(story)
        pid = own.child_pid
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_threads_take_turns_at_one_reader(tmp_path, reader):
    texts = [f"Text number {number} was read, officials said." for number in range(12)]
    found: dict[int, str] = {}

    def work(number: int) -> None:
        path = tmp_path / f"{number}.txt"
        path.write_text(texts[number], encoding="utf-8")
        found[number] = reader.read(path).article.text

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(len(texts))] == texts


def test_interrupting_from_another_thread_ends_a_long_reading(tmp_path):
    path = tmp_path / "long.rtf"
    path.write_bytes(b"{\\rtf1 " + b"{\\b x}" * 3_000_000 + b"}")
    with Reader() as own:
        own.start()
        timer = threading.Timer(0.3, own.interrupt)
        timer.start()
        started = time.monotonic()
        with pytest.raises(UserFacingError, match="was stopped"):
            own.read(path)
        assert time.monotonic() - started < 5
        timer.join()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of Unix")
def test_after_ctrl_c_the_next_file_gets_its_own_answer(tmp_path, story):
    path = tmp_path / "long.rtf"
    path.write_bytes(b"{\\rtf1 " + b"{\\b x}" * 1_000_000 + b"}")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with Reader() as own:
        own.start()
        # To the thread that waits: the system may give a signal of the process to any thread.
        main = threading.main_thread().ident
        timer = threading.Timer(0.3, signal.pthread_kill, (main, signal.SIGINT))
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            own.read(path)
        timer.join()
        assert own.read(story).article.text == WORDS
    signal.signal(signal.SIGINT, before)


def test_interrupting_when_nothing_is_read_harms_no_later_file(story):
    with Reader() as own:
        own.read(story)
        own.interrupt()
        assert own.read(story).article.text == WORDS


def test_a_child_that_was_killed_between_two_files_is_replaced(story):
    with Reader() as own:
        own.read(story)
        os.kill(own.child_pid, signal.SIGKILL)
        time.sleep(0.3)
        assert own.read(story).article.text == WORDS


@pytest.mark.skipif(os.name != "posix", reason="signals of process groups are POSIX")
def test_an_interrupt_does_not_reach_a_child_that_is_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin = SpawnProcess.start

    def interrupted(process: SpawnProcess) -> None:
        begin(process)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGINT)

    monkeypatch.setattr(SpawnProcess, "start", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        reading = ReadingProcess(Limits())
        assert reading.alive
        reading.stop()
    finally:
        signal.signal(signal.SIGINT, before)
