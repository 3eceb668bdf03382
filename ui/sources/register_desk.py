"""The sources page at work: counted beside the window, changed through the register."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import Tag
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId, SourceId
from annotator.errors import UserFacingError
from annotator.text.spans import Span
from annotator.workspace.register import Member
from annotator.workspace.workspace import Workspace
from ui.jobs.jobs import Jobs
from ui.kit.message_bar import MessageBar
from ui.language.texts import count, tr
from ui.sources.source_model import SourceLine
from ui.sources.sources_page import SourcesPage

_CONTEXT = 36
"""Code points of text on each side of a mention."""
_MOST_MENTIONS = 200


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
        self.page = page
        self._jobs = jobs
        self._messages = messages
        self._articles_of = articles_of
        self._asked = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="register")
        page.scope_changed.connect(self.refresh)
        page.merge_requested.connect(self._merge)
        page.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_card())
        page.card.graded.connect(self._grade)
        page.card.described.connect(self._describe)
        page.card.split_requested.connect(self._split)
        page.card.mention_requested.connect(self.mention_requested)

    def refresh(self) -> None:
        """Count again, beside the window; only the last asking is shown."""
        self._asked += 1
        asked = self._asked
        articles = self._articles_of(self.page.scope.currentIndex())

        def show(lines: tuple[SourceLine, ...]) -> None:
            if asked == self._asked:
                self.page.show_lines(lines, _summary(lines))
                self._show_card()

        future = self._thread.submit(counted_lines, self._workspace, articles)
        self._jobs.follow(future, show, self._messages.show_error)

    def close(self) -> None:
        self._thread.shutdown(wait=True)

    def _show_card(self) -> None:
        line = self.page.current()
        if line is None:
            self.page.card.show_card(None, (), ())
            return
        names, mentions = self._mentions(line.card)
        self.page.card.show_card(line.card, names, mentions)

    def _mentions(
        self, card: SourceCard
    ) -> tuple[tuple[str, ...], tuple[tuple[str, ArticleId, str, Span], ...]]:
        """Every name and the first mentions of a source, each in its words."""
        names: dict[str, None] = {}
        found: list[tuple[str, ArticleId, str, Span]] = []
        for article, entity_id in sorted(card.members):
            text = self._workspace.articles.get(article).text
            for entity in self._workspace.articles.entities(article):
                if entity.id == entity_id:
                    names.update(dict.fromkeys(entity.names))
                    found += [(_line(text, m), article, entity.id, m) for m in entity.mentions]
        return tuple(name for name in names if name != card.name), tuple(found[:_MOST_MENTIONS])

    # -- acts ----------------------------------------------------------------------------

    def _grade(self, reliability: Reliability | None) -> None:
        self._on_card(lambda card: self._workspace.register.grade(card, reliability))

    def _describe(self, name: str, descriptor: str, notes: str) -> None:
        self._on_card(
            lambda card: self._workspace.register.describe(
                card, name=name, descriptor=descriptor, notes=notes
            )
        )

    def _merge(self, lines: Sequence[SourceLine]) -> None:
        into, *others = [line.card for line in lines]
        self._try(lambda: self._workspace.register.merge(into, others))
        self._messages.show_message(
            tr("Merged into “{name}”, in all articles. Z takes it back.", name=into.name)
        )

    def _split(self, members: frozenset[Member]) -> None:
        def split(card: SourceCard) -> SourceId:
            article, entity = min(members, default=("", ""))
            entities = self._workspace.articles.entities(ArticleId(article)) if article else ()
            name = next((e.name for e in entities if e.id == entity), card.name)
            return self._workspace.register.split(card, members, name)

        self._on_card(split)

    def _on_card(self, act: Callable[[SourceCard], object]) -> None:
        line = self.page.current()
        if line is not None:
            self._try(lambda: act(line.card))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserFacingError as error:
            self._messages.show_error(error)


def counted_lines(workspace: Workspace, articles: Sequence[ArticleId]) -> tuple[SourceLine, ...]:
    """The sources of `articles` with their claims by tag; claims decided not to be any do not
    count."""
    cards = workspace.register.cards(articles)
    home = {member: card.id for card in cards for member in card.members}
    by_name = {card.name.casefold(): card.id for card in cards}
    counts: dict[SourceId, Counter[Tag | None]] = {card.id: Counter() for card in cards}
    for article in articles:
        for record in workspace.claims.of(article):
            source = record.claim.source
            if source is None or record.tag is Tag.REJECTED:
                continue
            at_home = home.get((article, source.entity)) if source.entity else None
            card = at_home or by_name.get(source.name.casefold())
            if card is not None:
                counts[card][record.tag] += 1
    return tuple(SourceLine(card, dict(counts[card.id])) for card in cards)


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


def _line(text: str, mention: Span) -> str:
    """A mention among the words around it, on one line."""
    before = text[max(0, mention.start - _CONTEXT) : mention.start]
    after = text[mention.end : mention.end + _CONTEXT]
    words = " ".join(f"{before}[{text[mention.start : mention.end]}]{after}".split())
    return f"…{words}…"
