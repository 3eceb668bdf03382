"""The sources page at work: counted beside the window, changed through the register."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from annotator.domain.briefing import Member, SourceCard
from annotator.domain.claim import SourceKind, Tag
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId, EntityId, SourceId
from annotator.errors import UserFacingError
from annotator.workspace.workspace import Workspace
from ui.jobs.jobs import Jobs
from ui.kit.message_bar import MessageBar
from ui.language.texts import count, tr
from ui.sources.card_sheet import sheet_of
from ui.sources.source_chooser import SourceChooser
from ui.sources.source_model import SourceLine
from ui.sources.sources_page import SourcesPage


class RegisterDesk(QObject):
    """Counts who says how much, and does what the analyst asks of a source."""

    mention_requested = Signal(object, object)
    """ArticleId and Span to show in the text."""

    def __init__(
        self,
        workspace: Workspace,
        page: SourcesPage,
        *,
        jobs: Jobs,
        messages: MessageBar,
        articles_of: Callable[[int], tuple[ArticleId, ...]],
    ) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._register = workspace.register
        self.page = page
        self._jobs = jobs
        self._messages = messages
        self._articles_of = articles_of
        self._asked = 0
        self._wanted: SourceId | None = None
        self._beside: SourceCard | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="register")
        self._connect(page)

    def _connect(self, page: SourcesPage) -> None:
        card = page.card
        page.scope_changed.connect(self.refresh)
        page.merge_requested.connect(self._merge)
        page.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose_row())
        card.graded.connect(self._grade)
        card.kind_chosen.connect(self._set_kind)
        card.described.connect(self._describe)
        card.split_requested.connect(self._split)
        card.merge_requested.connect(self._ask_same)
        card.source_requested.connect(lambda source: self.show_source(SourceId(source)))
        card.mention_requested.connect(self.mention_requested)
        card.likely.confirmed.connect(lambda: self._on_card(self._register.confirm))
        card.likely.same.connect(lambda source: self._make_same(SourceId(source)))
        card.likely.other.connect(
            lambda source: self._on_card(
                lambda card: self._register.keep_apart(card, SourceId(source))
            )
        )

    def refresh(self) -> None:
        """Count again, beside the window; only the last asking is shown."""
        self._asked += 1
        asked = self._asked
        articles = self._articles_of(self.page.scope.currentIndex())

        def show(lines: tuple[SourceLine, ...]) -> None:
            if asked == self._asked:
                self.page.show_lines(lines, _summary(lines))
                if self._wanted is not None:
                    self._go_to(self._wanted)
                self._show_card()

        future = self._thread.submit(counted_lines, self._workspace, articles)
        self._jobs.follow(future, show, self._messages.show_error)

    def show_name(self, article: ArticleId, entity: EntityId) -> None:
        """Show the card of who an article's name is, also when it stands behind no claim."""
        try:
            card = self._register.card_of(article, entity)
        except UserFacingError as error:
            self._messages.show_error(error)
            return
        self._beside, self._wanted = card, card.id
        self.refresh()

    def show_source(self, source: SourceId) -> None:
        """Show the card of a source, in the table or beside it."""
        try:
            self._beside, self._wanted = self._register.get(source), source
        except UserFacingError as error:
            self._messages.show_error(error)
            return
        self._go_to(source)
        self._show_card()

    def close(self) -> None:
        self._thread.shutdown(wait=True)

    def _go_to(self, source: SourceId) -> None:
        """Make a source current in the table; one that is not there stands beside it."""
        self._wanted = None
        beside = self._beside
        if self.page.go_to(source):
            self._beside = None
        else:
            self.page.leave_table()
            self._beside = beside

    def _choose_row(self) -> None:
        if self.page.current() is not None:
            self._beside = None
            self._show_card()

    def _card(self) -> SourceCard | None:
        """The source whose card is shown."""
        line = self.page.current()
        return self._beside or (line.card if line else None)

    def _show_card(self) -> None:
        card = self._card()
        if card is None:
            self.page.card.show_sheet(None)
            return
        opened = next(iter(self._articles_of(0)), None)
        now = self._register.newest(card)
        self._beside = now if self._beside is not None else None
        self.page.card.show_sheet(sheet_of(self._workspace, now, opened))

    # -- acts ----------------------------------------------------------------------------

    def _grade(self, reliability: Reliability | None) -> None:
        self._on_card(lambda card: self._register.grade(card, reliability))

    def _set_kind(self, kind: SourceKind) -> None:
        self._on_card(lambda card: self._register.describe(card, kind=kind))

    def _describe(self, name: str, descriptor: str, notes: str) -> None:
        self._on_card(
            lambda card: self._register.describe(
                card, name=name, descriptor=descriptor, notes=notes
            )
        )

    def _merge(self, lines: Sequence[SourceLine]) -> None:
        into, *others = [line.card for line in lines]
        self._merge_into(into, others)

    def _ask_same(self) -> None:
        """Ask which other source this one is."""
        card = self._card()
        if card is None:
            return
        question = tr("Who in the library is “{name}”?", name=card.name)
        chooser = SourceChooser(question, self._register.choices(card), self.page)
        chooser.chosen.connect(lambda source: self._make_same(SourceId(source)))
        chooser.open()

    def _make_same(self, source: SourceId) -> None:
        card = self._card()
        if card is not None:
            self._try(lambda: self._merge_into(self._register.get(source), [card]))

    def _merge_into(self, into: SourceCard, others: Sequence[SourceCard]) -> None:
        self._wanted, self._beside = into.id, None
        if self._try(lambda: self._register.merge(into, others)):
            self._messages.show_done(tr("Merged into “{name}”, in all articles.", name=into.name))

    def _split(self, members: frozenset[Member]) -> None:
        def split(card: SourceCard) -> None:
            article, member = min(members, default=(ArticleId(""), EntityId("")))
            entities = self._workspace.articles.entities(article) if article else ()
            name = next((e.name for e in entities if e.id == member), card.name)
            self._register.split(card, members, name)

        self._on_card(split)

    def _on_card(self, act: Callable[[SourceCard], object]) -> None:
        card = self._card()
        if card is not None:
            self._try(lambda: act(card))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserFacingError as error:
            self._messages.show_error(error)
            return False
        return True


