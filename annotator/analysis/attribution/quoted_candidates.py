"""Contents read off quotation marks: runs of quotations before, behind and around a cue.

`"Q," X said. "Q2."` is one content in two pieces; so is a quotation that goes on over paragraphs,
and one that a colon or a dash ties to its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.analysis.parsing.extensions import Quotation, TokenSpan, TokenSpans
from annotator.analysis.parsing.parse_view import ParseView

type Pair = tuple[int, int]

_DASHES = frozenset({"—", "–", "--", "―", "-"})
_MOST_LEAD = 2
"""How many words may lead to a quotation that goes on with what was said ("And now “…”")."""
_MOST_SPEAKER_WORDS = 6
"""How long a name before a colon may be in a transcript."""


class QuotedCandidates:
    """The contents that quotation marks around one cue suggest."""

    def __init__(self, view: ParseView, cue: int, clause: Pair) -> None:
        self._view = view
        self._cue = cue
        self._clause = clause
        self._start, self._end = view.sentence(cue)
        self._paragraph = view.paragraphs[view.paragraph_of[cue]]
        inside = view.quote_of[cue]
        around = [q for q in self._outer() if q.span.start < self._end and q.span.end > self._start]
        here = [q for q in around if inside < 0 or view.quote_of[q.span.start] != inside]
        self._left = [q.span for q in here if q.span.end <= cue + 1] or self._just_before(inside)
        self._right = [q.span for q in here if q.span.start >= cue]
        self._around = view.quotations[inside].span if inside >= 0 else None
        last = self._right[-1].end if self._right else 0
        behind = self._run_behind(max(self._end, last)) if self._around is None else ()
        end = self._paragraph.end
        self._more = tuple(span for span in behind if span[0] < end)
        self._rest = self._further() if self._left or self._right else ()
        self._later = behind if len(behind) > len(self._more) else self._next_quoted(behind)

    def _outer(self) -> Iterator[Quotation]:
        """The outermost quotations of the cue's paragraph, and nested ones around it."""
        view = self._view
        for quotation in view.paragraph_quotations[view.paragraph_of[self._cue]]:
            if quotation.parent is None:
                yield quotation
            else:
                outer = view.quotations[quotation.parent].span
                if outer.start <= self._cue < outer.end:
                    yield quotation

    def _just_before(self, inside: int) -> list[TokenSpan]:
        """The quotation right before the sentence, which ended in its own "?" or "."."""
        i = self._start - 1
        while i >= self._paragraph.start and self._view.punct[i] and self._view.quote_of[i] < 0:
            i -= 1
        index = self._view.quote_of[i] if i >= self._paragraph.start else -1
        return [self._view.quotations[index].span] if index >= 0 and index != inside else []

    def _next_quoted(self, behind: Sequence[Pair]) -> tuple[Pair, ...]:
        """The next paragraph, when nothing stands in it but quotations."""
        if self._around is not None or (behind and behind[-1][1] < self._paragraph.end - 1):
            return ()
        spans = self._paragraphs_behind(self._paragraph.end)[:1]
        run = self._run_behind(spans[0][0]) if spans else ()
        return (*behind, *run) if run and run[-1][1] >= spans[0][1] - 1 else ()

    def _further(self) -> tuple[Pair, ...]:
        """Quotations further on in the paragraph that are sentences of their own or end one
        ("But “…”"), with other sentences between them and the cue's."""
        if self._more or self._around is not None:
            return ()
        view, out = self._view, list[Pair]()
        for quotation in view.paragraph_quotations[view.paragraph_of[self._cue]]:
            start, end = quotation.span
            if start < self._end or quotation.parent is not None:
                continue
            first = view.sentences[view.sentence_of[start]].start
            if start - first > _MOST_LEAD or not self._ends_sentence(end):
                break
            out.append((first, end))
        return tuple(out)

    def _run_behind(self, at: int) -> tuple[Pair, ...]:
        """Quotations that follow `at` with nothing but punctuation between them.

        One left open by its paragraph goes on in the next, when that begins with a mark.
        """
        view, run, i = self._view, list[Pair](), at
        while i < view.size:
            while i < view.size and view.punct[i] and not view.newline[i] and not self._opens(i):
                i += 1
            if i >= view.size or not self._opens(i):
                break
            quotation = view.quotations[view.quote_of[i]]
            if not self._ends_sentence(quotation.span.end):
                break
            run.append(quotation.span)
            i = quotation.span.end
            if not quotation.closed:
                while i < view.size and view.newline[i]:
                    i += 1
        return tuple(run)

    def _opens(self, i: int) -> bool:
        index = self._view.quote_of[i]
        return index >= 0 and self._view.quotations[index].span.start == i

    def _ends_sentence(self, end: int) -> bool:
        """Whether what follows a quotation starts anew, so that no other cue claims it."""
        view = self._view
        while end < view.size and view.punct[end] and not view.newline[end]:
            if self._opens(end):
                return True
            end += 1
        if end >= view.size or view.newline[end]:
            return True
        return view.sentences[view.sentence_of[end]].start >= end - 1

    def plain(self) -> Iterator[tuple[str, Sequence[Pair]]]:
        """Contents made of quotations and what stands between them and the cue."""
        left, right, more = self._left, self._right, self._more
        if left:
            near = left[-1]
            lead = (min(self._start, near.start), near.end)
            run = (self._run_start(near.start), near.end)
            yield from self._joined("ql", near, right, more)
            yield from self._joined("ql-all", (left[0].start, near.end), right, more)
            yield from self._joined("ql-lead", lead, right, more)
            yield "ql-run", (run,)
            yield "ql-before", ((min(self._start, near.start), self._clause[0]),)
        for name, stretch in self._right_stretches():
            yield name, (stretch,)
            if more:
                yield name + "+more", (stretch, *more)
            if self._later:
                yield name + "+later", (stretch, *self._later)
            if self._rest:
                yield name + "+rest", (stretch, *self._rest)
        if more:
            yield "more", more
        yield from self._after_colon()
        yield from self._inside()

    def _joined(
        self, name: str, left: Pair, right: Sequence[TokenSpan], more: Sequence[Pair]
    ) -> Iterator[tuple[str, Sequence[Pair]]]:
        yield name, (left,)
        if right:
            yield name + "+r", (left, (right[0].start, right[-1].end))
            yield name + "+after", (left, (self._clause[1], right[-1].end))
        behind = ((right[0].start, right[-1].end),) if right else ()
        if more:
            yield name + "+r+more", (left, *behind, *more)
        if self._later:
            yield name + "+later", (left, *behind, *self._later)
        if self._rest:
            yield name + "+rest", (left, *behind, *self._rest)

    def _right_stretches(self) -> Iterator[tuple[str, Pair]]:
        right = self._right
        if right:
            yield "qr", right[0]
            yield "qr-all", (right[0].start, right[-1].end)
            yield "qr-clause", (self._clause[1], right[-1].end)
            yield "qr-last", right[-1]
            yield "qr-clause1", (self._clause[1], right[0].end)

    def _run_start(self, start: int) -> int:
        """Where the run of quotations that ends with the one at `start` begins."""
        view = self._view
        while True:
            i = start - 1
            while i >= self._paragraph.start and view.punct[i] and view.quote_of[i] < 0:
                i -= 1
            if i < self._paragraph.start or view.quote_of[i] < 0:
                return start
            start = view.quotations[view.quote_of[i]].span.start

    def _after_colon(self) -> Iterator[tuple[str, Sequence[Pair]]]:
        """What follows a colon: the rest of the paragraph, or the paragraphs behind it."""
        view = self._view
        colon = next((i for i in range(self._cue, self._end) if view.text[i] == ":"), None)
        if colon is None:
            return
        end = self._paragraph.end
        if colon + 1 < end:
            yield "colon", ((colon + 1, self._end),)
            yield "colon-para", ((colon + 1, end),)
        behind = self._paragraphs_behind(end)
        if behind and colon + 3 >= end:
            yield "colon-next", (behind[0],)
            run = self._run_behind(behind[0][0])
            if run:
                yield "colon-run", run
                yield "colon-quote", (run[0],)
            if len(behind) > 1:
                yield "colon-next2", behind[:2]
                yield "colon-rest", self._one_speaker(behind)

    def _paragraphs_behind(self, end: int, most: int = 8) -> list[Pair]:
        view = self._view
        index = self._view.paragraph_of[self._cue]
        spans = [p for p in view.paragraphs[index + 1 : index + 1 + 2 * most] if p.end > p.start]
        return [(p.start, p.end) for p in spans if p.start >= end][:most]

    def _one_speaker(self, paragraphs: Sequence[Pair]) -> list[Pair]:
        """Paragraphs up to the first that names another speaker before a colon."""
        out: list[Pair] = []
        for start, end in paragraphs:
            head = self._view.text[start : min(end, start + _MOST_SPEAKER_WORDS)]
            if ":" in head and out:
                break
            out.append((start, end))
        return out

    def _inside(self) -> Iterator[tuple[str, Sequence[Pair]]]:
        """Contents of a cue that itself stands in a quotation."""
        if self._around is None:
            return
        start, end = self._around
        yield "in-after", ((self._clause[1], end),)
        yield "in-before", ((start, self._clause[0]),)

    def extensions(self, spans: TokenSpans) -> Iterator[tuple[str, Sequence[Pair]]]:
        """A content made longer by the quotation it ends in, and by those that follow."""
        view = self._view
        end = spans[-1].end
        inside = view.quote_of[end - 1]
        longer: Sequence[Pair] = spans
        if inside >= 0 and self._around is None:
            quotation = view.quotations[inside]
            if quotation.span.end > end + 1 and quotation.span.start >= spans[-1].start - 1:
                longer = (*spans[:-1], (spans[-1].start, quotation.span.end))
                yield "~quote", longer
        if self._more and longer[-1][1] >= self._end - 2 and longer[-1][1] <= self._more[0][0] + 1:
            yield "~more", (*longer, *self._more)
            return
        later = self._later
        if later and longer[-1][1] >= self._end - 2 and longer[-1][1] <= later[0][0] + 1:
            yield "~later", (*longer, *later)
        if self._more and longer[-1][1] <= self._end and longer[0][0] < self._cue:
            yield "~lmore", (*longer, *self._more)


def speaker_before(view: ParseView, cue: int) -> Pair | None:
    """The few words from the line's start to the colon at `cue`, as in a transcript."""
    start = view.paragraphs[view.paragraph_of[cue]].start
    while start < cue and view.punct[start]:
        start += 1
    return (start, cue) if 0 < cue - start <= _MOST_SPEAKER_WORDS else None


def name_behind(view: ParseView, cue: int) -> Pair | None:
    """The words from the dash at `cue` to the end of its line, as under a quotation."""
    end = view.paragraphs[view.paragraph_of[cue]].end
    start = cue + 1
    marks = [i for i in range(start, end) if view.mark[i] or view.text[i] in (".", ";", "(", ",")]
    end = marks[0] if marks else end
    return (start, end) if view.text[cue] in _DASHES and 0 < end - start <= 12 else None
