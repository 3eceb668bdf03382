"""Offsets of the JSON are code points and cover exactly the words, whatever stands around."""

import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.analysis import Analyser, load
from annotator.cli import contract
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.ids import article_id
from annotator.text.normalise import NORMALISER, normalise
from annotator.text.spans import Span

pytestmark = pytest.mark.model

NASTY = [
    "😀", "👩\u200d👩\u200d👧", "🇱🇾", "𝔘𝔫", "e\u0301a\u0323", "\r\n", "\u2028", "\u2029", "\u00a0",
    "طرابلس", "می\u200cرود", "\u00ad", "\ufeff", "ﬁ", "“”", "\t",
]  # fmt: skip


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return load()


def read(raw: str) -> Article:
    """The raw text as an article, every line a body block."""
    text = normalise(raw)
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(start, start + len(line)), BlockKind.BODY))
        start += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(article_id(text.encode()), text, tuple(blocks), "", digest, digest, NORMALISER)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.sampled_from(NASTY), max_size=6).map(" ".join),
    st.lists(st.sampled_from(NASTY), max_size=6).map("".join),
)
def test_json_offsets_cover_exactly_the_words(analyser: Analyser, before: str, after: str) -> None:
    raw = (
        f"Nothing happened {before}.\r\n\r\n"
        "The mayor, Ada Weaver, said that the old bridge is safe for everybody.\r\n"
        f"It is late {after} in the year.\u2029"
        "The repair may take many years.\n"
    )
    article = read(raw)
    analysis = analyser.analyse(article.text, article.blocks, "en")
    document = json.loads(json.dumps(contract.document(article, analysis), ensure_ascii=False))
    text = document["article"]["text"]
    said = next(
        claim
        for claim in document["claims"]
        if any("old bridge" in text[s:e] for s, e in claim["content"])
    )
    assert [text[s:e] for s, e in said["content"]] in (
        ["that the old bridge is safe for everybody"],
        ["the old bridge is safe for everybody"],
    )
    assert text[slice(*said["cue"])] == "said"
    assert "Ada Weaver" in text[slice(*said["source"]["span"])]
    weaver = next(e for e in document["entities"] if e["name"] == "Ada Weaver")
    assert "Ada Weaver" in {text[s:e] for s, e in weaver["mentions"]}
    supposed = next(
        claim
        for claim in document["claims"]
        if any("The repair" in text[s:e] for s, e in claim["content"])
    )
    assert [text[s:e] for s, e in supposed["hedges"]] == ["may"]
    for start, end, _ in document["article"]["blocks"]:
        assert text[start:end].strip()
        assert "\n" not in text[start:end]
