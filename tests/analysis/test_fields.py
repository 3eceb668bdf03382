"""Claims in texts far from the news that the model learned from, and what must not be one."""

from __future__ import annotations

import pytest

from annotator.analysis.analyser import Analyser
from annotator.domain.claim import Claim, CueClass
from annotator.text.spans import text_of

pytestmark = pytest.mark.model


def told(analyser: Analyser, text: str) -> list[tuple[str, str]]:
    """(source, content) of what somebody is said to have said, outermost first in the text."""
    return [
        (_source(text, claim), text_of(text, claim.content))
        for claim in analyser.analyse(text, (), "en").claims
        if claim.attribution is not None and claim.parent is None
    ]


def _source(text: str, claim: Claim) -> str:
    span = claim.source.span if claim.source else None
    return text[span.start : span.end] if span else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A study of 4,200 nurses found that those who slept less caught twice as many colds.",
            [("A study of 4,200 nurses", "that those who slept less caught twice as many colds")],
            id="science",
        ),
        pytest.param(
            "According to a 2019 review in the Journal of Fever Medicine, the drug halves the risk "
            "of stroke.",
            [
                (
                    "a 2019 review in the Journal of Fever Medicine",
                    "the drug halves the risk of stroke",
                )
            ],
            id="review",
        ),
        pytest.param(
            "Lund et al. (2018) showed that delayed schedules offer no benefit.",
            [("Lund et al. (2018)", "that delayed schedules offer no benefit")],
            id="authors by year",
        ),
        pytest.param(
            "Some bloggers claim that the shots cause fevers in one child out of three. There is "
            "no evidence for this.",
            [("Some bloggers", "that the shots cause fevers in one child out of three")],
            id="rumour on the web",
        ),
        pytest.param(
            "I think the whole thing is a scam. My doctor told me the vaccine is safe, but my "
            "sister-in-law swears it made her ill.",
            [
                ("I", "the whole thing is a scam"),
                ("My doctor", "the vaccine is safe"),
                ("my sister-in-law", "it made her ill"),
            ],
            id="blog",
        ),
        pytest.param(
            "Many parents worry that their children get too many vaccines too soon.",
            [("Many parents", "that their children get too many vaccines too soon")],
            id="worry",
        ),
        pytest.param(
            "The World Health Council recommends that children be given two doses before the age "
            "of five.",
            [
                (
                    "The World Health Council",
                    "that children be given two doses before the age of five",
                )
            ],
            id="advice",
        ),
        pytest.param(
            "The witness testified that she saw the driver leave the bar at midnight.",
            [("The witness", "that she saw the driver leave the bar at midnight")],
            id="court",
        ),
        pytest.param(
            "Judge Mira Holt wrote that the landlord “acted within his rights at every step.”",
            [("Judge Mira Holt", "that the landlord “acted within his rights at every step.”")],
            id="judgment",
        ),
        pytest.param(
            "Coach Anders Bley said his team “played like eleven strangers” in the first half. "
            "Striker Jon Pell admitted he should have passed.",
            [
                (
                    "Coach Anders Bley",
                    "his team “played like eleven strangers” in the first half",
                ),
                ("Striker Jon Pell", "he should have passed"),
            ],
            id="sport",
        ),
        pytest.param(
            "Shares of Norvia Steel fell 8 percent after the company warned that profits would be "
            "lower than expected.",
            [("the company", "that profits would be lower than expected")],
            id="business",
        ),
        pytest.param(
            "The firm denies it knew about the leak; former employees say managers were told in "
            "2015.",
            [
                ("The firm", "it knew about the leak"),
                ("former employees", "managers were told in 2015"),
            ],
            id="two sides",
        ),
        pytest.param(
            "Opponents argue the law violates parents' rights, while supporters insist it protects "
            "the weakest.",
            [
                ("Opponents", "the law violates parents' rights"),
                ("supporters", "it protects the weakest"),
            ],
            id="debate",
        ),
        pytest.param(
            "The ministry of defense, it said that four soldiers have became injured by explosion "
            "of mine.",
            [("it", "that four soldiers have became injured by explosion of mine")],
            id="clumsy translation",
        ),
        pytest.param(
            "The agency's website states that “no link has ever been found” between the two.",
            [("The agency's website", "that “no link has ever been found” between the two")],
            id="website",
        ),
        pytest.param(
            'Vehl tweeted: "The bridge is safe. Full stop."',
            [("Vehl", '"The bridge is safe. Full stop."')],
            id="short message",
        ),
        pytest.param(
            "What you need to know\n- Wash your hands often\n- Experts say the season will be long",
            [("Experts", "the season will be long")],
            id="list on a web page",
        ),
        pytest.param(
            "“It was the worst storm in forty years,” recalled fisherman Olaf Grim. “We lost nine "
            "boats.”",
            [
                (
                    "fisherman Olaf Grim",
                    "“It was the worst storm in forty years,” … “We lost nine boats.”",
                )
            ],
            id="feature",
        ),
    ],
)
def test_who_says_what_in_other_fields(
    analyser: Analyser, text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(analyser, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "MINISTER SAYS BRIDGE WILL OPEN IN MAY",
        "By Ilse Brandt and Jon Pell, staff writers",
        "VELA, May 3 (NP) — The bridge over the Orm was opened on Monday.",
        "Photo: The bridge over the Orm at dawn. (Vela News/Jon Pell)",
        "Copyright 2024 Vela News. All rights reserved. Click here to subscribe.",
        "Share this article. Read more: Ten things to do in Vela this summer.",
        "The “Northern Accord” sent its boats to the port of “Vela” on Tuesday.",
        "The ministry is working to strengthen the northern border with new posts.",
        "The pass was not expected to open before June.",
        "The new rule could allow the company to sell the land.",
        "The committee includes five members from each side.",
        "He headed to Vela to discuss the next steps.",
    ],
)
def test_what_nobody_says_is_nobodys_claim(analyser: Analyser, text: str) -> None:
    assert told(analyser, text) == []


def test_that_a_source_will_not_be_named_is_no_claim(analyser: Analyser) -> None:
    text = (
        "The mother of the boy, who asked not to be named, said that he had a rash two days after "
        "the injection."
    )
    ((source, content),) = told(analyser, text)
    assert source.startswith("The mother of the boy")
    assert content == "that he had a rash two days after the injection"


def test_work_towards_something_is_an_intention_at_most(analyser: Analyser) -> None:
    text = "Holm is working to strengthen its defences, with help through “Wagram.”"
    found = analyser.analyse(text, (), "en").claims
    classes = {c.attribution.cue_class for c in found if c.attribution is not None}
    assert classes <= {CueClass.INTENTION}
