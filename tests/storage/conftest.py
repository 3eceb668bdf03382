"""Made-up articles and findings, and libraries in folders of their own."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.domain.analysis import Analysis, Event, ModelInfo
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
from annotator.domain.decision import Credibility, Decision
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ClaimId, EntityId, article_id
from annotator.domain.phrase import verbatim
from annotator.storage import Library
from annotator.text.normalise import NORMALISER
from annotator.text.spans import Span

STORY = (
    "Harbour reopens\n"
    "The minister Ana Brook said the harbour would open on Monday. "
    "It may stay closed to tankers, two officials hinted. "
    "Repairs cost nine million crowns."
)
MODEL = ModelInfo("en_test", "1.0", "ab" * 32, "rules 1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "library.annotator"


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A library as it is made, so that not every test waits for the migrations."""
    path = tmp_path_factory.mktemp("blank") / "library.annotator"
    Library.open(path).close()
    return path.read_bytes()


@pytest.fixture
def library(path: Path, blank: bytes) -> Iterator[Library]:
    path.parent.mkdir(mode=0o700)
    path.write_bytes(blank)
    with Library.open(path) as library:
        yield library


def _article(text: str = STORY, **fields: str) -> Article:
    original = (text + fields.pop("trailer", "")).encode("utf-8", "surrogatepass")
    title = fields.pop("title", text.split("\n", 1)[0])
    return Article(
        id=article_id(original),
        text=text,
        blocks=(Block(Span(0, len(text)), BlockKind.BODY),) if text else (),
        title=title,
        sha256=hashlib.sha256(original).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        normaliser=NORMALISER,
        **fields,
    )


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """An article of `text`; its original is the text as UTF-8."""
    return _article


def sample_article() -> Article:
    return _article(publisher="The Quay", published="2026-03-01", language="en")


@pytest.fixture
def article() -> Article:
    return sample_article()


@pytest.fixture
def stored(library: Library, article: Article) -> Article:
    """An article that is in the library."""
    assert library.articles.add(article, article.text.encode(), person="Ada")
    return article


def _span(words: str, text: str = STORY) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture(scope="session")
def span_of() -> Callable[..., Span]:
    """Where words stand in the story."""
    return _span


def _claim(
    words: str | Span,
    id_: str = "c1",
    *,
    entity: str | None = None,
    source: str = "",
    tag: Tag = Tag.UNSOURCED,
    text: str = STORY,
) -> Claim:
    content = words if isinstance(words, Span) else _span(words, text)
    attribution = None
    if source:
        who = Source(
            _span(source, text), EntityId(entity) if entity else None, source, SourceKind.NAMED
        )
        attribution = Attribution(who, None, CueClass.SPEECH, Form.INDIRECT)
    return Claim(
        ClaimId(id_),
        (content,),
        attribution,
        (),
        Suggestion(tag, verbatim(f"It reads as {tag}."), 0.7),
    )


@pytest.fixture(scope="session")
def make_claim() -> Callable[..., Claim]:
    """A claim over words of the story."""
    return _claim


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    """What an analysis might find in the story."""
    return sample_analysis()


def sample_analysis() -> Analysis:
    return Analysis(
        MODEL,
        "en",
        (
            Entity(
                EntityId("e1"),
                "Ana Brook",
                EntityKind.PERSON,
                ("Ana Brook",),
                (_span("Ana Brook"),),
            ),
        ),
        (
            _claim(
                "the harbour would open on Monday",
                "c1",
                entity="e1",
                source="Ana Brook",
                tag=Tag.SOURCED,
            ),
            _claim("It may stay closed to tankers", "c2", source="two officials", tag=Tag.SOURCED),
            _claim("Repairs cost nine million crowns", "c3"),
        ),
        (Event(_span("open on Monday"), 2.5),),
        (verbatim("The second page was not read."),),
    )


@pytest.fixture
def analysed(library: Library, stored: Article, analysis: Analysis) -> Article:
    """An article in the library, with its findings."""
    library.findings.store(stored.id, analysis)
    return stored


def _decision(claim: ClaimId, tag: Tag | None = Tag.SOURCED, **fields: object) -> Decision:
    values: dict[str, object] = {
        "note": "",
        "credibility": None,
        "wording": None,
        "person": "Ada",
        "time": datetime.now(UTC),
    }
    return Decision(claim=claim, tag=tag, **(values | fields))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def make_decision() -> Callable[..., Decision]:
    return _decision


@pytest.fixture
def decide(library: Library) -> Callable[..., Decision]:
    """Decides a claim as one journalled act of Ada."""

    def decide(claim: ClaimId, tag: Tag | None = Tag.SOURCED, **fields: object) -> Decision:
        decision = _decision(claim, tag, **fields)
        with library.transaction(
            decision.person,
            "decide",
            payload={"claim": claim, "tag": tag},
            inverse={"claim": claim, "tag": None},
        ) as change:
            change.decide(decision)
        return decision

    return decide


@pytest.fixture
def fully() -> dict[str, object]:
    """Every field of a decision but claim, tag, person and time."""
    return {
        "note": "Seen by a second desk — «да»",
        "credibility": Credibility.PROBABLY_TRUE,
        "wording": "The harbour is to open on Monday",
        "bulk": True,
        "reviewer": "Bo",
    }
