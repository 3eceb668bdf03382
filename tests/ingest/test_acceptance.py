"""The articles that a desk reads every day, where their folder is named."""

import os
from pathlib import Path

import pytest

from annotator.domain.article import BlockKind
from annotator.text.normalise import normalise

FOLDER = os.environ.get("ACCEPTANCE", "")
pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(not FOLDER, reason="ACCEPTANCE names no folder of articles"),
]


def test_every_line_of_an_article_is_a_paragraph_of_it_unchanged(reader):
    paths = sorted(Path(FOLDER).glob("*.txt"))
    assert paths
    for path in paths:
        article = reader.read(path).article
        lines = [line.strip() for line in normalise(path.read_text("utf-8")).split("\n")]
        assert article.text.split("\n") == [line for line in lines if line]
        body = sum(b.span.length for b in article.blocks if b.kind is BlockKind.BODY)
        assert body > 0.8 * len(article.text)
        assert article.language
