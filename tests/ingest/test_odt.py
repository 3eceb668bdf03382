"""OpenDocument texts: what LibreOffice shows."""

import pytest

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for prefix, rest in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
    }.items()
)  # fmt: skip
KIND = "application/vnd.oasis.opendocument.text"


@pytest.fixture
def odt(archive):
    def made(body, styles=""):
        content = (
            f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>"
        )
        return archive({"mimetype": KIND, "content.xml": content})

    return made


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("one <text:span>two</text:span> three", "one two three"),
        ("one<text:s text:c='3'/>two", "one   two"),
        ("one<text:s/>two", "one two"),
        ("one<text:tab/>two", "one\ttwo"),
        ("one<text:line-break/>two", "one\ntwo"),
        ("one\n   two", "one two"),
        ("<text:a>one</text:a> two", "one two"),
        ("one<office:annotation><text:p>remark</text:p></office:annotation> two", "one two"),
        ("one<text:bookmark/> two", "one two"),
        ("one<text:s text:c='99999999999'/>two", "one" + " " * 80 + "two"),
    ],
)
def test_the_words_of_a_paragraph(inside, text, odt, interpret):
    assert interpret("a.odt", odt(f"<text:p>{inside}</text:p>")).text == text


def test_what_was_deleted_under_tracking_is_not_read_and_tracking_is_told(odt, interpret):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>here</text:p>"
    )
    answer = interpret("a.odt", odt(body))
    assert answer.text == "here"
    assert any("tracked changes" in str(warning) for warning in answer.warnings)


def test_a_footnote_follows_its_paragraph(odt, interpret):
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A note.</text:p></text:note-body></text:note>"
    )
    body = f"<text:p>Text{note} goes on.</text:p><text:p>End.</text:p>"
    assert interpret("a.odt", odt(body)).text == "Text goes on.\nA note.\nEnd."


def test_a_text_box_in_a_text_box_is_read_once(odt, interpret):
    inner = "<draw:frame><draw:text-box><text:p>inner</text:p></draw:text-box></draw:frame>"
    outer = f"<draw:frame><draw:text-box><text:p>outer{inner}</text:p></draw:text-box></draw:frame>"
    assert interpret("a.odt", odt(f"<text:p>one{outer}</text:p>")).text == "one\nouter\ninner"


def test_styles_lists_and_tables_say_what_paragraphs_are(odt, interpret, pieces):
    styles = (
        '<style:style style:family="paragraph" style:name="P1" '
        'style:parent-style-name="Quotations"/>'
    )
    body = (
        "<text:h>Head</text:h><text:p text:style-name='P1'>Quoted.</text:p>"
        "<text:list><text:list-item><text:p>item</text:p><text:list><text:list-item>"
        "<text:p>inner</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p text:style-name='Caption'>Under it.</text:p>"
    )
    assert pieces(interpret("a.odt", odt(body, styles))) == [
        ("headline", "Head"),
        ("quote", "Quoted."),
        ("list", "item"),
        ("list", "inner"),
        ("table", "a\tb"),
        ("caption", "Under it."),
    ]
