"""The register of sources: who stands behind claims, across articles.

The library ties what articles name to sources as findings come in (see
`annotator.domain.resolution`); a tie by likelihood is a guess until a person confirms it. What a
person says of a source — that two are one, that one is two — is kept for every article to come.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.briefing import Member, SourceCard
from annotator.domain.claim import SourceKind, Tag
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId, EntityId, SourceId
from annotator.domain.phrase import phrase
from annotator.domain.resolution import LikelySource
from annotator.errors import UserFacingError
from annotator.text.names import resemblance
from annotator.workspace.edits import Edit, SourceEdit
from annotator.workspace.session import Session
from annotator.workspace.voices import Voice, voices

if TYPE_CHECKING:
    from annotator.storage.sources.register import Sources

type By = Mapping[Tag | None, int]


class Register:
    """The sources of the library."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- what there is -------------------------------------------------------------------

    def cards(self, articles: Iterable[ArticleId]) -> tuple[SourceCard, ...]:
        """The sources of the claims of `articles`, each with all that it is in the library; by
        name."""
        return self.some(self.counts(articles))

    def counts(self, articles: Iterable[ArticleId]) -> Mapping[SourceId, By]:
        """How many claims of `articles` rest on each source, by decided tag (None: undecided)."""
        wanted = tuple(articles)
        self._stored.resolve(wanted)
        return self._stored.counts(wanted)

    def some(self, sources: Iterable[SourceId]) -> tuple[SourceCard, ...]:
        """Those of `sources` that are there, by name."""
        return self._stored.some(sources)

    def newest(self, card: SourceCard) -> SourceCard:
        """A card as the library has it now, whatever was seen of it."""
        return self._kept(card.id) or card

    def get(self, source: SourceId) -> SourceCard:
        """One source. Raises UserFacingError when unknown."""
        return self._stored.get(source)

    def card_of(self, article: ArticleId, entity: EntityId) -> SourceCard:
        """The source that an article's entity is; a new one, not yet kept, when it stands
        behind no claim. Raises UserFacingError when the article has no such entity."""
        known = self._stored.of(article).get(entity)
        if known is not None:
            return self._stored.get(known)
        entities = self._session.library.findings.entities(article)
        found = next((each for each in entities if each.id == entity), None)
        if found is None:
            raise UserFacingError(
                phrase("This name is gone from the article."), phrase("Choose another name.")
            )
        likely = self._stored.find(article, entity)
        if likely is not None:
            return self._stored.get(likely)
        return SourceCard(
            SourceId(f"{article}{entity}"),
            found.name,
            SourceKind.NAMED,
            members=frozenset({(article, entity)}),
            kept=False,
        )

    def likely(self, card: SourceCard) -> tuple[LikelySource, ...]:
        """Other sources that this may be as well, for a person to say."""
        return self._stored.likely(card)

    def choices(self, card: SourceCard) -> tuple[tuple[SourceId, str], ...]:
        """Every other source with its name, to choose from: the likely ones first, then those
        whose names look alike."""
        likely = {each.source: each.name for each in self.likely(card)}
        rest = [each for each in self._stored.names() if each[0] not in {card.id, *likely}]
        rest.sort(key=lambda each: -resemblance(card.name, each[1]))
        return (*likely.items(), *rest)

    def voices(self, card: SourceCard) -> tuple[Voice, ...]:
        """For whom the articles say that a source speaks, and who speaks for it."""
        return voices(self._session.library, card)

    # -- what a person says --------------------------------------------------------------

    def grade(self, card: SourceCard, reliability: Reliability | None, *, origin: str = "") -> None:
        """Says how far a source can be relied on; None takes the grade off."""
        now = self.newest(card)
        self._keep("grade a source", card, replace(now, reliability=reliability), origin)

    def describe(
        self,
        card: SourceCard,
        *,
        name: str | None = None,
        descriptor: str | None = None,
        notes: str | None = None,
        kind: SourceKind | None = None,
        origin: str = "",
    ) -> None:
        """Renames a source or changes its kind, descriptor or notes."""
        now = self.newest(card)
        changed = replace(
            now,
            name=now.name if name is None else name.strip() or now.name,
            kind=kind or now.kind,
            descriptor=now.descriptor if descriptor is None else descriptor,
            notes=now.notes if notes is None else notes,
        )
        self._keep("describe a source", card, changed, origin)

    def confirm(self, card: SourceCard, *, origin: str = "") -> None:
        """Says that every guess about who this is was right, now and in articles to come."""
        now = self.newest(card)
        sure = replace(now, guesses=frozenset(), told=now.members)
        self._keep("confirm a source", card, sure, origin)

    def merge(self, into: SourceCard, others: Sequence[SourceCard], *, origin: str = "") -> None:
        """Makes one source of several, for the whole library and for articles to come; `into`
        keeps name and grade."""
        edits = self.merging(into, others)
        if edits:
            self._session.perform("merge sources", edits, origin=origin)

    def merging(
        self,
        into: SourceCard,
        others: Sequence[SourceCard],
        *,
        without: frozenset[Member] = frozenset(),
        also: frozenset[Member] = frozenset(),
        name: str = "",
    ) -> list[Edit]:
        """What makes one source of several; `without` members that are gone and with some
        `also` that a person put there; under the name of `into`, or another that was chosen."""
        now = self.newest(into)
        rest = [self.newest(card) for card in others if card.id != now.id]
        every = (now, *rest)
        members = frozenset[Member]().union(*(card.members for card in every)) - without | also
        guesses = frozenset[Member]().union(*(card.guesses for card in every)) & members - also
        apart = frozenset[SourceId]().union(*(card.apart for card in every))
        merged = replace(
            now,
            name=name or now.name,
            members=members,
            guesses=guesses,
            told=members - guesses,
            apart=apart - {card.id for card in every},
            kept=True,
        )
        if not rest and not without and not also:
            return []
        edits: list[Edit] = [
            SourceEdit(stored, None) for card in rest if (stored := self._kept(card.id))
        ]
        return [*edits, SourceEdit(self._kept(now.id), merged)]

    def split(
        self, card: SourceCard, members: Iterable[Member], name: str, *, origin: str = ""
    ) -> SourceId:
        """Takes members out of a source into one of their own, which the machine never joins
        with it again; its id.

        Raises UserFacingError when nothing would be left or taken.
        """
        now = self.newest(card)
        taken = frozenset(members) & now.members
        if not taken or taken == now.members:
            raise UserFacingError(
                phrase("A source can be split only into two that hold something."),
                phrase("Choose some of its mentions, not all."),
            )
        fresh = SourceCard(
            SourceId(secrets.token_hex(8)),
            name,
            now.kind,
            members=taken,
            told=taken,
            apart=frozenset({now.id}),
        )
        rest = replace(
            now,
            members=now.members - taken,
            guesses=now.guesses - taken,
            told=now.told - taken,
            apart=now.apart | {fresh.id},
            kept=True,
        )
        self._session.perform(
            "split a source",
            [SourceEdit(self._kept(now.id), rest), SourceEdit(None, fresh)],
            origin=origin,
        )
        return fresh.id

    def keep_apart(self, card: SourceCard, other: SourceId, *, origin: str = "") -> None:
        """Says that two sources are not the same: it is not asked again."""
        now = self.newest(card)
        self._keep("keep sources apart", card, replace(now, apart=now.apart | {other}), origin)

    # ------------------------------------------------------------------------------------

    @property
    def _stored(self) -> "Sources":
        return self._session.library.sources

    def _keep(self, action: str, seen: SourceCard, new: SourceCard, origin: str) -> None:
        before = self._kept(seen.id)
        if new != (before or seen):
            edit = SourceEdit(before, replace(new, kept=True))
            self._session.perform(action, [edit], origin=origin)

    def _kept(self, identity: SourceId) -> SourceCard | None:
        found = self._stored.some([identity])
        return found[0] if found else None
