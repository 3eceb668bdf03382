"""What the window's process never loads, and what the command line never waits for."""

import subprocess
import sys


def _loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return set(done.stdout.split())


def test_the_window_never_imports_spacy() -> None:
    loaded = _loaded("import ui.application")
    assert not {"spacy", "thinc"} & loaded


def test_the_command_line_never_imports_qt() -> None:
    loaded = _loaded("import ui.__main__\nfrom annotator import cli\ncli.SUBCOMMANDS")
    assert not any(name.startswith(("PySide6", "shiboken6")) for name in loaded)


def test_a_spawned_process_starts_from_a_light_entry() -> None:
    loaded = _loaded("import ui.__main__")
    assert not any(name.startswith(("PySide6", "sqlalchemy", "docx", "spacy")) for name in loaded)
