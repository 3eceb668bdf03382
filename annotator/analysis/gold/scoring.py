"""How well attributions match annotated ones.

Spans become sets of words. A content counts when it shares at least half its words (Jaccard) with
an annotated one, pairs taken one to one, best first; a pair counts for content + source only when
the source shares a word that bears meaning, or both have none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.analysis.gold.reading import GoldArticle, GoldAttribution
from annotator.text.spans import Spans

FORMS = ("direct", "mixed", "indirect")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
LIGHT_WORDS = frozenset(
    """
    a an the this that these those of in on at by to for from with and or his her its their our
    my your who which whom whose 's as is was were are be it
    """.split()  # noqa: SIM905 - forty words read better so
)
_GOOD = 0.5
_DIRECT, _INDIRECT = 0.9, 0.05

type Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_json(self) -> dict[str, float]:
        return {"P": self.precision, "R": self.recall, "F1": self.f1}


@dataclass(frozen=True, slots=True)
class _Scored:
    """One attribution as sets of words."""

    content: Words
    source: Words
    cue: Words
    heavy: Words
    """The source's words that bear meaning; all of them when none does."""
    cue_words: frozenset[str]
    form: str


class ScoredText:
    """A text with its words numbered and its quotation marks followed."""

    def __init__(self, text: str) -> None:
        self._text = text
        spans = [found.span() for found in _WORD.finditer(text)]
        self._words = [text[start:end].lower() for start, end in spans]
        self._at: list[int | None] = [None] * len(text)
        for number, (start, end) in enumerate(spans):
            self._at[start:end] = [number] * (end - start)
        self._quoted = _quoted(text)

    def _words_of(self, spans: Spans) -> Words:
        return frozenset(
            word for span in spans for word in self._at[span.start : span.end] if word is not None
        )

    def scored(self, attribution: GoldAttribution) -> _Scored:
        content, source, cue = (
            self._words_of(spans)
            for spans in (attribution.content, attribution.source, attribution.cue)
        )
        heavy = frozenset(word for word in source if self._words[word] not in LIGHT_WORDS)
        return _Scored(
            content,
            source,
            cue,
            heavy or source,
            frozenset(self._words[word] for word in cue),
            self.form(attribution.content),
        )

    def form(self, spans: Spans) -> str:
        """Direct, mixed or indirect, by the share of letters between quotation marks."""
        letters = [
            self._quoted[i]
            for span in spans
            for i in range(span.start, span.end)
            if self._text[i].isalnum()
        ]
        share = sum(letters) / len(letters) if letters else 0.0
        return "direct" if share >= _DIRECT else "indirect" if share <= _INDIRECT else "mixed"


def _quoted(text: str) -> bytearray:
    """1 for each letter between double quotation marks of one paragraph."""
    mask, inside, i = bytearray(len(text)), False, 0
    while i < len(text):
        letter = text[i]
        if letter == "\n":
            inside = False
        elif letter in "“„«":
            inside = True
        elif letter in "”»":
            inside = False
        elif letter == '"':
            inside = not inside
        elif text[i : i + 2] in ("''", "``"):
            inside, i = not inside, i + 1
        elif inside:
            mask[i] = 1
        i += 1
    return mask


def _jaccard(first: Words, second: Words) -> float:
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


