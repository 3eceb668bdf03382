"""The shapes in which programs write a body: what is words, what is not, and who wrote it."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from annotator.briefing.review import find_changes, read_review
from annotator.briefing.review.edits import edits_of
from annotator.briefing.review.story import RevisionKind, Story
from annotator.briefing.review.walk import walk
from annotator.domain.review import ReviewKind
from annotator.text.spans import Span

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
BY = 'w:author="Lena" w:date="2026-03-14T16:20:00Z"'


def read(body: str) -> Story:
    document = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    return walk("word/document.xml", etree.fromstring(document))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(letters: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{letters}"/></w:r>'


def written(story: Story) -> list[str]:
    return [
        "".join(story.text[s.start : s.end] for s in story.written(p.span))
        for p in story.paragraphs
    ]


def test_breaks_tabs_and_hyphens_are_words() -> None:
    story = read("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/></w:r></w:p>")
    assert story.text == "a\tb\n\u2011\n"


def test_runs_inside_anything_are_words() -> None:
    story = read(
        f"<w:p><w:smartTag>{run('in a tag ')}</w:smartTag><w:hyperlink>{run('link ')}</w:hyperlink>"
        f'<w:proofErr w:type="spellStart"/><w:customXml>{run("custom ")}</w:customXml>'
        f"<w:sdt><w:sdtContent>{run('control')}</w:sdtContent></w:sdt></w:p>"
    )
    assert story.text == "in a tag link custom control\n"


def test_of_alternatives_one_is_read() -> None:
    story = read(
        "<w:p><mc:AlternateContent><mc:Choice Requires='wps'>" + run("new") + "</mc:Choice>"
        "<mc:Fallback>" + run("old") + "</mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert story.text == "new\n"


def test_only_a_fallback_is_read_too() -> None:
    story = read(
        f"<w:p><mc:AlternateContent><mc:Fallback>{run('old')}</mc:Fallback>"
        "</mc:AlternateContent></w:p>"
    )
    assert story.text == "old\n"


def test_a_text_box_stands_behind_everything() -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></w:pict></w:r>"
    story = read(f"<w:p>{run('one')}{box}{run(' two')}</w:p><w:p>{run('three')}</w:p>")
    assert story.text == "one two\nthree\nbox\n"


def test_what_fields_compute_is_nobodys_words() -> None:
    story = read(
        f"<w:p>{run('See ')}{field('begin')}<w:r><w:instrText> PAGEREF x </w:instrText></w:r>"
        f"{field('separate')}{run('12')}{field('end')}{run('.')}</w:p>"
        f"<w:p><w:fldSimple w:instr='PAGE'>{run('3')}</w:fldSimple></w:p>"
    )
    assert written(story) == ["See .", ""]
    assert story.text == "See 12.\n3\n"


def test_a_field_over_several_paragraphs() -> None:
    story = read(
        f"<w:p>{field('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{field('separate')}"
        f"{run('First')}</w:p><w:p>{run('Second')}{field('end')}</w:p><w:p>{run('Words')}</w:p>"
    )
    assert [text for text in written(story) if text] == ["Words"]


def test_a_link_is_words_though_it_is_a_field() -> None:
    story = read(
        f"<w:p>{field('begin')}<w:r><w:instrText> HYPERLINK x </w:instrText></w:r>"
        f"{field('separate')}{run('here')}{field('end')}</w:p>"
    )
    assert written(story) == ["here"]


def test_a_field_that_nothing_ends_hides_no_words() -> None:
    story = read(f"<w:p>{field('begin')}{field('separate')}{run('said')}</w:p>")
    assert written(story) == ["said"]


def test_tracked_edits_give_three_views() -> None:
    story = read(
        f"<w:p>{run('a ')}<w:del {BY}><w:r><w:delText>b</w:delText></w:r></w:del>"
        f"<w:ins {BY}>{run('c')}</w:ins>{run(' d')}</w:p>"
    )
    whole = Span(0, len(story.text))
    assert (story.text, story.before(whole), story.after(whole)) == (
        "a bc d\n", "a b d\n", "a c d\n",
    )  # fmt: skip


def test_a_deletion_inside_an_insertion_was_never_there() -> None:
    story = read(
        f"<w:p>{run('a')}<w:ins {BY}>{run('b')}<w:del {BY}><w:r><w:delText>c</w:delText></w:r>"
        f"</w:del></w:ins></w:p>"
    )
    whole = Span(0, len(story.text))
    assert story.before(whole) == "a\n"
    assert story.after(whole) == "ab\n"


def test_moves_take_away_and_add() -> None:
    story = read(
        f"<w:p><w:moveFrom {BY}>{run('gone')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo {BY}>{run('gone')}</w:moveTo></w:p>"
    )
    assert [r.kind for r in story.revisions] == [RevisionKind.MOVED_FROM, RevisionKind.MOVED_TO]
    assert story.after(story.paragraphs[0].span) == ""
    assert story.before(story.paragraphs[1].span) == ""


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    story = read(
        f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run('one')}</w:p><w:p>{run('two')}</w:p>"
    )
    assert story.after(Span(0, len(story.text))) == "onetwo\n"


@pytest.mark.parametrize(
    ("second", "edits"),
    [
        ('w:author="Lena" w:date="2026-03-14T16:20:00Z"', 1),
        ('w:author="Lena" w:date="2026-03-14T16:20:59Z"', 1),
        ('w:author="Lena" w:date="2026-03-14T17:00:00Z"', 2),
        ('w:author="Omar" w:date="2026-03-14T16:20:00Z"', 2),
        ('w:author="Lena"', 2),
    ],
)
def test_split_runs_of_one_edit_are_one(second: str, edits: int) -> None:
    story = read(f"<w:p><w:ins {BY}>{run('wo')}</w:ins><w:ins {second}>{run('rd')}</w:ins></w:p>")
    assert len(edits_of(story)) == edits


def test_anchors_that_nothing_closes_are_points() -> None:
    story = read(
        f'<w:p>{run("a")}<w:bookmarkStart w:id="1" w:name="clm_x"/>'
        f'<w:commentRangeStart w:id="2"/>{run("b")}</w:p>'
    )
    assert [b.span for b in story.bookmarks] == [Span(1, 1)]
    assert story.comments == {"2": Span(1, 1)}


def test_a_comment_without_a_range_stands_where_it_is_referred_to() -> None:
    story = read(f'<w:p>{run("ab")}<w:r><w:commentReference w:id="2"/></w:r>{run("c")}</w:p>')
    assert story.comments == {"2": Span(2, 2)}


def test_rows_know_their_cells() -> None:
    cell = f"<w:tc><w:p>{run('x')}</w:p></w:tc>"
    story = read(f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}</w:tr></w:tbl><w:p/>")
    assert [p.row for p in story.paragraphs] == [0, 0, 1, None]
    assert story.rows == [Span(0, 4), Span(4, 6)]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("footnotes", "<w:footnote w:id='1'><w:p>{}</w:p></w:footnote>"),
        ("endnotes", "<w:endnote w:id='1'><w:p>{}</w:p></w:endnote>"),
        ("header", "<w:p>{}</w:p>"),
        ("footer", "<w:p>{}</w:p>"),
    ],
)
def test_tracked_edits_in_notes_and_headers_are_shown(
    xml_reviewer: Any, dam_file: Path, kind: str, content: str
) -> None:
    edit = f"{run('The ')}<w:ins {BY}>{run('new ')}</w:ins>{run('note')}"
    reviewer = xml_reviewer.XmlReviewer("word", dam_file)
    xml_reviewer.add_side_part(reviewer.parts, kind, "2006", f"w:{kind}", content.format(edit))
    (item,) = find_changes(read_review(reviewer.save(dam_file.with_name("part.docx")))).unplaced
    assert (item.kind, item.claim, item.reviewer) == (ReviewKind.INSERTION, None, "Lena")
    assert (item.before, item.after) == ("The note", "The new note")


def test_notes_that_separate_hold_no_words() -> None:
    notes = (
        f"<w:footnotes {NAMES}><w:footnote w:type='separator' w:id='-1'><w:p>{run('x')}</w:p>"
        f"</w:footnote><w:footnote w:id='1'><w:p>{run('note')}</w:p></w:footnote></w:footnotes>"
    )
    assert walk("word/footnotes.xml", etree.fromstring(notes)).text == "note\n"


def test_threads_tied_into_a_ring_end(xml_reviewer: Any, dam_file: Path) -> None:
    reviewer = xml_reviewer.XmlReviewer("word", dam_file)
    reviewer.comment("dearer", "One")
    reviewer.answer("One", "Two")
    one, two = reviewer.notes[-2:]
    one.parent = two
    review = find_changes(read_review(reviewer.save(dam_file.with_name("ring.docx"))))
    assert {str(item.text) for item in review.items} == {"One", "Two"}
