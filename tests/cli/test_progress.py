"""Long work shows a bar to whoever watches it, and nothing to a file."""

import io
import sys

import pytest

from annotator.cli.progress import shown


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert list(shown([1, 2, 3], 3, "Reading")) == [1, 2, 3]
    assert "Reading" in screen.getvalue()
    assert "3" in screen.getvalue()


def test_a_file_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    assert list(shown([1, 2, 3], 3, "Reading")) == [1, 2, 3]
    assert log.getvalue() == ""
