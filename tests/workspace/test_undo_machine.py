"""Whatever is done, undo walks back to each state before it and redo forward again."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotator.domain.article import Article
from annotator.domain.claim import Source, SourceKind, Tag
from annotator.domain.decision import Credibility, Reliability
from annotator.domain.entity import EntityKind
from annotator.domain.ids import ArticleId, ClaimId, EntityId, article_id
from annotator.errors import UserFacingError
from annotator.storage import Library
from annotator.text.spans import Span
from annotator.workspace.articles import Articles
from annotator.workspace.changes import Changes
from annotator.workspace.claims import Claims
from annotator.workspace.history import History
from annotator.workspace.names import Names
from annotator.workspace.register import Register
from annotator.workspace.session import Session

TEXT = "The dam may fail 🌊 this spring, an engineer said on Monday."
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 20)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
State = tuple[object, ...]


class Editing(RuleBasedStateMachine):
    """Edits of one article, with a list of past and future states beside them."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "library.db")
        raw = TEXT.encode()
        article = Article(
            article_id(raw), TEXT, (), "Dam", "00", "00", "1", accessed=str(datetime.now(UTC))
        )
        with self.library.transaction("Ada", "add") as steps:
            steps.add_article(article, raw)
        self.article: ArticleId = article.id
        self.reopen_parts()
        self.past: list[State] = []
        self.future: list[State] = []

    def reopen_parts(self) -> None:
        session = Session(self.library, "Ada", Changes())
        self.claims, self.history = Claims(session), History(session)
        self.articles = Articles(session)
        self.register = Register(session)
        self.names = Names(session, self.register)

    def state(self) -> State:
        """Everything a person sees of the article, without who and when."""
        shown = []
        for record in self.claims.of(self.article):
            d = record.decision
            says = (d.tag, d.note, d.credibility) if d else (None, "", None)
            shown.append((record.claim.id, record.claim.content, record.claim.source, says))
        sources = [
            (card.name, card.members, card.guesses, card.reliability)
            for card in self.register.cards([self.article])
        ]
        return (
            tuple(shown),
            self.articles.details(self.article),
            self.articles.entities(self.article),
            tuple(sources),
        )

    def ids(self) -> list[ClaimId]:
        return [record.claim.id for record in self.claims.of(self.article)]

    def acted(self, before: State) -> None:
        if self.state() != before:
            self.past.append(before)
            self.future.clear()

    @rule(place=spans)
    def make(self, place: Span) -> None:
        before = self.state()
        try:
            self.claims.create(self.article, [place])
        except UserFacingError:
            assert self.state() == before
        self.acted(before)

    @rule(tag=st.none() | st.sampled_from(Tag), data=st.data())
    def decide(self, tag: Tag | None, data: st.DataObject) -> None:
        before = self.state()
        chosen = data.draw(st.lists(st.sampled_from(self.ids()), unique=True)) if self.ids() else []
        self.claims.decide(chosen, tag)
        self.acted(before)

    @rule(note=st.text(max_size=5), grade=st.none() | st.sampled_from(Credibility), data=st.data())
    def annotate(self, note: str, grade: Credibility | None, data: st.DataObject) -> None:
        if self.ids():
            before = self.state()
            claim = data.draw(st.sampled_from(self.ids()))
            self.claims.annotate(claim, note=note, credibility=grade)
            self.acted(before)

    @rule(place=spans, data=st.data())
    def move(self, place: Span, data: st.DataObject) -> None:
        if self.ids():
            before = self.state()
            claim = data.draw(st.sampled_from(self.ids()))
            try:
                self.claims.change_content(claim, [place])
            except UserFacingError:
                assert self.state() == before
            self.acted(before)

    @rule(name=st.text(min_size=1, max_size=4), data=st.data())
    def attribute(self, name: str, data: st.DataObject) -> None:
        if self.ids():
            before = self.state()
            claim = data.draw(st.sampled_from(self.ids()))
            self.claims.set_source(claim, Source(None, None, name, SourceKind.NAMED))
            self.acted(before)

    @rule(place=spans, kind=st.sampled_from(EntityKind))
    def name(self, place: Span, kind: EntityKind) -> None:
        before = self.state()
        try:
            made = self.names.make(self.article, place, kind)
        except UserFacingError:
            assert self.state() == before
            return
        self.acted(before)
        if self.ids():
            self.stand_behind(made)

    def stand_behind(self, entity: EntityId) -> None:
        """Have a name stand behind the first claim, so that it is a source."""
        before = self.state()
        found = self.names.get(self.article, entity)
        source = Source(found.mentions[0], entity, found.name, SourceKind.NAMED)
        self.claims.set_source(self.ids()[0], source)
        self.acted(before)

    @rule(kind=st.sampled_from(EntityKind), data=st.data())
    def rename(self, kind: EntityKind, data: st.DataObject) -> None:
        known = self.articles.entities(self.article)
        if known:
            entity = data.draw(st.sampled_from(known)).id
            for act in (
                lambda: self.names.change_kind(self.article, entity, kind),
                lambda: self.names.rename(self.article, entity, kind.value),
            ):
                before = self.state()
                act()
                self.acted(before)

    @rule(data=st.data())
    def unname_or_unite(self, data: st.DataObject) -> None:
        known = self.articles.entities(self.article)
        if known:
            one, other = (data.draw(st.sampled_from(known)).id for _ in range(2))
            before = self.state()
            if one == other:
                self.names.remove(self.article, one)
            else:
                self.names.unite(self.article, one, [other])
            self.acted(before)

    @rule(grade=st.none() | st.sampled_from(Reliability), data=st.data())
    def judge(self, grade: Reliability | None, data: st.DataObject) -> None:
        cards = self.register.cards([self.article])
        if cards:
            before = self.state()
            card = data.draw(st.sampled_from(cards))
            self.register.grade(card, grade)
            self.acted(before)
            before = self.state()
            self.register.merge(card, cards)
            self.acted(before)

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if self.ids():
            before = self.state()
            self.claims.remove(data.draw(st.sampled_from(self.ids())))
            self.acted(before)

    @rule(labels=st.lists(st.sampled_from(["dams", "spring"]), unique=True))
    def label(self, labels: list[str]) -> None:
        before = self.state()
        self.articles.label(self.article, labels)
        self.acted(before)

    @rule()
    def undo(self) -> None:
        before = self.state()
        step = self.history.undo()
        assert (step is not None) == bool(self.past)
        if self.past:
            assert self.state() == self.past[-1]
            self.past.pop()
            self.future.append(before)

    @rule()
    def redo(self) -> None:
        before = self.state()
        step = self.history.redo()
        assert (step is not None) == bool(self.future)
        if self.future:
            assert self.state() == self.future[-1]
            self.future.pop()
            self.past.append(before)

    @rule()
    def restart(self) -> None:
        path = self.library.path
        self.library.close()
        self.library = Library.open(path)
        self.reopen_parts()

    @invariant()
    def the_journal_is_sound(self) -> None:
        if hasattr(self, "library"):
            assert self.library.journal.verify().sound

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self.library.close()
            self.folder.cleanup()


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
