"""What every test may use: tools that may be missing, data folders that may be named."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def require() -> Callable[[str, str], str]:
    """Finds a program, or skips the test; in CI (REQUIRE_TOOLS=1) a missing one fails it.

    `require("soffice", "LibreOffice")` returns the program's path.
    """

    def find(program: str, name: str) -> str:
        path = shutil.which(program)
        if path:
            return path
        if os.environ.get("REQUIRE_TOOLS") == "1":
            pytest.fail(f"{name} is required and not installed")
        pytest.skip(f"{name} is not installed")

    return find


@pytest.fixture(scope="session")
def acceptance() -> Path:
    """The folder of articles that ACCEPTANCE names; skips without it."""
    return _folder("ACCEPTANCE")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of annotated data that CORPORA names; skips without it."""
    return _folder("CORPORA")


def _folder(variable: str) -> Path:
    named = os.environ.get(variable)
    if not named:
        pytest.skip(f"{variable} names no folder")
    return Path(named)
