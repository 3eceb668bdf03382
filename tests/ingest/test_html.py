"""Web pages and pasted fragments: what a reader sees of them."""

import pytest

PARA = (
    "The council said on Monday that the bridge would be closed for two weeks while engineers "
    "looked at the cables and the towers. "
)


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>one</p><p>two</p>", [("body", "one"), ("body", "two")]),
        ("one<div>two</div>three", [("body", "one"), ("body", "two"), ("body", "three")]),
        ("<p>a <b>b</b>\n  c</p>", [("body", "a b c")]),
        ("<p>one<br>two</p>", [("body", "one\ntwo")]),
        ("<p>one<br> <br>two</p>", [("body", "one"), ("body", "two")]),
        ("<h2>head</h2><p>text</p>", [("headline", "head"), ("body", "text")]),
        (
            "<ul><li>a<li><p>b</p><ol><li>c</ol></ul>",
            [("list", "a"), ("list", "b"), ("list", "c")],
        ),
        ("<blockquote>q<p>r</p></blockquote>", [("quote", "q"), ("quote", "r")]),
        ("<figure><figcaption>cap</figcaption></figure>", [("caption", "cap")]),
        ("<pre>a\n  b</pre>", [("body", "a\nb")]),
        (
            "<table><tr><th>a\tb</th><th>c</th></tr>\n<tr><td>d</td><td></td></tr></table>",
            [("table", "a b\tc"), ("table", "d")],
        ),
        (
            "<table><tr><td><table><tr><td>x<td>y</table></td><td>side</td></tr></table>",
            [("table", "x\ty"), ("body", "side")],
        ),
        ("<p>seen</p><script>not</script><style>not</style><!-- not -->", [("body", "seen")]),
        ("<p style='display: none'>not</p><p hidden>not</p><p>seen</p>", [("body", "seen")]),
        (
            "<p>ruby <ruby>字<rt>ji</rt></ruby> <svg><text>no</text></svg></p>",
            [("body", "ruby 字")],
        ),
        ("<p>x&nbsp;y &amp; z&shy;z</p>", [("body", "x y & zz")]),
        ("<p>text<!-- a --> goes<?php b ?> on</p>", [("body", "text goes on")]),
    ],
)
def test_a_pasted_fragment_keeps_all_that_can_be_seen(html, blocks, interpret, pieces):
    assert pieces(interpret("pasted.html", html, pasted=True)) == blocks


def test_a_cell_of_paragraphs_is_layout_and_not_a_table(interpret, pieces):
    html = f"<table><tr><td><p>{PARA * 3}</p><p>{PARA}</p></td><td>menu</td></tr></table>"
    found = pieces(interpret("pasted.html", html, pasted=True))
    assert [kind for kind, _ in found] == ["body", "body", "body"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1251", '<meta charset="windows-1251">'),
        ("iso-8859-5", "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-5'>"),
        ("utf-8", ""),
        ("utf-16", ""),
        ("koi8-r", '<?xml version="1.0" encoding="koi8-r"?>'),
    ],
)
def test_the_encoding_a_page_declares_is_used(encoding, declared, interpret):
    words = "Переговоры закончились во вторник без соглашения."
    head = declared if declared.startswith("<?") else ""
    page = f"{head}<html><head>{declared[len(head) :]}</head><body><p>{words}</p></body></html>"
    assert interpret("a.html", page.encode(encoding)).text == words


def test_a_page_too_short_for_a_story_is_read_whole(interpret):
    assert interpret("a.html", "<html><body><div>Only a line.</div></body></html>").text == (
        "Only a line."
    )


def test_a_headline_outside_the_story_is_put_before_it(interpret, pieces):
    page = f"""<html><head><title>Bridge to close - The Courier</title></head><body>
    <div class="top"><h1>Bridge to close</h1></div><div class="meta"><p>By Ada Brandt</p></div>
    <article>{"".join(f"<p>{PARA}{i}.</p>" for i in range(6))}</article></body></html>"""
    found = pieces(interpret("a.html", page))
    assert found[0] == ("headline", "Bridge to close")
    assert len([words for kind, words in found if kind == "body"]) == 6
    assert [words for kind, words in found if words.startswith("Bridge to close")] == [
        "Bridge to close"
    ]


def test_the_language_of_the_words_wins_over_the_template_s(interpret):
    page = (
        "<html lang='en-US'><body><p>Die Verhandlungen über den Hafen endeten am Dienstag ohne "
        "Einigung, sagten zwei Beamte, und niemand wollte sagen, wann sie weitergehen.</p>"
    )
    assert interpret("a.html", page).language == "de"


def test_the_region_is_kept_where_the_template_is_right(interpret):
    assert interpret("a.html", f"<html lang='en_gb'><p>{PARA * 3}").language == "en-GB"


def test_a_date_in_the_words_is_not_taken_for_the_page_s(interpret):
    page = f"<html><body><article><p>In March 2011 it began. {PARA * 4}</p></article>"
    assert interpret("a.html", f"{page}<footer>© 2019 The Courier</footer>").published == ""


def test_markdown_shows_words_and_not_marks(interpret, pieces):
    text = (
        "# Head\n\nBody with *stress*, `code`, [a link](http://x.example) and <b>html</b>.\n"
        "Same line.\n\n> quoted\n\n1. one\n2. two\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    assert pieces(interpret("a.md", text)) == [
        ("headline", "Head"),
        ("body", "Body with stress, code, a link and html. Same line."),
        ("quote", "quoted"),
        ("list", "one"),
        ("list", "two"),
        ("table", "a\tb"),
        ("table", "1\t2"),
    ]


def test_front_matter_of_markdown_is_about_the_article_and_no_part_of_it(interpret):
    text = (
        "---\ntitle: 'A title'\nauthor: Ada Brandt\nsource: The Courier\ndate: 3 June 2021\n"
        "url: https://courier.example/a\ntags: [a, b]\n---\n\nBody.\n"
    )
    answer = interpret("a.md", text)
    assert answer.text == "Body."
    assert (answer.title, answer.author, answer.publisher) == (
        "A title",
        "Ada Brandt",
        "The Courier",
    )
    assert (answer.published, answer.address) == ("2021-06-03", "https://courier.example/a")


def test_a_rule_at_the_start_of_markdown_is_no_front_matter(interpret):
    assert interpret("a.md", "---\n\nBody.\n").text == "Body."