def _pairs(gold: Sequence[_Scored], system: Sequence[_Scored]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, best match first."""
    by_word: dict[int, list[int]] = defaultdict(list)
    for j, found in enumerate(system):
        for word in found.content:
            by_word[word].append(j)
    matches: list[tuple[float, int, int]] = []
    for i, wanted in enumerate(gold):
        for j in {j for word in wanted.content for j in by_word[word]}:
            match = _jaccard(wanted.content, system[j].content)
            if match >= _GOOD:
                matches.append((-match, i, j))
    pairs: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(matches):
        if i not in used[0] and j not in used[1]:
            pairs.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return pairs


@dataclass(frozen=True, slots=True)
class AttributionScores:
    """Counts over all articles and the rates that follow from them."""

    counts: Counter[str]

    def _rates(self, right: str, suffix: str = "") -> Rates:
        counts = self.counts
        precise = counts[f"{right}_s{suffix}"] if suffix else counts[right]
        recalled = counts[f"{right}_g{suffix}"] if suffix else counts[right]
        return Rates(
            _ratio(precise, counts["system" + suffix]), _ratio(recalled, counts["gold" + suffix])
        )

    @property
    def content(self) -> Rates:
        """Contents that share at least half their words."""
        return self._rates("found")

    @property
    def content_and_source(self) -> Rates:
        return self._rates("sourced")

    @property
    def all_three(self) -> Rates:
        """Content, source and cue."""
        return self._rates("cued")

    @property
    def exact(self) -> Rates:
        return self._rates("exact")

    @property
    def words(self) -> Rates:
        """Words that lie in some content."""
        shared = self.counts["words_both"]
        return Rates(
            _ratio(shared, self.counts["words_system"]), _ratio(shared, self.counts["words_gold"])
        )

    def form(self, form: str) -> Rates:
        """Contents of one form; each side's form follows from its own text."""
        return self._rates("found", "_" + form)

    def form_and_source(self, form: str) -> Rates:
        return self._rates("sourced", "_" + form)

    @property
    def shares(self) -> dict[str, float]:
        """Further shares, 0 to 1, by name."""
        counts = self.counts
        return {
            "covered": _ratio(counts["covered"], counts["gold"]),
            "source right": _ratio(counts["source_right"], counts["source_some"]),
            "source exact": _ratio(counts["source_exact"], counts["source_some"]),
            "no source right": _ratio(counts["nobody_right"], counts["nobody"]),
            "cue right": _ratio(counts["cue_right"], counts["cue_some"]),
            "speech cues found": _ratio(counts["speech_found"], counts["speech"]),
        }

    def as_json(self) -> dict[str, object]:
        return {
            "gold": self.counts["gold"],
            "system": self.counts["system"],
            "content overlap": self.content.as_json(),
            "C+S": self.content_and_source.as_json(),
            "C+S+C": self.all_three.as_json(),
            "content exact": self.exact.as_json(),
            "content token": self.words.as_json(),
            **self.shares,
            "types": {
                form: {
                    "gold": self.counts["gold_" + form],
                    "system": self.counts["system_" + form],
                    "overlap": self.form(form).as_json(),
                    "C+S": self.form_and_source(form).as_json(),
                }
                for form in FORMS
            },
        }


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def score(
    articles: Iterable[GoldArticle],
    system: dict[str, list[GoldAttribution]],
    speech_words: frozenset[str] = frozenset(),
) -> AttributionScores:
    """The scores of `system` (attributions by article id) over `articles`.

    `speech_words` are the inflected forms whose cues the share "speech cues found" is about.
    """
    total: Counter[str] = Counter()
    for article in articles:
        text = ScoredText(article.text)
        gold = [text.scored(entry) for entry in article.attributions]
        found = [text.scored(entry) for entry in system.get(article.doc_id, [])]
        total += _counted(
            [entry for entry in gold if entry.content],
            [entry for entry in found if entry.content],
            speech_words,
        )
    return AttributionScores(total)


def _counted(
    gold: Sequence[_Scored], system: Sequence[_Scored], speech_words: frozenset[str]
) -> Counter[str]:
    counts: Counter[str] = Counter(gold=len(gold), system=len(system))
    gold_words = frozenset[int]().union(*(entry.content for entry in gold))
    system_words = frozenset[int]().union(*(entry.content for entry in system))
    counts["words_gold"], counts["words_system"] = len(gold_words), len(system_words)
    counts["words_both"] = len(gold_words & system_words)
    counts["covered"] = sum(2 * len(g.content & system_words) >= len(g.content) for g in gold)
    counts.update("gold_" + entry.form for entry in gold)
    counts.update("system_" + entry.form for entry in system)
    pairs = _pairs(gold, system)
    for i, j in pairs:
        counts.update(_pair_counts(gold[i], system[j]))
    found = {i for i, _ in pairs}
    for i, entry in enumerate(gold):
        if entry.cue_words & speech_words:
            counts["speech"] += 1
            counts["speech_found"] += i in found
    return counts


def _pair_counts(gold: _Scored, found: _Scored) -> Counter[str]:
    source = bool(gold.heavy & found.source) if gold.source else not found.source
    cue = bool(gold.cue & found.cue) if gold.cue else not found.cue
    counts: Counter[str] = Counter(
        found=1,
        exact=int(gold.content == found.content),
        sourced=int(source),
        cued=int(source and cue),
    )
    for side, form in (("g", gold.form), ("s", found.form)):
        counts[f"found_{side}_{form}"] += 1
        counts[f"sourced_{side}_{form}"] += source
    if gold.source:
        counts.update(
            source_some=1, source_right=int(source), source_exact=int(gold.source == found.source)
        )
    else:
        counts.update(nobody=1, nobody_right=int(source))
    if gold.cue:
        counts.update(cue_some=1, cue_right=int(cue))
    return counts
