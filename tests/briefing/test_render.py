"""LibreOffice lays a briefing out: every section, the marking and page numbers on each page."""

import subprocess
from pathlib import Path

import pytest

from annotator.briefing import export

pytestmark = pytest.mark.libreoffice


@pytest.fixture
def pages(require, to_pdf):
    """The text of each page of a document, as LibreOffice lays it out."""
    pdftotext = require("pdftotext", "poppler")

    def render(path: Path) -> list[str]:
        done = subprocess.run(
            [pdftotext, "-layout", str(to_pdf(path)), "-"],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout.split("\f")[:-1]

    return render


def test_every_page_is_marked_and_numbered_and_pages_of_claims_are_right(harbour, out, pages):
    export(harbour, out)
    shown = pages(out)
    for number, page in enumerate(shown, start=1):
        assert page.count("TLP:AMBER") >= 2
        assert f"Page {number} of {len(shown)}" in page
    rows = [line for page in shown for line in page.splitlines() if "[C1]" in line]
    place = next(
        i
        for i, page in enumerate(shown, start=1)
        if "[C1\u00a0S]" in page.replace("C1 S", "C1\u00a0S")
    )
    assert rows[0].split()[-1] == str(place)
    whole = "\n".join(shown)
    for heading in ("Summary", "Table of claims", "Register of sources", "Method", "Changes since"):
        assert f"\n{heading}" in whole
