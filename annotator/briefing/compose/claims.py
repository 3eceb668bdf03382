"""The claims that go into a document: numbered, worded, and what their comments say."""

from collections.abc import Iterator
from itertools import count

from annotator.briefing.anchors import CHOICES, key_of
from annotator.briefing.cleaning import clean, clean_in_place
from annotator.briefing.compose.sources import NOBODY, Cards, is_guess, source_name
from annotator.briefing.layout import ClaimView
from annotator.briefing.wording import (
    CREDIBILITY,
    FORM,
    RELIABILITY,
    SOURCE_KIND,
    STANCE,
    day,
    listed,
    sentence,
    sentence_start,
)
from annotator.domain.article import Article
from annotator.domain.briefing import Briefing, SourceCard
from annotator.domain.claim import Claim, Stance, Tag
from annotator.domain.decision import ClaimRecord, Decision
from annotator.text.spans import Span, Spans, merged


def views_of(briefing: Briefing, cards: Cards) -> tuple[ClaimView, ...]:
    """Every claim that is to be shown, in the order of the text.

    A claim that an earlier version numbered keeps its number; the others are numbered on from the
    highest that was ever given. Rejected claims are left out unless the briefing includes them.
    """
    known = dict(briefing.numbers)
    fresh = count(max(known.values(), default=0) + 1)
    views: list[ClaimView] = []
    for index, chosen in enumerate(briefing.articles):
        for record in chosen.claims:
            if record.tag is Tag.REJECTED and not briefing.include_rejected:
                continue
            number = known.get(record.claim.id) or next(fresh)
            views.append(_view(record, chosen.article, index, number, cards))
    return tuple(views)


def _view(
    record: ClaimRecord, article: Article, index: int, number: int, cards: Cards
) -> ClaimView:
    claim, decision = record.claim, record.decision
    card = cards.behind(record.article, claim)
    spans = _placed(article.text, claim.content)
    words = tuple(clean_in_place(article.text[span.start : span.end]) for span in spans)
    original = " … ".join(" ".join(piece.split()) for piece in words)
    reworded = " ".join(clean(decision.wording or "").split()) if decision else ""
    return ClaimView(
        record=record,
        article=index,
        number=number,
        key=key_of(claim.id),
        tag=record.tag,
        suggested=claim.suggestion.tag if claim.suggestion else None,
        spans=spans,
        words=words,
        original=original,
        wording=reworded or original,
        source=source_name(claim, card),
        stance=claim.stance,
        cue=_cue(article.text, claim),
        attributed=attributed(source_name(claim, card), claim.stance),
        reliability=card.reliability if card else None,
        comment=tuple(clean(line) for line in _comment(article.text, record, card)),
    )


def attributed(source: str, stance: Stance) -> str:
    """A source with what it does, unless it makes the claim: "denied by Helena Brandt"."""
    if stance is Stance.ASSERTS:
        return source
    return (
        f"{STANCE[stance]}; nobody named" if source == NOBODY else f"{STANCE[stance]} by {source}"
    )


def _cue(text: str, claim: Claim) -> str:
    return " ".join(clean(text[claim.cue.start : claim.cue.end]).split()) if claim.cue else ""


def _placed(text: str, content: Spans) -> Spans:
    """`content` inside the text, without blank lines at its edges and without empty spans."""
    placed = []
    for span in merged(content):
        start, end = max(0, span.start), min(span.end, len(text))
        words = text[start:end]
        before = words[: len(words) - len(words.lstrip())]
        after = words[len(words.rstrip()) :]
        if before != words:
            end -= len(after) - after.find("\n") if "\n" in after else 0
            placed.append(Span(start + before.rfind("\n") + 1, end))
    return tuple(placed)


def _comment(text: str, record: ClaimRecord, card: SourceCard | None) -> Iterator[str]:
    claim, decision = record.claim, record.decision
    yield f"{CHOICES[record.tag]}."
    if claim.stance is not Stance.ASSERTS:
        yield f"{sentence_start(attributed(source_name(claim, card), claim.stance))}."
    yield _source_line(text, record, card)
    hedges = listed([f"“{text[span.start : span.end]}”" for span in claim.hedges])
    if hedges:
        yield f"Hedges: {hedges}."
    if decision is not None:
        yield from _decision_lines(decision)
    if claim.suggestion is not None:
        shown = CHOICES[claim.suggestion.tag].lower()
        yield f"Suggested: {shown}. {claim.suggestion.reason}".strip()
    else:
        yield "Found by hand, not by the machine."


def _source_line(text: str, record: ClaimRecord, card: SourceCard | None) -> str:
    claim = record.claim
    if claim.attribution is None:
        return "Source: none; the author's own voice."
    source = claim.source
    line = f"Source: {source_name(claim, card)}"
    if source is not None:
        line += f" ({SOURCE_KIND[card.kind if card else source.kind]}"
        if is_guess(record, card):
            line += f", called “{clean(source.name)}” here and taken for it by the name"
        line += ", tied to the name by likelihood)" if source.guessed else ")"
    if card is not None and card.reliability is not None:
        line += f", reliability {card.reliability.value} ({RELIABILITY[card.reliability]})"
    if claim.cue is not None:
        line += f"; cue “{text[claim.cue.start : claim.cue.end]}”"
    return f"{line}; {FORM[claim.form]}."


def _decision_lines(decision: Decision) -> Iterator[str]:
    if decision.credibility is not None:
        grade = decision.credibility
        yield f"Credibility: {grade.value} ({CREDIBILITY[grade]})."
    if decision.wording:
        yield f"Wording in this briefing: {sentence(decision.wording)}"
    if decision.note.strip():
        yield f"Note: {decision.note.strip()}"
    if decision.tag is not None:
        line = f"Decided by {decision.person} on {day(decision.time.astimezone())}"
        if decision.reviewer:
            line += f", as {decision.reviewer} asked in review"
        if decision.bulk:
            line += ", as one of many at once"
        yield f"{line}."
