"""What the machine proposes for a claim, and why, in words a reader understands."""

from collections.abc import Sequence

from annotator.domain.claim import Attribution, CueClass, Source, SourceKind, Suggestion, Tag

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
    unsourced. `source_words`, `cue_words` and `hedges` are as the text has them.
    """
    if attribution is None:
        return _in_own_voice(hedges, probability)
    if attribution.source is None:
        return _nobody_named(attribution, cue_words, hedges, probability)
    reason = _source_sentence(attribution.source, source_words, attribution.cue_class, cue_words)
    return Suggestion(Tag.SOURCED, _with_hedges(reason, hedges), round(probability, 3))


def _in_own_voice(hedges: Sequence[str], probability: float) -> Suggestion:
    if hedges:
        reason = f"The author's own voice, hedged by {_listed(hedges)}."
        return Suggestion(Tag.SPECULATIVE, reason, round(probability, 3))
    reason = "The author's own voice: stated as a fact, with nobody named behind it."
    return Suggestion(Tag.UNSOURCED, reason, round(probability, 3))


def _nobody_named(
    attribution: Attribution, cue_words: str, hedges: Sequence[str], probability: float
) -> Suggestion:
    said = f"“{_shortened(cue_words)}”" if cue_words else "The quotation"
    reason = f"{said} tells that somebody stands behind this, but nobody is named"
    doubts = [hedge for hedge in hedges if hedge.lower() != cue_words.lower()]
    if attribution.cue is None:
        reason = "Quoted words, but nobody is named as the speaker"
    return Suggestion(Tag.SPECULATIVE, _with_hedges(reason, doubts), round(probability, 3))


def _source_sentence(source: Source, words: str, cue_class: CueClass | None, cue_words: str) -> str:
    """Who stands behind a claim, by kind of source and act."""
    words = _shortened(words)
    if source.kind is SourceKind.ANONYMOUS:
        behind = f"“{words}” is given as the source, without a name"
    elif source.kind is SourceKind.IMPERSONAL:
        behind = f"“{words}” is given as the source; no person stands behind it"
    elif words and words != source.name:
        sure = "probably meant" if source.guessed else "named"
        behind = f"{source.name} is {sure} as the source (“{words}”)"
    else:
        behind = f"{source.name} is named as the source"
    act = _ACTS.get(cue_class) if cue_class else None
    if act and cue_words:
        return f"{behind}; “{_shortened(cue_words)}” tells of {act}"
    return behind


_ACTS = {
    CueClass.BELIEF: "a belief rather than a statement",
    CueClass.INTENTION: "an intention",
    CueClass.ATTITUDE: "an attitude",
    CueClass.DECREE: "an order or a ruling",
}


def _with_hedges(reason: str, hedges: Sequence[str]) -> str:
    return f"{reason}; hedged by {_listed(hedges)}." if hedges else f"{reason}."


def _listed(words: Sequence[str]) -> str:
    """“a”, “b” and “c”, each once."""
    quoted = [f"“{_shortened(word)}”" for word in dict.fromkeys(word.lower() for word in words)]
    return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


def _shortened(words: str) -> str:
    """At most `_WORDS_QUOTED` words on one line."""
    parts = words.split()
    if len(parts) <= _WORDS_QUOTED:
        return " ".join(parts)
    return " ".join(parts[:_WORDS_QUOTED]) + " …"
