"""What the child answers when a parser fails: words for the analyst, a place for the log."""

import json
import subprocess
import sys

import pytest

from annotator.ingest import child, wire
from annotator.ingest.problems import UnreadableError


def told(interpret):
    with pytest.raises(UnreadableError) as problem:
        wire.decode_answer(child.answer(interpret))
    return problem.value


def test_whatever_a_parser_raises_becomes_a_sentence_without_internals():
    def interpret():
        return json.loads("{")

    problem = told(interpret)
    assert str(problem.predicate) == "is damaged and could not be read"
    assert problem.hint
    assert problem.detail.startswith("JSONDecodeError at decoder.py:")


def test_want_of_memory_is_told_as_such():
    def interpret():
        raise MemoryError

    assert "too much memory" in str(told(interpret).predicate)


def test_what_a_reader_says_itself_is_passed_on():
    def interpret():
        raise UnreadableError("is empty", "Get it again.")

    assert str(told(interpret).predicate) == "is empty"


def test_endless_recursion_is_a_sentence_too():
    def interpret():
        return interpret()

    assert str(told(interpret).predicate) == "is damaged and could not be read"


def test_a_child_whose_app_has_died_ends_by_itself_in_the_middle_of_a_file() -> None:
    """Nobody is left to stop it, and a hostile file could keep it at work for ever."""
    script = """
import multiprocessing, time
from annotator.ingest import child, document, wire
from annotator.ingest.limits import Limits

child._GRACE_SECONDS = 0.1
document.interpret = lambda *_: time.sleep(120)
ours, theirs = multiprocessing.Pipe()
ours.send_bytes(wire.encode_request(wire.Request("endless.txt")))
ours.send_bytes(b"words")
child.serve(theirs, Limits(seconds=0.1))
"""
    ended = subprocess.run([sys.executable, "-c", script], timeout=60, check=False)
    assert ended.returncode == 1


def test_what_a_parser_prints_of_a_document_goes_nowhere() -> None:
    script = """
import multiprocessing, os, sys
from annotator.ingest import child, document, wire
from annotator.ingest.limits import Limits

def interpret(*_):
    print("secret words")
    print("secret words", file=sys.stderr, flush=True)
    os.write(1, b"secret words")
    os.write(2, b"secret words")
    ours.close()

document.interpret = interpret
ours, theirs = multiprocessing.Pipe()
ours.send_bytes(wire.encode_request(wire.Request("talkative.txt")))
ours.send_bytes(b"words")
child.serve(theirs, Limits())
"""
    ended = subprocess.run(
        [sys.executable, "-c", script], timeout=60, check=False, capture_output=True
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
