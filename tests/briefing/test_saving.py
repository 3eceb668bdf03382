"""A file is replaced whole or not at all, and what stands in the way is told in a sentence."""

import errno
import os
import stat
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from annotator.briefing import export
from annotator.briefing.saving import owner_files, replacing
from annotator.errors import UserFacingError


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "briefing.docx"
    path.write_bytes(b"the old one")
    return path


def test_a_cancelled_export_leaves_the_old_file(harbour, old):
    with pytest.raises(CancelledError):
        export(harbour, old, cancelled=lambda: True)
    assert old.read_bytes() == b"the old one"
    assert list(old.parent.iterdir()) == [old]


def test_cancelling_in_the_middle_leaves_the_old_file(desk, make_briefing, old):
    answers = iter([False, False, True])
    briefing = make_briefing(desk("A line.\n" * 2_000).done())
    with pytest.raises(CancelledError):
        export(briefing, old, cancelled=lambda: next(answers))
    assert old.read_bytes() == b"the old one"
    assert list(old.parent.iterdir()) == [old]


def test_a_failure_while_writing_leaves_the_old_file(old):
    def fail():
        with replacing(old) as file:
            file.write(b"half of the new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert old.read_bytes() == b"the old one"
    assert list(old.parent.iterdir()) == [old]


def test_progress_rises_to_the_whole(desk, make_briefing, tmp_path: Path):
    seen: list[tuple[int, int]] = []
    briefing = make_briefing(desk("A line.\n" * 2_000).done())
    export(briefing, tmp_path / "b.docx", progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1]
    assert len(seen) > 5


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "open in another program"),
        (errno.EIO, "could not be written"),
    ],
)
def test_what_stands_in_the_way_is_told(code, words, old, monkeypatch):
    def refuse(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserFacingError, match=words), replacing(old) as file:
        file.write(b"new")
    assert old.read_bytes() == b"the old one"
    assert list(old.parent.iterdir()) == [old]


def test_a_full_disk_while_writing(old, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserFacingError, match="disk is full"), replacing(old) as file:
        file.write(b"new")
    assert old.read_bytes() == b"the old one"


@pytest.mark.parametrize("owner", ["~$iefing.docx", ".~lock.briefing.docx#"])
def test_a_file_open_in_a_word_processor_is_refused(owner, harbour, old):
    (old.parent / owner).write_bytes(b"")
    with pytest.raises(UserFacingError, match="open in a word processor"):
        export(harbour, old)
    assert old.read_bytes() == b"the old one"


@pytest.mark.parametrize(
    ("name", "owner"),
    [("a.docx", "~$a.docx"), ("sixsix.docx", "~$sixsix.docx"), ("sevenle.docx", "~$evenle.docx"),
     ("eightlet.docx", "~$ghtlet.docx")],
)  # fmt: skip
def test_the_name_of_word_s_owner_file(name, owner):
    assert owner_files(Path(name))[0].name == owner


def test_an_owner_file_beside_a_name_that_is_free_does_not_matter(tmp_path: Path):
    (tmp_path / "~$iefing.docx").write_bytes(b"")
    with replacing(tmp_path / "briefing.docx") as file:
        file.write(b"new")
    assert (tmp_path / "briefing.docx").read_bytes() == b"new"


def test_no_folder_and_a_folder_for_a_file(harbour, tmp_path: Path):
    with pytest.raises(UserFacingError, match="does not exist"):
        export(harbour, tmp_path / "nowhere" / "b.docx")
    with pytest.raises(UserFacingError, match="is a folder"):
        export(harbour, tmp_path)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserFacingError, match="does not exist"):
        export(harbour, tmp_path / "file" / "b.docx")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_stay_and_new_files_have_the_usual_ones(old, tmp_path: Path):
    old.chmod(0o640)
    with replacing(old) as file:
        file.write(b"new")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    fresh, usual = tmp_path / "fresh.docx", tmp_path / "usual"
    usual.touch()
    with replacing(fresh) as file:
        file.write(b"new")
    assert fresh.stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(old, tmp_path: Path):
    link = tmp_path / "link.docx"
    link.symlink_to(old)
    with replacing(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"
