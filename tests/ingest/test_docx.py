"""Word documents: what Word shows, through content controls and tracked changes."""

import pytest

from annotator.ingest.problems import UnreadableError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def p(inside, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r("one ") + r("two", "<w:b/>"), "one two"),
        (r("one ") + f"<w:sdt><w:sdtContent>{r('two')}</w:sdtContent></w:sdt>", "one two"),
        (r("one ") + f"<w:hyperlink>{r('two')}</w:hyperlink>", "one two"),
        (r("one ") + f"<w:ins>{r('two')}</w:ins>", "one two"),
        (r("one ") + f"<w:moveTo>{r('two')}</w:moveTo>", "one two"),
        (r("one") + "<w:del><w:r><w:delText> two</w:delText></w:r></w:del>", "one"),
        (r("one") + f"<w:del>{r(' two')}</w:del>", "one"),
        (r("one") + f"<w:moveFrom>{r(' two')}</w:moveFrom>", "one"),
        (r("one") + r(" two", "<w:vanish/>"), "one"),
        (r("one") + r(" two", '<w:vanish w:val="0"/>'), "one two"),
        (r("one") + "<w:r><w:tab/></w:r>" + r("two"), "one\ttwo"),
        (r("one") + "<w:r><w:br/></w:r>" + r("two"), "one\ntwo"),
        (r("so") + "<w:r><w:noBreakHyphen/></w:r>" + r("called"), "so-called"),
        (r("har") + "<w:r><w:softHyphen/></w:r>" + r("bour"), "harbour"),
        (r("one") + "<w:r><w:instrText> PAGE </w:instrText></w:r>", "one"),
        (
            (
                "<w:r><mc:AlternateContent><mc:Choice><w:t>new</w:t></mc:Choice>"
                "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>"
            ),
            "new",
        ),
        (r("مرحبا 😀 é"), "مرحبا 😀 é"),
    ],
)
def test_the_words_of_a_paragraph_are_those_that_word_shows(inside, text, word, interpret):
    assert interpret("a.docx", word(p(inside))).text == text


def test_paragraphs_in_content_controls_and_moved_ones_are_found_in_order(word, interpret):
    body = (
        f"<w:sdt><w:sdtContent>{p(r('one'))}<w:sdt><w:sdtContent>{p(r('two'))}</w:sdtContent>"
        f"</w:sdt></w:sdtContent></w:sdt>{p(r('three'))}"
    )
    assert interpret("a.docx", word(body)).text == "one\ntwo\nthree"


def test_a_text_box_follows_the_paragraph_it_stands_in_once(word, interpret):
    inner = f"<w:txbxContent>{p(r('inner'))}</w:txbxContent>"
    boxed = p(r("boxed") + f"<w:r><v:shape>{inner}</v:shape></w:r>")
    box = f"<w:txbxContent>{boxed}</w:txbxContent>"
    choice = f"<mc:Choice><v:shape>{box}</v:shape></mc:Choice>"
    fallback = f"<mc:Fallback><v:shape>{box}</v:shape></mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    assert interpret("a.docx", word(p(r("one") + drawn) + p(r("two")))).text == (
        "one\nboxed\ninner\ntwo"
    )


STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="My heading"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Q"><w:name w:val="Intense Quote"/></w:style>
<w:style w:styleId="C"><w:name w:val="caption"/></w:style>
<w:style w:styleId="L"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:styleId="A"><w:name w:val="loop a"/><w:basedOn w:val="B"/></w:style>
<w:style w:styleId="B"><w:name w:val="loop b"/><w:basedOn w:val="A"/></w:style>
</w:styles>"""


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ('<w:pStyle w:val="berschrift1"/>', "headline"),
        ('<w:pStyle w:val="Mine"/>', "headline"),
        ('<w:outlineLvl w:val="1"/>', "headline"),
        ('<w:pStyle w:val="Q"/>', "quote"),
        ('<w:pStyle w:val="C"/>', "caption"),
        ('<w:pStyle w:val="L"/>', "list"),
        ('<w:numPr><w:numId w:val="3"/></w:numPr>', "list"),
        ('<w:numPr><w:numId w:val="0"/></w:numPr>', "body"),
        ('<w:outlineLvl w:val="9"/>', "body"),
        ('<w:pStyle w:val="A"/>', "body"),
        ('<w:pStyle w:val="unknown"/>', "body"),
    ],
)
def test_a_style_says_what_a_paragraph_is(properties, kind, word, interpret, pieces):
    body = p(r("The words."), properties) + p(r("More words."))
    answer = interpret("a.docx", word(body, {"word/styles.xml": STYLES}))
    assert pieces(answer)[0] == (kind, "The words.")


def test_a_row_is_a_paragraph_with_tabs_and_a_cell_of_paragraphs_gives_those(
    word, interpret, pieces
):
    def row(*cells):
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    long = "A long paragraph in a table that only lays out the page. " * 6
    body = (
        f"<w:tbl>{row(p(r('Year')), p(r('Ships')))}{row(p(r('2019')), p(r('1')) + p(r('204')))}"
        f"{row(p(r(long)), p(r('side')))}{row(p(r('alone')))}</w:tbl>"
    )
    assert pieces(interpret("a.docx", word(body))) == [
        ("table", "Year\tShips"),
        ("table", "2019\t1 204"),
        ("body", long.strip()),
        ("body", "side"),
        ("body", "alone"),
    ]


def test_footnotes_follow_the_text_without_their_separators(word, interpret):
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{p(r("----"))}</w:footnote>'
        f"<w:footnote>{p(r('A note.'))}</w:footnote></w:footnotes>"
    )
    answer = interpret("a.docx", word(p(r("Text.")), {"word/footnotes.xml": notes}))
    assert answer.text == "Text.\nA note."


def test_tracked_changes_are_told(word, interpret):
    answer = interpret("a.docx", word(p(r("one") + f"<w:ins>{r(' two')}</w:ins>")))
    assert tuple(map(str, answer.warnings)) == (
        "The document has tracked changes; it was read as if accepted.",
    )


def test_hidden_text_that_was_left_out_is_told(word, interpret):
    answer = interpret("a.docx", word(p(r("one") + r(" two", "<w:vanish/>"))))
    assert tuple(map(str, answer.warnings)) == (
        "The document has hidden text, which was left out.",
    )


def test_the_strict_dialect_is_read_too(archive, interpret):
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = "<w:body><w:p><w:r><w:t>Strict.</w:t></w:r></w:p></w:body>"
    xml = f'<w:document xmlns:w="{strict}">{body}</w:document>'
    assert interpret("a.docx", archive({"word/document.xml": xml})).text == "Strict."


def test_broken_properties_do_not_keep_the_text_from_being_read(word, interpret):
    answer = interpret("a.docx", word(p(r("Text.")), {"docProps/core.xml": "<broken"}))
    assert answer.text == "Text."


def test_a_document_without_body_is_damaged(archive, interpret):
    content = archive({"word/document.xml": f'<w:document xmlns:w="{W}"/>'})
    with pytest.raises(UnreadableError, match="damaged"):
        interpret("a.docx", content)
