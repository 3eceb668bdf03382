"""What a person does with claims: decide, annotate, correct, make and remove them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from annotator.domain.claim import Attribution, Claim, CueClass, Source, Stance, Tag
from annotator.domain.decision import ClaimRecord, Credibility, Decision, Origin
from annotator.domain.ids import ArticleId, ClaimId, claim_id
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError
from annotator.storage import JournalEntry
from annotator.text.spans import Span, Spans, merged, trimmed
from annotator.workspace.edits import ClaimEdit, DecisionEdit, Edit, from_payload
from annotator.workspace.quotes import form_of
from annotator.workspace.session import Session

SET_SOURCE = "set the source"


class Claims:
    """The claims of the library, as the person at work sees and changes them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, article: ArticleId) -> tuple[ClaimRecord, ...]:
        """An article's claims in text order."""
        return self._session.library.claims.of(article)

    def get(self, claim: ClaimId) -> ClaimRecord:
        """One claim; raises UserFacingError when it is unknown."""
        return self._session.library.claims.get(claim)

    def history(self, claim: ClaimId) -> tuple[Decision, ...]:
        """Everything that was decided about a claim, oldest first."""
        return self._session.library.claims.history(claim)

    # -- decisions -----------------------------------------------------------------------

    def decide(
        self,
        claims: Iterable[ClaimId],
        tag: Tag | None,
        *,
        reviewer: str = "",
        origin: str = "",
    ) -> None:
        """Tags claims in one act; None makes them undecided again. Notes stay."""
        many = tuple(claims)
        action = f"tag {tag.value}" if tag else "make undecided"
        self._decide(
            action,
            many,
            lambda old: replace(old, tag=tag, bulk=len(many) > 1, reviewer=reviewer),
            origin,
        )

    def source_set_by(self, record: ClaimRecord) -> JournalEntry | None:
        """The act by which somebody said by hand that a claim's source is what it is; None when
        nobody did."""
        library, claim = self._session.library, record.claim
        if not library.claims.edited(claim.id):
            return None
        entry = library.journal.newest_of(SET_SOURCE, claim.id)
        edits = from_payload(entry.payload) if entry and entry.payload else ()
        given = [e.after for e in edits if isinstance(e, ClaimEdit) and e.claim == claim.id]
        stands = any(each is not None and each.claim.source == claim.source for each in given)
        return entry if stands else None

    def annotate(
        self,
        claim: ClaimId,
        *,
        note: str | None = None,
        credibility: Credibility | None = None,
        wording: str | None = None,
        origin: str = "",
    ) -> None:
        """Changes what is given of a claim's note, credibility and briefing wording.

        An empty wording goes back to the article's words.
        """

        def changed(old: Decision) -> Decision:
            return replace(
                old,
                note=old.note if note is None else note,
                credibility=credibility or old.credibility,
                wording=old.wording if wording is None else (wording or None),
            )

        self._decide("annotate", (claim,), changed, origin)

    def forget_credibility(self, claim: ClaimId, *, origin: str = "") -> None:
        """Takes the grade of credibility off a claim."""
        self._decide("annotate", (claim,), lambda old: replace(old, credibility=None), origin)

    def accept_suggestions(
        self, claims: Iterable[ClaimId], at_least: float, *, origin: str = ""
    ) -> int:
        """Decides every undecided claim of these as suggested where the suggestion's
        confidence is `at_least`, in one act marked as bulk; returns how many."""
        edits: list[Edit] = []
        for record in map(self.get, claims):
            suggestion = record.claim.suggestion
            if record.tag is None and suggestion and suggestion.confidence >= at_least:
                old = self._standing(record)
                edits.append(
                    DecisionEdit(
                        record.claim.id,
                        record.decision,
                        replace(old, tag=suggestion.tag, bulk=True, reviewer=""),
                    )
                )
        if edits:
            self._session.perform("accept suggestions", edits, bulk=True, origin=origin)
        return len(edits)

    def _decide(
        self,
        action: str,
        claims: Sequence[ClaimId],
        change: Callable[[Decision], Decision],
        origin: str,
    ) -> None:
        edits = []
        for record in map(self.get, claims):
            old = self._standing(record)
            new = change(replace(old, bulk=False, reviewer=""))
            if _says(new) != _says(old):
                edits.append(DecisionEdit(record.claim.id, record.decision, new))
        if edits:
            self._session.perform(action, edits, bulk=len(edits) > 1, origin=origin)

    def _standing(self, record: ClaimRecord) -> Decision:
        """What stands about a claim, or a blank decision to start from."""
        return record.decision or Decision(
            record.claim.id, None, "", None, None, self._session.person, datetime.now(UTC)
        )

    # -- spans, source and cue -----------------------------------------------------------

    def create(self, article: ArticleId, content: Iterable[Span], *, origin: str = "") -> ClaimId:
        """A new claim over `content`, made by hand, in the author's own voice for now.

        Raises UserFacingError when no word is covered.
        """
        spans = self._content(article, content)
        taken = {
            record.claim.id for record in self._session.library.claims.of(article, hidden=True)
        }
        identity = claim_id(article, spans)
        while identity in taken:
            identity = claim_id(ArticleId(identity), spans)
        record = ClaimRecord(Claim(identity, spans, None, (), None), article, Origin.PERSON, None)
        self._session.perform("make a claim", [ClaimEdit(identity, None, record)], origin=origin)
        return identity

    def remove(self, claim: ClaimId, *, origin: str = "") -> None:
        """Takes a claim out of sight; its decisions are kept and it can be brought back."""
        record = self.get(claim)
        self._session.perform("remove a claim", [ClaimEdit(claim, record, None)], origin=origin)

    def change_content(self, claim: ClaimId, content: Iterable[Span], *, origin: str = "") -> None:
        """Gives a claim other words. Raises UserFacingError when no word is covered."""
        record = self.get(claim)
        spans = self._content(record.article, content)
        self._correct(record, "change a claim", replace(record.claim, content=spans), origin)

    def set_source(
        self,
        claim: ClaimId,
        source: Source | None,
        *,
        cue: Span | None = None,
        origin: str = "",
    ) -> None:
        """Says who stands behind a claim, keeping its cue unless another is given.

        With neither source nor cue the claim is in the author's own voice.
        """
        record = self.get(claim)
        kept = cue or record.claim.cue
        self._attribute(record, SET_SOURCE, source, kept, origin)

    def set_cue(self, claim: ClaimId, cue: Span | None, *, origin: str = "") -> None:
        """Says which words tie the claim to its source."""
        record = self.get(claim)
        self._attribute(record, "set the cue", record.claim.source, cue, origin)

    def set_stance(self, claim: ClaimId, stance: Stance, *, origin: str = "") -> None:
        """Says what the claim's source does with it; nothing in the author's own voice."""
        record = self.get(claim)
        attribution = record.claim.attribution
        if attribution is not None:
            told = replace(record.claim, attribution=replace(attribution, stance=stance))
            self._correct(record, "set the stance", told, origin)

    def split(self, claim: ClaimId, at: int, *, origin: str = "") -> ClaimId:
        """Cuts a claim in two at code point `at`; the second part is a new claim with the
        same attribution. Raises UserFacingError when a part would hold no word."""
        record = self.get(claim)
        before = [Span(s.start, min(s.end, at)) for s in record.claim.content if s.start < at]
        after = [Span(max(s.start, at), s.end) for s in record.claim.content if s.end > at]
        first = self._content(record.article, before)
        second = self._content(record.article, after)
        identity = claim_id(ArticleId(claim), second)
        rest = replace(record.claim, id=identity, content=second, suggestion=None)
        self._session.perform(
            "split a claim",
            [
                ClaimEdit(claim, record, _with(record, replace(record.claim, content=first))),
                ClaimEdit(identity, None, ClaimRecord(rest, record.article, Origin.PERSON, None)),
            ],
            origin=origin,
        )
        return identity

    def join(self, first: ClaimId, second: ClaimId, *, origin: str = "") -> None:
        """Makes one claim of two of the same article: the first keeps its attribution and
        takes the words of the second, which goes out of sight."""
        one, other = self.get(first), self.get(second)
        if one.article != other.article:
            raise UserFacingError(
                phrase("These claims stand in two articles."),
                phrase("Join claims of the same article."),
            )
        content = self._content(one.article, [*one.claim.content, *other.claim.content])
        joined = replace(
            one.claim, content=content, hedges=merged([*one.claim.hedges, *other.claim.hedges])
        )
        self._session.perform(
            "join claims",
            [ClaimEdit(first, one, _with(one, joined)), ClaimEdit(second, other, None)],
            origin=origin,
        )

    def _attribute(
        self,
        record: ClaimRecord,
        action: str,
        source: Source | None,
        cue: Span | None,
        origin: str,
    ) -> None:
        claim = record.claim
        attribution = None
        if source is not None or cue is not None:
            text = self._session.library.articles.get(record.article).text
            old = claim.attribution
            attribution = Attribution(
                source,
                cue,
                old.cue_class if old else CueClass.SPEECH,
                old.form if old else form_of(text, claim.content),
                old.stance if old else Stance.ASSERTS,
            )
        self._correct(record, action, replace(claim, attribution=attribution), origin)

    def _correct(self, record: ClaimRecord, action: str, claim: Claim, origin: str) -> None:
        if claim != record.claim:
            edit = ClaimEdit(claim.id, record, _with(record, claim))
            self._session.perform(action, [edit], origin=origin)

    def _content(self, article: ArticleId, content: Iterable[Span]) -> Spans:
        text = self._session.library.articles.get(article).text
        inside = (Span(max(0, s.start), min(len(text), s.end)) for s in content)
        spans = merged(trimmed(text, span) for span in inside if span.length > 0)
        if not any(letter.isalnum() for s in spans for letter in text[s.start : s.end]):
            raise UserFacingError(
                phrase("No word is selected."), phrase("Select the words of the claim first.")
            )
        return spans


def _with(record: ClaimRecord, claim: Claim) -> ClaimRecord:
    return replace(record, claim=claim)


def _says(decision: Decision) -> tuple[object, ...]:
    """What a decision says, without who and when."""
    return decision.tag, decision.note, decision.credibility, decision.wording
