"""Whatever was exported comes back without a change when nobody made one."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.briefing import export
from annotator.briefing.review import find_changes, read_review
from annotator.domain.briefing import Briefing
from annotator.domain.review import ReviewKind
from annotator.text.normalise import normalise
from annotator.text.spans import Span

LETTERS = st.sampled_from(
    [
        *"ab ,.\n\t",
        "é",
        "e\u0301",
        "🙂",
        "👩‍👩‍👧",
        "س",
        "ف",
        "𝒜",
        "\u200f",
        "[C1 S]",
        "[C2]",
        "&",
        "<",
    ]
)
TEXTS = st.lists(LETTERS, min_size=3, max_size=60).map(lambda pieces: normalise("".join(pieces)))


@st.composite
def claimed(draw: st.DrawFn) -> tuple[str, list[list[Span]], str]:
    """A text and claims anywhere in it, nested, overlapping, in pieces, over paragraphs; and
    the program that saves it."""
    text = draw(TEXTS.filter(lambda t: bool(t.strip())))
    claims = []
    for _ in range(draw(st.integers(0, 4))):
        borders = draw(
            st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True).map(sorted)
        )
        pairs = zip(borders[::2], borders[1::2], strict=False)
        spans = [Span(a, b) for a, b in pairs if text[a:b].strip()]
        if spans:
            claims.append(spans)
    return text, claims, draw(st.sampled_from(["", "word", "libreoffice25"]))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(article=claimed())
def test_any_claims_in_any_text(
    article: tuple[str, list[list[Span]], str],
    desk: Any,
    make_briefing: Callable[..., Briefing],
    xml_reviewer: ModuleType,
    tmp_path: Path,
) -> None:
    text, claims, program = article
    made = desk(text, title="Of all kinds")
    ids = {made.claim(*spans, source="somebody") for spans in claims}
    path = tmp_path / "any.docx"
    part = made.done()
    if len(ids) < len(claims):
        return
    export(make_briefing(part), path)
    if program:
        xml_reviewer.XmlReviewer(program, path).save(path)
    review = find_changes(read_review(path))
    assert (review.items, review.unplaced) == ((), ())


def test_overlapping_claims_keep_their_own_edits(
    desk: Any, make_briefing: Callable[..., Briefing], xml_reviewer: ModuleType, tmp_path: Path
) -> None:
    """Nested: the inner one has the edit. Side by side: each its own."""
    made = desk("The envoy said the mayor had said the bridge was safe for all. So be it.")
    outer = made.claim("the mayor had said the bridge was safe for all", source="The envoy")
    inner = made.claim("the bridge was safe", source="the mayor")
    path = tmp_path / "nested.docx"
    export(make_briefing(made.done()), path)
    reviewer = xml_reviewer.XmlReviewer("word", path)
    reviewer.replace_tracked("safe", "sound")
    reviewer.replace_tracked("mayor had", "major had")
    review = find_changes(read_review(reviewer.save(path)))
    placed = {(item.kind, item.claim): item.after for item in review.items}
    assert placed[ReviewKind.REPLACEMENT, inner] == "the bridge was sound"
    assert placed[ReviewKind.REPLACEMENT, outer].startswith("the major had said the bridge was s")


@pytest.mark.parametrize("program", ["word", "libreoffice25"])
def test_a_claim_over_two_paragraphs(
    program: str,
    desk: Any,
    make_briefing: Callable[..., Briefing],
    xml_reviewer: ModuleType,
    tmp_path: Path,
) -> None:
    made = desk("She said: we will go home.\nAnd we will stay there. No more was heard.")
    claim = made.claim("we will go home.\nAnd we will stay there.", source="She")
    path = tmp_path / "two.docx"
    export(make_briefing(made.done()), path)
    reviewer = xml_reviewer.XmlReviewer(program, path)
    reviewer.replace_tracked("stay there", "remain there")
    reviewer.comment("go home", "Where is that?")
    review = find_changes(read_review(reviewer.save(path)))
    assert {item.claim for item in review.items} == {claim}
    (one,) = [item for item in review.items if item.kind is ReviewKind.REPLACEMENT]
    assert one.after == "we will go home.\nAnd we will remain there."
