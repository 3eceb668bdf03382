"""What can be shown of a library before it is open, and what is loaded for it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import annotator.storage
from annotator.domain.article import Article
from annotator.domain.ids import ArticleId
from annotator.storage import FirstLook, Library

type MakeArticle = Callable[..., Article]


def _fill(library: Library, make_article: MakeArticle, number: int) -> None:
    with library.transaction("Ada", "add articles") as change:
        for n in range(number):
            change.add_article(
                make_article(f"Tide table {n}\nHigh water at {n}.", title=f"T{n}"), b""
            )


def test_the_first_look_is_the_list_that_the_library_gives(
    library: Library, make_article: MakeArticle
) -> None:
    _fill(library, make_article, 9)
    ids = library.articles.ids()
    with library.transaction("Ada", "label") as change:
        change.label_article(ids[0], ("port", "Tides"))
        change.remove_article(ids[4])
    library.close()
    look = FirstLook.at(library.path)
    with Library.open(library.path) as again:
        assert look.ids == again.articles.ids()
        assert look.labels == tuple(label for label, _ in again.articles.labels()) != ()
        assert look.rows == again.articles.rows(look.ids)
        assert look.rows[0].labels == ("Tides", "port")


def test_it_reads_beside_a_program_that_writes(library: Library, make_article: MakeArticle) -> None:
    _fill(library, make_article, 2)
    before = library.path.read_bytes()
    assert FirstLook.at(library.path).ids == library.articles.ids()
    assert library.path.read_bytes() == before
    _fill(library, lambda text, **_: make_article(text + " Twice."), 1)
    assert len(FirstLook.at(library.path).ids) == 3


def test_only_the_pages_that_are_seen_have_rows(
    library: Library, make_article: MakeArticle
) -> None:
    _fill(library, make_article, 9)
    ids = library.articles.ids()
    look = FirstLook.at(library.path, ids[7], page=3)
    assert tuple(row.id for row in look.rows) == (*ids[:3], *ids[6:9])
    assert FirstLook.at(library.path, ArticleId("gone"), page=3).rows == look.rows[:3]


@pytest.mark.parametrize("content", [None, b"", b"no library at all" * 99, b"SQLite format 3\0bad"])
def test_what_is_no_library_gives_an_empty_look(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "library.db"
    if content is not None:
        path.write_bytes(content)
    assert FirstLook.at(path) == FirstLook()
    assert path.exists() == (content is not None)


def test_neither_list_nor_question_loads_sqlalchemy() -> None:
    names = "ArticleRow, FirstLook, Hit, Order, SearchQuery"
    code = f"from annotator.storage import {names}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert "sqlalchemy" not in done.stdout.split()


def test_every_name_of_the_storage_is_found() -> None:
    for name in annotator.storage.__all__:
        assert getattr(annotator.storage, name).__name__ == name or name == "JSON"
    with pytest.raises(AttributeError, match="no attribute 'Bookcase'"):
        annotator.storage.Bookcase  # type: ignore[attr-defined]  # noqa: B018
