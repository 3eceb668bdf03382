"""What crosses from the child is checked, for a hostile file may speak in its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import Block, BlockKind
from annotator.domain.phrase import phrase, verbatim
from annotator.ingest import wire
from annotator.ingest.problems import UnreadableError
from annotator.text.spans import Span

ANSWER = wire.Answer(
    text="Head 😀\nBody",
    blocks=(Block(Span(0, 6), BlockKind.HEADLINE), Block(Span(7, 11), BlockKind.BODY)),
    media_type="text/plain",
    title="Head",
    author="",
    publisher="",
    published="",
    address="",
    language="en",
    warnings=(verbatim("Look out."),),
)


def test_an_answer_arrives_as_it_was_sent():
    assert wire.decode_answer(wire.encode_answer(ANSWER)) == ANSWER


def test_a_request_arrives_as_it_was_sent():
    request = wire.Request("“ødd”\nname.txt", pasted=True)
    assert wire.decode_request(wire.encode_request(request)) == request


def test_a_problem_arrives_as_a_problem():
    problem = UnreadableError(
        phrase("is {kind}, not a text", kind=phrase("a picture")),
        phrase("Get it again."),
        "KeyError at msg.py:30",
    )
    with pytest.raises(UnreadableError) as told:
        wire.decode_answer(wire.encode_problem(problem))
    assert (told.value.predicate, told.value.hint) == (problem.predicate, problem.hint)
    assert told.value.detail == "KeyError at msg.py:30"


def test_words_of_the_document_do_not_reach_the_log_as_a_detail():
    problem = UnreadableError(
        phrase("is {kind}, not a text", kind=phrase("a picture")),
        phrase("Get it again."),
        "the secret word is heron",
    )
    with pytest.raises(UnreadableError) as told:
        wire.decode_answer(wire.encode_problem(problem))
    assert told.value.detail == ""


@pytest.mark.parametrize(
    "blocks",
    [
        [[0, 99, "body"]],
        [[4, 6, "body"], [0, 3, "body"]],
        [[0, 6, "body"], [5, 8, "body"]],
        [[-1, 3, "body"]],
        [[3, 3, "body"]],
        [[0, 3, "sermon"]],
        [[0, "3", "body"]],
        [[True, 3, "body"]],
        [[0, 3]],
        "body",
        None,
    ],
)
def test_blocks_out_of_place_are_nonsense(blocks):
    fields = json.loads(wire.encode_answer(ANSWER))
    fields["answer"]["blocks"] = blocks
    with pytest.raises((ValueError, TypeError)):
        wire.decode_answer(json.dumps(fields).encode())


@pytest.mark.parametrize("name", ["text", "title", "warnings", "language"])
@pytest.mark.parametrize("value", [None, 3, {"a": 1}, [1]])
def test_fields_of_another_type_are_nonsense(name, value):
    fields = json.loads(wire.encode_answer(ANSWER))
    fields["answer"][name] = value
    with pytest.raises((ValueError, TypeError)):
        wire.decode_answer(json.dumps(fields).encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.binary(max_size=60)
    | JSON.map(lambda told: json.dumps(told).encode())
    | JSON.map(lambda told: json.dumps({"answer": told, "problem": told}).encode())
    | JSON.map(lambda told: json.dumps({"answer": told}).encode())
)
def test_any_message_is_an_answer_a_problem_or_nonsense(message):
    with pytest.raises((UnreadableError, ValueError, TypeError)):
        wire.decode_answer(message)


def test_letters_that_cannot_be_encoded_are_nonsense():
    message = wire.encode_answer(ANSWER).replace(b'"Head"', b'"\\ud800"')
    with pytest.raises(ValueError, match="surrogate"):
        wire.decode_answer(message)
