"""Whatever ends an export, the file that was there before is whole."""

import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from annotator.briefing import export
from annotator.briefing.review import find_changes, read_review
from annotator.briefing.saving import replacing
from annotator.domain.claim import Tag

_KILLS = 12
_OFFICE = """
import os, pickle, sys
from pathlib import Path
from annotator.briefing import export
briefing = pickle.loads(Path(sys.argv[1]).read_bytes())
for _ in sys.stdin:
    child = os.fork()
    if not child:
        export(briefing, Path(sys.argv[2]))
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("ended", flush=True)
"""


@pytest.fixture
def long_briefing(desk, make_briefing):
    """Four hundred claims: some tenths of a second to write."""
    words = [f"Gate {i} of the lock was shut on day {i}." for i in range(400)]
    made = desk("\n".join(words))
    for line in words:
        made.claim(line, tag=Tag.UNSOURCED)
    return make_briefing(made.done())


@pytest.fixture
def office(long_briefing, out):
    """A process that exports in a child of its own whenever it is told to."""
    kept = out.with_name("briefing.pickle")
    kept.write_bytes(pickle.dumps(long_briefing))
    with subprocess.Popen(
        [sys.executable, "-c", _OFFICE, str(kept), str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as started:
        yield started
        started.kill()


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
def test_a_killed_export_leaves_the_old_file_or_the_new_one_whole(office, make_briefing, desk, out):
    made = desk("One.")
    made.claim("One.")
    export(make_briefing(made.done()), out)
    old = out.read_bytes()
    whole = _export(office, None)
    assert out.read_bytes() != old
    untouched = 0
    for kill in range(_KILLS):
        out.write_bytes(old)
        _export(office, whole * (kill + 1) / _KILLS)
        if out.read_bytes() == old:
            untouched += 1
            continue
        review = read_review(out)
        assert review.manifest is not None
        assert len(review.manifest.claims) == 400
        assert find_changes(review).items == ()
    assert untouched, "no kill came in time"


def _export(office: subprocess.Popen[str], kill_after: float | None) -> float:
    """Let the office export, and kill that after some seconds; how long it took."""
    assert office.stdin
    assert office.stdout
    office.stdin.write("go\n")
    office.stdin.flush()
    child = int(office.stdout.readline())
    began = time.monotonic()
    if kill_after is not None:
        time.sleep(kill_after)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    assert office.stdout.readline() == "ended\n"
    return time.monotonic() - began


def test_what_a_killed_export_left_is_swept_up_by_the_next(out):
    left = out.with_name(f".{out.name}.0123abcd.tmp")
    fresh = out.with_name(f".{out.name}.89abcdef.tmp")
    strange = out.with_name(f".{out.name}.notes.tmp")
    for path in (left, fresh, strange):
        path.write_bytes(b"half")
    hours_ago = time.time() - 7200
    os.utime(left, (hours_ago, hours_ago))
    os.utime(strange, (hours_ago, hours_ago))
    with replacing(out) as file:
        file.write(b"whole")
    assert not left.exists()
    assert fresh.exists(), "another export may be writing it"
    assert strange.exists(), "it is not ours"
    assert out.read_bytes() == b"whole"
