"""What an act was about, in a few words and with its article, for the messages of the window."""

from collections.abc import Sequence

from annotator.domain.decision import ClaimRecord
from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.text.spans import text_of
from annotator.workspace.edits import (
    ClaimEdit,
    DecisionEdit,
    DetailsEdit,
    Edit,
    EntityEdit,
    PlanEdit,
    PresenceEdit,
    SourceEdit,
)
from annotator.workspace.workspace import Workspace
from ui.language.excerpts import shortened
from ui.language.texts import count, tr


def subject_of(edits: Sequence[Edit], workspace: Workspace) -> str:
    """The first thing that `edits` changed, and how many more; empty when nothing can be said
    of it, as when it is gone for good."""
    if not edits:
        return ""
    try:
        first = _named(edits[0], workspace)
    except UserFacingError:
        return ""
    more = len(edits) - 1
    return first + (" " + count(more, "and 1 more", "and {n} more") if first and more else "")


def _named(edit: Edit, workspace: Workspace) -> str:
    match edit:
        case DecisionEdit():
            return _claim(workspace.claims.get(edit.claim), workspace)
        case ClaimEdit():
            record = edit.after or edit.before
            return _claim(record, workspace) if record else ""
        case EntityEdit():
            entity = edit.after or edit.before
            return _in_article(entity.name if entity else "", edit.article, workspace)
        case PresenceEdit():
            return _quoted(workspace.articles.get(edit.article).title)
        case DetailsEdit():
            return _quoted(edit.after.title)
        case SourceEdit():
            card = edit.after or edit.before
            return _quoted(card.name) if card else ""
        case PlanEdit():
            plan = edit.after or edit.before
            return _quoted(plan.title) if plan else ""
        case _:
            return ""


def _claim(record: ClaimRecord, workspace: Workspace) -> str:
    text = workspace.articles.get(record.article).text
    return _in_article(text_of(text, record.claim.content), record.article, workspace)


def _in_article(words: str, article: ArticleId, workspace: Workspace) -> str:
    title = workspace.articles.get(article).title
    return tr("{what} in {article}", what=_quoted(words), article=_quoted(title))


def _quoted(words: str) -> str:
    return tr("“{words}”", words=shortened(words)) if words.strip() else ""
