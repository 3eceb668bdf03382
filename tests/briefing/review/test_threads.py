"""Answers that a program wrote as comments of their own are answers again."""

import pytest

from annotator.briefing.review.comments import Comment, threaded
from annotator.text.spans import Span


def comment(number: int, text: str, span: Span, author: str = "Ada", **more: object) -> Comment:
    given: dict[str, object] = {"parent": None, "resolved": False, "story": 0} | more
    return Comment(str(number), author, "2026-03-14T16:20:00", "", text, span=span, **given)  # type: ignore[arg-type]


ASKED = comment(1, "[C1] Sourced.", Span(10, 20))
LINE = 'Reply to Ada (11/23/2026, 20:07): "..."'


@pytest.mark.parametrize(
    "line",
    [LINE, 'Antwort auf Ada (23.11.2026, 20:07): "..."', 'Reply to Ada (1/2/26): "the bridge"'],
)
def test_a_line_that_names_whom_it_answers_makes_an_answer(line: str) -> None:
    answer = comment(2, f"{line}\nTake the other figures.\nOr none.", Span(20, 20), "Lena")
    _, found = threaded([ASKED, answer])
    assert (found.parent, found.text) == ("1", "Take the other figures.\nOr none.")


def test_an_answer_to_an_answer_is_on_the_last_of_that_name() -> None:
    first = comment(2, f"{LINE}\nWhy?", Span(20, 20), "Lena")
    second = comment(3, f"{LINE.replace('Ada', 'Lena')}\nThat is why.", Span(20, 20), "Ada")
    third = comment(4, f"{LINE}\nI see.", Span(20, 20), "Lena")
    found = threaded([ASKED, first, second, third])
    assert [one.parent for one in found] == [None, "1", "2", "3"]


@pytest.mark.parametrize(
    "other",
    [
        comment(2, f"{LINE}\nElsewhere.", Span(25, 25), "Lena"),
        comment(2, f"{LINE}\nIn a note.", Span(20, 20), "Lena", story=1),
        comment(2, LINE, Span(20, 20), "Lena"),
        comment(2, f"{LINE.replace('Ada', 'Ben')}\nNobody of that name.", Span(20, 20), "Lena"),
        comment(2, "Two things:\nFirst, the dam.", Span(20, 20), "Lena"),
        comment(2, f"{LINE}\nHas its thread.", Span(20, 20), "Lena", parent="9"),
    ],
)
def test_any_other_comment_is_as_it_was(other: Comment) -> None:
    assert threaded([ASKED, other]) == [ASKED, other]


def test_a_comment_whose_author_is_unknown_is_not_answered_by_guess() -> None:
    asked = comment(1, "[C1] Sourced.", Span(10, 20), author="")
    other = comment(2, f"{LINE}\nWell.", Span(20, 20), "Lena")
    assert threaded([asked, other]) == [asked, other]
