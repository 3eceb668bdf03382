"""A claim as it is quoted elsewhere: its words, who said so, and where."""

from annotator.domain.article import Article
from annotator.domain.decision import ClaimRecord
from annotator.text.spans import text_of
from ui.language.texts import tr
from ui.language.words import marked, state_name


def citation(article: Article, record: ClaimRecord) -> str:
    """Plain text for the clipboard."""
    words = " ".join(text_of(article.text, record.claim.content).split())
    place = ", ".join(
        part
        for part in (
            article.author,
            f"“{article.title}”" if article.title else "",
            article.publisher,
            article.published,
            article.address,
        )
        if part
    )
    accessed = tr("accessed {date}", date=article.accessed[:10]) if article.accessed else ""
    return (
        f"“{words}”\n"
        f"{marked(record)} · {state_name(record)}\n"
        f"{'; '.join(part for part in (place, accessed) if part)}\n"
    )
