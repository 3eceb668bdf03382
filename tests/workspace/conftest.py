"""A small library with one analysed article, and the use cases over it."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.domain.analysis import Analysis, ModelInfo
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
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, ClaimId, EntityId, article_id
from annotator.domain.phrase import verbatim
from annotator.storage import Library
from annotator.text.spans import Span
from annotator.workspace.changes import Change, Changes
from annotator.workspace.session import Session

TEXT = (
    "Mayor Ada Weaver said the bridge 🌉 is safe.\n"
    "The repair may take years, and nobody has paid for it.\n"
    "“We will close it,” she added."
)
MODEL = ModelInfo("en_core_web_md", "3.8.0", "00", "1+00")


def _span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def _article(text: str) -> Article:
    original = text.encode()
    ends = [i for i, letter in enumerate(text) if letter == "\n"] + [len(text)]
    starts = [0] + [end + 1 for end in ends[:-1]]
    return Article(
        id=article_id(original),
        text=text,
        blocks=tuple(Block(Span(s, e), BlockKind.BODY) for s, e in zip(starts, ends, strict=True)),
        title="The bridge",
        sha256=hashlib.sha256(original).hexdigest(),
        text_sha256=hashlib.sha256(original).hexdigest(),
        normaliser="1",
        language="en",
        accessed="2026-01-02T03:04:05+00:00",
    )


def _analysis() -> Analysis:
    weaver = Entity(
        EntityId("e1"), "Ada Weaver", EntityKind.PERSON, ("Ada Weaver",), (_span("Ada Weaver"),)
    )
    named = Source(_span("Mayor Ada Weaver"), EntityId("e1"), "Ada Weaver", SourceKind.NAMED)
    she = Source(_span("she"), EntityId("e1"), "Ada Weaver", SourceKind.NAMED, guessed=True)
    return Analysis(
        MODEL,
        "en",
        (weaver,),
        (
            Claim(
                ClaimId("c1"),
                (_span("the bridge 🌉 is safe"),),
                Attribution(named, _span("said"), CueClass.SPEECH, Form.INDIRECT),
                (),
                Suggestion(Tag.SOURCED, verbatim("Ada Weaver is named as the source."), 0.9),
            ),
            Claim(
                ClaimId("c2"),
                (_span("The repair may take years"),),
                None,
                (_span("may"),),
                Suggestion(
                    Tag.SPECULATIVE, verbatim("The author's own voice, hedged by “may”."), 0.6
                ),
            ),
            Claim(
                ClaimId("c3"),
                (_span("We will close it"),),
                Attribution(she, _span("added"), CueClass.SPEECH, Form.DIRECT),
                (),
                Suggestion(Tag.SOURCED, verbatim("Ada Weaver is the source."), 0.8),
            ),
        ),
        (),
    )


@pytest.fixture
def span() -> Callable[..., Span]:
    """The place of some words in the article."""
    return _span


@pytest.fixture
def make_article() -> Callable[[str], Article]:
    return _article


@pytest.fixture
def analysis() -> Analysis:
    """What an analysis finds in the article, with ids of its own."""
    return _analysis()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def session(library: Library) -> Session:
    return Session(library, "Ada Analyst", Changes())


@pytest.fixture
def told(session: Session) -> list[Change]:
    """Every notice from now on."""
    notices: list[Change] = []
    session.changes.subscribe(notices.append)
    return notices


@pytest.fixture
def article(session: Session) -> ArticleId:
    """The article, stored and analysed."""
    stored = _article(TEXT)
    with session.library.transaction("Ada Analyst", "add an article") as steps:
        steps.add_article(stored, stored.text.encode())
    session.library.findings.store(stored.id, _analysis())
    return stored.id


@dataclass(frozen=True)
class Press:
    """Puts short articles into the library, each with one source behind its claims."""

    session: Session

    def report(
        self,
        name: str,
        *,
        also: tuple[str, ...] = (),
        said: tuple[str, ...] = (),
        kind: EntityKind = EntityKind.PERSON,
        place: str = "Lismar",
    ) -> ArticleId:
        """An article in which somebody speaks under `name`, is called `also` and spoken of as
        `said` ("the Ostrian ambassador") besides."""
        words = "".join(f"\nThe road by {other} is open." for other in (*also, *said))
        text = f"{name} said the road to {place} is open.{words}"
        mentions = [Span(0, len(name))]
        for other in (*also, *said):
            at = text.index(other, mentions[-1].end)
            mentions.append(Span(at, at + len(other)))
        entity = Entity(EntityId("e1"), name, kind, (name, *also), tuple(mentions))
        source = Source(mentions[0], entity.id, name, SourceKind.NAMED)
        return self.keep(text, (entity,), source)

    def describe(
        self, words: str, kind: SourceKind = SourceKind.ANONYMOUS, *, place: str = "Lismar"
    ) -> ArticleId:
        """An article in which somebody speaks whom it only describes."""
        text = f"{words} said the road to {place} is open."
        return self.keep(text, (), Source(Span(0, len(words)), None, words, kind))

    def keep(self, text: str, entities: tuple[Entity, ...], source: Source) -> ArticleId:
        """Puts an article with one claim of `source` into the library."""
        stored = _article(text)
        with self.session.library.transaction("Ada Analyst", "add an article") as steps:
            steps.add_article(stored, text.encode())
        self.session.library.findings.store(stored.id, self.analysis(text, entities, source))
        return stored.id

    def analysis(self, text: str, entities: tuple[Entity, ...], source: Source) -> Analysis:
        """What is found in `text`: the road is open, says `source`."""
        start = text.index("the road")
        cue = text.index("said")
        said = Attribution(source, Span(cue, cue + 4), CueClass.SPEECH, Form.INDIRECT)
        content = (Span(start, text.index(" is open") + 8),)
        claim = Claim(
            ClaimId("c1"),
            content,
            said,
            (),
            Suggestion(Tag.SOURCED, verbatim("Somebody said so."), 0.9),
        )
        return Analysis(MODEL, "en", entities, (claim,), ())


@pytest.fixture
def press(session: Session) -> Press:
    return Press(session)
