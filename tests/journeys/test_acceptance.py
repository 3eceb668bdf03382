"""The acceptance article, from file to briefing, by the real command line.

Reads the folder that ACCEPTANCE names; skipped without it.
"""

import json
from pathlib import Path

import pytest

from annotator import cli
from annotator.briefing.review import read_review

pytestmark = [pytest.mark.acceptance, pytest.mark.model]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def article(acceptance: Path) -> Path:
    return acceptance / "libya.txt"


def test_the_ambassadors_words_are_his_and_scare_quotes_are_nobodys(
    article: Path, tmp_path: Path
) -> None:
    out = tmp_path / "libya.json"
    assert cli.main(["analyse", str(article), "-o", str(out)]) == 0
    document = json.loads(out.read_text("utf-8"))
    text = document["article"]["text"]

    def words(claim: dict[str, list[list[int]]]) -> str:
        return " ".join(text[start:end] for start, end in claim["content"])

    claims = document["claims"]
    role = next(c for c in claims if "ready to play a constructive role" in words(c))
    assert role["source"]["name"] == "Richard Norland"
    assert role["suggestion"] == "sourced"
    unused = next(c for c in claims if "not yet been used" in words(c))
    video = next(c for c in claims if "first video meeting took place" in words(c))
    norland = {c["source"]["entity"] for c in (role, unused, video)}
    assert len(norland) == 1
    assert not any(words(c).strip(" “”.") in ("National Accord", "Wagner") for c in claims)


_SAID = {
    "need for a ceasefire": "Mike Pompeo",
    "constructive role": "Richard Norland",
    "take over the entire": "Fayez al-Sarraj",
    "calm on the ground": "UN mission",
    "first video meeting": "Richard Norland",
    "advanced combat aircraft": "US military command",
    "not yet been used": "Richard Norland",
    "equip a landing pad": "satellite imagery",
    "developments in the file": "Ahmad Maitiq",
}
_SUPPOSED = (
    "include hostages",
    "may be repeated",
    "could allow the",
    "may turn into",
    "may take years",
    "may not be sufficient",
    "did not seem workable",
)


def test_what_a_careful_reader_finds_is_found(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.json"
    assert cli.main(["analyse", str(article), "-o", str(out)]) == 0
    document = json.loads(out.read_text("utf-8"))
    text = document["article"]["text"]
    claims = [
        (" ".join(text[start:end] for start, end in claim["content"]), claim)
        for claim in document["claims"]
    ]
    for words, name in _SAID.items():
        (said,) = [claim for content, claim in claims if words in content]
        assert (words, said["source"]["name"], said["suggestion"]) == (words, name, "sourced")
    for words in _SUPPOSED:
        (supposed,) = [claim for content, claim in claims if words in content]
        assert (words, supposed["source"], supposed["suggestion"]) == (words, None, "speculative")
    persons = [e["names"] for e in document["entities"] if e["kind"] == "PERSON"]
    for one, other in (("Hifter", "Haftar"), ("Maitiq", "Moutiq")):
        assert any(
            any(one in name for name in names) and any(other in name for name in names)
            for names in persons
        )


def test_the_briefing_says_so_in_a_comment_on_the_words(article: Path, tmp_path: Path) -> None:
    db, brief = tmp_path / "desk.db", tmp_path / "brief.docx"
    assert cli.main(["library", "add", str(article), "--by", "Ada", "--library", str(db)]) == 0
    assert cli.main(["brief", str(article), "-o", str(brief), "--library", str(db)]) == 0
    review = read_review(brief)
    text = review.body.text
    about = [
        comment.text
        for comment in review.comments
        if comment.span is not None
        and "ready to play a constructive role" in text[comment.span.start : comment.span.end]
    ]
    assert any("Richard Norland" in comment for comment in about)
