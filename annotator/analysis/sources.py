"""Who stands behind a claim: the words that name a source, tied to the article's entities."""

from spacy.tokens import Doc

from annotator.analysis.extensions import TokenSpan
from annotator.analysis.kinds import kind_of
from annotator.analysis.registry import Registry
from annotator.domain.claim import Source, SourceKind
from annotator.domain.ids import EntityId
from annotator.text.spans import Span


class SourceResolver:
    """Resolves the sources of one article, batch by batch."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._at: dict[int, EntityId] = {}
        self._doc_start = 0

    def read(self, doc: Doc, start: int) -> None:
        """Take in the mentions of `doc`, whose text begins at code point `start`."""
        self._doc_start = start
        self._at = {}
        for entity in doc.ents:
            kind = kind_of(entity.label_)
            if kind is None:
                continue
            span = Span(start + entity.start_char, start + entity.end_char)
            known = self._registry.add(entity.text, kind, span)
            self._at.update(dict.fromkeys(range(entity.start, entity.end), known))

    def resolve(self, doc: Doc, source: TokenSpan) -> Source:
        """The source that the words `source` of the document last read name."""
        words = doc[source.start : source.end]
        span = Span(self._doc_start + words.start_char, self._doc_start + words.end_char)
        entity = self._at.get(words.root.i) or next(
            (self._at[i] for i in range(source.start, source.end) if i in self._at), None
        )
        if entity is None:
            return Source(span, None, words.text, SourceKind.ANONYMOUS)
        return Source(span, entity, self._registry[entity].name, SourceKind.NAMED)
