"""An invented article with claims of every kind, and a reader that shows it."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.claim import (
    Attribution,
    Claim,
    CueClass,
    Form,
    Source,
    SourceKind,
    Suggestion,
    Tag,
)
from annotator.domain.decision import ClaimRecord, Decision, Origin
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, ClaimId, EntityId
from annotator.domain.phrase import verbatim
from annotator.text.spans import Span
from ui.reading.article_view import ArticleView

TEXT = (
    "Lighthouse to close, keeper says\n"
    "By Odd Tamm\n"
    "The keeper, Ilka Brandt, said on Friday 😀 that the lamp “will not burn after June”, and "
    "that the harbour office had known for a year.\n"
    "\n"
    "Two pilots who asked not to be named said the reef may be too close 👩‍👩‍👧‍👦 for ferries. "
    "The cost seems high. Nobody in Orrin was asked.\n"
    "قالت الحارسة إن المصباح لن يضيء بعد يونيو، وأضافت أن المكتب في Orrin كان يعلم.\n"
    "The office did not answer."
)


def decided(record: ClaimRecord, tag: Tag | None) -> ClaimRecord:
    now = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    return replace(record, decision=Decision(record.claim.id, tag, "", None, None, "Kim", now))


@dataclass(frozen=True)
class Sample:
    """An article and ways to point into it by its words."""

    article: Article

    @property
    def text(self) -> str:
        return self.article.text

    def at(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def claim(
        self,
        name: str,
        *content: str | Span,
        source: str = "",
        cue: str = "",
        suggested: Tag = Tag.SOURCED,
        tag: Tag | None = None,
        hedges: Sequence[str] = (),
    ) -> ClaimRecord:
        attribution = None
        if cue:
            who = None
            if source:
                who = Source(self.at(source), EntityId("e1"), source, SourceKind.NAMED)
            attribution = Attribution(who, self.at(cue), CueClass.SPEECH, Form.INDIRECT)
        spans = tuple(self.at(c) if isinstance(c, str) else c for c in content)
        claim = Claim(
            ClaimId(name),
            spans,
            attribution,
            tuple(self.at(hedge) for hedge in hedges),
            Suggestion(suggested, verbatim("The verb ties the words to the keeper."), 0.8),
        )
        record = ClaimRecord(claim, self.article.id, Origin.MACHINE, None)
        return decided(record, tag) if tag else record

    def entity(self, name: str, kind: EntityKind, *words: str) -> Entity:
        mentions = tuple(self.at(w) for w in words or (name,))
        return Entity(EntityId(name), name, kind, (name,), mentions)


def article_of(text: str, kinds: Sequence[BlockKind] = ()) -> Article:
    blocks, at = [], 0
    for i, line in enumerate(text.split("\n")):
        if line:
            kind = kinds[i] if i < len(kinds) else BlockKind.BODY
            blocks.append(Block(Span(at, at + len(line)), kind))
        at += len(line) + 1
    return Article(ArticleId("a1"), text, tuple(blocks), "The lighthouse", "0" * 64, "0" * 64, "1")


@pytest.fixture
def make_sample() -> Callable[[str], Sample]:
    return lambda text: Sample(article_of(text))


@pytest.fixture
def sample() -> Sample:
    return Sample(article_of(TEXT, (BlockKind.HEADLINE, BlockKind.BYLINE)))


@pytest.fixture
def claims(sample: Sample) -> list[ClaimRecord]:
    """In the order of the text."""
    return [
        sample.claim(
            "lamp",
            "the lamp “will not burn after June”",
            source="Ilka Brandt",
            cue="said on",
            tag=Tag.SOURCED,
        ),
        sample.claim(
            "office", "the harbour office had known for a year", source="Ilka Brandt", cue="said"
        ),
        sample.claim(
            "reef",
            "the reef may be too close 👩‍👩‍👧‍👦 for ferries",
            source="Two pilots who asked not to be named",
            cue="said the",
            hedges=["may"],
        ),
        sample.claim("near", "too close 👩‍👩‍👧‍👦 for", suggested=Tag.UNSOURCED),
        sample.claim("cost", "The cost seems high", suggested=Tag.SPECULATIVE, hedges=["seems"]),
        sample.claim("asked", "Nobody in Orrin was asked", tag=Tag.UNSOURCED),
        sample.claim("arabic", "إن المصباح لن يضيء بعد يونيو", tag=Tag.SPECULATIVE),
        sample.claim("answer", "The office did not answer", tag=Tag.REJECTED),
    ]


@pytest.fixture
def entities(sample: Sample) -> list[Entity]:
    return [
        sample.entity("Ilka Brandt", EntityKind.PERSON),
        sample.entity("Orrin", EntityKind.PLACE),
        sample.entity("harbour office", EntityKind.ORG),
    ]


@pytest.fixture
def make_view(qtbot: QtBot) -> Callable[[Article], ArticleView]:
    """A reader on the screen, showing an article."""

    def make(article: Article) -> ArticleView:
        view = ArticleView()
        qtbot.addWidget(view)
        view.resize(900, 640)
        view.show()
        qtbot.waitExposed(view)
        view.set_article(article)
        return view

    return make


@pytest.fixture
def view(
    make_view: Callable[[Article], ArticleView],
    sample: Sample,
    entities: list[Entity],
    claims: list[ClaimRecord],
) -> ArticleView:
    view = make_view(sample.article)
    view.set_findings(entities, claims)
    return view


@pytest.fixture
def long_article() -> Article:
    """Sixty thousand words in paragraphs of one to two hundred."""
    rng = random.Random(3)  # noqa: S311
    words = ["reef", "lamp", "harbour", "the", "of", "said", "pilot", "grain", "a", "winter"]
    return article_of(
        "\n".join(" ".join(rng.choices(words, k=rng.randint(100, 200))) for _ in range(400))
    )
