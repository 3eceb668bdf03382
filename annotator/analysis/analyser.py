"""The analysis of one article after the other, streamed in batches of paragraphs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import resources
from annotator.analysis.batches import Batch, batches, paragraphs
from annotator.analysis.claims import ClaimMaker
from annotator.analysis.languages import (
    NOT_PLAUSIBLE,
    PARTLY,
    in_language,
    limits_of,
    plausible,
    same_language,
)
from annotator.analysis.lexicon.gazetteer import Gazetteer, read_gazetteer
from annotator.analysis.lexicon.stance_lexicon import StanceLexicon, load_stances
from annotator.analysis.model_files import check_model
from annotator.analysis.parsing.quotations import parser_text
from annotator.analysis.pipeline import build, plain
from annotator.domain.analysis import Analysis, Event, Findings, ModelInfo
from annotator.domain.article import Block
from annotator.domain.claim import Claim
from annotator.domain.ids import EntityId
from annotator.domain.phrase import Phrase

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

type OnFindings = Callable[[Findings], object]
"""Called after each batch; the analysis stops when it returns False."""

type _Run = tuple[Language, list[Block]]

_AT_FIRST, _AT_ONCE, _GROWTH = 1, 9, 3
"""Batches that the pipeline takes in one go: one at first, so that something shows at once, then
more, because the pipeline is faster with many."""


class Cancelled(Exception):  # noqa: N818 - it tells what happened, and is no error
    """The caller asked for the analysis to stop; nothing is kept of it."""


class Analyser:
    """A loaded pipeline; `analyse` may be called again and again, from one thread."""

    def __init__(
        self, nlp: Language, info: ModelInfo, gazetteer: Gazetteer, stances: StanceLexicon
    ) -> None:
        self._nlp = nlp
        self._plain: Language | None = None
        self._gazetteer = gazetteer
        self._stances = stances
        self.info = info
        """What made the findings, for the record that is kept beside them."""

    @classmethod
    def load(cls, model: str | None = None, user_folder: Path | None = None) -> Analyser:
        """See `annotator.analysis.load`."""
        check = check_model(model)
        nlp = build(model, user_folder)
        components = _components_version(user_folder)
        info = ModelInfo(check.name, check.version, check.sha256, components)
        return cls(nlp, info, read_gazetteer(user_folder), load_stances(user_folder))

    @property
    def language(self) -> str:
        """The language of the loaded pipeline, such as "en"."""
        return str(self._nlp.lang)

    def analyse(
        self,
        text: str,
        blocks: Sequence[Block] = (),
        language: str = "",
        on_findings: OnFindings | None = None,
    ) -> Analysis:
        """Everything found in `text`, whose paragraphs are `blocks` (none: every line is one).

        `language` is a BCP 47 tag; empty means the pipeline's own. A paragraph that is plainly in
        the pipeline's language, or plainly not, is read so whatever the rest is. Raises Cancelled
        when `on_findings` returns False.
        """
        language = language or self.language
        runs, limits = self._runs(text, blocks or paragraphs(text), language)
        maker = ClaimMaker(text, self._gazetteer, self._stances)
        claims: list[Claim] = []
        events: list[Event] = []
        for batch, doc in _documents(runs, text):
            found_claims, found_events = maker.read(doc, batch)
            claims += found_claims
            events += found_events
            part = Findings(found_claims, found_events, batch.span.end, len(text))
            if on_findings is not None and on_findings(part) is False:
                raise Cancelled
        entities = maker.entities()
        names = {entity.id: entity.name for entity in entities}
        return Analysis(
            self.info,
            language,
            entities,
            tuple(_with_full_name(claim, names) for claim in claims),
            tuple(events),
            limits,
        )

    def _runs(
        self, text: str, blocks: Sequence[Block], language: str
    ) -> tuple[list[_Run], tuple[Phrase, ...]]:
        """Neighbouring paragraphs with the pipeline that reads them, and what it cannot do."""
        usual, limits = self._usual_reader(text, language)
        common = self._nlp.Defaults.stop_words
        read = []
        for block in blocks:
            own = in_language(text[block.span.start : block.span.end], common, self._knows)
            read.append((usual if own is None else own, block))
        runs = [
            (self._nlp if own else self._quotations_alone(), [block for _, block in run])
            for own, run in groupby(read, key=lambda one: one[0])
        ]
        mixed = any(own is not usual for own, _ in read)
        return runs, (PARTLY,) if mixed else limits

    def _usual_reader(self, text: str, language: str) -> tuple[bool, tuple[Phrase, ...]]:
        """Whether the loaded pipeline reads paragraphs that do not tell their language."""
        if not same_language(language, self.language):
            return False, limits_of(language, self.language)
        if self._nlp.vocab.vectors_length and not plausible(text, self._knows):
            return False, (NOT_PLAUSIBLE,)
        return True, limits_of(language, self.language)

    def _knows(self, word: str) -> bool:
        """Whether the pipeline's dictionary has `word`; without one, Latin letters must do."""
        vocab = self._nlp.vocab
        return bool(vocab.has_vector(word)) if vocab.vectors_length else word.isascii()

    def _quotations_alone(self) -> Language:
        if self._plain is None:
            self._plain = plain()
        return self._plain


def _documents(runs: Sequence[_Run], text: str) -> Iterator[tuple[Batch, Doc]]:
    """Each batch of paragraphs with its parsed document, one at a time."""
    at_once = _AT_FIRST
    for nlp, blocks in runs:
        waiting = _contexts(text, blocks)
        while group := list(islice(waiting, at_once)):
            for doc, batch in nlp.pipe(group, as_tuples=True, batch_size=at_once):
                yield batch, doc
            at_once = min(at_once * _GROWTH, _AT_ONCE)


def _contexts(text: str, blocks: Sequence[Block]) -> Iterator[tuple[str, Batch]]:
    for batch in batches(text, blocks):
        yield parser_text(text[batch.span.start : batch.span.end]), batch


def _with_full_name(claim: Claim, names: dict[EntityId, str]) -> Claim:
    """`claim` with its source called by the fullest name that the whole article gives."""
    source = claim.source
    if claim.attribution is None or source is None or source.entity is None:
        return claim
    named = replace(source, name=names[source.entity])
    return replace(claim, attribution=replace(claim.attribution, source=named))


def _components_version(user_folder: Path | None) -> str:
    """A short hash over our models and lexicons and the user's own lists."""
    digest = hashlib.sha256()
    folders = [resources.folder() / "lexicons", resources.folder() / "models"]
    folders += [user_folder] if user_folder else []
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and path.suffix in {".toml", ".txt", ".npz", ".json"}:
                digest.update(path.name.encode() + path.read_bytes())
    return f"{_VERSION}+{digest.hexdigest()[:12]}"


_VERSION = "4"
"""Raised when the code of our components finds other things than before."""
