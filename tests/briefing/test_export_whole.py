"""A whole briefing, exported: what a supervisor finds in the file."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from annotator.briefing import Paper, export
from annotator.briefing.manifest import from_xml
from annotator.domain.briefing import Section
from annotator.domain.claim import Tag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def values(root, tag):
    return [e.get(W + "val") for e in root.iter(W + tag)]


def test_no_invariant_is_broken(harbour, out, faults):
    export(harbour, out)
    assert faults(out) == []


def test_the_text_of_every_article_is_there_line_by_line(harbour, out, read_docx):
    export(harbour, out)
    shown = read_docx(out).article_lines()
    for chosen in harbour.articles:
        lines = [line for line in chosen.article.text.split("\n") if line.strip()]
        if lines[0] == chosen.article.title:
            assert lines.pop(0) in [
                t[: len(chosen.article.title)] for t in read_docx(out).paragraphs("Heading2")
            ]
        assert shown[: len(lines)] == lines
        shown = shown[len(lines) :]
    assert shown == []


def test_lines_are_styled_by_their_kind(harbour, out, read_docx):
    export(harbour, out)
    document = read_docx(out)
    assert document.paragraphs("ArticleHeadline") == ["Ferries to sail again, says envoy"]
    assert document.paragraphs("ArticleByline") == ["By Ilse Varga", "Staff and agencies"]
    assert document.paragraphs("ArticleTable") == ["Ship\tFlag\tTons", "Alma\tOstria\t2,400"]
    assert document.paragraphs("ArticleCaption") == ["Photo: the mole at dawn."]
    assert document.paragraphs("ArticleList") == ["• The mole was built in 1931."]


def test_claims_are_tinted_by_tag_and_labelled(harbour, out, read_docx):
    export(harbour, out)
    body = read_docx(out).body
    styled = {
        run.find(f"{W}rPr/{W}rStyle").get(W + "val"): "".join(t.text for t in run.iter(W + "t"))
        for run in body.iter(W + "r")
        if run.find(f"{W}rPr/{W}rStyle") is not None
    }
    assert styled["ClaimUnsourced"].endswith(" is the strongest man in the cabinet")
    assert styled["ClaimSpeculative"] == "the mole was safe"
    labels = [t for p in read_docx(out).paragraphs() for t in p.split() if t.startswith("S]")]
    assert labels


def test_a_row_for_each_claim_with_its_own_locked_drop_down(harbour, out, read_docx):
    manifest = export(harbour, out)
    body = read_docx(out).body
    choices = [pr for pr in body.iter(W + "sdtPr") if pr.find(W + "dropDownList") is not None]
    assert [pr.find(W + "tag").get(W + "val") for pr in choices] == [
        f"claim:{entry.key}" for entry in manifest.claims
    ]
    for pr in choices:
        assert pr.find(W + "lock").get(W + "val") == "sdtLocked"
        items = [item.get(W + "displayText") for item in pr.iter(W + "listItem")]
        assert items == ["Undecided", "Sourced", "Speculative", "Unsourced", "Not a claim"]
        assert items == [item.get(W + "value") for item in pr.iter(W + "listItem")]


def test_the_drop_down_of_an_undecided_claim_says_so_and_the_suggestion_stands_below(
    harbour, out, read_docx
):
    export(harbour, out)
    cells = read_docx(out).paragraphs("TableText")
    at = cells.index("[C5]")
    assert cells[at + 3 : at + 6] == ["“told”", "Undecided", "suggested: sourced"]
    at = cells.index("[C1]")
    assert cells[at + 4] == "Sourced"
    assert not cells[at + 5].startswith("suggested")


def test_rejected_claims_are_left_out_unless_wanted(harbour, out, read_docx):
    export(harbour, out)
    assert "The mole was built in 1931." not in read_docx(out).commented().values()
    export(replace(harbour, include_rejected=True), out)
    document = read_docx(out)
    assert "The mole was built in 1931." in document.commented().values()
    assert "Not a claim" in document.paragraphs("TableText")


def test_a_reworded_claim_shows_both_wordings(harbour, out, read_docx):
    export(harbour, out)
    cells = read_docx(out).paragraphs("TableText")
    at = cells.index("The first inspectors are due by 19 March.")
    assert cells[at + 1] == "In the article: the first inspectors would arrive within ten days"


def test_a_comment_tells_source_cue_form_hedges_decision_and_suggestion(harbour, out, read_docx):
    export(harbour, out)
    comments = {text.split("\n")[0].split()[0]: text for text in read_docx(out).comments().values()}
    assert comments["[C4]"].split("\n") == [
        "[C4] Sourced.",
        (
            "Source: Helena Brandt (named), reliability B (usually reliable); cue “added”; "
            "indirect quotation."
        ),
        "Hedges: “would”.",
        "Credibility: 3 (possibly true).",
        "Wording in this briefing: The first inspectors are due by 19 March.",
        "Decided by N. Okoro on 12 March 2026.",
        "Suggested: sourced. A source stands behind it.",
    ]
    assert "the author's own voice" in comments["[C9]"]
    assert "Note: The author infers it" in comments["[C2]"]
    assert "as one of many at once" in comments["[C6]"]
    assert comments["[C5]"].startswith("[C5] Undecided.")


def test_the_summary_the_key_claims_and_the_title_block(harbour, out, read_docx):
    export(harbour, out)
    document = read_docx(out)
    assert document.paragraphs("Title") == [harbour.title]
    assert "Reference\tVD-2026-031" in document.paragraphs("TitleFact")
    assert "Version\t2" in document.paragraphs("TitleFact")
    key = document.paragraphs("KeyClaim")
    assert key[0].startswith("[C3] We did not come here to take sides, … We came because")
    assert document.paragraphs("BodyText")[0].startswith("The talks on the northern harbour")


def test_marking_on_every_page_as_tlp_wants_it(harbour, out, read_docx):
    export(harbour, out)
    document = read_docx(out)
    for name in ("word/header1.xml", "word/footer1.xml"):
        root = document.root(name)
        run = next(r for r in root.iter(W + "r") if "".join(r.itertext()) == "TLP:AMBER")
        assert run.getparent().find(f"{W}pPr/{W}jc").get(W + "val") == "right"
        assert int(run.find(f"{W}rPr/{W}sz").get(W + "val")) >= 24
        assert run.find(f"{W}rPr/{W}color").get(W + "val") == "FFC000"
        assert run.find(f"{W}rPr/{W}shd").get(W + "fill") == "000000"


def test_no_marking_is_printed_unless_chosen(harbour, out, read_docx):
    export(replace(harbour, marking=None), out)
    document = read_docx(out)
    assert b"TLP" not in document.parts["word/header1.xml"] + document.parts["word/footer1.xml"]
    assert not any("Marking" in fact for fact in document.paragraphs("TitleFact"))


def test_page_x_of_y_are_fields(harbour, out, read_docx):
    export(harbour, out)
    codes = [
        str(c.text).strip() for c in read_docx(out).root("word/footer1.xml").iter(W + "instrText")
    ]
    assert codes == ["PAGE", "NUMPAGES"]


def test_contents_pages_and_repeated_citations_are_fields(harbour, out, read_docx):
    export(harbour, out)
    codes = [str(c.text).split()[0] for c in read_docx(out).body.iter(W + "instrText")]
    assert codes.count("TOC") == 1
    assert codes.count("PAGEREF") >= 15
    assert "NOTEREF" in codes


def test_a_citation_has_the_elements_of_ics_206_01(harbour, out, read_docx):
    export(harbour, out)
    notes = read_docx(out).root("word/footnotes.xml")
    texts = ["".join(n.itertext()).strip() for n in notes if n.get(W + "type") is None]
    assert texts == [
        (
            "Ilse Varga, “Pressure Mounts Over Blockaded Harbour as Envoys Search for a Way Out”, "
            "The Lismar Courier, 9 March 2026, https://courier.example/2026/03/harbour, "
            "accessed 11 March 2026. Source type: web page."
        ),
        (
            "Author not given, “Ferries to sail again”, Radio Tal Amar, 11 March 2026, "
            "accessed 12 March 2026. Source type: text file."
        ),
    ]


def test_the_picture_is_a_chart_with_alternative_text_and_patterns(harbour, out, read_docx):
    export(harbour, out)
    document = read_docx(out)
    picture = next(document.body.iter("{*}docPr"))
    assert "Helena Brandt: 3 sourced and 2 speculative" in picture.get("descr")
    chart = document.parts["word/charts/chart1.xml"].decode()
    assert "pattFill" in chart
    assert chart.count("<c:ser>") == 4


def test_what_changed_since_the_last_version(harbour, out, read_docx):
    export(harbour, out)
    cells = read_docx(out).paragraphs("TableText")
    at = len(cells) - 1 - cells[::-1].index("tag")
    assert cells[at - 1 : at + 3] == ["[C3]", "tag", "undecided", "sourced"]
    assert "The price of flour has trebled." in cells


def test_sections_stand_in_the_order_chosen(harbour, out, read_docx, faults):
    chosen = (Section.METHOD, Section.ARTICLES, Section.SUMMARY)
    export(replace(harbour, sections=chosen), out)
    assert read_docx(out).paragraphs("Heading1") == ["Method", "Articles", "Summary"]
    assert faults(out) == []


def test_the_manifest_and_the_properties_name_briefing_and_export(harbour, out, read_docx):
    manifest = export(harbour, out)
    document = read_docx(out)
    assert from_xml(document.parts["customXml/annotator1.xml"]) == manifest
    custom = document.parts["docProps/custom.xml"].decode()
    assert "briefing-7" in custom
    assert "export-2" in custom


def test_the_same_briefing_gives_the_same_body(harbour, out, tmp_path: Path, read_docx):
    export(harbour, out)
    export(harbour, tmp_path / "again.docx")
    first, second = read_docx(out).parts, read_docx(tmp_path / "again.docx").parts
    assert first["word/document.xml"] == second["word/document.xml"]
    assert first["word/comments.xml"] == second["word/comments.xml"]


def test_letter_paper(harbour, out, read_docx):
    export(harbour, out, paper=Paper.LETTER)
    size = next(read_docx(out).body.iter(W + "pgSz"))
    assert (size.get(W + "w"), size.get(W + "h")) == ("12240", "15840")


def test_the_bars_of_the_picture_differ_in_grey(desk, make_briefing, out, read_docx):
    made = desk("A. B. C. D. E.")
    for word, tag in zip("ABCDE", (*Tag, None), strict=True):
        made.claim(f"{word}.", tag=tag)
    export(make_briefing(made.done(), include_rejected=True), out)
    chart = read_docx(out).parts["word/charts/chart1.xml"].decode()
    bars = re.findall(r"<c:ser>.*?</c:spPr>", chart, re.DOTALL)
    assert len(bars) == 5
    grounds = [
        re.findall(r'(?:bgClr><a:srgbClr|<a:solidFill><a:srgbClr) val="(\w{6})"', b) for b in bars
    ]
    greys = sorted(_grey(colours[0]) for colours in grounds)
    assert all(b - a > 0.1 for a, b in pairwise(greys)), greys


def _grey(colour: str) -> float:
    """How light a colour prints without colour, 0 to 1 (ITU-R BT.601)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue
