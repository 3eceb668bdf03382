"""An article is found by the names that stand in it now, whoever put or changed them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.decision import ClaimRecord, Origin
from annotator.domain.ids import EntityId
from annotator.storage import Library, SearchQuery


def named(library: Library, entity: str) -> list[str]:
    return [hit.article for hit in library.search.find(SearchQuery(entity=entity))]


def said_by(library: Library, source: str) -> list[str]:
    return [hit.snippet for hit in library.search.find(SearchQuery(source_name=source))]


@pytest.mark.parametrize("part", ["Ana", "na B", "BROOK", "ok", "Ana Brook"])
def test_any_part_of_a_name_finds_it(library: Library, analysed: Article, part: str) -> None:
    assert named(library, part) == [analysed.id]
    assert said_by(library, part) == ["the harbour would open on Monday"]


def test_a_name_that_a_person_changed_is_found_and_the_old_one_not(
    library: Library, analysed: Article
) -> None:
    (entity,) = library.findings.entities(analysed.id)
    with library.transaction("Ada", "rename") as change:
        change.put_entity(analysed.id, replace(entity, name="Quill", names=("Quill",)))
    assert named(library, "quill") == [analysed.id]
    assert named(library, "brook") == []
    assert said_by(library, "quill") == ["the harbour would open on Monday"]
    with library.transaction("Ada", "remove") as change:
        change.remove_entity(analysed.id, EntityId("e1"))
    assert named(library, "quill") == []


def test_a_claim_made_by_hand_is_found_by_its_source(
    library: Library, stored: Article, make_claim: Callable[..., Claim]
) -> None:
    claim = make_claim("Repairs cost nine million crowns", "h1", source="two officials")
    record = ClaimRecord(claim, stored.id, Origin.PERSON, None)
    with library.transaction("Ada", "make") as change:
        change.put_claim(record)
    assert said_by(library, "official") == ["Repairs cost nine million crowns"]
    other = make_claim("Repairs cost nine million crowns", "h1", source="Ana Brook")
    with library.transaction("Ada", "change") as change:
        change.change_claim(other)
    assert said_by(library, "official") == []
    assert said_by(library, "brook") == ["Repairs cost nine million crowns"]


def test_a_new_analysis_brings_its_names_and_takes_the_old(
    library: Library, analysed: Article, analysis: Analysis
) -> None:
    (entity,) = analysis.entities
    renamed = replace(entity, name="Ana Quill", names=("Ana Quill",))
    library.findings.store(analysed.id, replace(analysis, entities=(renamed,)))
    assert (named(library, "brook"), named(library, "quill")) == ([], [analysed.id])


def test_what_is_deleted_for_good_leaves_no_name(library: Library, analysed: Article) -> None:
    with library._store.reading() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM search_names").scalar()
    assert count
    library.purge(analysed.id, person="Ada")
    with library._store.reading() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM search_names").scalar()
    assert count == 0
    assert library.check().sound


def test_names_come_with_another_library(
    library: Library, analysed: Article, tmp_path: Path
) -> None:
    library.close()
    with Library.open(tmp_path / "other" / "library.db") as other:
        other.join(library.path, person="Ada")
        assert named(other, "brook") == [analysed.id]
        assert said_by(other, "official") == ["It may stay closed to tankers"]


def test_an_index_that_lost_its_names_is_made_anew(library: Library, analysed: Article) -> None:
    with library._store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM search_names")
    assert named(library, "brook") == []
    library.search.rebuild()
    assert named(library, "brook") == [analysed.id]
    assert said_by(library, "official") == ["It may stay closed to tankers"]
