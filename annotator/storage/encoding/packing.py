"""Domain values as the text of a column and back."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from annotator.domain.article import Block, BlockKind
from annotator.domain.claim import (
    Attribution,
    Claim,
    CueClass,
    Form,
    Source,
    SourceKind,
    Stance,
    Suggestion,
)
from annotator.domain.ids import ClaimId, EntityId
from annotator.domain.phrase import Phrase, verbatim
from annotator.domain.plain import from_plain, to_plain
from annotator.storage.encoding.canonical import JSON, canonical
from annotator.text.spans import Span, Spans

type Packed = list[list[int]]
PASSING_IN_BODY = "$[3][5]"
"""Where `packed_claim` puts a 1 for a passing mention, and nothing for what is none."""
PASSING_END = ",1]]"
"""How the text of a body ends that has one, so that most need not be read as JSON."""
NAME_IN_BODY = "$[3][3][2]"
"""Where `packed_claim` puts the name of a claim's source, as a path for SQLite."""
# Spans are made by the hundred thousand; these ways are the short ones.
_new_span = tuple.__new__
_SOURCE_KINDS = {kind.value: kind for kind in SourceKind}
_CUE_CLASSES = {cue.value: cue for cue in CueClass}
_FORMS = {form.value: form for form in Form}
_STANCES = {stance.value: stance for stance in Stance}


def packed_time(time: datetime) -> str:
    """An aware time as UTC text of one width, so that text order is time order.

    Raises ValueError for a naive time.
    """
    if time.tzinfo is None:
        raise ValueError("a time without its zone cannot be kept")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def unpacked_time(text: str) -> datetime:
    """The time that `packed_time` wrote."""
    return datetime.fromisoformat(text)


def spans_of(packed: Iterable[Sequence[int]]) -> Spans:
    """Spans from lists of start and end."""
    return tuple([_new_span(Span, pair) for pair in packed])


def packed_blocks(blocks: Iterable[Block]) -> str:
    """Blocks as [start, end, kind] each."""
    return canonical([[block.span.start, block.span.end, block.kind.value] for block in blocks])


def unpacked_blocks(text: str) -> tuple[Block, ...]:
    """The blocks that `packed_blocks` wrote."""
    rows: list[tuple[int, int, str]] = json.loads(text)
    return tuple(Block(Span(start, end), BlockKind(kind)) for start, end, kind in rows)


def packed_phrase(phrase: Phrase) -> str:
    """A phrase as JSON; as mere words where it is said as it is."""
    plain = to_plain(phrase)
    return plain if isinstance(plain, str) else canonical(plain)


@lru_cache(4096)
def unpacked_phrase(text: str) -> Phrase:
    """The phrase that `packed_phrase` wrote; what an earlier version of the app kept are words,
    which stay as they are. Many claims of an article are given the same reason."""
    if not text.startswith("{"):
        return verbatim(text)
    try:
        return from_plain(Phrase, json.loads(text))
    except ValueError:
        return verbatim(text)


def packed_phrases(phrases: Iterable[Phrase]) -> str:
    """Sentences for a person, as a list."""
    return canonical([to_plain(phrase) for phrase in phrases])


def unpacked_phrases(text: str) -> tuple[Phrase, ...]:
    """The sentences that `packed_phrases` wrote."""
    return tuple(from_plain(Phrase, each) for each in json.loads(text))


def _packed_source(source: Source | None) -> JSON:
    if source is None:
        return None
    span = list(source.span) if source.span else None
    return [span, source.entity, source.name, source.kind.value, int(source.guessed)]


def _packed_attribution(attribution: Attribution | None) -> JSON:
    if attribution is None:
        return None
    return [
        list(attribution.cue) if attribution.cue else None,
        attribution.cue_class.value if attribution.cue_class else None,
        attribution.form.value,
        _packed_source(attribution.source),
        attribution.stance.value,
        *([1] if attribution.passing else ()),
    ]


def packed_claim(claim: Claim) -> str:
    """What a claim says, without its id, suggestion and decision, which have their own place."""
    return canonical(
        [
            [list(span) for span in claim.content],
            [list(span) for span in claim.hedges],
            claim.parent,
            _packed_attribution(claim.attribution),
        ]
    )


type _PackedSource = tuple[tuple[int, int] | None, str | None, str, str, int]
type _PackedAttribution = tuple[
    tuple[int, int] | None, str | None, str, _PackedSource | None, str, *tuple[int, ...]
]
type _PackedClaim = tuple[Packed, Packed, str | None, _PackedAttribution | None]


def _unpacked_attribution(packed: _PackedAttribution) -> Attribution:
    cue, cue_class, form, packed_source, stance, *passing = packed
    source = None
    if packed_source is not None:
        span, entity, name, kind, guessed = packed_source
        source = Source(
            Span(*span) if span else None,
            EntityId(entity) if entity is not None else None,
            name,
            _SOURCE_KINDS[kind],
            bool(guessed),
        )
    return Attribution(
        source,
        Span(*cue) if cue else None,
        _CUE_CLASSES[cue_class] if cue_class else None,
        _FORMS[form],
        _STANCES[stance],
        passing == [1],
    )


def unpacked_claim(id_: str, body: str, suggestion: Suggestion | None) -> Claim:
    """The claim that `packed_claim` wrote."""
    packed: _PackedClaim = json.loads(body)
    content, hedges, parent, attribution = packed
    return Claim(
        ClaimId(id_),
        spans_of(content),
        None if attribution is None else _unpacked_attribution(attribution),
        spans_of(hedges),
        suggestion,
        ClaimId(parent) if parent is not None else None,
    )
