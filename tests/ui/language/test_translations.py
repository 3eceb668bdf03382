"""The second language is whole: every text, every placeholder, every menu."""

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import annotator
import ui
from annotator.briefing.likelihood import vocabulary
from annotator.errors import UserFacingError
from annotator.ingest import read
from ui.kit.message_bar import MessageBar
from ui.language import translator
from ui.language.texts import count, tr
from ui.language.translator import languages, read_texts
from ui.window.action_specs import menus
from ui.window.guide import guide_file

LANGUAGES = languages()[1:]
_PLACEHOLDER = re.compile(r"\{\w+\}")


_IN_WINDOW = {"tr": slice(0, 1), "count": slice(1, 3)}
_IN_CORE = {"phrase": slice(0, 1), "counted_phrase": slice(1, 3)}
"""Where the texts stand in the calls that say them."""


def _asked(tree: ast.AST, where: str, calls: dict[str, slice]) -> Iterator[tuple[str, str]]:
    """Every text that a module asks for, with its place."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for text in node.args[calls.get(node.func.id, slice(0, 0))]:
                assert isinstance(text, ast.Constant), f"{where}:{node.lineno} is not written out"
                assert isinstance(text.value, str)
                yield text.value, f"{where}:{node.lineno}"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text of the window and of the core, with a place where it is asked for."""
    found: dict[str, str] = {}
    for package, calls, least in ((ui, _IN_WINDOW, 300), (annotator, _IN_CORE, 60)):
        here: dict[str, str] = {}
        for path in Path(package.__path__[0]).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            here |= dict(_asked(tree, path.name, calls))
        assert len(here) > least
        found |= here
    return found | {row.name.pattern: "likelihood.toml" for row in vocabulary().rows}


_SPOKEN = ("worker", "workspace", "briefing", "storage", "domain", "ingest", "analysis")
"""The rooms whose errors can reach the window."""
_UNSPOKEN = {"gold", "evaluation", "training"}
"""Folders that only the command line works with."""


def _in_english_alone(tree: ast.AST) -> Iterator[int]:
    """The lines at which an error is made of mere text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            made = node.func.id.endswith("Error") and node.func.id != "AnalysisError"
            texts = [a for a in node.args if isinstance(a, ast.JoinedStr | ast.Constant)]
            if made and node.func.id not in dir(builtins) and texts:
                yield node.lineno


def test_every_error_that_can_reach_the_window_can_be_said_in_its_language() -> None:
    root = Path(annotator.__path__[0])
    paths = [path for room in _SPOKEN for path in (root / room).rglob("*.py")]
    found = [
        f"{path.relative_to(root)}:{line}"
        for path in paths
        if not _UNSPOKEN & set(path.relative_to(root).parts)
        for line in _in_english_alone(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_an_error_is_said_in_the_language_with_what_to_do(
    german: None, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = tmp_path / "turm.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(UserFacingError) as told:
        read(picture)
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_error(told.value)
    assert bar.text == ("„turm.txt“ ist ein Bild und kein Text. Den Artikel als Dokument wählen.")
    assert (
        str(told.value) == "“turm.txt” is a picture, not a text. Choose the article as a document."
    )


def test_there_is_a_second_language() -> None:
    assert "de" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str, texts: dict[str, str]) -> None:
    known = read_texts(language)
    assert {text: place for text, place in texts.items() if not known.get(text)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_over(language: str, texts: dict[str, str]) -> None:
    assert set(read_texts(language)) - set(texts) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_kept(language: str) -> None:
    for text, translated in read_texts(language).items():
        wanted, found = (sorted(_PLACEHOLDER.findall(words)) for words in (text, translated))
        assert wanted == found, text


def test_a_text_is_said_in_the_language(german: None) -> None:
    assert tr("Sourced") == "Belegt"
    assert tr("{done} of {all} decided", done=1, all=2) == "1 von 2 entschieden"
    assert count(1, "1 article", "{n} articles") == "1 Artikel"
    assert count(3, "1 claim found", "{n} claims found") == "3 Aussagen gefunden"


def test_a_text_of_another_program_passes_through(german: None) -> None:
    assert QApplication.translate("QDialog", "Never heard of it") == "Never heard of it"


def test_menus_and_their_letters_differ_in_the_language(german: None) -> None:
    for menu in menus():
        letters = [s.text[s.text.index("&") + 1].casefold() for s in menu.actions if "&" in s.text]
        assert len(letters) == len(set(letters)), menu.title
    titles = [menu.title[menu.title.index("&") + 1].casefold() for menu in menus()]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("language", languages())
def test_the_guide_is_there(language: str) -> None:
    path = guide_file(language)
    assert path.name == f"guide.{language}.md"
    assert len(path.read_text(encoding="utf-8")) > 2000


def test_a_damaged_translation_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "translations").mkdir()
    monkeypatch.setattr(translator.resources, "folder", lambda: tmp_path)
    for words in ("{", "[]"):
        (tmp_path / "translations" / "xx.json").write_text(words, encoding="utf-8")
        with pytest.raises(UserFacingError, match=r"xx\.json"):
            read_texts("xx")
    assert read_texts("yy") == {}
