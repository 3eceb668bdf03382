"""What stands around the text: card, menu, strip, legend, paper."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from annotator.domain.article import Article
from annotator.domain.claim import Stance, Tag
from annotator.domain.decision import ClaimRecord
from annotator.domain.entity import EntityKind
from annotator.domain.ids import ClaimId
from annotator.errors import UserFacingError
from annotator.text.spans import Span
from ui.kit.theme import DARK, LIGHT
from ui.reading.article_view import ArticleView
from ui.reading.ends import End, dragged
from ui.reading.legend import Legend

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


# Hover card


def point_at(view: ArticleView, span: Span, qtbot: QtBot) -> None:
    at = view.area.boxes(span)[0].center().toPoint()
    qtbot.mouseMove(view.area.viewport(), at + QPoint(1, 0))
    qtbot.mouseMove(view.area.viewport(), at)


def test_resting_on_a_claim_tells_about_it(view: ArticleView, sample, qtbot: QtBot) -> None:
    point_at(view, sample.at("known for a year"), qtbot)
    assert view.card.isHidden()
    qtbot.waitUntil(view.card.isVisible, timeout=3000)
    words = view.card.label.text()
    assert "Undecided, suggested: Sourced" in words
    assert "Ilka Brandt" in words
    assert "said" in words
    assert view.area.viewport().rect().contains(view.card.geometry())
    point_at(view, sample.at("By Odd Tamm"), qtbot)
    assert view.card.isHidden()


def test_resting_on_a_name_tells_its_kind(view: ArticleView, sample, qtbot: QtBot) -> None:
    point_at(view, sample.at("Ilka Brandt"), qtbot)
    qtbot.waitUntil(view.card.isVisible, timeout=3000)
    assert "Person" in view.card.label.text()
    assert "1 mention" in view.card.label.text()


def test_words_of_the_article_are_never_markup_in_a_card(
    make_view: Callable[[Article], ArticleView], make_sample, qtbot: QtBot
) -> None:
    sample = make_sample("<img src=x> said the quay is full.")
    view = make_view(sample.article)
    claim = sample.claim("c", "the quay is full", source="<img src=x>", cue="said")
    view.set_findings([], [claim])
    point_at(view, sample.at("quay"), qtbot)
    qtbot.waitUntil(view.card.isVisible, timeout=3000)
    assert "&lt;img src=x&gt;" in view.card.label.text()


# Menu


def open_menu(view: ArticleView, span: Span, qtbot: QtBot) -> QMenu:
    at = view.area.boxes(span)[0].center().toPoint()
    port = view.area.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at))
    QApplication.sendEvent(port, event)
    menus = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
    assert len(menus) == 1
    return menus[0]


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, text: str) -> None:
    next(a for a in menu.actions() if a.text() == text).trigger()
    menu.close()


def test_the_menu_offers_only_what_somebody_listens_to(
    view: ArticleView, sample, qtbot: QtBot
) -> None:
    view.select(sample.at("The office"))
    menu = open_menu(view, sample.at("The office"), qtbot)
    assert texts(menu) == ["Copy"]
    menu.close()


def test_a_selection_becomes_a_claim_or_a_name(view: ArticleView, sample, qtbot: QtBot) -> None:
    made: list[object] = []
    view.claim_requested.connect(made.append)
    view.entity_requested.connect(made.append)
    words = sample.at("The office")
    view.select(words)
    choose(open_menu(view, words, qtbot), "New claim\tC")
    choose(open_menu(view, words, qtbot), "New name\tE")
    assert made == [(words,), words]


def test_source_and_cue_are_set_from_the_menu(view: ArticleView, sample, qtbot: QtBot) -> None:
    told: list[tuple[str, object]] = []
    view.source_requested.connect(lambda span: told.append(("source", span)))
    view.cue_requested.connect(lambda span: told.append(("cue", span)))
    view.set_current_claim(ClaimId("cost"))
    choose(open_menu(view, sample.at("Ilka Brandt"), qtbot), "“Ilka Brandt” is the source")
    view.select(sample.at("asked not"))
    choose(open_menu(view, sample.at("asked not"), qtbot), "“asked not” is the cue")
    assert told == [("source", sample.at("Ilka Brandt")), ("cue", sample.at("asked not"))]


def test_claims_are_tagged_split_and_joined_from_the_menu(
    view: ArticleView, sample, qtbot: QtBot
) -> None:
    told: list[tuple[object, ...]] = []
    view.tag_requested.connect(lambda *a: told.append(a))
    view.split_requested.connect(lambda *a: told.append(a))
    view.join_requested.connect(lambda *a: told.append(a))
    view.set_current_claim(ClaimId("cost"))
    asked = sample.at("in Orrin was")
    menu = open_menu(view, asked, qtbot)
    assert next(a for a in menu.actions() if a.text() == "Unsourced\tU").isChecked()
    choose(menu, "Sourced\tS")
    choose(open_menu(view, asked, qtbot), "Undecided")
    choose(open_menu(view, asked, qtbot), "Join with the current claim")
    choose(open_menu(view, asked, qtbot), "Split the claim here")
    assert told[:3] == [("asked", Tag.SOURCED), ("asked", None), ("cost", "asked")]
    claim, at = told[3]
    assert claim == "asked"
    assert asked.start <= at < asked.end


def test_what_a_source_does_is_corrected_in_the_menu(
    view: ArticleView, sample, qtbot: QtBot
) -> None:
    told: list[tuple[object, ...]] = []
    view.stance_requested.connect(lambda *a: told.append(a))
    menu = open_menu(view, sample.at("office had known"), qtbot)
    (action,) = (a for a in menu.actions() if a.text() == "What the source does")
    inner = action.menu()
    assert isinstance(inner, QMenu)
    assert next(a for a in inner.actions() if a.text() == "The source says so").isChecked()
    choose(inner, "The source denies it")
    assert told == [("office", Stance.DENIES)]


def test_an_ampersand_in_the_text_makes_no_shortcut(
    make_view: Callable[[Article], ArticleView], make_sample, qtbot: QtBot
) -> None:
    sample = make_sample("Brandt & Sons said the quay is full.")
    view = make_view(sample.article)
    view.set_findings([], [sample.claim("c", "the quay is full")])
    view.set_current_claim(ClaimId("c"))
    view.source_requested.connect(lambda _: None)
    view.select(sample.at("Brandt & Sons"))
    menu = open_menu(view, sample.at("Brandt"), qtbot)
    assert "“Brandt && Sons” is the source" in texts(menu)
    menu.close()


# Strip


def test_the_strip_shows_what_is_decided_and_what_is_not(
    view: ArticleView, sample, claims: list[ClaimRecord], qtbot: QtBot
) -> None:
    strip = view.strip
    qtbot.waitUntil(lambda: len(strip.rows()) == max(1, strip.height() // 3))
    row = strip.rows()[strip.row_of(sample.at("The cost seems high").start + 8)]
    assert row.undecided
    row = strip.rows()[strip.row_of(sample.at("Orrin was asked").start)]
    assert row.tag is Tag.UNSOURCED
    cost = next(r for r in claims if r.claim.id == "cost")
    view.update_claim(replace(claims[0], claim=cost.claim))
    row = strip.rows()[strip.row_of(sample.at("The cost seems high").start + 8)]
    assert row.tag is Tag.SOURCED
    assert not row.undecided


def test_a_click_on_the_strip_goes_there(
    make_view: Callable[[Article], ArticleView], long_article: Article, qtbot: QtBot
) -> None:
    view = make_view(long_article)
    qtbot.mouseClick(view.strip, LEFT, NONE, QPoint(8, view.strip.height() * 3 // 4))
    qtbot.waitUntil(
        lambda: 0.7 < view.reading_position() / len(long_article.text) < 0.78, timeout=2000
    )


# Ends


TEXT = "One two, thr\u0065\u0301e 👩\u200d👩\u200d👧 four 漢字漢字 five"


@given(
    st.integers(0, len(TEXT)), st.booleans(), st.booleans(), st.integers(0, 20), st.integers(1, 20)
)
def test_a_dragged_end_never_cuts_a_letter_or_empties_a_claim(
    offset: int, closing: bool, by_letter: bool, start: int, length: int
) -> None:
    content = (Span(start, min(len(TEXT), start + length)),)
    end = End(0, closing, 0, 0, 0)
    (moved,) = dragged(TEXT, content, end, offset, by_letter=by_letter)
    assert moved.length >= 1
    at = moved.end if closing else moved.start
    if 0 < at < len(TEXT):
        assert TEXT[at] not in "\u0301\u200d"
        assert TEXT[at - 1] != "\u200d"
        if not by_letter:
            both = TEXT[at - 1] + TEXT[at]
            assert not (both.isalpha() and both.isascii())


def test_pieces_that_come_to_touch_become_one() -> None:
    content = (Span(0, 3), Span(9, 12))
    end = End(0, True, 0, 0, 0)
    assert dragged(TEXT, content, end, 10, by_letter=True) == (Span(0, 12),)


# Paper and legend


def test_the_pdf_holds_the_whole_text(view: ArticleView, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    view.write_pdf(path)
    document = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage().get_text_range()
    for words in ("Lighthouse to close", "will not burn", "The office did not answer"):
        assert words in text
    document.close()


def test_the_pdf_explains_the_mark_of_a_denial(
    view: ArticleView, claims: list[ClaimRecord], tmp_path: Path
) -> None:
    def foot() -> str:
        view.write_pdf(tmp_path / "out.pdf")
        document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
        text = str(document[0].get_textpage().get_text_range())
        document.close()
        return text

    assert "denied" not in foot()
    asked = next(record for record in claims if record.claim.id == "office")
    assert asked.claim.attribution is not None
    denial = replace(asked.claim.attribution, stance=Stance.DENIES)
    view.update_claim(replace(asked, claim=replace(asked.claim, attribution=denial)))
    assert "≠ denied" in foot()


def test_a_long_pdf_has_pages_and_cuts_no_line(
    make_view: Callable[[Article], ArticleView], make_sample, tmp_path: Path
) -> None:
    text = "\n".join(f"Line {n} of the long story, told to the end." for n in range(200))
    view = make_view(make_sample(text).article)
    view.write_pdf(tmp_path / "long.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "long.pdf")
    assert len(document) > 2
    found = " ".join(page.get_textpage().get_text_range() for page in document)
    assert all(f"Line {n} of the long story" in found for n in range(200))
    document.close()


def test_a_paragraph_over_a_page_end_fills_the_next_page(
    view: ArticleView, long_article: Article, tmp_path: Path
) -> None:
    view.set_article(long_article)
    view.write_pdf(tmp_path / "long.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "long.pdf")
    words = [len(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    fullest = max(words)
    assert len(words) > 50
    assert min(words[:-1]) > fullest / 2


def test_a_pdf_that_cannot_be_written_says_so_and_leaves_nothing(
    view: ArticleView, tmp_path: Path
) -> None:
    with pytest.raises(UserFacingError, match=r"out\.pdf"):
        view.write_pdf(tmp_path / "missing" / "out.pdf")
    folder = tmp_path / "taken.pdf"
    folder.mkdir()
    with pytest.raises(UserFacingError):
        view.write_pdf(folder)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_legend_names_every_mark(qtbot: QtBot, theme) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.set_theme(theme)
    named = {label.text() for label in legend.findChildren(QLabel)}
    assert {"Sourced", "Speculative", "Unsourced", "Not a claim", "Person"} <= named
    assert {"≠", "The source denies it"} <= named
    assert len(named) == len(Tag) + 3 + 2 * 3 + len(EntityKind)
    image = legend.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(110) for y in range(image.height())}
    assert theme.tag(Tag.SOURCED).solid in colours
    assert theme.tag(Tag.SOURCED).faint in colours
