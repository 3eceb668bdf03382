"""What the source of a claim does with it: assert, deny, doubt or leave it open.

Claims that are there are read by the words of their cue alone, for no language model runs when a
library is opened; the next analysis of an article reads those that nobody decided once more.
"""

import json
import re

from alembic import op
from sqlalchemy import Connection, text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|disput(?:e[sd]?|ing)|reject(?:s|ed|ing|ions?)?"
    r"|dismiss(?:es|ed|ing|als?)?|refut(?:e[sd]?|ing|ations?)|rebut(?:s|ted|ting|tals?)?"
    r"|contradict(?:s|ed|ing)?|contest(?:s|ed|ing)?|repudiat(?:e[sd]?|ing)"
    r"|disavow(?:s|ed|ing)?|debunk(?:s|ed|ing)?|rul(?:es?|ed|ing) out)\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(r"\b(?:doubt(?:s|ed|ing|ful)?|s[kc]eptical)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:declin|refus)(?:e[sd]?|ing)\b", re.IGNORECASE)
_THOUGHT = re.compile(
    r"\b(?:believ|think|thought|expect|suppos|imagin|reckon|consider)", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not|never|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
_HELD_BACK = re.compile(
    r"\bneither\s+$|\b(?:declin|refus|fail)(?:e[sd]?|ing|ed|s)?\s+to\s+$|\bunable\s+to\s+$",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(r"[.;:!?\n“”\"]")
_BEFORE = 40
"""Code points before a cue in which its negation may stand."""


def upgrade() -> None:
    """Adds the stance to every attribution that is kept."""
    connection = op.get_bind()
    articles = connection.execute(text("SELECT DISTINCT article FROM claim ORDER BY article"))
    for (article,) in articles.all():
        _upgrade(connection, article)


def _upgrade(connection: Connection, article: int) -> None:
    found = {"article": article}
    words = connection.execute(
        text("SELECT text FROM article_text WHERE article = :article"), found
    ).scalar()
    rows = connection.execute(
        text('SELECT "key", body FROM claim WHERE article = :article'), found
    ).all()
    changed = []
    for key, body in rows:
        content, hedges, parent, attribution = json.loads(body)
        if attribution is None:
            continue
        cue, *rest = attribution
        stance = _stance(words or "", cue, content) if cue else "asserts"
        packed = [content, hedges, parent, [cue, *rest, stance]]
        plain = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
        changed.append({"key": key, "body": plain})
    if changed:
        connection.execute(text('UPDATE claim SET body = :body WHERE "key" = :key'), changed)


def _stance(words: str, cue: list[int], content: list[list[int]]) -> str:
    """What the words of a cue, and those right before it, tell."""
    said = words[cue[0] : cue[1]]
    before = _STANDS_ALONE.split(words[max(0, cue[0] - _BEFORE) : cue[0]])[-1]
    negated = _NOT.search(said) is not None
    if _DENIES.search(said):
        if negated or _NOT.search(before):
            return "open"
        called = any(re.search(r"\bas\b", words[start:end]) for start, end in content)
        return "asserts" if called and "dismiss" in said.lower() else "denies"
    if _DOUBTS.search(said):
        return "asserts" if negated else "doubts"
    if _OPEN.search(said) or _HELD_BACK.search(before):
        return "open"
    if negated:
        return "doubts" if _THOUGHT.search(said) else "open"
    return "asserts"
