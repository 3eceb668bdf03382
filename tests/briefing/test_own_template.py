"""The template that ships with the app."""

import re

import pytest
from lxml import etree

from annotator import resources
from annotator.briefing.write import styles
from annotator.briefing.write.page import PAGES, Paper
from annotator.briefing.write.template import own_styles, own_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def defined():
    root = etree.fromstring(own_styles(PAGES[Paper.A4]))
    return {style.get(W + "styleId"): style for style in root.iter(W + "style")}


def test_its_guide_names_every_style_of_ours(defined):
    guide = (resources.folder() / "template" / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([A-Z][\w ]+?) \|", guide, re.MULTILINE))
    ours = {s.find(W + "name").get(W + "val") for s in defined.values() if s.get(W + "customStyle")}
    assert listed == ours


def test_every_style_that_writers_use_is_defined(defined):
    used = {*styles.LINE_STYLES.values(), *styles.CLAIM_STYLES.values(), styles.FAINT}
    assert used <= defined.keys()


def test_tags_differ_by_tint_and_by_line(defined):
    lines, tints = set(), set()
    for name in styles.CLAIM_STYLES.values():
        shape = defined[name].find(W + "rPr")
        shade = shape.find(W + "shd")
        lines.add(shape.find(W + "u").get(W + "val"))
        tints.add(None if shade is None else shade.get(W + "fill"))
    assert len(lines) == len(tints) == 5


@pytest.mark.parametrize("paper", list(Paper))
def test_tab_stops_are_at_the_right_margin(paper):
    template = own_template(paper)
    root = etree.fromstring(template.styles)
    stops = {t.get(W + "pos") for t in root.iter(W + "tab") if t.get(W + "val") == "right"}
    assert stops == {str(template.page.text_width)}


def test_only_fonts_that_word_and_libreoffice_have_or_match(defined):
    fonts = {f.get(W + "ascii") for s in defined.values() for f in s.iter(W + "rFonts")}
    assert fonts <= {"Arial", "Times New Roman", "Courier New"}
