"""Real articles that may not lie in the repository: ACCEPTANCE=DIR names their folder."""

import os
from pathlib import Path

import pytest

from annotator.analysis.analyser import Analyser
from annotator.domain.claim import SourceKind, Tag, Voice

_FOLDER = os.environ.get("ACCEPTANCE", "")
_ARTICLES = sorted(Path(_FOLDER).glob("*.txt")) if _FOLDER else []

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(not _ARTICLES, reason="ACCEPTANCE names no folder with articles"),
]


@pytest.fixture(params=_ARTICLES, ids=lambda path: path.stem)
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param.read_text("utf-8"))


def test_a_news_article_has_all_three_kinds_of_claims(analyser: Analyser, text: str) -> None:
    found = analyser.analyse(text, (), "en")
    tags = {claim.suggestion.tag for claim in found.claims if claim.suggestion}
    assert tags == {Tag.SOURCED, Tag.SPECULATIVE, Tag.UNSOURCED}


def test_what_the_author_supposes_shows_its_hedge(analyser: Analyser, text: str) -> None:
    supposed = [
        claim
        for claim in analyser.analyse(text, (), "en").claims
        if claim.voice is Voice.AUTHOR
        and claim.suggestion
        and claim.suggestion.tag is Tag.SPECULATIVE
    ]
    assert supposed
    assert all(claim.hedges for claim in supposed)
    for claim in supposed:
        inside = [any(piece.overlaps(hedge) for piece in claim.content) for hedge in claim.hedges]
        assert any(inside), text[claim.content[0].start : claim.content[-1].end]


def test_a_named_source_with_an_entity_is_called_by_its_fullest_name(
    analyser: Analyser, text: str
) -> None:
    found = analyser.analyse(text, (), "en")
    names = {entity.id: entity.name for entity in found.entities}
    sources = [claim.source for claim in found.claims if claim.source and claim.source.entity]
    assert sources
    assert all(source.kind is SourceKind.NAMED for source in sources)
    assert all(source.entity and source.name == names[source.entity] for source in sources)
