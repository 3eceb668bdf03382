"""Which files a choice of files and folders stands for."""

import os

import pytest

from annotator.ingest import files_below


@pytest.fixture
def tree(tmp_path):
    for name in (
        "b.txt", "a.PDF", "deep/er/c.docx", "deep/d.eml", "deep/.hidden.txt", ".git/e.txt",
        "deep/picture.jpg", "deep/~$c.docx", "noext", "z/f.md",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def names(found, tree):
    return [path.relative_to(tree).as_posix() for path in found]


def test_a_folder_gives_its_readable_files_in_a_stable_order(tree):
    assert names(files_below([tree]), tree) == [
        "a.PDF", "b.txt", "deep/d.eml", "deep/er/c.docx", "z/f.md",
    ]  # fmt: skip


def test_a_file_named_itself_is_taken_whatever_it_is_called(tree):
    chosen = [tree / "noext", tree / "deep" / "picture.jpg", tree / "deep" / ".hidden.txt"]
    assert files_below(chosen) == chosen


def test_an_absent_file_is_kept_so_that_reading_it_can_say_so(tree):
    assert files_below([tree / "gone.txt"]) == [tree / "gone.txt"]


def test_a_file_reached_twice_is_taken_once(tree):
    assert names(files_below([tree / "z", tree, tree / "b.txt"]), tree)[0] == "z/f.md"
    assert len(files_below([tree, tree])) == 5


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_loops_of_links_end(tree):
    (tree / "deep" / "up").symlink_to(tree)
    (tree / "self").symlink_to(tree / "self")
    (tree / "broken.txt").symlink_to(tree / "nowhere")
    assert names(files_below([tree]), tree) == [
        "a.PDF", "b.txt", "deep/d.eml", "deep/er/c.docx", "z/f.md",
    ]  # fmt: skip


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_may_not_be_read_is_passed_over(tree):
    (tree / "z").chmod(0)
    assert "z/f.md" not in names(files_below([tree]), tree)
    (tree / "z").chmod(0o700)
