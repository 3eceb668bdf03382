"""What there is to know about one source: gathered from the library for the card."""

from dataclasses import dataclass, field

from annotator.domain.article import Article
from annotator.domain.briefing import Member, SourceCard
from annotator.domain.claim import is_described
from annotator.domain.ids import ArticleId, EntityId
from annotator.domain.resolution import LikelySource
from annotator.text.spans import Span
from annotator.workspace.voices import Voice
from annotator.workspace.workspace import Workspace
from ui.language.texts import tr

_CONTEXT = 36
"""Code points of text on each side of a mention."""
_MOST_MENTIONS = 200
_MOST_ARTICLES = 60


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A place where a source is named."""

    words: str
    """The mention among the words around it, with its article."""
    member: Member
    span: Span


@dataclass(frozen=True, slots=True)
class CardSheet:
    """A source with all that the card shows of it."""

    card: SourceCard
    names: tuple[str, ...] = ()
    """What articles call it besides its own name."""
    mentions: tuple[MentionLine, ...] = ()
    articles: int = 0
    """How many articles name it."""
    likely: tuple[LikelySource, ...] = ()
    voices: tuple[Voice, ...] = field(default=())


def sheet_of(workspace: Workspace, card: SourceCard, opened: ArticleId | None) -> CardSheet:
    """Gathers a card's sheet; the open article's mentions come first."""
    names: dict[str, None] = {}
    lines: list[MentionLine] = []
    articles = sorted({article for article, _ in card.members})
    articles.sort(key=lambda article: article != opened)
    for article in articles[:_MOST_ARTICLES]:
        if len(lines) >= _MOST_MENTIONS:
            break
        members = {member for home, member in card.members if home == article}
        text = workspace.articles.get(article)
        for entity in workspace.articles.entities(article):
            if entity.id in members:
                names.update(dict.fromkeys(entity.names))
                member = (article, entity.id)
                lines += [_line(text, member, span, card) for span in entity.mentions]
        if any(map(is_described, members)):
            said = _described(workspace, text, members, card)
            names.update(dict.fromkeys(name for name, _ in said))
            lines += [line for _, line in said]
    return CardSheet(
        card,
        tuple(name for name in names if name != card.name),
        tuple(lines[:_MOST_MENTIONS]),
        len(articles),
        workspace.register.likely(card),
        workspace.register.voices(card),
    )


def _described(
    workspace: Workspace, article: Article, members: set[EntityId], card: SourceCard
) -> list[tuple[str, MentionLine]]:
    """Where the claims of an article describe a source that it does not name, and how."""
    out = []
    for record in workspace.claims.of(article.id):
        source = record.claim.source
        if source is not None and source.span is not None and source.member in members:
            line = _line(article, (article.id, source.member), source.span, card)
            out.append((source.name, line))
    return out


def _line(article: Article, member: Member, mention: Span, card: SourceCard) -> MentionLine:
    text = article.text
    start = max(0, mention.start - _CONTEXT)
    before = text[start : mention.start]
    after = text[mention.end : mention.end + _CONTEXT]
    if start:  # Whole words only.
        before = before.partition(" ")[2]
    if mention.end + _CONTEXT < len(text):
        after = after.rpartition(" ")[0]
    around = " ".join(f"{before}[{text[mention.start : mention.end]}]{after}".split())
    words = f"{article.title}: …{around}…" if len(card.members) > 1 else f"…{around}…"
    if member in card.guesses:
        words = tr("(guess) {words}", words=words)
    return MentionLine(words, member, mention)
