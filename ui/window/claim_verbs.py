"""What the analyst does to claims with the keys, beyond the four tags."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from annotator.domain.claim import Source, SourceKind, Stance, Tag, kind_of_description
from annotator.domain.ids import ClaimId
from annotator.errors import UserFacingError
from annotator.text.spans import Span, Spans, merged, text_of
from annotator.workspace.workspace import Workspace
from ui.claims.citation import citation
from ui.kit.message_bar import MessageBar
from ui.language.excerpts import shortened
from ui.language.texts import count, tr
from ui.window.reading_room import ReadingRoom


class ClaimVerbs(QObject):
    """Acts on the current claim or the selected words; says why when it cannot."""

    def __init__(
        self,
        workspace: Workspace,
        room: ReadingRoom,
        messages: MessageBar,
        make_source: Callable[[], str],
    ) -> None:
        """`make_source` names the action that makes words the source, with its key."""
        super().__init__(room)
        self._make_source = make_source
        self._workspace = workspace
        self._room = room
        self._messages = messages
        reader = room.reader
        reader.claim_requested.connect(self._make_claim)
        reader.content_changed.connect(self._change_content)
        reader.source_requested.connect(
            lambda span: self._with_claim(lambda claim: self._set_source(claim, span))
        )
        reader.cue_requested.connect(
            lambda span: self._with_claim(lambda claim: self._set_cue(claim, span))
        )
        room.sourceless.connect(self._ask_source)
        reader.tag_requested.connect(self._decide)
        reader.stance_requested.connect(self._set_stance)
        reader.split_requested.connect(self._split)
        reader.join_requested.connect(self._join)

    def make_claim(self) -> None:
        """A claim of the selected words, current at once so that the next key can decide it."""
        self._with_selection(lambda _: self._make_claim(self._room.reader.selections()))

    def add_piece(self) -> None:
        """The selected words become a further piece of the current claim."""
        record, chosen = self._room.current_record(), self._room.reader.selections()
        if record is None:
            self._say_no_claim()
            return
        content = merged([*record.claim.content, *chosen])
        self._with_selection(lambda _: self._change_content(record.claim.id, content))
        self._room.reader.deselect()

    def make_source(self) -> None:
        """The selected words, or else the name that is clicked next, stand behind the current
        claim."""
        self._pick(self._set_source, tr("Click the name of the source. Esc leaves it as it is."))

    def make_cue(self) -> None:
        """The selected words, or else the word that is clicked next, tie the current claim to
        its source."""
        self._pick(self._set_cue, tr("Click the cue, such as “said”. Esc leaves it as it is."))

    def _pick(self, act: Callable[[ClaimId, Span], object], words: str) -> None:
        def take(span: Span) -> None:
            self._messages.dismiss()
            self._with_claim(lambda claim: act(claim, span))

        span = self._room.reader.selection() if self._room.article else None
        if span is not None or self._room.current_record() is None:
            self._with_selection(take)
            return
        self._room.reader.pick(take)
        self._messages.show_message(words)

    def accept_suggestions(self, claims: Sequence[ClaimId], at_least: float = 0.0) -> None:
        """Decide every undecided claim of these as suggested, where it is sure enough, and go on
        to one that is left."""
        done = self._try(lambda: self._workspace.claims.accept_suggestions(claims, at_least))
        if done is not None:
            self._room.refresh_claims(claims)
            self._room.leave_decided()
            self._messages.show_done(
                count(done, "1 suggestion accepted.", "{n} suggestions accepted.")
            )

    def copy_citation(self) -> None:
        """The current claim's words with where they are from, for the clipboard."""
        record, article = self._room.current_record(), self._room.article
        if record is None or article is None:
            self._say_no_claim()
            return
        QGuiApplication.clipboard().setText(citation(article, record))
        self._messages.show_message(tr("The claim is on the clipboard, with its citation."))

    def _decide(self, claim: str, tag: Tag | None) -> None:
        self._room.go_to_claim(claim)
        self._room.decide(tag)

    def _change_content(self, claim: str, content: Spans) -> None:
        self._try(lambda: self._workspace.claims.change_content(ClaimId(claim), content))

    def _set_stance(self, claim: str, stance: Stance) -> None:
        self._try(lambda: self._workspace.claims.set_stance(ClaimId(claim), stance))

    def _split(self, claim: str, at: int) -> None:
        self._try(lambda: self._workspace.claims.split(ClaimId(claim), at))

    def _join(self, first: str, second: str) -> None:
        self._try(lambda: self._workspace.claims.join(ClaimId(first), ClaimId(second)))

    def _set_cue(self, claim: ClaimId, span: Span) -> None:
        self._try(lambda: self._workspace.claims.set_cue(claim, span))

    def _make_claim(self, content: Spans) -> None:
        article = self._room.article
        if article is None:
            return
        made = self._try(lambda: self._workspace.claims.create(article.id, content))
        if made is not None:
            self._room.reader.deselect()
            self._room.refresh_findings()
            self._room.go_to_claim(made)

    def _set_source(self, claim: ClaimId, span: Span) -> None:
        article = self._room.article
        if article is None:
            return
        entities = self._workspace.articles.entities(article.id)
        entity = next((e for e in entities if any(m.overlaps(span) for m in e.mentions)), None)
        words = " ".join(article.text[span.start : span.end].split())
        source = Source(
            span,
            entity.id if entity else None,
            entity.name if entity else words,
            SourceKind.NAMED if entity else kind_of_description(words),
        )
        self._try(lambda: self._workspace.claims.set_source(claim, source))

    def _with_selection(self, act: Callable[[Span], object]) -> None:
        span = self._room.reader.selection() if self._room.article else None
        if span is None:
            self._messages.show_error(
                UserFacingError(tr("No words are selected."), tr("Select words in the text first."))
            )
            return
        act(span)

    def _with_claim(self, act: Callable[[ClaimId], object]) -> None:
        record = self._room.current_record()
        if record is None:
            self._say_no_claim()
            return
        act(record.claim.id)

    def _ask_source(self, claim: ClaimId) -> None:
        """“Who says so?” has no answer yet: say how to give one, and offer the way back."""
        record, article = self._room.queue.model.record(claim), self._room.article
        if record is None or article is None:
            return
        words = shortened(text_of(article.text, record.claim.content))
        self._messages.show_message(
            tr(
                "“{words}” is sourced now, but by nobody. Go back, select who says it and choose: "
                "{action}.",
                words=words,
                action=self._make_source(),
            ),
            tr("Back to the claim"),
            lambda: self._room.go_to_claim(claim),
        )

    def _say_no_claim(self) -> None:
        self._messages.show_error(
            UserFacingError(tr("No claim is chosen."), tr("Choose one in the list or in the text."))
        )

    def _try[T](self, act: Callable[[], T]) -> T | None:
        try:
            return act()
        except UserFacingError as error:
            self._messages.show_error(error)
            return None
