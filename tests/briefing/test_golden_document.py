"""The body of a fixed briefing, compared with the one in the repository.

After a change that is meant, run these tests with REWRITE_GOLDEN=1 and look at the difference.
"""

import os
from pathlib import Path

import pytest
from lxml import etree

from annotator.briefing import export

GOLDEN = Path(__file__).parents[1] / "golden" / "briefing"


@pytest.mark.parametrize(
    "name", ["word/document.xml", "word/comments.xml", "word/footnotes.xml", "word/header1.xml",
             "word/footer1.xml", "word/charts/chart1.xml"],
)  # fmt: skip
def test_the_parts_are_as_they_were(name, harbour, out, read_docx):
    export(harbour, out)
    root = read_docx(out).root(name)
    etree.indent(root)
    written = etree.tostring(root, encoding="unicode") + "\n"
    golden = GOLDEN / Path(name).name
    if os.environ.get("REWRITE_GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")
