"""Mixes of acts on every claim at once, done in the installed LibreOffice."""

import random
from pathlib import Path
from typing import Any

import pytest

from annotator.briefing.review import find_changes, read_review
from annotator.domain.briefing import Briefing
from annotator.domain.review import ReviewKind

K = ReviewKind
WORDS = {
    1: "the dam was closed",
    2: "a second wave of strikes may follow",
    3: "exports had fallen by 40 per cent",
    4: "Bread will be dearer in spring.",
    5: "the bridge was safe",
    6: "had tested it since March",
}
PART = {
    1: "was closed",
    2: "second wave",
    3: "had fallen",
    4: "be dearer",
    5: "bridge was",
    6: "tested it",
}
ACTS = {
    "comment": (K.COMMENT,),
    "resolve": (K.RESOLVED,),
    "delete_comment": (K.COMMENT_DELETED,),
    "choose": (K.TAG,),
    "replace_tracked": (K.REPLACEMENT,),
    "retype": (K.RETYPED,),
    "nothing": (),
}


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", range(4))
def test_a_morning_in_libreoffice(
    seed: int, libreoffice: Any, dam_road: Briefing, dam_road_file: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311
    acts = {number: chance.choice(sorted(ACTS)) for number in WORDS}
    order = sorted(acts)
    chance.shuffle(order)

    libreoffice("open", str(dam_road_file))
    for number in order:
        do(libreoffice, acts[number], number)
    path = tmp_path / "reviewed.docx"
    libreoffice("save", str(path))

    review = find_changes(read_review(path))
    numbers = {r.claim.id: i for i, r in enumerate(dam_road.articles[0].claims, start=1)}
    found = sorted((item.kind.value, numbers[item.claim]) for item in review.items if item.claim)
    expected = sorted((kind.value, n) for n, act in acts.items() for kind in ACTS[act])
    assert found == expected, acts
    assert not review.unplaced
    assert [item for item in review.items if not item.certain] == []


def do(libreoffice: Any, act: str, number: int) -> None:
    match act:
        case "comment":
            libreoffice("comment", WORDS[number], f"Says who of {number}?")
        case "resolve" | "delete_comment":
            libreoffice(act, f"[C{number}]")
        case "choose":
            libreoffice("choose", number - 1, "Not a claim")
        case "replace_tracked":
            libreoffice(act, PART[number], f"something {number}")
        case "retype":
            libreoffice(act, WORDS[number], f"other words {number}")
