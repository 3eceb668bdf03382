"""Claims that were retyped, deleted, moved or copied, with Track Changes on or off."""

from dataclasses import dataclass, field

from annotator.briefing.review.comparison import Comparison, shortened, touching, without_blanks
from annotator.briefing.review.edits import Edit, replacements
from annotator.briefing.review.found import Found
from annotator.briefing.review.moments import moment
from annotator.briefing.review.placing import Placed
from annotator.briefing.review.sites import TELLING, Site, old_spans
from annotator.domain.phrase import Phrase, phrase
from annotator.domain.review import Anchor, ReviewKind
from annotator.text.interval_index import IntervalIndex
from annotator.text.spans import Span

_CERTAIN = frozenset({Anchor.CONTROL, Anchor.BOOKMARK})


@dataclass(slots=True)
class Fates:
    """What became of whole claims, and what that explains."""

    found: list[Found] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    """Claims that no longer stand in the text, or no longer where they stood."""
    explained: list[Span] = field(default_factory=list)
    """Stretches of the body that came or went with a whole claim."""


def claim_changes(comparison: Comparison, edits: list[Edit]) -> Fates:
    """The fate of every claim whose article text was exported."""
    return _Judge(comparison, edits).judge()


class _Judge:
    def __init__(self, comparison: Comparison, edits: list[Edit]) -> None:
        self._comparison, self._story = comparison, comparison.story
        self._edits = IntervalIndex((edit.span, edit) for edit in edits)
        self._pairs = replacements(edits)
        self._old = old_spans(comparison.manifest, comparison.alignment.old)
        self._fates = Fates()

    def judge(self) -> Fates:
        further: dict[int, list[Site]] = {}
        for site in self._comparison.sites.further:
            further.setdefault(site.claim, []).append(site)
        for claim, entry in enumerate(self._comparison.manifest.claims):
            copies = further.get(claim, [])
            if entry.places:
                copies = self._judge_claim(claim, copies)
            for copy in copies:
                self._copied(copy)
        self._unanchored_copies()
        return self._fates

    def _judge_claim(self, claim: int, copies: list[Site]) -> list[Site]:
        """Note the fate of one claim; returns the further sites that it does not explain."""
        sites = self._comparison.standing(claim)
        if not sites or all(self._story.removed(site.span) for site in sites):
            return self._judge_gone(claim, sites, copies)
        words = self._comparison.words_before(sites)
        if without_blanks(words) != without_blanks(self._comparison.exported_words(claim)):
            self._note(ReviewKind.RETYPED, claim, sites[0], words)
        elif self._elsewhere(claim, sites[0]):
            self._fates.gone.add(claim)
            self._note(ReviewKind.CLAIM_MOVED, claim, sites[0], words)
        return copies

    def _judge_gone(self, claim: int, sites: list[Site], copies: list[Site]) -> list[Site]:
        """A claim whose words were deleted: moved, replaced, or gone for good."""
        came = next((copy for copy in copies if self._edit_at(copy.span, adds=True)), None)
        came = came or (copies[0] if copies and not sites else None)
        came = came or self._same_words_added(claim)
        if came is not None:
            self._fates.gone.add(claim)
            self._fates.explained += [came.span, *(site.span for site in sites)]
            edit = self._edit_at(came.span, adds=True)
            words = self._story.after(came.span).strip()
            self._note(ReviewKind.CLAIM_MOVED, claim, came, words, edit)
            return [copy for copy in copies if copy is not came]
        edit = self._edit_at(sites[0].span, adds=False) if sites else None
        if edit is None or edit not in self._pairs:
            self._fates.gone.add(claim)
            self._fates.explained += [site.span for site in sites]
            self._note(ReviewKind.CLAIM_DELETED, claim, sites[0] if sites else None, "", edit)
        return copies

    def _elsewhere(self, claim: int, site: Site) -> bool:
        """Whether the claim stands apart from the words that surrounded it."""
        old = self._old.get((claim, site.piece))
        if old is None:
            return False
        expected = self._comparison.alignment.carried(old)
        return not expected.overlaps(self._comparison.body.from_story(site.span))

    def _edit_at(self, span: Span, adds: bool) -> Edit | None:
        return next((e for _, e in self._edits.touching(*span) if e.adds == adds), None)

    def _same_words_added(self, claim: int) -> Site | None:
        """Where the claim's words were put in with tracking, without any anchor."""
        words = self._comparison.manifest.claims[claim].spans[0]
        at = self._story.text.find(words) if len(words) >= TELLING else -1
        while at >= 0:
            span = Span(at, at + len(words))
            if any(e.adds and e.span.contains(span) for _, e in self._edits.touching(*span)):
                return Site(claim, 0, span, Anchor.FUZZY)
            at = self._story.text.find(words, at + 1)
        return None

    def _copied(self, site: Site) -> None:
        words = self._story.after(site.span).strip()
        self._fates.explained.append(site.span)
        edit = self._edit_at(site.span, adds=True)
        self._note(ReviewKind.CLAIM_COPIED, site.claim, site, words, edit)

    def _unanchored_copies(self) -> None:
        """Claims in paragraphs that were copied by a program that copies no anchor."""
        comparison = self._comparison
        claims = IntervalIndex((span, key) for key, span in self._old.items())
        for move in comparison.alignment.moves:
            if not move.copied:
                continue
            old = comparison.alignment.old.span(move.old)
            new = comparison.body.starts[move.new]
            for span, (claim, piece) in claims.touching(*old):
                start = new + span.start - old.start
                place = comparison.body.to_story(Span(start, start + span.length))
                if not any(touching(place, s.span) for s in comparison.sites.further):
                    self._copied(Site(claim, piece, place, Anchor.FUZZY))

    def _note(
        self,
        kind: ReviewKind,
        claim: int,
        site: Site | None,
        after: str,
        edit: Edit | None = None,
    ) -> None:
        file = self._comparison.file
        words = self._comparison.exported_words(claim)
        # That a claim is gone is known from its id alone; no anchor is left to doubt.
        placed = Placed(claim, site.anchor, site.anchor in _CERTAIN) if site else None
        self._fates.found.append(
            Found(
                kind=kind,
                at=site.span.start if site else self._place_of_gone(claim),
                placed=placed or Placed(claim, Anchor.NONE, certain=True),
                reviewer=edit.author if edit else file.saved_by,
                time=moment(edit.date, edit.utc) if edit else file.saved_at,
                before=words,
                after=after,
                text=_sentence(kind, shortened(words)),
                mark=edit.mark if edit else "",
            )
        )

    def _place_of_gone(self, claim: int) -> int:
        old = self._old.get((claim, 0))
        if old is None:
            return len(self._story.text)
        carried = self._comparison.alignment.carried(old)
        return self._comparison.body.to_story(carried).start


def _sentence(kind: ReviewKind, words: str) -> Phrase:
    """What happened to a whole claim."""
    match kind:
        case ReviewKind.RETYPED:
            return phrase("Retyped without tracking: “{words}”.", words=words)
        case ReviewKind.CLAIM_DELETED:
            return phrase("Deleted: “{words}”.", words=words)
        case ReviewKind.CLAIM_MOVED:
            return phrase("Moved: “{words}”.", words=words)
        case _:
            return phrase("Copied: “{words}”.", words=words)
