"""The names by which claims are found again, and the manifest that travels in the file."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.briefing import anchors, export
from annotator.briefing.cleaning import clean
from annotator.briefing.manifest import from_xml, to_xml
from annotator.domain.claim import Tag
from annotator.domain.ids import ClaimId


@given(st.text(max_size=40), st.integers(1, 500))
def test_every_id_makes_names_that_word_keeps(claim, piece):
    key = anchors.key_of(ClaimId(claim))
    assert len(anchors.content_tag(key, piece)) <= 64
    assert len(anchors.content_bookmark(key, piece)) <= 40
    assert anchors.parse_content_tag(anchors.content_tag(key, piece)) == (key, piece)
    assert anchors.parse_choice_tag(anchors.choice_tag(key)) == key
    assert anchors.parse_bookmark(anchors.content_bookmark(key, piece)) == (
        "clm",
        key,
        piece,
        False,
    )


def test_a_claim_s_own_id_is_its_key_where_it_can_be():
    assert anchors.key_of(ClaimId("47a72d277784")) == "47a72d277784"
    assert anchors.key_of(ClaimId("a b")) != anchors.key_of(ClaimId("a_b"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("clm_ab12_Copy_1", ("clm", "ab12", 1, True)),
        ("clm_ab12_3_Copy_2", ("clm", "ab12", 3, True)),
        ("row_ab12", ("row", "ab12", 1, False)),
        ("TAG_ab12", ("tag", "ab12", 1, False)),
        ("_Toc10000001", None),
        ("clm_", None),
    ],
)
def test_names_of_bookmarks_as_programs_leave_them(name, expected):
    assert anchors.parse_bookmark(name) == expected


def test_choices_and_letters_are_one_for_each_tag():
    assert set(anchors.CHOICES) == set(anchors.LETTERS) == {None, *Tag}
    assert len(set(anchors.CHOICES.values())) == len(set(anchors.LETTERS.values())) == 5
    assert anchors.label(12, Tag.SOURCED) == "[C12\u00a0S]"
    assert anchors.LABEL.fullmatch(anchors.label(7, None))
    assert anchors.VISIBLE_ID.fullmatch(anchors.visible_id(12))


def test_a_manifest_survives_its_xml(harbour, out):
    manifest = export(harbour, out)
    assert from_xml(to_xml(manifest)) == manifest
    assert manifest.exported.tzinfo is not None
    assert manifest.exported <= datetime.now(UTC)


@given(words=st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_words_survive_the_manifest(words):
    from annotator.briefing.manifest import CommentEntry, Manifest, ParagraphEntry
    from annotator.domain.ids import BriefingId, ExportId

    manifest = Manifest(
        BriefingId("b"), ExportId("e"), 1, words, datetime.now(UTC), (),
        (CommentEntry(ClaimId("c"), words, words, words),), (ParagraphEntry("title", words),),
    )  # fmt: skip
    back = from_xml(to_xml(manifest))
    assert back == replace(
        manifest,
        title=clean(words),
        comments=(CommentEntry(ClaimId("c"), clean(words), clean(words), clean(words)),),
        paragraphs=(ParagraphEntry("title", clean(words)),),
    )


@pytest.mark.parametrize(
    "data", [b"", b"<x/>", b"<b:manifest xmlns:b='urn:annotator:briefing:1'/>", b"\x00"]
)
def test_what_is_no_manifest_is_told(data):
    with pytest.raises(ValueError, match=r"manifest|XML"):
        from_xml(data)
