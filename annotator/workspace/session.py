"""A person at work in a library: acts are journalled as a whole, then told to the views."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from annotator.domain.decision import Decision
from annotator.domain.ids import ClaimId
from annotator.domain.plain import to_plain
from annotator.storage import Library, SettledItem
from annotator.storage.records.briefings import BriefingDraft
from annotator.storage.records.change import Change as Steps
from annotator.workspace.changes import Change, Changed, Changes
from annotator.workspace.edits import (
    ClaimEdit,
    DecisionEdit,
    DetailsEdit,
    Edit,
    EntityEdit,
    PlanEdit,
    PresenceEdit,
    SourceEdit,
    VerdictEdit,
    inverses,
    to_payload,
)

UNDO, REDO = "undo", "redo"


class Session:
    """What every use case works with: the library, who works in it, and the notices."""

    def __init__(self, library: Library, person: str, changes: Changes) -> None:
        self.library = library
        self.person = person
        self.changes = changes

    def perform(
        self,
        action: str,
        edits: Sequence[Edit],
        *,
        bulk: bool = False,
        origin: str = "",
        undoes: int | None = None,
    ) -> int:
        """Does the edits as one act that can be taken back; returns its number in the journal.

        It is on the disk when this returns. Raises UserFacingError when nothing could be kept.
        """
        with self.library.transaction(
            self.person,
            action,
            payload=to_payload(edits),
            inverse=to_payload(inverses(edits)),
            bulk=bulk,
            origin=origin,
            undoes=undoes,
        ) as steps:
            for kind, alike in groupby(edits, type):
                self._apply_alike(kind, list(alike), steps)
        self.changes.tell(*notices(edits, origin))
        return steps.seq

    def _apply_alike(self, kind: type[Edit], edits: list[Edit], steps: Steps) -> None:
        """Applies edits of one kind that follow each other: thousands of decisions or verdicts
        at once."""
        if kind is VerdictEdit:
            _apply_verdicts([edit for edit in edits if isinstance(edit, VerdictEdit)], steps)
            return
        decisions = [edit for edit in edits if isinstance(edit, DecisionEdit)]
        if decisions and len({edit.claim for edit in decisions}) == len(edits):
            steps.decide(*(_stamped(e.claim, e.after, self.person, steps.time) for e in decisions))
            return
        for edit in edits:
            self._apply(edit, steps)

    def _apply(self, edit: Edit, steps: Steps) -> None:
        match edit:
            case DecisionEdit():
                steps.decide(_stamped(edit.claim, edit.after, self.person, steps.time))
            case ClaimEdit():
                _apply_claim(edit, steps)
            case EntityEdit():
                _apply_entity(edit, steps)
            case PresenceEdit(after=True):
                steps.restore_article(edit.article)
            case PresenceEdit():
                steps.remove_article(edit.article)
            case DetailsEdit():
                self._apply_details(edit, steps)
            case SourceEdit():
                _apply_source(edit, steps)
            case PlanEdit():
                _apply_plan(edit, steps)
            case VerdictEdit():
                _apply_verdicts([edit], steps)

    def _apply_details(self, edit: DetailsEdit, steps: Steps) -> None:
        details = edit.after
        steps.edit_article(
            replace(
                self.library.articles.get(edit.article),
                title=details.title,
                author=details.author,
                publisher=details.publisher,
                published=details.published,
                address=details.address,
                language=details.language,
            )
        )
        steps.label_article(edit.article, details.labels)


def notices(edits: Iterable[Edit], origin: str) -> list[Change]:
    """What the views are told of `edits`, one notice a kind."""
    ids: dict[Changed, set[str]] = {}
    for edit in edits:
        kind, subject = _subject(edit)
        ids.setdefault(kind, set()).add(subject)
    told = [Change(kind, frozenset(subjects), origin) for kind, subjects in ids.items()]
    return [*told, Change(Changed.HISTORY, frozenset(), origin)]


def _subject(edit: Edit) -> tuple[Changed, str]:
    match edit:
        case DecisionEdit() | ClaimEdit():
            return Changed.CLAIMS, edit.claim
        case EntityEdit():
            return Changed.FINDINGS, edit.article
        case PresenceEdit() | DetailsEdit():
            return Changed.ARTICLES, edit.article
        case SourceEdit():
            card = edit.after or edit.before
            return Changed.SOURCES, card.id if card else ""
        case PlanEdit():
            plan = edit.after or edit.before
            return Changed.BRIEFINGS, plan.id if plan else ""
        case VerdictEdit():
            return Changed.REVIEWS, edit.item.id


def _stamped(claim: ClaimId, decision: Decision | None, person: str, time: datetime) -> Decision:
    """What stands from now on, by whom and when: also an undo is somebody's decision."""
    if decision is None:
        return Decision(claim, None, "", None, None, person, time)
    return replace(decision, person=person, time=time)


def _apply_claim(edit: ClaimEdit, steps: Steps) -> None:
    if edit.after is None:
        steps.hide_claim(edit.claim, hidden=True)
    elif edit.before is None:
        steps.put_claim(edit.after)
    else:
        steps.change_claim(edit.after.claim)


def _apply_entity(edit: EntityEdit, steps: Steps) -> None:
    if edit.after is not None:
        steps.put_entity(edit.article, edit.after)
    elif edit.before is not None:
        steps.remove_entity(edit.article, edit.before.id)


def _apply_source(edit: SourceEdit, steps: Steps) -> None:
    if edit.after is not None:
        steps.put_source(edit.after, edit.before)
    elif edit.before is not None:
        steps.remove_source(edit.before.id)


def _apply_plan(edit: PlanEdit, steps: Steps) -> None:
    if edit.after is not None:
        content = {"plan": to_plain(edit.after)}
        steps.save_briefing(BriefingDraft(edit.after.id, edit.after.title, content))
    elif edit.before is not None:
        steps.remove_briefing(edit.before.id)


def _apply_verdicts(edits: Sequence[VerdictEdit], steps: Steps) -> None:
    steps.reopen([edit.item.id for edit in edits])
    steps.settle(
        SettledItem(
            edit.item.id, edit.file, edit.after, edit.item.claim, {"item": to_plain(edit.item)}
        )
        for edit in edits
        if edit.after is not None
    )
