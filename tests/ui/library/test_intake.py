"""What a drop or a paste offers."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from ui.library.intake import offered


def test_local_files_come_before_text(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    data.setText("a.txt")
    assert offered(data).paths == (tmp_path / "a.txt",)
    assert offered(data).text == ""


def test_an_address_is_text_and_never_fetched() -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/news")])
    data.setText("https://example.org/news")
    found = offered(data)
    assert found.paths == ()
    assert found.text == "https://example.org/news"


def test_text_keeps_its_html() -> None:
    data = QMimeData()
    data.setText("bold")
    data.setHtml("<b>bold</b>")
    assert (offered(data).text, offered(data).html) == ("bold", "<b>bold</b>")


def test_nothing_is_nothing() -> None:
    assert not offered(None)
    assert not offered(QMimeData())
    blank = QMimeData()
    blank.setText("  \n")
    assert not offered(blank)
