"""The Open XML SDK finds no fault with what we write, whatever is switched on."""

from dataclasses import replace

import docx
import pytest

from annotator.briefing import Paper, export
from annotator.domain.briefing import Section


@pytest.fixture
def variants(harbour):
    plain = replace(
        harbour, marking=None, reference="", summary="", key_claims=(), previous=None,
        model=None, mark_entities=False, include_rejected=True,
    )  # fmt: skip
    return {
        "everything": harbour,
        "plain": plain,
        "reversed": replace(harbour, sections=tuple(reversed(Section))),
        "nothing": replace(harbour, articles=(), sections=()),
    }


@pytest.mark.npm
@pytest.mark.parametrize("name", ["everything", "plain", "reversed", "nothing"])
def test_no_fault_with(name, variants, out, sdk_errors, faults):
    export(variants[name], out, paper=Paper.LETTER if name == "plain" else Paper.A4)
    assert sdk_errors(out) == []
    assert faults(out) == []


def test_no_invariant_broken_without_the_articles(harbour, out, faults):
    without = (Section.KEY_CLAIMS, Section.CLAIMS, Section.ENTITIES, Section.CITATIONS)
    manifest = export(replace(harbour, sections=without), out)
    assert faults(out) == []
    assert len(manifest.comments) == len(manifest.claims) == 15


@pytest.mark.parametrize("section", list(Section))
def test_no_invariant_broken_with_one_section_alone(section, harbour, out, faults):
    export(replace(harbour, sections=(section,)), out)
    assert faults(out) == []


@pytest.mark.npm
def test_no_fault_with_claims_that_cross(desk, make_briefing, out, sdk_errors):
    made = desk("one two three\nfour five six\n\nseven ث ثلاثة eight 🙂")
    made.claim("one two", "five six")
    made.claim("two three\nfour five")
    made.claim("six\n\nseven ث")
    made.claim("ثلاثة eight 🙂")
    export(make_briefing(made.done()), out)
    assert sdk_errors(out) == []


@pytest.mark.npm
def test_no_new_fault_with_a_template_of_the_user_s(harbour, out, tmp_path, sdk_errors):
    template = tmp_path / "t.docx"
    made = docx.Document()
    made.sections[0].different_first_page_header_footer = True
    made.sections[0].first_page_header.paragraphs[0].text = "Letterhead"
    made.save(str(template))
    export(harbour, out, template=template)
    assert sdk_errors(out) == []
