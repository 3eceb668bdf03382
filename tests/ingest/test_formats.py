"""One story in every format reads as the same story."""

import pytest

STORY = (
    "PORT ALBA (Example News) — The talks about the harbour of Port Alba ended on Tuesday "
    "without an agreement, two officials said, and neither side would say when they might go on."
)
SECOND = (
    "“We are not there yet,” the chief negotiator, Ada Brandt, told reporters. She stressed that "
    "the parties had agreed on the fees but not on the dredging, which may cost 40 million crowns."
)
LAST = (
    "According to the harbour office, traffic fell by a fifth last year. It appears that the "
    "fall will go on, and a café owner called it “a 🚢 without a captain”; the Arabic sign at the "
    "gate still reads مرحبا بكم."
)
ALL = ("txt", "md", "html", "mhtml", "docx", "odt", "rtf", "pdf", "eml", "msg")
MARKED_UP = ("md", "html", "mhtml", "docx", "odt")


@pytest.fixture(params=ALL)
def kind(request):
    return request.param


@pytest.fixture
def answer(kind, files, interpret):
    path = files / f"harbour.{kind}"
    return interpret(path.name, path.read_bytes())


def test_every_paragraph_of_the_story_is_there_whole(kind, answer):
    lines = answer.text.split("\n")
    assert STORY in lines
    assert SECOND in lines
    if kind == "pdf":
        # A PDF has the boat as a picture of a font of its own, and its Arabic by place alone.
        last = LAST.replace("🚢 ", "").partition("مرحبا")[0]
        assert any(line.startswith(last) for line in lines)
        assert any("right to left" in str(warning) for warning in answer.warnings)
    else:
        assert LAST in lines


def test_headline_byline_and_dateline_are_made_out(answer, pieces):
    opening = [piece for piece in pieces(answer) if piece[0] != "caption"][:4]
    assert opening == [
        ("headline", "Harbour talks end without a deal"),
        ("byline", "By Maria Lund and Jon Sørli"),
        ("dateline", "PORT ALBA (Example News) —"),
        ("body", STORY.removeprefix("PORT ALBA (Example News) — ")),
    ]


def test_items_of_a_list_are_known_as_such(answer, pieces):
    items = [words.lstrip("•- \t") for kind, words in pieces(answer) if kind == "list"]
    assert items == ["Who pays for the dredging", "When the new pier may open"]


def test_rows_of_a_table_keep_their_cells_apart(kind, answer, pieces):
    rows = [words for name, words in pieces(answer) if name == "table"]
    if kind == "pdf":  # which knows no tables: the rows stay rows
        assert {"2019 1,204", "2020 987"} <= set(answer.text.split("\n"))
    else:
        assert rows == ["Year\tShips", "2019\t1,204", "2020\t987"]


@pytest.mark.parametrize("kind", [*MARKED_UP, "txt", "eml", "msg"])
def test_a_quotation_set_apart_is_a_quote(answer, pieces):
    quotes = [words for kind, words in pieces(answer) if kind == "quote"]
    assert quotes == ["The harbour belongs to those who live by it, and they were not in the room."]


@pytest.mark.parametrize("kind", [*MARKED_UP, "pdf"])
def test_a_heading_inside_the_story_is_a_headline(answer, pieces):
    assert ("headline", "What is still open") in pieces(answer)


@pytest.mark.parametrize("kind", ["html", "mhtml", "docx", "odt"])
def test_a_caption_is_a_caption(answer, pieces):
    assert ("caption", "The old pier of Port Alba at low tide.") in pieces(answer)


def test_title_author_and_language_are_taken_from_the_file(answer):
    assert answer.title == "Harbour talks end without a deal"
    assert answer.author.startswith("Maria Lund")
    assert answer.language.split("-")[0] == "en"


@pytest.mark.parametrize("kind", ["md", "html", "mhtml", "eml", "msg"])
def test_the_date_is_taken_from_files_that_give_one(answer):
    assert answer.published.startswith("2021-06-08")


@pytest.mark.parametrize("kind", ["html", "mhtml"])
def test_publisher_and_address_are_taken_from_pages(answer):
    assert answer.publisher == "The Example Courier"
    assert answer.address == "https://courier.example/harbour-talks"


@pytest.mark.parametrize("kind", ["html", "mhtml"])
def test_what_surrounds_a_story_on_its_page_is_left_out(answer):
    for noise in ("Front page", "Most read", "Ten things", "Copyright", "scripted words"):
        assert noise not in answer.text


@pytest.mark.parametrize("kind", ["eml", "msg"])
def test_attachments_are_named_not_read(kind, answer):
    if kind == "eml":
        assert tuple(map(str, answer.warnings)) == (
            "Attachments were not read: “pier.png”. Save them and add them as files.",
        )
    else:
        assert tuple(map(str, answer.warnings)) == ()
