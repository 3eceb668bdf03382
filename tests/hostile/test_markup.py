"""XML and HTML made to do harm: entities, remote parts, endless nesting."""

import pytest

from annotator.errors import UserFacingError

WORDS = "The talks ended on Tuesday without an agreement, two officials said."
XXE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file://{path}">]>'
LAUGHS = (
    "<!DOCTYPE d ["
    '<!ENTITY a "ha ha ha ha ha ha ha ha ha ha ">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
ODT = (
    '<?xml version="1.0"?>{prolog}<office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:p>{inside}</text:p></office:text></office:body></office:document-content>"
)


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("the secret word is heron")
    return path


@pytest.fixture
def odt(packed):
    def made(prolog="", inside=WORDS):
        kind = "application/vnd.oasis.opendocument.text"
        return packed({"mimetype": kind, "content.xml": ODT.format(prolog=prolog, inside=inside)})

    return made


def test_an_entity_that_names_a_file_is_refused_in_office_documents(word, odt, refusal, secret):
    prolog = XXE.format(path=secret)
    for name, content in (
        ("xxe.docx", word(prolog=prolog, inside="&x;")),
        ("xxe.odt", odt(prolog, "&x;")),
    ):
        error = refusal(name, content)
        assert "document type declaration" in error.message
        assert "heron" not in str(error)


def test_a_declaration_further_down_or_in_another_encoding_is_refused_too(word, packed, refusal):
    late = word(prolog=f"<!--{'x' * 5000}--><!DOCTYPE d []>")
    assert "document type" in refusal("late.docx", late).message
    document = f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}<d>&i;</d>'.encode("utf-16")
    assert "document type" in refusal("wide.docx", packed({"word/document.xml": document})).message


def test_billions_of_laughs_are_refused_in_office_documents(word, odt, refusal):
    for name, content in (
        ("laughs.docx", word(prolog=LAUGHS, inside="&i;")),
        ("laughs.odt", odt(LAUGHS, "&i;")),
    ):
        assert "document type declaration" in refusal(name, content).message


def test_entities_do_nothing_in_a_web_page(attack, secret):
    body = f"<html><body><p>&x; {WORDS}</p></body></html>"
    page = f"<?xml version='1.0'?>{XXE.format(path=secret)}{body}"
    assert "heron" not in attack("xxe.html", page).article.text
    page = f"{LAUGHS}<html><body><p>&i; {WORDS}</p></body></html>"
    assert len(attack("laughs.xhtml", page).article.text) < 1000


def test_nothing_remote_is_needed_or_kept_of_a_page(attack):
    page = f"""<html><head><base href="http://192.0.2.1/">
    <link rel=stylesheet href="//192.0.2.1/a.css">
    <meta http-equiv="refresh" content="0;url=http://192.0.2.1/">
    <script src="http://192.0.2.1/s.js">
    </script><style>@import url(http://192.0.2.1/b.css)</style></head>
    <body background="http://192.0.2.1/c">
    <img src="http://192.0.2.1/d.png"><iframe src="file:///etc/passwd">frame</iframe>
    <object data="http://192.0.2.1/e">object</object><p>{WORDS}</p></body></html>"""
    assert attack("remote.html", page).article.text == WORDS


def test_remote_templates_and_pictures_of_a_document_are_not_fetched(word, attack):
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="http://192.0.2.1/t.dotm" TargetMode="External"/>'
        "</Relationships>"
    )
    remote = word({"word/_rels/settings.xml.rels": relations})
    assert attack("remote.docx", remote).article.text == WORDS


def test_macros_are_not_run_and_the_analyst_is_told(word, packed, attack):
    article = attack("macros.docm", word({"word/vbaProject.bin": b"macro"})).article
    assert article.text == WORDS
    assert any("macros" in str(warning) for warning in article.warnings)
    content = packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": ODT.format(prolog="", inside=WORDS),
            "Basic/Standard/Module1.xml": "<script/>",
        }
    )
    assert any("macros" in str(warning) for warning in attack("m.odt", content).article.warnings)


@pytest.mark.parametrize("depth", [1_000, 200_000])
@pytest.mark.parametrize("tag", ["div", "blockquote", "table><tr><td", "ul><li", "b", "font"])
def test_endless_nesting_in_a_page_harms_nothing(tag, depth, attack):
    page = f"<html><body><p>{WORDS}</p>" + f"<{tag}>" * depth + "end of it"
    try:
        text = attack("deep.html", page).article.text
    except UserFacingError:
        assert depth > 1_000  # a refusal in words is as good, of what no browser shows
    else:
        assert WORDS in text


def test_endless_nesting_in_office_documents_harms_nothing(word, odt, refusal):
    deep = word(inside="</w:t>" + "<w:sdt>" * 100_000 + "<w:t>")
    assert refusal("deep.docx", deep)
    assert refusal("deep.odt", odt(inside="<text:span>" * 100_000))


def test_an_attribute_of_ten_million_letters_harms_nothing(attack):
    page = f'<html><body><p class="{"x" * 10_000_000}">{WORDS}</p></body></html>'
    assert attack("attribute.html", page).article.text == WORDS


def test_comments_without_end_are_read_in_linear_time(attack):
    page = "<!--a-->" * 200_000 + f"<p>{WORDS}</p>"
    assert attack("comments.html", page).article.text == WORDS


def test_a_title_of_a_megabyte_is_cut_to_a_line(attack):
    page = (
        f"<html><head><title>{'long ' * 200_000}</title></head><body><p>{WORDS}</p></body></html>"
    )
    assert len(attack("title.html", page).article.title) <= 300
