"""What a person does with the names of an article: make, correct, unite, part and remove them.

Each verb is one act: the name, the claims whose source it is and the library's sources change
together, and one undo takes all of it back.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import Source
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, EntityId, SourceId
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError
from annotator.text.spans import Span, Spans, trimmed
from annotator.workspace.edits import ClaimEdit, Edit, EntityEdit, SourceEdit
from annotator.workspace.register import Register
from annotator.workspace.session import Session


class Names:
    """The entities of articles, as the person at work corrects them."""

    def __init__(self, session: Session, register: Register) -> None:
        self._session = session
        self._register = register

    def get(self, article: ArticleId, entity: EntityId) -> Entity:
        """One entity of an article. Raises UserFacingError when it is gone."""
        for found in self._session.library.findings.entities(article):
            if found.id == entity:
                return found
        raise UserFacingError(
            phrase("This name is gone from the article."), phrase("Choose another name.")
        )

    def make(
        self, article: ArticleId, span: Span, kind: EntityKind, *, origin: str = ""
    ) -> EntityId:
        """Makes the words at `span` a name; another mention of a known name joins it.

        Raises UserFacingError when no word is covered.
        """
        text = self._text(article)
        span = trimmed(text, span)
        words = _words(text, span)
        if not words:
            raise UserFacingError(
                phrase("No words are selected."), phrase("Select a name in the text first.")
            )
        for known in self._session.library.findings.entities(article):
            if known.kind is kind and words in known.names:
                after = replace(known, mentions=tuple(sorted({*known.mentions, span})))
                self._perform("make an entity", [EntityEdit(article, known, after)], origin)
                return known.id
        made = Entity(_fresh(), words, kind, (words,), (span,))
        self._perform("make an entity", [EntityEdit(article, None, made)], origin)
        return made.id

    def change_kind(
        self, article: ArticleId, entity: EntityId, kind: EntityKind, *, origin: str = ""
    ) -> None:
        """Says what kind of thing a name names."""
        before = self.get(article, entity)
        self._change(article, before, replace(before, kind=kind), origin)

    def rename(self, article: ArticleId, entity: EntityId, name: str, *, origin: str = "") -> None:
        """Shows an entity under another name, its claims too; how the text calls it stays."""
        before = self.get(article, entity)
        name = " ".join(name.split()) or before.name
        self._change(article, before, replace(before, name=name), origin)

    def set_ends(
        self, article: ArticleId, entity: EntityId, mention: Span, to: Span, *, origin: str = ""
    ) -> None:
        """Moves the ends of a mention. Raises UserFacingError when no word would be left."""
        before = self.get(article, entity)
        text = self._text(article)
        span = trimmed(text, Span(max(0, to.start), min(len(text), to.end)))
        if not _words(text, span):
            raise UserFacingError(
                phrase("No words are selected."), phrase("Select a name in the text first.")
            )
        kept = {each for each in before.mentions if each != mention and not each.overlaps(span)}
        after = _with_mentions(text, before, (*kept, span))
        if before.name == _words(text, mention):
            after = replace(after, name=_words(text, span))
        self._change(article, before, after, origin)

    def drop_mention(
        self, article: ArticleId, entity: EntityId, mention: Span, *, origin: str = ""
    ) -> None:
        """Says that the words at `mention` do not name this; with the last one it is gone."""
        before = self.get(article, entity)
        left = [each for each in before.mentions if each != mention]
        if not left:
            self.remove(article, entity, origin=origin)
            return
        self._change(article, before, _with_mentions(self._text(article), before, left), origin)

    def remove(self, article: ArticleId, entity: EntityId, *, origin: str = "") -> None:
        """Says that this is no name in an article; the analysis does not bring it back. Claims
        keep the words of their source."""
        before = self.get(article, entity)
        gone = replace(before, mentions=())
        edits: list[Edit] = [EntityEdit(article, before, gone)]
        edits += self._resourced(article, [before], None)
        self._perform("remove an entity", edits, origin)

    def unite(
        self, article: ArticleId, into: EntityId, others: Sequence[EntityId], *, origin: str = ""
    ) -> None:
        """Makes one of several names of an article, here and in the library's sources."""
        kept = self.get(article, into)
        rest = [self.get(article, entity) for entity in others if entity != into]
        if not rest:
            return
        every = (kept, *rest)
        joined = replace(
            kept,
            names=tuple(dict.fromkeys(name for one in every for name in one.names)),
            mentions=tuple(sorted({span for one in every for span in one.mentions})),
        )
        edits: list[Edit] = [
            EntityEdit(article, kept, joined),
            *(EntityEdit(article, one, None) for one in rest),
            *self._resourced(article, rest, joined),
        ]
        edits += self._united_sources(article, kept, rest)
        self._perform("unite names", edits, origin)

    def part(
        self, article: ArticleId, entity: EntityId, mentions: Iterable[Span], *, origin: str = ""
    ) -> EntityId:
        """Takes mentions out of an entity into one of its own, another source from now on.

        Raises UserFacingError when nothing would be left or taken.
        """
        before = self.get(article, entity)
        taken = tuple(sorted(set(mentions) & set(before.mentions)))
        left = [span for span in before.mentions if span not in taken]
        if not taken or not left:
            raise UserFacingError(
                phrase("A name can be parted only into two that are both in the text."),
                phrase("Choose some of its mentions, not all."),
            )
        text = self._text(article)
        fresh = _with_mentions(text, replace(before, id=_fresh(), names=(), guessed=False), taken)
        fresh = replace(fresh, name=max(fresh.names, key=len))
        edits: list[Edit] = [
            EntityEdit(article, before, _with_mentions(text, before, left)),
            EntityEdit(article, None, fresh),
        ]
        card = self._card(article, entity)
        if card is not None:
            member = frozenset({(article, fresh.id)})
            own = SourceCard(
                SourceId(secrets.token_hex(8)),
                fresh.name,
                card.kind,
                members=member,
                told=member,
                apart=frozenset({card.id}),
            )
            edits.append(SourceEdit(None, own))
        edits += self._resourced(article, [before], fresh, only=taken)
        self._perform("part a name", edits, origin)
        return fresh.id

    # ------------------------------------------------------------------------------------

    def _text(self, article: ArticleId) -> str:
        return self._session.library.articles.get(article).text

    def _perform(self, action: str, edits: Sequence[Edit], origin: str) -> None:
        self._session.perform(action, edits, origin=origin)

    def _change(self, article: ArticleId, before: Entity, after: Entity, origin: str) -> None:
        if after != before:
            self._perform("change an entity", [EntityEdit(article, before, after)], origin)

    def _card(self, article: ArticleId, entity: EntityId) -> SourceCard | None:
        """The source that an entity is, when it stands behind a claim."""
        source = self._session.library.sources.of(article).get(entity)
        return self._register.get(source) if source is not None else None

    def _united_sources(
        self, article: ArticleId, kept: Entity, rest: Sequence[Entity]
    ) -> list[Edit]:
        cards = {card.id: card for one in (kept, *rest) if (card := self._card(article, one.id))}
        gone = frozenset((article, one.id) for one in rest)
        member = (article, kept.id)
        if not cards:
            return []
        into, *others = cards.values()
        # The name that was chosen stays, also where only the other was a source yet.
        name = "" if member in into.members else kept.name
        return self._register.merging(
            into, others, without=gone, also=frozenset({member}), name=name
        )

    def _resourced(
        self,
        article: ArticleId,
        old: Sequence[Entity],
        new: Entity | None,
        only: Spans | None = None,
    ) -> list[Edit]:
        """The claims whose source is one of `old` (named in `only`), given to `new`."""
        ids = {entity.id for entity in old}
        edits: list[Edit] = []
        for record in self._session.library.claims.of(article, hidden=True):
            attribution = record.claim.attribution
            source = attribution.source if attribution else None
            if attribution is None or source is None or source.entity not in ids:
                continue
            if only is not None and not _named_in(source, only):
                continue
            given = replace(
                source,
                entity=new.id if new else None,
                name=new.name if new else source.name,
                guessed=False,
            )
            claim = replace(record.claim, attribution=replace(attribution, source=given))
            edits.append(ClaimEdit(claim.id, record, replace(record, claim=claim)))
        return edits


def _named_in(source: Source, mentions: Spans) -> bool:
    return source.span is not None and any(source.span.overlaps(each) for each in mentions)


def _with_mentions(text: str, entity: Entity, mentions: Iterable[Span]) -> Entity:
    """`entity` with other mentions, called as these call it."""
    spans = tuple(sorted(mentions))
    said = dict.fromkeys(_words(text, span) for span in spans)
    names = [name for name in entity.names if name in said]
    before = set(entity.mentions)
    names += [_words(text, span) for span in spans if span not in before]
    kept = tuple(dict.fromkeys(names)) or tuple(said)
    name = entity.name if entity.name in kept or entity.name not in entity.names else kept[0]
    return replace(entity, name=name, names=kept, mentions=spans)


def _words(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _fresh() -> EntityId:
    return EntityId(f"p{secrets.token_hex(4)}")
