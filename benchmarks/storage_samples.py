"""Made-up articles for the library's benchmarks: words as rare and as long as real ones."""

import hashlib
from collections.abc import Callable, Iterator

import numpy as np

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
from annotator.domain.ids import ArticleId, ClaimId, article_id
from annotator.domain.phrase import verbatim
from annotator.text.normalise import NORMALISER
from annotator.text.spans import Span

_ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "br",
    "ch",
    "cl",
    "dr",
    "fl",
    "gr",
    "pl",
    "pr",
    "sh",
    "sl",
    "st",
    "th",
    "tr",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ie", "oo", "ou"]
_CODAS = ["", "", "", "n", "r", "s", "t", "l", "m", "nd", "nt", "st", "ck", "ng"]
WORDS = 60_000


def vocabulary(random: np.random.Generator) -> list[str]:
    """Made-up words, the frequent ones short."""
    words: dict[str, None] = {}
    while len(words) < WORDS:
        wanted = 1 if len(words) < 600 else 1 + int(random.random() * 2.5)
        parts = [
            _ONSETS[random.integers(len(_ONSETS))]
            + _VOWELS[random.integers(len(_VOWELS))]
            + _CODAS[random.integers(len(_CODAS))]
            for _ in range(wanted)
        ]
        words["".join(parts)] = None
    return list(words)


type Telling = Callable[[int, list[str]], list[str]]
"""An article's number and its paragraphs to the paragraphs that it will have."""


class Samples:
    """An endless supply of articles; the same seed gives the same ones.

    Words are drawn by Zipf's law with Mandelbrot's shift (rank + 2.7), as in natural text.
    """

    def __init__(self, seed: int = 7) -> None:
        self._random = np.random.default_rng(seed)
        self.words = vocabulary(self._random)
        weights = 1.0 / (np.arange(WORDS) + 2.7) ** 1.05
        self._cumulative = np.cumsum(weights / weights.sum())

    def articles(
        self, count: int, words: int = 600, told: Telling | None = None
    ) -> Iterator[tuple[Article, bytes]]:
        """`count` articles of `words` words each, with their originals; `told` may put words of
        its own into their paragraphs."""
        for number in range(count):
            ranks = np.searchsorted(self._cumulative, self._random.random(words))
            drawn = [self.words[min(rank, WORDS - 1)] for rank in ranks.tolist()]
            yield _article(number, drawn, told)


def _article(number: int, words: list[str], told: Telling | None) -> tuple[Article, bytes]:
    sentences = [" ".join(words[i : i + 20]).capitalize() + "." for i in range(0, len(words), 20)]
    paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    if told:
        paragraphs = told(number, paragraphs)
    title = " ".join(words[:7]).capitalize()
    text = "\n".join([title, *paragraphs])
    original = f"<html><body><h1>{title}</h1>{''.join(f'<p>{p}</p>' for p in paragraphs)}".encode()
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        blocks.append(Block(Span(start, start + len(line)), BlockKind.BODY))
        start += len(line) + 1
    return (
        Article(
            id=article_id(original),
            text=text,
            blocks=tuple(blocks),
            title=title,
            sha256=hashlib.sha256(original).hexdigest(),
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            normaliser=NORMALISER,
            file_name=f"{number:06}.html",
            media_type="text/html",
            language="en",
            publisher=words[number % len(words)].capitalize(),
            published=f"20{10 + number % 16}-{1 + number % 12:02}-{1 + number % 28:02}",
        ),
        original,
    )


def claims_of(article: Article, count: int) -> tuple[Claim, ...]:
    """`count` claims spread over an article's text."""
    step = max(8, len(article.text) // count)
    return tuple(_claim(article.id, i * step, i * step + step - 3) for i in range(count))


def _claim(article: ArticleId, start: int, end: int) -> Claim:
    source = Source(Span(start, start + 2), None, f"Source {start % 97}", SourceKind.NAMED)
    return Claim(
        ClaimId(f"{article}{start}"),
        (Span(start, end),),
        Attribution(source, Span(start, start + 2), CueClass.SPEECH, Form.INDIRECT),
        (),
        Suggestion(Tag.SOURCED, verbatim("A named source stands behind it (“said”)."), 0.8),
    )
