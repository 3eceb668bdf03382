"""Where no window can open, one sentence says why."""

import sys
from pathlib import Path

import pytest

from ui.__main__ import main


def test_a_misspelt_command_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["annotator", "analyze"])
    assert main() == 2
    assert "“analyze” is neither a command nor a file" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_a_missing_screen_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "argv", ["annotator", str(tmp_path)])
    assert main() == 2
    assert "no screen" in capsys.readouterr().err


def test_commands_need_no_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["annotator", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("annotator ")
