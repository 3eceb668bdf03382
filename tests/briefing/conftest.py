"""Briefings to export, and the documents that come of it, read back and checked."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator.domain.briefing import Briefing, BriefingArticle
from annotator.domain.ids import BriefingId, ExportId


@cache
def _load(name: str) -> ModuleType:
    """A module beside this file: tests are no package, so that it cannot be imported."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"briefing_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Local time is UTC, so that documents are the same wherever tests run."""
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def desk() -> type:
    """Builds an article with its claims; see making.py."""
    return _load("making").Desk


@pytest.fixture
def make_briefing() -> Callable[..., Briefing]:
    def make(*articles: BriefingArticle, **more: object) -> Briefing:
        base = Briefing(
            id=BriefingId("briefing-1"),
            export=ExportId("export-1"),
            title="A briefing",
            author="N. Okoro",
            created=_load("making").WHEN,
            articles=articles,
        )
        return replace(base, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
def harbour(desk: type) -> Briefing:
    """A briefing as an analyst would make it; see harbour.py."""
    return _load("harbour").harbour(desk)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "briefing.docx"


@pytest.fixture
def read_docx() -> Callable[[Path], Any]:
    """A written document, read back; see reading.py."""
    return _load("reading").Docx


@pytest.fixture
def to_pdf(require: Callable[[str, str], str], tmp_path: Path) -> Callable[[Path], Path]:
    """Lays a document out with LibreOffice; gives the PDF beside it."""
    soffice = require("soffice", "LibreOffice")

    def convert(path: Path) -> Path:
        profile = (tmp_path / "profile").as_uri()
        with subprocess.Popen(
            [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
             "--outdir", str(path.parent), str(path)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        ) as office:  # fmt: skip
            try:
                assert office.wait(120) == 0
            finally:
                # The program started is a wrapper: what it started ends with its group.
                with suppress(ProcessLookupError):
                    os.killpg(office.pid, signal.SIGKILL)
        return path.with_suffix(".pdf")

    return convert


@pytest.fixture(scope="session")
def faults() -> Callable[[Path], list[str]]:
    """Every broken invariant of a document; see invariants.py."""
    return _load("invariants").faults


@pytest.fixture(scope="session")
def sdk_errors(require: Callable[[str, str], str]) -> Callable[[Path], list[str]]:
    """What Microsoft's Open XML SDK finds wrong with a document; installed when npm is there."""
    root = Path(__file__).parents[2]
    modules = root / "build" / "ooxml-validator" / "node_modules" / "@xarsh"
    binary = modules / "ooxml-validator-linux-x64" / "ooxml-validator"
    if not binary.exists():
        require("npm", "npm")
        script = root / ".ci" / "install-validator"
        done = subprocess.run(["sh", str(script)], capture_output=True, text=True, check=False)
        if done.returncode and os.environ.get("REQUIRE_TOOLS") != "1":
            pytest.skip("the validator cannot be installed here")
        assert done.returncode == 0, done.stderr

    def errors(path: Path) -> list[str]:
        done = subprocess.run([str(binary), str(path)], capture_output=True, text=True, check=False)
        found = json.loads(done.stdout)["errors"]
        return [f"{e['path']} {e['xPath']}: {e['description']}" for e in found]

    return errors
