"""The JSON of `annotator analyse`: a versioned contract, schema 1.

Fields may be added within schema 1 and are never removed. Offsets are code points into
`article.text`, end exclusive. docs/json.md describes it for its readers.
"""

from collections.abc import Mapping, Sequence

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Source
from annotator.domain.entity import Entity
from annotator.text.spans import Span

SCHEMA = 1

type Json = bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None


def document(article: Article, analysis: Analysis) -> dict[str, Json]:
    """One article's analysis as the contract has it."""
    model = analysis.model
    return {
        "schema": SCHEMA,
        "model": {
            "name": model.name,
            "version": model.version,
            "sha256": model.sha256,
            "components": model.components,
        },
        "article": _article(article, analysis.language),
        "entities": [_entity(entity) for entity in analysis.entities],
        "claims": [_claim(claim) for claim in analysis.claims],
        "events": [{"span": _span(e.span), "certainty": e.certainty} for e in analysis.events],
        "limits": [str(limit) for limit in analysis.limits],
    }


def _article(article: Article, language: str) -> dict[str, Json]:
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "sha256": article.sha256,
        "text_sha256": article.text_sha256,
        "normaliser": article.normaliser,
        "language": article.language or language,
        "file_name": article.file_name,
        "media_type": article.media_type,
        "author": article.author,
        "publisher": article.publisher,
        "published": article.published,
        "address": article.address,
        "blocks": [
            [block.span.start, block.span.end, block.kind.value] for block in article.blocks
        ],
        "warnings": [str(warning) for warning in article.warnings],
    }


def _entity(entity: Entity) -> dict[str, Json]:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "names": list(entity.names),
        "mentions": [_span(span) for span in entity.mentions],
        "guessed": entity.guessed,
    }


def _claim(claim: Claim) -> dict[str, Json]:
    suggestion = claim.suggestion
    return {
        "id": claim.id,
        "content": [_span(span) for span in claim.content],
        "form": claim.form.value,
        "voice": claim.voice.value,
        "source": _source(claim.source) if claim.source else None,
        "cue": _span(claim.cue) if claim.cue else None,
        "cue_class": claim.cue_class.value if claim.cue_class else None,
        "aside": claim.aside,
        "stance": claim.attribution.stance.value if claim.attribution else None,
        "hedges": [_span(span) for span in claim.hedges],
        "suggestion": suggestion.tag.value if suggestion else None,
        "reason": str(suggestion.reason) if suggestion else "",
        "confidence": round(suggestion.confidence, 4) if suggestion else None,
        "parent": claim.parent,
    }


def _source(source: Source) -> dict[str, Json]:
    return {
        "span": _span(source.span) if source.span else None,
        "entity": source.entity,
        "name": source.name,
        "kind": source.kind.value,
        "guessed": source.guessed,
    }


def _span(span: Span) -> list[Json]:
    return [span.start, span.end]
