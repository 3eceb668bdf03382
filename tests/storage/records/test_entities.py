"""Entities that persons changed, beside what a new analysis finds."""

from dataclasses import replace

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.entity import Entity
from annotator.storage import Library
from annotator.text.spans import Span


def put(library: Library, article: Article, *entities: Entity) -> None:
    with library.transaction("Ada", "names") as change:
        for entity in entities:
            change.put_entity(article.id, entity)


def test_a_new_name_is_borne_by_the_claims(library: Library, analysed: Article) -> None:
    first = library.findings.entities(analysed.id)[0]
    put(library, analysed, replace(first, name="A. Brook 🌉"))
    sources = [record.claim.source for record in library.claims.of(analysed.id)]
    named = [source.name for source in sources if source and source.entity == first.id]
    assert named
    assert set(named) == {"A. Brook 🌉"}


def test_what_lost_its_mentions_is_not_shown_and_not_found_again(
    library: Library, analysed: Article, analysis: Analysis
) -> None:
    first, *rest = library.findings.entities(analysed.id)
    put(library, analysed, replace(first, mentions=()))
    assert library.findings.entities(analysed.id) == tuple(rest)
    library.findings.store(analysed.id, analysis)
    assert library.findings.entities(analysed.id) == tuple(rest)


def test_what_a_person_united_is_not_found_as_two_again(
    library: Library, analysed: Article, analysis: Analysis
) -> None:
    first = library.findings.entities(analysed.id)[0]
    far = Span(first.mentions[-1].end + 1, first.mentions[-1].end + 30)
    put(library, analysed, replace(first, mentions=(*first.mentions, far)))
    other = replace(first, id=type(first.id)("e7"), name="Other", names=("Other",), mentions=(far,))
    again = replace(analysis, entities=(*analysis.entities, other))
    before = library.findings.entities(analysed.id)
    library.findings.store(analysed.id, again)
    assert library.findings.entities(analysed.id) == before
