"""What the child answers when a parser fails: words for the analyst, a place for the log."""

import json

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
    assert problem.predicate == "is damaged and could not be read"
    assert problem.hint
    assert problem.detail.startswith("JSONDecodeError at decoder.py:")


def test_want_of_memory_is_told_as_such():
    def interpret():
        raise MemoryError

    assert "too much memory" in told(interpret).predicate


def test_what_a_reader_says_itself_is_passed_on():
    def interpret():
        raise UnreadableError("is empty", "Get it again.")

    assert told(interpret).predicate == "is empty"


def test_endless_recursion_is_a_sentence_too():
    def interpret():
        return interpret()

    assert told(interpret).predicate == "is damaged and could not be read"
