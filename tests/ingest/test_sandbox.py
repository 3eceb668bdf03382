"""What the reading child may not do, tried in a process confined as it is."""

import re
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from annotator.ingest.limits import MEBIBYTE

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")


def confined(code: str, *, memory: int = 512 * MEBIBYTE) -> str:
    """What `code` prints in a process that confined itself first."""
    program = (
        "from annotator.ingest import sandbox\n"
        "from annotator.ingest.limits import Limits\n"
        f"sandbox.confine(Limits(memory_bytes={memory}))\n" + textwrap.dedent(code)
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout.strip() or done.stderr


@LINUX
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX"])
def test_no_socket_can_be_opened(family):
    code = f"""
        import socket
        try:
            socket.socket(socket.{family})
        except PermissionError:
            print("refused")
    """
    assert confined(code) == "refused"


@LINUX
@pytest.mark.parametrize(
    "act",
    [
        "open(path, 'w')",
        "open(path, 'a')",
        "open(path, 'r+b')",
        "os.open(path, os.O_CREAT | os.O_RDONLY)",
        "os.remove(path)",
        "os.rename(path, path + '2')",
        "os.mkdir(path + '2')",
        "os.symlink(path, path + '2')",
        "os.link(path, path + '2')",
        "os.chmod(path, 0)",
        "os.truncate(path, 0)",
        "os.utime(path)",
        "os.kill(os.getppid(), 0)",
        "os.execv(sys.executable, ['x'])",
        "os.fork()",
        "os.posix_spawn(sys.executable, ['x', '-c', ''], {})",
        "subprocess.run([sys.executable, '-c', ''])",
        "socket.create_connection(('127.0.0.1', 9))",
    ],
)
def test_nothing_can_be_run_or_changed(act, tmp_path):
    kept = tmp_path / "kept"
    kept.write_text("kept")
    code = f"""
        import os, socket, subprocess, sys
        path = {str(kept)!r}
        try:
            {act}
        except PermissionError:
            print("refused")
        else:
            print("done")
    """
    assert confined(code) == "refused"
    assert kept.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [kept]


@LINUX
def test_files_can_still_be_read_and_threads_started(tmp_path):
    path = tmp_path / "words"
    path.write_text("words")
    code = f"""
        import threading
        found = []
        thread = threading.Thread(target=lambda: found.append(open({str(path)!r}).read()))
        thread.start(); thread.join()
        print(found)
    """
    assert confined(code) == "['words']"


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is of Unix")
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not enforce it")
def test_memory_above_the_limit_is_refused():
    code = """
        kept = bytearray(20 << 20)
        try:
            bytearray(200 << 20)
        except MemoryError:
            print("refused", len(kept) >> 20)
    """
    assert confined(code, memory=100 * MEBIBYTE) == "refused 20"


def test_the_child_loads_no_window_and_no_language_model():
    code = """
        import sys
        import annotator.ingest.child, annotator.ingest.document
        heavy = {"PySide6", "shiboken6", "spacy", "thinc", "sqlalchemy", "docx"}
        print(sorted(heavy & set(sys.modules)))
    """
    assert confined(code, memory=4096 * MEBIBYTE) == "[]"


def test_the_app_loads_no_parser_to_read_through_the_child():
    code = """
        import sys
        import annotator.ingest
        parsers = {"lxml", "pypdfium2", "trafilatura", "striprtf", "oxmsg", "numpy", "py3langid"}
        print(sorted(parsers & set(sys.modules)))
    """
    assert confined(code) == "[]"


@LINUX
def test_the_child_that_reads_is_confined_so(reader):
    reader.start()
    status = Path(f"/proc/{reader.child_pid}/status").read_text(encoding="ascii")
    limits = Path(f"/proc/{reader.child_pid}/limits").read_text(encoding="ascii")
    assert re.search(r"^Seccomp:\s+2$", status, re.MULTILINE)
    assert re.search(r"^NoNewPrivs:\s+1$", status, re.MULTILINE)
    assert re.search(r"^Max address space\s+\d+\s+\d+", limits, re.MULTILINE)


@LINUX
def test_the_child_does_not_outlive_an_app_that_dies():
    program = """
if __name__ == "__main__":
    import sys, time
    from annotator.ingest import Reader
    reader = Reader()
    reader.start()
    print(reader.child_pid, flush=True)
    time.sleep(60)
"""
    app = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert app.stdout is not None
    child = int(app.stdout.readline())
    app.kill()
    app.wait()
    app.stdout.close()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{child}/cmdline").exists() and time.monotonic() < deadline:
        if " Z " in Path(f"/proc/{child}/stat").read_text(encoding="utf-8"):
            break
        time.sleep(0.05)
    else:
        assert not Path(f"/proc/{child}").exists()
