"""Headlines, bylines and datelines: found where they are, never where a sentence stands."""

import pytest

from annotator.ingest.newsroom import byline, dateline_length

STORY = "The council voted on Monday to close the old bridge for two weeks, officials said. " * 3


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("BEIRUT (AP) — The talks ended.", "BEIRUT (AP) —"),
        ("BEIRUT — The talks ended.", "BEIRUT —"),
        ("NEW YORK, June 3 (Reuters) - Stocks fell.", "NEW YORK, June 3 (Reuters) -"),
        ("Tripoli (Reuters) – The talks ended.", "Tripoli (Reuters) –"),
        ("PORT-AU-PRINCE, Haiti (AP) -- It rained.", "PORT-AU-PRINCE, Haiti (AP) --"),
        ("XI’AN, China — A wall stands.", "XI’AN, China —"),
        ("ÅLESUND — A boat sank.", "ÅLESUND —"),
        ("WASHINGTON/LONDON (Reuters) - They met.", "WASHINGTON/LONDON (Reuters) -"),
        ("ST. LOUIS — The arch stands.", "ST. LOUIS —"),
    ],
)
def test_a_dateline_reaches_to_its_dash(text, dateline):
    assert text[: dateline_length(text)] == dateline


@pytest.mark.parametrize(
    "text",
    [
        "The minister — who had been away — came back.",
        "Tripoli - a city by the sea - was quiet.",
        "NATO said on Monday that it would go.",
        "NATO — the alliance — said on Monday that it would go.",
        "NATO-led troops have left.",
        "Norland (the ambassador) - a tall man - spoke.",
        "MPs — all of them — voted.",
        "A — B",
        "BEIRUT —",
        "",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(text):
    assert dateline_length(text) == 0


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE AND JOHN ROE", "JANE DOE AND JOHN ROE"),
        ("By Jane Doe and John Roe, Example News", "Jane Doe and John Roe, Example News"),
        ("By: Ludwig van der Velde", "Ludwig van der Velde"),
        ("Written by Ada Lovelace", "Ada Lovelace"),
        ("By the World Desk", "World Desk"),
    ],
)
def test_a_byline_names_its_authors(text, who):
    assert byline(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "By Monday night the troops had left the town.",
        "By Monday night the troops had left",
        "By then it was too late",
        "By and large",
        "By JANE DOE, who was there when it all began and stayed until the last boat had left it",
        "Bypass surgery",
    ],
)
def test_a_sentence_that_opens_with_by_is_no_byline(text):
    assert byline(text) == ""


@pytest.mark.parametrize(
    "headline",
    ["Bridge to close for two weeks", "Will the bridge ever open?", "‘Enough,’ says the mayor"],
)
def test_a_short_line_without_a_stop_before_a_story_is_its_headline(headline, interpret, pieces):
    assert pieces(interpret("a.txt", f"{headline}\n\n{STORY}"))[0] == ("headline", headline)


@pytest.mark.parametrize(
    "first",
    [
        "The bridge is closed.",
        "the bridge to close",
        "He said:",
        "Closed",
        STORY.strip().rstrip("."),
    ],
)
def test_anything_else_before_a_story_stays_body(first, interpret, pieces):
    assert pieces(interpret("a.txt", f"{first}\n\n{STORY}"))[0] == ("body", first)


def test_a_short_line_without_a_story_behind_it_is_no_headline(interpret, pieces):
    assert pieces(interpret("a.txt", "One short line\n\nAnother short line"))[0][0] == "body"


def test_a_lone_date_is_a_date_line_and_the_date_of_the_article(interpret, pieces):
    answer = interpret("a.txt", f"Bridge to close\n\nUpdated: 3 June 2021\n\n{STORY}")
    assert ("dateline", "Updated: 3 June 2021") in pieces(answer)
    assert answer.published == "2021-06-03"


def test_only_the_story_s_first_paragraph_can_open_with_a_dateline(interpret, pieces):
    answer = interpret("a.txt", f"BEIRUT — {STORY}\n\nAMMAN — {STORY}")
    kinds = [kind for kind, _ in pieces(answer)]
    assert kinds == ["dateline", "body", "body"]


def test_bullets_and_runs_of_numbers_are_lists(interpret, pieces):
    text = (
        f"{STORY}\n\n• one\n\n{STORY}\n\n1. first\n2. second\n\n{STORY}\n\n- lone dash\n\n{STORY}"
    )
    kinds = [kind for kind, _ in pieces(interpret("a.txt", text))]
    assert kinds == ["body", "list", "body", "list", "list", "body", "body", "body"]
