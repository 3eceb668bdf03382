"""The attributions of a document with the ends of their contents and sources mended."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from annotator.analysis.extents.content_edges import trimmed_content
from annotator.analysis.extents.shared_voice import with_shared_voice
from annotator.analysis.extents.source_edges import trimmed_source, with_own_subject
from annotator.analysis.parsing.extensions import RawAttribution, TokenSpan, TokenSpans


def mended(doc: Doc) -> tuple[RawAttribution, ...]:
    """`doc._.attributions`, one for one, as they should be read."""
    found: Sequence[RawAttribution] = doc._.attributions
    if not doc.has_annotation("DEP"):
        return tuple(found)
    found = [with_own_subject(doc, raw) for raw in found]
    found = [_with_content(raw, trimmed_content(doc, raw)) for raw in found]
    found = with_shared_voice(doc, found)
    return tuple(_with_source(raw, trimmed_source(doc, raw, found)) for raw in found)


def _with_content(raw: RawAttribution, content: TokenSpans) -> RawAttribution:
    return raw if content == raw.content else replace(raw, content=content)


def _with_source(raw: RawAttribution, source: TokenSpan | None) -> RawAttribution:
    return raw if source == raw.source else replace(raw, source=source)
