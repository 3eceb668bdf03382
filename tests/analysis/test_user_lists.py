"""The analyst's own words and names, from the app's data folder to what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.analysis import load
from annotator.analysis.analyser import Analyser
from annotator.domain.analysis import Analysis
from annotator.domain.claim import CueClass, Tag
from annotator.domain.entity import EntityKind
from annotator.errors import UserFacingError

TEXT = (
    "The mayor grapevined that the bridge is safe. "
    "Mayhap the old ferry will sail again. "
    "Blue Lantern met the council of the Upper Weir Quarter on Monday. "
    "Officials at Lantern declined to comment."
)
CUES = '[hearsay]\nverbs = "grapevine"\n'
HEDGES = '[adverb]\nwords = ["mayhap"]\n'
NAMES = "# ours\nBlue Lantern\tORG\tLantern\nUpper Weir Quarter\n"


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """What is found in TEXT with the three lists of the user."""
    folder = tmp_path_factory.mktemp("lexicons")
    (folder / "cues.toml").write_text(CUES, "utf-8")
    (folder / "hedges.toml").write_text(HEDGES, "utf-8")
    (folder / "gazetteer.txt").write_text(NAMES, "utf-8")
    return load(user_folder=folder).analyse(TEXT, (), "en")


def hedges(analysis: Analysis) -> set[str]:
    return {TEXT[h.start : h.end] for claim in analysis.claims for h in claim.hedges}


def test_a_hedge_of_ones_own_makes_a_statement_speculative(
    taught: Analysis, analyser: Analyser
) -> None:
    assert "Mayhap" not in hedges(analyser.analyse(TEXT, (), "en"))
    assert "Mayhap" in hedges(taught)
    (claim,) = [
        c for c in taught.claims if any(TEXT[h.start :].startswith("May") for h in c.hedges)
    ]
    assert claim.suggestion is not None
    assert claim.suggestion.tag is Tag.SPECULATIVE
    assert "mayhap" in str(claim.suggestion.reason).lower()


def test_a_cue_of_ones_own_has_its_class(taught: Analysis) -> None:
    cues = {TEXT[c.cue.start : c.cue.end]: c.cue_class for c in taught.claims if c.cue}
    assert cues["grapevined"] is CueClass.HEARSAY


def test_a_name_of_ones_own_has_its_kind_and_its_aliases(taught: Analysis) -> None:
    (entity,) = [e for e in taught.entities if e.name == "Blue Lantern"]
    assert entity.kind is EntityKind.ORG
    assert {TEXT[m.start : m.end] for m in entity.mentions} == {"Blue Lantern", "Lantern"}


def test_a_term_of_ones_own_is_never_split(taught: Analysis) -> None:
    start = TEXT.index("Upper Weir Quarter")
    end = start + len("Upper Weir Quarter")
    mentions = [m for e in taught.entities for m in e.mentions if m.start < end and m.end > start]
    assert all(m.start <= start and end <= m.end for m in mentions)


@pytest.mark.parametrize("name", ["cues.toml", "hedges.toml", "gazetteer.txt"])
def test_a_file_that_is_no_text_is_told_by_its_path(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\xfe\x00broken")
    with pytest.raises(UserFacingError, match=name) as caught:
        load(user_folder=tmp_path)
    assert caught.value.hint


def test_changed_lists_are_another_version_of_the_analysis(
    taught: Analysis, analyser: Analyser, tmp_path: Path
) -> None:
    (tmp_path / "hedges.toml").write_text(HEDGES, "utf-8")
    one = load(user_folder=tmp_path).info
    assert one.components != taught.model.components
    assert one.sha256 == taught.model.sha256
