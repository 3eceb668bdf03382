"""The register of sources: who stands behind claims, across articles.

A card is kept once a person graded, renamed, merged or split it. Until then a source is what
the articles say: entities of the same name and kind are one. A source without an entity ("two
officials") is known by its words alone.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import SourceKind
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId, EntityId, SourceId
from annotator.errors import UserFacingError
from annotator.workspace.edits import Edit, SourceEdit
from annotator.workspace.session import Session

type Member = tuple[ArticleId, EntityId]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Somebody who stands behind at least one claim of an article."""

    member: Member | None
    """None for a description without an entity."""
    name: str
    kind: SourceKind


class Register:
    """The sources of the library."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def cards(self, articles: Iterable[ArticleId]) -> tuple[SourceCard, ...]:
        """The sources of the claims of `articles`, kept cards first joined by what the
        articles add to them; by name."""
        kept = {card.id: card for card in self._session.library.sources.cards()}
        home = {member: card.id for card in kept.values() for member in card.members}
        by_name = {(card.name.casefold(), card.kind): card.id for card in kept.values()}
        found: dict[SourceId, SourceCard] = {}
        for seen in self._seen(articles):
            key = (seen.name.casefold(), seen.kind)
            at_home = home.get(seen.member) if seen.member else None
            identity = at_home or by_name.get(key) or _identity(*key)
            card = found.get(identity) or kept.get(identity)
            card = card or SourceCard(identity, seen.name, seen.kind)
            more = {seen.member} if seen.member else set()
            found[identity] = replace(card, members=card.members | more)
        return tuple(sorted(found.values(), key=lambda card: (card.name.casefold(), card.id)))

    def grade(self, card: SourceCard, reliability: Reliability | None, *, origin: str = "") -> None:
        """Says how far a source can be relied on; None takes the grade off."""
        self._keep("grade a source", card, replace(card, reliability=reliability), origin)

    def describe(
        self,
        card: SourceCard,
        *,
        name: str | None = None,
        descriptor: str | None = None,
        notes: str | None = None,
        origin: str = "",
    ) -> None:
        """Renames a source or changes its descriptor or notes.

        Raises UserFacingError for another name of a description, which is known by its words.
        """
        if not card.members and name is not None and name.strip() not in ("", card.name):
            raise UserFacingError(
                f"“{card.name}” is known by these words alone and keeps them.",
                "Describe it in the descriptor instead.",
            )
        changed = replace(
            card,
            name=card.name if name is None else name.strip() or card.name,
            descriptor=card.descriptor if descriptor is None else descriptor,
            notes=card.notes if notes is None else notes,
        )
        self._keep("describe a source", card, changed, origin)

    def merge(self, into: SourceCard, others: Sequence[SourceCard], *, origin: str = "") -> None:
        """Makes one source of several, for the whole library; `into` keeps name and grade.

        Raises UserFacingError for a description, which has no mentions to give away.
        """
        bare = next((card for card in others if not card.members), None)
        if bare is not None:
            raise UserFacingError(
                f"“{bare.name}” is a description without a name and cannot be merged.",
                "Grade it by itself, or give its claims another source.",
            )
        members = into.members.union(*(card.members for card in others))
        edits: list[Edit] = [
            SourceEdit(kept, None) for card in others if (kept := self._kept(card.id))
        ]
        edits.append(SourceEdit(self._kept(into.id), replace(into, members=members)))
        self._session.perform("merge sources", edits, origin=origin)

    def split(
        self, card: SourceCard, members: Iterable[Member], name: str, *, origin: str = ""
    ) -> SourceId:
        """Takes members out of a source into one of their own; its id.

        Raises UserFacingError when nothing would be left or taken.
        """
        taken = frozenset(members) & card.members
        if not taken or taken == card.members:
            raise UserFacingError(
                "A source can be split only into two that hold something.",
                "Choose some of its mentions, not all.",
            )
        fresh = SourceCard(SourceId(secrets.token_hex(8)), name, card.kind, members=taken)
        rest = replace(card, members=card.members - taken)
        self._session.perform(
            "split a source",
            [SourceEdit(self._kept(card.id), rest), SourceEdit(None, fresh)],
            origin=origin,
        )
        return fresh.id

    def _keep(self, action: str, old: SourceCard, new: SourceCard, origin: str) -> None:
        if new != old:
            self._session.perform(action, [SourceEdit(self._kept(old.id), new)], origin=origin)

    def _kept(self, identity: SourceId) -> SourceCard | None:
        cards = self._session.library.sources.cards()
        return next((card for card in cards if card.id == identity), None)

    def _seen(self, articles: Iterable[ArticleId]) -> Iterable[_Seen]:
        for article in articles:
            told: set[EntityId | str] = set()
            for record in self._session.library.claims.of(article):
                source = record.claim.source
                if source is None or (source.entity or source.name) in told:
                    continue
                told.add(source.entity or source.name)
                member = (article, source.entity) if source.entity else None
                yield _Seen(member, source.name, source.kind)


def _identity(name: str, kind: SourceKind) -> SourceId:
    """The id of a source that nobody has touched yet; the same at every look."""
    return SourceId(hashlib.sha256(f"{kind.value}:{name}".encode()).hexdigest()[:16])
