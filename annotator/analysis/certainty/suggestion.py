"""What the machine proposes for a claim, and why, in words a reader understands."""

from collections.abc import Sequence

from annotator.domain.claim import (
    Attribution,
    CueClass,
    Source,
    SourceKind,
    Stance,
    Suggestion,
    Tag,
)
from annotator.domain.phrase import Phrase, phrase, verbatim

_WORDS_QUOTED = 12


def suggest(
    attribution: Attribution | None,
    source_words: str,
    cue_words: str,
    hedges: Sequence[str],
    probability: float,
) -> Suggestion:
    """The tag that voice and hedges call for, with its reason.

    A source behind the claim makes it sourced, whatever its hedges; the author's voice with
    a hedge, or words that name nobody ("reportedly"), make it speculative; else it is
    unsourced. A source that denies a claim stands behind the denial, as the reason says.
    `source_words`, `cue_words` and `hedges` are as the text has them.
    """
    if attribution is None:
        return _in_own_voice(hedges, probability)
    if attribution.source is None:
        return _nobody_named(attribution, cue_words, hedges, probability)
    reason = _source_sentence(attribution.source, source_words, attribution.cue_class, cue_words)
    source = attribution.source
    who = phrase("The source") if source.entity is None else verbatim(source.name)
    reason = _with_stance(_with_hedges(reason, hedges), attribution.stance, who, cue_words)
    return Suggestion(Tag.SOURCED, reason, round(probability, 3))


def _in_own_voice(hedges: Sequence[str], probability: float) -> Suggestion:
    if hedges:
        reason = phrase("The author's own voice, hedged by {hedges}.", hedges=_each_once(hedges))
        return Suggestion(Tag.SPECULATIVE, reason, round(probability, 3))
    reason = phrase("The author's own voice: stated as a fact, with nobody named behind it.")
    return Suggestion(Tag.UNSOURCED, reason, round(probability, 3))


def _nobody_named(
    attribution: Attribution, cue_words: str, hedges: Sequence[str], probability: float
) -> Suggestion:
    if attribution.cue is None:
        reason = phrase("Quoted words, but nobody is named as the speaker")
    elif cue_words:
        reason = phrase(
            "“{cue}” tells that somebody stands behind this, but nobody is named",
            cue=_shortened(cue_words),
        )
    else:
        reason = phrase("The quotation tells that somebody stands behind this, but nobody is named")
    doubts = [hedge for hedge in hedges if hedge.lower() != cue_words.lower()]
    who = phrase("Whoever it is")
    reason = _with_stance(_with_hedges(reason, doubts), attribution.stance, who, cue_words)
    return Suggestion(Tag.SPECULATIVE, reason, round(probability, 3))


def _source_sentence(
    source: Source, words: str, cue_class: CueClass | None, cue_words: str
) -> Phrase:
    """Who stands behind a claim, by kind of source and act."""
    behind = _behind(source, _shortened(words))
    act = _ACTS.get(cue_class) if cue_class else None
    if act is None or not cue_words:
        return behind
    cue = _shortened(cue_words)
    return phrase("{behind}; “{cue}” tells of {act}", behind=behind, cue=cue, act=act)


def _behind(source: Source, words: str) -> Phrase:
    if source.kind is SourceKind.ANONYMOUS:
        return phrase("“{words}” is given as the source, without a name", words=words)
    if source.kind is SourceKind.IMPERSONAL:
        return phrase("“{words}” is given as the source; no person stands behind it", words=words)
    if not words or words == source.name:
        return phrase("{name} is named as the source", name=source.name)
    if source.guessed:
        return phrase(
            "{name} is probably meant as the source (“{words}”)", name=source.name, words=words
        )
    return phrase("{name} is named as the source (“{words}”)", name=source.name, words=words)


_ACTS = {
    CueClass.BELIEF: phrase("a belief rather than a statement"),
    CueClass.INTENTION: phrase("an intention"),
    CueClass.ATTITUDE: phrase("an attitude"),
    CueClass.DECREE: phrase("an order or a ruling"),
}


def _with_hedges(reason: Phrase, hedges: Sequence[str]) -> Phrase:
    if not hedges:
        return phrase("{reason}.", reason=reason)
    return phrase("{reason}; hedged by {hedges}.", reason=reason, hedges=_each_once(hedges))


def _with_stance(reason: Phrase, stance: Stance, who: Phrase, cue_words: str) -> Phrase:
    """What the source does with the claim, unless it asserts it; no other stance is without cue."""
    cue = _shortened(cue_words)
    if stance is Stance.DENIES:
        does = phrase("{who} denies it (“{cue}”).", who=who, cue=cue)
    elif stance is Stance.DOUBTS:
        does = phrase("{who} doubts it (“{cue}”).", who=who, cue=cue)
    elif stance is Stance.OPEN:
        does = phrase("{who} leaves it open (“{cue}”).", who=who, cue=cue)
    else:
        return reason
    return phrase("{reason} {stance}", reason=reason, stance=does)


def _each_once(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(_shortened(word) for word in dict.fromkeys(word.lower() for word in words))


def _shortened(words: str) -> str:
    """At most `_WORDS_QUOTED` words on one line."""
    parts = words.split()
    if len(parts) <= _WORDS_QUOTED:
        return " ".join(parts)
    return " ".join(parts[:_WORDS_QUOTED]) + " …"
