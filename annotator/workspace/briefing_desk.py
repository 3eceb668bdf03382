"""Briefings being written: kept in the library, checked, exported beside the editing.

The room that knows Word is imported when the first briefing is checked or written: it costs
the window a fifth of its start.
"""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, cast

from annotator.domain.briefing import Briefing, BriefingArticle, PreviousExport
from annotator.domain.ids import ArticleId, BriefingId, ClaimId
from annotator.domain.plain import from_plain
from annotator.storage import ExportRecord
from annotator.workspace.briefings import BriefingPlan, compose, new_plan, plan_of
from annotator.workspace.changes import Change, Changed
from annotator.workspace.edits import PlanEdit
from annotator.workspace.register import Register
from annotator.workspace.session import Session

if TYPE_CHECKING:
    from annotator.briefing import Check, Manifest


class BriefingDesk:
    """Plans and exports briefings."""

    def __init__(self, session: Session, register: Register) -> None:
        self._session = session
        self._register = register
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="export")

    def plans(self) -> tuple[BriefingPlan, ...]:
        """Every briefing being written, the last saved first."""
        return tuple(plan_of(draft) for draft in self._session.library.briefings.list())

    def get(self, briefing: BriefingId) -> BriefingPlan:
        """One briefing; raises UserFacingError when it is unknown."""
        return plan_of(self._session.library.briefings.get(briefing))

    def start(self, title: str, articles: Sequence[ArticleId], *, origin: str = "") -> BriefingPlan:
        """A new briefing over `articles`, kept at once."""
        plan = new_plan(title, self._session.person, articles)
        self._session.perform("start a briefing", [PlanEdit(None, plan)], origin=origin)
        return plan

    def save(self, plan: BriefingPlan, *, origin: str = "") -> None:
        """Keeps what the analyst changed of a briefing."""
        before = self.get(plan.id)
        if plan != before:
            self._session.perform("edit the briefing", [PlanEdit(before, plan)], origin=origin)

    def delete(self, briefing: BriefingId, *, origin: str = "") -> None:
        """Takes a briefing away; exported files stay known, and it can be undone."""
        edit = PlanEdit(self.get(briefing), None)
        self._session.perform("delete a briefing", [edit], origin=origin)

    def compose(self, plan: BriefingPlan) -> Briefing:
        """What an export of `plan` would say now."""
        articles = tuple(self._article(article, plan) for article in plan.articles)
        exports = self._session.library.briefings.exports(plan.id)
        models = (self._session.library.findings.model(article) for article in plan.articles)
        return compose(
            plan,
            articles,
            sources=self._register.cards(plan.articles),
            model=next((model for model in models if model), None),
            version=exports[-1].version + 1 if exports else 1,
            previous=_previous(exports[-1]) if exports else None,
            numbers=_numbers(exports),
        )

    def checks(self, plan: BriefingPlan) -> "tuple[Check, ...]":
        """What the analyst may want to mend before the export."""
        from annotator import briefing  # noqa: PLC0415 - see above

        return briefing.checks(self.compose(plan))

    def export(
        self,
        plan: BriefingPlan,
        path: Path,
        on_progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Future[Path]:
        """Writes the briefing to `path` on a thread of its own and keeps what it said.

        The future raises UserFacingError when the file cannot be written; an old one is then
        as it was.
        """
        composed = self.compose(plan)
        template = Path(plan.template) if plan.template else None

        def run() -> Path:
            from annotator import briefing  # noqa: PLC0415 - see above

            manifest = briefing.export(composed, path, on_progress, cancelled, template=template)
            self._keep(composed, path, manifest)
            return path

        return self._thread.submit(run)

    def close(self) -> None:
        """Waits for an export under way."""
        self._thread.shutdown(wait=True)

    def _article(self, article: ArticleId, plan: BriefingPlan) -> BriefingArticle:
        """An article as it goes into a briefing: without the claims that the queue kept back
        and that nobody asked for."""
        library = self._session.library
        claims = library.claims.of(article)
        return BriefingArticle(
            library.articles.get(article),
            library.findings.entities(article),
            tuple(r for r in claims if not r.kept_back or r.claim.id in plan.key_claims),
        )

    def _keep(self, composed: Briefing, path: Path, manifest: "Manifest") -> None:
        record = ExportRecord(
            composed.export,
            composed.id,
            composed.version,
            composed.created,
            self._session.person,
            path.name,
            hashlib.sha256(path.read_bytes()).hexdigest(),
            {"claims": [[e.id, e.tag, e.wording, e.number] for e in manifest.claims]},
        )
        with self._session.library.transaction(
            self._session.person, "export a briefing", payload={"export": composed.export}
        ) as steps:
            steps.record_export(record)
        self._session.changes.tell(Change(Changed.BRIEFINGS, frozenset({composed.id})))


def _previous(export: ExportRecord) -> PreviousExport:
    return from_plain(
        PreviousExport,
        {
            "export": export.id,
            "version": export.version,
            "time": export.time.isoformat(),
            "claims": [list(kept[:3]) for kept in _claims(export)],
        },
    )


def _numbers(exports: Sequence[ExportRecord]) -> tuple[tuple[ClaimId, int], ...]:
    """What each claim that was ever exported is called: as the newest version with it has it."""
    numbers: dict[ClaimId, int] = {}
    taken: set[int] = set()
    for export in reversed(exports):
        for place, (claim, _, _, *kept) in enumerate(_claims(export), start=1):
            # Versions exported before numbers were kept counted their claims in this order.
            number = int(str(kept[0])) if kept else place
            if claim not in numbers and number not in taken:
                numbers[ClaimId(str(claim))] = number
                taken.add(number)
    return tuple(numbers.items())


def _claims(export: ExportRecord) -> Sequence[Sequence[object]]:
    """Id, tag, wording and, since it is kept, the number of each claim that it showed."""
    return cast(Sequence[Sequence[object]], export.manifest["claims"])