def counted_lines(workspace: Workspace, articles: Sequence[ArticleId]) -> tuple[SourceLine, ...]:
    """The sources of `articles` with their claims by tag; claims decided not to be any do not
    count."""
    counts = workspace.register.counts(articles)
    cards = workspace.register.some(counts)
    places = _places(workspace, cards)
    return tuple(
        SourceLine(
            card,
            {tag: n for tag, n in counts[card.id].items() if tag is not Tag.REJECTED},
            places.get(card.id, ""),
        )
        for card in cards
    )


def _places(workspace: Workspace, cards: Sequence[SourceCard]) -> dict[SourceId, str]:
    """The article's title for each of several sources of one name, such as "two officials"."""
    often = Counter(card.name.casefold() for card in cards)
    alike = {
        card.id: min(article for article, _ in card.members)
        for card in cards
        if often[card.name.casefold()] > 1 and len(card.members) == 1
    }
    titles = {row.id: row.title for row in workspace.articles.rows(sorted(set(alike.values())))}
    return {source: titles.get(article, "") for source, article in alike.items()}


def _summary(lines: Sequence[SourceLine]) -> str:
    total = sum(line.claims for line in lines)
    if not total:
        return tr("No claim here has a source with a name.")
    top = max(lines, key=lambda line: line.claims)
    return count(
        len([line for line in lines if line.claims]),
        "1 source stands behind all {total} claims.",
        "{n} sources stand behind {total} claims; {percent} % rest on {name}.",
        total=total,
        percent=round(100 * top.claims / total),
        name=top.card.name,
    )
