"""PDFs: lines made paragraphs again, and what pages repeat left out."""

import textwrap

import pytest

PARAGRAPHS = [
    (
        "The harbour of Port Alba has been closed since the storm of last week, and the people "
        "who live by it say that nobody has told them when the work on the pier will begin."
    ),
    (
        "They have asked three times, said Ada Brandt, who sells nets. The answer is always that "
        "the answer will come. Officials of the port declined to comment on the delay, which some "
        "see as a sign that the money has run out."
    ),
    (
        "It appears that the dredging may start in spring, when the ice has gone and the new "
        "crane has come from the yard in the north of the country."
    ),
]


def lines_of(paragraphs, top=760.0, gap=8.0, indent=0.0, size=10):
    lines, y = [], top
    for paragraph in paragraphs:
        for i, text in enumerate(textwrap.wrap(paragraph, 70)):
            lines.append((72 + (0 if i else indent), y, size, text))
            y -= 13
        y -= gap
    return lines


@pytest.mark.parametrize(("gap", "indent"), [(8, 0), (0, 18), (13, 0)])
def test_lines_become_the_paragraphs_they_were(gap, indent, make_pdf, interpret):
    answer = interpret("a.pdf", make_pdf([lines_of(PARAGRAPHS, gap=gap, indent=indent)]))
    assert answer.text.split("\n") == PARAGRAPHS


def test_heads_feet_and_page_numbers_are_left_out(make_pdf, interpret):
    pages = [
        [
            (72, 800, 8, "The Example Review of Harbours"),
            *lines_of([f"{PARAGRAPHS[number % 3]} Part {number}."]),
            (290, 30, 8, f"Page {number + 1} of 5"),
        ]
        for number in range(5)
    ]
    text = interpret("a.pdf", make_pdf(pages)).text
    assert text.count("The Example Review of Harbours") == 1  # its first page may be the title
    assert "Page" not in text
    assert text.count("Part") == 5


def test_a_lone_page_number_is_left_out_of_a_single_page(make_pdf, interpret):
    page = [*lines_of(PARAGRAPHS[:1]), (290, 30, 8, "- 7 -")]
    assert interpret("a.pdf", make_pdf([page])).text == PARAGRAPHS[0]


def test_a_paragraph_goes_on_over_the_edge_of_a_page(make_pdf, interpret):
    wrapped = textwrap.wrap(PARAGRAPHS[1], 70)
    first = [(72, 100 - 13 * i, 10, text) for i, text in enumerate(wrapped[:2])]
    second = [(72, 760 - 13 * i, 10, text) for i, text in enumerate(wrapped[2:])]
    assert interpret("a.pdf", make_pdf([first, second])).text == PARAGRAPHS[1]


def test_large_letters_are_a_headline(make_pdf, interpret, pieces):
    page = [(72, 790, 18, "Harbour still closed"), *lines_of(PARAGRAPHS)]
    found = pieces(interpret("a.pdf", make_pdf([page])))
    assert found[0] == ("headline", "Harbour still closed")
    assert [kind for kind, _ in found[1:]] == ["body"] * 3


def test_words_broken_at_line_ends_are_made_whole(make_pdf, interpret):
    texts = [
        "The representatives of the neighbouring harbours met to talk about the dred-",
        "ging of the channel and about the well-known sandbank that nobody has sur-",
        "veyed for years. The sandbank is well-",
        "known.",
    ]
    page = [(72, 760 - 13 * i, 10, text) for i, text in enumerate(texts)]
    assert interpret("a.pdf", make_pdf([page])).text == (
        "The representatives of the neighbouring harbours met to talk about the dredging of the "
        "channel and about the well-known sandbank that nobody has surveyed for years. The "
        "sandbank is well-known."
    )


def test_pages_without_text_are_told(make_pdf, interpret):
    answer = interpret("a.pdf", make_pdf([lines_of(PARAGRAPHS), []]))
    assert tuple(map(str, answer.warnings)) == ("1 of 2 pages have no text; they may be pictures.",)


@pytest.mark.parametrize(
    ("title", "shown"),
    [("A review", "A review"), ("Microsoft Word - draft3.docx", "x"), ("untitled", "x")],
)
def test_a_title_is_taken_unless_a_program_made_it_up(title, shown, make_pdf, interpret):
    content = make_pdf([lines_of(PARAGRAPHS)], info=f"/Title ({title}) /Author (Ada Brandt)")
    answer = interpret("x.pdf", content)
    assert (answer.title, answer.author) == (shown, "Ada Brandt")


def test_letters_of_fonts_that_do_not_say_what_they_show_are_told(make_pdf, interpret):
    page = [(72, 760 - 13 * i, 10, "\x01\x02\x0eab\x03\x04 \x05\x06") for i in range(5)]
    answer = interpret("a.pdf", make_pdf([page]))
    assert any("unreadable" in str(warning) for warning in answer.warnings)
    assert all(letter >= " " or letter == "\n" for letter in answer.text)


def test_a_bullet_opens_a_paragraph(make_pdf, interpret, pieces):
    page = [
        *lines_of(PARAGRAPHS[:1]),
        (72, 700, 10, "• nets and ropes of all kinds that one can buy at the harbour of Port"),
        (80, 687, 10, "Alba"),
        (72, 674, 10, "• lamp oil"),
    ]
    found = pieces(interpret("a.pdf", make_pdf([page])))
    assert [kind for kind, _ in found] == ["body", "list", "list"]
