"""Reads a question in plain words, part by part (pure)."""

import re
from dataclasses import dataclass
from datetime import date

from annotator.text.spans import Span
from annotator.workspace.question import Part, PartKind, Question
from annotator.workspace.question_dates import DatePhrase, DateReader, Days
from annotator.workspace.question_words import VOCABULARIES, Vocabulary, Words

_TOKEN = re.compile(r'"[^"]*"?|[^\s"]+')
_STOPS = ",;?!"


def read_question(typed: str, today: date) -> Question:
    """What was typed, in the language in which most of it is understood.

    Words in quotation marks are always words to search for.
    """
    read = [_Reader(typed, today, vocabulary).read() for vocabulary in VOCABULARIES]
    best = max(read, key=lambda question: len(question.parts))
    return best if best.parts else Question(typed, typed.strip(), (), claims=False)


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    """In lower case, without the stops after it; empty for words in quotation marks."""
    span: Span


def _tokens(typed: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(typed):
        quoted = match[0].startswith('"')
        key = "" if quoted else match[0].rstrip(_STOPS).lower()
        found.append(_Token(key, Span(*match.span())))
    return found


class _Reader:
    """One reading of one question in one language, from left to right."""

    def __init__(self, typed: str, today: date, vocabulary: Vocabulary) -> None:
        self._typed = typed
        self._known = vocabulary
        self._tokens = _tokens(typed)
        self._keys = [token.key for token in self._tokens]
        self._dates = DateReader(vocabulary.dates, today)
        self._parts: list[Part] = []
        self._words: list[str] = []
        self._asking = False
        self._claims = False

    def read(self) -> Question:
        at = self._lead()
        while at < len(self._keys):
            at = self._step(at)
        parts = tuple(sorted(self._parts, key=lambda part: part.span))
        return Question(self._typed, " ".join(self._words), parts, self._claims)

    # -- how it begins -------------------------------------------------------------------

    def _lead(self) -> int:
        """Reads what is asked for, where the beginning says so; returns the next word."""
        at = 0
        while self._key(at) in self._known.fillers and self._key(at):
            at += 1
        for reading in (self._read_who, self._read_what, self._read_noun):
            after = reading(at)
            if after is not None:
                return after
        if self._modifier(0) and self._value_end(1) > 1:
            self._asking = True
            self._claims = self._modifier(0) in {PartKind.ABOUT, PartKind.BY}
        return 0

    def _read_who(self, at: int) -> int | None:
        """Who says that …"""
        known = self._known
        if self._key(at) not in known.who or self._key(at + 1) not in known.saying:
            return None
        start = at + 2 + (self._key(at + 2) in known.that)
        end = self._value_end(start)
        if end == start:
            return None
        self._ask_claims()
        self._add(PartKind.ABOUT, start, end, begin=0)
        return end

    def _read_what(self, at: int) -> int | None:
        """What does … say; what … said; was sagt …"""
        known = self._known
        if self._key(at) not in known.what:
            return None
        start = at + 1 + (self._key(at + 1) in known.asking)
        if self._key(start) in known.saying:
            start += 1
            end = after = self._value_end(start)
        else:
            after = next(
                (i + 1 for i in range(start, len(self._keys)) if self._keys[i] in known.saying), 0
            )
            end = min(after - 1, self._value_end(start)) if after else 0
            after = after if end == after - 1 else end
        if end <= start:
            return None
        if self._keys[-1] in known.saying and after < len(self._keys):
            self._keys.pop()
            self._tokens.pop()
        self._ask_claims()
        self._add(PartKind.BY, start, end, begin=0, finish=after)
        return after

    def _read_noun(self, at: int) -> int | None:
        """(Un)decided and tagged claims; articles."""
        known = self._known
        start = at
        states = known.undecided | known.decided | known.suggested | known.joining
        while self._key(at) in known.tags or self._key(at) in states:
            at += 1
        tagged = any(self._keys[i] not in known.joining for i in range(start, at))
        noun = self._key(at) in known.claims
        follows = at + noun
        if (tagged and noun) or ((tagged or noun) and self._begins_part(follows)):
            self._ask_claims()
            self._read_states(start, at)
            return self._read_that(follows)
        if noun and self._read_that(follows) > follows:
            self._ask_claims()
            return self._value_end(follows + 1)
        if not tagged and self._key(at) in known.articles and self._begins_part(at + 1):
            self._asking = True
            return at + 1
        return None

    def _read_that(self, at: int) -> int:
        """That …; returns the next word, which is `at` where nothing of the sort is said."""
        end = self._value_end(at + 1)
        if self._key(at) not in self._known.that or self._leads_to_naming(at) or end == at + 1:
            return at
        self._add(PartKind.ABOUT, at + 1, end, begin=at)
        return end

    def _read_states(self, start: int, end: int) -> None:
        """Tags, and whether they are decided or suggested."""
        known, keys = self._known, self._keys[start:end]
        joined = any(key in known.joining for key in keys)
        open_ = any(key in known.undecided or key in known.suggested for key in keys)
        tags = any(key in known.tags for key in keys)
        kind = PartKind.SUGGESTED if open_ and tags and not joined else PartKind.TAG
        for at in range(start, end):
            key = self._keys[at]
            if tag := known.tags.get(key):
                self._put(kind, tag.value, at, at + 1)
            elif key in known.decided:
                self._put(PartKind.DECIDED, "", at, at + 1)
            elif key not in known.joining and kind is not PartKind.SUGGESTED:
                self._put(PartKind.UNDECIDED, "", at, at + 1)

    def _ask_claims(self) -> None:
        self._asking = self._claims = True

    # -- part by part --------------------------------------------------------------------

    def _step(self, at: int) -> int:
        """Reads the part or the word at `at`; returns the next."""
        dated = self._date(at)
        if dated is not None:
            self._put(PartKind.PUBLISHED, _interval(dated.days), at, at + dated.length)
            return at + dated.length
        start = at + self._leads_to_naming(at)
        kind = self._modifier(start) if self._asking else None
        end = self._value_end(start + 1)
        if kind is None or end == start + 1:
            self._words.append(self._text(at, at + 1))
            return at + 1
        if kind is PartKind.BY and not self._claims:
            kind = PartKind.ABOUT  # who wrote it is found by its words
        if kind is PartKind.BY and self._key(start + 1) in self._known.source_kinds:
            self._read_source_kind(start, end)
        else:
            self._add(kind, start + 1, end, begin=at)
        return end

    def _read_source_kind(self, at: int, end: int) -> None:
        """By anonymous sources; by anonymous officials."""
        kind = self._known.source_kinds[self._keys[at + 1]]
        named = [i for i in range(at + 2, end) if self._keys[i] not in self._known.sources]
        if named:
            self._put(PartKind.SOURCE_KIND, kind.value, at + 1, at + 2)
            self._add(PartKind.BY, at + 2, end, begin=at + 2)
        else:
            self._put(PartKind.SOURCE_KIND, kind.value, at, end)

    def _modifier(self, at: int) -> PartKind | None:
        known = self._known
        kinds: tuple[tuple[Words, PartKind], ...] = (
            (known.about, PartKind.ABOUT),
            (known.by, PartKind.BY),
            (known.published_by, PartKind.PUBLISHER),
            (known.naming, PartKind.NAMING),
            (known.labelled, PartKind.LABEL),
        )
        key = self._key(at)
        return next((kind for words, kind in kinds if key in words), None)

    def _leads_to_naming(self, at: int) -> bool:
        """Whether only "that" stands here, before "mention"."""
        return self._key(at) in self._known.that and self._modifier(at + 1) is PartKind.NAMING

    def _date(self, at: int) -> DatePhrase | None:
        """A date at `at`; outside a question only at its end, where it cannot be a name."""
        found = self._dates.phrase(self._keys, at)
        if found is None or self._asking:
            return found
        ends = at + found.length == len(self._keys)
        return found if ends and (at or found.length > 1) else None

    def _begins_part(self, at: int) -> bool:
        """Whether a condition begins here, so that a noun before it is no mere word."""
        naming = self._leads_to_naming(at)
        modified = self._modifier(at + naming) and at + naming + 1 < len(self._keys)
        return bool(modified) or self._dates.phrase(self._keys, at) is not None

    def _value_end(self, start: int) -> int:
        """Where the value that begins at `start` ends: before the next condition."""
        at = start
        while at < len(self._keys) and not (at > start and self._begins_part(at)):
            at += 1
        return at

    def _key(self, at: int) -> str:
        return self._keys[at] if at < len(self._keys) else ""

    def _text(self, start: int, end: int) -> str:
        first, last = self._tokens[start].span.start, self._tokens[end - 1].span.end
        return self._typed[first:last]

    def _add(
        self, kind: PartKind, start: int, end: int, *, begin: int, finish: int | None = None
    ) -> None:
        """A part whose value is what was typed from `start`, without "the"; its words begin at
        `begin`."""
        while start + 1 < end and self._key(start) in self._known.dates.articles:
            start += 1
        if kind is PartKind.BY and self._key(end - 1) in self._known.officials:
            which = self._text(start, end - 1) if start < end - 1 else ""
            self._put(PartKind.OFFICIALS, which, begin, finish or end)
            return
        self._put(kind, self._text(start, end).rstrip(_STOPS), begin, finish or end)

    def _put(self, kind: PartKind, value: str, start: int, end: int) -> None:
        place = Span(self._tokens[start].span.start, self._tokens[end - 1].span.end)
        self._parts.append(Part(kind, value, place))


def _interval(days: Days) -> str:
    first = days.first.isoformat() if days.first else ".."
    last = days.last.isoformat() if days.last else ".."
    return f"{first}/{last}"
