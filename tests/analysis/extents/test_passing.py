"""Contents that only touch on a topic are asides; statements are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from annotator.analysis.analyser import Analyser


def asides(analyser: Analyser, text: str) -> list[bool]:
    return [claim.aside for claim in analyser.analyse(text).claims if claim.attribution]


@pytest.mark.parametrize(
    "text",
    [
        "The transport ministry declined to comment.",
        "Veldania's army did not immediately respond to a request for comment.",
        "Weaver rejected the charge.",
        "Other engineers urged caution.",
        "Asked whether the fund had been raided, Weaver paused for a while.",
        "What happened next is disputed.",
        "The mayor would not say when she would leave.",
        "That accusation, made by the mayor, was rejected by the operator.",
    ],
)
def test_a_topic_alone_is_an_aside(analyser: Analyser, text: str) -> None:
    found = asides(analyser, text)
    assert found
    assert all(found)


@pytest.mark.parametrize(
    "text",
    [
        "The transport ministry said that the bridge was safe.",
        "Satellite images showed two large craters.",
        "Brandt accused Weaver of hiding the truth.",
        "Weaver dismissed the memo as a forgery.",
        'Brandt called the deal "a pause".',
        "The bank predicted growth of 3 percent.",
        "Officials urged residents to leave the town.",
        "Economists warned of shortages.",
        "The mayor said when she would leave.",
    ],
)
def test_a_statement_is_none(analyser: Analyser, text: str) -> None:
    found = asides(analyser, text)
    assert found
    assert not any(found)
