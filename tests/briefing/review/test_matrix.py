"""Each thing that a reviewer does × each program he does it in: all placed on the right claim.

docs/review-matrix.md is written from these results: REVIEW_MATRIX=write makes it anew.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator.briefing.review import find_changes, read_review
from annotator.domain.briefing import Briefing
from annotator.domain.review import Anchor, Review, ReviewKind

MATRIX = Path(__file__).parents[3] / "docs" / "review-matrix.md"
WORD, NEW, OLD = "Word", "LibreOffice 25.2", "LibreOffice 7.4"

INTRODUCTION = """# What comes home from a review

Written by `make review-matrix` from the results of tests/briefing/review/test_matrix.py: a
briefing is exported, reviewed, saved and read back. LibreOffice 7.4 is the real program, driven
through UNO; the files of Word and LibreOffice 25.2 are made by hand in the shapes that they write.

A cell says by which anchor each item was placed: *control* (content control) and *bookmark* are
sure; what any other anchor placed, the analyst confirms first. *Elsewhere* belongs to no claim and
is shown as such.
"""

type Step = tuple[object, ...]
type Placed = tuple[ReviewKind, int | None]


@dataclass(frozen=True)
class Action:
    """What a reviewer does, and what must come home: kinds and claim numbers."""

    name: str
    steps: tuple[Step, ...]
    expected: tuple[Placed, ...]
    otherwise: dict[str, tuple[tuple[Placed, ...], str]] = field(default_factory=dict)
    """What comes home from a program that destroys something itself, and what that is."""


K = ReviewKind
ACTIONS = (
    Action("save without a change", (), ()),
    Action(
        "comment on a claim's words",
        (("comment", "strikes may follow", "How sure are they?"),),
        ((K.COMMENT, 2),),
    ),
    Action(
        "comment beside a claim",
        (("comment", "Officials warned", "Which officials?"),),
        ((K.COMMENT, 2),),
    ),
    Action(
        "comment on the summary",
        (("comment", "pressing matter", "Says who?"),),
        ((K.COMMENT, None),),
    ),
    Action(
        "answer a comment",
        (("answer", "[C3]", "Take the customs figures."),),
        ((K.REPLY, 3),),
        {OLD: (((K.REPLY, 3),), "loses threads; the line it writes first tells")},
    ),
    Action("resolve a comment", (("resolve", "[C3]"),), ((K.RESOLVED, 3),)),
    Action("delete a comment", (("delete_comment", "[C4]"),), ((K.COMMENT_DELETED, 4),)),
    Action("choose another tag", (("choose", 2, "Not a claim"),), ((K.TAG, 3),)),
    Action(
        "change words of a claim, tracked",
        (("replace_tracked", "second wave", "third wave"),),
        ((K.REPLACEMENT, 2),),
    ),
    Action(
        "type over a whole claim, tracked",
        (("retype_tracked", "a second wave of strikes may follow", "unions plan more"),),
        ((K.REPLACEMENT, 2),),
    ),
    Action(
        "delete a claim, tracked",
        (("delete_tracked", "exports had fallen by 40 per cent"),),
        ((K.CLAIM_DELETED, 3),),
    ),
    Action(
        "delete a paragraph with two claims, tracked",
        (("delete_paragraph_tracked", "Officials warned"),),
        ((K.CLAIM_DELETED, 2), (K.CLAIM_DELETED, 3), (K.DELETION, None)),
    ),
    Action(
        "change the summary, tracked",
        (("replace_tracked", "pressing matter", "main worry"),),
        ((K.REPLACEMENT, None),),
    ),
    Action(
        "type over a whole claim",
        (("retype", "a second wave of strikes may follow", "unions plan more"),),
        ((K.RETYPED, 2),),
    ),
    Action(
        "type over a piece of a claim in two",
        (("retype", "had tested it since March", "has looked at it"),),
        ((K.RETYPED, 6),),
    ),
    Action(
        "type over words beside claims",
        (("retype", "Local traders", "Two bakers"),),
        ((K.TEXT, None),),
    ),
    Action(
        "delete a claim",
        (("delete", "exports had fallen by 40 per cent"),),
        ((K.CLAIM_DELETED, 3),),
    ),
    Action(
        "delete a paragraph with two claims",
        (("delete_paragraph", "Officials warned"),),
        ((K.CLAIM_DELETED, 2), (K.CLAIM_DELETED, 3), (K.TEXT, None)),
    ),
    Action(
        "cut and paste a paragraph",
        (("move_paragraph", "Bread will be", "Floods came"),),
        ((K.CLAIM_MOVED, 4),),
    ),
    Action(
        "cut and paste a paragraph, tracked",
        (("move_paragraph_tracked", "Bread will be", "Floods came"),),
        ((K.CLAIM_MOVED, 4),),
    ),
    Action(
        "copy a paragraph",
        (("copy_paragraph", "Bread will be", "Floods came"),),
        ((K.CLAIM_COPIED, 4),),
    ),
    Action(
        "join two paragraphs", (("join_with_previous", "Bread will be"),), ((K.TEXT, None),)
    ),
    Action(
        "all of it on one morning",
        (
            ("comment", "the bridge was safe", "Ask the engineer."),
            ("resolve", "[C1]"),
            ("choose", 3, "Sourced"),
            ("replace_tracked", "second wave", "third wave"),
            ("retype", "the dam was closed", "the dam was shut"),
            ("move_paragraph", "Bread will be", "Floods came"),
        ),
        (
            (K.COMMENT, 5), (K.RESOLVED, 1), (K.TAG, 4), (K.REPLACEMENT, 2),
            (K.RETYPED, 1), (K.CLAIM_MOVED, 4),
        ),
    ),
)  # fmt: skip
PROGRAMS = (WORD, NEW, OLD)


@pytest.fixture(scope="session")
def review_in(
    request: pytest.FixtureRequest,
    xml_reviewer: ModuleType,
    dam_road_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, Sequence[Step]], Review]:
    """Does the steps in a program and brings the file home; each only once."""
    folder = tmp_path_factory.mktemp("reviewed")
    done: dict[tuple[str, tuple[Step, ...]], Review] = {}

    def review(program: str, steps: Sequence[Step]) -> Review:
        key = program, tuple(steps)
        if key not in done:
            path = folder / f"{len(done)}.docx"
            if program == OLD:
                office = request.getfixturevalue("libreoffice")
                office("open", str(dam_road_file))
                for step in steps:
                    office(*step)
                office("save", str(path))
            else:
                dialect = "word" if program == WORD else "libreoffice25"
                reviewer: Any = xml_reviewer.XmlReviewer(dialect, dam_road_file)
                for verb, *arguments in steps:
                    getattr(reviewer, str(verb))(*arguments)
                reviewer.save(path)
            done[key] = find_changes(read_review(path))
        return done[key]

    return review


def cases() -> list[Any]:
    return [
        pytest.param(
            program,
            action,
            id=f"{program}: {action.name}",
            marks=[pytest.mark.libreoffice] if program == OLD else [],
        )
        for program in PROGRAMS
        for action in ACTIONS
    ]


@pytest.mark.parametrize(("program", "action"), cases())
def test_comes_home_on_the_right_claim(
    program: str,
    action: Action,
    dam_road: Briefing,
    review_in: Callable[[str, Sequence[Step]], Review],
) -> None:
    review = review_in(program, action.steps)
    expected = action.otherwise.get(program, (action.expected, ""))[0]
    numbers = {r.claim.id: i for i, r in enumerate(dam_road.articles[0].claims, start=1)}
    found = [
        (item.kind, numbers[item.claim] if item.claim else None)
        for item in (*review.items, *review.unplaced)
    ]
    order = [(k.value, n or 0) for k, n in found]
    assert sorted(order) == sorted((k.value, n or 0) for k, n in expected)


@pytest.mark.libreoffice
def test_the_matrix_in_the_documentation_is_true(
    review_in: Callable[[str, Sequence[Step]], Review], libreoffice: object
) -> None:
    written = matrix(review_in)
    if os.environ.get("REVIEW_MATRIX") == "write":
        MATRIX.write_text(written, encoding="utf-8")
    assert MATRIX.read_text(encoding="utf-8") == written


def matrix(review_in: Callable[[str, Sequence[Step]], Review]) -> str:
    rows = [
        INTRODUCTION,
        f"| the reviewer … | {' | '.join(PROGRAMS)} |",
        f"|---|{'---|' * len(PROGRAMS)}",
    ]
    notes: list[str] = []
    for action in ACTIONS:
        cells = []
        for program in PROGRAMS:
            cell = _cell(review_in(program, action.steps))
            if program in action.otherwise:
                notes.append(f"{program}, “{action.name}”: {action.otherwise[program][1]}.")
                cell += f" ({len(notes)})"
            cells.append(cell)
        rows.append(f"| {action.name} | {' | '.join(cells)} |")
    rows += ["", "What the writing program destroys itself:", ""]
    rows += [f"{i}. {note}" for i, note in enumerate(notes, start=1)]
    rows += [f"{len(notes) + 1}. {OLD} drops the tags of content controls; bookmarks stand in."]
    return "\n".join(rows) + "\n"


def _cell(review: Review) -> str:
    items = (*review.items, *review.unplaced)
    shown = [f"{item.kind.value}: {_place(item.anchor, item.certain)}" for item in items]
    return "; ".join(dict.fromkeys(shown)) or "nothing"


def _place(anchor: Anchor, certain: bool) -> str:
    if anchor is Anchor.NONE:
        return "by its absence" if certain else "elsewhere"
    return anchor.value if certain else f"{anchor.value}, to confirm"
