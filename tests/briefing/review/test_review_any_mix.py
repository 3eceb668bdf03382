"""Any mix of a reviewer's acts on any briefing comes home complete, each on its claim."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.briefing.review import find_changes, read_review
from annotator.domain.review import ReviewKind

NOISE = st.sampled_from(["", "naïve ", "🙂 ", "👩‍👩‍👧 ", "سفن ", "e\u0301te\u0301 ", "– ", "𝒜 "])
K = ReviewKind
ACTS = {
    "comment": (K.COMMENT,),
    "answer": (K.REPLY,),
    "resolve": (K.RESOLVED,),
    "delete_comment": (K.COMMENT_DELETED,),
    "choose": (K.TAG,),
    "replace_tracked": (K.REPLACEMENT,),
    "delete_tracked": (K.CLAIM_DELETED,),
    "retype": (K.RETYPED,),
    "delete": (K.CLAIM_DELETED,),
    "copy_paragraph": (K.CLAIM_COPIED,),
    "nothing": (),
}
ALONE = {"copy_paragraph"}
"""Acts on a whole paragraph: only where it holds one claim."""


@st.composite
def mixes(draw: st.DrawFn) -> tuple[list[list[tuple[str, ...]]], dict[int, str]]:
    """Paragraphs of words and claims, and what is done to each claim."""
    paragraphs: list[list[tuple[str, ...]]] = [[(f"Plain line {i}.",)] for i in range(3)]
    acts: dict[int, str] = {}
    number = 0
    for _ in range(draw(st.integers(1, 5))):
        size = draw(st.integers(0, 3))
        pieces: list[tuple[str, ...]] = [(f"{draw(NOISE)}Lead {number} ",)]
        for _ in range(size):
            number += 1
            words = f"{draw(NOISE)}alpha{number:02} beta{number:02} {draw(NOISE)}gamma{number:02}"
            pieces += [(f"{number:012x}", words), (f", then {number} and ",)]
            allowed = sorted(set(ACTS) - (ALONE if size > 1 else set()))
            acts[number] = draw(st.sampled_from(allowed))
        paragraphs.append(pieces)
    return paragraphs, acts


@pytest.mark.parametrize("program", ["word", "libreoffice25"])
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(mix=mixes())
def test_everything_is_found_and_nothing_else(
    program: str,
    mix: tuple[list[list[tuple[str, ...]]], dict[int, str]],
    drafted: Any,
    xml_reviewer: ModuleType,
    tmp_path: Path,
) -> None:
    paragraphs, acts = mix
    draft = drafted(paragraphs)
    path = draft.write(tmp_path / "briefing.docx")
    reviewer = xml_reviewer.XmlReviewer(program, path)
    words = {i: s.words for i, s in enumerate(draft.claims, start=1)}
    for number, act in acts.items():
        do(reviewer, act, number, words[number])
    reviewer.save(path)

    review = find_changes(read_review(path))

    expected = [(kind, f"{n:012x}") for n, act in acts.items() for kind in ACTS[act]]
    if "copy_paragraph" in acts.values():
        # The words around the claim are copied with it; they are listed too.
        assert {item.kind for item in review.unplaced} <= {K.TEXT}
    else:
        assert not review.unplaced
    found = [(item.kind, item.claim) for item in review.items]
    assert sorted(found) == sorted(expected)
    assert len({item.id for item in review.items}) == len(review.items)
    assert all(item.certain for item in review.items)
    assert find_changes(read_review(path)) == review


def do(reviewer: Any, act: str, number: int, words: str) -> None:
    match act:
        case "comment":
            reviewer.comment(f"beta{number:02}", "Says who?")
        case "answer":
            reviewer.answer(f"[C{number}]", "The ministry does.")
        case "resolve" | "delete_comment":
            getattr(reviewer, act)(f"[C{number}]")
        case "choose":
            reviewer.choose(number - 1, "Speculative")
        case "replace_tracked":
            reviewer.replace_tracked(f"beta{number:02}", f"delta{number:02}")
        case "retype":
            reviewer.retype(words, f"something else {number:02}")
        case "delete_tracked" | "delete":
            getattr(reviewer, act)(words)
        case "copy_paragraph":
            reviewer.copy_paragraph(words, "Plain line 0.")
