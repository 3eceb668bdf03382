"""Entities as the pipeline repairs them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.analysis.entities.repair import EntityRepair
from annotator.analysis.lexicon.gazetteer import Entry, Gazetteer, read_gazetteer
from annotator.domain.entity import EntityKind
from annotator.errors import UserFacingError

if TYPE_CHECKING:
    from spacy.language import Language


def names(english: Language, text: str) -> dict[str, str]:
    return {name.text: name.label_ for name in english(text).ents}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("On Monday Field Marshal Hifter flew to Cairo.", "Hifter", "PERSON"),
        ("The talks in the Ministry of Defence went on.", "Ministry of Defence", "ORG"),
        ("He met Egypt’s president in Cairo.", "Egypt", "GPE"),
        ("She joined the Communist Party of Cuba in May.", "Communist Party of Cuba", "ORG"),
        ("Fayez al-Sarraj went to Ankara.", "Fayez al-Sarraj", "PERSON"),
        ("PORT SELIM, Egypt — The ships have left.", "PORT SELIM", "GPE"),
        ("The Envoy to Egypt, Helena Brandt, arrived.", "Helena Brandt", "PERSON"),
        ("He lost the 1998 French general election.", "1998 French general election", "EVENT"),
        ("SELIM - The ships have left.", "SELIM", "GPE"),
        ("Weaver told Radio Selim that it was over.", "Radio Selim", "ORG"),
        ("Storm Amalia made landfall on Monday.", "Storm Amalia", "EVENT"),
    ],
)
def test_names_are_whole_and_of_the_right_kind(
    english: Language, text: str, name: str, label: str
) -> None:
    assert names(english, text).get(name) == label


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("US Secretary of State Mike Pompeo spoke by phone.", "State"),
        ("On Thursday, Field Marshal Khalifa Hifter headed to Cairo.", "Field Marshal"),
        ("The United Nations met.", "The United Nations"),
        ("Winds reached 160 kilometres an hour.", "Winds"),
        ("Trains between Rennes and Quimper are suspended.", "Trains"),
        ("Labour Minister Helena Brandt said no.", "Labour"),
        ("Barrister Helena Brandt said no.", "Barrister Helena Brandt"),
    ],
)
def test_titles_and_articles_are_no_names(english: Language, text: str, wrong: str) -> None:
    assert wrong not in names(english, text)


def test_the_users_name_wins(english: Language) -> None:
    gazetteer = Gazetteer((Entry("Free Shore", EntityKind.ORG),))
    doc = english("The men of Free Shore left Cairo.")
    found = {doc[s.start : s.end].text: s.label for s in EntityRepair(gazetteer)(doc)}
    assert found["Free Shore"] == "ORG"
    assert found["Cairo"] == "GPE"


def test_a_term_without_kind_is_only_kept_whole(english: Language) -> None:
    gazetteer = Gazetteer((Entry("Greater Cairo Area", None), Entry("open sea", None)))
    doc = english("They left the Greater Cairo Area for the open sea.")
    found = [doc[s.start : s.end].text for s in EntityRepair(gazetteer)(doc)]
    assert found == ["Greater Cairo Area"]


def test_the_users_list_is_read_with_aliases(tmp_path: Path) -> None:
    (tmp_path / "gazetteer.txt").write_text(
        "# ours\nKhalifa Hifter\tperson\tHaftar|Heftar\nopen sea\n", "utf-8"
    )
    gazetteer = read_gazetteer(tmp_path)
    assert gazetteer.name_of("haftar") == "Khalifa Hifter"
    assert gazetteer.name_of("open sea") is None
    assert read_gazetteer(None) == Gazetteer()


def test_a_line_that_makes_no_sense_is_told_by_number(tmp_path: Path) -> None:
    (tmp_path / "gazetteer.txt").write_text("Hifter\tPERSON\nCairo\tTOWN\n", "utf-8")
    with pytest.raises(UserFacingError, match="Line 2"):
        read_gazetteer(tmp_path)


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("The Berlin Conference failed on Monday, officials said.", "EVENT", "Berlin Conference"),
        ("The Second World War ended in 1945.", "EVENT", "Second World War"),
        ("Kurds and Turks celebrated in northern Syria.", "NORP", "Kurds"),
        ("Ada Weaver met Sunni leaders before the Geneva Conference on Libya.", "NORP", "Sunni"),
        ("The envoys signed the Aleppo Accord in the spring.", "LAW", "Aleppo Accord"),
    ],
)
def test_happenings_and_peoples_are_named_without_what_stands_around_them(
    english: Language, text: str, label: str, name: str
) -> None:
    assert name in {ent.text for ent in english(text).ents if ent.label_ == label}


def test_a_flag_is_no_name(english: Language) -> None:
    found = names(english, "Helena Brandt wrote: We hear you 🇮🇶 and 🇱🇾 in Cairo ❤️.")
    assert "Cairo" in found
    assert all(any(letter.isalnum() for letter in name) for name in found)
