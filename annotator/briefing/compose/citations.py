"""Source reference citations with the elements of ICS 206-01 (December 2024)."""

from annotator.briefing.cleaning import clean
from annotator.briefing.compose.articles import source_type, title_of
from annotator.briefing.layout import Citation
from annotator.briefing.wording import day_of
from annotator.domain.article import Article


def citation_of(article: Article) -> Citation:
    """Author, title, publisher, publication date, address, access date, source type.

    An element that the article does not give is said to be missing, so that nobody takes it
    for forgotten.
    """
    published = day_of(article.published)
    parts = [
        article.author.strip() or "Author not given",
        f"“{title_of(article)}”",
        article.publisher.strip() or "publisher not given",
        published or "no date of publication",
    ]
    if article.address.strip():
        parts.append(article.address.strip())
    if article.accessed.strip():
        parts.append(f"accessed {day_of(article.accessed)}")
    return Citation(
        text=clean(f"{', '.join(parts)}. Source type: {source_type(article)}."),
        address=clean(article.address.strip()),
        file_name=clean(article.file_name.strip()),
        sha256=article.sha256,
    )
